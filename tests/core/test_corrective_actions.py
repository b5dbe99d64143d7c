"""Corrective actions as values: their state on a day, and what a later visit makes of them."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaudit.core.corrective_actions import (
    UNFINISHED,
    ActionState,
    CorrectiveAction,
    checked_state,
    written_action,
)
from tests.builders import DAY, VISIT_ID, an_evidence, moment

OPEN, OVERDUE, DONE, VERIFIED, DROPPED = ActionState
KEPT = tuple(state for state in ActionState if state is not OVERDUE)
ACTION = CorrectiveAction(
    "c1",
    VISIT_ID,
    "HAI-01",
    "harbour-hotels",
    ("ARR-01", "ARR-02"),
    "Train the night shift",
    "trainer",
    DAY,
    "rona",
    moment("14:05"),
)


@pytest.mark.parametrize(("days", "state"), [(-1, OPEN), (0, OPEN), (1, OVERDUE), (400, OVERDUE)])
def test_it_is_overdue_from_the_day_after_its_due_day(days: int, state: ActionState) -> None:
    assert ACTION.state_on(DAY + timedelta(days=days)) is state


@given(st.sampled_from(KEPT), st.dates(), st.dates())
def test_only_an_open_one_is_ever_overdue(kept: ActionState, due: date, today: date) -> None:
    state = replace(ACTION, kept_state=kept, due=due).state_on(today)
    assert state is (OVERDUE if kept is OPEN and today > due else kept)


@pytest.mark.parametrize(
    ("met", "missed", "state"),
    [(0, 0, DONE), (1, 0, VERIFIED), (2, 0, VERIFIED), (0, 1, OPEN), (1, 1, OPEN), (5, 1, OPEN)],
)
def test_a_later_visit_verifies_what_was_done_or_opens_it_again(
    met: int, missed: int, state: ActionState
) -> None:
    assert checked_state(DONE, met, missed) is state


@given(st.sampled_from(KEPT), st.integers(0, 9), st.integers(0, 9))
def test_only_what_is_said_to_be_done_is_checked(kept: ActionState, met: int, missed: int) -> None:
    after = checked_state(kept, met, missed)
    assert after in ((DONE, VERIFIED, OPEN) if kept is DONE else (kept,))
    # A visit looks once: what it made of an action it would make of it again.
    assert checked_state(after, met, missed) is after
    # A miss never verifies anything, and one more miss never helps.
    if missed:
        assert after is not VERIFIED or kept is VERIFIED
        assert checked_state(kept, met, missed + 1) is after


def test_what_somebody_still_has_to_look_at() -> None:
    assert UNFINISHED == (OPEN, DONE)


def test_the_journal_keeps_it_whole_and_compact() -> None:
    done = replace(ACTION, kept_state=DONE, done_words="תורגל", evidence=(an_evidence(digest="a" * 64),))
    text = written_action(done)
    assert json.loads(text) == {
        "id": "c1",
        "codes": ["ARR-01", "ARR-02"],
        "what": "Train the night shift",
        "owner": "trainer",
        "due": "2026-05-14",
        "state": "done",
        "done": "תורגל",
        "evidence": ["a" * 64],
        "dropped": "",
        "checked_by": "",
        "reopened": 0,
    }
    assert "תורגל" in text
    assert "\n" not in text


@pytest.mark.parametrize(
    "change",
    [
        {"codes": ("ARR-01",)},
        {"what": "other"},
        {"owner": "other"},
        {"due": DAY + timedelta(days=1)},
        {"kept_state": DROPPED},
        {"done_words": "x"},
        {"evidence": (an_evidence(),)},
        {"why_dropped": "x"},
        {"checked_by": "v2"},
        {"reopened": 1},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_is_changed_in_it_is_seen_in_the_journal(change: dict[str, Any]) -> None:
    assert written_action(replace(ACTION, **change)) != written_action(ACTION)
