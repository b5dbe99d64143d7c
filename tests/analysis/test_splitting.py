"""How far branches' true rates lie apart, beyond chance."""

from collections.abc import Sequence

import numpy as np
import pytest
from scipy import stats

from qaudit.analysis.figures import NotEnough, Why
from qaudit.analysis.splitting import RateSums, Split, splits


def sums_of(met: Sequence[int], asked: Sequence[int]) -> RateSums:
    pairs = list(zip(met, asked, strict=True))
    return RateSums(
        len(pairs),
        float(sum(asked)),
        float(sum(met)),
        sum(m * m / a for m, a in pairs),
        float(sum(a * a for a in asked)),
    )


def split_of(met: Sequence[int], asked: Sequence[int]) -> Split:
    found = splits({"A1": sums_of(met, asked)})["A1"]
    assert isinstance(found, Split)
    return found


def test_it_is_pearsons_chi_square() -> None:
    met, asked = [9, 14, 3, 20, 11, 8], [12, 15, 12, 22, 20, 9]
    table = np.array([met, np.array(asked) - met])
    wanted = stats.chi2_contingency(table, correction=False)
    found = split_of(met, asked)
    assert found.dispersion == pytest.approx(wanted.statistic / 5)
    assert found.adjusted == pytest.approx(wanted.pvalue)


@pytest.mark.parametrize("true_sd", [0.0, 0.1, 0.25])
def test_the_spread_of_true_rates_is_found(true_sd: float) -> None:
    generator = np.random.default_rng(5)
    rates = np.clip(generator.normal(0.6, true_sd, 4000), 0, 1)
    asked = generator.integers(1, 30, 4000)
    found = split_of(generator.binomial(asked, rates).tolist(), asked.tolist())
    assert found.between == pytest.approx(float(rates.std()), abs=0.02)
    assert found.beyond_chance is (true_sd > 0)


def test_branches_all_alike_are_seldom_called_split() -> None:
    generator = np.random.default_rng(6)
    standards = {
        f"A{number:03}": sums_of(generator.binomial(12, 0.8, 40).tolist(), [12] * 40) for number in range(300)
    }
    found = [one for one in splits(standards).values() if isinstance(one, Split)]
    assert len(found) == 300
    assert sum(one.beyond_chance for one in found) <= 2


def test_the_one_that_splits_most_comes_first_and_what_cannot_be_told_last() -> None:
    found = splits(
        {
            "A1": sums_of([8, 8, 7, 8, 8], [10] * 5),
            "A2": sums_of([0, 10, 0, 10, 10], [10] * 5),
            "A3": sums_of([10] * 5, [10] * 5),
            "A4": sums_of([5, 6], [10, 10]),
            "A5": sums_of([10, 10, 10, 10, 8], [10] * 5),
        }
    )
    assert list(found) == ["A2", "A1", "A3", "A4", "A5"]
    first = found["A2"]
    assert isinstance(first, Split)
    assert first.beyond_chance
    assert first.between <= np.sqrt(first.rate * (1 - first.rate))
    assert found["A3"] == NotEnough(Why.ALL_THE_SAME, 50)
    assert found["A4"] == NotEnough(Why.TOO_FEW_GROUPS, 2, 5)
    assert found["A5"] == NotEnough(Why.TOO_FEW, 2, 5)


def test_the_spread_of_five_branches_is_that_by_hand() -> None:
    """Rate 0.5; squares 10 x (4 x 0.09) = 3.6, by chance 4 x 0.25 = 1; known of the variance 50 - 10 - 4 = 36."""
    assert split_of([8, 8, 5, 2, 2], [10] * 5).between == pytest.approx((2.6 / 36) ** 0.5)
