"""How much visits of one branch vary, with what its peers show added to the little it shows itself.

Three visits say next to nothing about spread. If by chance they are alike, Student's interval is far too narrow,
and near the top of the scale, where most visits are alike and a few are poor, it misses the truth one time in
seven. So the variance of each branch is drawn towards what is usual for branches of its mean, the more so the
less it has of its own (moderated t: Smyth 2004; the usual variance as a function of the mean: Law et al. 2014).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf, isfinite, sqrt

import numpy as np
from numpy.typing import NDArray

from qaudit.analysis.figures import (
    LEVEL,
    SCORE_BOUNDS,
    Bounds,
    Estimate,
    NotEnough,
    Why,
    interval_about,
)
from qaudit.analysis.intervals import t_quantile
from qaudit.analysis.samples import Sample

Floats = NDArray[np.float64]

FEWEST_BRANCHES = 5
"""From how many branches with two visits on the variance is allowed to follow the mean."""
FEWEST_FREEDOM = 8
"""Degrees of freedom all branches together need before anything is borrowed."""
CERTAIN = 1e6
"""As many degrees of freedom as make no difference."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The moderated variance of one branch's visits."""

    n: int
    variance: float
    freedom: float
    """Degrees of freedom: the branch's own and those that its peers lend."""

    @property
    def sd(self) -> float:
        return sqrt(self.variance)

    def error(self) -> float:
        """The standard error of the branch's mean."""
        return sqrt(self.variance / self.n)


def borrowed_spreads(
    samples: Mapping[str, Sample], bounds: Bounds = SCORE_BOUNDS
) -> dict[str, Spread] | NotEnough:
    """The spread of every branch with a visit, by code; a branch of one visit has what its peers lend.

    NotEnough where all branches together show too little (n counts their degrees of freedom), or no spread at all.
    """
    codes = sorted(code for code, sample in samples.items() if sample.n)
    n = np.array([samples[code].n for code in codes], dtype=float)
    freedom = n - 1
    total = int(freedom.sum()) if codes else 0
    if total < FEWEST_FREEDOM:
        return NotEnough(Why.TOO_FEW_SECOND_VISITS, total, FEWEST_FREEDOM)
    if not any(samples[code].varies for code in codes):
        return NotEnough(Why.ALL_THE_SAME, int(n.sum()))
    mean = np.array([samples[code].mean for code in codes])
    own = np.array([samples[code].variance for code in codes])
    usual = _usual_variance(n, mean, own, bounds)
    ratio = own / usual
    level = float(freedom @ ratio / total)
    lent = _lent_freedom(freedom, ratio / level)
    variance = usual * (lent * level + freedom * ratio) / (lent + freedom)
    # Peers cannot lend more than they have.
    known = np.minimum(lent + freedom, total)
    return {code: Spread(int(n[i]), float(variance[i]), float(known[i])) for i, code in enumerate(codes)}


def peer_interval(
    sample: Sample, spread: Spread, bounds: Bounds = SCORE_BOUNDS, level: float = LEVEL
) -> Estimate:
    """The mean of a branch with the interval that its borrowed spread gives."""
    half = t_quantile(level, spread.freedom) * spread.error()
    return Estimate(sample.n, sample.mean, interval_about(sample.mean, half, bounds, level))


def _usual_variance(n: Floats, mean: Floats, own: Floats, bounds: Bounds) -> Floats:
    """The variance that is usual for a branch of such a mean.

    On a bounded scale it is a + b (mean - low)(high - mean) with a, b >= 0, fitted by weighted least squares: both
    "the same everywhere" and "vanishes at the top" are such lines. Else it is the same everywhere.
    """
    freedom = n - 1
    pooled = float(freedom @ own / freedom.sum())
    flat = np.full_like(own, pooled)
    room = _room_to_vary(n, mean, pooled, bounds)
    if room is None or int((freedom > 0).sum()) < FEWEST_BRANCHES:
        return flat
    usual = flat
    for _ in range(3):
        usual = _fitted_line(freedom / usual**2, room, own)
        usual = np.maximum(usual, pooled / 50)
    return usual


def _room_to_vary(n: Floats, mean: Floats, pooled: float, bounds: Bounds) -> Floats | None:
    """(mean - low)(high - mean), 1 on average; None where it says nothing.

    Of the means as shrunken towards all: three visits of 100 do not mean that a branch cannot do less.
    """
    low, high = bounds
    if not (isfinite(low) and isfinite(high)) or np.ptp(mean) == 0:
        return None
    centre = float(mean.mean())
    between = max(float(mean.var(ddof=1)) - pooled * float((1 / n).mean()), 0.0)
    shrunken = centre + between / (between + pooled / n) * (mean - centre)
    room: Floats = (shrunken - low) * (high - shrunken)
    average = float(room.mean())
    if average <= 0 or float(room.min()) < 0 or np.ptp(room) <= 1e-9 * average:
        return None
    return room / average


def _fitted_line(weight: Floats, room: Floats, own: Floats) -> Floats:
    """Weighted least squares of `own` on `room`, neither constant nor slope below 0."""
    total = weight.sum()
    room_mean, own_mean = weight @ room / total, weight @ own / total
    apart = room - room_mean
    slope = (weight * apart) @ (own - own_mean) / ((weight * apart) @ apart)
    constant = own_mean - slope * room_mean
    if slope < 0:
        return np.full_like(own, own_mean)
    if constant < 0:
        proportional: Floats = (weight * room) @ own / ((weight * room) @ room) * room
        return proportional
    line: Floats = constant + slope * room
    return line


def _lent_freedom(freedom: Floats, ratio: Floats) -> float:
    """How many degrees of freedom the usual variance is worth to one branch.

    `ratio` is own variance over usual variance, 1 on average. Were all branches alike, its square would be
    1 + 2/freedom on average; what is more shows that they truly differ, and less is lent. Moments of the scaled
    inverse chi-square; above 4 by construction. Zero variances (short packs have many) do no harm here, as they do
    where logarithms are taken.
    """
    with_own = freedom > 0
    own_freedom, own_ratio = freedom[with_own], ratio[with_own]
    square = float(own_freedom @ (own_ratio**2 / (1 + 2 / own_freedom)) / own_freedom.sum())
    surplus = square - 1
    lent = 4 + 2 / surplus if surplus > 0 else inf
    return min(lent, CERTAIN)
