"""A promise to mend: what, who by their role, until when, and what became of it."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from qaudit.core.visits import Evidence


class ActionState(StrEnum):
    """Where a corrective action stands on a day. `overdue` is open after its day; it is never kept."""

    OPEN = "open"
    OVERDUE = "overdue"
    DONE = "done"
    VERIFIED = "verified"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class CorrectiveAction:
    """One promise of a branch, from findings of one visit. `due` is a day of the branch, its end included.

    `kept_state` is never `overdue`: `state_on` says that. `owner` is a key of the brand's list of owners.
    `checked_by` is the visit that verified it, or opened it again: `reopened` counts how often that happened.
    """

    id: str
    visit_id: str
    branch: str
    pack: str
    codes: tuple[str, ...]
    what: str
    owner: str
    due: date
    who: str
    at: datetime
    kept_state: ActionState = ActionState.OPEN
    done_at: datetime | None = None
    done_words: str = ""
    evidence: tuple[Evidence, ...] = ()
    why_dropped: str = ""
    checked_by: str = ""
    reopened: int = 0

    def state_on(self, today: date) -> ActionState:
        """Its state on a day of its branch."""
        if self.kept_state is ActionState.OPEN and self.due < today:
            return ActionState.OVERDUE
        return self.kept_state


UNFINISHED = (ActionState.OPEN, ActionState.DONE)
"""Kept states of actions that somebody still has to look at."""


def checked_state(state: ActionState, met: int, missed: int) -> ActionState:
    """The state after a later visit in which `met` of its standards were met and `missed` were not.

    Only what is said to be done is checked: all that was judged was met, and it is verified; one that was
    missed, and it is open again; nothing was judged, and it stays as it is.
    """
    if state is not ActionState.DONE or met + missed == 0:
        return state
    return ActionState.OPEN if missed else ActionState.VERIFIED


def written_action(action: CorrectiveAction) -> str:
    """A corrective action as the journal keeps it: compact JSON."""
    fields = {
        "id": action.id,
        "codes": sorted(action.codes),
        "what": action.what,
        "owner": action.owner,
        "due": action.due.isoformat(),
        "state": action.kept_state.value,
        "done": action.done_words,
        "evidence": [kept.digest for kept in action.evidence],
        "dropped": action.why_dropped,
        "checked_by": action.checked_by,
        "reopened": action.reopened,
    }
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
