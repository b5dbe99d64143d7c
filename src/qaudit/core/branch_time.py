"""Moments and days on a branch's own clock. A zone is a `tzinfo` that knows the changes of its clock.

Where a clock that was put back shows a time twice, the first is meant. A time that a clock put forward never
showed is read as if it had not been put forward yet: 02:30 is the moment half an hour after 02:00.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Written:
    """A moment in UTC that somebody wrote. Where `is_day` they wrote a day alone, and it is that day's noon."""

    at: datetime
    is_day: bool = False


def moment_at(wall: datetime, zone: tzinfo) -> datetime:
    """The moment in UTC when the branch's clock shows `wall` (without a zone)."""
    return wall.replace(tzinfo=zone, fold=0).astimezone(UTC)


def day_of(moment: datetime, zone: tzinfo) -> date:
    """The day of the branch in which a moment lies."""
    return moment.astimezone(zone).date()


def start_of_day(day: date, zone: tzinfo) -> datetime:
    """The first moment of a day of the branch, in UTC."""
    return moment_at(datetime.combine(day, time()), zone)


def end_of_day(day: date, zone: tzinfo) -> datetime:
    """The last moment of a day of the branch, to the microsecond, in UTC."""
    return start_of_day(day + timedelta(days=1), zone) - timedelta(microseconds=1)


def read_written(text: str, zone: tzinfo) -> Written | None:
    """An ISO date and time, on the branch's clock where it names no zone; or an ISO date. None for neither."""
    words = text.strip()
    try:
        if "T" not in words.upper() and ":" not in words:
            return Written(
                moment_at(datetime.combine(date.fromisoformat(words), time(12)), zone), is_day=True
            )
        moment = datetime.fromisoformat(words)
        return Written(moment.astimezone(UTC) if moment.tzinfo else moment_at(moment, zone))
    except (ValueError, OverflowError):
        return None


def read_past(text: str, zone: tzinfo, now: datetime) -> Written | None:
    """The same, or a time of day (`10:02`, `10:02:40`): the last one that is not after `now`."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return read_written(text, zone)
    hour, minute, second = (int(part or 0) for part in found.groups())
    today = day_of(now, zone)
    at = moment_at(datetime.combine(today, time(hour, minute, second)), zone)
    if at > now:
        at = moment_at(datetime.combine(today - timedelta(days=1), time(hour, minute, second)), zone)
    return Written(at)


def is_ahead(written: Written, now: datetime, zone: tzinfo) -> bool:
    """Whether it has not been yet: a moment after `now`, or a day after today."""
    return day_of(written.at, zone) > day_of(now, zone) if written.is_day else written.at > now


def is_before(one: Written, other: Written, zone: tzinfo) -> bool:
    """Whether one was surely before the other: by their days where one of them is a day alone."""
    if one.is_day or other.is_day:
        return day_of(one.at, zone) < day_of(other.at, zone)
    return one.at < other.at
