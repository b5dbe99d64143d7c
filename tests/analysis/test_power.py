"""How many visits it takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from qaudit.analysis.power import power_of, visits_needed


@pytest.mark.parametrize(("difference", "n"), [(0.2, 199), (0.5, 34), (0.8, 15)])
def test_the_visits_of_a_one_sample_t_test_are_those_of_cohens_tables(difference: float, n: int) -> None:
    """80 % power, 5 % two-sided."""
    found = visits_needed(difference, 1.0)
    assert found is not None
    assert (found.n, found.difference, found.sd) == (n, difference, 1)
    assert found.power >= 0.8 > power_of(difference, 1.0, n - 1)


@given(st.floats(1, 20), st.floats(2, 20), st.integers(2, 60), st.integers(1, 500))
def test_power_agrees_with_scipys_noncentral_t(difference: float, sd: float, n: int, looked_at: int) -> None:
    limit = stats.t.isf(0.025 / looked_at, n - 1)
    theirs = stats.nct.sf(limit, n - 1, difference / sd * n**0.5)
    assert power_of(difference, sd, n, looked_at=looked_at) == pytest.approx(theirs, abs=1e-6)


def test_more_visits_find_more_and_more_branches_need_more_visits() -> None:
    powers = [power_of(10, 9, n, peers_freedom=100) for n in range(1, 40)]
    assert powers == sorted(powers)
    assert powers[-1] > 0.99
    needed = [visits_needed(10, 9, looked_at=many, peers_freedom=100) for many in (1, 60, 300)]
    assert [found.n for found in needed if found] == [7, 15, 19]


def test_one_visit_alone_finds_nothing() -> None:
    assert power_of(50, 1, 1) == 0
    assert power_of(50, 1, 1, peers_freedom=50) > 0.9


def test_what_no_number_of_visits_finds_is_none() -> None:
    assert visits_needed(0.001, 10) is None


@pytest.mark.parametrize(("sd", "visits", "looked_at"), [(0, 3, 1), (9, 0, 1), (9, 3, 0)])
def test_what_makes_no_sense_is_our_fault(sd: float, visits: int, looked_at: int) -> None:
    with pytest.raises(ValueError, match="power needs"):
        power_of(10, sd, visits, looked_at=looked_at)
