"""Measured times: the median, the time nine of ten keep to, and the share within the limit.

Times are skewed and a few are very long, so nothing here is a mean and nothing assumes a shape: the intervals
come from the order of the times alone.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from math import isfinite, log
from typing import Protocol

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


@dataclass(frozen=True, slots=True)
class CountedTimes:
    """Times as a database counts them: each time once, the shortest first, and how often it came."""

    times: Sequence[float]
    counts: Sequence[int]
    limited: int = 0
    """Of all of them, those that had a limit."""
    within: int = 0
    """Of these, those that kept it."""


def counted_times_summary(counted: CountedTimes) -> TimesSummary | NotEnough:
    """The same of times that were counted; a limit may differ from one time to another."""
    if not counted.times:
        return NotEnough(Why.NOTHING, 0, 1)
    ordered = _Counted(counted.times, counted.counts)
    share = rate_interval(counted.within, counted.limited)
    return TimesSummary(
        len(ordered),
        _percentile(ordered, 0.5, LEVEL),
        _percentile(ordered, 0.9, LEVEL),
        share if isinstance(share, Estimate) else None,
    )


def percentile(times: Sequence[float], share: float, level: float = LEVEL) -> Estimate:
    """The time that `share` (between 0 and 1) of all times keep to, with an interval between two of the times.

    The interval is exact whatever the distribution: it covers at least `level`, at small n somewhat more. With
    too few times no two of them can be that sure, and the interval is NotEnough with the n it takes. Raises
    ValueError for no time, or one that is not finite.
    """
    if not times or not all(isfinite(time) for time in times):
        raise ValueError("times have to be finite numbers, and one at least")
    return _percentile(sorted(times), share, level)


class _Ordered(Protocol):
    """Times by their places, the shortest at 0."""

    def __len__(self) -> int: ...

    def __getitem__(self, place: int, /) -> float: ...


class _Counted:
    """Counted times, read as if each of them stood there as often as it came."""

    def __init__(self, times: Sequence[float], counts: Sequence[int]) -> None:
        self._times = times
        self._ends = list(accumulate(counts))

    def __len__(self) -> int:
        return self._ends[-1]

    def __getitem__(self, place: int, /) -> float:
        return self._times[bisect_right(self._ends, place)]


def _percentile(ordered: _Ordered, share: float, level: float) -> Estimate:
    n = len(ordered)
    value = _quantile(ordered, share)
    needed = times_needed(share, level)
    if n < needed:
        return Estimate(n, value, NotEnough(Why.TOO_FEW, n, needed))
    low, high = _ends(n, share, level)
    return Estimate(n, value, Interval(min(ordered[low - 1], value), max(ordered[high], value), level=level))


@lru_cache(maxsize=4096)
def _ends(n: int, share: float, level: float) -> tuple[int, int]:
    """How many of n times lie before either end of the interval.

    The number of times below the true percentile is binomial: leave half of the rest at either end.
    """
    from scipy.special import bdtr

    tail = (1 - level) / 2

    def below(count: int) -> float:
        return float(bdtr(count, n, share))

    low = bisect_right(range(n), tail, key=below)
    high = bisect_left(range(n), 1 - tail, key=below)
    assert low >= 1
    assert high < n
    return low, high


@lru_cache(maxsize=64)
def times_needed(share: float, level: float = LEVEL) -> int:
    """From how many times on an interval of that percentile exists: 6 for the median, 36 for the 90th."""
    tail = (1 - level) / 2
    rarer = min(share, 1 - share)
    needed = int(log(tail) / log(1 - rarer))
    while (1 - rarer) ** needed > tail:
        needed += 1
    return needed


def _quantile(ordered: _Ordered, share: float) -> float:
    """The estimate that is median-unbiased whatever the distribution (Hyndman and Fan's eighth)."""
    place = share * (len(ordered) + 1 / 3) + 1 / 3 - 1
    place = min(max(place, 0.0), len(ordered) - 1.0)
    floor = int(place)
    after = ordered[min(floor + 1, len(ordered) - 1)]
    return ordered[floor] + (place - floor) * (after - ordered[floor])
