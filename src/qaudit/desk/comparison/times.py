"""Measured times: how long each standard takes, and at which branch, hour or weekday time is lost."""

from collections.abc import Sequence
from dataclasses import dataclass

from qaudit.analysis.figures import NotEnough
from qaudit.analysis.times import CountedTimes, TimesSummary, counted_times_summary
from qaudit.desk.comparison.groups import Group, Marks, changed_in, grouped
from qaudit.lake.answers import SliceRow
from qaudit.lake.asked import Along


@dataclass(frozen=True, slots=True)
class Timed:
    """A standard, or a slice of it (one branch, hour …). Seconds."""

    code: str
    slice: str
    """The branch's code, the hour as 00 to 23, the weekday as 1 (Monday) to 7, or the month; empty for all."""
    n: int
    summary: TimesSummary
    lost: float
    """What passed the limit, all together."""
    lost_share: float
    """Of all that the standard lost, the part lost in this slice (0 to 1); of the standards, if they have no slices."""


@dataclass(frozen=True, slots=True)
class Times:
    """The times of a group: by code and slice."""

    group: Group
    along: Along
    rows: tuple[Timed, ...]
    changed: tuple[str, ...]
    """Standards that are not the same in all editions: their limit may be another."""

    @property
    def most_lost(self) -> tuple[Timed, ...]:
        """Where time is lost, the most first; what lost nothing is left out."""
        losing = (row for row in self.rows if row.lost > 0)
        return tuple(sorted(losing, key=lambda row: (-row.lost, row.code, row.slice)))


def times_of(rows: Sequence[SliceRow], along: Along, marks: Marks) -> tuple[Times, ...]:
    """For each group."""
    return tuple(
        Times(
            group,
            along,
            tuple(_timed(of_group, along)),
            changed_in(group, marks),
        )
        for group, of_group in grouped(rows).items()
    )


def _timed(rows: Sequence[SliceRow], along: Along) -> list[Timed]:
    whole: dict[str, float] = {}
    for row in rows:
        shared = _shared(row, along)
        whole[shared] = whole.get(shared, 0.0) + row.lost
    found = []
    for row in sorted(rows, key=lambda row: (row.code, row.slice)):
        summary = counted_times_summary(CountedTimes(row.seconds, row.counts, row.limited, row.within))
        assert not isinstance(summary, NotEnough)  # a slice has a time
        lost = whole[_shared(row, along)]
        share = row.lost / lost if lost > 0 else 0.0
        found.append(Timed(row.code, row.slice, summary.n, summary, row.lost, share))
    return found


def _shared(row: SliceRow, along: Along) -> str:
    """Among what lost time is shared out: the slices of a standard, or all standards."""
    return "" if along is Along.STANDARD else row.code
