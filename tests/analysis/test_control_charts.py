"""Control charts: limits by hand, and the two signals that count."""

from itertools import pairwise
from math import asin, sin, sqrt

import numpy as np
import pytest
from scipy import stats

from qaudit.analysis.control_charts import ControlChart, Signal, rate_chart, score_chart
from qaudit.analysis.figures import UNBOUNDED, NotEnough, Why

STEADY = [80, 84, 80, 76, 80, 84, 80, 76, 80, 84]


def chart(found: ControlChart | NotEnough) -> ControlChart:
    assert isinstance(found, ControlChart)
    return found


def test_plain_limits_are_the_mean_and_266_mean_moving_ranges() -> None:
    found = chart(score_chart(STEADY, bounds=UNBOUNDED))
    limits = found.points[0].limits
    assert (found.n, found.centre, found.provisional) == (10, 80, True)
    assert (limits.low, limits.high) == pytest.approx((80.4 - 2.66 * 4, 80.4 + 2.66 * 4), abs=0.01)
    assert [point.moving_range for point in found.points] == [None] + [4] * 9
    assert found.range_limit == pytest.approx(3.267 * 4)
    assert found.signals == ()


def test_limits_of_scores_are_made_on_the_arcsine_scale_and_stay_within_0_and_100() -> None:
    found = chart(score_chart(STEADY))
    turned = [asin(sqrt(score / 100)) for score in STEADY]
    step = sum(abs(b - a) for a, b in pairwise(turned)) / 9
    low, high = (sum(turned) / 10 + side * 3 * step / 1.128 for side in (-1, 1))
    limits = found.points[0].limits
    assert (limits.low, limits.high) == pytest.approx((100 * sin(low) ** 2, 100 * sin(high) ** 2))
    top = chart(score_chart([100, 100, 95, 100, 90, 100, 100, 95, 100]))
    assert (top.points[0].limits.high, top.points[0].limits.cut) == (100, True)
    assert top.points[0].limits.low > 50


def test_a_point_beyond_a_limit_is_a_signal() -> None:
    found = chart(score_chart([*STEADY, 30, 80, 99.5], baseline=10))
    assert found.signals == ((10, Signal.BELOW_LIMIT), (12, Signal.ABOVE_LIMIT))
    assert found.n == 10


def test_the_eighth_in_a_row_on_one_side_is_a_signal_and_the_seventh_is_not() -> None:
    found = chart(score_chart([*STEADY, 78, 79, 79, 78, 79, 78, 79, 78, 79], baseline=10))
    assert found.signals == ((17, Signal.RUN_BELOW), (18, Signal.RUN_BELOW))
    broken = chart(score_chart([*STEADY, 78, 79, 79, 78, 80, 78, 79, 78, 79], baseline=10))
    assert broken.signals == ()


def test_twenty_points_make_firm_limits() -> None:
    assert not chart(score_chart(STEADY * 2)).provisional


def test_limits_of_rates_follow_the_n_of_each_period() -> None:
    asked = [20, 40, 80] * 4
    met = [18, 36, 72] * 4
    found = chart(rate_chart(met, asked))
    assert (found.dispersion, found.signals, found.range_limit) == (1, (), None)
    widths = [point.limits.width for point in found.points[:3]]
    assert widths == sorted(widths, reverse=True)
    for point in found.points:
        assert stats.binom(point.n, 0.9).cdf(np.ceil(point.limits.low * point.n) - 1) <= 0.00135


def test_one_poor_period_is_a_signal_only_where_n_is_large_enough() -> None:
    usual = ([38, 40, 39, 40, 37, 39, 38, 40, 39], [40] * 9)
    few = chart(rate_chart([*usual[0], 4], [*usual[1], 5], baseline=9))
    many = chart(rate_chart([*usual[0], 28], [*usual[1], 40], baseline=9))
    assert few.signals == ()
    assert many.signals == ((9, Signal.BELOW_LIMIT),)


def test_rates_that_vary_more_than_chance_have_wider_limits() -> None:
    """All or nothing by turns: observations of one period hang together."""
    calm = chart(rate_chart([180, 179, 181] * 4, [200] * 12))
    wild = chart(rate_chart([195, 165] * 6, [200] * 12))
    assert calm.dispersion == 1
    assert wild.dispersion > 5
    assert wild.points[0].limits.width > 3 * calm.points[0].limits.width
    assert wild.signals == ()


def test_what_has_no_chart_is_a_value() -> None:
    assert score_chart([]) == NotEnough(Why.TOO_FEW, 0, 8)
    assert score_chart([80, 85] * 3) == NotEnough(Why.TOO_FEW, 6, 8)
    assert score_chart([90] * 9) == NotEnough(Why.ALL_THE_SAME, 9)
    assert rate_chart([1], [2]) == NotEnough(Why.TOO_FEW, 1, 8)
    assert rate_chart([5] * 9, [5] * 9) == NotEnough(Why.ALL_THE_SAME, 9)


def test_what_is_no_number_or_no_rate_is_our_fault() -> None:
    with pytest.raises(ValueError, match="finite"):
        score_chart([float("nan")] * 9)
    with pytest.raises(ValueError, match="something asked"):
        rate_chart([0], [0])
