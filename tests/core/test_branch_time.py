"""A branch's own clock: its days, its clock changes, and moments as people write them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaudit.core.branch_time import (
    Written,
    day_of,
    end_of_day,
    is_ahead,
    is_before,
    moment_at,
    read_past,
    read_written,
    start_of_day,
)

# Half hours, a clock change of half an hour, changes at midnight both ways, both hemispheres, and UTC+14.
ZONES = [
    ZoneInfo(name)
    for name in (
        "UTC", "Asia/Jerusalem", "Europe/Bucharest", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe",
        "America/Sao_Paulo", "Africa/Cairo", "Asia/Beirut", "America/Havana", "Pacific/Kiritimati",
        "America/St_Johns", "Europe/Dublin", "Pacific/Chatham",
    )
]  # fmt: skip
JERUSALEM, CAIRO = ZoneInfo("Asia/Jerusalem"), ZoneInfo("Africa/Cairo")
zones = st.sampled_from(ZONES)
moments = st.timedeltas(timedelta(0), timedelta(days=20 * 365)).map(
    lambda passed: datetime(2015, 1, 1, tzinfo=UTC) + passed
)
days = st.dates(date(2015, 1, 1), date(2035, 1, 1))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@given(moments, days, zones)
def test_a_day_of_a_branch_has_the_moments_from_its_start_to_its_end(
    moment: datetime, day: date, zone: ZoneInfo
) -> None:
    assert (start_of_day(day, zone) <= moment <= end_of_day(day, zone)) is (day_of(moment, zone) == day)


@given(days, zones)
def test_days_follow_each_other_without_a_gap_and_last_22_to_26_hours(day: date, zone: ZoneInfo) -> None:
    begins, ends = start_of_day(day, zone), end_of_day(day, zone)
    assert start_of_day(day + timedelta(days=1), zone) - ends == timedelta(microseconds=1)
    assert timedelta(hours=22) < ends - begins < timedelta(hours=26)
    assert day_of(begins, zone) == day_of(ends, zone) == day


@given(moments, zones)
def test_what_a_clock_shows_leads_back_to_the_moment_or_to_the_first_of_two(
    moment: datetime, zone: ZoneInfo
) -> None:
    local = moment.astimezone(zone)
    wall = local.replace(tzinfo=None)
    if local.fold:
        assert moment_at(wall, zone) < moment
        assert moment_at(wall, zone).astimezone(zone).replace(tzinfo=None) == wall
    else:
        assert moment_at(wall, zone) == moment


@pytest.mark.parametrize(
    ("text", "zone", "moment"),
    [
        ("2026-05-14 10:02", JERUSALEM, "2026-05-14T07:02"),
        ("2026-05-14T10:02:40.5", JERUSALEM, "2026-05-14T07:02:40.5"),
        ("2026-05-14T10:02Z", JERUSALEM, "2026-05-14T10:02"),
        ("2026-05-14T10:02+05:30", JERUSALEM, "2026-05-14T04:32"),
        (" 2026-05-14 10:02 ", JERUSALEM, "2026-05-14T07:02"),
        ("2026-01-14 10:02", JERUSALEM, "2026-01-14T08:02"),
        # Put forward on 27 March from 02:00 to 03:00; put back on 25 October from 02:00 to 01:00.
        ("2026-03-27 02:30", JERUSALEM, "2026-03-27T00:30"),
        ("2026-10-25 01:30", JERUSALEM, "2026-10-24T22:30"),
        ("2026-10-25 02:00", JERUSALEM, "2026-10-25T00:00"),
        # Cairo's clock goes forward at midnight: 24 April begins at 01:00.
        ("2026-04-24 00:00", CAIRO, "2026-04-23T22:00"),
    ],
)
def test_a_moment_as_it_is_written(text: str, zone: ZoneInfo, moment: str) -> None:
    assert read_written(text, zone) == Written(utc(moment))


def test_a_day_alone_is_its_noon_on_the_branch_s_clock() -> None:
    assert read_written("2026-05-14", JERUSALEM) == Written(utc("2026-05-14T09:00"), is_day=True)
    assert read_written("20260114", JERUSALEM) == Written(utc("2026-01-14T10:00"), is_day=True)


@pytest.mark.parametrize(
    "text",
    ["", "noon", "14/05/2026", "5/14/2026 10:02", "2026-13-01", "2026-05-14 25:00", "10:02", "2026-05-14 10",
     "0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00", "٢٠٢٦-٠٥-١٤", "2026-05-14T10:02+99:00"],
)  # fmt: skip
def test_what_is_no_moment(text: str) -> None:
    assert read_written(text, JERUSALEM) is None


def test_a_time_of_day_is_the_last_one() -> None:
    now = utc("2026-05-14T22:30")  # 01:30 of the 15th in Jerusalem
    assert read_past("01:20", JERUSALEM, now) == Written(utc("2026-05-14T22:20"))
    assert read_past("1:40:05", JERUSALEM, now) == Written(utc("2026-05-13T22:40:05"))
    assert read_past("23:50", JERUSALEM, now) == Written(utc("2026-05-14T20:50"))
    assert read_past("2026-05-01", JERUSALEM, now) == Written(utc("2026-05-01T09:00"), is_day=True)
    assert read_past("25:00", JERUSALEM, now) is None


def test_the_night_after_a_clock_change_knows_yesterday_s_time() -> None:
    assert read_past("23:50", JERUSALEM, utc("2026-03-27T05:00")) == Written(utc("2026-03-26T21:50"))


def test_a_day_is_ahead_from_the_next_day_on_and_a_moment_from_the_next_moment_on() -> None:
    now = utc("2026-05-14T05:00")
    today = Written(utc("2026-05-14T09:00"), is_day=True)
    assert not is_ahead(today, now, JERUSALEM)
    assert is_ahead(Written(utc("2026-05-15T09:00"), is_day=True), now, JERUSALEM)
    assert is_ahead(Written(today.at), now, JERUSALEM)
    assert not is_ahead(Written(now), now, JERUSALEM)


def test_what_was_before_is_told_by_days_where_a_day_is_all_that_is_known() -> None:
    morning, noon = Written(utc("2026-05-14T05:00")), Written(utc("2026-05-14T09:00"), is_day=True)
    assert not is_before(morning, noon, JERUSALEM)
    assert not is_before(noon, morning, JERUSALEM)
    assert is_before(morning, Written(utc("2026-05-15T09:00"), is_day=True), JERUSALEM)
    assert is_before(morning, Written(noon.at), JERUSALEM)
    assert not is_before(Written(noon.at), morning, JERUSALEM)
