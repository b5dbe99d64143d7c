"""A visit before it is open, and one that comes back: planned, started, remarked on, answered."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from qaudit.core.journal import Act
from qaudit.core.lifecycle import Verb
from qaudit.core.people import Person, Role
from qaudit.core.remarks import Remark, written_remark
from qaudit.core.visits import Visit, VisitKind, VisitStatus
from qaudit.core.walk import Walk
from qaudit.desk.branch_zone import today_at
from qaudit.desk.fieldwork import Fieldwork
from qaudit.desk.permits import permit
from qaudit.desk.words_given import needed
from qaudit.desk.world import World
from qaudit.errors import UsageError
from qaudit.speech import _
from qaudit.store.life_book import AfterVisit
from qaudit.store.store import Store


class Appointments:
    """What an auditor agrees with the office, over one store. `acting` gives who sits at the desk."""

    def __init__(
        self, store: Store, fieldwork: Fieldwork, world: World, acting: Callable[[], Person | None]
    ) -> None:
        self._store = store
        self._fieldwork = fieldwork
        self._world = world
        self._acting = acting

    def plan(
        self,
        pack_name: str,
        branch_code: str,
        auditor_alias: str,
        day: date,
        facts: Mapping[str, str],
        kind: VisitKind = VisitKind.UNANNOUNCED,
    ) -> Walk:
        """A visit to be made on a day of its branch; its auditor starts it there.

        Raises what `Fieldwork.open_visit` raises, and `UsageError` for a day that is over.
        """
        branch = self._store.branch(branch_code)
        if day < today_at(branch, self._world.now()):
            raise UsageError(_("{day} is over", day=day.isoformat()), _("plan a visit for a day to come"))
        return self._fieldwork.open_visit(pack_name, branch_code, auditor_alias, facts, kind, planned_for=day)

    def start(self, visit_id: str) -> Walk:
        """Opens a planned visit, now. Raises `NotAllowed`."""
        visit = self._store.visit(self._store.resolve_visit_id(visit_id))
        person = self._person(visit)
        now = self._world.now()
        with self._store.life.deed(visit.id, who=person.alias, at=now) as deed:
            status = permit(Verb.START, deed.visit, person, now)
            deed.start(now, self._world.offset_minutes(now))
            deed.move(status)
            deed.tell(Act.STARTED, became=status.value)
        return self._fieldwork.walk(visit.id)

    def after(self, visit_id: str) -> AfterVisit:
        """What was said and done about a visit; its auditor sees new remarks when it comes back."""
        visit = self._fieldwork.walk(visit_id).visit
        after = self._store.life.after(visit.id)
        acting = self._acting()
        if acting is None or acting.role is not Role.SHOPPER or visit.status is not VisitStatus.SUBMITTED:
            return after
        return replace(after, remarks=tuple(one for one in after.remarks if one.is_answered))

    def answer(self, visit_id: str, number: int, words: str) -> Remark:
        """The auditor's answer to a remark; a new one takes the place of the old.

        Raises `NotAllowed`, and `UsageError` where there is no such remark.
        """
        visit = self._store.visit(self._store.resolve_visit_id(visit_id))
        person = self._person(visit)
        said = needed(words, _("An answer needs words"))
        now = self._world.now()
        with self._store.life.deed(visit.id, who=person.alias, at=now) as deed:
            permit(Verb.ANSWER, deed.visit, person, now)
            found = next((one for one in deed.remarks() if one.number == number), None)
            if found is None:
                raise UsageError(
                    _("Visit {visit} has no remark {number}", visit=visit.id, number=number),
                    _("qaudit visit show lists the remarks"),
                )
            answered = replace(found, answer=said, answered_at=now)
            deed.put_remark(answered)
            deed.tell(Act.ANSWERED, found.code, became=written_remark(answered))
        return answered

    def _person(self, visit: Visit) -> Person:
        """Who sits at the desk; the visit's auditor where nobody is named."""
        return self._acting() or self._store.life.person(visit.auditor.alias)
