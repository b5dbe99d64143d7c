"""Values in words: lengths of time, limits, how far off, numbers, dates."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from qaudit.core.judging import Judgement, Verdict, judge, put_aside
from qaudit.core.measures import AtLeast, AtMost, Between, Limit, Measure
from qaudit.core.readings import NotApplicable
from qaudit.core.standards import FactIs
from qaudit.reports.record_words import late_words
from qaudit.wording import values
from qaudit.wording.readings import limit_in_words, seen_in_words
from tests.builders import (
    a_pack,
    a_reading,
    a_standard,
    checklist,
    choice,
    clock,
    count,
    duration,
    rating,
    seconds,
    yes_no,
)
from tests.builders import words as note


def spaced(text: object) -> str:
    """The text with plain spaces."""
    return str(text).replace(values.NBSP, " ")


@pytest.mark.parametrize(
    ("length", "written"),
    [
        (0, "0 s"),
        (48, "48 s"),
        ("48.25", "48.3 s"),
        ("59.96", "1 min"),
        (60, "1 min"),
        (95, "1 min 35 s"),
        ("95.5", "1 min 35.5 s"),
        (3600, "1 h"),
        (3930, "1 h 5 min 30 s"),
        (90_000, "1 d 1 h"),
        (259_200, "3 d"),
    ],
)
def test_a_length_of_time_in_words(length: float | str, written: str) -> None:
    assert spaced(values.duration_words(Fraction(length))) == written


@pytest.mark.parametrize(
    ("limit", "unit", "written"),
    [
        (AtMost(Fraction(60)), 1, "limit 60 s"),
        (AtMost(Fraction("1.5")), 3600, "limit 1.5 h"),
        (AtLeast(Fraction(2)), 60, "at least 2 min"),
        (Between(Fraction(1), Fraction(3)), 86_400, "between 1 and 3 d"),
    ],
)
def test_a_limit_is_told_in_its_own_unit(limit: Limit, unit: int, written: str) -> None:
    assert spaced(values.limit_words(limit, lambda value: values.in_unit(value, unit))) == written


SENTENCES: list[tuple[Measure, str, str]] = [
    (seconds(60), "95", "1 min 35 s, limit 60 s: over by 35 s"),
    (seconds(60), "60", "1 min, limit 60 s"),
    (seconds(60), "60.04", "1 min 0.04 s, limit 60 s: over by 0.04 s"),
    (seconds(60), "60.0004", "1 min 0.0004 s, limit 60 s: over by 0.0004 s"),
    (duration("min", at_least=2), "1:30", "1 min 30 s, at least 2 min: short by 30 s"),
    (duration("min", between=(1, 3)), "45s", "45 s, between 1 and 3 min: short by 15 s"),
    (duration("h", between=(1, 3)), "4h", "4 h, between 1 and 3 h: over by 1 h"),
    (count("rings", at_most=3), "5", "5 rings, limit 3: over by 2"),
    (count("rings", at_most=3), "3", "3 rings, limit 3"),
    (clock("17:00", "21:30"), "22:10", "22:10, between 17:00 and 21:30: late by 40 min"),
    (clock("17:00", "21:30"), "16:30", "16:30, between 17:00 and 21:30: early by 30 min"),
    (clock("22:00", "06:00"), "06:20:30", "06:20:30, between 22:00 and 06:00: late by 20 min 30 s"),
    (clock("17:00", "21:30"), "21:30", "21:30, between 17:00 and 21:30"),
    (yes_no(), "no", "No: expected yes"),
    (yes_no("no"), "yes", "Yes: expected no"),
    (yes_no("no"), "no", "No"),
    (rating(1, 5, met_from=4), "2", "2 of 5, met from 4"),
    (choice(best=1, worst=0), "worst", "worst"),
    (checklist("badge", "shoes", "tie"), "badge", "1 of 3: missing shoes, tie"),
    (checklist("badge", "shoes"), "badge+shoes", "2 of 2"),
    (checklist("badge", "shoes"), "none", "0 of 2: missing badge, shoes"),
]


@pytest.mark.parametrize(("measure", "written", "sentence"), SENTENCES)
def test_what_was_seen_against_what_was_asked(measure: Measure, written: str, sentence: str) -> None:
    standard = a_standard("A-1", measure)
    judged = judge(standard, a_reading(a_pack(standard), "A-1", written))
    assert spaced(seen_in_words(standard, judged, None).sentence) == sentence


def test_no_finding_is_over_its_limit_by_nothing() -> None:
    """However little a duration is over, the print shows a difference."""
    for tiny in (Fraction(1, 10**n) for n in range(1, 7)):
        assert values.duration_words(tiny, values.places_for(tiny)) != values.duration_words(Fraction(0))


@pytest.mark.parametrize("reading", [None, NotApplicable()])
def test_where_nothing_was_seen_nothing_is_said(reading: NotApplicable | None) -> None:
    standard = a_standard("A-1", seconds(60))
    assert not seen_in_words(standard, judge(standard, reading), None).sentence


def test_a_note_is_its_own_words() -> None:
    standard = a_standard("A-1", note())
    judged = judge(standard, a_reading(a_pack(standard), "A-1", "Said\ngoodbye"))
    assert str(seen_in_words(standard, judged, None).reading) == "Said\ngoodbye"


@pytest.mark.parametrize("measure", [yes_no(), rating(), choice(a=1), checklist("a"), note()])
def test_only_what_is_measured_has_a_limit(measure: Measure) -> None:
    assert not limit_in_words(measure, None)
    assert limit_in_words(count(at_most=2), None)


@pytest.mark.parametrize(
    ("value", "written"),
    [("5/2", "2.5"), ("7/3", "2.33"), (4, "4"), ("2/3", "0.67"), (0, "0"), ("100", "100")],
)
def test_points_have_two_places_at_most(value: str | int, written: str) -> None:
    assert values.two_places(Fraction(value)) == written


@pytest.mark.parametrize(
    ("seconds_", "text"),
    [
        ("0", "0 s"),
        ("72", "72 s"),
        ("8.25", "8.25 s"),
        ("120", "2 min"),
        ("192.5", "3 min 12.5 s"),
        ("7500", "2 h 5 min"),
        ("90061", "1 d 1 h 1 min 1 s"),
    ],
)
def test_a_length_of_time_is_short_and_exact(seconds_: str, text: str) -> None:
    assert values.length_text(Fraction(seconds_)) == text


@pytest.mark.parametrize(
    ("minutes", "written"),
    [(0, "UTC"), (180, "UTC+03:00"), (-210, "UTC−03:30"), (345, "UTC+05:45")],
)
def test_an_offset_from_utc(minutes: int, written: str) -> None:
    assert values.offset_words(minutes) == written


def test_a_date_is_the_auditors() -> None:
    late = datetime(2026, 5, 14, 22, 30, tzinfo=UTC)
    assert spaced(values.long_date_words(late, 180)) == "Friday 15 May 2026"
    assert values.minute_words(late, 180) == "01:30"


@pytest.mark.parametrize(
    ("size", "written"), [(1, "1 byte"), (640, "640 bytes"), (48_200, "48 kB"), (2_449_000, "2.4 MB")]
)
def test_a_size(size: int, written: str) -> None:
    assert spaced(values.size_words(size)) == written


def test_every_verdict_has_words_and_a_sign_of_its_own() -> None:
    keys = {verdict.value for verdict in Verdict} | {values.NOT_ASKED}
    assert set(values.VERDICT_WORDS) == set(values.VERDICT_MARKS) == keys
    assert len(set(values.VERDICT_MARKS.values())) == len(set(values.VERDICT_WORDS.values())) == len(keys)


def test_not_asked_is_told_from_not_applicable() -> None:
    """S03 and S06 count alike and mean different things."""
    aside = Judgement(Verdict.NOT_APPLICABLE, reading=NotApplicable())
    assert values.verdict_key(aside) == "not_applicable"
    assert values.verdict_key(put_aside(FactIs("luggage", ("yes",)))) == values.NOT_ASKED


@pytest.mark.parametrize(("hours", "is_late"), [(23, False), (24, False), (25, True)])
def test_memory_is_warned_of_after_a_day(hours: int, is_late: bool) -> None:
    assert bool(late_words(timedelta(hours=hours))) is is_late
    assert not late_words(None)


def test_tags_of_a_packs_own_are_given_as_they_stand() -> None:
    assert values.tag_words("second_floor") == "Second floor"
    assert values.tag_words("face_to_face") == "Face to face"
