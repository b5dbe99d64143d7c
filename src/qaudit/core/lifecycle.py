"""The life of a visit as a table: which verb, by whom, in which status, and what the status is then.

    planned -> open -> submitted -> approved -> published -> closed
                          |  ^
                          v  |
                        returned                      void, from anywhere

What is published is never opened again: a correction after that is a new scorecard beside the old one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from qaudit.core.journal import Act
from qaudit.core.people import Person, Role
from qaudit.core.visits import VisitStatus


class Verb(StrEnum):
    """What can be done with a visit that is there."""

    START = "start"
    RECORD = "record"
    SUBMIT = "submit"
    ANSWER = "answer"
    REMARK = "remark"
    RETURN = "return"
    CORRECT = "correct"
    APPROVE = "approve"
    PUBLISH = "publish"
    CLOSE = "close"
    VOID = "void"
    ACKNOWLEDGE = "acknowledge"
    EXPLAIN = "explain"
    APPEAL = "appeal"
    DECIDE = "decide"
    ACT = "act"


@dataclass(frozen=True, slots=True)
class Way:
    """One row of the table: those of `roles` may do it in a status of `after`; `to` is the status then.

    `to` is None where the status stays.
    """

    roles: frozenset[Role]
    after: frozenset[VisitStatus]
    to: VisitStatus | None = None


class Reason(StrEnum):
    """Why a verb is refused."""

    STATUS = "status"
    ROLE = "role"
    NOT_OWN = "not_own"
    OWN = "own"
    BRANCH = "branch"
    UNSEEN = "unseen"


_AUDITOR = frozenset(Role)
_REVIEW = frozenset((Role.REVIEWER, Role.HEADQUARTERS))
_OFFICE = frozenset((Role.HEADQUARTERS,))
_BRANCH = frozenset((Role.MANAGER,))
_MENDING = frozenset((Role.MANAGER, Role.HEADQUARTERS))
_BEING_WRITTEN = frozenset((VisitStatus.OPEN, VisitStatus.RETURNED))
_UNSEEN = frozenset((VisitStatus.PLANNED, *_BEING_WRITTEN, VisitStatus.SUBMITTED, VisitStatus.APPROVED))
SEEN_BY_BRANCH = frozenset((VisitStatus.PUBLISHED, VisitStatus.CLOSED))
"""The statuses in which a branch sees a visit, once its day of publication has come."""
FINISHED = frozenset((VisitStatus.SUBMITTED, VisitStatus.APPROVED, *SEEN_BY_BRANCH))
"""The statuses in which a visit has a scorecard that counts."""
WRITABLE = _BEING_WRITTEN
"""The statuses in which its auditor writes to a visit."""

LIFE: Mapping[Verb, tuple[Way, ...]] = {
    Verb.START: (Way(_AUDITOR, frozenset((VisitStatus.PLANNED,)), VisitStatus.OPEN),),
    Verb.RECORD: (Way(_AUDITOR, _BEING_WRITTEN),),
    Verb.SUBMIT: (Way(_AUDITOR, _BEING_WRITTEN, VisitStatus.SUBMITTED),),
    Verb.ANSWER: (Way(_AUDITOR, frozenset((VisitStatus.RETURNED,))),),
    Verb.REMARK: (Way(_REVIEW, frozenset((VisitStatus.SUBMITTED,))),),
    Verb.RETURN: (
        Way(_REVIEW, frozenset((VisitStatus.SUBMITTED, VisitStatus.APPROVED)), VisitStatus.RETURNED),
    ),
    Verb.CORRECT: (Way(_REVIEW, frozenset((VisitStatus.SUBMITTED,))),),
    Verb.APPROVE: (Way(_REVIEW, frozenset((VisitStatus.SUBMITTED,)), VisitStatus.APPROVED),),
    Verb.PUBLISH: (Way(_OFFICE, frozenset((VisitStatus.APPROVED,)), VisitStatus.PUBLISHED),),
    Verb.CLOSE: (Way(_OFFICE, frozenset((VisitStatus.PUBLISHED,)), VisitStatus.CLOSED),),
    Verb.VOID: (
        Way(frozenset((Role.SHOPPER,)), _BEING_WRITTEN, VisitStatus.VOID),
        Way(_REVIEW, _UNSEEN, VisitStatus.VOID),
        Way(_OFFICE, SEEN_BY_BRANCH, VisitStatus.VOID),
    ),
    Verb.ACKNOWLEDGE: (Way(_BRANCH, SEEN_BY_BRANCH),),
    Verb.EXPLAIN: (Way(_BRANCH, SEEN_BY_BRANCH),),
    Verb.APPEAL: (Way(_BRANCH, frozenset((VisitStatus.PUBLISHED,))),),
    Verb.DECIDE: (Way(_OFFICE, frozenset((VisitStatus.PUBLISHED,))),),
    Verb.ACT: (Way(_MENDING, SEEN_BY_BRANCH),),
}

STATUS_AFTER: Mapping[Act, VisitStatus] = {
    Act.PLANNED: VisitStatus.PLANNED,
    Act.OPENED: VisitStatus.OPEN,
    Act.STARTED: VisitStatus.OPEN,
    Act.SUBMITTED: VisitStatus.SUBMITTED,
    Act.RETURNED: VisitStatus.RETURNED,
    Act.APPROVED: VisitStatus.APPROVED,
    Act.PUBLISHED: VisitStatus.PUBLISHED,
    Act.CLOSED: VisitStatus.CLOSED,
    Act.VOIDED: VisitStatus.VOID,
}
"""The status that an entry of the journal leaves a visit in."""

_BY_ITS_AUDITOR = frozenset((Verb.START, Verb.RECORD, Verb.SUBMIT, Verb.ANSWER))
"""Nobody does these for another: not even headquarters writes what somebody else saw."""
_NOT_ONES_OWN = frozenset((Verb.CORRECT, Verb.APPROVE, Verb.RETURN, Verb.REMARK))
"""Nobody reviews what they saw themselves."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why not. `statuses` are those in which this person could do it, in the order of a visit's life."""

    verb: Verb
    reason: Reason
    statuses: tuple[VisitStatus, ...] = ()
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """What of a visit decides who may do what. `is_visible` says whether its branch may see it by now."""

    status: VisitStatus
    auditor: str
    branch: str
    is_visible: bool = True


