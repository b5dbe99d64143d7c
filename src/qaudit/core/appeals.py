"""A branch contests one verdict; headquarters decides it once."""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from qaudit.core.readings import Reading, write_reading
from qaudit.core.visits import Evidence


class AppealState(StrEnum):
    """Where an appeal stands.

    `upheld`: the branch is right, and the standard no longer counts for or against it. `amended`: another
    reading stands in. `rejected`: the verdict stays.
    """

    OPEN = "open"
    UPHELD = "upheld"
    AMENDED = "amended"
    REJECTED = "rejected"


DECISIONS = (AppealState.UPHELD, AppealState.AMENDED, AppealState.REJECTED)


@dataclass(frozen=True, slots=True)
class Appeal:
    """One contested verdict. `reason` is a key of the brand's list; `verdict` is what was contested.

    `decided_by`, `decided_at` and `why` are there once it is decided, `reading` where it is amended or upheld.
    """

    id: str
    visit_id: str
    code: str
    reason: str
    words: str
    verdict: str
    who: str
    at: datetime
    evidence: tuple[Evidence, ...] = ()
    state: AppealState = AppealState.OPEN
    decided_by: str = ""
    decided_at: datetime | None = None
    why: str = ""
    reading: Reading | None = None

    @property
    def is_open(self) -> bool:
        return self.state is AppealState.OPEN


def last_day(visible_on: date, days: int) -> date:
    """The last day on which a branch may appeal, ends included; `visible_on` is the first day it saw the visit."""
    return visible_on + timedelta(days=days)


def written_appeal(appeal: Appeal) -> str:
    """An appeal as the journal keeps it: compact JSON, with the decision once there is one."""
    fields = {
        "id": appeal.id,
        "code": appeal.code,
        "reason": appeal.reason,
        "words": appeal.words,
        "verdict": appeal.verdict,
        "evidence": [kept.digest for kept in appeal.evidence],
        "state": appeal.state.value,
        "why": appeal.why,
        "reading": None if appeal.reading is None else write_reading(appeal.reading),
    }
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
