"""Readings as they are written, and what refuses them."""

from fractions import Fraction

import pytest

from qaudit.core.measures import Measure, TimeUnit
from qaudit.core.readings import (
    NOT_APPLICABLE,
    NOT_OBSERVED,
    Choice,
    Count,
    Duration,
    Misfit,
    Parts,
    Rating,
    Reading,
    TimeOfDay,
    Words,
    YesNo,
    expected_reading,
    read_reading,
    read_seconds,
    write_reading,
)
from tests.builders import checklist, choice, clock, count, duration, rating, seconds, words, yes_no

UNIFORM = checklist("badge", "uniform", "shoes")
OFFER = choice(upgrade=1, mention="0.5", nothing=0)
MINUTES = duration("min", at_most=5)
EVERY_KIND = [
    yes_no(),
    seconds(60),
    count(at_most=3),
    clock("17:00", "21:30"),
    rating(),
    OFFER,
    UNIFORM,
    words(),
]


def length(value: str) -> Duration:
    return Duration(Fraction(value))


@pytest.mark.parametrize(
    ("measure", "written", "reading"),
    [
        (yes_no(), "yes", YesNo(True)),
        (yes_no(), "no", YesNo(False)),
        (yes_no(), " YES ", YesNo(True)),
        (seconds(60), "72", length("72")),
        (seconds(60), "72s", length("72")),
        (seconds(60), "72 s", length("72")),
        (seconds(60), "1:12", length("72")),
        (seconds(60), "1:12.5", length("72.5")),
        (seconds(60), "1:02:03", length("3723")),
        (seconds(60), "90:00", length("5400")),
        (seconds(60), "2.5min", length("150")),
        (seconds(60), "2,5min", length("150")),
        (seconds(60), "1:12,5", length("72.5")),
        (seconds(60), "0,125", length("0.125")),
        (seconds(60), "3h", length("10800")),
        (seconds(60), "1d", length("86400")),
        (seconds(60), ".5", length("0.5")),
        (seconds(60), "60.0", length("60")),
        (MINUTES, "5", length("300")),
        (MINUTES, "72s", length("72")),
        (MINUTES, "1:12", length("72")),
        (count(at_most=3), "0", Count(0)),
        (count(at_most=3), "12", Count(12)),
        (clock("17:00", "21:30"), "21:10", TimeOfDay(76200)),
        (clock("17:00", "21:30"), "9:05", TimeOfDay(32700)),
        (clock("17:00", "21:30"), "00:00", TimeOfDay(0)),
        (clock("17:00", "21:30"), "23:59:59", TimeOfDay(86399)),
        (rating(1, 5), "1", Rating(1)),
        (rating(1, 5), "5", Rating(5)),
        (rating(-2, 2), "-2", Rating(-2)),
        (OFFER, "upgrade", Choice("upgrade")),
        (OFFER, "UPGRADE", Choice("upgrade")),
        (choice(Suite=1, room=0), "suite", Choice("Suite")),
        (UNIFORM, "badge+uniform", Parts(("badge", "uniform"))),
        (UNIFORM, "shoes + badge+badge", Parts(("badge", "shoes"))),
        (UNIFORM, "none", Parts(())),
        (words(), "Yes, she smiled", Words("Yes, she smiled")),
        (words(), "", Words("")),
        (words(), "NA", Words("NA")),
        (words(), "na", NOT_APPLICABLE),
        (words(), "unseen", NOT_OBSERVED),
        (words(), "w" * 20_000, Words("w" * 20_000)),
        (seconds(60), "1:59:00", length("7140")),
        (seconds(60), "999999999999.9", length("999999999999.9")),
    ],
)
def test_a_reading_is_read_as_it_is_written(measure: Measure, written: str, reading: Reading) -> None:
    assert read_reading(measure, written) == reading


@pytest.mark.parametrize("measure", EVERY_KIND)
def test_every_kind_takes_not_applicable_and_not_observed(measure: Measure) -> None:
    assert read_reading(measure, "na") == NOT_APPLICABLE
    assert read_reading(measure, "unseen") == NOT_OBSERVED