def next_status(verb: Verb, subject: Subject, person: Person) -> VisitStatus | Refusal:
    """The status after the verb, which may be the one before; or why this person cannot do it now."""
    ways = [way for way in LIFE[verb] if person.role in way.roles]
    if not ways:
        return Refusal(verb, Reason.ROLE, roles=roles_of(verb))
    if refused := _personal(verb, subject, person):
        return Refusal(verb, refused)
    for way in ways:
        if subject.status in way.after:
            return subject.status if way.to is None else way.to
    possible = {status for way in ways for status in way.after}
    return Refusal(verb, Reason.STATUS, tuple(status for status in VisitStatus if status in possible))


def allowed(subject: Subject, person: Person) -> frozenset[Verb]:
    """Everything this person can do with the visit as it stands."""
    return frozenset(verb for verb in Verb if not isinstance(next_status(verb, subject, person), Refusal))


def roles_of(verb: Verb) -> tuple[Role, ...]:
    """Those who do it, in the order of `Role`."""
    wanted = frozenset[Role]().union(*(way.roles for way in LIFE[verb]))
    return tuple(role for role in Role if role in wanted)


def _personal(verb: Verb, subject: Subject, person: Person) -> Reason | None:
    """Why this person in particular may not, whatever the status."""
    is_own = person.alias == subject.auditor
    if verb in _BY_ITS_AUDITOR:
        return None if is_own else Reason.NOT_OWN
    if person.role is Role.MANAGER:
        if not person.manages(subject.branch):
            return Reason.BRANCH
        return None if subject.is_visible else Reason.UNSEEN
    if person.role is Role.SHOPPER and not is_own:
        return Reason.NOT_OWN
    if is_own and verb in _NOT_ONES_OWN:
        return Reason.OWN
    return None
