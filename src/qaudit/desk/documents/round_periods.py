"""The periods that a round is most often asked about, from today on backwards."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class UsualPeriod(StrEnum):
    """Quarters and years are those of the calendar."""

    THIS_QUARTER = "this_quarter"
    LAST_QUARTER = "last_quarter"
    THIS_YEAR = "this_year"
    LAST_YEAR = "last_year"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Days:
    """From one day to another, ends included; None where there is no such end."""

    since: date | None
    until: date | None


def days_of(period: UsualPeriod, today: date) -> Days:
    """Its days. A period that is not over ends today.

    >>> days_of(UsualPeriod.LAST_QUARTER, date(2026, 2, 10))
    Days(since=datetime.date(2025, 10, 1), until=datetime.date(2025, 12, 31))
    """
    quarter, year = date(today.year, (today.month - 1) // 3 * 3 + 1, 1), date(today.year, 1, 1)
    match period:
        case UsualPeriod.THIS_QUARTER:
            return Days(quarter, today)
        case UsualPeriod.LAST_QUARTER:
            before = quarter - timedelta(days=1)
            return Days(date(before.year, before.month - 2, 1), before)
        case UsualPeriod.THIS_YEAR:
            return Days(year, today)
        case UsualPeriod.LAST_YEAR:
            return Days(date(today.year - 1, 1, 1), year - timedelta(days=1))
        case UsualPeriod.ALL:
            return Days(None, None)
