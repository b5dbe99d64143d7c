"""What the lake is made from: published visits with their latest scorecards, and which of them changed since when."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, text
from sqlmodel import Session, col

from qaudit.core.journal import Act
from qaudit.core.lifecycle import SEEN_BY_BRANCH
from qaudit.core.visits import Visit
from qaudit.errors import RowUnreadable
from qaudit.speech import _
from qaudit.store.engine import Database
from qaudit.store.kept import KeptPack, KeptScorecard
from qaudit.store.mapping import moment_or_none, scorecard_of, visit_of, whole
from qaudit.store.mapping import text as text_of
from qaudit.store.rows import AuditorRow, BranchRow, JournalRow, ScorecardRow, VisitRow
from qaudit.store.scorecards import is_latest
from qaudit.store.snapshots import find_kept_pack

# Whether or not their branch may see them yet.
_PUBLISHED = frozenset(status.value for status in SEEN_BY_BRANCH)
_TELLING = tuple(act.value for act in (Act.PUBLISHED, Act.SCORED, Act.VOIDED))
"""What the journal says of a visit that the lake has to know of."""
_PIECE = 500
_AT_ONCE = 100
"""Rows that the database hands over at once."""


@dataclass(frozen=True, slots=True)
class Head:
    """How far the journals of all visits go: the number of the last entry, its seal, and the seal of the oldest.

    0 and empty where no visit was opened yet.
    """

    number: int = 0
    seal: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class ScoredNow:
    """A visit (without what was seen in it) and its latest scorecard."""

    visit: Visit
    card: KeptScorecard


@dataclass(frozen=True, slots=True)
class StandsNow:
    """How a visit stands: where it belongs, and when its latest scorecard was made; None where it has none.

    Moments are UTC; `left_at` is None for a visit that nobody has left yet.
    """

    id: str
    is_published: bool
    branch: str
    brand: str
    timezone: str
    utc_offset_minutes: int
    left_at: datetime | None
    made_at: datetime | None


@dataclass(frozen=True, slots=True)
class UnreadVisit:
    """A visit that cannot be read, and why."""

    id: str
    reason: str


class LakeBook:
    """What is asked for the lake. Every fault is a `QauditError`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def head(self) -> Head:
        """How far the journals go. What is written later has a higher number, whoever writes it.

        A server numbers entries before they are there: one may wait until others with higher numbers are. So all
        who are writing at this moment are waited for, and those who want to write wait that long.
        """
        if self._database.is_sqlite:
            with self._database.reading() as session:
                return _head(session)
        with self._database.writing() as session:
            session.connection().execute(text("LOCK TABLE journal IN SHARE MODE"))
            return _head(session)

    def seal_of(self, number: int) -> str | None:
        """The seal of the entry with a number among the entries of all visits; None where there is none."""
        with self._database.reading() as session:
            return session.execute(select(col(JournalRow.seal)).where(col(JournalRow.id) == number)).scalar()

    @contextmanager
    def reading(self) -> Iterator["LakeView"]:
        """The store as it is at one moment."""
        with self._database.reading() as session:
            yield LakeView(session)


