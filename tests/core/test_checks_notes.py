"""What stands beside a miss: R04 to R07, and what counts as words that say nothing."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaudit.core.check_notes import empty_notes, same_notes, thin_grounds, without_note
from qaudit.core.check_values import NO_PAST, Check, Emptiness, EmptyWords, NoNote, SameNote, ThinGround
from qaudit.core.empty_words import STOCK_WORDS, emptiness_of, squeezed
from qaudit.core.judging import Verdict
from qaudit.core.standards import Demand, FactIs, Standard
from qaudit.core.text import Text
from qaudit.core.walk import PackIndex, Walk, walk_visit
from tests.builders import (
    Seen,
    a_pack,
    a_standard,
    a_visit,
    an_evidence,
    checklist,
    rating,
    seconds,
    seen,
    words,
)

LADDER = seconds(60, credit=[(60, 1), (120, "0.5")], events=("arrival", "greeted"))


def walked(*standards: Standard, readings: tuple[Seen, ...], **visit: Any) -> Walk:
    pack = a_pack(*standards, events=("arrival", "greeted"))
    return walk_visit(PackIndex(pack), a_visit(pack, *readings, **visit))


def details(found: Any) -> list[tuple[tuple[str, ...], object]]:
    return [(check.codes, check.detail) for check in found]


def test_a_miss_without_a_note_is_told_whatever_the_pack_demands() -> None:
    """R05."""
    walk = walked(
        a_standard("A-1", note=Demand.NEVER),
        a_standard("A-2", rating(), note=Demand.NEVER),
        a_standard("A-3", checklist("badge", "shoes")),
        a_standard("A-4"),
        readings=(
            seen("A-1", "no"),
            seen("A-2", "3"),
            seen("A-3", "badge", "  \n"),
            seen("A-4", "no", "Shut."),
        ),
    )
    assert details(without_note(walk, NO_PAST)) == [
        (("A-1",), NoNote(Verdict.MISSED, is_bare=False)),
        (("A-2",), NoNote(Verdict.PARTLY, is_bare=False)),
        (("A-3",), NoNote(Verdict.PARTLY, is_bare=False)),
    ]


@pytest.mark.parametrize("written", ["yes", "na", "unseen"])
def test_what_is_no_miss_needs_no_note(written: str) -> None:
    """R05."""
    walk = walked(a_standard("A-1"), a_standard("A-2", words()), readings=(seen("A-1", written),))
    assert list(without_note(walk, NO_PAST)) == []


def test_a_bonus_and_what_is_not_asked_need_no_note() -> None:
    """R05."""
    aside = a_standard("A-2", when=FactIs("channel", ("phone",)))
    walk = walked(a_standard("A-1", is_bonus=True), aside, readings=(seen("A-1", "no"), seen("A-2", "no")))
    assert list(without_note(walk, NO_PAST)) == []


@pytest.mark.parametrize(
    ("greeted", "told"), [("14:01:30", False), ("14:05", True)], ids=["partly", "missed"]
)
def test_a_clock_that_found_it_partly_met_speaks_for_itself(greeted: str, *, told: bool) -> None:
    """R05."""
    walk = walked(a_standard("A-1", LADDER), readings=(), marks={"arrival": "14:00", "greeted": greeted})
    assert walk.judged["A-1"].by_clock
    assert bool(list(without_note(walk, NO_PAST))) is told


@pytest.mark.parametrize(("evidence", "is_bare"), [((), True), ((an_evidence(),), False)])
def test_a_critical_miss_with_nothing_beside_it_says_so(evidence: Any, *, is_bare: bool) -> None:
    """R05."""
    walk = walked(a_standard("A-1", is_critical=True), readings=(seen("A-1", "no", evidence=evidence),))
    assert details(without_note(walk, NO_PAST)) == [(("A-1",), NoNote(Verdict.MISSED, is_bare))]


@pytest.mark.parametrize(
    "note",
    ["ok", "OK.", "n/a", "N. A.", "Bad!", "not  good", "-", "...", "👍", "x", "xxx", "aa a",
     "לא טוב", "כנ\"ל", "בְּסֵדֶר", "אא", "nu e cazul", "Fără comentarii", "FARA COMENTARII", "în regulă", "rău"],
)  # fmt: skip
def test_empty_words_under_a_miss_are_told(note: str) -> None:
    """R06."""
    walk = walked(a_standard("A-1"), readings=(seen("A-1", "no", note),))
    ((codes, detail),) = details(empty_notes(walk, NO_PAST))
    assert codes == ("A-1",)
    assert isinstance(detail, EmptyWords)
    assert detail.note == note


@pytest.mark.parametrize(
    "note",
    ["Not good: the desk was empty", "bad smell", "ok at first, then nobody", "No badge", "dirty", "late", "7",
     "10 min", "n/a on the sign", "לא טוב שהדלת נעולה", "מלוכלך", "murdar", "nu avea ecuson", "脏", "哈哈",
     "Shut. Shut."],
)  # fmt: skip
def test_words_that_may_say_something_are_left_alone(note: str) -> None:
    """R06."""
    walk = walked(a_standard("A-1"), readings=(seen("A-1", "no", note),))
    assert list(empty_notes(walk, NO_PAST)) == []


def test_a_copy_of_the_standard_in_any_of_its_languages_is_told() -> None:
    """R06."""
    text = Text((("en", "The door is shut."), ("he", "הדלת סגורה")))
    standard = a_standard("A-1", text=text)
    for note in ("the door is shut", "הדלת סגורה!"):
        walk = walked(standard, readings=(seen("A-1", "no", note),))
        assert details(empty_notes(walk, NO_PAST)) == [(("A-1",), EmptyWords(note, Emptiness.COPY))]
    longer = walked(standard, readings=(seen("A-1", "no", "The door is shut, but not locked"),))
    assert list(empty_notes(longer, NO_PAST)) == []


def test_empty_words_matter_where_a_note_is_needed_alone() -> None:
    """R06: under a standard that is met, `ok` does no harm."""
    walk = walked(
        a_standard("A-1"),
        a_standard("A-2", note=Demand.ALWAYS),
        a_standard("A-3", LADDER),
        a_standard("A-4", when=FactIs("channel", ("phone",))),
        readings=(
            seen("A-1", "yes", "ok"),
            seen("A-2", "yes", "ok"),
            seen("A-3", "50s", "-"),
            seen("A-4", "no", "ok"),
        ),
    )
    assert details(empty_notes(walk, NO_PAST)) == [
        (("A-2",), EmptyWords("ok", Emptiness.STOCK_WORDS)),
        (("A-3",), EmptyWords("-", Emptiness.NO_WORDS)),
    ]


def test_no_stock_words_squeeze_to_nothing_and_none_stands_twice_in_its_language() -> None:
    assert set(STOCK_WORDS) == {"en", "he", "ro"}
    for found in STOCK_WORDS.values():
        cores = [squeezed(entry) for entry in found]
        assert len(cores) > 40
        assert "" not in cores
        assert [core for core in cores if cores.count(core) > 1] == []


@given(
    st.sampled_from([entry for found in STOCK_WORDS.values() for entry in found]), st.sampled_from("!?. -…\n")
)
def test_signs_and_capitals_around_stock_words_change_nothing(entry: str, sign: str) -> None:
    assert emptiness_of(f"{sign}{entry.upper()}{sign}{sign}") is Emptiness.STOCK_WORDS


@given(st.text(max_size=60))
def test_what_a_note_is_squeezed_to_stays_so(note: str) -> None:
    assert squeezed(squeezed(note)) == squeezed(note)
    emptiness_of(note, [note])


def notes(*found: str, **keys: Any) -> list[Check]:
    standards = [a_standard(f"A-{number}", **keys) for number in range(len(found))]
    readings = tuple(seen(one.code, "no", note) for one, note in zip(standards, found, strict=True))
    return list(same_notes(walked(*standards, readings=readings), NO_PAST))


def test_one_note_under_three_misses_is_told_once() -> None:
    """R07."""
    found = notes("Nobody there.", "nobody there", "A queue of five", "NOBODY  THERE!", "A queue of five")
    assert details(found) == [(("A-0", "A-1", "A-3"), SameNote("Nobody there."))]


def test_two_are_not_three_and_empty_words_are_told_elsewhere() -> None:
    """R07."""
    assert notes("Nobody there.", "Nobody there.", "Somebody there.") == []
    assert notes("bad", "bad", "bad") == []
    assert notes("", "", "") == []


def test_the_same_reason_for_timing_by_hand_is_no_copy() -> None:
    """R07."""
    standards = [a_standard(f"A-{number}", LADDER) for number in range(3)]
    readings = tuple(seen(one.code, "300s", "Timed on my watch") for one in standards)
    assert list(same_notes(walked(*standards, readings=readings), NO_PAST)) == []


def test_one_note_under_what_was_met_is_not_looked_at() -> None:
    """R07."""
    standards = [a_standard(f"A-{number}") for number in range(3)]
    readings = tuple(seen(one.code, "yes", "As on the last visit") for one in standards)
    assert list(same_notes(walked(*standards, readings=readings), NO_PAST)) == []


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("Door was locked", 15),
        ("x" * 9 + "y" * 10, 19),
        ("x" * 10 + "y" * 10, None),
        ("bad", None),
        ("", None),
    ],
    ids=["short", "nineteen", "twenty", "empty-words", "no-note"],
)
def test_a_critical_miss_needs_more_than_a_few_characters_or_evidence(note: str, told: int | None) -> None:
    """R04."""
    walk = walked(a_standard("A-1", is_critical=True), readings=(seen("A-1", "no", note),))
    expected = [] if told is None else [(("A-1",), ThinGround(told))]
    assert details(thin_grounds(walk, NO_PAST)) == expected


def test_evidence_or_a_lesser_standard_makes_the_ground_firm_enough() -> None:
    """R04."""
    critical = a_standard("A-1", is_critical=True)
    shown = seen("A-1", "no", "Door locked", evidence=(an_evidence(),))
    assert list(thin_grounds(walked(critical, readings=(shown,)), NO_PAST)) == []
    lesser = walked(a_standard("A-1"), readings=(seen("A-1", "no", "Door locked"),))
    assert list(thin_grounds(lesser, NO_PAST)) == []
    partly = walked(a_standard("A-1", rating(), is_critical=True), readings=(seen("A-1", "3", "Slow"),))
    assert list(thin_grounds(partly, NO_PAST)) == []
