"""What happens after a visit, as the store keeps it: deeds that change it, and questions over many visits."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from sqlmodel import Session

from qaudit.core.appeals import Appeal
from qaudit.core.corrective_actions import CorrectiveAction
from qaudit.core.people import Person
from qaudit.core.visits import Visit
from qaudit.store import life_reading, people
from qaudit.store.deeds import Deed
from qaudit.store.engine import Database
from qaudit.store.kept import ActionTrace, AfterVisit, VisitSummary
from qaudit.store.life_reading import ActionFilter, AppealFilter
from qaudit.store.listing import VisitFilter, count_visits, list_visits
from qaudit.store.missed_before import missed_before, missed_in_a_row

__all__ = ["ActionFilter", "AfterVisit", "AppealFilter", "LifeBook", "VisitFilter"]


def after_visit(session: Session, visit_id: str) -> AfterVisit:
    """What was said and done about a visit. Raises `RowUnreadable`."""
    return AfterVisit(
        life_reading.remarks(session, visit_id),
        life_reading.explanations(session, visit_id),
        life_reading.appeals(session, AppealFilter(visit_id=visit_id)),
        life_reading.actions(session, ActionFilter(visit_id=visit_id)),
        life_reading.reports(session, visit_id),
    )


class LifeBook:
    """A method is one transaction. Every fault is a `QauditError`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # Who.

    def add_person(self, person: Person) -> None:
        """Raises `UsageError` for a taken alias or an unknown branch."""
        with self._database.writing() as session:
            people.add_person(session, person)

    def person(self, alias: str) -> Person:
        """A person, or an auditor as the person they are. Raises `UsageError`, naming the nearest."""
        with self._database.reading() as session:
            return people.find_person(session, alias)

    def people(self) -> tuple[Person, ...]:
        """All who were added, by alias."""
        with self._database.reading() as session:
            return people.all_people(session)

    # Deeds.

    @contextmanager
    def deed(self, visit_id: str, *, who: str, at: datetime) -> Iterator[Deed]:
        """A deed: what is read in it holds until what is written in it is kept; an error leaves all as it was.

        Raises `VisitNotFound`, `RowUnreadable`, `StoreUnreachable`.
        """
        with self._database.writing() as session:
            deed = Deed(session, visit_id, who, at)
            yield deed
            deed.finish()

    def coming_into_force(self, now: datetime) -> tuple[tuple[str, str], ...]:
        """Published visits that may be seen by now and have checked nothing yet, with who published each."""
        with self._database.reading() as session:
            return life_reading.coming_into_force(session, now)

    # What became of one visit.

    def after(self, visit_id: str) -> AfterVisit:
        """What was said and done about a visit."""
        with self._database.reading() as session:
            return after_visit(session, visit_id)

    def repeats(self, visit_id: str) -> dict[str, int]:
        """For each standard that a published visit missed: in how many visits in a row, this one counted."""
        with self._database.reading() as session:
            return missed_in_a_row(session, visit_id)

    def missed_before(self, visit: Visit, codes: Iterable[str]) -> dict[str, int]:
        """For each of the codes that was missed before: in how many visits in a row up to this one, not counted."""
        with self._database.reading() as session:
            return missed_before(session, visit, codes)

    # Questions over many.

    def visits(self, wanted: VisitFilter) -> tuple[VisitSummary, ...]:
        """Visits with the number of their findings."""
        with self._database.reading() as session:
            found = list_visits(session, wanted)
            return life_reading.with_findings(session, found)

    def count(self, wanted: VisitFilter) -> int:
        """How many visits there are, whatever the filter's limit."""
        with self._database.reading() as session:
            return count_visits(session, wanted)

    def appeals(self, wanted: AppealFilter) -> tuple[Appeal, ...]:
        """Appeals, oldest first."""
        with self._database.reading() as session:
            return life_reading.appeals(session, wanted)

    def appeal(self, prefix: str) -> Appeal:
        """The appeal whose id begins so. Raises `UsageError` for none, and for several."""
        with self._database.reading() as session:
            return life_reading.find_appeal(session, prefix)

    def actions(self, wanted: ActionFilter) -> tuple[CorrectiveAction, ...]:
        """Corrective actions, those that are due first, first."""
        with self._database.reading() as session:
            return life_reading.actions(session, wanted)

    def action_traces(self, ids: Sequence[str]) -> dict[str, ActionTrace]:
        """What the journals have of corrective actions, by their ids."""
        with self._database.reading() as session:
            return life_reading.action_traces(session, ids)

    def earlier_actions(self, visit_id: str, limit: int) -> tuple[CorrectiveAction, ...]:
        """The actions of other visits that a published visit checked, or that are for what it missed."""
        with self._database.reading() as session:
            return life_reading.earlier_actions(session, visit_id, limit)

    def action(self, prefix: str) -> CorrectiveAction:
        """The action whose id begins so. Raises `UsageError` for none, and for several."""
        with self._database.reading() as session:
            return life_reading.find_action(session, prefix)
