"""Two periods or groups: the difference with its interval, and the standards that made it."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum, sqrt

from qaudit.analysis.borrowed_spread import Spread
from qaudit.analysis.discovery import adjusted_p
from qaudit.analysis.figures import (
    DIFFERENCE_BOUNDS,
    LEVEL,
    Bounds,
    Comparison,
    Interval,
    NotEnough,
    Why,
    interval_about,
)
from qaudit.analysis.intervals import spread_lack, t_quantile, wilson, z_quantile
from qaudit.analysis.samples import Sample


@dataclass(frozen=True, slots=True)
class Difference:
    """The second less the first."""

    n: tuple[int, int]
    value: float
    interval: Interval | NotEnough
    comparison: Comparison
    """The second beside the first."""


@dataclass(frozen=True, slots=True)
class StandardCounts:
    """One standard in both groups: how often it was judged, its mean share (0 to 1), and its weight.

    `weight` is the part of all possible points that it was (0 to 1), in each group; the weights of a group add up
    to 1.
    """

    n: tuple[int, int]
    share: tuple[float, float]
    weight: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one standard has to do with the difference of two scores, in points of 100."""

    n: tuple[int, int]
    by_rate: float
    """Because it was met more or less often."""
    by_mix: float
    """Because it was asked, or weighed, more or less beside standards that are easier or harder."""
    difference: Difference
    """Of its own share, 0 to 1; a share counts as a rate."""

    @property
    def points(self) -> float:
        return self.by_rate + self.by_mix


def mean_difference(
    before: Sample,
    after: Sample,
    *,
    bounds: Bounds = DIFFERENCE_BOUNDS,
    less_is_better: bool = False,
    level: float = LEVEL,
) -> Difference | NotEnough:
    """`after` less `before`, with Welch's interval: the two need not vary equally.

    Each needs two visits and some spread for an interval; without one the comparison is NOT_KNOWN.
    """
    if not (before.n and after.n):
        return NotEnough(Why.NOTHING, 0, 1)
    lack = spread_lack(before) or spread_lack(after)
    if lack is not None:
        return Difference((before.n, after.n), after.mean - before.mean, lack, Comparison.NOT_KNOWN)
    spreads = [Spread(one.n, one.variance, one.n - 1) for one in (before, after)]
    return _welch((before, spreads[0]), (after, spreads[1]), bounds, less_is_better, level)


def peer_difference(
    before: tuple[Sample, Spread],
    after: tuple[Sample, Spread],
    *,
    bounds: Bounds = DIFFERENCE_BOUNDS,
    less_is_better: bool = False,
    level: float = LEVEL,
) -> Difference:
    """The same of two branches (or periods of one) with the spreads that their leagues lend: no visit too few.

    Looking through many pairs for one that differs is what `discovery` is for.
    """
    return _welch(before, after, bounds, less_is_better, level)


def _welch(
    before: tuple[Sample, Spread],
    after: tuple[Sample, Spread],
    bounds: Bounds,
    less_is_better: bool,
    level: float,
) -> Difference:
    value = after[0].mean - before[0].mean
    square = [spread.variance / spread.n for _, spread in (before, after)]
    freedom = sum(square) ** 2 / (square[0] ** 2 / before[1].freedom + square[1] ** 2 / after[1].freedom)
    interval = interval_about(value, t_quantile(level, freedom) * sqrt(sum(square)), bounds, level)
    word = Comparison.of(interval.low, interval.high, less_is_better=less_is_better)
    return Difference((before[0].n, after[0].n), value, interval, word)


def rate_difference(
    before: tuple[int, int], after: tuple[int, int], *, less_is_better: bool = False, level: float = LEVEL
) -> Difference | NotEnough:
    """The difference of two rates (-1 to 1) with Newcombe's interval; each rate is (met, asked).

    Raises ValueError unless 0 <= met <= asked.
    """
    for met, asked in (before, after):
        if not 0 <= met <= asked:
            raise ValueError(f"{met} met of {asked}")
    if not (before[1] and after[1]):
        return NotEnough(Why.NOTHING, 0, 1)
    n = before[1], after[1]
    shares = before[0] / before[1], after[0] / after[1]
    return _share_difference(n, shares, less_is_better=less_is_better, level=level)


def contributions(standards: Mapping[str, StandardCounts]) -> dict[str, Contribution | NotEnough]:
    """What each standard did to the score, by code, the largest first.

    The points of all add up to the difference of the two scores, 100 x sum(weight x share), exactly: Kitagawa's
    decomposition, the mix taken about the mean score so that a standard as easy as the rest adds nothing by being
    asked more. A standard that one group never judged has no rate to compare: NotEnough, at the end. Then the
    points do not add up, and the caller says so.
    """
    judged = {code: one for code, one in standards.items() if all(one.n)}
    score = [fsum(one.weight[i] * one.share[i] for one in judged.values()) for i in (0, 1)]
    usual = sum(score) / 2
    found = {code: _contribution(one, usual) for code, one in judged.items()}
    ordered = sorted(found.items(), key=lambda pair: (-abs(pair[1].points), pair[0]))
    lacking = {
        code: NotEnough(Why.NOTHING, min(one.n), 1)
        for code, one in sorted(standards.items())
        if code not in judged
    }
    return {**dict(ordered), **lacking}


def adjusted_changes(standards: Mapping[str, StandardCounts]) -> dict[str, float]:
    """How often chance alone changes one of so many shares as much as this one, by code; those of both groups alone.

    Two proportions by their pooled error; a share counts as a rate. Adjusted as `discovery.adjusted_p`.
    """
    from scipy.special import ndtr

    codes = sorted(code for code, one in standards.items() if all(one.n))
    p_values = []
    for code in codes:
        one = standards[code]
        pooled = (one.n[0] * one.share[0] + one.n[1] * one.share[1]) / sum(one.n)
        error = sqrt(max(pooled * (1 - pooled), 0.0) * (1 / one.n[0] + 1 / one.n[1]))
        apart = abs(one.share[1] - one.share[0])
        p_values.append(min(float(2 * ndtr(-apart / error)), 1.0) if error > 0 else 1.0)
    return dict(zip(codes, adjusted_p(p_values), strict=True))


def _contribution(one: StandardCounts, usual: float) -> Contribution:
    by_rate = 100 * (one.weight[0] + one.weight[1]) / 2 * (one.share[1] - one.share[0])
    by_mix = 100 * ((one.share[0] + one.share[1]) / 2 - usual) * (one.weight[1] - one.weight[0])
    return Contribution(one.n, by_rate, by_mix, _share_difference(one.n, one.share))


def _share_difference(
    n: tuple[int, int], share: tuple[float, float], *, less_is_better: bool = False, level: float = LEVEL
) -> Difference:
    """Newcombe's tenth method: the ends of two Wilson intervals, squared and added."""
    quantile = z_quantile(level)
    first, second = (wilson(share[i], n[i], quantile, level) for i in (0, 1))
    value = share[1] - share[0]
    down = sqrt((share[1] - second.low) ** 2 + (first.high - share[0]) ** 2)
    up = sqrt((second.high - share[1]) ** 2 + (share[0] - first.low) ** 2)
    interval = Interval(max(value - down, -1.0), min(value + up, 1.0), level=level)
    word = Comparison.of(interval.low, interval.high, less_is_better=less_is_better)
    return Difference(n, value, interval, word)