@pytest.mark.parametrize(
    ("measure", "written"),
    [
        (yes_no(), "maybe"),
        (yes_no(), "true"),
        (yes_no(), ""),
        (seconds(60), "-1"),
        (seconds(60), "1e3"),
        (seconds(60), "nan"),
        (seconds(60), "inf"),
        (seconds(60), "1,250"),
        (seconds(60), "1.000,5"),
        (seconds(60), "1:75"),
        (seconds(60), "1:5"),
        (seconds(60), "1:60:00"),
        (seconds(60), "16666666666.7min"),
        (duration("d", at_most=1), "1000000000000s"),
        (seconds(60), "72 sec"),
        (seconds(60), "٧٢"),
        (seconds(60), "999999999999d"),
        (count(at_most=3), "2.5"),
        (count(at_most=3), "-1"),
        (count(at_most=3), "3 rings"),
        (clock("17:00", "21:30"), "24:00"),
        (clock("17:00", "21:30"), "12:60"),
        (clock("17:00", "21:30"), "1210"),
        (rating(1, 5), "0"),
        (rating(1, 5), "6"),
        (rating(1, 5), "4.5"),
        (OFFER, "free"),
        (UNIFORM, "badge+hat"),
        (UNIFORM, "badge+"),
        (UNIFORM, "badge+none"),
        (words(), "w" * 20_001),
    ],
)
def test_what_does_not_fit_is_refused_with_a_hint(measure: Measure, written: str) -> None:
    misfit = read_reading(measure, written)
    assert isinstance(misfit, Misfit)
    assert misfit.reason
    assert misfit.hint


@pytest.mark.parametrize(
    ("measure", "written", "reason", "hint"),
    [
        (OFFER, "upgrad", "'upgrad' is none of its options", "did you mean upgrade?"),
        (OFFER, "zzz", "'zzz' is none of its options", "write one of upgrade, mention, nothing"),
        (rating(1, 5), "9", "'9' is not on the scale", "write a number from 1 to 5"),
        (yes_no(), " ", "the reading is empty", "yes or no"),
        (OFFER, "z" * 40, f"'{'z' * 40}' is none of its options", "write one of upgrade, mention, nothing"),
        (
            count(at_most=3),
            "9" * 80,
            f"'{'9' * 40}…' is not a whole number of 0 or more",
            "write a number such as 3",
        ),
    ],
)
def test_a_refusal_says_what_would_fit(measure: Measure, written: str, reason: str, hint: str) -> None:
    assert read_reading(measure, written) == Misfit(reason, hint)


@pytest.mark.parametrize(
    ("reading", "written"),
    [
        (YesNo(True), "yes"),
        (YesNo(False), "no"),
        (length("72"), "72s"),
        (length("72.5"), "72.5s"),
        (Count(3), "3"),
        (TimeOfDay(76200), "21:10"),
        (TimeOfDay(32705), "09:05:05"),
        (Rating(-1), "-1"),
        (Choice("upgrade"), "upgrade"),
        (Parts(("badge", "shoes")), "badge+shoes"),
        (Parts(()), "none"),
        (Words(" as she said it "), " as she said it "),
        (NOT_APPLICABLE, "na"),
        (NOT_OBSERVED, "unseen"),
    ],
)
def test_a_reading_has_one_canonical_text(reading: Reading, written: str) -> None:
    assert write_reading(reading) == written


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        (yes_no(), "yes or no"),
        (MINUTES, "a length of time such as 72s, 1:12 or 2.5min (bare: min)"),
        (count(at_most=3), "a whole number such as 3"),
        (clock("17:00", "21:30"), "a time of day such as 21:10"),
        (rating(1, 5), "a number from 1 to 5"),
        (OFFER, "one of upgrade, mention, nothing"),
        (UNIFORM, "badge+uniform+shoes (those that were there) or none"),
        (words(), "words"),
    ],
)
def test_every_kind_says_what_may_be_written(measure: Measure, expected: str) -> None:
    assert expected_reading(measure) == expected


@pytest.mark.parametrize(
    ("text", "unit", "found"),
    [("5", "min", "300"), ("2", "h", "7200"), (" 1:12 ", "d", "72"), ("0", "s", "0"), ("0:00", "s", "0")],
)
def test_a_bare_number_is_in_the_standards_unit_and_colons_are_minutes_and_seconds(
    text: str, unit: str, found: str
) -> None:
    assert read_seconds(text, TimeUnit(unit)) == Fraction(found)


@pytest.mark.parametrize("text", ["", "soon", "1:2:3", "12345678901234"])
def test_what_is_no_length_of_time_has_no_seconds(text: str) -> None:
    assert read_seconds(text, TimeUnit.SECOND) is None
