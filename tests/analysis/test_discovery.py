"""Flags that hold where hundreds are looked at."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from qaudit.analysis.borrowed_spread import Spread
from qaudit.analysis.discovery import FALSE_SHARE, Flag, adjusted_p, flags, surely_below
from qaudit.analysis.figures import Comparison, NotEnough, Why
from qaudit.analysis.samples import Sample, sample_of
from tests.analysis.programmes import drawn, spreads_of

BENJAMINI_HOCHBERG_1995 = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459]
BENJAMINI_HOCHBERG_1995 += [0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000]


def flagged(found: dict[str, Flag | NotEnough]) -> dict[str, Comparison]:
    all_flags = {code: flag for code, flag in found.items() if isinstance(flag, Flag)}
    return {
        code: flag.comparison for code, flag in all_flags.items() if flag.comparison != Comparison.NOT_KNOWN
    }


def test_the_example_of_the_paper_has_four_discoveries() -> None:
    adjusted = adjusted_p(BENJAMINI_HOCHBERG_1995)
    assert [p <= 0.05 for p in adjusted] == [True] * 4 + [False] * 11
    assert adjusted[3] == pytest.approx(0.0095 * 15 / 4)


@given(st.lists(st.floats(0, 1), max_size=50))
def test_adjusted_p_values_are_scipys(p_values: list[float]) -> None:
    theirs = stats.false_discovery_control(p_values) if p_values else []
    assert adjusted_p(p_values) == pytest.approx(tuple(theirs))


def fishers(rates: list[tuple[int, int]]) -> list[float]:
    """SciPy's p of each rate beside all others together, either way."""
    met, asked = (sum(one[place] for one in rates) for place in (0, 1))
    tables = [[[m, n - m], [met - m, asked - n - met + m]] for m, n in rates]
    return [min(2 * stats.fisher_exact(table, "less").pvalue, 1.0) for table in tables]


@pytest.mark.parametrize(
    "rates",
    [
        [(0, 2), (7, 48), *[(30, 40)] * 70],
        [(0, 9), (8, 9), (9, 9), (7, 9), (9, 9)],
        [(0, 3), (3, 3)],
        [(5, 20), (0, 0), (19, 20)],
        [(4, 4), (4, 4)],
    ],
)
def test_the_lowest_of_many_rates_is_surely_below_only_where_fishers_test_says_so_of_so_many(
    rates: list[tuple[int, int]],
) -> None:
    expected = [p <= FALSE_SHARE for p in stats.false_discovery_control(fishers(rates))]
    assert list(surely_below(rates)) == expected


def test_two_misses_of_two_say_nothing_where_seventy_standards_were_looked_at() -> None:
    assert surely_below([(0, 2), (7, 48), *[(30, 40)] * 70])[:2] == (False, True)
    assert surely_below([(0, 2)]) == (False,)
    assert surely_below([]) == ()


def test_a_p_value_above_1_is_our_fault() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        adjusted_p([0.5, 1.5])


def test_a_branch_is_compared_with_the_others_and_not_with_itself() -> None:
    """90 beside 70, 70 and 70; standard errors 1 each: apart 20, its error sqrt(1 + 3/9)."""
    samples = {code: Sample(4, mean, 4.0) for code, mean in zip("abcd", (90, 70, 70, 70), strict=True)}
    spreads = {code: Spread(4, 4.0, 12.0) for code in samples}
    found = flags(samples, spreads)["a"]
    assert isinstance(found, Flag)
    assert (found.n, found.apart, found.comparison) == (4, 20, Comparison.BETTER)
    assert found.p == pytest.approx(2 * stats.t.sf(20 / (4 / 3) ** 0.5, 12))
    assert found.adjusted == pytest.approx(4 * found.p)


def test_one_bad_branch_among_many_is_found_and_nobody_else() -> None:
    means = {f"b{i:02}": 85.0 for i in range(60)} | {"poor": 65.0}
    samples = drawn(means, 12, seed=2)
    assert flagged(flags(samples, spreads_of(samples))) == {"poor": Comparison.WORSE}


def test_where_all_are_alike_fewer_are_flagged_than_their_own_intervals_would() -> None:
    samples = drawn({f"b{i:03}": 80.0 for i in range(200)}, 5)
    found = flags(samples, spreads_of(samples))
    assert sum(flag.p < 0.05 for flag in found.values() if isinstance(flag, Flag)) >= 5
    assert flagged(found) == {}


def test_a_branch_without_a_visit_and_a_branch_alone_are_not_compared() -> None:
    samples = drawn(dict.fromkeys("abcdefgh", 80.0), 3) | {"z": sample_of([])}
    found = flags(samples, spreads_of(samples))
    assert list(found) == sorted(samples)
    assert found["z"] == NotEnough(Why.NOTHING, 0, 1)
    alone = {"a": Sample(20, 80.0, 9.0)}
    assert flags(alone, spreads_of(alone)) == {"a": NotEnough(Why.TOO_FEW_GROUPS, 1, 2)}
