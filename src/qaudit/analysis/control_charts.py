"""The course of one branch: which points are signals, and which are only the usual ups and downs.

Two signals count, and no more: a point beyond a limit, and eight in a row on one side of the median. Each further
rule finds a little more and cries wolf a great deal more: with all four of the Western Electric rules a branch at
which nothing happens gives a false signal every 92 points, with these two every 153, with the limits alone every
370 (Champ and Woodall 1987). Headquarters looks at hundreds of branches.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import asin, fsum, isfinite, pi, sin, sqrt
from statistics import median

from qaudit.analysis.binomial_limits import binomial_limits
from qaudit.analysis.figures import (
    RATE_BOUNDS,
    SCORE_BOUNDS,
    Bounds,
    Interval,
    NotEnough,
    Why,
    interval_about,
)

FEWEST_POINTS = 8
"""Below this limits are guesses."""
FIRM_POINTS = 20
"""Below this they are provisional: each new point may still move them."""
RUN = 8
SIGMAS = 3.0
BEYOND_LEVEL = 0.9973
"""What lies within three standard errors of a normal centre."""
RANGE_TO_SIGMA = 1.128
"""d2: the mean range of two normal values, in standard deviations."""
RANGE_LIMIT = 3.267
"""D4: the upper limit of a moving range, in mean moving ranges."""


class Signal(StrEnum):
    """Why a point is more than the usual ups and downs."""

    ABOVE_LIMIT = "above_limit"
    BELOW_LIMIT = "below_limit"
    RUN_ABOVE = "run_above"
    """It ends, or prolongs, a run of eight or more above the median."""
    RUN_BELOW = "run_below"


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One visit, or one period. Limits are cut at the bounds of the measure: what is cut cannot be passed."""

    n: int
    """Observations behind it; 1 on a chart of scores."""
    value: float
    limits: Interval
    signals: tuple[Signal, ...]
    moving_range: float | None = None
    """The step from the point before, without its sign; None on the first point and on charts of rates."""


@dataclass(frozen=True, slots=True)
class ControlChart:
    """A course in time."""

    n: int
    """Points that centre and limits come from."""
    centre: float
    """The median: runs are counted about it, whatever the shape of the scores."""
    provisional: bool
    """Fewer than twenty points: limits may still move."""
    dispersion: float
    """Charts of rates: how much wider than chance the rates vary (Laney's sigma-z; at least 1). 1 on others."""
    range_limit: float | None
    """What a moving range seldom passes; drawn, and no signal of its own. None on charts of rates."""
    points: tuple[ChartPoint, ...]

    @property
    def signals(self) -> tuple[tuple[int, Signal], ...]:
        """Every signal with the place of its point, from 0."""
        return tuple((place, one) for place, point in enumerate(self.points) for one in point.signals)


def score_chart(
    scores: Sequence[float], *, baseline: int | None = None, bounds: Bounds = SCORE_BOUNDS
) -> ControlChart | NotEnough:
    """Individuals and moving range (XmR) of scores in the order of time.

    Centre and limits come from the first `baseline` scores, or from all. The limits are mean ± 2.66 mean moving
    ranges, on the arcsine scale where both bounds are finite: scores crowd at the top and are poor by far, and the
    plain limits (which UNBOUNDED gives) would call a usual poor visit a signal, up to ten times as often as they
    say. NotEnough below eight scores, and where all of them are the same. Raises ValueError for a score that is not
    finite.
    """
    if not all(isfinite(score) for score in scores):
        raise ValueError("every score has to be a finite number")
    base = scores if baseline is None else scores[:baseline]
    if len(base) < FEWEST_POINTS:
        return NotEnough(Why.TOO_FEW, len(base), FEWEST_POINTS)
    if min(base) == max(base):
        return NotEnough(Why.ALL_THE_SAME, len(base))
    limits = _score_limits(base, bounds)
    ranges: list[float | None] = [None, *(abs(b - a) for a, b in pairwise(scores))]
    signals = _signals(scores, median(base), [limits] * len(scores))
    points = (
        ChartPoint(1, score, limits, signal, step)
        for score, signal, step in zip(scores, signals, ranges, strict=True)
    )
    range_limit = RANGE_LIMIT * _mean_range(base)
    return ControlChart(
        len(base), float(median(base)), len(base) < FIRM_POINTS, 1.0, range_limit, tuple(points)
    )


