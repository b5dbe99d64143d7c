"""Visits in a list, counted and joined by the database."""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session, col

from qaudit.core.text import storable
from qaudit.core.visits import Visit, VisitKind, VisitStatus
from qaudit.errors import RowUnreadable
from qaudit.store.kept import VisitSummary
from qaudit.store.mapping import visit_of
from qaudit.store.rows import AuditorRow, BranchRow, ObservationRow, ScorecardRow, VisitRow
from qaudit.store.scorecards import is_latest

_log = logging.getLogger("qaudit.store")


@dataclass(frozen=True, slots=True)
class VisitFilter:
    """Which visits, and in which order; None and empty where it does not matter.

    `visible_at` leaves those that a branch may see at that moment (UTC). `by_submission` lists those that were
    submitted first, first; else those that were opened last come first. `until` leaves those that were left
    by that moment, ends included.
    """

    statuses: tuple[VisitStatus, ...] = ()
    branches: tuple[str, ...] | None = None
    region: str = ""
    brand: str = ""
    pack: str = ""
    auditor: str = ""
    kind: VisitKind | None = None
    until: datetime | None = None
    visible_at: datetime | None = None
    by_submission: bool = False
    limit: int | None = None


def list_visits(session: Session, wanted: VisitFilter) -> tuple[VisitSummary, ...]:
    """Visits as `wanted`. A row that cannot be read is left out and named in the log; `damage` names it too."""
    answered = (
        select(func.count())
        .select_from(ObservationRow)
        .where(col(ObservationRow.visit_id) == VisitRow.id, col(ObservationRow.kind).is_not(None))
        .correlate(VisitRow)
        .scalar_subquery()
    )
    statement = (
        select(VisitRow, BranchRow, AuditorRow, answered, col(ScorecardRow.final_percent))
        .outerjoin(BranchRow, col(BranchRow.code) == VisitRow.branch)
        .outerjoin(AuditorRow, col(AuditorRow.alias) == VisitRow.auditor)
        .outerjoin(ScorecardRow, (col(ScorecardRow.visit_id) == VisitRow.id) & is_latest())
        .where(*_narrowed(wanted))
        .order_by(*_order(wanted))
        .limit(wanted.limit)
    )
    found = []
    for row, place, auditor, count, percent in session.execute(statement):
        try:
            found.append(_summary(visit_of(row, place, auditor), count, percent))
        except RowUnreadable as fault:
            _log.warning("%s", fault)
    return tuple(found)


def count_visits(session: Session, wanted: VisitFilter) -> int:
    """How many visits there are as `wanted`, whatever its limit."""
    counted = select(func.count()).select_from(VisitRow).where(*_conditions(wanted))
    if wanted.region or wanted.brand:
        counted = counted.join(BranchRow, col(BranchRow.code) == VisitRow.branch)
    return int(session.execute(counted).scalar_one())


def _narrowed(wanted: VisitFilter) -> list[ColumnElement[bool]]:
    """The conditions; with a limit, the visits are chosen before anything is counted or joined for one of them."""
    conditions = _conditions(wanted)
    if wanted.limit is None:
        return conditions
    chosen = (
        select(col(VisitRow.id))
        .outerjoin(BranchRow, col(BranchRow.code) == VisitRow.branch)
        .where(*conditions)
        .order_by(*_order(wanted))
        .limit(wanted.limit)
        .subquery()
    )
    return [col(VisitRow.id).in_(select(chosen.c.id))]


def _conditions(wanted: VisitFilter) -> list[ColumnElement[bool]]:
    texts = (
        (col(BranchRow.region), wanted.region),
        (col(BranchRow.brand), wanted.brand),
        (col(VisitRow.pack), wanted.pack),
        (col(VisitRow.auditor), wanted.auditor),
    )
    found = [column == storable(value) for column, value in texts if value]
    if wanted.statuses:
        found.append(col(VisitRow.status).in_([status.value for status in wanted.statuses]))
    if wanted.branches is not None:
        found.append(col(VisitRow.branch).in_([storable(code) for code in wanted.branches]))
    if wanted.kind is not None:
        found.append(col(VisitRow.kind) == wanted.kind.value)
    if wanted.until is not None:
        found.append(col(VisitRow.left_at) <= wanted.until)
    if wanted.visible_at is not None:
        found.append(col(VisitRow.visible_from) <= wanted.visible_at)
    return found


def _order(wanted: VisitFilter) -> tuple[ColumnElement[Any], ...]:
    if wanted.by_submission:
        return (col(VisitRow.submitted_at).asc(), col(VisitRow.id).asc())
    return (col(VisitRow.opened_at).desc(), col(VisitRow.id).desc())


def _summary(visit: Visit, answered: int, final_percent: object) -> VisitSummary:
    return VisitSummary(
        id=visit.id,
        pack=visit.pack,
        branch=visit.branch,
        auditor=visit.auditor,
        status=visit.status,
        kind=visit.kind,
        opened_at=visit.opened_at,
        submitted_at=visit.submitted_at,
        answered=answered,
        final_percent=final_percent if isinstance(final_percent, str) else None,
        left_at=visit.left_at,
        planned_for=visit.planned_for,
        visible_from=visit.visible_from,
        acknowledged_at=visit.acknowledged_at,
    )
