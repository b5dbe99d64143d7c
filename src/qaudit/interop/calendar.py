"""Days with something due, as an iCalendar file (RFC 5545). Only this module knows icalendar.

Each entry is an event of a whole day: Outlook and Google leave to-dos of such a file out. Its id stays, and its
sequence grows with each change, so that a file that is imported again renews what was imported before.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from qaudit.core.text import printable

PRODUCT = "-//qaudit//actions//EN"


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """Something due on a day of its place. `id` stays for good; `changes` counts how often it was changed.

    `changed_at` is in UTC. `title` is one line, `told` may have several. What was called off stays, crossed out.
    """

    id: str
    day: date
    title: str
    told: str
    changes: int
    changed_at: datetime
    is_called_off: bool = False


def calendar_bytes(entries: Iterable[CalendarEntry], now: datetime) -> bytes:
    """The file, in UTF-8 with folded lines. `now` (UTC) is when it was made. Equal arguments give equal bytes."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    for entry in entries:
        calendar.add_component(_event(entry, now))
    return bytes(calendar.to_ical())


def _event(entry: CalendarEntry, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{entry.id}@qaudit")
    event.add("dtstamp", now.replace(microsecond=0))
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", printable(entry.title, one_line=True))
    event.add("description", printable(entry.told))
    event.add("sequence", entry.changes)
    event.add("last-modified", entry.changed_at.replace(microsecond=0))
    event.add("status", "CANCELLED" if entry.is_called_off else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event
