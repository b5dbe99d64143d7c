"""The sentences of the checks: each stands alone, names what it is about, and says nothing of a person."""

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from qaudit.core.check_values import (
    AllBest,
    AllSame,
    AtOneGo,
    ByHand,
    Check,
    CheckId,
    Emptiness,
    EmptyWords,
    FarFromHistory,
    Gravity,
    Late,
    LongerPart,
    LongerThanVisit,
    NoNote,
    OutsideHours,
    OutsideVisit,
    SameNote,
    ThinGround,
    TooSoon,
    TrapReading,
    WrongOrder,
)
from qaudit.core.checks import checks_of
from qaudit.core.judging import Verdict
from qaudit.core.standards import Event
from qaudit.core.text import Text
from qaudit.core.walk import PackIndex, walk_visit
from qaudit.wording.review_checks import check_title, check_words, gravity_mark, gravity_name
from tests.builders import a_pack, a_standard, a_visit, seconds, seen

PACK = replace(
    a_pack(a_standard("A-1")),
    events=(
        Event("arrival", Text((("en", "Through the door"), ("he", "כניסה בדלת")))),
        Event("greeted", Text.plain("First words\x1b[2J")),
    ),
)
MANY = tuple(f"A-{number}" for number in range(1, 8))
SAID: list[tuple[Check, str]] = [
    (
        Check(CheckId.TRAP, TrapReading("yes"), ("A-1",)),
        "A-1 is a trap, read as 'yes': by the pack, nobody who was there can have that.",
    ),
    (
        Check(CheckId.ORDER, WrongOrder("arrival", "greeted", Fraction(40)), ("A-1",)),
        "'First words␛[2J' is marked 40 s before 'Through the door'. It can only come after it.",
    ),
    (
        Check(CheckId.LONGER_PART, LongerPart(Fraction(120), Fraction(90)), ("T-1", "T-2")),
        "T-1 took longer than T-2, in which it lies: 2 min and 1 min 30 s.",
    ),
    (
        Check(CheckId.THIN_GROUND, ThinGround(1), ("A-1",)),
        "A-1: a critical miss rests on 1 character, without evidence.",
    ),
    (
        Check(CheckId.THIN_GROUND, ThinGround(11), ("A-1",)),
        "A-1: a critical miss rests on 11 characters, without evidence.",
    ),
    (Check(CheckId.NO_NOTE, NoNote(Verdict.MISSED, False), ("A-1",)), "A-1 was missed and has no note."),
    (Check(CheckId.NO_NOTE, NoNote(Verdict.PARTLY, False), ("A-1",)), "A-1 was partly met and has no note."),
    (
        Check(CheckId.NO_NOTE, NoNote(Verdict.MISSED, True), ("A-1",)),
        "A-1: a critical miss has neither note nor evidence.",
    ),
    (
        Check(CheckId.EMPTY_WORDS, EmptyWords("--", Emptiness.NO_WORDS), ("A-1",)),
        "A-1: the note has no words: '--'",
    ),
    (
        Check(CheckId.EMPTY_WORDS, EmptyWords("bad", Emptiness.STOCK_WORDS), ("A-1",)),
        "A-1: the note does not say what was seen: 'bad'",
    ),
    (
        Check(CheckId.EMPTY_WORDS, EmptyWords("x" * 61, Emptiness.COPY), ("A-1",)),
        f"A-1: the note repeats the standard: '{'x' * 60}…'",
    ),
    (
        Check(CheckId.SAME_NOTE, SameNote("Nobody\nthere"), MANY),
        "7 standards have the same note: 'Nobody there' (A-1, A-2, A-3, A-4, A-5 and 2 more)",
    ),
    (
        Check(CheckId.BY_HAND, ByHand(Fraction(8), Fraction("2.25")), ("A-1",)),
        "A-1: 8 s by hand, 2.3 s by its marks.",
    ),
    (
        Check(CheckId.BEFORE_ARRIVAL, OutsideVisit("bill", Fraction(300), "arrival")),
        "'bill' is marked 5 min before 'Through the door'.",
    ),
    (
        Check(CheckId.AFTER_LEAVING, OutsideVisit("arrival", Fraction(7380))),
        "'Through the door' is marked 2 h 3 min after leaving.",
    ),
    (
        Check(CheckId.LONGER_THAN_VISIT, LongerThanVisit(Fraction(5700), Fraction(2100)), ("A-1",)),
        "A-1: 1 h 35 min is longer than the visit, which took 35 min.",
    ),
    (
        Check(CheckId.OUTSIDE_HOURS, OutsideHours((32_400,), 50_100, 1800), ("C-1",)),
        "1 time of day lies outside the visit, which was from 13:55 to 00:30: C-1 09:00",
    ),
    (
        Check(CheckId.OUTSIDE_HOURS, OutsideHours((0,) * 7, 50_100, 52_200), MANY),
        (
            "7 times of day lie outside the visit, which was from 13:55 to 14:30: "
            "A-1 00:00, A-2 00:00, A-3 00:00, A-4 00:00, A-5 00:00 and 2 more"
        ),
    ),
    (
        Check(CheckId.ALL_BEST, AllBest(24)),
        "All 24 readings are at their best, and the visit has no note and no evidence.",
    ),
    (
        Check(CheckId.ALL_SAME, AllSame(11, ("yes", "3"))),
        "All 11 readings of a kind are the same: 'yes', '3'",
    ),
    (Check(CheckId.AT_ONE_GO, AtOneGo(20, Fraction("36.1"))), "20 readings in a row were saved within 36 s."),
    (
        Check(
            CheckId.FAR_FROM_HISTORY, FarFromHistory(Decimal("45.0"), Fraction(177, 2), Fraction("51.891"), 9)
        ),
        "45.0 % is far from the usual 88.5 % (9 earlier visits; up to 51.89 points off is near).",
    ),
    (
        Check(CheckId.LATE, Late(Fraction(31 * 3600 + 59), False)),
        "Submitted 1 d 7 h after leaving; memory fades after a day.",
    ),
    (
        Check(CheckId.LATE, Late(Fraction(31 * 3600), True)),
        "Submitted 1 d 7 h after leaving; every reading was saved within a day.",
    ),
    (
        Check(CheckId.ROTATION, TooSoon("v", 1, 90)),
        "The same auditor was at this branch 1 day before; the brand asks for 90 days between.",
    ),
    (
        Check(CheckId.ROTATION, TooSoon("v", 0, 90)),
        "The same auditor was at this branch on the same day; the brand asks for 90 days between.",
    ),
]


