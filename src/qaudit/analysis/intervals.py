"""A mean or a rate with the interval in which the truth lies 95 times in 100."""

from collections.abc import Sequence
from math import fsum, sqrt

from qaudit.analysis.figures import (
    LEVEL,
    RATE_BOUNDS,
    SCORE_BOUNDS,
    Bounds,
    Estimate,
    Interval,
    NotEnough,
    Why,
    interval_about,
)
from qaudit.analysis.samples import Sample


def mean_interval(
    sample: Sample, bounds: Bounds = SCORE_BOUNDS, level: float = LEVEL
) -> Estimate | NotEnough:
    """The mean with Student's t interval, from this sample alone.

    One visit has a mean and no interval; visits of one and the same score neither: they do not show how much
    scores vary. For scores near the top use `borrowed_spread` where there are peers: see docs/statistics.md.
    """
    if sample.n == 0:
        return NotEnough(Why.NOTHING, 0, 1)
    lack = spread_lack(sample)
    if lack is not None:
        return Estimate(sample.n, sample.mean, lack)
    half = t_quantile(level, sample.n - 1) * sqrt(sample.variance / sample.n)
    return Estimate(sample.n, sample.mean, interval_about(sample.mean, half, bounds, level))


def spread_lack(sample: Sample) -> NotEnough | None:
    """Why a sample cannot say how much its values vary; None if it can."""
    if sample.n < 2:
        return NotEnough(Why.TOO_FEW, sample.n, 2)
    return None if sample.varies else NotEnough(Why.ALL_THE_SAME, sample.n)


def rate_interval(met: int, asked: int, level: float = LEVEL) -> Estimate | NotEnough:
    """The rate `met / asked` (0 to 1) with Wilson's interval, for observations that stand apart from each other.

    Raises ValueError unless 0 <= met <= asked.
    """
    if not 0 <= met <= asked:
        raise ValueError(f"{met} met of {asked}")
    if asked == 0:
        return NotEnough(Why.NOTHING, 0, 1)
    return Estimate(asked, met / asked, wilson(met / asked, asked, z_quantile(level), level))


def clustered_rate_interval(
    met: Sequence[int], asked: Sequence[int], level: float = LEVEL
) -> Estimate | NotEnough:
    """The rate over several observations in each visit: one number met and one asked for each visit.

    Observations of one visit resemble each other, so that 10 visits of 40 standards know less than 400 visits of
    one. Wilson's interval is taken at the number of separate observations that would know as much, and the t
    quantile of the visits. n counts the visits. Raises ValueError for a visit with more met than asked.
    """
    visits = [(m, a) for m, a in zip(met, asked, strict=True) if a]
    if any(not 0 <= m <= a for m, a in visits):
        raise ValueError("more met than asked")
    if not visits:
        return NotEnough(Why.NOTHING, 0, 1)
    n, total = len(visits), sum(a for _, a in visits)
    rate = sum(m for m, _ in visits) / total
    if n < 2:
        return Estimate(n, rate, NotEnough(Why.TOO_FEW, n, 2))
    if rate in RATE_BOUNDS:
        return Estimate(n, rate, NotEnough(Why.ALL_THE_SAME, n))
    residues = fsum((m - rate * a) ** 2 for m, a in visits)
    variance = n / (n - 1) * residues / total**2
    # Never more than were asked: that visits were alike by chance is no proof.
    worth = min(rate * (1 - rate) / variance, total) if variance > 0 else total
    return Estimate(n, rate, wilson(rate, worth, t_quantile(level, n - 1), level))


def wilson(rate: float, n: float, quantile: float, level: float = LEVEL) -> Interval:
    """Wilson's score interval of a rate (0 to 1) that n observations (a fraction is allowed) have given."""
    square = quantile * quantile
    centre = (rate + square / (2 * n)) / (1 + square / n)
    half = quantile / (1 + square / n) * sqrt(rate * (1 - rate) / n + square / (4 * n * n))
    # By algebra it never leaves 0 to 1; rounding does.
    return Interval(max(min(centre - half, rate), 0.0), min(max(centre + half, rate), 1.0), level=level)


def t_quantile(level: float, freedom: float) -> float:
    """How many standard errors to each side hold `level` of Student's t with `freedom` degrees of freedom."""
    from scipy.special import stdtrit

    return float(stdtrit(freedom, (1 + level) / 2))


def z_quantile(level: float) -> float:
    """The same of the normal distribution."""
    from scipy.special import ndtri

    return float(ndtri((1 + level) / 2))
