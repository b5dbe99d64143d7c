"""The funnel: how far from the target of the group chance alone would set a branch with so many visits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil, sqrt

import numpy as np

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
from qaudit.analysis.intervals import z_quantile
from qaudit.analysis.samples import Sample
from qaudit.analysis.shrinkage import between_variance

NEAR, FAR = 0.95, 0.998
"""About two and three standard errors: one branch in 20, and one in 500, lies outside by chance."""
WINSORISED = 0.1
"""The share of branches at either end that may not speak for all when over-dispersion is estimated."""
FEWEST_BRANCHES = 5
CURVE_STEPS = 40


class Where(StrEnum):
    """Where a branch lies in the funnel."""

    INSIDE = "inside"
    ABOVE_95 = "above_95"
    BELOW_95 = "below_95"
    ABOVE_998 = "above_99.8"
    BELOW_998 = "below_99.8"


@dataclass(frozen=True, slots=True)
class FunnelPoint:
    """One branch. Limits are cut at the bounds of the measure."""

    n: int
    value: float
    near: Interval
    far: Interval
    where: Where
    """By the limits of chance alone."""
    where_usual: Where
    """By limits that allow for the spread there usually is between branches."""


@dataclass(frozen=True, slots=True)
class Funnel:
    """The target, what chance explains, and every branch by code."""

    n: int
    """Branches."""
    target: float
    dispersion: float
    """The mean square of the branches' distances in standard errors, the ends winsorised. 1: chance explains all."""
    over_dispersed: bool
    """Whether it is more than chance gives 19 times in 20."""
    between: float
    """The standard deviation between branches that explains the rest; 0 where nothing is left."""
    points: dict[str, FunnelPoint]
    bounds: Bounds = RATE_BOUNDS
    sd: float | None = None
    """Of means: the pooled standard deviation of visits within branches, which the limits are made of."""

    def edges(self, n: int) -> tuple[Interval, Interval]:
        """The limits at 95 and at 99.8 % for a mean of n visits, whether or not a branch has so many.

        Raises ValueError for rates: theirs are steps that only the n of a branch has.
        """
        if self.sd is None:
            raise ValueError("only limits of means are a curve")
        return _mean_limits(self.target, self.sd / sqrt(n), self.bounds)

    def curve(self) -> tuple[tuple[int, Interval, Interval], ...]:
        """n with its limits, from somewhat fewer visits than any branch has to somewhat more, to be drawn.

        They are closer together where the limits bend. Raises ValueError for rates.
        """
        visits = [point.n for point in self.points.values()]
        first, last = max(min(visits) * 4 // 5, 1), max(max(visits) + 1, ceil(max(visits) * 1.1))
        steps = {round(first * (last / first) ** (step / CURVE_STEPS)) for step in range(CURVE_STEPS + 1)}
        return tuple((n, *self.edges(n)) for n in sorted(steps))


def mean_funnel(
    samples: Mapping[str, Sample], *, target: float | None = None, bounds: Bounds = SCORE_BOUNDS
) -> Funnel | NotEnough:
    """The funnel of mean scores. The target is the mean of all visits unless the group has set one.

    The spread within branches is pooled over all: a funnel is one curve. NotEnough for fewer than five branches, for
    those with one visit each (n counts visits beyond the first of each), and where no branch shows a spread.
    """
    codes = sorted(code for code, sample in samples.items() if sample.n)
    freedom = sum(samples[code].n - 1 for code in codes)
    if len(codes) < FEWEST_BRANCHES:
        return NotEnough(Why.TOO_FEW_GROUPS, len(codes), FEWEST_BRANCHES)
    if freedom < 1:
        return NotEnough(Why.TOO_FEW, freedom, 1)
    pooled = sum((samples[code].n - 1) * samples[code].variance for code in codes) / freedom
    if not any(samples[code].varies for code in codes):
        return NotEnough(Why.ALL_THE_SAME, len(codes))
    n = [samples[code].n for code in codes]
    means = [samples[code].mean for code in codes]
    centre = float(np.average(means, weights=n)) if target is None else target
    errors = [sqrt(pooled / visits) for visits in n]
    near, far = zip(*(_mean_limits(centre, error, bounds) for error in errors), strict=True)
    return replace(_funnel(codes, n, means, centre, errors, near, far), bounds=bounds, sd=sqrt(pooled))


def rate_funnel(rates: Mapping[str, tuple[int, int]], *, target: float | None = None) -> Funnel | NotEnough:
    """The funnel of rates, each (met, asked). The target is the rate of all unless the group has set one.

    The limits of chance alone are exact binomial ones.
    """
    codes = sorted(code for code, (_, asked) in rates.items() if asked)
    if len(codes) < FEWEST_BRANCHES:
        return NotEnough(Why.TOO_FEW_GROUPS, len(codes), FEWEST_BRANCHES)
    n = [rates[code][1] for code in codes]
    shares = [rates[code][0] / rates[code][1] for code in codes]
    centre = sum(rates[code][0] for code in codes) / sum(n) if target is None else target
    if not 0 < centre < 1:
        return NotEnough(Why.ALL_THE_SAME, len(codes))
    errors = [sqrt(centre * (1 - centre) / asked) for asked in n]
    near, far = ([binomial_limits(centre, asked, level) for asked in n] for level in (NEAR, FAR))
    return _funnel(codes, n, shares, centre, errors, near, far)


def _funnel(
    codes: Sequence[str],
    n: Sequence[int],
    values: Sequence[float],
    target: float,
    errors: Sequence[float],
    near: Sequence[Interval],
    far: Sequence[Interval],
) -> Funnel:
    from scipy.special import chdtri

    value, error = np.asarray(values), np.asarray(errors)
    scores = (value - target) / error
    dispersion = float(np.mean(np.clip(scores, *np.quantile(scores, [WINSORISED, 1 - WINSORISED])) ** 2))
    over = bool(dispersion * len(codes) > chdtri(len(codes), 0.05))
    between = sqrt(between_variance(value, error**2)) if over else 0.0
    points = {}
    for i, code in enumerate(codes):
        # As much wider as the spread between branches makes the standard error.
        wider = sqrt(errors[i] ** 2 + between**2) / errors[i]
        where = _where(values[i], near[i], far[i])
        usual = _where(target + (values[i] - target) / wider, near[i], far[i])
        points[code] = FunnelPoint(n[i], values[i], near[i], far[i], where, usual)
    return Funnel(len(codes), target, dispersion, over, between, points)


def _mean_limits(target: float, error: float, bounds: Bounds) -> tuple[Interval, Interval]:
    near, far = (interval_about(target, z_quantile(level) * error, bounds, level) for level in (NEAR, FAR))
    return near, far


def _where(value: float, near: Interval, far: Interval) -> Where:
    if value > far.high:
        return Where.ABOVE_998
    if value < far.low:
        return Where.BELOW_998
    if value > near.high:
        return Where.ABOVE_95
    return Where.BELOW_95 if value < near.low else Where.INSIDE
