"""What is said about a visit after it: the reviewer's remarks and the branch manager's own reasons."""

import json
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Remark:
    """A reviewer's words on one standard, or on the whole visit where `code` is empty, and the auditor's answer.

    `number` counts from 1 in its visit.
    """

    number: int
    code: str
    words: str
    who: str
    at: datetime
    answer: str = ""
    answered_at: datetime | None = None

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None


@dataclass(frozen=True, slots=True)
class Explanation:
    """The manager's reason for one miss, or for the whole visit where `code` is empty. It changes no score.

    `cause` is a key of the brand's list of causes; `words` may be empty.
    """

    code: str
    cause: str
    words: str
    who: str
    at: datetime


def written_remark(remark: Remark) -> str:
    """A remark as the journal keeps it: compact JSON, with the answer once there is one."""
    return _compact(number=remark.number, code=remark.code, words=remark.words, answer=remark.answer)


def written_explanation(explanation: Explanation) -> str:
    """A manager's reason as the journal keeps it: compact JSON."""
    return _compact(code=explanation.code, cause=explanation.cause, words=explanation.words)


def _compact(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
