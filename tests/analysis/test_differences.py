"""Differences of two groups, and the standards that made them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from qaudit.analysis.differences import (
    Contribution,
    Difference,
    StandardCounts,
    adjusted_changes,
    contributions,
    mean_difference,
    peer_difference,
    rate_difference,
)
from qaudit.analysis.figures import UNBOUNDED, Comparison, Interval, NotEnough, Why
from qaudit.analysis.samples import sample_of
from tests.analysis.programmes import drawn, spreads_of

# Newcombe (1998), table II, method 10.
NEWCOMBE = [
    ((48, 80), (56, 70), 0.0524, 0.3339),
    ((3, 10), (9, 10), 0.1705, 0.8090),
    ((2, 7), (6, 7), 0.0582, 0.8062),
    ((0, 29), (5, 56), -0.0381, 0.1926),
    ((0, 20), (0, 10), -0.1611, 0.2775),
    ((0, 10), (10, 10), 0.6075, 1.0000),
]


def difference(found: Difference | NotEnough) -> tuple[Difference, Interval]:
    assert isinstance(found, Difference)
    assert isinstance(found.interval, Interval)
    return found, found.interval


@pytest.mark.parametrize(("before", "after", "low", "high"), NEWCOMBE)
def test_rates_have_newcombes_interval(
    before: tuple[int, int], after: tuple[int, int], low: float, high: float
) -> None:
    found, interval = difference(rate_difference(before, after))
    assert (interval.low, interval.high) == pytest.approx((low, high), abs=6e-5)
    assert found.n == (before[1], after[1])
    assert found.comparison == (Comparison.BETTER if low > 0 else Comparison.NOT_KNOWN)
    less, _ = difference(rate_difference(before, after, less_is_better=True))
    assert less.comparison == (Comparison.WORSE if low > 0 else Comparison.NOT_KNOWN)


SCORES = st.lists(st.integers(0, 100), min_size=2, max_size=20).filter(lambda scores: len(set(scores)) > 1)


@given(SCORES, SCORES)
def test_means_agree_with_scipys_welch(before: list[int], after: list[int]) -> None:
    found, interval = difference(mean_difference(sample_of(before), sample_of(after), bounds=UNBOUNDED))
    theirs = stats.ttest_ind(after, before, equal_var=False).confidence_interval()
    assert (interval.low, interval.high) == pytest.approx((theirs.low, theirs.high))
    assert found.value in interval
    turned, _ = difference(mean_difference(sample_of(after), sample_of(before), bounds=UNBOUNDED))
    assert turned.value == -found.value
    assert {found.comparison, turned.comparison} in (
        {Comparison.NOT_KNOWN},
        {Comparison.BETTER, Comparison.WORSE},
    )


def test_a_difference_without_an_interval_is_never_called_one() -> None:
    for before, after in (([70], [90, 95]), ([70, 70, 70], [90, 90, 95]), ([90, 95], [70, 70])):
        found = mean_difference(sample_of(before), sample_of(after))
        assert isinstance(found, Difference)
        assert isinstance(found.interval, NotEnough)
        assert found.comparison == Comparison.NOT_KNOWN
    assert mean_difference(sample_of([]), sample_of([90])) == NotEnough(Why.NOTHING, 0, 1)
    assert rate_difference((0, 0), (3, 4)) == NotEnough(Why.NOTHING, 0, 1)


def test_two_branches_of_a_league_are_compared_by_the_spread_it_lends() -> None:
    """(3 visits of 100, by chance alike) beside (1 visit of 60): Welch has nothing to say, the league has."""
    samples = drawn({f"b{i}": 80.0 for i in range(20)}, 6) | {"a": sample_of([60]), "z": sample_of([100] * 3)}
    spreads = spreads_of(samples)
    found, interval = difference(peer_difference((samples["a"], spreads["a"]), (samples["z"], spreads["z"])))
    assert (found.n, found.value, found.comparison) == ((1, 3), 40, Comparison.BETTER)
    error = (spreads["a"].variance + spreads["z"].variance / 3) ** 0.5
    assert 1.9 * error < interval.high - 40 < 2.3 * error
    assert isinstance(mean_difference(samples["a"], samples["z"]), Difference)


def test_a_wide_interval_of_scores_is_cut() -> None:
    _, interval = difference(mean_difference(sample_of([0, 100]), sample_of([40, 100])))
    assert (interval.low, interval.high, interval.cut) == (-100, 100, True)


def test_more_met_than_asked_is_our_fault() -> None:
    with pytest.raises(ValueError, match="5 met of 4"):
        rate_difference((5, 4), (1, 2))


def test_the_standard_that_made_the_difference_comes_first() -> None:
    """Greeting fell from 90 to 50 %, half of all points: 20 of the 20 points."""
    found = contributions(
        {
            "clean": StandardCounts((40, 40), (0.8, 0.8), (0.5, 0.5)),
            "greeting": StandardCounts((40, 40), (0.9, 0.5), (0.5, 0.5)),
            "new": StandardCounts((0, 40), (0.0, 0.7), (0.0, 0.0)),
        }
    )
    assert list(found) == ["greeting", "clean", "new"]
    greeting, clean = found["greeting"], found["clean"]
    assert isinstance(greeting, Contribution)
    assert isinstance(clean, Contribution)
    assert (greeting.points, greeting.by_mix) == pytest.approx((-20, 0))
    assert (greeting.difference.comparison, greeting.n) == (Comparison.WORSE, (40, 40))
    assert (clean.points, clean.difference.comparison) == (0, Comparison.NOT_KNOWN)
    assert found["new"] == NotEnough(Why.NOTHING, 0, 1)


def test_asking_an_easy_standard_more_often_is_mix_and_no_merit() -> None:
    """90 and 50 % met in both periods; the easy one goes from half of the points to three quarters: 70 to 80."""
    found = contributions(
        {
            "easy": StandardCounts((20, 60), (0.9, 0.9), (0.5, 0.75)),
            "hard": StandardCounts((20, 20), (0.5, 0.5), (0.5, 0.25)),
        }
    )
    parts = [one for one in found.values() if isinstance(one, Contribution)]
    assert sum(part.by_mix for part in parts) == pytest.approx(10)
    assert [part.by_rate for part in parts] == [0, 0]


@given(st.lists(st.tuples(*[st.floats(0.01, 1)] * 4), min_size=1, max_size=12))
def test_the_points_of_all_standards_are_the_difference(rows: list[tuple[float, ...]]) -> None:
    totals = sum(row[2] for row in rows), sum(row[3] for row in rows)
    standards = {
        f"s{i}": StandardCounts((9, 9), (row[0], row[1]), (row[2] / totals[0], row[3] / totals[1]))
        for i, row in enumerate(rows)
    }
    scores = [sum(100 * one.weight[i] * one.share[i] for one in standards.values()) for i in (0, 1)]
    points = [one.points for one in contributions(standards).values() if isinstance(one, Contribution)]
    assert sum(points) == pytest.approx(scores[1] - scores[0], abs=1e-9)
    assert [abs(one) for one in points] == sorted((abs(one) for one in points), reverse=True)


def test_changes_of_many_standards_are_adjusted_for_how_many_there_are() -> None:
    table = {
        "A1": StandardCounts((60, 60), (0.9, 0.6), (0.25, 0.25)),
        "A2": StandardCounts((60, 60), (0.8, 0.8), (0.25, 0.25)),
        "A3": StandardCounts((60, 60), (1.0, 1.0), (0.25, 0.25)),
        "A4": StandardCounts((60, 0), (0.5, 0.0), (0.25, 0.0)),
    }
    found = adjusted_changes(table)
    alone = stats.chi2_contingency([[54, 6], [36, 24]], correction=False).pvalue
    assert found == {"A1": pytest.approx(3 * alone), "A2": 1.0, "A3": 1.0}
    assert adjusted_changes({}) == {}
