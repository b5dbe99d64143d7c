"""In how many visits in a row standards were missed: before a visit that is being published, or up to one that is.

The row goes back to the last visit that met the standard. Visits in which it was not judged neither count nor end
it; a branch's checks of itself are left out, unless the visit is one. So is a visit that the branch may see only
later than this one: nobody learns from the one what the other's embargo hides.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from qaudit.core.text import storable
from qaudit.core.visits import Visit, VisitKind
from qaudit.store.life_rows import VerdictRow

_PIECE = 500
"""Codes that are asked for in one query: fewer than any database's limit of parameters."""


@dataclass(frozen=True, slots=True)
class _Here:
    """The visit that is asked about. Before it is published nothing says from when it may be seen."""

    visit_id: str
    branch: str
    pack: str
    left_at: datetime
    visible_from: datetime | None


def missed_before(session: Session, visit: Visit, codes: Iterable[str]) -> dict[str, int]:
    """For each of the codes, in how many visits in a row before this one it was missed, if any."""
    if visit.left_at is None:
        return {}
    branch, pack = storable(visit.branch.code), storable(visit.pack.pack)
    here = _Here(visit.id, branch, pack, visit.left_at, visit.visible_from)
    return _all_missed(session, here, (storable(code) for code in codes))


def missed_in_a_row(session: Session, visit_id: str) -> dict[str, int]:
    """For each finding of a published visit, in how many visits in a row it was missed, this one counted."""
    found = session.exec(
        select(VerdictRow).where(VerdictRow.visit_id == storable(visit_id), VerdictRow.is_finding == 1)
    ).all()
    if not found:
        return {}
    row = found[0]
    here = _Here(row.visit_id, row.branch, row.pack, row.left_at, row.visible_from)
    before = _all_missed(session, here, (one.code for one in found))
    return {one.code: 1 + before.get(one.code, 0) for one in found}


def _all_missed(session: Session, here: _Here, codes: Iterable[str]) -> dict[str, int]:
    wanted = sorted(set(codes))
    found: dict[str, int] = {}
    for start in range(0, len(wanted), _PIECE):
        found.update(_missed(session, here, wanted[start : start + _PIECE]))
    return found


def _missed(session: Session, here: _Here, codes: list[str]) -> dict[str, int]:
    met, missed = aliased(VerdictRow), aliased(VerdictRow)
    last_met = (
        select(func.max(met.left_at))
        .where(
            *_others(met, here),
            met.code == missed.code,
            met.is_finding == 0,
            col(met.left_at) < here.left_at,
        )
        .correlate(missed)
        .scalar_subquery()
    )
    statement = (
        select(missed.code, func.count())
        .where(
            *_others(missed, here),
            col(missed.code).in_(codes),
            missed.is_finding == 1,
            col(missed.left_at) <= here.left_at,
            or_(last_met.is_(None), col(missed.left_at) > last_met),
        )
        .group_by(missed.code)
    )
    return dict(session.exec(statement).all())


def _others(row: type[VerdictRow], here: _Here) -> list[ColumnElement[bool]]:
    """The branch's other visits by the same pack that were no checks of itself, and are seen no later than this one."""
    conditions = [
        col(row.branch) == here.branch,
        col(row.pack) == here.pack,
        col(row.kind) != VisitKind.SELF_CHECK.value,
        col(row.visit_id) != here.visit_id,
    ]
    if here.visible_from is not None:
        conditions.append(col(row.visible_from) <= here.visible_from)
    return conditions
