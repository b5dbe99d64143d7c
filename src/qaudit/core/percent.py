"""Exact numbers, and the one rounding of the program (rule S14): half up, at display.

Scores are fractions of 1 everywhere else. A percentage is a `Decimal` of 0 to 100 (over 100 with a bonus)
that was rounded once; bands, gates and the pass mark compare it: what is printed is what was compared.
"""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from math import lcm


def percent(share: Fraction, decimals: int) -> Decimal:
    """`share` (a fraction of 1) as a percentage rounded half up to `decimals` places.

    >>> percent(Fraction(7, 8), 1)
    Decimal('87.5')
    """
    return rounded(share * 100, decimals)


def rounded(value: Fraction, decimals: int) -> Decimal:
    """`value` rounded half up to `decimals` places, exactly (no float, whatever the size)."""
    scaled = value * 10**decimals
    whole, rest = divmod(abs(scaled.numerator), scaled.denominator)
    if 2 * rest >= scaled.denominator:
        whole += 1
    digits = tuple(int(digit) for digit in str(whole))
    return Decimal((int(scaled < 0 and whole > 0), digits, -decimals))


def sum_of(values: Iterable[Fraction]) -> Fraction:
    """The exact sum of many fractions; 0 of none.

    Those of one denominator are added as whole numbers: a scorecard has thousands of terms and few
    denominators, and reducing a fraction at each step would be most of the cost of scoring.
    """
    numerators: dict[int, int] = {}
    for value in values:
        numerator, denominator = value.as_integer_ratio()
        numerators[denominator] = numerators.get(denominator, 0) + numerator
    common = lcm(*numerators)
    return Fraction(sum(each * (common // denominator) for denominator, each in numerators.items()), common)


def exact(value: Fraction) -> str:
    """A fraction as exact text: `"7/2"`, `"4"`."""
    return str(value)


def decimal_text(value: Fraction) -> str:
    """A fraction as a plain decimal where that is exact (`"2.5"`), else as `n/d`."""
    denominator = value.denominator
    places = 0
    while denominator % 10 == 0:
        denominator //= 10
        places += 1
    for prime in (2, 5):
        count = 0
        while denominator % prime == 0:
            denominator //= prime
            count += 1
        places += count
    if denominator != 1:
        return str(value)
    digits = rounded(value, places)
    text = format(digits, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
