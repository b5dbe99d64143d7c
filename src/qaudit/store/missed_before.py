"""In how many visits in a row standards were missed before a visit whose own verdicts may not be kept yet."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from qaudit.core.text import storable
from qaudit.core.visits import Visit, VisitKind
from qaudit.store.life_rows import VerdictRow

_PIECE = 500
"""Codes that are asked for in one query: fewer than any database's limit of parameters."""


def missed_before(session: Session, visit: Visit, codes: Iterable[str]) -> dict[str, int]:
    """For each of the codes, in how many visits of the branch in a row up to this one it was missed, if any.

    The row is that of `life_reading.repeats`, without the visit itself: it goes back to the last one that met it.
    """
    wanted = sorted({storable(code) for code in codes})
    if visit.left_at is None:
        return {}
    found: dict[str, int] = {}
    for start in range(0, len(wanted), _PIECE):
        found.update(_missed(session, visit, visit.left_at, wanted[start : start + _PIECE]))
    return found


def _missed(session: Session, visit: Visit, left_at: datetime, codes: list[str]) -> dict[str, int]:
    met, missed = aliased(VerdictRow), aliased(VerdictRow)
    last_met = (
        select(func.max(met.left_at))
        .where(
            *_of_branch(met, visit),
            met.code == missed.code,
            met.is_finding == 0,
            col(met.left_at) < left_at,
        )
        .correlate(missed)
        .scalar_subquery()
    )
    statement = (
        select(missed.code, func.count())
        .where(
            *_of_branch(missed, visit),
            col(missed.code).in_(codes),
            missed.is_finding == 1,
            col(missed.left_at) <= left_at,
            or_(last_met.is_(None), col(missed.left_at) > last_met),
        )
        .group_by(missed.code)
    )
    return dict(session.exec(statement).all())


def _of_branch(row: type[VerdictRow], visit: Visit) -> tuple[ColumnElement[bool], ...]:
    """The other visits of the branch with the same pack that were no checks of itself."""
    return (
        col(row.branch) == storable(visit.branch.code),
        col(row.pack) == storable(visit.pack.pack),
        col(row.kind) != VisitKind.SELF_CHECK.value,
        col(row.visit_id) != visit.id,
    )
