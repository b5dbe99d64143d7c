"""A visit as the auditor walks it."""

from dataclasses import replace

import pytest

from qaudit.core.changes import Change, FactSet, MarkSet, NoteSet, ReadingSet, apply, subject_of
from qaudit.core.judging import Verdict
from qaudit.core.readings import YesNo
from qaudit.core.scoring import score_visit
from qaudit.core.standards import AllOf, FactIs, ScoringPolicy, StandardIs, StandardMissed
from qaudit.core.visits import Auditor, AuditorRole
from qaudit.core.walk import PackIndex, Progress, Walk, walk_visit
from tests.builders import a_pack, a_section, a_standard, a_visit, moment, seconds, seen, words

PACK = a_pack(
    a_section(
        "A", a_standard("A-1"), a_standard("A-2", when=StandardMissed("A-1")), a_standard("A-3", words())
    ),
    a_section("B", a_standard("B-1"), a_standard("B-2"), when=StandardIs("A-2", "yes")),
    a_section(
        "C",
        a_standard("C-1", seconds(60, events=("arrival", "greeted"))),
        a_standard("C-2", seconds(90, events=("arrival", "seated"))),
        a_standard("C-3", when=StandardMissed("C-1")),
        a_standard("C-4", when=FactIs("channel", ("phone",))),
    ),
    events=["arrival", "greeted", "seated"],
    facts={"channel": ["desk", "phone"]},
)
INDEX = PackIndex(PACK)
FRESH = walk_visit(INDEX, a_visit(PACK))
NOW = moment("15:00")


def changed(walk: Walk, *changes: Change) -> Walk:
    """The walk after some changes, each by `after`."""
    for change in changes:
        visit = apply(change, walk.visit, NOW)
        if isinstance(change, MarkSet):
            walk = walk.after(visit, (), (change.event,))
        else:
            walk = walk.after(visit, (subject_of(change),))
    return walk


def answered(**readings: str) -> Walk:
    return walk_visit(
        INDEX, a_visit(PACK, *(seen(code.replace("_", "-"), text) for code, text in readings.items()))
    )


def test_the_index_knows_where_each_code_stands() -> None:
    assert INDEX.codes[:4] == ("A-1", "A-2", "A-3", "B-1")
    assert INDEX.position["C-4"] == 8
    assert INDEX.section["B-2"].code == "B"
    assert INDEX.timed_by == {"arrival": ("C-1", "C-2"), "greeted": ("C-1",), "seated": ("C-2",)}


@pytest.mark.parametrize(
    ("codes", "touched"),
    [
        (["A-1"], ("A-1", "A-2", "B-1", "B-2")),
        (["C-3"], ("C-3",)),
        (["C-1", "A-2"], ("A-2", "B-1", "B-2", "C-1", "C-3")),
        (["GONE-1"], ()),
        ([], ()),
    ],
)
def test_a_change_touches_what_depends_on_it(codes: list[str], touched: tuple[str, ...]) -> None:
    assert INDEX.touched_by(codes) == touched


def test_a_standard_that_depends_in_two_ways_is_touched_once() -> None:
    both = AllOf((StandardMissed("A-1"), StandardIs("A-2", "yes")))
    pack = a_pack(
        a_standard("A-1"), a_standard("A-2", when=StandardMissed("A-1")), a_standard("A-3", when=both)
    )
    assert PackIndex(pack).touched_by(["A-1"]) == ("A-1", "A-2", "A-3")


def test_a_fresh_visit_has_asked_standards_without_readings() -> None:
    """S05, S06: what is not asked is not outstanding; nothing waits for an empty note standard."""
    assert FRESH.progress == Progress(asked=3, settled=0)
    assert FRESH.section_progress == (Progress(1, 0), Progress(0, 0), Progress(2, 0))
    assert not FRESH.progress.is_done
    assert FRESH.section_progress[1].is_done
    assert [gap.code for gap in FRESH.gaps] == ["A-1", "C-1", "C-2"]