class LakeView:
    """The store at one moment."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def head(self) -> Head:
        """How far the journals go at this moment. Nobody is waited for: a lower number may still come."""
        return _head(self._session)

    def pack(self, digest: str) -> KeptPack:
        """A pack as visits used it. Raises `PackNotFound`, `RowUnreadable`."""
        return find_kept_pack(self._session, digest)

    def changed(self, after: int) -> tuple[str, ...]:
        """The visits that were published, scored or made void by entries after a number."""
        # Without an upper end SQLite takes them for a quarter of the journal, and reads all of it.
        last = _head(self._session).number
        found = self._session.execute(
            select(col(JournalRow.visit_id))
            .where(
                col(JournalRow.id) > after,
                col(JournalRow.id) <= last,
                col(JournalRow.act).in_(_TELLING),
            )
            .distinct()
            .order_by(col(JournalRow.visit_id))
        )
        return tuple(found.scalars())

    def standing(self, ids: Sequence[str]) -> Iterator[StandsNow | UnreadVisit]:
        """Visits as they stand; those that are not there are left out."""
        for piece in _pieces(ids):
            yield from self._standing(col(VisitRow.id).in_(piece))

    def published(self) -> Iterator[StandsNow | UnreadVisit]:
        """All published visits as they stand."""
        return self._standing(col(VisitRow.status).in_(_PUBLISHED))

    def _standing(self, condition: Any) -> Iterator[StandsNow | UnreadVisit]:
        found = self._session.execute(
            select(
                col(VisitRow.id),
                col(VisitRow.status),
                col(BranchRow.code),
                col(BranchRow.brand),
                col(BranchRow.timezone),
                col(VisitRow.utc_offset_minutes),
                col(VisitRow.left_at),
                col(ScorecardRow.made_at),
            )
            .select_from(VisitRow)
            .outerjoin(BranchRow, col(BranchRow.code) == VisitRow.branch)
            .outerjoin(ScorecardRow, (col(ScorecardRow.visit_id) == VisitRow.id) & is_latest())
            .where(condition)
            .execution_options(yield_per=_PIECE)
        )
        return map(_stands, found)

    def scored(self, ids: Sequence[str]) -> Iterator[ScoredNow | UnreadVisit]:
        """Visits with their latest scorecards, in the order that is asked for."""
        for piece in _pieces(ids, _AT_ONCE):
            found = {
                one[0].id: one for one in self._session.execute(_with_cards(col(VisitRow.id).in_(piece)))
            }
            yield from (_scored(*found[visit]) for visit in piece if visit in found)


def _head(session: Session) -> Head:
    # Each end alone: asked for together, SQLite reads every entry there is.
    entries = select(col(JournalRow.id), col(JournalRow.seal)).limit(1)
    first = session.execute(entries.order_by(col(JournalRow.id))).first()
    last = session.execute(entries.order_by(col(JournalRow.id).desc())).first()
    if first is None or last is None:
        return Head()
    return Head(int(last[0]), str(last[1]), str(first[1]))


def _stands(row: Any) -> StandsNow | UnreadVisit:
    try:
        return StandsNow(
            text_of(row[0], "id"),
            row[1] in _PUBLISHED,
            text_of(row[2], "branch"),
            text_of(row[3], "brand"),
            text_of(row[4], "timezone"),
            whole(row[5], "utc_offset_minutes"),
            moment_or_none(row[6], "left_at"),
            moment_or_none(row[7], "made_at"),
        )
    except ValueError as fault:
        return UnreadVisit(str(row[0]), str(fault))


def _with_cards(*conditions: Any) -> Any:
    return (
        select(VisitRow, BranchRow, AuditorRow, ScorecardRow)
        .outerjoin(BranchRow, col(BranchRow.code) == VisitRow.branch)
        .outerjoin(AuditorRow, col(AuditorRow.alias) == VisitRow.auditor)
        .outerjoin(ScorecardRow, (col(ScorecardRow.visit_id) == VisitRow.id) & is_latest())
        .where(*conditions)
    )


def _scored(
    row: VisitRow, branch: BranchRow | None, auditor: AuditorRow | None, card: ScorecardRow | None
) -> ScoredNow | UnreadVisit:
    if card is None:
        return UnreadVisit(row.id, _("it has no scorecard"))
    try:
        visit = visit_of(row, branch, auditor)
        if visit.left_at is None:
            return UnreadVisit(row.id, _("nobody knows when it was left"))
        return ScoredNow(visit, scorecard_of(card))
    except RowUnreadable as fault:
        return UnreadVisit(row.id, fault.message)


def _pieces(ids: Sequence[str], size: int = _PIECE) -> Iterable[Sequence[str]]:
    return (ids[start : start + size] for start in range(0, len(ids), size))
