"""Marks in order, and the times between them."""

from fractions import Fraction

import pytest

from qaudit.core.measures import DurationMeasure
from qaudit.core.readings import Duration
from qaudit.core.standards import Standard
from qaudit.core.timeline import (
    OutOfOrder,
    RunningClock,
    ends_of,
    in_order,
    measured,
    moments_of,
    out_of_order,
    running_clocks,
    upper_seconds,
)
from tests.builders import a_mark, a_pack, a_standard, duration, moment, seconds, yes_no

GREETED = a_standard("ARR-01", seconds(60, events=("arrival", "greeted")))
HELD = a_standard("TEL-02", duration("min", between=(0, "1.5"), events=("hold_on", "hold_off")))
UNHURRIED = a_standard("DEP-03", duration("s", at_least=10, events=("bill", "farewell")))
BY_HAND = a_standard("ARR-04", seconds(60))
PACK = a_pack(GREETED, HELD, UNHURRIED, BY_HAND, a_standard("ARR-05"))


def test_marks_stand_by_time_and_then_by_name() -> None:
    late, first, second = a_mark("b", "14:06"), a_mark("a", "14:05"), a_mark("c", "14:05")
    assert in_order([late, second, first]) == (first, second, late)


@pytest.mark.parametrize(
    ("marks", "found"),
    [
        ({"arrival": "14:05:10", "greeted": "14:06:22"}, "72"),
        ({"arrival": "14:05:10", "greeted": "14:05:10.25"}, "0.25"),
        ({"arrival": "14:05:10", "greeted": "14:05:10"}, "0"),
    ],
)
def test_a_timed_standard_is_measured_between_its_two_events(marks: dict[str, str], found: str) -> None:
    times = moments_of(a_mark(event, at) for event, at in marks.items())
    assert measured(GREETED, times) == Duration(Fraction(found))


@pytest.mark.parametrize(
    "marks",
    [{}, {"arrival": "14:05"}, {"greeted": "14:05"}, {"arrival": "14:06", "greeted": "14:05"}],
    ids=["none", "first-only", "second-only", "out-of-order"],
)
def test_there_is_no_time_while_a_mark_is_missing_or_out_of_order(marks: dict[str, str]) -> None:
    times = moments_of(a_mark(event, at) for event, at in marks.items())
    assert measured(GREETED, times) is None


def test_a_visit_may_pass_midnight() -> None:
    times = {"arrival": moment("23:59:30"), "greeted": moment("0:00:15", days_later=1)}
    assert measured(GREETED, times) == Duration(Fraction(45))


@pytest.mark.parametrize("standard", [BY_HAND, a_standard("ARR-05", yes_no())], ids=["duration", "yes-no"])
def test_a_standard_without_events_is_not_on_the_timeline(standard: Standard) -> None:
    assert ends_of(standard) is None
    assert measured(standard, {"arrival": moment("14:05")}) is None


def test_a_measure_with_one_event_alone_is_not_on_the_timeline() -> None:
    whole = seconds(60, events=("arrival", "greeted"))
    half = DurationMeasure(whole.unit, whole.limit, whole.ladder, from_event="arrival")
    assert ends_of(a_standard("ARR-01", half)) is None


def test_a_clock_runs_from_its_first_mark_to_its_second() -> None:
    times = {"arrival": moment("14:05"), "hold_on": moment("14:07"), "hold_off": moment("14:08")}
    assert running_clocks(PACK.standards, times) == (
        RunningClock("ARR-01", "arrival", "greeted", moment("14:05"), Fraction(60)),
    )


@pytest.mark.parametrize(
    ("now", "elapsed", "over"),
    [
        ("14:05:30", "30", None),
        ("14:06:00", "60", None),
        ("14:06:12.5", "72.5", "12.5"),
        ("14:06:00.25", "60.25", "0.25"),
        ("14:04:00", "0", None),
    ],
)
def test_a_running_clock_says_how_far_past_its_limit_it_is(now: str, elapsed: str, over: str | None) -> None:
    clock = RunningClock("ARR-01", "arrival", "greeted", moment("14:05"), Fraction(60))
    assert clock.elapsed(moment(now)) == Fraction(elapsed)
    assert clock.over_by(moment(now)) == (None if over is None else Fraction(over))


def test_a_clock_without_an_upper_limit_is_never_over() -> None:
    (clock,) = running_clocks([UNHURRIED], {"bill": moment("14:05")})
    assert clock.limit is None
    assert clock.over_by(moment("18:00")) is None


@pytest.mark.parametrize(
    ("standard", "limit"),
    [(GREETED, "60"), (HELD, "90"), (UNHURRIED, None)],
    ids=["most", "between", "least"],
)
def test_the_upper_limit_is_in_seconds(standard: Standard, limit: str | None) -> None:
    ends = ends_of(standard)
    assert ends is not None
    assert upper_seconds(ends.measure) == (None if limit is None else Fraction(limit))


def test_marks_in_the_wrong_order_are_named() -> None:
    times = {
        "arrival": moment("14:06"),
        "greeted": moment("14:05:59.5"),
        "hold_on": moment("14:07"),
        "hold_off": moment("14:07"),
        "bill": moment("15:00"),
    }
    assert out_of_order(PACK, times) == (OutOfOrder("ARR-01", "arrival", "greeted", Fraction(1, 2)),)
