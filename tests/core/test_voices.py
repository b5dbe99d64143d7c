"""The clocks of what customers say, and the standards that look wrong."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaudit.core.branch_time import day_of
from qaudit.core.follow_up import FollowUp
from qaudit.core.standards import Pack
from qaudit.core.voices import (
    BesideStandard,
    Channel,
    Clock,
    ClockState,
    Limits,
    Voice,
    VoiceKind,
    by_weight,
    clock_at,
    limits_of,
)
from tests.builders import a_pack, a_standard, moment
from tests.core.test_branch_time import moments, zones

JERUSALEM = ZoneInfo("Asia/Jerusalem")
lengths = st.timedeltas(timedelta(0), timedelta(days=40))
promises = st.builds(
    lambda hours, days: FollowUp(acknowledge_hours=hours, answer_days=days),
    st.integers(1, 720),
    st.integers(0, 366),
)
CLOCKED = [VoiceKind.COMPLAINT, VoiceKind.SUGGESTION]


def a_voice(kind: VoiceKind = VoiceKind.COMPLAINT) -> Voice:
    at = moment("14:05")
    limits = limits_of(kind, at, FollowUp(), JERUSALEM)
    return Voice("v-1", "HAI-01", kind, Channel.PHONE, at, "Nobody came", "hq", limits=limits)


@given(moments, promises, zones, st.sampled_from(CLOCKED), lengths)
def test_an_answer_is_in_time_on_the_day_it_came_and_on_each_of_the_days_after(
    at: datetime, promise: FollowUp, zone: ZoneInfo, kind: VoiceKind, taken: timedelta
) -> None:
    limits = limits_of(kind, at, promise, zone)
    last = day_of(at, zone) + timedelta(days=promise.answer_days)
    assert limits.answer_by is not None
    assert (at + taken <= limits.answer_by) is (day_of(at + taken, zone) <= last)


@given(moments, promises, zones, st.sampled_from(CLOCKED))
def test_an_acknowledgement_is_a_matter_of_hours_whatever_the_clocks_do(
    at: datetime, promise: FollowUp, zone: ZoneInfo, kind: VoiceKind
) -> None:
    hours = timedelta(hours=promise.acknowledge_hours)
    assert limits_of(kind, at, promise, zone).acknowledge_by == at + hours


@given(moments, lengths, lengths)
def test_before_it_is_done_what_is_left_and_what_is_over_meet_at_the_due_moment(
    at: datetime, promised: timedelta, passed: timedelta
) -> None:
    clock = clock_at(at, at + promised, None, at + passed)
    assert clock is not None
    if passed <= promised:
        assert clock == Clock(at + promised, ClockState.RUNNING, promised - passed)
    else:
        assert clock == Clock(at + promised, ClockState.OVERDUE, passed - promised)


@given(moments, lengths, lengths, lengths)
def test_what_is_done_no_longer_changes(
    at: datetime, promised: timedelta, taken: timedelta, later: timedelta
) -> None:
    done = at + taken
    clock = clock_at(at, at + promised, done, done)
    assert clock is not None
    assert clock == clock_at(at, at + promised, done, done + later)
    if taken <= promised:
        assert (clock.state, clock.length) == (ClockState.KEPT, taken)
    else:
        assert (clock.state, clock.length) == (ClockState.LATE, taken - promised)


def test_what_happened_before_the_noon_of_a_day_took_no_time() -> None:
    clock = clock_at(moment("12:00"), moment("18:00"), moment("10:00"), moment("19:00"))
    assert clock == Clock(moment("18:00"), ClockState.KEPT, timedelta(0))


def test_a_clock_change_makes_the_days_longer_and_not_the_hours() -> None:
    at = datetime(2026, 10, 24, 12, 0, tzinfo=UTC)
    limits = limits_of(VoiceKind.COMPLAINT, at, FollowUp(acknowledge_hours=24, answer_days=1), JERUSALEM)
    # 25 October 2026 has 25 hours in Jerusalem and ends at 22:00 UTC.
    assert limits == Limits(
        datetime(2026, 10, 25, 12, 0, tzinfo=UTC), datetime(2026, 10, 25, 21, 59, 59, 999999, tzinfo=UTC)
    )


def test_the_day_is_the_branch_s_own() -> None:
    at = datetime(2026, 5, 14, 22, 30, tzinfo=UTC)  # 15 May in Jerusalem
    promise = FollowUp(answer_days=0)
    limits = limits_of(VoiceKind.SUGGESTION, at, promise, JERUSALEM)
    assert limits.answer_by is not None
    assert day_of(limits.answer_by, JERUSALEM) == date(2026, 5, 15)


def test_a_compliment_has_no_clock() -> None:
    voice = a_voice(VoiceKind.COMPLIMENT)
    assert voice.limits == Limits()
    years_later = moment("14:05") + timedelta(days=2000)
    assert voice.acknowledgement(years_later) is None
    assert voice.answering(years_later) is None
    assert not voice.is_overdue(years_later)


def test_a_voice_is_overdue_while_somebody_waits_longer_than_promised() -> None:
    voice = a_voice()
    assert not voice.is_overdue(moment("14:05") + timedelta(hours=24))
    assert voice.is_overdue(moment("14:05") + timedelta(hours=25))
    heard = replace(voice, acknowledged_at=moment("15:00"))
    assert not heard.is_overdue(moment("14:05") + timedelta(days=9))
    assert heard.is_overdue(moment("14:05") + timedelta(days=12))
    answered = replace(heard, answered_at=moment("14:05") + timedelta(days=20))
    assert not answered.is_overdue(moment("14:05") + timedelta(days=50))
    clock = answered.answering(moment("14:05") + timedelta(days=50))
    assert clock is not None
    assert clock.state is ClockState.LATE


def test_the_channels_are_those_of_the_pack_format_and_one_more() -> None:
    from qaudit.packs.shape import KNOWN_TAGS

    assert [channel.value for channel in Channel] == [*KNOWN_TAGS["channel"], "other"]


def test_a_pack_says_what_is_promised() -> None:
    pack: Pack = replace(a_pack(a_standard("ARR-01")), follow_up=FollowUp(acknowledge_hours=2, answer_days=3))
    limits = limits_of(VoiceKind.COMPLAINT, moment("10:00"), pack.follow_up, UTC)
    assert limits == Limits(moment("12:00"), datetime(2026, 5, 17, 23, 59, 59, 999999, tzinfo=UTC))


@pytest.mark.parametrize(
    ("judged", "missed", "complaints", "is_doubtful"),
    [
        (3, 0, 3, True),
        (2, 0, 9, False),
        (9, 0, 2, False),
        (9, 1, 9, False),
        (0, 0, 0, False),
        (90, 0, 30, True),
    ],
)
def test_always_met_and_always_complained_of_is_a_wrong_standard(
    judged: int, missed: int, complaints: int, is_doubtful: bool
) -> None:
    assert BesideStandard("p", "ARR-01", judged, missed, complaints, 7).is_doubtful is is_doubtful


def test_the_doubtful_come_first_then_those_most_complained_of() -> None:
    rows = [
        BesideStandard("p", "C", 5, 4, 0, 0),
        BesideStandard("p", "B", 5, 0, 0, 3),
        BesideStandard("p", "A", 5, 2, 9, 0),
        BesideStandard("p", "D", 5, 0, 3, 0),
    ]
    assert [row.code for row in by_weight(rows)] == ["D", "A", "C", "B"]
