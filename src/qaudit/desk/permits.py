"""Who may do what with a visit, asked of the one table of its life."""

from collections.abc import Iterable
from datetime import datetime

from qaudit.core.lifecycle import SEEN_BY_BRANCH, Reason, Refusal, Subject, Verb, allowed, next_status
from qaudit.core.people import Person, Role
from qaudit.core.visits import Visit, VisitStatus
from qaudit.errors import NotAllowed
from qaudit.speech import N_, _
from qaudit.wording.life import refusal_words, roles_words

WHO_MANAGES = N_("headquarters says who manages which branch: qaudit person list")


def permit(verb: Verb, visit: Visit, person: Person, now: datetime) -> VisitStatus:
    """The visit's status after the verb. Raises `NotAllowed`, which says why and for whom it is."""
    subject = subject_of(visit, now)
    found = next_status(verb, subject, person)
    if isinstance(found, Refusal):
        raise NotAllowed(*refusal_words(found, visit.id, subject))
    return found


def verbs_for(visit: Visit, person: Person, now: datetime) -> frozenset[Verb]:
    """Everything the person can do with the visit as it stands."""
    return allowed(subject_of(visit, now), person)


def admit(person: Person, roles: Iterable[Role], desk: str) -> None:
    """Raises `NotAllowed` where the desk, named by a finished sentence, is not for the person's role."""
    wanted = tuple(roles)
    if person.role not in wanted:
        raise NotAllowed(desk, _("this is for {roles}", roles=roles_words(wanted)))


def admit_to_branch(person: Person, code: str, desk: str) -> None:
    """Managers come in for their branches, headquarters for all; `desk` is as for `admit`. Raises `NotAllowed`."""
    admit(person, (Role.MANAGER, Role.HEADQUARTERS), desk)
    refuse_other_branch(person, code)


def refuse_other_branch(person: Person, code: str) -> None:
    """Raises `NotAllowed` for the managers of other branches."""
    if person.role is Role.MANAGER and not person.manages(code):
        raise NotAllowed(
            _("Branch {branch} is not one of yours", branch=code),
            _(WHO_MANAGES),
        )


def refuse_unseen(visit: Visit, person: Person | None, now: datetime) -> None:
    """A branch manager sees the published visits of their branches and their own; others see all.

    Raises `NotAllowed`.
    """
    if person is None or person.role is not Role.MANAGER or visit.auditor.alias == person.alias:
        return
    subject = subject_of(visit, now)
    if not person.manages(visit.branch.code):
        raise NotAllowed(*refusal_words(Refusal(Verb.ACKNOWLEDGE, Reason.BRANCH), visit.id, subject))
    if not is_seen(visit, now):
        raise NotAllowed(*refusal_words(Refusal(Verb.ACKNOWLEDGE, Reason.UNSEEN), visit.id, subject))


def is_seen(visit: Visit, now: datetime) -> bool:
    """Whether its branch sees the visit: published, and the day of publication has come."""
    return visit.status in SEEN_BY_BRANCH and visit.visible_from is not None and visit.visible_from <= now


def subject_of(visit: Visit, now: datetime) -> Subject:
    """What of a visit decides who may do what."""
    return Subject(visit.status, visit.auditor.alias, visit.branch.code, is_seen(visit, now))
