"""Limits in the words of a form: taken where they are said, and nowhere else."""

from fractions import Fraction

import pytest

from qaudit.core.measures import AtLeast, AtMost, Between, Limit, Rung, TimeUnit
from qaudit.interop.xlsform_limits import ladder_of, limit_of_columns, limit_of_words, unit_of_words

S, MIN, H, D = TimeUnit


def most(number: str) -> AtMost:
    return AtMost(Fraction(number))


@pytest.mark.parametrize(
    ("words", "limit", "unit"),
    [
        ("Greeted within 60 s of arrival", most("60"), S),
        ("Waiting time at the desk (under 30 sec)", most("30"), S),
        ("Answered in 5 minutes or less", most("5"), MIN),
        ("How many minutes did it take? (at most 10 minutes)", most("10"), MIN),
        ("Reply by e-mail, no more than 24 hours", most("24"), H),
        ("Kept for at least 2 days", AtLeast(Fraction(2)), D),
        ("Rest of between 2 and 5 minutes", Between(Fraction(2), Fraction(5)), MIN),
        ("Max. 1,5 h", most("1.5"), H),
        ("הפנייה נענתה תוך 30 שניות", most("30"), S),
        ("Răspuns în 60 de secunde", most("60"), S),
        ("Accueilli en moins de 2 minutes", most("2"), MIN),
        ("Rings before the answer (max 3)", most("3"), None),
        ("At least 2 members of staff at the desk", AtLeast(Fraction(2)), None),
    ],
)
def test_a_limit_in_so_many_words_is_found(words: str, limit: Limit, unit: TimeUnit | None) -> None:
    found = limit_of_words(words, may_count=True)
    assert found is not None
    assert (found.limit, found.unit) == (limit, unit)
    assert found.words in words.casefold()


@pytest.mark.parametrize(
    "words",
    [
        "How many visitors came within the last 12 hours?",
        "How many guests were served within 10 minutes?",
        "Number of children under 5 years",
        "Staff of at least 18 years",
        "At least 80 % were content",
        "How long did the guest wait?",
        "Time of the visit",
    ],
)
def test_other_numbers_are_no_limits(words: str) -> None:
    assert limit_of_words(words, may_count=True) is None


def test_a_hint_that_tells_how_to_write_is_no_limit() -> None:
    assert limit_of_words("Days of fever", "Less than 1 day: write 0", may_count=True) is None
    found = limit_of_words("Days of waiting", "within 3 days", may_count=True)
    assert found is not None
    assert found.limit == most("3")


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("Waiting time (in minutes)", MIN),
        ("How many seconds?", S),
        ("Age in days", D),
        ("In the morning", None),
        ("hours", H),
    ],
)
def test_the_unit_of_time_that_a_row_asks_for(words: str, unit: TimeUnit | None) -> None:
    assert unit_of_words(words) is unit


@pytest.mark.parametrize(
    ("columns", "limit"),
    [
        ({"qa:max": "60"}, most("60")),
        ({"qa:min": "1/3"}, AtLeast(Fraction(1, 3))),
        ({"qa:min": "2", "qa:max": "4.5"}, Between(Fraction(2), Fraction("4.5"))),
        ({"qa:min": "5", "qa:max": "4"}, None),
        ({"qa:max": "-1"}, None),
        ({"qa:max": "soon"}, None),
        ({}, None),
    ],
)
def test_columns_of_ours_say_limits(columns: dict[str, str], limit: Limit | None) -> None:
    assert limit_of_columns(columns) == limit


@pytest.mark.parametrize(
    "written", ["", "60=1 soon=0", "50=1 120=0.5", "60=1 120=2", "60=1 120=0.5 240=0.5", "60=1 120"]
)
def test_a_ladder_that_makes_no_sense_is_the_limit_alone(written: str) -> None:
    assert ladder_of(written, most("60")) == (Rung(most("60"), Fraction(1)),)


def test_a_ladder_is_read_with_its_shares() -> None:
    between = Between(Fraction(2), Fraction(4))
    wider = Between(Fraction(1), Fraction(6))
    assert ladder_of("2..4=1 1..6=1/3", between) == (Rung(between, Fraction(1)), Rung(wider, Fraction(1, 3)))
