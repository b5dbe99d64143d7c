"""A pack file's bytes as a `Pack`, or every problem that stands in the way."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import islice
from typing import Any

from qaudit.core.problems import Problem, Severity
from qaudit.core.standards import Pack, PackRef
from qaudit.packs import catalogue
from qaudit.packs.acceptance import AcceptedWarning, in_file_order, sort_out
from qaudit.packs.anatomy import value_at
from qaudit.packs.bases import Base, Bases
from qaudit.packs.build import build_pack
from qaudit.packs.building_on import Built, build_on
from qaudit.packs.foundation import Foundation, foundation_of
from qaudit.packs.notices import Notice, Path, shown
from qaudit.packs.places import Node, Places, spot_of_mark
from qaudit.packs.placing import placed, problem_of
from qaudit.packs.retelling import retold
from qaudit.packs.rules import broken_rules
from qaudit.packs.shape import PackFile
from qaudit.packs.shape_check import Shape, check_shape
from qaudit.packs.shape_faults import found
from qaudit.packs.shape_values import day_of
from qaudit.packs.yaml_text import compose_yaml, values_of

_MOST_LOOKED_AT = 5000
"""Broken rules of one file; a file with more of them is no pack, and looking on would take long."""


@dataclass(frozen=True, slots=True)
class ReadPack:
    """What a file gave. `pack` is None where a problem is a fault; `problems` are in the order of the file.

    `accepted` are warnings that the file accepts, with its reasons; they are no longer among the problems.
    `pack_name`, `edition` and `effective` are what the file says of itself, where that much can be read.
    `bases` are the packs it builds on, the nearest first; `extends` the nearest, though it may not be there.
    `circle` are packs that build on one another, where the file leads into such a circle.
    `logo_file` is the file that names the logo, where that is not the file itself.
    """

    pack: Pack | None
    problems: tuple[Problem, ...]
    pack_name: str | None = None
    edition: str | None = None
    effective: date | None = None
    accepted: tuple[AcceptedWarning, ...] = ()
    extends: PackRef | None = None
    bases: tuple[PackRef, ...] = ()
    circle: tuple[PackRef, ...] = ()
    logo_file: str | None = None

    @property
    def ref(self) -> PackRef | None:
        """What the file says it is."""
        if self.pack_name is None or self.edition is None:
            return None
        return PackRef(self.pack_name, self.edition)

    @property
    def faults(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.severity is Severity.FAULT)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.severity is Severity.WARNING)


def read_pack(data: bytes, source: str, bases: Bases | None = None, *, is_judged: bool = False) -> ReadPack:
    """Read a pack. `source` names the file in the problems' places. Never raises for what the bytes hold.

    `bases` finds the packs that others build on; without it there are none. With `is_judged` a file without a
    fault is also read as an editor would (P8).
    """
    root = compose_yaml(data)
    if isinstance(root, Notice):
        return ReadPack(None, placed([root], None, source))
    foundation = foundation_of(root, bases)
    if is_judged and foundation.base is not None:
        foundation = replace(foundation, base=_judged_base(foundation.base))
    built = None if foundation.base is None else build_on(root, source, foundation.base)
    text = values_of(root if built is None else built.root, source)
    if text.places is None:
        return ReadPack(None, placed(_at_extends(text.notices, built, root), None, source))
    if not isinstance(text.value, dict):
        notices = [*text.notices, Notice(catalogue.NOT_A_MAPPING, words={"found": found(text.value)})]
        return ReadPack(None, placed(notices, text.places, source))
    return _Reading(text.places, text.notices, foundation, built).read(text.value, is_judged)


def tree_of(data: bytes, source: str, bases: Bases) -> Node:
    """The nodes of a good pack, with those of its bases in them."""
    root = compose_yaml(data)
    assert not isinstance(root, Notice)
    base = foundation_of(root, bases).base
    return root if base is None else build_on(root, source, base).root


@dataclass(frozen=True, slots=True)
class _Reading:
    """A file whose values are read: where they stand, what was said of them, and what they stand on."""

    places: Places
    said: tuple[Notice, ...]
    foundation: Foundation
    built: Built | None

    def read(self, value: dict[str, Any], is_judged: bool) -> ReadPack:
        places, foundation, source = self.places, self.foundation, self.places.source
        ahead = [*_ahead_of_shape(value, places)]
        head = {key: _words_or_none(value.get(key)) for key in ("pack", "edition", "effective")}
        shape = check_shape(value, places)
        notices = self._notices([*self.said, *ahead, *shape.notices, *_broken(shape, foundation)])
        file = shape.file
        is_faulty = file is None or foundation.is_missing or any(map(_is_fault, notices))
        accepted: tuple[tuple[Notice, str], ...] = ()
        if file is not None:
            if is_judged and not is_faulty:
                notices = self._turned(_judged(notices, file))
            parted = sort_out(notices, file)
            unused = parted.unused if is_judged and not is_faulty else ()
            notices, accepted = [*parted.told, *self._turned(unused)], parted.accepted
        problems = [AcceptedWarning(problem_of(notice, places, source), why) for notice, why in accepted]
        logo = places.standing_of(("brand", "logo")).file
        return ReadPack(
            pack=None if is_faulty or file is None else build_pack(file),
            problems=placed(notices, places, source, shape.untold),
            pack_name=head["pack"],
            edition=head["edition"],
            effective=day_of(head["effective"]),
            accepted=tuple(sorted(problems, key=in_file_order)),
            extends=foundation.ref,
            bases=() if foundation.base is None else (foundation.base.ref, *foundation.base.under),
            circle=foundation.circle,
            logo_file=None if logo == source else logo,
        )

    def _notices(self, notices: list[Notice]) -> list[Notice]:
        """What is wrong with the file, and with how it builds on another."""
        if self.foundation.is_missing:
            notices = [notice for notice in notices if notice.kind is not catalogue.MISSING_KEY]
        built = () if self.built is None else self.built.notices
        return [*self.foundation.notices, *built, *self._turned(notices)]

    def _turned(self, notices: Iterable[Notice]) -> list[Notice]:
        """Notices that stand in the file itself; what is the base's own matter is left out."""
        if self.built is None or self.foundation.base is None:
            return list(notices)
        return list(retold(notices, self.places, self.foundation.base, self.built))


