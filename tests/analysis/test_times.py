"""Medians and 90th percentiles of measured times."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from qaudit.analysis.figures import Interval, NotEnough, Why
from qaudit.analysis.times import (
    CountedTimes,
    TimesSummary,
    counted_times_summary,
    percentile,
    times_needed,
    times_summary,
)

# From published tables of the sign test: which of n ordered times bound the median.
SIGN_TEST = [(6, 1, 6), (8, 1, 8), (9, 2, 8), (10, 2, 9), (15, 4, 12), (20, 6, 15), (25, 8, 18), (30, 10, 21)]


@pytest.mark.parametrize(("n", "low", "high"), SIGN_TEST)
def test_the_interval_ends_at_two_of_the_times(n: int, low: int, high: int) -> None:
    assert percentile(range(1, n + 1), 0.5).interval == Interval(low, high)


@pytest.mark.parametrize(("n", "share"), [(6, 0.5), (37, 0.5), (36, 0.9), (60, 0.9), (200, 0.9), (40, 0.1)])
def test_the_interval_is_the_shortest_that_is_sure_on_either_side(n: int, share: float) -> None:
    interval = percentile(range(1, n + 1), share).interval
    assert isinstance(interval, Interval)
    below = stats.binom(n, share)
    assert below.cdf(interval.low - 1) <= 0.025 < below.cdf(interval.low)
    assert below.sf(interval.high - 1) <= 0.025 < below.sf(interval.high - 2)


@pytest.mark.parametrize(("share", "needed"), [(0.5, 6), (0.9, 36), (0.1, 36)])
def test_too_few_times_have_no_interval(share: float, needed: int) -> None:
    assert times_needed(share) == needed
    assert percentile([60.0] * (needed - 1), share).interval == NotEnough(Why.TOO_FEW, needed - 1, needed)
    assert percentile([60.0] * needed, share).interval == Interval(60, 60)


@given(st.lists(st.floats(0, 3600), min_size=1, max_size=80), st.sampled_from([0.5, 0.9]))
def test_the_estimate_is_numpys_and_the_interval_holds_it(times: Sequence[float], share: float) -> None:
    found = percentile(times, share)
    theirs = float(np.quantile(times, share, method="median_unbiased"))
    assert (found.n, found.value) == pytest.approx((len(times), theirs))
    assert not isinstance(found.interval, Interval) or found.value in found.interval
    assert percentile(times[::-1], share) == found


def test_the_summary_has_the_share_within_the_limit() -> None:
    found = times_summary([30, 60, 61, 90], 60)
    assert isinstance(found, TimesSummary)
    assert found.within is not None
    assert (found.n, found.median.value, found.within.value) == (4, 60.5, 0.5)
    without = times_summary([30])
    assert isinstance(without, TimesSummary)
    assert without.within is None
    assert times_summary([]) == NotEnough(Why.NOTHING, 0, 1)


def test_a_time_without_end_is_our_fault() -> None:
    with pytest.raises(ValueError, match="finite"):
        percentile([1.0, float("inf")], 0.5)


@given(st.lists(st.floats(1, 300).map(round), min_size=1, max_size=120), st.integers(1, 300))
def test_counted_times_say_what_the_times_say(times: Sequence[int], limit: int) -> None:
    each = sorted(set(times))
    counted = CountedTimes(
        each, [times.count(time) for time in each], len(times), sum(time <= limit for time in times)
    )
    assert counted_times_summary(counted) == times_summary(times, limit)


def test_no_counted_times_are_not_enough() -> None:
    assert counted_times_summary(CountedTimes([], [])) == NotEnough(Why.NOTHING, 0, 1)


def test_counted_times_without_a_limit_have_no_share_within() -> None:
    found = counted_times_summary(CountedTimes([60.0, 61.5], [40, 7]))
    assert isinstance(found, TimesSummary)
    assert found.within is None
    assert found.n == 47
