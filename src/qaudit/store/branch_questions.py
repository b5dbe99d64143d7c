"""Questions about one branch over many visits, each answered by one query: scores, misses, what was measured.

Only visits that are published and that branches may see at a moment are counted anywhere here.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Mapped, aliased
from sqlmodel import Session, col

from qaudit.core.lifecycle import SEEN_BY_BRANCH
from qaudit.core.text import storable
from qaudit.core.visits import VisitKind
from qaudit.errors import RowUnreadable
from qaudit.store.engine import Database
from qaudit.store.life_rows import VerdictRow
from qaudit.store.rows import BranchRow, ScorecardRow, VisitRow
from qaudit.store.scorecards import is_latest
from qaudit.store.voice_queries import Scope, Span, in_scope

__all__ = [
    "BranchQuestions",
    "MissedNow",
    "SeenVisit",
    "Span",
    "TallyOfEdition",
    "When",
    "read_visits",
    "visits_left_at",
]

_PIECE = 500
_log = logging.getLogger("qaudit.store")


@dataclass(frozen=True, slots=True)
class SeenVisit:
    """A visit that its branch may see. `digest` names its pack's snapshot; `percent` is text, None for unscored."""

    id: str
    branch: str
    region: str
    kind: VisitKind
    pack: str
    edition: str
    digest: str
    left_at: datetime
    percent: str | None


@dataclass(frozen=True, slots=True)
class When:
    """What is asked about: one branch and pack, visits of these kinds that were left in a span (ends included, UTC)."""

    branch: str
    pack: str
    kinds: tuple[VisitKind, ...]
    since: datetime | None
    until: datetime | None
    visible_at: datetime


@dataclass(frozen=True, slots=True)
class TallyOfEdition:
    """How often one standard was judged and missed by the visits that used one snapshot of the pack."""

    code: str
    digest: str
    judged: int
    findings: int


@dataclass(frozen=True, slots=True)
class MissedNow:
    """A standard that its last visit missed: in how many visits in a row, the first and the last of them."""

    code: str
    visits: int
    first_at: datetime
    last_at: datetime


class BranchQuestions:
    """A method is one transaction. Every fault is a `QauditError`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def visits_of(self, branch: str, until: datetime | None, visible_at: datetime) -> tuple[SeenVisit, ...]:
        """All visits of one branch, whatever their pack and kind, that were left by `until`; oldest first."""
        conditions = [col(VisitRow.branch) == storable(branch)]
        if until is not None:
            conditions.append(col(VisitRow.left_at) <= until)
        with self._database.reading() as session:
            return read_visits(session, conditions, visible_at)

    def visits_elsewhere(self, asked: When, spans: Mapping[str, Span] | None) -> tuple[SeenVisit, ...]:
        """The visits of all other branches with this pack and of these kinds; days are each branch's own."""
        conditions = [
            col(VisitRow.branch) != storable(asked.branch),
            col(VisitRow.pack) == storable(asked.pack),
            _of_kinds(col(VisitRow.kind), asked.kinds),
            *in_scope(Scope(spans=spans), col(VisitRow.branch), visits_left_at()),
        ]
        with self._database.reading() as session:
            return read_visits(session, conditions, asked.visible_at)

    def documents(self, ids: Sequence[str]) -> dict[str, str]:
        """The latest scorecard document of each of these visits, by id."""
        found: dict[str, str] = {}
        with self._database.reading() as session:
            for start in range(0, len(ids), _PIECE):
                statement = select(col(ScorecardRow.visit_id), col(ScorecardRow.document)).where(
                    col(ScorecardRow.visit_id).in_(ids[start : start + _PIECE]), is_latest()
                )
                found.update((row.visit_id, row.document) for row in session.execute(statement))
        return found

    def tallies(self, asked: When) -> tuple[TallyOfEdition, ...]:
        """How often each standard was judged and missed, apart for each snapshot of the pack."""
        statement = (
            select(col(VerdictRow.code), col(VisitRow.digest), func.count(), func.sum(VerdictRow.is_finding))
            .join(VisitRow, col(VisitRow.id) == VerdictRow.visit_id)
            .where(*_verdicts(VerdictRow, asked), *_in_span(VerdictRow, asked))
            .group_by(col(VerdictRow.code), col(VisitRow.digest))
            .order_by(col(VerdictRow.code), col(VisitRow.digest))
        )
        with self._database.reading() as session:
            return tuple(
                TallyOfEdition(code, digest, judged, int(findings))
                for code, digest, judged, findings in session.execute(statement)
            )

    def missed_now(self, asked: When) -> tuple[MissedNow, ...]:
        """The standards that the last visit of the span that judged them missed.

        The row goes back to the last visit that met the standard, before the span too. Visits in which it was not
        judged neither count nor end it.
        """
        met, missed = aliased(VerdictRow), aliased(VerdictRow)
        last_met = (
            select(func.max(met.left_at))
            .where(
                *_verdicts(met, asked),
                *_until(met, asked),
                col(met.code) == missed.code,
                col(met.is_finding) == 0,
            )
            .correlate(missed)
            .scalar_subquery()
        )
        last_missed = func.max(missed.left_at)
        statement = (
            select(col(missed.code), func.count(), func.min(missed.left_at), last_missed)
            .where(
                *_verdicts(missed, asked),
                *_until(missed, asked),
                col(missed.is_finding) == 1,
                or_(last_met.is_(None), col(missed.left_at) > last_met),
            )
            .group_by(col(missed.code))
            .order_by(col(missed.code))
        )
        if asked.since is not None:
            statement = statement.having(last_missed >= asked.since)
        with self._database.reading() as session:
            return tuple(MissedNow(*row) for row in session.execute(statement))


