"""Means and rates with their intervals: worked examples, SciPy's own results, and laws."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from qaudit.analysis.figures import SCORE_BOUNDS, UNBOUNDED, Comparison, Estimate, Interval, NotEnough, Why
from qaudit.analysis.intervals import (
    clustered_rate_interval,
    mean_interval,
    rate_interval,
    t_quantile,
    wilson,
)
from qaudit.analysis.samples import Sample, sample_of

SCORES = st.lists(st.floats(0, 100), min_size=1, max_size=40)
COUNTS = st.integers(1, 400).flatmap(lambda asked: st.tuples(st.integers(0, asked), st.just(asked)))


def interval_of(found: Estimate | NotEnough) -> Interval:
    assert isinstance(found, Estimate)
    assert isinstance(found.interval, Interval)
    return found.interval


WILSON = [
    (0, 1, 0.0, 79.3),
    (1, 1, 20.7, 100.0),
    (3, 3, 43.9, 100.0),
    (3, 4, 30.1, 95.4),
    (4, 4, 51.0, 100.0),
    (8, 10, 49.0, 94.3),
    (9, 10, 59.6, 98.2),
    (27, 30, 74.4, 96.5),
    (90, 100, 82.6, 94.5),
]


@pytest.mark.parametrize(("met", "asked", "low", "high"), WILSON)
def test_a_rate_has_wilsons_interval(met: int, asked: int, low: float, high: float) -> None:
    found = rate_interval(met, asked)
    interval = interval_of(found)
    assert isinstance(found, Estimate)
    assert (found.n, found.value) == (asked, met / asked)
    assert (round(100 * interval.low, 1), round(100 * interval.high, 1)) == (low, high)


@pytest.mark.parametrize(("n", "half"), [(3, 24.8), (4, 15.9), (8, 8.4), (12, 6.4), (30, 3.7)])
def test_a_mean_has_students_interval(n: int, half: float) -> None:
    interval = interval_of(mean_interval(Sample(n, 60, 100), UNBOUNDED))
    assert (interval.high - 60, 60 - interval.low) == pytest.approx((half, half), abs=0.05)


@given(COUNTS)
def test_rates_agree_with_scipy(counts: tuple[int, int]) -> None:
    met, asked = counts
    interval = interval_of(rate_interval(met, asked))
    theirs = stats.binomtest(met, asked).proportion_ci(method="wilson")
    assert (interval.low, interval.high) == pytest.approx((theirs.low, theirs.high), abs=1e-12)
    assert 0 <= interval.low <= met / asked <= interval.high <= 1


@given(st.lists(st.integers(0, 100), min_size=2, max_size=40))
def test_means_agree_with_scipy(scores: list[int]) -> None:
    found = mean_interval(sample_of(scores), UNBOUNDED)
    assert isinstance(found, Estimate)
    if len(set(scores)) == 1:
        assert found.interval == NotEnough(Why.ALL_THE_SAME, len(scores))
        return
    theirs = stats.ttest_1samp(scores, 0).confidence_interval()
    interval = interval_of(found)
    assert (interval.low, interval.high) == pytest.approx((theirs.low, theirs.high))


@given(SCORES)
def test_an_interval_of_scores_holds_the_mean_and_stays_within_0_and_100(scores: list[float]) -> None:
    found = mean_interval(sample_of(scores))
    assert isinstance(found, Estimate)
    assert found.n == len(scores)
    if isinstance(found.interval, Interval):
        assert found.value in found.interval
        assert found.interval.low >= 0
        assert found.interval.high <= 100
        plain = interval_of(mean_interval(sample_of(scores), UNBOUNDED))
        assert found.interval.cut == (plain.low < 0 or plain.high > 100)


@given(SCORES, st.randoms())
def test_the_order_of_scores_changes_nothing(scores: list[float], random: object) -> None:
    mixed = sorted(scores, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert mean_interval(sample_of(mixed)) == mean_interval(sample_of(scores))


def test_more_visits_narrow_the_interval() -> None:
    means = [interval_of(mean_interval(Sample(n, 60, 100), UNBOUNDED)).width for n in range(2, 40)]
    rates = [interval_of(rate_interval(9 * n, 10 * n)).width for n in range(1, 40)]
    clustered = [
        interval_of(clustered_rate_interval([9, 8, 10] * n, [10] * 3 * n)).width for n in range(1, 20)
    ]
    for widths in (means, rates, clustered):
        assert all(after < before for before, after in pairwise(widths))


def test_what_cannot_be_said_is_a_value() -> None:
    assert mean_interval(sample_of([])) == NotEnough(Why.NOTHING, 0, 1)
    assert rate_interval(0, 0) == NotEnough(Why.NOTHING, 0, 1)
    assert clustered_rate_interval([0], [0]) == NotEnough(Why.NOTHING, 0, 1)
    assert mean_interval(sample_of([88])) == Estimate(1, 88, NotEnough(Why.TOO_FEW, 1, 2))
    assert clustered_rate_interval([3], [4]) == Estimate(1, 0.75, NotEnough(Why.TOO_FEW, 1, 2))
    assert mean_interval(sample_of([88, 88, 88])) == Estimate(3, 88, NotEnough(Why.ALL_THE_SAME, 3))
    assert clustered_rate_interval([4, 4], [4, 4]) == Estimate(2, 1, NotEnough(Why.ALL_THE_SAME, 2))


def test_equal_scores_that_no_float_holds_are_still_all_the_same() -> None:
    scores = [100 * 7 / 9] * 7
    assert mean_interval(sample_of(scores)) == Estimate(7, scores[0], NotEnough(Why.ALL_THE_SAME, 7))


def test_observations_of_one_visit_count_for_less_than_as_many_visits() -> None:
    """Five good visits and five poor ones: 200 observations that know little more than ten."""
    interval = interval_of(clustered_rate_interval([20, 12] * 5, [20] * 10))
    apart = interval_of(rate_interval(160, 200))
    assert interval.width > 2 * apart.width
    assert interval.low < apart.low
    assert interval.high > apart.high


def test_visits_that_agree_by_chance_prove_no_more_than_was_asked() -> None:
    alike = clustered_rate_interval([16] * 30, [20] * 30)
    assert interval_of(alike).width >= interval_of(rate_interval(480, 600)).width
    assert isinstance(alike, Estimate)
    assert alike.n == 30


@pytest.mark.parametrize(("met", "asked"), [(3, 2), (-1, 2)])
def test_more_met_than_asked_is_our_fault(met: int, asked: int) -> None:
    with pytest.raises(ValueError, match="met"):
        rate_interval(met, asked)
    with pytest.raises(ValueError, match="met"):
        clustered_rate_interval([met], [asked])


def test_a_score_that_is_no_number_is_our_fault() -> None:
    with pytest.raises(ValueError, match="finite"):
        sample_of([80, float("nan")])


@pytest.mark.parametrize(
    ("low", "high", "word", "turned"),
    [
        (0.1, 5, Comparison.BETTER, Comparison.WORSE),
        (-5, -0.1, Comparison.WORSE, Comparison.BETTER),
        (-1, 5, Comparison.NOT_KNOWN, Comparison.NOT_KNOWN),
        (0, 5, Comparison.NOT_KNOWN, Comparison.NOT_KNOWN),
        (-5, 0, Comparison.NOT_KNOWN, Comparison.NOT_KNOWN),
    ],
)
def test_nothing_is_better_where_the_interval_says_nothing(
    low: float, high: float, word: Comparison, turned: Comparison
) -> None:
    assert Comparison.of(low, high) == word
    assert Comparison.of(low, high, less_is_better=True) == turned
    assert Interval(low + 80, high + 80).beside(80) == word


def test_bounds_of_scores_are_those_of_percentages() -> None:
    assert SCORE_BOUNDS == (0, 100)


def test_visits_alike_by_chance_are_worth_no_more_than_was_asked() -> None:
    """Their variance alone would make 401 observations some 40,000."""
    found = clustered_rate_interval([50, 50, 51, 50], [100, 100, 101, 100])
    whole = wilson(201 / 401, 401, t_quantile(0.95, 3))
    assert interval_of(found) == whole
