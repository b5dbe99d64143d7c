"""The reviewer's verbs: the queue, what machines see in a visit, remarks, return, correction, approval, void."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from qaudit.core.check_values import Check, EarlierVisit, Past
from qaudit.core.checks import checks_of
from qaudit.core.journal import Act
from qaudit.core.lifecycle import FINISHED, Verb
from qaudit.core.people import Person, Role
from qaudit.core.remarks import Remark, written_remark
from qaudit.core.visits import Origin, VisitStatus
from qaudit.core.walk import Walk
from qaudit.desk.checking import take_checks_back
from qaudit.desk.fieldwork import Fieldwork
from qaudit.desk.permits import admit, permit, verbs_for
from qaudit.desk.readings_table import find_standard, read_for
from qaudit.desk.words_given import limited, needed
from qaudit.desk.world import World
from qaudit.speech import _
from qaudit.store.kept import VisitSummary
from qaudit.store.life_book import AfterVisit, VisitFilter
from qaudit.store.store import Store

MOST_PAST = 60
"""Earlier visits of a branch that a check looks back at."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A visit on the reviewer's desk: as it stands, what machines see in it, what was said, what can be done."""

    walk: Walk
    checks: tuple[Check, ...]
    after: AfterVisit
    verbs: frozenset[Verb]


class Review:
    """The reviewer's desk over one store."""

    def __init__(self, store: Store, fieldwork: Fieldwork, world: World) -> None:
        self._store = store
        self._fieldwork = fieldwork
        self._world = world

    def admit(self, person: Person) -> None:
        """Raises `NotAllowed` where this is not the person's desk: it shows scores and what machines see in them."""
        admit(person, (Role.REVIEWER, Role.HEADQUARTERS), _("This is the desk of reviewers"))

    def queue(self, limit: int | None = None) -> tuple[VisitSummary, ...]:
        """The submitted visits, those that wait longest first."""
        return self._store.life.visits(
            VisitFilter(statuses=(VisitStatus.SUBMITTED,), by_submission=True, limit=limit)
        )

    def waiting(self) -> int:
        """How many visits wait for a review."""
        return self._store.life.count(VisitFilter(statuses=(VisitStatus.SUBMITTED,)))

    def look(self, visit_id: str, person: Person) -> Reviewed:
        """A visit with everything that a reviewer needs. Raises `VisitNotFound`."""
        walk = self._fieldwork.walk(visit_id)
        return Reviewed(
            walk,
            checks_of(walk, self._past(walk)) if walk.visit.status in FINISHED else (),
            self._store.life.after(walk.visit.id),
            verbs_for(walk.visit, person, self._world.now()),
        )

    def checks(self, visit_id: str) -> tuple[Check, ...]:
        """What machines see in a visit, gravest first."""
        walk = self._fieldwork.walk(visit_id)
        return checks_of(walk, self._past(walk))

    def remark(self, visit_id: str, code: str, words: str, person: Person) -> Remark:
        """A remark on a standard, or on the whole visit where `code` is empty; the auditor sees it after the return.

        Raises `NotAllowed`, `UnknownStandard`, `UsageError`.
        """
        walk = self._fieldwork.walk(visit_id)
        if code:
            find_standard(code, walk.index.standard)
        said = needed(words, _("A remark needs words"))
        now = self._world.now()
        with self._store.life.deed(walk.visit.id, who=person.alias, at=now) as deed:
            permit(Verb.REMARK, deed.visit, person, now)
            remark = Remark(len(deed.remarks()) + 1, code, said, person.alias, now)
            deed.put_remark(remark)
            deed.tell(Act.REMARKED, code, became=written_remark(remark))
        return remark

    def send_back(self, visit_id: str, why: str, person: Person) -> Walk:
        """Returns a visit to its auditor. Remarks say where; `why` may be empty where there is one.

        Raises `NotAllowed`, and `UsageError` where nothing says what to do.
        """
        return self._move(visit_id, Verb.RETURN, Act.RETURNED, person, why)

    def correct(self, visit_id: str, code: str, written: str, why: str, person: Person) -> Walk:
        """A reading that stands in for the auditor's, with the reason. A new scorecard is made beside the old one.

        Raises `NotAllowed`, `UnknownStandard`, `ReadingRefused`, `UsageError`.
        """
        walk = self._fieldwork.walk(visit_id)
        reading = read_for(find_standard(code, walk.index.standard), written)
        reason = needed(why, _("A correction needs a reason"), _("say why: --why"))
        now = self._world.now()
        with self._store.life.deed(walk.visit.id, who=person.alias, at=now) as deed:
            permit(Verb.CORRECT, deed.visit, person, now)
            deed.correct(code, reading, reason, Origin.REVIEW)
            deed.keep_scorecard(self._fieldwork.document_of(deed.visit))
        return self._fieldwork.walk(walk.visit.id)

    def approve(self, visit_id: str, person: Person) -> Walk:
        """Approves a visit: it can be published from then on. Raises `NotAllowed`."""
        return self._move(visit_id, Verb.APPROVE, Act.APPROVED, person)

    def void(self, visit_id: str, why: str, person: Person) -> Walk:
        """Makes a visit void: it stays to be read, and never counts. Raises `NotAllowed`, `UsageError`."""
        return self._move(visit_id, Verb.VOID, Act.VOIDED, person, why)

    def _move(self, visit_id: str, verb: Verb, act: Act, person: Person, why: str = "") -> Walk:
        found = self._store.resolve_visit_id(visit_id)
        now = self._world.now()
        with self._store.life.deed(found, who=person.alias, at=now) as deed:
            status = permit(verb, deed.visit, person, now)
            said = limited(why)
            if verb is Verb.VOID or (verb is Verb.RETURN and not _unanswered(deed.remarks())):
                said = needed(why, _NEEDS[verb](), _("say why: --why"))
            if verb is Verb.VOID:
                deed.forget_verdicts()
                take_checks_back(deed, person)
            deed.move(status)
            deed.tell(act, became=status.value, why=said)
        return self._fieldwork.walk(found)

    def _past(self, walk: Walk) -> Past:
        visit = walk.visit
        left = visit.left_at or self._world.now()
        earlier = self._store.life.visits(
            VisitFilter(
                statuses=tuple(FINISHED),
                branches=(visit.branch.code,),
                pack=visit.pack.pack,
                kind=visit.kind,
                until=left,
                limit=MOST_PAST,
            )
        )
        by_auditor = self._store.life.visits(
            VisitFilter(
                statuses=tuple(FINISHED),
                branches=(visit.branch.code,),
                auditor=visit.auditor.alias,
                until=left,
                limit=MOST_PAST,
            )
        )
        return Past(
            tuple(
                Decimal(one.final_percent)
                for one in reversed(earlier)
                if one.final_percent and _moment(one) < left and one.id != visit.id
            ),
            tuple(
                EarlierVisit(one.id, _moment(one))
                for one in by_auditor
                if _moment(one) < left and one.id != visit.id
            ),
            next((one.at for one in self._store.journal(visit.id) if one.act is Act.SUBMITTED), None),
        )


_NEEDS = {
    Verb.VOID: lambda: _("A visit is made void with a reason"),
    Verb.RETURN: lambda: _("A visit is returned with a remark or a reason"),
}


def _unanswered(remarks: tuple[Remark, ...]) -> bool:
    return any(not remark.is_answered for remark in remarks)


def _moment(visit: VisitSummary) -> datetime:
    return visit.left_at or visit.opened_at
