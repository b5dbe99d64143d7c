"""Shrunken means: published examples, and laws."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qaudit.analysis.figures import NotEnough, Why
from qaudit.analysis.shrinkage import Shrinkage, shrink

MEANS = st.lists(st.tuples(st.floats(0, 100), st.floats(0.5, 20)), min_size=3, max_size=25)


def shrinkage(means: list[float], errors: list[float]) -> Shrinkage:
    found = shrink(means, errors)
    assert isinstance(found, Shrinkage)
    return found


def test_eight_schools_differ_no_more_than_chance() -> None:
    """Rubin (1981): the between-school variance is estimated as 0 and the common mean as 7.7 (SE 4.1)."""
    found = shrinkage([28, 8, -3, 7, -1, 1, 18, 12], [15, 10, 16, 11, 9, 11, 10, 18])
    assert (found.n, found.between) == (8, 0)
    assert found.centre == pytest.approx(7.69, abs=0.01)
    assert {round(one.shrunken, 2) for one in found.means} == {7.69}
    assert {round(one.error, 1) for one in found.means} == {4.1}


def test_equal_errors_shrink_by_stein_s_share() -> None:
    """With one variance v for all, tau² is the variance of the means less v: 10² x 3 means, v = 4."""
    found = shrinkage([70, 80, 90], [2, 2, 2])
    assert found.between**2 == pytest.approx(100 - 4)
    assert [one.kept for one in found.means] == [pytest.approx(0.96)] * 3
    assert [one.shrunken for one in found.means] == [pytest.approx(value) for value in (70.4, 80, 89.6)]


@given(MEANS)
def test_paule_and_mandel_s_equation_holds(pairs: list[tuple[float, float]]) -> None:
    means, errors = [mean for mean, _ in pairs], [error for _, error in pairs]
    found = shrinkage(means, errors)
    weights = [1 / (error**2 + found.between**2) for error in errors]
    squares = sum(weight * (mean - found.centre) ** 2 for mean, weight in zip(means, weights, strict=True))
    if found.between:
        assert squares == pytest.approx(len(means) - 1, rel=1e-9)
    else:
        assert squares <= len(means) - 1 + 1e-6


@given(MEANS)
def test_a_shrunken_mean_lies_between_the_raw_one_and_the_mean_of_all(
    pairs: list[tuple[float, float]],
) -> None:
    found = shrinkage([mean for mean, _ in pairs], [error for _, error in pairs])
    for one, (mean, error) in zip(found.means, pairs, strict=True):
        assert one.raw == mean
        assert min(mean, found.centre) <= one.shrunken <= max(mean, found.centre)
        assert 0 <= one.kept <= 1
        assert found.between == 0 or one.error < error * 1.5


@given(MEANS)
def test_fewer_visits_keep_less(pairs: list[tuple[float, float]]) -> None:
    found = shrinkage([mean for mean, _ in pairs], [error for _, error in pairs])
    assume(found.between > 0)
    kept = [
        one.kept
        for _, one in sorted(
            zip((error for _, error in pairs), found.means, strict=True), key=lambda pair: pair[0]
        )
    ]
    assert kept == sorted(kept, reverse=True)


def test_two_means_are_too_few() -> None:
    assert shrink([80, 90], [1, 1]) == NotEnough(Why.TOO_FEW_GROUPS, 2, 3)


@pytest.mark.parametrize("errors", [[1, 0, 1], [1, 1]])
def test_a_mean_without_an_error_is_our_fault(errors: list[float]) -> None:
    with pytest.raises(ValueError, match="error above 0"):
        shrink([80, 85, 90], errors)
