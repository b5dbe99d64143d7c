"""Measured times: how long each standard takes, and at which branch, hour or weekday time is lost."""

from collections.abc import Sequence
from dataclasses import dataclass

from qaudit.analysis.figures import NotEnough
from qaudit.analysis.times import CountedTimes, TimesSummary, counted_times_summary
from qaudit.desk.comparison_groups import Group, Marks, changed_in, grouped
from qaudit.lake.answers import TimeRow
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


def times_of(rows: Sequence[TimeRow], along: Along, marks: Marks) -> tuple[Times, ...]:
    """For each group; the rows of a slice come with the shortest time first."""
    return tuple(
        Times(
            group,
            along,
            tuple(_timed(of_group, along)),
            changed_in(group, marks),
        )
        for group, of_group in grouped(rows).items()
    )


def _timed(rows: Sequence[TimeRow], along: Along) -> list[Timed]:
    of_slice: dict[tuple[str, str], list[TimeRow]] = {}
    for row in rows:
        of_slice.setdefault((row.code, row.slice), []).append(row)
    lost = {place: sum(row.lost for row in counted) for place, counted in of_slice.items()}
    whole: dict[str, float] = {}
    for (code, _), seconds in lost.items():
        shared = "" if along is Along.STANDARD else code
        whole[shared] = whole.get(shared, 0.0) + seconds
    found = []
    for (code, place), counted in sorted(of_slice.items()):
        summary = counted_times_summary(
            CountedTimes(
                [row.seconds for row in counted],
                [row.n for row in counted],
                sum(row.limited for row in counted),
                sum(row.within for row in counted),
            )
        )
        assert not isinstance(summary, NotEnough)  # a slice has a time
        own, all_lost = lost[code, place], whole["" if along is Along.STANDARD else code]
        found.append(Timed(code, place, summary.n, summary, own, own / all_lost if all_lost > 0 else 0.0))
    return found
