"""A published visit verifies what its branch said it had mended, or opens it again: when the branch may see it.

Where there is an embargo that is later than the publication. Nothing runs in between: whoever looks at a desk next
has it done first, so that no desk shows what the embargo still hides, or hides what it no longer does.
"""

import logging
from dataclasses import replace
from datetime import datetime

from qaudit.core.corrective_actions import ActionState, CorrectiveAction, checked_state, written_action
from qaudit.core.journal import Act, JournalEntry
from qaudit.core.people import Person, Role
from qaudit.core.visits import VisitKind
from qaudit.errors import RowUnreadable
from qaudit.store.deeds import Deed
from qaudit.store.store import Store

_log = logging.getLogger("qaudit.desk")


def take_effect(store: Store, now: datetime) -> None:
    """Has published visits whose day has come check what was mended, in the name of who published them."""
    for visit_id, who in store.life.coming_into_force(now):
        try:
            with store.life.deed(visit_id, who=who, at=now) as deed:
                check_actions(deed, Person(who, Role.HEADQUARTERS))
        except RowUnreadable as fault:
            # One visit that cannot be read does not close the desks of all branches; the doctor names it.
            _log.warning("%s", fault)


def check_actions(deed: Deed, person: Person) -> None:
    """Verifies, or opens again, what the branch said it had mended, by the verdicts of the visit of this deed."""
    if not deed.check_now() or deed.visit.kind is VisitKind.SELF_CHECK:
        return
    for action, met, missed in deed.checked_actions():
        state = checked_state(action.kept_state, met, missed)
        if state is action.kept_state:
            continue
        reopened = action.reopened + (state is ActionState.OPEN)
        checked = replace(action, kept_state=state, checked_by=deed.visit.id, reopened=reopened)
        deed.check_action(checked, _told(action, checked, person, deed.at, deed.visit.id))


def take_checks_back(deed: Deed, person: Person) -> None:
    """What a visit that is void verified or opened again is done, and waits for another visit."""
    for action in deed.actions_checked_here():
        # Whatever is not verified had been opened again by the visit, also where it was done or dropped since.
        was_opened = action.kept_state is not ActionState.VERIFIED
        is_dropped = action.kept_state is ActionState.DROPPED
        state = ActionState.DROPPED if is_dropped else ActionState.DONE
        waiting = replace(action, kept_state=state, checked_by="", reopened=action.reopened - was_opened)
        deed.check_action(waiting, _told(action, waiting, person, deed.at, deed.visit.id))


def _told(
    before: CorrectiveAction, after: CorrectiveAction, person: Person, at: datetime, by_visit: str
) -> JournalEntry:
    return JournalEntry(
        after.visit_id,
        0,
        at,
        person.alias,
        Act.ACTION,
        after.id,
        was=before.kept_state.value,
        became=written_action(after),
        why=by_visit,
    )
