"""Funnels: limits about the target, and what chance does not explain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from qaudit.analysis.binomial_limits import binomial_limits
from qaudit.analysis.figures import UNBOUNDED, NotEnough, Why
from qaudit.analysis.funnel import Funnel, Where, mean_funnel, rate_funnel
from qaudit.analysis.samples import Sample
from tests.analysis.programmes import drawn


def funnel(found: Funnel | NotEnough) -> Funnel:
    assert isinstance(found, Funnel)
    return found


def test_limits_of_means_are_two_and_three_standard_errors_of_the_pooled_spread() -> None:
    samples = {f"b{n}": Sample(n, 80.0, 100.0) for n in (4, 9, 16, 25, 100)}
    found = funnel(mean_funnel(samples))
    assert (found.n, found.target, found.dispersion, found.over_dispersed) == (5, 80, 0, False)
    for n, error in ((4, 5.0), (25, 2.0), (100, 1.0)):
        point = found.points[f"b{n}"]
        assert (point.near.high - 80, 80 - point.far.low) == pytest.approx(
            (1.96 * error, 3.09 * error), abs=1e-3 * error
        )
        assert point.where == Where.INSIDE


def test_limits_are_a_curve_that_goes_through_every_branch() -> None:
    found = funnel(mean_funnel({f"b{n}": Sample(n, 80.0, 100.0) for n in (4, 9, 16, 25, 100)}))
    for point in found.points.values():
        assert found.edges(point.n) == (point.near, point.far)
    curve = found.curve()
    assert (curve[0][0], curve[-1][0]) == (3, 111), "it goes on beyond the branches"
    assert all(found.edges(n) == (near, far) for n, near, far in curve)
    assert curve[1][0] - curve[0][0] < curve[-1][0] - curve[-2][0]
    near, far = found.edges(1)
    assert far.low < near.low < 80
    assert far.high == 100
    rates = funnel(rate_funnel({f"b{n}": (n, 2 * n) for n in range(5, 10)}))
    with pytest.raises(ValueError, match="only limits of means"):
        rates.edges(4)


def test_the_far_branch_is_named_by_the_limit_it_passes() -> None:
    samples = {f"b{i}": Sample(25, 80.0, 100.0) for i in range(10)}
    samples |= {"a": Sample(25, 75.5, 100.0), "z": Sample(25, 87.0, 100.0)}
    found = funnel(mean_funnel(samples, target=80))
    assert {code: point.where for code, point in found.points.items() if point.where != Where.INSIDE} == {
        "a": Where.BELOW_95,
        "z": Where.ABOVE_998,
    }


def test_a_league_that_differs_is_over_dispersed_and_says_by_how_much() -> None:
    alike = funnel(mean_funnel(drawn({f"b{i:02}": 80.0 for i in range(60)}, 20)))
    apart = funnel(mean_funnel(drawn({f"b{i:02}": 65.0 + i / 3 for i in range(60)}, 20)))
    assert (alike.over_dispersed, alike.between) == (False, 0)
    assert apart.over_dispersed
    assert apart.dispersion > 5
    assert apart.between == pytest.approx(5.8, abs=1.5)
    outside = [point for point in apart.points.values() if point.where != Where.INSIDE]
    usual = [point for point in apart.points.values() if point.where_usual != Where.INSIDE]
    assert len(outside) > 20
    assert len(usual) < 5


@given(st.floats(0.01, 0.99), st.integers(1, 300), st.sampled_from([0.95, 0.998]))
def test_limits_of_rates_leave_no_more_outside_than_they_say(target: float, n: int, level: float) -> None:
    limits = binomial_limits(target, n, level)
    counts = stats.binom(n, target)
    outside = [met for met in range(n + 1) if met / n < limits.low or met / n > limits.high]
    below = [met for met in outside if met < n * target]
    tail = (1 - level) / 2 + 1e-9
    assert sum(counts.pmf(below)) <= tail
    assert sum(counts.pmf([met for met in outside if met not in below])) <= tail
    assert limits.low <= target <= limits.high
    # No count more could be left out.
    if below:
        assert counts.cdf(max(below) + 1) > (1 - level) / 2 - 1e-9


def test_rates_at_small_n_are_not_flagged_for_one_miss() -> None:
    """4 of 5 at a target of 95 %: below the normal limit of 95 % (0.76 to 1.14), yet one branch in four does it."""
    rates = {f"b{i}": (19, 20) for i in range(20)} | {"small": (4, 5), "poor": (10, 20)}
    found = funnel(rate_funnel(rates, target=0.95))
    assert found.points["small"].where == Where.INSIDE
    assert found.points["poor"].where == Where.BELOW_998
    assert (found.points["small"].near.high, found.points["small"].near.cut) == (1, True)


def test_what_has_no_funnel_is_a_value() -> None:
    assert mean_funnel(drawn(dict.fromkeys("abcd", 80.0), 9)) == NotEnough(Why.TOO_FEW_GROUPS, 4, 5)
    once = {code: Sample(1, 80.0 + place, 0.0) for place, code in enumerate("abcdefgh")}
    assert mean_funnel(once) == NotEnough(Why.TOO_FEW, 0, 1)
    same = {code: Sample(4, 90.0, 0.0) for code in "abcde"}
    assert mean_funnel(same) == NotEnough(Why.ALL_THE_SAME, 5)
    assert rate_funnel({"a": (1, 2)}) == NotEnough(Why.TOO_FEW_GROUPS, 1, 5)
    assert rate_funnel(dict.fromkeys("abcde", (4, 4))) == NotEnough(Why.ALL_THE_SAME, 5)


def test_one_far_branch_at_either_end_does_not_speak_for_all() -> None:
    """18 branches half a standard error off, and two at 10: without the ends the dispersion is near 0.25."""
    means = [79.0, 81.0] * 9 + [60.0, 100.0]
    samples = {f"b{place:02}": Sample(25, mean, 100.0) for place, mean in enumerate(means)}
    found = funnel(mean_funnel(samples, target=80, bounds=UNBOUNDED))
    assert found.dispersion == pytest.approx(0.25)
    assert not found.over_dispersed
    assert {code for code, point in found.points.items() if point.where != Where.INSIDE} == {"b18", "b19"}
