"""What the journal's entries of the life after a visit say in words, and what is done with one that was spoilt."""

import json
from dataclasses import replace
from datetime import date

import pytest

from qaudit.core.appeals import Appeal, AppealState, written_appeal
from qaudit.core.corrective_actions import ActionState, CorrectiveAction, written_action
from qaudit.core.follow_up import FollowUp, ListEntry
from qaudit.core.journal import Act, JournalEntry
from qaudit.core.readings import YesNo
from qaudit.core.remarks import Explanation, Remark, written_explanation, written_remark
from qaudit.core.text import Text
from qaudit.core.visits import Evidence
from qaudit.core.walk import PackIndex, Walk, walk_visit
from qaudit.speech import speaking
from qaudit.wording.journal_words import before_words, deed_words, subject_words
from tests.builders import a_pack, a_standard, a_visit, moment

NOW = moment("12:00")
PHOTO = Evidence("a" * 64, "photo.jpg", "image/jpeg", 10)
APPEAL = Appeal("a-1", "v-1", "ARR-01", "wrong_time", "The till says 90 s", "missed", "rona", NOW, (PHOTO,))
ACTION = CorrectiveAction(
    "c-1", "v-1", "HAI-01", "harbour", ("ARR-01", "ARR-02"), "Train", "coach", date(2026, 6, 1), "rona", NOW
)


@pytest.fixture(scope="module")
def walk() -> Walk:
    owners = (ListEntry("coach", Text((("en", "the coach"), ("he", "המאמן")))),)
    pack = replace(a_pack(a_standard("ARR-01"), a_standard("ARR-02")), follow_up=FollowUp(owners=owners))
    return walk_visit(PackIndex(pack), a_visit(pack))


def entry(act: Act, became: str | None, subject: str = "", was: str | None = None) -> JournalEntry:
    return JournalEntry("v-1", 1, NOW, "rona", act, subject, was, became)


def action(state: ActionState, was: ActionState | None = None, **changes: object) -> JournalEntry:
    changed = replace(ACTION, kept_state=state, **changes)  # type: ignore[arg-type]
    return entry(Act.ACTION, written_action(changed), "c-1", None if was is None else was.value)


def appeal(state: AppealState, reading: YesNo | None = None) -> JournalEntry:
    return entry(
        Act.DECIDED, written_appeal(replace(APPEAL, state=state, why="so", reading=reading)), "ARR-01"
    )


WHOLE = Remark(2, "", "Please add a photo", "owl", NOW)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (entry(Act.REMARKED, written_remark(WHOLE)), "remark 2 on the visit: Please add a photo"),
        (
            entry(Act.ANSWERED, written_remark(replace(WHOLE, answer="There is none", answered_at=NOW))),
            "answer to remark 2 on the visit: There is none",
        ),
        (
            entry(Act.EXPLAINED, written_explanation(Explanation("", "refit", "", "rona", NOW))),
            "reason for the visit, refit",
        ),
        (
            entry(Act.EXPLAINED, written_explanation(Explanation("ARR-01", "gone", "Late", "rona", NOW))),
            "reason for ARR-01, gone: Late",
        ),
        (
            entry(Act.APPEALED, written_appeal(APPEAL), "ARR-01"),
            "appeal on ARR-01, missed, the time was measured otherwise: The till says 90 s (1 file)",
        ),
        (appeal(AppealState.UPHELD), "appeal on ARR-01 upheld"),
        (appeal(AppealState.REJECTED), "appeal on ARR-01 rejected"),
        (appeal(AppealState.AMENDED, YesNo(True)), "appeal on ARR-01 amended to yes"),
        (action(ActionState.OPEN), "due 2026-06-01, the coach: Train (ARR-01, ARR-02)"),
        (action(ActionState.OPEN, ActionState.OPEN), "due 2026-06-01 now"),
        (action(ActionState.OPEN, ActionState.DONE, checked_by="v-2"), "open again after visit v-2"),
        (action(ActionState.DONE, ActionState.OPEN, evidence=(PHOTO, PHOTO)), "done (2 files)"),
        (action(ActionState.VERIFIED, ActionState.DONE, checked_by="v-2"), "verified by visit v-2"),
        (action(ActionState.DROPPED, ActionState.OPEN, why_dropped="rebuilt"), "dropped: rebuilt"),
        (entry(Act.SCORED, "f" * 64, "87.5"), "87.5 %, scorecard ffffffffffff"),
        (entry(Act.SCORED, "f" * 64), "unscored, scorecard ffffffffffff"),
        (entry(Act.REPORTED, "e" * 64, "application/pdf"), "report as PDF, eeeeeeeeeeee"),
        (entry(Act.VOIDED, "void"), "void"),
    ],
)
def test_an_entry_is_told_in_one_sentence(told: JournalEntry, words: str, walk: Walk) -> None:
    assert deed_words(told, walk) == words


def test_the_brands_own_words_are_in_the_readers_language(walk: Walk) -> None:
    with speaking("he"):
        assert "המאמן" in (deed_words(action(ActionState.OPEN), walk) or "")


@pytest.mark.parametrize(
    "became",
    ["", "[1", "[]", "{}", "null", '{"state": "lost"}', json.dumps({"number": 1}), "\x00", "2026-99-99"],
)
@pytest.mark.parametrize("act", list(Act))
def test_an_entry_that_was_spoilt_is_never_a_fault_of_ours(act: Act, became: str, walk: Walk) -> None:
    """`--verify` names it; here it is told as it stands, or as far as it can be."""
    for was in (None, "lost", became):
        spoilt = entry(act, became, "not a number", was)
        deed_words(spoilt, walk)
        before_words(spoilt)
        subject_words(spoilt)
    assert deed_words(entry(act, None), walk) is None


def test_changes_of_readings_tell_themselves(walk: Walk) -> None:
    for act in (Act.READING, Act.NOTE, Act.MARK, Act.FACT, Act.EVIDENCE, Act.LEFT, Act.CORRECTED):
        assert deed_words(entry(act, "yes", "ARR-01"), walk) is None


def test_what_was_before_an_action_is_its_state(walk: Walk) -> None:
    assert before_words(action(ActionState.DONE, ActionState.OPEN)) == "open"
    assert before_words(action(ActionState.OPEN)) == ""
    assert before_words(entry(Act.CORRECTED, "yes", "ARR-01", "no")) == "no"
