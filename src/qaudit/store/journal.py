"""The journal: entries are numbered, sealed to the one before, and added in their change's transaction."""

from collections.abc import Iterable
from dataclasses import replace

from sqlmodel import Session, col, select

from qaudit.core.journal import JournalEntry, sealed
from qaudit.store.mapping import entry_of, row_of
from qaudit.store.rows import JournalRow, VisitRow


def append(session: Session, visit: VisitRow, entries: Iterable[JournalEntry]) -> tuple[JournalEntry, ...]:
    """Adds entries after the last one, and moves the visit's version to the last number.

    Where the last entry was taken away from outside, the numbers go on and the gap stays to be seen.
    """
    number, seal = _last(session, visit)
    added = []
    for entry in entries:
        number += 1
        numbered = sealed(replace(entry, number=number), seal)
        session.add(row_of(numbered))
        added.append(numbered)
        seal = numbered.seal
    visit.version = number
    session.add(visit)
    return tuple(added)


def read_journal(session: Session, visit_id: str) -> tuple[JournalEntry, ...]:
    """The entries of a visit in order. Raises `RowUnreadable`."""
    statement = select(JournalRow).where(JournalRow.visit_id == visit_id).order_by(col(JournalRow.number))
    return tuple(entry_of(row) for row in session.exec(statement))


def _last(session: Session, visit: VisitRow) -> tuple[int, str]:
    statement = (
        select(JournalRow.number, JournalRow.seal)
        .where(JournalRow.visit_id == visit.id)
        .order_by(col(JournalRow.number).desc())
        .limit(1)
    )
    found = session.exec(statement).first()
    return (max(visit.version, found[0]), found[1]) if found else (visit.version, "")
