"""Times of day as auditors write them, and moments as they read them."""

import re
from datetime import UTC, datetime, timedelta, timezone
from fractions import Fraction

_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:[.,](\d{1,6}))?)?", re.ASCII)

FAST_WATCH = timedelta(minutes=10)


def read_time(text: str, now: datetime, offset_minutes: int) -> datetime | None:
    """The moment that `text` means, in UTC; None where it is no time.

    A time of day (`10:02`, `10:02:40`) is the latest such moment that is not after `now`, in the auditor's
    own offset from UTC: a note made at 00:30 of "23:50" is yesterday's. A watch may run fast: a time up to ten
    minutes ahead is today's, so that whoever asks can say so, and not yesterday's unnoticed. A whole ISO date
    and time is taken as it stands, with the auditor's offset where it names none.
    """
    here = timezone(timedelta(minutes=offset_minutes))
    if found := _TIME.fullmatch(text.strip()):
        hour, minute, second, fraction = found.groups()
        moment = now.astimezone(here).replace(
            hour=int(hour),
            minute=int(minute),
            second=int(second or 0),
            microsecond=int((fraction or "0").ljust(6, "0")),
        )
        return (moment if moment <= now + FAST_WATCH else moment - timedelta(days=1)).astimezone(UTC)
    return _read_iso(text.strip(), here)


def _read_iso(text: str, here: timezone) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
        if len(text) <= len("2026-11-21"):
            return None
        return (moment if moment.tzinfo else moment.replace(tzinfo=here)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def local(moment: datetime, offset_minutes: int) -> datetime:
    """A UTC moment on the auditor's clock."""
    return moment.astimezone(timezone(timedelta(minutes=offset_minutes)))


def clock_text(moment: datetime, offset_minutes: int) -> str:
    """The time of day on the auditor's clock, to the second: `10:02:40`."""
    return local(moment, offset_minutes).strftime("%H:%M:%S")


def date_text(moment: datetime, offset_minutes: int) -> str:
    """The date on the auditor's clock: `2026-11-21`."""
    return local(moment, offset_minutes).strftime("%Y-%m-%d")


def tenths_text(seconds: Fraction) -> str:
    """A running clock, cut (not rounded) to tenths: `8.4`, `1:12.0`, `1:02:03.5`."""
    tenths = int(seconds * 10)
    whole, tenth = divmod(tenths, 10)
    return f"{_colons(whole)}.{tenth}" if whole >= 60 else f"{whole}.{tenth}"


def _colons(whole: int) -> str:
    minutes, second = divmod(whole, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}:{second:02}" if hour else f"{minute}:{second:02}"