@pytest.mark.parametrize(("check", "sentence"), SAID, ids=[check.id.value for check, _ in SAID])
def test_a_check_says_what_it_saw(check: Check, sentence: str) -> None:
    assert check_words(check, PACK, "en") == sentence


def test_every_check_has_its_sentence_and_a_title_that_fits_a_small_screen() -> None:
    assert {check.id for check, _ in SAID} == set(CheckId)
    titles = [check_title(check) for check in CheckId]
    assert len(set(titles)) == len(titles)
    assert [title for title in titles if not 10 <= len(title) <= 34] == []


def test_texts_of_the_pack_are_in_the_language_that_was_asked_for() -> None:
    check = Check(CheckId.AFTER_LEAVING, OutsideVisit("arrival", Fraction(120)))
    assert check_words(check, PACK, "he") == "'כניסה בדלת' is marked 2 min after leaving."


def test_no_sentence_speaks_of_a_person_s_fault() -> None:
    judging = re.compile(
        r"\b(lazy|shopper|fraud|cheat\w*|lying|fake\w*|careless|suspicious|you)\b", re.IGNORECASE
    )
    assert judging.search("A lazy shopper")
    said = [sentence for _, sentence in SAID] + [check_title(check) for check in CheckId]
    assert [sentence for sentence in said if judging.search(sentence)] == []


def test_a_gravity_is_told_by_a_word_and_a_sign() -> None:
    assert [(gravity_name(one), gravity_mark(one)) for one in Gravity] == [("stop", "!"), ("look", "?")]


def test_what_the_core_finds_can_be_said() -> None:
    """One visit with much to look at, from the walk to the words."""
    pack = a_pack(
        a_standard("A-1", seconds(60, events=("arrival", "greeted"))),
        a_standard("A-2", is_critical=True),
        a_standard("A-3", counts=False, gives_away=("yes",)),
        events=("arrival", "greeted"),
    )
    visit: Any = a_visit(
        pack,
        seen("A-1", "95min", "-"),
        seen("A-2", "no", "It was shut"),
        seen("A-3", "yes"),
        marks={"arrival": "14:05", "greeted": "14:06:30"},
        left="14:30",
        submitted="15:00",
    )
    late = replace(visit, submitted_at=visit.submitted_at + timedelta(days=2))
    found = checks_of(walk_visit(PackIndex(pack), late))
    assert [f"{check.id} {check_words(check, pack, None)}" for check in found] == [
        "R01 A-3 is a trap, read as 'yes': by the pack, nobody who was there can have that.",
        "R04 A-2: a critical miss rests on 11 characters, without evidence.",
        "R06 A-1: the note has no words: '-'",
        "R08 A-1: 1 h 35 min by hand, 1 min 30 s by its marks.",
        "R11 A-1: 1 h 35 min is longer than the visit, which took 35 min.",
        "R17 Submitted 2 d 30 min after leaving; memory fades after a day.",
    ]