def test_a_reading_opens_the_questions_that_follow_from_it() -> None:
    """S06"""
    walk = changed(FRESH, ReadingSet("A-1", YesNo(False)))
    assert walk.judged["A-2"].is_asked
    assert not walk.judged["B-1"].is_asked
    walk = changed(walk, ReadingSet("A-2", YesNo(True)))
    assert walk.judged["B-1"].is_asked
    walk = changed(walk, ReadingSet("A-1", YesNo(True)))
    assert not walk.judged["A-2"].is_asked
    assert not walk.judged["B-1"].is_asked
    assert walk.readings["A-2"].reading == YesNo(True)


def test_a_mark_answers_the_standards_it_times() -> None:
    walk = changed(FRESH, MarkSet("arrival", moment("14:05")), MarkSet("greeted", moment("14:06:10")))
    assert walk.judged["C-1"].verdict is Verdict.MISSED
    assert walk.judged["C-2"].verdict is Verdict.UNANSWERED
    assert walk.judged["C-3"].is_asked
    walk = changed(walk, MarkSet("greeted", None))
    assert walk.judged["C-1"].verdict is Verdict.UNANSWERED
    assert not walk.judged["C-3"].is_asked


def test_an_event_that_times_nothing_changes_nothing() -> None:
    assert changed(FRESH, MarkSet("farewell", NOW)).judged == FRESH.judged


def test_a_corrected_fact_judges_all_afresh() -> None:
    walk = changed(FRESH, FactSet("channel", "phone"))
    assert walk.judged["C-4"].is_asked
    assert not changed(walk, FactSet("channel", "desk")).judged["C-4"].is_asked


def test_a_walk_is_a_value() -> None:
    changed(FRESH, ReadingSet("A-1", YesNo(False)), NoteSet("A-3", "Busy"))
    assert FRESH.judged["A-1"].verdict is Verdict.UNANSWERED
    assert FRESH.readings == {}


@pytest.mark.parametrize(
    ("walk", "code", "following"),
    [
        (FRESH, None, "A-1"),
        (FRESH, "A-1", "C-1"),
        (FRESH, "C-1", "C-2"),
        (FRESH, "C-4", "A-1"),
        (answered(A_1="yes", C_1="30s"), "C-1", "C-2"),
        (answered(A_1="yes", C_1="30s"), "C-2", "C-2"),
        (answered(A_1="yes", C_1="30s", C_2="30s"), "A-1", None),
    ],
)
def test_the_next_unanswered_standard_is_found_going_round(
    walk: Walk, code: str | None, following: str | None
) -> None:
    assert walk.next_unanswered(code) == following


@pytest.mark.parametrize(
    ("code", "step", "neighbour"),
    [
        ("A-1", 1, "A-3"),
        ("A-3", 1, "C-1"),
        ("C-1", -1, "A-3"),
        ("A-3", -1, "A-1"),
        ("A-1", -1, "A-1"),
        ("C-2", 1, "C-2"),
        ("B-1", 1, "C-1"),
    ],
)
def test_the_neighbour_is_the_next_standard_that_is_asked(code: str, step: int, neighbour: str) -> None:
    assert FRESH.neighbour(code, step) == neighbour


def test_a_standard_is_settled_by_its_reading_though_a_note_is_missing() -> None:
    """S05"""
    walk = answered(A_1="no")
    assert walk.is_settled("A-1")
    assert [gap.kind.value for gap in walk.gaps_at("A-1")] == ["note"]
    assert not walk.is_settled("A-2")


def test_the_scorecard_of_a_walk_is_the_visits() -> None:
    """S05: so far."""
    walk = answered(A_1="no", A_2="yes")
    assert walk.scorecard() == score_visit(PACK, walk.visit)
    assert walk.pack is PACK


@pytest.mark.parametrize(
    ("role", "shows", "hides"),
    [
        (AuditorRole.SHOPPER, False, True),
        (AuditorRole.SHOPPER, True, False),
        (AuditorRole.REVIEWER, False, False),
        (AuditorRole.SELF_CHECK, False, False),
    ],
)
def test_the_score_is_kept_from_a_shopper_where_the_pack_says_so(
    role: AuditorRole, shows: bool, hides: bool
) -> None:
    pack = replace(FRESH.pack, scoring=ScoringPolicy(shows_score_to_shopper=shows))
    visit = replace(FRESH.visit, auditor=Auditor("fox", role))
    assert walk_visit(PackIndex(pack), visit).hides_score is hides
