"""The statistics of a round: from numbers, wherever they were counted, to the plain values of its document. Pure."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qaudit.analysis.discovery import Flag
from qaudit.analysis.figures import NotEnough
from qaudit.analysis.funnel import Funnel, Where, mean_funnel
from qaudit.analysis.intervals import mean_interval, rate_interval
from qaudit.analysis.league_table import BranchFigures, league_table
from qaudit.analysis.samples import Sample, together
from qaudit.analysis.shrinkage import Shrunken
from qaudit.analysis.standing import Standing
from qaudit.analysis.times import percentile
from qaudit.core.standards import Pack
from qaudit.desk.documents.told_figures import figure_of, lack_of
from qaudit.reports.branch_subject import Figure, Lack, SharedMiss, Word
from qaudit.reports.round_subject import (
    CommonMiss,
    FunnelEntry,
    FunnelFigures,
    HeatEntry,
    LeagueEntry,
    Place,
    RegionFigure,
    RoundFigures,
    RoundTimes,
    Side,
)

FEWEST_VISITS = 3
"""Below this neither a branch nor a region nor a whole round has a mean that is told without its doubt."""
FEWEST_FOR_MEDIAN, FEWEST_FOR_NINTH = 3, 10
"""Measured times from which a median, and a time that nine of ten keep to, are told."""


@dataclass(frozen=True, slots=True)
class TimesNumbers:
    """What one standard measured, in seconds, in any order, and how many of them kept to its limit."""

    seconds: Sequence[float]
    kept: int


@dataclass(frozen=True, slots=True)
class RoundNumbers:
    """What was counted over the visits of a round that compare.

    `scores` and `sections` are percentages by branch, and by branch and section, of branches with a scored visit.
    `regions` has the region of every one of these branches, empty for none. `standards` has, for each code and
    branch, how often it was judged and missed. `passed` counts the visits that passed, of those that could.
    `bands` counts the scores of each band of the pack, in its order, `unbanded` those below all.
    """

    scores: Mapping[str, Sample]
    regions: Mapping[str, str]
    sections: Mapping[str, Mapping[str, Sample]] = field(default_factory=dict)
    standards: Mapping[str, Mapping[str, tuple[int, int]]] = field(default_factory=dict)
    times: Mapping[str, TimesNumbers] = field(default_factory=dict)
    passed: tuple[int, int] = (0, 0)
    bands: tuple[int, ...] = ()
    unbanded: int = 0


def round_figures(numbers: RoundNumbers, pack: Pack) -> RoundFigures:
    """All figures of a round; traps have no part in them."""
    entries, is_ranked = league_of(numbers.scores)
    misses, clean = misses_of(numbers.standards, pack)
    passed, could = numbers.passed
    return RoundFigures(
        mean=_mean(together(numbers.scores.values())),
        league=entries,
        is_ranked=is_ranked,
        funnel=funnel_of(numbers.scores),
        regions=_regions(numbers),
        heat=_heat(numbers, pack, [one.code for one in entries]),
        passed=figure_of(rate_interval(passed, could)) if could else None,
        bands=numbers.bands,
        unbanded=numbers.unbanded,
        weakest=misses,
        never_missed=clean,
        times=_times(numbers, pack),
    )


def league_of(scores: Mapping[str, Sample]) -> tuple[tuple[LeagueEntry, ...], bool]:
    """The branches that have a place, in its order, then the others by code; and whether any has one."""
    table = league_table(scores, fewest_visits=FEWEST_VISITS)
    entries = [_entry(code, found) for code, found in table.items() if not isinstance(found, NotEnough)]
    entries.sort(key=lambda one: (one.place is None, one.place.place if one.place else 0, one.code))
    return tuple(entries), any(one.place is not None for one in entries)


def funnel_of(scores: Mapping[str, Sample]) -> FunnelFigures:
    """The funnel about the mean of all visits, its limits as curves through all n that there are."""
    found = mean_funnel(scores)
    if isinstance(found, NotEnough):
        return FunnelFigures(found.n, found.needed or 0, lack=lack_of(found))
    curve = found.curve()
    return FunnelFigures(
        n=found.n,
        target=found.target,
        over_dispersed=found.over_dispersed,
        near=tuple((float(n), near.low, near.high) for n, near, _far in curve),
        far=tuple((float(n), far.low, far.high) for n, _near, far in curve),
        entries=_funnel_entries(found),
    )


def misses_of(
    standards: Mapping[str, Mapping[str, tuple[int, int]]], pack: Pack
) -> tuple[tuple[CommonMiss, ...], tuple[SharedMiss, ...]]:
    """The standards that were missed, those surely missed most often first, and those that enough visits judged and
    none missed.

    They go by the lower end of their intervals: one miss in one visit says less than thirty in thirty.
    """
    known = [one for one in pack.standards if not one.is_trap and one.code in standards]
    missed, clean = [], []
    for standard in known:
        by_branch = [counts for counts in standards[standard.code].values() if counts[0]]
        judged, misses = (sum(counts[place] for counts in by_branch) for place in (0, 1))
        if misses:
            at = sum(1 for counts in by_branch if counts[1])
            figure = figure_of(rate_interval(misses, judged))
            mostly = sum(1 for counts in by_branch if 2 * counts[1] > counts[0])
            missed.append((standard, CommonMiss(standard.code, figure, at, len(by_branch), mostly)))
        elif judged >= FEWEST_VISITS:
            clean.append(SharedMiss(standard.code, figure_of(rate_interval(judged, judged))))
    # The sort is stable: what is equal stays in the order of the pack.
    missed.sort(key=lambda pair: (-(pair[1].missed.low or 0.0), not pair[0].is_critical))
    return tuple(found for _standard, found in missed), tuple(clean)


def _entry(code: str, found: BranchFigures) -> LeagueEntry:
    return LeagueEntry(
        code,
        figure_of(found.mean),
        found.shrunken.shrunken if isinstance(found.shrunken, Shrunken) else None,
        _place(found.standing) if isinstance(found.standing, Standing) else None,
        Word(found.flag.comparison.value) if isinstance(found.flag, Flag) else Word.NOT_KNOWN,
    )


def _place(one: Standing) -> Place:
    return Place(one.place, one.of, round(one.interval.low), round(one.interval.high), one.tied)


def _mean(sample: Sample) -> Figure:
    if sample.n < FEWEST_VISITS:
        return Figure(sample.n, lack=Lack.TOO_FEW if sample.n else Lack.NOTHING)
    return figure_of(mean_interval(sample))


_SIDES = {
    Where.INSIDE: Side.INSIDE,
    Where.ABOVE_95: Side.NEAR_ABOVE,
    Where.BELOW_95: Side.NEAR_BELOW,
    Where.ABOVE_998: Side.ABOVE,
    Where.BELOW_998: Side.BELOW,
}


def _funnel_entries(found: Funnel) -> tuple[FunnelEntry, ...]:
    return tuple(
        FunnelEntry(code, point.n, point.value, _SIDES[point.where], _SIDES[point.where_usual])
        for code, point in found.points.items()
    )


def _regions(numbers: RoundNumbers) -> tuple[RegionFigure, ...]:
    """The regions by name, where there are two at least; each is the mean of its branches' visits."""
    inside: dict[str, list[Sample]] = defaultdict(list)
    for code, sample in numbers.scores.items():
        if sample.n and numbers.regions.get(code):
            inside[numbers.regions[code]].append(sample)
    if len(inside) < 2:
        return ()
    table = league_table({name: together(samples) for name, samples in inside.items()})
    return tuple(RegionFigure(name, len(inside[name]), _told(found)) for name, found in table.items())


