"""Krippendorff's alpha: his own example, chance, and what is not defined."""

from collections.abc import Sequence

import krippendorff
import numpy as np
import pytest
from scipy import stats

from qaudit.analysis.agreement import Agreement, Level, Rating, agreement
from qaudit.analysis.figures import Interval, NotEnough, Why

# Krippendorff (2011), "Computing Krippendorff's alpha-reliability", C: four observers, twelve units, data missing.
OBSERVERS: list[list[float | None]] = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]
UNITS: list[list[float | str]] = [
    [value for row in OBSERVERS if (value := row[unit]) is not None] for unit in range(12)
]


def found_in(visits: Sequence[Sequence[Sequence[Rating]]], measure: Level = "nominal") -> Agreement:
    found = agreement(visits, measure)
    assert isinstance(found, Agreement)
    return found


@pytest.mark.parametrize(("measure", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_alpha_is_that_of_krippendorff_s_example(measure: Level, alpha: float) -> None:
    found = found_in([[list(unit)] for unit in UNITS], measure)
    assert found.alpha.value == pytest.approx(alpha, abs=0.0005)
    # The twelfth unit was judged once.
    assert (found.n, found.units, found.alpha.n) == (11, 11, 11)
    assert isinstance(found.alpha.interval, Interval)
    assert found.alpha.value in found.alpha.interval


def test_verdicts_are_words_and_full_agreement_is_1() -> None:
    found = found_in([[["met", "met"], ["missed", "missed"]]] * 6)
    assert (found.alpha.value, found.alike) == pytest.approx((1, 1))
    assert found.alpha.interval == NotEnough(Why.ALL_THE_SAME, 6)


def test_one_visit_in_which_anything_differed_leaves_everything_open() -> None:
    found = found_in([[["met", "met"]]] * 7 + [[["met", "missed"], ["missed", "missed"]]])
    assert isinstance(found.alpha.interval, Interval)
    assert found.alpha.interval.low < 0
    assert found.alpha.interval.high > 0.9


def test_hundreds_of_visits_are_left_out_in_blocks() -> None:
    generator = np.random.default_rng(3)
    truth = generator.random((240, 10, 1)) < 0.8
    words = np.where(truth ^ (generator.random((240, 10, 2)) < 0.1), "met", "missed").tolist()
    few, many = found_in(words[:60]), found_in(words)
    assert isinstance(few.alpha.interval, Interval)
    assert isinstance(many.alpha.interval, Interval)
    assert many.alpha.value in few.alpha.interval
    assert many.alpha.interval.width < few.alpha.interval.width / 1.5


def test_chance_alone_is_about_0_however_often_they_say_the_same() -> None:
    """Nine of ten standards are met, and auditors toss a coin of that weight: 82 % alike, and no agreement."""
    generator = np.random.default_rng(1)
    words = np.where(generator.random((40, 30, 2)) < 0.9, "met", "missed").tolist()
    found = found_in(words)
    assert found.alike == pytest.approx(0.82, abs=0.03)
    assert found.alpha.value == pytest.approx(0, abs=0.1)
    assert isinstance(found.alpha.interval, Interval)
    assert 0 in found.alpha.interval


def test_the_order_of_visits_and_of_auditors_changes_nothing() -> None:
    generator = np.random.default_rng(2)
    words = np.where(generator.random((8, 10, 2)) < 0.7, "met", "missed").tolist()
    turned = [[unit[::-1] for unit in visit[::-1]] for visit in words[::-1]]
    assert found_in(turned) == found_in(words)


def test_four_visits_have_an_alpha_and_no_interval() -> None:
    found = found_in([[["met", "met"], ["missed", "met"]]] * 4)
    assert found.alpha.interval == NotEnough(Why.TOO_FEW, 4, 5)


def test_agreement_that_is_not_defined_is_a_value() -> None:
    assert agreement([]) == NotEnough(Why.NOTHING, 0, 1)
    assert agreement([[["met"]], []]) == NotEnough(Why.NOTHING, 0, 1)
    assert agreement([[["met", "met"]]] * 7) == NotEnough(Why.ALL_THE_SAME, 7)


def test_words_have_no_distance() -> None:
    with pytest.raises(ValueError, match="numbers"):
        agreement([[["met", "missed"]]], "interval")


def test_the_interval_is_the_jackknife_of_visits() -> None:
    """Alpha by the library without each of six visits, of four observations and two auditors each."""
    generator = np.random.default_rng(4)
    first = generator.integers(0, 2, (6, 4))
    second = np.where(generator.random((6, 4)) < 0.2, 1 - first, first)
    rest = [
        np.array([np.delete(first, visit, 0).ravel(), np.delete(second, visit, 0).ravel()])
        for visit in range(6)
    ]
    without = np.array([krippendorff.alpha(one, level_of_measurement="nominal") for one in rest])
    found = found_in(
        [[[int(a), int(b)] for a, b in zip(*both, strict=True)] for both in zip(first, second, strict=True)]
    ).alpha
    error = float(np.sqrt(5 / 6 * ((without - without.mean()) ** 2).sum())) / (1 - found.value)
    factor = float(np.exp(stats.t.ppf(0.975, 5) * error))
    assert isinstance(found.interval, Interval)
    assert (1 - found.interval.low, 1 - found.interval.high) == pytest.approx(
        ((1 - found.value) * factor, (1 - found.value) / factor)
    )
