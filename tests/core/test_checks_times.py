"""Marks and lengths of time that cannot be: R02, R03, and R08 to R12."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest

from qaudit.core.check_order import after, arrival_of, events_at_branch, words_of
from qaudit.core.check_times import (
    after_leaving,
    before_arrival,
    by_hand,
    longer_parts,
    longer_than_visit,
    outside_hours,
    wrong_order,
)
from qaudit.core.check_values import (
    NO_PAST,
    ByHand,
    LongerPart,
    LongerThanVisit,
    OutsideHours,
    OutsideVisit,
    WrongOrder,
)
from qaudit.core.standards import FactIs, Standard
from qaudit.core.walk import PackIndex, Walk, walk_visit
from tests.builders import Seen, a_pack, a_standard, a_visit, clock, duration, moment, seconds, seen, yes_no

EVENTS = ("call", "hold_on", "hold_off", "call_end", "arrival", "greeted", "seated", "menu", "bill", "reply")


def timed(code: str, first: str, last: str, unit: str = "s", **keys: Any) -> Standard:
    return a_standard(code, duration(unit, at_most=60, events=(first, last)), **keys)


GREETED = timed("A-1", "arrival", "greeted")
SEATED = timed("A-2", "greeted", "seated")
WHOLE = timed("A-3", "arrival", "seated")
HOLD = timed("T-1", "hold_on", "hold_off")
CALL = timed("T-2", "call", "call_end")
REPLY = timed("L-1", "bill", "reply", "h")


def walked(
    *standards: Standard, readings: tuple[Seen, ...] = (), events: tuple[str, ...] = EVENTS, **visit: Any
) -> Walk:
    pack = a_pack(*standards, events=events)
    return walk_visit(PackIndex(pack), a_visit(pack, *readings, **visit))


def told(found: Any) -> list[tuple[tuple[str, ...], object]]:
    return [(check.codes, check.detail) for check in found]


# R02


def test_two_marks_of_one_standard_the_wrong_way_round_are_told() -> None:
    """R02."""
    walk = walked(GREETED, marks={"arrival": "14:01", "greeted": "14:00:15"})
    assert told(wrong_order(walk, NO_PAST)) == [(("A-1",), WrongOrder("arrival", "greeted", Fraction(45)))]
    for greeted in ("14:01", "14:02"):
        walk = walked(GREETED, marks={"arrival": "14:01", "greeted": greeted})
        assert told(wrong_order(walk, NO_PAST)) == []


def test_what_comes_after_an_unmarked_moment_comes_after_the_one_before_it() -> None:
    """R02."""
    walk = walked(GREETED, SEATED, marks={"arrival": "14:05", "seated": "14:02"})
    assert told(wrong_order(walk, NO_PAST)) == [
        (("A-1", "A-2"), WrongOrder("arrival", "seated", Fraction(180)))
    ]


def test_a_marked_moment_in_between_is_told_of_alone() -> None:
    """R02: one slip, one line."""
    walk = walked(GREETED, SEATED, marks={"arrival": "14:05", "greeted": "14:01", "seated": "14:02"})
    assert told(wrong_order(walk, NO_PAST)) == [(("A-1",), WrongOrder("arrival", "greeted", Fraction(240)))]


def test_two_ways_to_one_moment_are_one_fault() -> None:
    """R02."""
    menu, other = timed("A-4", "arrival", "menu"), timed("A-5", "menu", "seated")
    walk = walked(GREETED, SEATED, menu, other, marks={"arrival": "14:05", "seated": "14:02"})
    assert len(list(wrong_order(walk, NO_PAST))) == 1


def test_a_standard_that_is_not_asked_says_nothing_of_order() -> None:
    """R02."""
    aside = timed("A-1", "arrival", "greeted", when=FactIs("channel", ("phone",)))
    walk = walked(aside, marks={"arrival": "14:05", "greeted": "14:02"})
    assert told(wrong_order(walk, NO_PAST)) == []


def test_a_pack_that_contradicts_itself_is_no_fault_of_a_visit() -> None:
    """R02 and R03."""
    back = timed("A-2", "greeted", "arrival")
    walk = walked(GREETED, back, marks={"arrival": "14:05", "greeted": "14:02"})
    assert told(wrong_order(walk, NO_PAST)) == []
    by_length = walked(GREETED, back, readings=(seen("A-1", "10s"), seen("A-2", "300s")))
    assert told(longer_parts(by_length, NO_PAST)) == []


def test_a_hold_outside_its_call_is_in_the_wrong_order() -> None:
    """R02: a hold is known by its name, its call by its end and by being listed around it."""
    marks = {"call": "14:02", "hold_on": "14:01", "hold_off": "14:03", "call_end": "14:04"}
    walk = walked(HOLD, CALL, marks=marks)
    assert told(wrong_order(walk, NO_PAST)) == [(("T-1", "T-2"), WrongOrder("call", "hold_on", Fraction(60)))]
    by_other_names = walked(
        timed("T-1", "pause", "resume"),
        timed("T-2", "call", "call_end"),
        events=("call", "pause", "resume", "call_end"),
        marks={"call": "14:02", "pause": "14:01", "resume": "14:03", "call_end": "14:04"},
    )
    assert told(wrong_order(by_other_names, NO_PAST)) == []
    not_around = walked(HOLD, CALL, events=("hold_on", "hold_off", "call", "call_end"), marks=marks)
    assert told(wrong_order(not_around, NO_PAST)) == []


def test_events_that_the_pack_does_not_list_have_no_place_around_a_hold() -> None:
    """R02."""
    marks = {"call": "14:02", "hold_on": "14:01", "hold_off": "14:03"}
    walk = walked(HOLD, CALL, events=("hold_on", "hold_off"), marks=marks)
    assert told(wrong_order(walk, NO_PAST)) == []


# R03


def test_a_call_shorter_than_its_hold_is_told() -> None:
    """R03."""
    walk = walked(HOLD, CALL, readings=(seen("T-1", "2min"), seen("T-2", "90s")))
    assert told(longer_parts(walk, NO_PAST)) == [(("T-1", "T-2"), LongerPart(Fraction(120), Fraction(90)))]


@pytest.mark.parametrize(
    ("part", "whole", "is_told"),
    [("66s", "60s", False), ("67s", "60s", True), ("14s", "10s", False), ("16s", "10s", True)],
)
def test_a_part_may_be_longer_by_what_a_hand_is_off(part: str, whole: str, *, is_told: bool) -> None:
    """R03: ten in a hundred, and five seconds in any case."""
    walk = walked(SEATED, WHOLE, GREETED, readings=(seen("A-2", part), seen("A-3", whole)))
    assert bool(told(longer_parts(walk, NO_PAST))) is is_told


def test_parts_are_known_by_where_they_begin_and_end() -> None:
    """R03: both ends have to lie inside, and what is the same length is no part."""
    walk = walked(
        GREETED,
        WHOLE,
        timed("A-9", "arrival", "seated"),
        timed("A-8", "arrival", "bill"),
        readings=(seen("A-1", "300s"), seen("A-3", "60s"), seen("A-9", "120s"), seen("A-8", "10s")),
    )
    assert told(longer_parts(walk, NO_PAST)) == []


def test_what_the_clock_measured_is_told_as_the_order_of_its_marks() -> None:
    """R03."""
    marks = {"arrival": "14:05", "greeted": "14:04", "seated": "14:06"}
    walk = walked(GREETED, SEATED, WHOLE, marks=marks)
    assert told(longer_parts(walk, NO_PAST)) == []
    assert len(told(wrong_order(walk, NO_PAST))) == 1
    half = walked(GREETED, SEATED, WHOLE, readings=(seen("A-3", "30s", "On my watch"),), marks=marks)
    assert told(longer_parts(half, NO_PAST)) == [(("A-2", "A-3"), LongerPart(Fraction(120), Fraction(30)))]


# R08


@pytest.mark.parametrize(
    ("entered", "is_told"),
    [("95s", False), ("105s", False), ("90s", False), ("110s", False), ("89s", True), ("111s", True)],
)
def test_a_length_by_hand_may_be_a_tenth_off_its_marks(entered: str, *, is_told: bool) -> None:
    """R08."""
    walk = walked(
        GREETED, readings=(seen("A-1", entered),), marks={"arrival": "14:00", "greeted": "14:01:40"}
    )
    found = told(by_hand(walk, NO_PAST))
    assert found == ([(("A-1",), ByHand(Fraction(entered.rstrip("s")), Fraction(100)))] if is_told else [])


def test_a_short_length_by_hand_may_be_five_seconds_off() -> None:
    """R08."""
    for entered, is_told in (("7s", False), ("8s", True)):
        walk = walked(
            GREETED, readings=(seen("A-1", entered),), marks={"arrival": "14:00", "greeted": "14:00:02"}
        )
        assert bool(told(by_hand(walk, NO_PAST))) is is_told


@pytest.mark.parametrize(
    ("readings", "marks"),
    [
        ((), {"arrival": "14:00", "greeted": "14:01"}),
        ((seen("A-1", "300s"),), {"arrival": "14:00"}),
        ((seen("A-1", "na"),), {"arrival": "14:00", "greeted": "14:01"}),
    ],
    ids=["clock-alone", "one-mark", "no-length"],
)
def test_without_two_lengths_there_is_nothing_to_compare(
    readings: tuple[Seen, ...], marks: dict[str, str]
) -> None:
    """R08."""
    assert told(by_hand(walked(GREETED, readings=readings, marks=marks), NO_PAST)) == []


# R09 and R10


def test_something_marked_before_the_arrival_is_told() -> None:
    """R09: but not the call to book, nor a moment that the order of marks tells, nor a minute."""
    marks = {"call": "13:00", "arrival": "14:00", "greeted": "13:50", "menu": "13:59", "bill": "13:55"}
    walk = walked(GREETED, marks=marks)
    assert told(before_arrival(walk, NO_PAST)) == [((), OutsideVisit("bill", Fraction(300), "arrival"))]


@pytest.mark.parametrize("marks", [{"bill": "13:00"}, {"arrival": "14:00"}])
def test_without_both_moments_nothing_is_before_the_arrival(marks: dict[str, str]) -> None:
    """R09."""
    assert told(before_arrival(walked(GREETED, marks=marks), NO_PAST)) == []


def test_a_pack_that_names_no_arrival_is_left_alone() -> None:
    """R09."""
    walk = walked(events=("ring", "answered"), marks={"ring": "14:05", "answered": "14:00"})
    assert told(before_arrival(walk, NO_PAST)) == []


def test_something_marked_after_leaving_is_told() -> None:
    """R10: but not what is measured in hours, nor a call before the arrival, nor a minute."""
    marks = {"call": "17:00", "menu": "15:01", "seated": "15:02", "bill": "16:00", "reply": "19:00"}
    walk = walked(REPLY, marks=marks, left="15:00")
    assert told(after_leaving(walk, NO_PAST)) == [((), OutsideVisit("seated", Fraction(120)))]
    assert told(after_leaving(walked(REPLY, marks=marks), NO_PAST)) == []


# R11


def test_a_length_that_the_visit_has_no_room_for_is_told() -> None:
    """R11."""
    here = {"arrival": "14:00"}
    walk = walked(SEATED, readings=(seen("A-2", "95min"),), marks=here, left="14:30")
    assert told(longer_than_visit(walk, NO_PAST)) == [
        (("A-2",), LongerThanVisit(Fraction(5700), Fraction(2100)))
    ]
    untimed = walked(
        a_standard("B-1", seconds(60)), readings=(seen("B-1", "95min"),), marks=here, left="14:30"
    )
    assert len(told(longer_than_visit(untimed, NO_PAST))) == 1


@pytest.mark.parametrize(
    ("standard", "reading", "visit"),
    [
        (SEATED, "38min", {"marks": {"arrival": "14:00"}, "left": "14:30"}),
        (SEATED, "95min", {"marks": {"arrival": "14:00"}}),
        (SEATED, "95min", {"marks": {"menu": "14:20"}, "left": "14:30"}),
        (SEATED, "95min", {"left": "14:30"}),
        (SEATED, "95min", {"marks": {"call": "9:00", "arrival": "14:00"}, "left": "14:30"}),
        (SEATED, "95min", {"marks": {"arrival": "14:00"}, "left": "13:00"}),
        (REPLY, "95min", {"marks": {"arrival": "14:00"}, "left": "14:30"}),
        (CALL, "95min", {"marks": {"arrival": "14:00"}, "left": "14:30"}),
        (a_standard("A-9", duration("h", at_most=2)), "2h", {"marks": {"arrival": "14:00"}, "left": "14:30"}),
        (SEATED, "na", {"marks": {"arrival": "14:00"}, "left": "14:30"}),
    ],
    ids=["a-tenth", "not-left", "no-arrival", "no-marks", "call", "left-before", "hours", "away", "by-day", "na"],
)  # fmt: skip
def test_a_length_is_left_alone_where_the_visit_may_have_room(
    standard: Standard, reading: str, visit: dict[str, Any]
) -> None:
    """R11."""
    walk = walked(standard, readings=(seen(standard.code, reading),), **visit)
    assert told(longer_than_visit(walk, NO_PAST)) == []


# R12

BACK = a_standard("C-1", clock("09:00", "19:00"))
AGAIN = a_standard("C-2", clock("09:00", "19:00"))


@pytest.mark.parametrize(
    ("time", "is_told"),
    [("12:54", True), ("12:55", False), ("14:10", False), ("15:30", False), ("15:31", True), ("02:10", True)],
)
def test_a_time_of_day_may_lie_an_hour_outside_the_visit(time: str, *, is_told: bool) -> None:
    """R12: the visit was opened at 13:55 and left at 14:30."""
    walk = walked(BACK, readings=(seen("C-1", time),), marks={"arrival": "14:00"}, left="14:30")
    assert bool(told(outside_hours(walk, NO_PAST))) is is_told


def test_all_times_outside_the_visit_are_one_check_on_the_auditor_s_clock() -> None:
    """R12."""
    walk = walked(
        BACK, AGAIN, readings=(seen("C-1", "09:00"), seen("C-2", "21:00:30")), marks={"arrival": "14:00:20"}
    )
    east = walk_visit(walk.index, replace(walk.visit, utc_offset_minutes=180))
    detail = OutsideHours((32_400, 75_630), 16 * 3600 + 55 * 60, 17 * 3600)
    assert told(outside_hours(east, NO_PAST)) == [(("C-1", "C-2"), detail)]


def test_a_visit_may_pass_midnight() -> None:
    """R12."""
    walk = walked(
        BACK, AGAIN, readings=(seen("C-1", "00:20"), seen("C-2", "12:00")), marks={"arrival": "23:50"}
    )
    late = replace(walk.visit, opened_at=moment("23:40"), left_at=moment("0:30", days_later=1))
    ((codes, detail),) = told(outside_hours(walk_visit(walk.index, late), NO_PAST))
    assert codes == ("C-2",)
    assert detail == OutsideHours((43_200,), 23 * 3600 + 40 * 60, 30 * 60)


def test_without_marks_no_time_is_outside() -> None:
    """R12."""
    assert told(outside_hours(walked(BACK, readings=(seen("C-1", "03:00"),), left="14:30"), NO_PAST)) == []


@pytest.mark.parametrize(("hours", "is_told"), [(21, True), (22, False)])
def test_a_visit_of_a_whole_day_has_no_outside(hours: int, *, is_told: bool) -> None:
    """R12."""
    walk = walked(BACK, readings=(seen("C-1", "12:30"),), marks={"arrival": "14:00"})
    stayed = replace(walk.visit, left_at=walk.visit.opened_at + timedelta(hours=hours))
    assert bool(told(outside_hours(walk_visit(walk.index, stayed), NO_PAST))) is is_told


# What a pack says of its events.


def test_an_arrival_is_known_by_its_whole_name_and_the_first_counts() -> None:
    assert arrival_of(a_pack(events=("call", "kerb", "door", "bill"))) == "kerb"
    assert arrival_of(a_pack(events=("הגעה",))) == "הגעה"
    assert arrival_of(a_pack(events=("bf_door", "door_hello"))) is None


def test_what_is_listed_before_the_arrival_or_measured_in_hours_is_away_from_the_branch() -> None:
    pack = a_pack(REPLY, GREETED, a_standard("A-9", yes_no()), events=EVENTS)
    assert events_at_branch(pack) == {"arrival", "greeted", "seated", "menu"}
    assert events_at_branch(a_pack(events=("ring", "answered"))) == {"ring", "answered"}


def test_the_words_of_a_name_and_all_that_comes_after_it() -> None:
    assert words_of("Hold_On.2/b-c") == {"hold", "on", "2", "b", "c"}
    sequels = {"a": ("b", "c"), "b": ("d",), "c": ("d",), "e": ("e",)}
    assert after("a", sequels) == {"b", "c", "d"}
    assert after("d", sequels) == frozenset()
    assert after("e", sequels) == {"e"}