def _score_limits(base: Sequence[float], bounds: Bounds) -> Interval:
    low, high = bounds
    if not (isfinite(low) and isfinite(high)) or min(base) < low or max(base) > high:
        centre = fsum(base) / len(base)
        return interval_about(centre, SIGMAS * _mean_range(base) / RANGE_TO_SIGMA, bounds, BEYOND_LEVEL)
    turned = [asin(sqrt((score - low) / (high - low))) for score in base]
    centre, half = fsum(turned) / len(turned), SIGMAS * _mean_range(turned) / RANGE_TO_SIGMA
    cut = centre - half < 0 or centre + half > pi / 2
    ends = max(centre - half, 0.0), min(centre + half, pi / 2)
    back = [low + (high - low) * sin(end) ** 2 for end in ends]
    return Interval(back[0], back[1], cut, BEYOND_LEVEL)


def _mean_range(values: Sequence[float]) -> float:
    return fsum(abs(b - a) for a, b in pairwise(values)) / (len(values) - 1)


def rate_chart(
    met: Sequence[int], asked: Sequence[int], *, baseline: int | None = None
) -> ControlChart | NotEnough:
    """The p-chart of a rate (0 to 1) in periods of different n, in the order of time.

    The limits are exact binomial ones at the level of three standard errors: near 100 % and at small n the usual
    p ± 3 standard errors cry wolf ten times as often. Where the rates vary more than chance explains (observations
    of one visit resemble each other), they are widened by Laney's factor (p'-chart). Periods in which nothing was
    asked have to be left out; raises ValueError for one, or for more met than asked.
    """
    if any(not 0 <= m <= a or a == 0 for m, a in zip(met, asked, strict=True)):
        raise ValueError("every period needs 0 <= met <= asked and something asked")
    many = len(met) if baseline is None else min(baseline, len(met))
    if many < FEWEST_POINTS:
        return NotEnough(Why.TOO_FEW, many, FEWEST_POINTS)
    centre = sum(met[:many]) / sum(asked[:many])
    if centre in RATE_BOUNDS:
        return NotEnough(Why.ALL_THE_SAME, many)
    rates = [m / a for m, a in zip(met, asked, strict=True)]
    errors = [sqrt(centre * (1 - centre) / a) for a in asked]
    scores = [(rate - centre) / error for rate, error in zip(rates, errors, strict=True)][:many]
    dispersion = max(_mean_range(scores) / RANGE_TO_SIGMA, 1.0)
    limits = [_rate_limits(centre, a, dispersion * e) for a, e in zip(asked, errors, strict=True)]
    middle = median(rates[:many])
    signals = _signals(rates, middle, limits)
    points = (
        ChartPoint(a, rate, limit, signal)
        for a, rate, limit, signal in zip(asked, rates, limits, signals, strict=True)
    )
    return ControlChart(many, middle, many < FIRM_POINTS, dispersion, None, tuple(points))


def _rate_limits(centre: float, asked: int, error: float) -> Interval:
    """The wider of the exact limits and three (widened) standard errors, on each side."""
    exact = binomial_limits(centre, asked, BEYOND_LEVEL)
    wide = interval_about(centre, SIGMAS * error, RATE_BOUNDS, BEYOND_LEVEL)
    return Interval(min(exact.low, wide.low), max(exact.high, wide.high), exact.cut or wide.cut, BEYOND_LEVEL)


def _signals(values: Sequence[float], centre: float, limits: Sequence[Interval]) -> list[tuple[Signal, ...]]:
    """The signals of each point. A point on the median ends a run."""
    found = []
    run, side = 0, 0
    for value, limit in zip(values, limits, strict=True):
        where = (value > centre) - (value < centre)
        run = run + 1 if where and where == side else abs(where)
        side = where
        found.append(tuple(_of_limit(value, limit)) + tuple(_of_run(run, side)))
    return found


def _of_limit(value: float, limit: Interval) -> list[Signal]:
    if value > limit.high:
        return [Signal.ABOVE_LIMIT]
    return [Signal.BELOW_LIMIT] if value < limit.low else []


def _of_run(run: int, side: int) -> list[Signal]:
    if run < RUN:
        return []
    return [Signal.RUN_ABOVE if side > 0 else Signal.RUN_BELOW]
