"""The life of a visit written down a second time, for the tests of the core's table and of the desks that follow it."""

from qaudit.core.lifecycle import Reason, Verb
from qaudit.core.people import Role
from qaudit.core.visits import VisitStatus

PLANNED, OPEN, SUBMITTED, RETURNED, APPROVED, PUBLISHED, CLOSED, VOID = VisitStatus
SHOPPER, REVIEWER, MANAGER, HEADQUARTERS = Role
ANYBODY = tuple(Role)
OFFICE = (REVIEWER, HEADQUARTERS)
STAYS = None

TABLE: tuple[tuple[Verb, tuple[Role, ...], tuple[VisitStatus, ...], VisitStatus | None], ...] = (
    (Verb.START, ANYBODY, (PLANNED,), OPEN),
    (Verb.RECORD, ANYBODY, (OPEN, RETURNED), STAYS),
    (Verb.SUBMIT, ANYBODY, (OPEN, RETURNED), SUBMITTED),
    (Verb.ANSWER, ANYBODY, (RETURNED,), STAYS),
    (Verb.REMARK, OFFICE, (SUBMITTED,), STAYS),
    (Verb.RETURN, OFFICE, (SUBMITTED, APPROVED), RETURNED),
    (Verb.CORRECT, OFFICE, (SUBMITTED,), STAYS),
    (Verb.APPROVE, OFFICE, (SUBMITTED,), APPROVED),
    (Verb.PUBLISH, (HEADQUARTERS,), (APPROVED,), PUBLISHED),
    (Verb.CLOSE, (HEADQUARTERS,), (PUBLISHED,), CLOSED),
    (Verb.VOID, (SHOPPER,), (OPEN, RETURNED), VOID),
    (Verb.VOID, (REVIEWER,), (PLANNED, OPEN, RETURNED, SUBMITTED, APPROVED), VOID),
    (Verb.VOID, (HEADQUARTERS,), tuple(status for status in VisitStatus if status is not VOID), VOID),
    (Verb.ACKNOWLEDGE, (MANAGER,), (PUBLISHED, CLOSED), STAYS),
    (Verb.EXPLAIN, (MANAGER,), (PUBLISHED, CLOSED), STAYS),
    (Verb.APPEAL, (MANAGER,), (PUBLISHED,), STAYS),
    (Verb.DECIDE, (HEADQUARTERS,), (PUBLISHED,), STAYS),
    (Verb.ACT, (MANAGER, HEADQUARTERS), (PUBLISHED, CLOSED), STAYS),
)
"""Who, in which statuses, and the status then. A verb has a line for each group of roles."""
AUDITORS_OWN = frozenset((Verb.START, Verb.RECORD, Verb.SUBMIT, Verb.ANSWER))
REVIEWS = frozenset((Verb.REMARK, Verb.RETURN, Verb.CORRECT, Verb.APPROVE))


def line_of(verb: Verb, role: Role) -> tuple[tuple[VisitStatus, ...], VisitStatus | None] | None:
    """The statuses in which a role does it, and the status then; None where it is not in the role."""
    found = [(statuses, to) for which, roles, statuses, to in TABLE if which is verb and role in roles]
    assert len(found) <= 1, "a role has one line for a verb"
    return found[0] if found else None


def reason_against(verb: Verb, role: Role, is_own: bool) -> Reason | None:
    """Why a person may not, whatever the status; None where they may. A manager's branches are another matter."""
    if verb in AUDITORS_OWN:
        return None if is_own else Reason.NOT_OWN
    if role is SHOPPER and not is_own:
        return Reason.NOT_OWN
    return Reason.OWN if is_own and verb in REVIEWS else None
