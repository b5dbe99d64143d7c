"""The clock of a branch: its zone of the IANA database, which knows when clocks are changed."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from qaudit.core.branch_time import day_of, end_of_day, start_of_day
from qaudit.core.problems import nearest
from qaudit.core.text import printable
from qaudit.core.visits import Branch, Visit
from qaudit.errors import UsageError, did_you_mean
from qaudit.speech import _

if TYPE_CHECKING:
    from qaudit.store.voice_book import Span


def checked_zone(name: str) -> str:
    """The zone's name as it is kept; empty for none. Raises `UsageError`, naming the nearest."""
    wanted = name.strip()
    if not wanted:
        return ""
    try:
        return ZoneInfo(wanted).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        near = nearest(wanted, available_timezones())
        raise UsageError(
            _("There is no time zone {zone}", zone=printable(wanted, one_line=True)[:80]),
            did_you_mean(near, _("use a name of the IANA database: Asia/Jerusalem, Europe/Bucharest")),
        ) from None


def zone_of(branch: Branch) -> tzinfo:
    """The branch's clock; UTC where none is given, or where this machine does not know it."""
    return _zone(branch.timezone) or UTC


def zone_of_visit(visit: Visit) -> tzinfo:
    """The clock of the visit's branch; the auditor's own at the visit where the branch has none."""
    return zone_at(visit.branch.timezone, visit.utc_offset_minutes)


def zone_at(name: str, utc_offset_minutes: int) -> tzinfo:
    """The clock of a zone; one so far from UTC where none is named, or where this machine does not know it."""
    return _zone(name) or timezone(timedelta(minutes=utc_offset_minutes))


def today_at(branch: Branch, now: datetime) -> date:
    """The day on the branch's clock."""
    return day_of(now, zone_of(branch))


def span_at(since: date | None, until: date | None, zone: tzinfo) -> "Span":
    """Days on a clock as moments, ends included. Raises `UsageError` where they end before they begin."""
    refuse_turned(since, until)
    return (
        None if since is None else start_of_day(since, zone),
        None if until is None else end_of_day(until, zone),
    )


def spans_of(
    since: date | None, until: date | None, branches: Iterable[Branch]
) -> Mapping[str, "Span"] | None:
    """The same for each time zone that branches have; None without days. Raises `UsageError`."""
    refuse_turned(since, until)
    if since is None and until is None:
        return None
    return {branch.timezone: span_at(since, until, zone_of(branch)) for branch in branches}


def is_known_zone(name: str) -> bool:
    """Whether this machine knows the zone, or none is named."""
    return not name or _zone(name) is not None


def refuse_turned(since: date | None, until: date | None) -> None:
    """Raises `UsageError` for days that end before they begin."""
    if since is not None and until is not None and since > until:
        raise UsageError(
            _("{since} is after {until}", since=since, until=until), _("turn the two days round")
        )


def _zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
