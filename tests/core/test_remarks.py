"""A reviewer's remarks and a manager's reasons as values."""

import json
from dataclasses import replace

from qaudit.core.remarks import Explanation, Remark, written_explanation, written_remark
from tests.builders import moment

REMARK = Remark(1, "ARR-01", "Which clock?", "owl", moment("16:00"))


def test_a_remark_waits_until_it_is_answered() -> None:
    assert not REMARK.is_answered
    # Words alone are no answer that was given: its moment is.
    assert not replace(REMARK, answer="a draft").is_answered
    assert replace(REMARK, answer="My own", answered_at=moment("17:00")).is_answered


def test_the_journal_keeps_a_remark_with_its_answer() -> None:
    assert json.loads(written_remark(REMARK)) == {
        "number": 1,
        "code": "ARR-01",
        "words": "Which clock?",
        "answer": "",
    }
    answered = replace(REMARK, answer="שלי", answered_at=moment("17:00"))
    assert written_remark(answered) == ('{"answer":"שלי","code":"ARR-01","number":1,"words":"Which clock?"}')


def test_the_journal_keeps_a_manager_s_reason() -> None:
    reason = Explanation("", "short_of_staff", "Two ill", "rona", moment("18:00"))
    assert written_explanation(reason) == '{"cause":"short_of_staff","code":"","words":"Two ill"}'
