"""Measured times: the median, the time nine of ten keep to, and the share within the limit.

Times are skewed and a few are very long, so nothing here is a mean and nothing assumes a shape: the intervals
come from the order of the times alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, log

from qaudit.analysis.figures import LEVEL, Estimate, Interval, NotEnough, Why
from qaudit.analysis.intervals import rate_interval


@dataclass(frozen=True, slots=True)
class TimesSummary:
    """How long something took, over n measured times, in the unit of the times."""

    n: int
    median: Estimate
    p90: Estimate
    within: Estimate | None
    """The share (0 to 1) within the limit; None where there is no limit."""


def times_summary(times: Sequence[float], limit: float | None = None) -> TimesSummary | NotEnough:
    """Median and 90th percentile with intervals, and the share of times at or below `limit`."""
    if not times:
        return NotEnough(Why.NOTHING, 0, 1)
    within = None
    if limit is not None:
        share = rate_interval(sum(time <= limit for time in times), len(times))
        assert isinstance(share, Estimate)
        within = share
    return TimesSummary(len(times), percentile(times, 0.5), percentile(times, 0.9), within)


def percentile(times: Sequence[float], share: float, level: float = LEVEL) -> Estimate:
    """The time that `share` (between 0 and 1) of all times keep to, with an interval between two of the times.

    The interval is exact whatever the distribution: it covers at least `level`, at small n somewhat more. With
    too few times no two of them can be that sure, and the interval is NotEnough with the n it takes. Raises
    ValueError for no time, or one that is not finite.
    """
    from scipy.special import bdtr

    if not times or not all(isfinite(time) for time in times):
        raise ValueError("times have to be finite numbers, and one at least")
    ordered = sorted(times)
    n = len(ordered)
    value = _quantile(ordered, share)
    needed = times_needed(share, level)
    if n < needed:
        return Estimate(n, value, NotEnough(Why.TOO_FEW, n, needed))
    tail = (1 - level) / 2
    # The number of times below the true percentile is binomial: leave `tail` at either end.
    below = bdtr(range(n), n, share)
    low = int((below <= tail).sum())
    high = int((below < 1 - tail).sum())
    assert low >= 1
    assert high < n
    return Estimate(n, value, Interval(min(ordered[low - 1], value), max(ordered[high], value), level=level))


def times_needed(share: float, level: float = LEVEL) -> int:
    """From how many times on an interval of that percentile exists: 6 for the median, 36 for the 90th."""
    tail = (1 - level) / 2
    rarer = min(share, 1 - share)
    needed = int(log(tail) / log(1 - rarer))
    while (1 - rarer) ** needed > tail:
        needed += 1
    return needed


def _quantile(ordered: Sequence[float], share: float) -> float:
    """The estimate that is median-unbiased whatever the distribution (Hyndman and Fan's eighth)."""
    place = share * (len(ordered) + 1 / 3) + 1 / 3 - 1
    place = min(max(place, 0.0), len(ordered) - 1.0)
    floor = int(place)
    after = ordered[min(floor + 1, len(ordered) - 1)]
    return ordered[floor] + (place - floor) * (after - ordered[floor])