def _told(found: BranchFigures | NotEnough) -> Figure:
    """A region's mean, where it has visits enough for one."""
    if isinstance(found, NotEnough) or found.n < FEWEST_VISITS:
        return Figure(found.n, lack=Lack.TOO_FEW)
    return figure_of(found.mean)


def _heat(numbers: RoundNumbers, pack: Pack, codes: Sequence[str]) -> tuple[HeatEntry, ...]:
    """Branches that have visits enough, in the order of the league, by the sections of the pack."""
    entries = []
    for code in codes:
        of_branch = numbers.sections.get(code, {})
        cells = tuple(_cell(of_branch.get(section.code)) for section in pack.sections)
        if any(cell.value is not None for cell in cells):
            entries.append(HeatEntry(code, cells))
    return tuple(entries)


def _cell(sample: Sample | None) -> Figure:
    if sample is None or sample.n < FEWEST_VISITS:
        return Figure(0 if sample is None else sample.n, lack=Lack.TOO_FEW)
    return Figure(sample.n, sample.mean)


def _times(numbers: RoundNumbers, pack: Pack) -> tuple[RoundTimes, ...]:
    """Those surely least often within their limits first."""
    found = []
    for standard in pack.standards:
        times = numbers.times.get(standard.code)
        if times is None or not times.seconds or standard.is_trap:
            continue
        n = len(times.seconds)
        median = _percentile(times.seconds, 0.5, FEWEST_FOR_MEDIAN)
        high = _percentile(times.seconds, 0.9, FEWEST_FOR_NINTH)
        found.append(RoundTimes(standard.code, median, high, figure_of(rate_interval(times.kept, n))))
    return tuple(sorted(found, key=lambda one: one.within.high or 0.0))


def _percentile(seconds: Sequence[float], share: float, fewest: int) -> Figure:
    n = len(seconds)
    return figure_of(percentile(seconds, share)) if n >= fewest else Figure(n, lack=Lack.TOO_FEW)
