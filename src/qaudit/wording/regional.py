"""How a language writes numbers and days. Only this module knows Babel, and English needs none of it."""

from datetime import date
from functools import lru_cache

from qaudit.speech import ENGLISH, language

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_NBSP = "\u00a0"
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def written_number(plain: str) -> str:
    """A number as the language writes it: `87.5`, in Romanian `87,5`. `plain` has a point, or is a fraction."""
    return plain if language() == ENGLISH else plain.replace(".", _decimal_mark(language()))


def day_words(day: date) -> str:
    """`14 May 2026`, its blanks unbroken."""
    if language() == ENGLISH:
        return f"{day.day}{_NBSP}{_MONTHS[day.month - 1]}{_NBSP}{day.year}"
    return _day(day, "long")


def month_words(day: date) -> str:
    """`May 2026`, its blank unbroken: for axes and lists of months."""
    if language() == ENGLISH:
        return f"{_MONTHS[day.month - 1][:3]}{_NBSP}{day.year}"
    from babel.dates import format_skeleton

    return str(format_skeleton("yMMM", day, locale=language())).replace(" ", _NBSP)


def weekday_words(day: date) -> str:
    """`Thursday 14 May 2026`."""
    if language() == ENGLISH:
        return f"{_WEEKDAYS[day.weekday()]} {day_words(day)}"
    return _day(day, "full")


def _day(day: date, form: str) -> str:
    from babel.dates import format_date

    weekday, comma, rest = str(format_date(day, form, language())).rpartition(", ")
    return f"{weekday}{comma}{rest.replace(' ', _NBSP)}"


@lru_cache(maxsize=8)
def _decimal_mark(spoken: str) -> str:
    from babel.numbers import get_decimal_symbol

    return str(get_decimal_symbol(spoken))
