"""What misses may cost: always a range."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaudit.analysis.figures import Estimate, Interval, NotEnough, Why
from qaudit.analysis.intervals import rate_interval
from qaudit.analysis.value import Assumptions, CostOfMisses, Range, cost_of_misses

POOR = Estimate(80, 0.2, Interval(0.1, 0.3))
KNOWN = Assumptions(Range(1000, 1000), Range(0.5, 0.5), Range(2, 2), Range(10, 10), Range(0.4, 0.4))


def cost(poor: Estimate, assumptions: Assumptions) -> CostOfMisses:
    found = cost_of_misses(poor, assumptions)
    assert isinstance(found, CostOfMisses)
    return found


def test_the_ends_are_the_products_of_the_ends() -> None:
    """1000 visitors x 10 to 30 % poor x 50 % leave x 2 visits x 10 each x 40 % = 400 to 1200."""
    found = cost(POOR, KNOWN)
    assert (found.n, found.least, found.most) == pytest.approx((80, 400, 1200))
    assert found.likely.low == pytest.approx(480, abs=10)
    assert found.likely.high == pytest.approx(1120, abs=10)
    assert found.widest[0] == ("poor", 1)


def test_the_assumption_that_is_widest_is_named_first() -> None:
    guess = Assumptions(Range(900, 1100), Range(0.01, 0.2), Range(2, 3), Range(10, 10), Range(0.4, 0.4))
    names = [name for name, _ in cost(POOR, guess).widest]
    assert names[:2] == ["leave", "poor"]
    assert sum(share for _, share in cost(POOR, guess).widest) == pytest.approx(1)


RANGES = st.tuples(st.floats(0, 1000), st.floats(0, 1000)).map(lambda pair: Range(min(pair), max(pair)))


@given(st.builds(Assumptions, RANGES, RANGES, RANGES, RANGES, RANGES))
def test_the_likely_range_lies_within_what_can_be(assumptions: Assumptions) -> None:
    found = cost(POOR, assumptions)
    assert found.least <= found.likely.low <= found.likely.high <= found.most
    assert cost(POOR, assumptions) == found


def test_without_an_interval_there_is_no_range() -> None:
    assert cost_of_misses(Estimate(1, 1.0, NotEnough(Why.TOO_FEW, 1, 2)), KNOWN) == NotEnough(
        Why.TOO_FEW, 1, 2
    )


def test_the_share_of_poor_visits_is_a_rate_with_its_interval() -> None:
    poor = rate_interval(4, 40)
    assert isinstance(poor, Estimate)
    found = cost(poor, KNOWN)
    assert found.least == pytest.approx(4000 * 0.0396, abs=1)
    assert found.most == pytest.approx(4000 * 0.2305, abs=1)


@pytest.mark.parametrize(("low", "high"), [(-1, 2), (3, 2), (0, float("inf")), (float("nan"), 1)])
def test_a_range_that_is_none_is_our_fault(low: float, high: float) -> None:
    with pytest.raises(ValueError, match="range"):
        Range(low, high)
