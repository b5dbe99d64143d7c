"""People by alias: their role, and the branches of a manager. An auditor is a person without being added twice."""

from sqlmodel import Session, col, select

from qaudit.core.people import Person, Role
from qaudit.core.problems import nearest
from qaudit.core.text import printable, storable
from qaudit.core.visits import AuditorRole
from qaudit.errors import UsageError, did_you_mean
from qaudit.speech import _
from qaudit.store.directory import LONGEST_KEY, find_branch
from qaudit.store.life_mapping import person_of
from qaudit.store.life_rows import PersonBranchRow, PersonRow
from qaudit.store.rows import AuditorRow

_ROLE_OF_AUDITOR = {AuditorRole.REVIEWER.value: Role.REVIEWER}


def add_person(session: Session, person: Person) -> None:
    """Adds a person, with their branches. Raises `UsageError` for a taken alias or an unknown branch."""
    if session.get(PersonRow, storable(person.alias)) is not None:
        raise UsageError(
            _("There is a person {alias} already", alias=person.alias),
            _("qaudit person list shows them; take another alias"),
        )
    session.add(PersonRow(alias=storable(person.alias), role=person.role.value))
    session.flush()
    for code in dict.fromkeys(person.branches):
        find_branch(session, code)
        session.add(PersonBranchRow(alias=storable(person.alias), branch=storable(code)))


def find_person(session: Session, alias: str) -> Person:
    """The person of an alias; an auditor who was not added as a person is a shopper or a reviewer.

    Raises `UsageError` where there is neither, naming the nearest.
    """
    row = session.get(PersonRow, storable(alias))
    if row is not None:
        branches = session.exec(
            select(PersonBranchRow.branch)
            .where(PersonBranchRow.alias == row.alias)
            .order_by(col(PersonBranchRow.branch))
        )
        return person_of(row, branches.all())
    auditor = session.get(AuditorRow, storable(alias))
    if auditor is not None:
        return Person(auditor.alias, _ROLE_OF_AUDITOR.get(auditor.role, Role.SHOPPER))
    known = [*session.exec(select(PersonRow.alias)).all(), *session.exec(select(AuditorRow.alias)).all()]
    near = nearest(alias[:LONGEST_KEY], known)
    raise UsageError(
        _("There is nobody called {alias}", alias=printable(alias, one_line=True)[:80]),
        did_you_mean(near, _("qaudit person add ALIAS --role ROLE adds someone")),
    )


def all_people(session: Session) -> tuple[Person, ...]:
    """All who were added, by alias."""
    branches: dict[str, list[str]] = {}
    for row in session.exec(
        select(PersonBranchRow).order_by(col(PersonBranchRow.alias), col(PersonBranchRow.branch))
    ):
        branches.setdefault(row.alias, []).append(row.branch)
    rows = session.exec(select(PersonRow).order_by(col(PersonRow.alias)))
    return tuple(person_of(row, branches.get(row.alias, ())) for row in rows)
