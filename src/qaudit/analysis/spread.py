"""Consistency: how much of the variation of scores is the branch, the auditor, and the visit itself.

Variance components of unbalanced crossed visits by fitting constants (Henderson's method III), and the doubt about
them by generalised inference, as in studies of gauges (Burdick, Borror and Montgomery 2005).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, fsum, log, sqrt

import numpy as np
from numpy.typing import NDArray

from qaudit.analysis.crossed import (
    Crossed,
    Directions,
    Squares,
    auditor_directions,
    branch_directions,
    crossed,
    squares,
)
from qaudit.analysis.figures import LEVEL, Estimate, Interval, NotEnough, Why
from qaudit.analysis.intervals import z_quantile
from qaudit.analysis.samples import sample_of

Floats = NDArray[np.float64]

FEWEST_FREEDOM = 2
"""What branches, auditors and visits each need to be told apart: a difference of two is one degree."""
FEWEST_FOR_SD = 5
DRAWS = 10_000
SEED = 20260502
GRID = 400


@dataclass(frozen=True, slots=True)
class VarianceShares:
    """Shares (0 to 1) of the variance of one score; the three values add up to 1."""

    n: int
    """Visits."""
    branches: int
    auditors: int
    sd: float
    """Of one visit's score at a branch and with an auditor taken at random, in points."""
    branch: Estimate
    auditor: Estimate
    visit: Estimate
    """What neither explains: the day, the staff, chance."""


def variance_shares(
    branches: Sequence[str], auditors: Sequence[str], scores: Sequence[float], *, level: float = LEVEL
) -> VarianceShares | NotEnough:
    """The three shares with their intervals, from one branch, one auditor and one score for each visit.

    NotEnough where auditors do not share branches, where too few branches or auditors are linked, or where too little
    is left for the visits: nothing at all where branch and auditor say every score. Raises ValueError as `crossed`.
    """
    if not scores:
        return NotEnough(Why.NOTHING, 0, 1)
    design = crossed(branches, auditors, scores)
    if design.n == 1:
        return NotEnough(Why.TOO_FEW, 1, 2)
    found = squares(design)
    if np.ptp(design.score) == 0:
        return NotEnough(Why.ALL_THE_SAME, design.n)
    freedom = _freedom(design)
    if (lack := _freedom_lack(design, freedom)) is not None:
        return lack
    if found.rest <= 0:
        return NotEnough(Why.ALL_THE_SAME, design.n)
    components = _components(found, _weights(design), freedom)
    total = float(components.sum())
    drawn = _drawn_shares(design, found.rest, freedom)
    tail = (1 - level) / 2
    low, high = np.quantile(drawn, [tail, 1 - tail], axis=0)
    shares = components / total
    branch, auditor, visit = (
        Estimate(
            design.n,
            float(shares[i]),
            Interval(float(min(low[i], shares[i])), float(max(high[i], shares[i])), level=level),
        )
        for i in range(3)
    )
    return VarianceShares(
        design.n, len(design.branches), len(design.auditors), sqrt(total), branch, auditor, visit
    )


def score_sd(scores: Sequence[float], level: float = LEVEL) -> Estimate | NotEnough:
    """How much visits of one branch vary: the standard deviation, with Bonett's interval.

    The chi-square interval of textbooks fails for anything but a normal shape, at any n; this one takes the weight
    of the tails from the scores. Needs five scores that are not all the same.
    """
    sample = sample_of(scores)
    if sample.n < FEWEST_FOR_SD:
        return NotEnough(Why.TOO_FEW, sample.n, FEWEST_FOR_SD)
    if not sample.varies:
        return NotEnough(Why.ALL_THE_SAME, sample.n)
    n, z = sample.n, z_quantile(level)
    middle = _trimmed_mean(sorted(scores))
    fourth = fsum((score - middle) ** 4 for score in scores)
    tails = n * fourth / ((n - 1) * sample.variance) ** 2
    error = n / (n - z) * sqrt(max(tails - (n - 3) / n, 0.0) / (n - 1))
    about = log(n / (n - z)) + log(sample.variance)
    low, high = exp((about - z * error) / 2), exp((about + z * error) / 2)
    return Estimate(n, sample.sd, Interval(min(low, sample.sd), max(high, sample.sd), level=level))


def _trimmed_mean(ordered: Sequence[float]) -> float:
    n = len(ordered)
    cut = int(n * min(1 / (2 * sqrt(n - 4)), 0.49)) if n > 4 else 0
    kept = ordered[cut : n - cut]
    return fsum(kept) / len(kept)


def _freedom_lack(design: Crossed, freedom: Floats) -> NotEnough | None:
    """Which of branches, auditors and visits cannot be told apart; None if all three can."""
    if freedom[1] == 0:
        return NotEnough(Why.NOT_CROSSED, 0, FEWEST_FREEDOM)
    if (linked := int(min(freedom[:2]))) < FEWEST_FREEDOM:
        # Of those that are linked with each other, one more than the differences between them.
        return NotEnough(Why.TOO_FEW_GROUPS, linked + 1, FEWEST_FREEDOM + 1)
    if freedom[2] < FEWEST_FREEDOM:
        return NotEnough(Why.TOO_FEW, int(freedom[2]), FEWEST_FREEDOM)
    return None


def _freedom(design: Crossed) -> Floats:
    """Degrees of freedom of branches, auditors and visits."""
    islands = design.island_count
    return np.array(
        [len(design.branches) - islands, len(design.auditors) - islands, design.freedom], dtype=float
    )


def _weights(design: Crossed) -> Floats:
    """How often the variance of branches is in R(b|a), and that of auditors in R(a|b): Henderson's coefficients."""
    square = design.counts**2
    of_branch = design.n - float((square / design.counts.sum(axis=0, keepdims=True)).sum())
    of_auditor = design.n - float((square / design.counts.sum(axis=1, keepdims=True)).sum())
    return np.array([of_branch, of_auditor])


def _components(found: Squares, weights: Floats, freedom: Floats) -> Floats:
    """Variance of branch, auditor and visit; none below 0."""
    visit = found.rest / freedom[2]
    beyond = np.array([found.branches_beyond, found.auditors_beyond])
    first = np.maximum((beyond - freedom[:2] * visit) / weights, 0.0)
    return np.append(first, visit)


def _drawn_shares(design: Crossed, rest: float, freedom: Floats) -> Floats:
    """Draws x 3: shares as likely as the visits make them (generalised pivotal quantities)."""
    generator = np.random.default_rng(SEED)
    chance = generator.chisquare(freedom, size=(DRAWS, 3))
    visit = rest / chance[:, 2]
    drawn = [
        _drawn_component(one, chance[:, i] * visit) * visit
        for i, one in enumerate((branch_directions(design), auditor_directions(design)))
    ]
    all_three = np.column_stack([*drawn, visit])
    shares: Floats = all_three / all_three.sum(axis=1, keepdims=True)
    return shares


def _drawn_component(found: Directions, reached: Floats) -> Floats:
    """The variances, in variances of a visit, at which the weighted squares are as large as each draw says.

    In direction k the square, over what is known there, is 1 + known x variance times a chi-square of one degree.
    So the sum of squares / (1 + known x variance) is a chi-square of all degrees, and only falls as the variance
    grows: it is tabulated once and read backwards for every draw.
    """
    scale = float(found.known.mean())
    grid = np.append(0.0, np.geomspace(1e-5, 1e7, GRID)) / scale
    reaches = (found.square / (1 + np.outer(grid, found.known))).sum(axis=1)
    variance: Floats = np.interp(-reached, -reaches, grid)
    return variance
