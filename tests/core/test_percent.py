"""Exact numbers, and the one rounding (S14)."""

from decimal import Decimal
from fractions import Fraction

import pytest

from qaudit.core.percent import decimal_text, exact, percent, rounded, sum_of


@pytest.mark.parametrize(
    ("share", "decimals", "shown"),
    [
        pytest.param("1799/2000", 1, "90.0", id="S14-89.95-is-shown-as-90.0"),
        pytest.param("8994/10000", 1, "89.9", id="S14-89.94-is-shown-as-89.9"),
        pytest.param("7/8", 1, "87.5", id="S14-exact"),
        pytest.param("2/3", 0, "67", id="S14-no-decimals"),
        pytest.param("1/8", 0, "13", id="S14-12.5-goes-up-not-to-the-even-number"),
        pytest.param("5/6", 3, "83.333", id="S14-three-decimals"),
        pytest.param("1", 2, "100.00", id="S14-zeros-are-kept"),
        pytest.param("0", 1, "0.0", id="S14-zero"),
        pytest.param("11/10", 1, "110.0", id="S14-over-a-hundred"),
    ],
)
def test_a_share_is_rounded_half_up_to_the_packs_decimals(share: str, decimals: int, shown: str) -> None:
    assert format(percent(Fraction(share), decimals), "f") == shown


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [("-1/2", 0, "-1"), ("-1/4", 0, "0"), ("-1/3", 2, "-0.33"), (f"{10**40}/3", 0, "3" * 40)],
)
def test_rounding_is_away_from_zero_at_the_half_and_has_no_limit_of_size(
    value: str, decimals: int, shown: str
) -> None:
    assert format(rounded(Fraction(value), decimals), "f") == shown


def test_a_rounded_value_keeps_its_decimals() -> None:
    assert rounded(Fraction(90), 1) == Decimal("90.0")
    assert rounded(Fraction(90), 1).as_tuple().exponent == -1


@pytest.mark.parametrize(
    ("values", "total"),
    [((), "0"), (("1/2",), "1/2"), (("1/2", "1/3", "1/6"), "1"), (("1/3", "1/3", "-1/3"), "1/3")],
)
def test_fractions_are_summed_exactly(values: tuple[str, ...], total: str) -> None:
    assert sum_of(Fraction(value) for value in values) == Fraction(total)


@pytest.mark.parametrize(("value", "text"), [("7/2", "7/2"), ("4", "4"), ("8/2", "4"), ("0", "0")])
def test_a_fraction_is_written_exactly(value: str, text: str) -> None:
    assert exact(Fraction(value)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("5/2", "2.5"),
        ("72", "72"),
        ("100", "100"),
        ("1/100", "0.01"),
        ("1/8", "0.125"),
        ("1/20", "0.05"),
        ("72000001/1000000", "72.000001"),
        ("1/3", "1/3"),
        ("7/30", "7/30"),
        ("0", "0"),
    ],
)
def test_a_fraction_is_written_as_a_decimal_where_that_is_exact(value: str, text: str) -> None:
    assert decimal_text(Fraction(value)) == text
