"""Lists whose entries have codes, a file's over its base's: which entry changes which, and where new ones go.

What makes no sense (a change to nothing, a place before nothing) is noted at its place in the file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import yaml

from qaudit.core.problems import nearest
from qaudit.packs import catalogue
from qaudit.packs.anatomy import scalar_at, value_at
from qaudit.packs.dropping import Dropped
from qaudit.packs.notices import Notice, ProblemKind, Spot, listed, neighbour, shown
from qaudit.packs.places import Node, spot_of_mark


@dataclass(frozen=True, slots=True)
class Level:
    """Sections or standards: what an entry needs to stand without a base, and how its faults are told."""

    required: tuple[str, ...]
    dropped: Mapping[str, Spot]
    unknown: ProblemKind
    is_dropped: ProblemKind
    nothing_behind: ProblemKind
    takes_nearest: bool
    """Whether an unknown code is taken for the one it looks like, so that what is inside is still looked at."""


def section_level(dropped: Dropped) -> Level:
    return Level(
        required=("title", "standards"),
        dropped=dropped.sections,
        unknown=catalogue.NO_SECTION_TO_CHANGE,
        is_dropped=catalogue.SECTION_IS_DROPPED,
        nothing_behind=catalogue.NO_SECTION_BEHIND,
        takes_nearest=True,
    )


def standard_level(dropped: Dropped) -> Level:
    return Level(
        required=("text", "measure"),
        dropped=dropped.standards,
        unknown=catalogue.NO_STANDARD_TO_CHANGE,
        is_dropped=catalogue.STANDARD_IS_DROPPED,
        nothing_behind=catalogue.NO_STANDARD_BEHIND,
        takes_nearest=False,
    )


class CodedList:
    """The entries of one list as they come to stand. `elsewhere` has the codes of other lists, with their owner.

    `incomplete` are the places of entries of which nothing but a missing code is worth telling as missing.
    """

    def __init__(self, level: Level, base: Sequence[Node], elsewhere: Mapping[str, str]) -> None:
        self.entries = list(base)
        self.notices: list[Notice] = []
        self.incomplete: set[Spot] = set()
        self._level = level
        self._place = {scalar_at(entry, "code") or "": place for place, entry in enumerate(base)}
        self._elsewhere = {code: owner for code, owner in elsewhere.items() if code not in self._place}
        self._seen: set[str] = set()
        self._moves: list[tuple[Node, Node]] = []

    def place_for(self, entry: Node) -> int | None:
        """The place of the entry of the base that this one changes; the end for a new one; None for nowhere."""
        end, code = len(self.entries), scalar_at(entry, "code")
        if code is None or code in self._seen:
            self.incomplete.add(spot_of_mark(entry.start_mark))
            return end
        self._seen.add(code)
        if code in self._place:
            return self._place[code]
        if code in self._elsewhere:
            words = {"code": shown(code), "section": shown(self._elsewhere[code])}
            self._tell(catalogue.OTHER_SECTION, entry, "code", words)
            return None
        lacks = [key for key in self._level.required if value_at(entry, key) is None]
        return self._place_of_unknown(entry, code, lacks) if lacks else end

    def put(self, place: int, entry: Node, found: Node) -> None:
        """Puts `found`, what has become of `entry`, at a place that `place_for` gave."""
        self.entries[place : place + 1] = [found]
        if scalar_at(entry, "before") is not None:
            self._moves.append((entry, found))

    def in_order(self) -> list[Node]:
        """All entries, those with `before` at the place they ask for."""
        for entry, found in self._moves:
            target = scalar_at(entry, "before") or ""
            others = [each for each in self.entries if each is not found]
            codes = [scalar_at(each, "code") or "" for each in others]
            if target in codes:
                others.insert(codes.index(target), found)
                self.entries = others
            else:
                hint = neighbour(target, codes) or None
                self._tell(self._level.nothing_behind, entry, "before", {"code": shown(target)}, hint)
        return self.entries

    def _place_of_unknown(self, entry: Node, code: str, lacks: Sequence[str]) -> int | None:
        level = self._level
        words = {"code": shown(code), "lacks": listed(lacks)}
        near: tuple[str, ...] = ()
        if code in level.dropped:
            self._tell(level.is_dropped, entry, "code", words | {"line": str(level.dropped[code][0])})
        else:
            near = nearest(code, self._place)
            self._tell(level.unknown, entry, "code", words, neighbour(code, self._place) or None)
        if not level.takes_nearest:
            self.incomplete.add(spot_of_mark(entry.start_mark))
            return len(self.entries)
        if not near or near[0] in self._seen:
            return None
        self._seen.add(near[0])
        return self._place[near[0]]

    def _tell(
        self, kind: ProblemKind, entry: Node, key: str, words: dict[str, str], hint: str | None = None
    ) -> None:
        value = value_at(entry, key)
        assert isinstance(value, yaml.ScalarNode)
        self.notices.append(Notice(kind, words=words, hint=hint, spot=spot_of_mark(value.start_mark)))
