"""Limits, windows and the names of the kinds."""

from dataclasses import replace
from fractions import Fraction

import pytest

from qaudit.core.measures import (
    MEASURE_KINDS,
    AtLeast,
    AtMost,
    Between,
    Limit,
    Measure,
    TimeUnit,
    YesNoMeasure,
    kind_of,
    options_of,
)
from tests.builders import checklist, choice, clock, count, duration, rating, seconds, words, yes_no


@pytest.mark.parametrize(
    ("limit", "value", "admitted"),
    [
        pytest.param(AtMost(Fraction(60)), "60", True, id="within-60-is-60.0-or-less"),
        pytest.param(AtMost(Fraction(60)), "60.000001", False, id="not-a-microsecond-more"),
        pytest.param(AtLeast(Fraction(2)), "2", True, id="at-least-2-is-2"),
        pytest.param(AtLeast(Fraction(2)), "1", False, id="at-least-2-is-not-1"),
        pytest.param(Between(Fraction(2), Fraction(3)), "2", True, id="between-starts-at-its-end"),
        pytest.param(Between(Fraction(2), Fraction(3)), "3", True, id="between-stops-at-its-end"),
        pytest.param(Between(Fraction(2), Fraction(3)), "3.1", False, id="above"),
        pytest.param(Between(Fraction(2), Fraction(3)), "1.9", False, id="below"),
    ],
)
def test_a_limit_includes_its_ends(limit: Limit, value: str, admitted: bool) -> None:
    assert limit.admits(Fraction(value)) is admitted


NOON = 12 * 3600


@pytest.mark.parametrize(
    ("opens", "closes", "second", "admitted"),
    [
        ("17:00", "21:30", 17 * 3600, True),
        ("17:00", "21:30", 21 * 3600 + 1800, True),
        ("17:00", "21:30", 21 * 3600 + 1801, False),
        ("17:00", "21:30", NOON, False),
        ("22:00", "02:00", 22 * 3600, True),
        ("22:00", "02:00", 23 * 3600, True),
        ("22:00", "02:00", 0, True),
        ("22:00", "02:00", 2 * 3600, True),
        ("22:00", "02:00", 2 * 3600 + 1, False),
        ("22:00", "02:00", NOON, False),
        ("12:00", "12:00", NOON, True),
        ("12:00", "12:00", NOON + 1, False),
    ],
)
def test_a_window_includes_its_ends_and_may_pass_midnight(
    opens: str, closes: str, second: int, admitted: bool
) -> None:
    assert clock(opens, closes).admits(second) is admitted


@pytest.mark.parametrize(("unit", "length"), [("s", 1), ("min", 60), ("h", 3600), ("d", 86400)])
def test_a_unit_of_time_has_its_seconds(unit: str, length: int) -> None:
    assert TimeUnit(unit).seconds == length


@pytest.mark.parametrize(
    ("start", "stop", "clocked"),
    [("arrival", "greeted", True), ("arrival", None, False), (None, "greeted", False), (None, None, False)],
)
def test_a_duration_between_two_events_is_clocked(start: str | None, stop: str | None, clocked: bool) -> None:
    assert replace(seconds(60), from_event=start, to_event=stop).is_clocked is clocked


def test_yes_is_expected_unless_the_pack_says_no() -> None:
    assert YesNoMeasure().expects_yes


KINDS: dict[str, Measure] = {
    "yes_no": yes_no(),
    "duration": duration(at_least=5),
    "count": count(at_least=1),
    "clock": clock("17:00", "21:30"),
    "rating": rating(),
    "choice": choice(good=1, bad=0),
    "checklist": checklist("badge", "shoes"),
    "note": words(),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_measure_has_the_name_that_packs_give_it(kind: str) -> None:
    assert kind_of(KINDS[kind]) == kind


def test_every_kind_is_in_the_table() -> None:
    assert set(MEASURE_KINDS.values()) == set(KINDS)


@pytest.mark.parametrize(
    ("measure", "keys"),
    [
        pytest.param(choice(best=1, fair="0.5"), ["best", "fair"], id="options-of-a-choice"),
        pytest.param(checklist("badge", "shoes"), ["badge", "shoes"], id="parts-of-a-checklist"),
        pytest.param(yes_no(), [], id="none-of-the-others"),
    ],
)
def test_a_measure_has_options_or_parts_or_none(measure: Measure, keys: list[str]) -> None:
    assert [option.key for option in options_of(measure)] == keys
