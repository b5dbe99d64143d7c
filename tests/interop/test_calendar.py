"""Calendar files, read back by the library and looked at byte by byte."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from icalendar import Calendar

from qaudit.interop.calendar import CalendarEntry, calendar_bytes

NOW = datetime(2026, 5, 14, 12, 0, 0, 500, tzinfo=UTC)
ENTRY = CalendarEntry(
    "0197-08a0",
    date(2026, 6, 1),
    "Train the desk",
    "Branch: HAI-01\nOwner: trainer",
    2,
    NOW - timedelta(days=1),
)


def events(data: bytes) -> list[Any]:
    """The events of a file, as the library reads them."""
    return Calendar.from_ical(data).walk("VEVENT")


def test_an_entry_is_an_event_of_a_whole_day() -> None:
    assert calendar_bytes([ENTRY], NOW).decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//qaudit//actions//EN",
        "BEGIN:VEVENT",
        "SUMMARY:Train the desk",
        "DTSTART;VALUE=DATE:20260601",
        "DTEND;VALUE=DATE:20260602",
        "DTSTAMP:20260514T120000Z",
        "UID:0197-08a0@qaudit",
        "SEQUENCE:2",
        "DESCRIPTION:Branch: HAI-01\\nOwner: trainer",
        "LAST-MODIFIED:20260513T120000Z",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_equal_entries_give_equal_bytes_and_none_give_a_calendar() -> None:
    again = replace(ENTRY)
    assert calendar_bytes([ENTRY, again], NOW) == calendar_bytes([again, ENTRY], NOW)
    assert events(calendar_bytes([], NOW)) == []


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("a; b, c: d \\ e", "a; b, c: d \\ e"),
        ("x\r\nEND:VEVENT\r\nBEGIN:VALARM", "x END:VEVENT BEGIN:VALARM"),
        ("x\nATTACH:file:///etc/passwd", "x ATTACH:file:///etc/passwd"),
        ("bell \x07 nul \x00 \x1b[31m", "bell ␇ nul ␀ ␛[31m"),
        ("\u202eright to left\u202c", "[RLO]right to left[PDF]"),
        ("\ud800", "\ufffd"),
        ("לאמן את הדלפק 🎓 " * 20, ("לאמן את הדלפק 🎓 " * 20)),
    ],
)
def test_what_a_person_wrote_stays_one_value(title: str, shown: str) -> None:
    data = calendar_bytes([replace(ENTRY, title=title, told=title)], NOW)
    [event] = events(data)
    assert str(event["summary"]) == shown
    assert set(event) == {
        "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "SEQUENCE", "LAST-MODIFIED", "STATUS",
        "TRANSP",
    }  # fmt: skip
    assert [component.name for component in Calendar.from_ical(data).walk()] == ["VCALENDAR", "VEVENT"]
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_what_was_called_off_is_cancelled_and_stays() -> None:
    [event] = events(calendar_bytes([replace(ENTRY, is_called_off=True)], NOW))
    assert (str(event["status"]), str(event["uid"])) == ("CANCELLED", "0197-08a0@qaudit")


def test_moments_of_other_zones_are_written_in_utc() -> None:
    later = NOW.astimezone(timezone(timedelta(hours=3)))
    [event] = events(calendar_bytes([replace(ENTRY, changed_at=later)], later))
    assert event["dtstamp"].dt == event["last-modified"].dt == NOW.replace(microsecond=0)