def read_visits(
    session: Session, conditions: Sequence[ColumnElement[bool]], visible_at: datetime | None
) -> tuple[SeenVisit, ...]:
    """The published visits that fulfil the conditions, oldest first; those under an embargo too without a moment."""
    columns = ("id", "branch", "kind", "pack", "edition", "digest", "left_at")
    statement = (
        select(
            *(col(getattr(VisitRow, name)) for name in columns),
            col(BranchRow.region),
            col(ScorecardRow.final_percent),
        )
        .join(BranchRow, col(BranchRow.code) == VisitRow.branch)
        .join(ScorecardRow, (col(ScorecardRow.visit_id) == VisitRow.id) & is_latest())
        .where(
            col(VisitRow.status).in_([status.value for status in SEEN_BY_BRANCH]),
            col(VisitRow.left_at).is_not(None),
            *conditions,
        )
        .order_by(col(VisitRow.left_at), col(VisitRow.id))
    )
    if visible_at is not None:
        statement = statement.where(col(VisitRow.visible_from) <= visible_at)
    found = []
    for row in session.execute(statement):
        try:
            found.append(_seen(*row))
        except ValueError as fault:
            _log.warning("%s", RowUnreadable(VisitRow.__tablename__, str(row[0]), str(fault)))
    return tuple(found)


def _seen(
    visit_id: str,
    branch: str,
    kind: str,
    pack: str,
    edition: str,
    digest: str,
    left_at: object,
    region: str,
    percent: object,
) -> SeenVisit:
    """Raises `ValueError` for what is no visit; `damage` names such a row."""
    if not isinstance(left_at, datetime):
        raise ValueError(left_at)
    shown = percent if isinstance(percent, str) else None
    return SeenVisit(visit_id, branch, region, VisitKind(kind), pack, edition, digest, left_at, shown)


def _verdicts(row: type[VerdictRow], asked: When) -> list[ColumnElement[bool]]:
    return [
        col(row.branch) == storable(asked.branch),
        col(row.pack) == storable(asked.pack),
        _of_kinds(col(row.kind), asked.kinds),
        col(row.visible_from) <= asked.visible_at,
    ]


def visits_left_at() -> Mapped[datetime]:
    """When visits were left: those without such a moment are never asked about here."""
    return cast("Mapped[datetime]", col(VisitRow.left_at))


def _until(row: type[VerdictRow], asked: When) -> list[ColumnElement[bool]]:
    return [] if asked.until is None else [col(row.left_at) <= asked.until]


def _in_span(row: type[VerdictRow], asked: When) -> list[ColumnElement[bool]]:
    since = [] if asked.since is None else [col(row.left_at) >= asked.since]
    return [*since, *_until(row, asked)]


def _of_kinds(column: Mapped[str], kinds: Sequence[VisitKind]) -> ColumnElement[bool]:
    return column.in_([kind.value for kind in kinds])
