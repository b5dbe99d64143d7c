"""Times of day as auditors write them, and moments as they read them."""

from fractions import Fraction

import pytest

from qaudit.core.moments import clock_text, date_text, local, read_time, tenths_text
from tests.builders import moment

NOW = moment("14:30")
ISRAEL = 180


@pytest.mark.parametrize(
    ("text", "offset", "found"),
    [
        ("10:02", 0, "10:02"),
        (" 10:02:40 ", 0, "10:02:40"),
        ("9:05", 0, "9:05"),
        ("10:02:40.5", 0, "10:02:40.5"),
        ("10:02:40,5", 0, "10:02:40.5"),
        ("10:02:40.000250", 0, "10:02:40.00025"),
        ("14:30", 0, "14:30"),
        ("17:30", ISRAEL, "14:30"),
        ("03:10", ISRAEL, "0:10"),
        ("2026-05-14T10:02", 0, "10:02"),
        ("2026-05-14 13:02", ISRAEL, "10:02"),
        ("2026-05-14T10:02:40Z", ISRAEL, "10:02:40"),
        ("2026-05-14T12:02+02:00", ISRAEL, "10:02"),
    ],
)
def test_a_time_is_read_on_the_auditors_clock(text: str, offset: int, found: str) -> None:
    assert read_time(text, NOW, offset) == moment(found)


@pytest.mark.parametrize(
    ("text", "now", "offset", "days", "found"),
    [
        ("23:50", "0:30", 0, -1, "23:50"),
        ("14:40", "14:30", 0, 0, "14:40"),
        ("14:41", "14:30", 0, -1, "14:41"),
        ("01:10", "21:50", ISRAEL, -1, "22:10"),
        ("00:40", "21:50", ISRAEL, 0, "21:40"),
    ],
    ids=["past-midnight", "a-fast-watch", "not-after-now", "yesterday-here", "today-here"],
)
def test_a_time_of_day_is_the_latest_that_is_not_after_now(
    text: str, now: str, offset: int, days: int, found: str
) -> None:
    assert read_time(text, moment(now), offset) == moment(found, days_later=days)


@pytest.mark.parametrize(
    "text",
    ["", "soon", "24:00", "10:60", "10", "2026-05-14", "2026-13-01T10:00", "0001-01-01T00:00+14:00", "٠١:٠٢"],
)
def test_what_is_no_time_is_none(text: str) -> None:
    assert read_time(text, NOW, 0) is None


def test_a_moment_is_shown_on_the_auditors_clock() -> None:
    late = moment("22:15:09.9")
    assert local(late, ISRAEL) == late
    assert clock_text(late, ISRAEL) == "01:15:09"
    assert date_text(late, ISRAEL) == "2026-05-15"
    assert date_text(late, -60) == "2026-05-14"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        ("0", "0.0"),
        ("8.49", "8.4"),
        ("59.99", "59.9"),
        ("60", "1:00.0"),
        ("72.05", "1:12.0"),
        ("3723.5", "1:02:03.5"),
    ],
)
def test_a_running_clock_is_cut_to_tenths(seconds: str, text: str) -> None:
    assert tenths_text(Fraction(seconds)) == text