def _judged_base(base: Base) -> Base:
    """A base with what an editor says of it: that is told where the base is checked, and not again."""
    from qaudit.packs.judgement import judge

    text = values_of(base.root, base.file)
    assert text.places is not None
    assert isinstance(text.value, dict)
    file = check_shape(text.value, text.places).file
    said = () if file is None else placed(judge(file), text.places, base.file)
    return replace(base, told=base.told | frozenset(said))


def _judged(notices: Iterable[Notice], file: PackFile) -> list[Notice]:
    """With what an editor says. The editor is loaded by those who ask."""
    from qaudit.packs.judgement import with_judgement

    return with_judgement(notices, file)


def _is_fault(notice: Notice) -> bool:
    return notice.kind.severity is Severity.FAULT


def _at_extends(notices: tuple[Notice, ...], built: Built | None, root: Node) -> Iterable[Notice]:
    """What keeps a whole tree from being read is told of the file that made it whole."""
    extends = value_at(root, "extends")
    if built is None or extends is None:
        return notices
    return [replace(notice, spot=spot_of_mark(extends.start_mark)) for notice in notices]


def _broken(shape: Shape, foundation: Foundation) -> Iterator[Notice]:
    """The rules that the file breaks; nobody can say where its base is not there."""
    if shape.file is not None and not foundation.is_missing:
        yield from islice(_told(broken_rules(shape.file, shape.faulty), shape.faulty), _MOST_LOOKED_AT)


def _ahead_of_shape(value: dict[str, Any], places: Places) -> Iterator[Notice]:
    """What has to be put right before the shape is looked at."""
    edition = value.get("edition")
    written = places.written_at(("edition",))
    if isinstance(edition, int | Fraction) and not isinstance(edition, bool) and written is not None:
        value["edition"] = written
        yield Notice(catalogue.BARE_EDITION, ("edition",), {"name": shown(written)})


def _told(notices: Iterable[Notice], faulty: frozenset[Path]) -> Iterator[Notice]:
    """Without what is only the consequence of a fault that is told already."""
    around = {path[:-1] for path in faulty}
    for notice in notices:
        path = notice.path
        is_within = any(path[:length] in faulty for length in range(1, len(path) + 1))
        if path not in around and not is_within:
            yield notice


def _words_or_none(value: Any) -> str | None:
    return value if isinstance(value, str) else None
