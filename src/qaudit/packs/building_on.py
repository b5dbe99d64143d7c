"""A file over the pack it builds on: one tree of nodes, each still standing where it was written.

What the file names is changed, what it drops is gone, what it adds comes after; the rest is the base's.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from qaudit.packs.anatomy import (
    ANY,
    PACK,
    SECTIONS,
    STANDARDS,
    Form,
    entries_of,
    listed_at,
    scalar_at,
    value_at,
)
from qaudit.packs.base_languages import copied, in_language, in_languages
from qaudit.packs.bases import Base
from qaudit.packs.coded_lists import CodedList, section_level, standard_level
from qaudit.packs.dropping import Dropped, codes_in, dropped_by, without
from qaudit.packs.notices import Notice, Spot
from qaudit.packs.places import Node, file_of, mark_file


@dataclass(frozen=True, slots=True)
class Built:
    """A file's tree with its base's in it.

    `incomplete` are the places of entries that are neither a change nor whole: what they lack, but for a code,
    is told already.
    """

    root: Node
    notices: tuple[Notice, ...]
    dropped: Dropped
    incomplete: frozenset[Spot]


def build_on(own: Node, file: str, base: Base) -> Built:
    """The tree `own` of `file` over its base."""
    languages = languages_of(own) or base.languages
    root = in_languages(base.root, base.file, base.languages, languages)
    dropped = dropped_by(own, root)
    thinned = without(root, base.file, dropped)
    mixing = _Mixing(file, languages[0], dropped, thinned)
    mixed = mixing.mixed(own, thinned, base.file, PACK)
    return Built(mixed, (*dropped.notices, *mixing.notices), dropped, frozenset(mixing.incomplete))


def languages_of(own: Node) -> tuple[str, ...]:
    """The languages that a file declares itself; none where it does not."""
    return tuple(entry.value for entry in listed_at(own, "languages") if isinstance(entry, yaml.ScalarNode))


class _Mixing:
    """One file over one base. `language` is the file's own."""

    def __init__(self, file: str, language: str, dropped: Dropped, base: Node) -> None:
        self.file = file
        self.language = language
        self.sections = section_level(dropped)
        self.standards = standard_level(dropped)
        self.section_of = {
            code: scalar_at(section, "code") or ""
            for section in listed_at(base, "sections")
            for code in codes_in(section)
        }
        self.notices: list[Notice] = []
        self.incomplete: set[Spot] = set()

    def mixed(self, own: Node, base: Node, base_file: str, form: Form) -> Node:
        """One value over another."""
        base_file = file_of(base, base_file)
        if form.is_text and isinstance(own, yaml.MappingNode) and isinstance(base, yaml.ScalarNode):
            base = in_language(base, self.language, base_file)
        if form.is_whole or _is_another(own, base, form):
            return own
        if isinstance(own, yaml.MappingNode) and isinstance(base, yaml.MappingNode):
            return copied(own, self.file, [*self._keys(own, base, base_file, form)])
        if form.by_code and isinstance(own, yaml.SequenceNode) and isinstance(base, yaml.SequenceNode):
            return self._entries(own, base.value, base_file, form)
        return own

    def _keys(
        self, own: yaml.MappingNode, base: yaml.MappingNode, base_file: str, form: Form
    ) -> Iterator[tuple[Node, Node]]:
        """The base's keys in their order, then those that are new; a key that stands twice still does."""
        mine = {key: (key_node, value) for key, key_node, value in reversed([*entries_of(own)])}
        put_away = form.either if form.either & mine.keys() else frozenset()
        used: set[int] = set()
        for key, key_node, value in entries_of(base):
            if key in form.own:
                continue
            if key in mine:
                own_key, own_value = mine[key]
                used.add(id(own_key))
                yield own_key, self.mixed(own_value, value, base_file, form.of(key, base))
            elif key not in put_away:
                mark_file(value, file_of(value, base_file))
                yield key_node, value
        yield from ((key, value) for key, value in own.value if id(key) not in used)

    def _entries(self, own: yaml.SequenceNode, base: list[Node], base_file: str, form: Form) -> Node:
        """A list whose entries have codes: the base's, changed where the file has their code, and new ones."""
        for entry in base:
            mark_file(entry, file_of(entry, base_file))
        level = self.sections if form is SECTIONS else self.standards
        found = CodedList(level, base, self.section_of if form is STANDARDS else {})
        for entry in own.value:
            place = found.place_for(entry)
            if place is not None and place < len(found.entries):
                under = found.entries[place]
                found.put(place, entry, self.mixed(entry, under, base_file, form.entries or ANY))
            elif place is not None:
                found.put(place, entry, self._added(entry, form))
        entries = found.in_order()
        self.notices += found.notices
        self.incomplete |= found.incomplete
        return copied(own, self.file, entries)

    def _added(self, entry: Node, form: Form) -> Node:
        """A new entry; of a new section, the standards are looked at like all others."""
        standards = value_at(entry, "standards")
        if form is not SECTIONS or not isinstance(standards, yaml.SequenceNode):
            return entry
        mixed = self._entries(standards, [], self.file, STANDARDS)
        pairs = [(key, mixed if value is standards else value) for key, value in entry.value]
        return copied(entry, self.file, pairs)


def _is_another(own: Node, base: Node, form: Form) -> bool:
    """Whether a mapping says of itself that it is another thing than the base's."""
    says, said = scalar_at(own, form.turned_by), scalar_at(base, form.turned_by)
    return form.turned_by != "" and says is not None and says != said
