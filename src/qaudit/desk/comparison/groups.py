"""What may be compared with each other, and the marks of editions that changed a standard."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from typing import Protocol, TypeVar

from qaudit.core.comparability import Continuity
from qaudit.lake.answers import EditionRow

Marks = Mapping[tuple[str, str], Mapping[str, Continuity]]
"""By brand and pack: the standards that are not the same in all editions that were asked about."""

Editions = tuple[str, str]
"""The first and the last edition by name that a figure comes from; most often they are one."""


@dataclass(frozen=True, slots=True, order=True)
class Group:
    """Visits that may be averaged together: one kind, one brand, one pack, and one section, layer … or all (`key`).

    Where brands are compared, brand and pack are empty: then the packs may differ, and whoever shows it says so.
    """

    kind: str
    brand: str
    pack: str
    key: str = ""


class InGroup(Protocol):
    """A row that says of what group it is."""

    @property
    def kind(self) -> str: ...

    @property
    def brand(self) -> str: ...

    @property
    def pack(self) -> str: ...


Row = TypeVar("Row", bound=InGroup)


def grouped(rows: Iterable[Row]) -> dict[Group, list[Row]]:
    """Rows by group; groups in the order of their names, rows in the order in which they come."""
    found: dict[Group, list[Row]] = {}
    for row in rows:
        key = getattr(row, "key", "")
        found.setdefault(Group(row.kind, row.brand, row.pack, key), []).append(row)
    return dict(sorted(found.items()))


class OfEditions(Protocol):
    """A row that says of what editions it is."""

    @property
    def first_edition(self) -> str: ...

    @property
    def last_edition(self) -> str: ...


def editions_of(rows: Sequence[OfEditions]) -> Editions:
    """The first and last edition of all rows; there has to be one."""
    return min(row.first_edition for row in rows), max(row.last_edition for row in rows)


# ── Editions ───────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class EditionChange:
    """From one edition to the next that was used: the standards that are not the same, by code.

    As far as the lake knows: limits, weights, sections and what is asked at all. Words are not in it.
    """

    brand: str
    pack: str
    before: str
    after: str
    since: date
    """The day of the first visit with the later one."""
    standards: tuple[tuple[str, Continuity], ...]


def edition_changes(rows: Sequence[EditionRow]) -> tuple[EditionChange, ...]:
    """The changes of every pack; `rows` are in the order in which editions were first used."""
    found: list[EditionChange] = []
    for (brand, pack), of_pack in groupby(rows, key=lambda row: (row.brand, row.pack)):
        editions: dict[str, dict[str, EditionRow]] = {}
        for row in of_pack:
            editions.setdefault(row.digest, {})[row.code] = row
        for was, now in pairwise(editions.values()):
            first, later = next(iter(was.values())), next(iter(now.values()))
            change = EditionChange(
                brand, pack, first.edition, later.edition, later.first, tuple(_changed(was, now))
            )
            found.append(change)
    return tuple(found)


def marks_of(changes: Iterable[EditionChange]) -> Marks:
    """What is not the same in all editions; of several changes of one standard the last."""
    found: dict[tuple[str, str], dict[str, Continuity]] = {}
    for change in changes:
        found.setdefault((change.brand, change.pack), {}).update(change.standards)
    return found


def changed_in(group: Group, marks: Marks) -> tuple[str, ...]:
    """The standards of a group that are not the same in all editions, by code; of all packs between brands."""
    if not group.brand:
        return tuple(sorted({code for changed in marks.values() for code in changed}))
    return tuple(sorted(marks.get((group.brand, group.pack), ())))


def _changed(
    was: Mapping[str, EditionRow], now: Mapping[str, EditionRow]
) -> Iterable[tuple[str, Continuity]]:
    for code in sorted({*was, *now}):
        continuity = _continuity(was.get(code), now.get(code))
        if continuity is not Continuity.SAME:
            yield code, continuity


def _continuity(was: EditionRow | None, now: EditionRow | None) -> Continuity:
    if was is None:
        return Continuity.NEW
    if now is None:
        return Continuity.DROPPED
    if (was.measure, was.limit) != (now.measure, now.limit):
        return Continuity.REMEASURED
    return Continuity.SAME if _counting(was) == _counting(now) else Continuity.REWEIGHTED


def _counting(row: EditionRow) -> tuple[object, ...]:
    return row.section, row.weight, row.critical, row.bonus, row.scored
