"""The scorecard documents of a visit."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from qaudit.store.kept import KeptScorecard
from qaudit.store.mapping import scorecard_of
from qaudit.store.rows import ScorecardRow


def read_scorecards(session: Session, visit_id: str) -> tuple[KeptScorecard, ...]:
    """Oldest first. Raises `RowUnreadable`."""
    of_visit = select(ScorecardRow).where(ScorecardRow.visit_id == visit_id)
    rows = session.exec(of_visit.order_by(col(ScorecardRow.made_at)))
    return tuple(scorecard_of(row) for row in rows)


def is_latest() -> ColumnElement[bool]:
    """Of the scorecards of a visit, the one that was made last."""
    later = aliased(ScorecardRow)
    return ~(
        select(col(later.visit_id))
        .where(col(later.visit_id) == ScorecardRow.visit_id, col(later.made_at) > col(ScorecardRow.made_at))
        .correlate(ScorecardRow)
        .exists()
    )


def moment_of_next(session: Session, visit_id: str, at: datetime) -> datetime:
    """The moment under which a new scorecard is kept: `at`, or just after the last one where that is not later."""
    of_visit = select(ScorecardRow.made_at).where(ScorecardRow.visit_id == visit_id)
    last = session.exec(of_visit.order_by(col(ScorecardRow.made_at).desc()).limit(1)).first()
    return at if last is None else max(at, last + timedelta(microseconds=1))
