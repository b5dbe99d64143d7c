"""What changed between two periods or groups of visits, and the standards that made it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from qaudit.analysis.differences import (
    Contribution,
    Difference,
    StandardCounts,
    adjusted_changes,
    contributions,
    mean_difference,
)
from qaudit.analysis.discovery import FALSE_SHARE
from qaudit.analysis.figures import NotEnough
from qaudit.analysis.samples import Sample, together
from qaudit.core.comparability import Continuity
from qaudit.desk.comparison.groups import Editions, Group, Marks, editions_of, grouped
from qaudit.desk.comparison.league import sample_of_row
from qaudit.lake.answers import BothRow, SampleRow

NOBODY = Sample(0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class ChangedStandard:
    """What one standard has to do with the difference."""

    code: str
    section: str
    contribution: Contribution | NotEnough
    adjusted: float | None
    """How often chance alone changes one standard of so many as much; None without a contribution."""
    changed: Continuity | None
    """It is not the same standard in all editions: then its part is the pack's as well as the branches'."""

    @property
    def is_flagged(self) -> bool:
        """Whether its own change may be called one, of all that were looked at."""
        return self.adjusted is not None and self.adjusted <= FALSE_SHARE


@dataclass(frozen=True, slots=True)
class Changes:
    """Two groups of visits, the second less the first. Scores are percent."""

    group: Group
    n: tuple[int, int]
    """Visits."""
    means: tuple[float | None, float | None]
    difference: Difference | NotEnough
    """Of the visits' mean scores, with Welch's interval."""
    points: tuple[float | None, float | None]
    """Points earned of those possible (percent), all visits together: what the standards' parts add up to.

    Caps of critical misses, section weights and bonus points are not in it, so it may differ from the means.
    """
    standards: tuple[ChangedStandard, ...]
    """The largest part first."""
    editions: tuple[Editions | None, Editions | None]


def changes_of(
    first: Sequence[SampleRow], second: Sequence[SampleRow], standards: Sequence[BothRow], marks: Marks
) -> tuple[Changes, ...]:
    """For each group that has visits on either side.

    The samples are those of regions or branches; all members of a group are put together.
    """
    sides = (_by_group(first), _by_group(second))
    of_standards = grouped(standards)
    groups = dict.fromkeys((*sides[0], *sides[1], *of_standards))
    return tuple(
        _changes(group, (sides[0].get(group), sides[1].get(group)), of_standards.get(group, ()), marks)
        for group in groups
    )


_Side = tuple[Sample, Editions]


def _by_group(rows: Sequence[SampleRow]) -> dict[Group, _Side]:
    return {
        group: (together(sample_of_row(row) for row in of_group), editions_of(of_group))
        for group, of_group in grouped(rows).items()
    }


def _changes(
    group: Group, sides: tuple[_Side | None, _Side | None], rows: Sequence[BothRow], marks: Marks
) -> Changes:
    before, after = (NOBODY if side is None else side[0] for side in sides)
    counts = _counts(rows)
    adjusted = adjusted_changes(counts)
    sections = {row.code: row.section for row in rows}
    changed = marks.get((group.brand, group.pack), {})
    return Changes(
        group,
        (before.n, after.n),
        (_mean(before), _mean(after)),
        mean_difference(before, after),
        _points(rows),
        tuple(
            ChangedStandard(code, sections[code], part, adjusted.get(code), changed.get(code))
            for code, part in contributions(counts).items()
        ),
        (sides[0] and sides[0][1], sides[1] and sides[1][1]),
    )


def _mean(sample: Sample) -> float | None:
    return sample.mean if sample.n else None


def _points(rows: Sequence[BothRow]) -> tuple[float | None, float | None]:
    first, second = fsum(row.possible_first for row in rows), fsum(row.possible_second for row in rows)
    return (
        100 * fsum(row.earned_first for row in rows) / first if first > 0 else None,
        100 * fsum(row.earned_second for row in rows) / second if second > 0 else None,
    )


def _counts(rows: Sequence[BothRow]) -> Mapping[str, StandardCounts]:
    first, second = fsum(row.possible_first for row in rows), fsum(row.possible_second for row in rows)
    return {
        row.code: StandardCounts(
            (row.n_first, row.n_second),
            (_ratio(row.earned_first, row.possible_first), _ratio(row.earned_second, row.possible_second)),
            (_ratio(row.possible_first, first), _ratio(row.possible_second, second)),
        )
        for row in rows
    }


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole > 0 else 0.0
