"""Visits in a list, counted and joined by the database."""

import logging

from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from qaudit.core.text import storable
from qaudit.core.visits import Visit, VisitStatus
from qaudit.errors import RowUnreadable
from qaudit.store.kept import VisitSummary
from qaudit.store.mapping import visit_of
from qaudit.store.rows import AuditorRow, BranchRow, ObservationRow, ScorecardRow, VisitRow

_log = logging.getLogger("qaudit.store")


def list_visits(
    session: Session, status: VisitStatus | None, branch: str | None, limit: int | None
) -> tuple[VisitSummary, ...]:
    """Newest first. A row that cannot be read is left out and named in the log; `damage` names it too."""
    answered = (
        select(func.count())
        .select_from(ObservationRow)
        .where(col(ObservationRow.visit_id) == VisitRow.id, col(ObservationRow.kind).is_not(None))
        .correlate(VisitRow)
        .scalar_subquery()
    )
    later = aliased(ScorecardRow)
    is_latest = ~exists().where(
        col(later.visit_id) == ScorecardRow.visit_id, col(later.made_at) > col(ScorecardRow.made_at)
    )
    statement = (
        select(VisitRow, BranchRow, AuditorRow, answered, col(ScorecardRow.final_percent))
        .outerjoin(BranchRow, col(BranchRow.code) == VisitRow.branch)
        .outerjoin(AuditorRow, col(AuditorRow.alias) == VisitRow.auditor)
        .outerjoin(ScorecardRow, (col(ScorecardRow.visit_id) == VisitRow.id) & is_latest)
        .order_by(col(VisitRow.opened_at).desc(), col(VisitRow.id).desc())
        .limit(limit)
    )
    if status is not None:
        statement = statement.where(col(VisitRow.status) == status.value)
    if branch is not None:
        statement = statement.where(col(VisitRow.branch) == storable(branch))
    found = []
    for row, place, auditor, count, percent in session.execute(statement):
        try:
            found.append(_summary(visit_of(row, place, auditor), count, percent))
        except RowUnreadable as fault:
            _log.warning("%s", fault)
    return tuple(found)


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
    )
