"""What a file drops of its base: standards and whole sections, facts and events."""

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from qaudit.packs import catalogue
from qaudit.packs.anatomy import entries_of, listed_at, scalar_at, value_at
from qaudit.packs.base_languages import copied
from qaudit.packs.notices import Notice, Spot, neighbour, shown
from qaudit.packs.places import Node, file_of, spot_of_mark


@dataclass(frozen=True, slots=True)
class Dropped:
    """What is gone, by code, with the place of its drop; the standards of a section that is gone too.

    `names` are those of facts and events. `emptied` are sections of the base that stay, and of whose standards
    none does.
    """

    sections: dict[str, Spot]
    standards: dict[str, Spot]
    names: dict[str, Spot]
    emptied: dict[str, Spot]
    notices: tuple[Notice, ...] = ()


def dropped_by(own: Node, base: Node) -> Dropped:
    """What the list `drop` of `own` takes away from `base`.

    A code that several have means the section, else the standard, else the fact and the event of that name.
    """
    inside = {scalar_at(section, "code") or "": codes_in(section) for section in listed_at(base, "sections")}
    loose = {code for codes in inside.values() for code in codes}
    named = {name for key in _NAMED for name, _key, _value in entries_of(value_at(base, key))}
    sections: dict[str, Spot] = {}
    standards: dict[str, Spot] = {}
    names: dict[str, Spot] = {}
    notices: list[Notice] = []
    for code, spot in _drops(own):
        if code in inside:
            sections.setdefault(code, spot)
            standards |= {gone: standards.get(gone, spot) for gone in inside[code]}
        elif code in loose:
            standards.setdefault(code, spot)
        elif code in named:
            names.setdefault(code, spot)
        else:
            hint = neighbour(code, [*inside, *sorted(loose | named)]) or None
            notices.append(Notice(catalogue.DROP_UNKNOWN, words={"code": shown(code)}, hint=hint, spot=spot))
    emptied = {
        section: standards[codes[-1]]
        for section, codes in inside.items()
        if section not in sections and standards.keys() >= set(codes)
    }
    return Dropped(sections, standards, names, emptied, tuple(notices))


def without(base: Node, file: str, dropped: Dropped) -> Node:
    """The tree `base` of `file` without what is dropped."""
    if not (dropped.sections or dropped.standards or dropped.names):
        return base
    file = file_of(base, file)
    return copied(base, file, [(key, _kept(key.value, value, file, dropped)) for key, value in base.value])


def codes_in(section: Node) -> list[str]:
    """The codes of a section's standards."""
    codes = (scalar_at(standard, "code") for standard in listed_at(section, "standards"))
    return [code for code in codes if code is not None]


_NAMED = ("facts", "events")


def _kept(key: str, value: Node, file: str, dropped: Dropped) -> Node:
    if key == "sections":
        return _sections(value, file, dropped)
    if key in _NAMED:
        pairs = [(name, each) for name, each in value.value if name.value not in dropped.names]
        return copied(value, file_of(value, file), pairs)
    return value


def _drops(own: Node) -> Iterator[tuple[str, Spot]]:
    for entry in listed_at(own, "drop"):
        if isinstance(entry, yaml.ScalarNode):
            yield entry.value, spot_of_mark(entry.start_mark)


def _sections(node: Node, file: str, dropped: Dropped) -> Node:
    file = file_of(node, file)
    kept = [section for section in node.value if scalar_at(section, "code") not in dropped.sections]
    return copied(node, file, [_section(section, file, dropped) for section in kept])


def _section(node: Node, file: str, dropped: Dropped) -> Node:
    if dropped.standards.keys().isdisjoint(codes_in(node)):
        return node
    file = file_of(node, file)
    pairs = []
    for key, value in node.value:
        if key.value == "standards":
            kept = [entry for entry in value.value if scalar_at(entry, "code") not in dropped.standards]
            value = copied(value, file, kept)  # noqa: PLW2901 - the same key with fewer standards
        pairs.append((key, value))
    return copied(node, file, pairs)
