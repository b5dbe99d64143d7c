"""Appeals as values: the last day, and how the journal keeps one."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaudit.core.appeals import DECISIONS, Appeal, AppealState, last_day, written_appeal
from qaudit.core.readings import NOT_APPLICABLE, Rating
from tests.builders import DAY, VISIT_ID, an_evidence, moment

APPEAL = Appeal("a1", VISIT_ID, "ARR-01", "wrong_time", "מדדנו 45 שניות", "missed", "rona", moment("14:05"))


@pytest.mark.parametrize(
    ("seen", "days", "last"),
    [
        (date(2026, 5, 14), 7, date(2026, 5, 21)),
        (date(2026, 5, 14), 0, date(2026, 5, 14)),
        (date(2026, 12, 30), 7, date(2027, 1, 6)),
        (date(2028, 2, 25), 4, date(2028, 2, 29)),
    ],
)
def test_the_last_day_counts_from_the_day_on_which_the_branch_saw_it(
    seen: date, days: int, last: date
) -> None:
    assert last_day(seen, days) == last


@given(st.integers(0, 365))
def test_one_more_day_is_one_day_later(days: int) -> None:
    assert last_day(DAY, days + 1) - last_day(DAY, days) == timedelta(days=1)


def test_an_appeal_is_open_until_it_is_decided() -> None:
    assert APPEAL.is_open
    assert set(DECISIONS) == set(AppealState) - {AppealState.OPEN}
    assert not any(replace(APPEAL, state=state).is_open for state in DECISIONS)


def test_the_journal_keeps_it_whole_and_compact() -> None:
    filed = replace(APPEAL, evidence=(an_evidence(digest="a" * 64), an_evidence(digest="b" * 64)))
    text = written_appeal(filed)
    assert json.loads(text) == {
        "id": "a1",
        "code": "ARR-01",
        "reason": "wrong_time",
        "words": "מדדנו 45 שניות",
        "verdict": "missed",
        "evidence": ["a" * 64, "b" * 64],
        "state": "open",
        "why": "",
        "reading": None,
    }
    assert "מדדנו" in text
    assert ": " not in text
    assert "\n" not in text
    decided = replace(filed, state=AppealState.AMENDED, why="The photo shows it", reading=Rating(4))
    told = json.loads(written_appeal(decided))
    assert (told["state"], told["why"], told["reading"]) == ("amended", "The photo shows it", "4")
    upheld = replace(filed, state=AppealState.UPHELD, reading=NOT_APPLICABLE)
    assert json.loads(written_appeal(upheld))["reading"] == "na"


@pytest.mark.parametrize(
    "change",
    [
        {"words": "other"},
        {"reason": "other"},
        {"code": "ARR-02"},
        {"verdict": "partly"},
        {"state": AppealState.REJECTED},
        {"why": "no"},
        {"reading": Rating(3)},
        {"evidence": (an_evidence(),)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_is_changed_in_it_is_seen_in_the_journal(change: dict[str, Any]) -> None:
    assert written_appeal(replace(APPEAL, **change)) != written_appeal(APPEAL)
