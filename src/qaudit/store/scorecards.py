"""The scorecard documents of a visit."""

from sqlmodel import Session, col, select

from qaudit.store.kept import KeptScorecard
from qaudit.store.mapping import scorecard_of
from qaudit.store.rows import ScorecardRow


def read_scorecards(session: Session, visit_id: str) -> tuple[KeptScorecard, ...]:
    """Oldest first. Raises `RowUnreadable`."""
    of_visit = select(ScorecardRow).where(ScorecardRow.visit_id == visit_id)
    rows = session.exec(of_visit.order_by(col(ScorecardRow.made_at)))
    return tuple(scorecard_of(row) for row in rows)
