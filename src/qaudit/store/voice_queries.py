"""What customers said, in lists, and beside what visits found: counted and joined by the database."""

import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, SelectBase, and_, case, false, func, literal, or_, select, union_all
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col

from qaudit.core.text import printable, storable
from qaudit.core.visits import VisitKind
from qaudit.core.voices import BesideStandard, Voice, VoiceKind
from qaudit.errors import RowUnreadable, UsageError
from qaudit.speech import _
from qaudit.store.life_rows import VerdictRow
from qaudit.store.rows import BranchRow
from qaudit.store.voice_mapping import voice_of
from qaudit.store.voice_rows import VoiceRow, VoiceStandardRow

SHORTEST_PREFIX = 6
_log = logging.getLogger("qaudit.store")
_BATCH = 500

Span = tuple[datetime | None, datetime | None]
"""From a moment on, and until another one, which is included; UTC, None where there is no such end."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which branches, and when; None and empty where it does not matter.

    A period is given in days, and days are the branches' own: `spans` has its moments for each time zone that
    branches name, in their words; a branch whose zone is not there is left out.
    """

    branches: tuple[str, ...] | None = None
    region: str = ""
    brand: str = ""
    spans: Mapping[str, Span] | None = None


@dataclass(frozen=True, slots=True)
class VoiceFilter:
    """Which voices; None where it does not matter. `overdue_at` leaves those that wait too long at that moment."""

    scope: Scope = Scope()
    kind: VoiceKind | None = None
    overdue_at: datetime | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Complaint:
    """A standard that a complaint names: the voice's id, the brand of its branch, the pack that the code is of.

    A complaint that names several comes several times; one that names none comes once, with an empty code.
    """

    voice: str
    brand: str
    pack: str
    code: str


def list_voices(session: Session, wanted: VoiceFilter) -> tuple[Voice, ...]:
    """Newest first. A row that cannot be read is left out and named in the log; `damage` names it too."""
    conditions = in_scope(wanted.scope, col(VoiceRow.branch), col(VoiceRow.at))
    if wanted.kind is not None:
        conditions.append(col(VoiceRow.kind) == wanted.kind.value)
    if wanted.overdue_at is not None:
        conditions.append(_is_overdue(wanted.overdue_at))
    statement = (
        select(VoiceRow)
        .join(BranchRow, col(BranchRow.code) == VoiceRow.branch)
        .where(*conditions)
        .order_by(col(VoiceRow.at).desc(), col(VoiceRow.id).desc())
        .limit(wanted.limit)
    )
    rows = session.execute(statement).scalars().all()
    found = []
    codes = _codes(session, [row.id for row in rows])
    for row in rows:
        try:
            found.append(voice_of(row, codes[row.id]))
        except RowUnreadable as fault:
            _log.warning("%s", fault)
    return tuple(found)


def read_voice(session: Session, row: VoiceRow) -> Voice:
    """The voice of a row. Raises `RowUnreadable`."""
    return voice_of(row, _codes(session, [row.id])[row.id])


def find_row(session: Session, prefix: str, *, lock: bool = False) -> VoiceRow:
    """The row whose id begins with `prefix`, of 6 characters or more; locked where that is asked.

    Raises `UsageError` where there is none, and where there are several, naming them.
    """
    wanted = storable(prefix.strip())
    shown = printable(wanted, one_line=True)[:80]
    found: Sequence[str] = [wanted]
    if len(wanted) >= SHORTEST_PREFIX and session.get(VoiceRow, wanted) is None:
        begins = col(VoiceRow.id).startswith(wanted.lower(), autoescape=True)
        by_id = select(col(VoiceRow.id)).where(begins).order_by(col(VoiceRow.id).desc()).limit(4)
        found = session.execute(by_id).scalars().all()
    if len(found) > 1:
        more = ", …" if len(found) > 3 else ""
        raise UsageError(
            _("Several voices begin with {shown}", shown=shown),
            _("give more of one of {ids}", ids=", ".join(found[:3]) + more),
        )
    row = session.get(VoiceRow, found[0], with_for_update=True if lock else None) if found else None
    if row is None:
        raise UsageError(_("There is no voice {voice}", voice=shown), _("qaudit voice list shows them"))
    return row


def beside_standards(
    session: Session, scope: Scope, visible_at: datetime, kind: VisitKind
) -> tuple[BesideStandard, ...]:
    """For each standard: the published visits of one kind that judged it, those that missed it, and voices.

    Visits that branches may not see yet at `visible_at` are not counted; a visit belongs to the moment its
    auditor left, a voice to the moment it came.
    """
    told = union_all(_judged(scope, visible_at, kind), _said(scope)).subquery()
    counts = [
        func.sum(told.c[name]) for name in ("judged", "missed", "complaints", "compliments", "suggestions")
    ]
    statement = (
        select(told.c.pack, told.c.code, *counts)
        .group_by(told.c.pack, told.c.code)
        .order_by(told.c.pack, told.c.code)
    )
    return tuple(
        BesideStandard(pack, code, *(int(count) for count in numbers))
        for pack, code, *numbers in session.execute(statement)
    )


def _judged(scope: Scope, visible_at: datetime, kind: VisitKind) -> SelectBase:
    none = literal(0)
    return (
        select(
            col(VerdictRow.pack).label("pack"),
            col(VerdictRow.code).label("code"),
            literal(1).label("judged"),
            col(VerdictRow.is_finding).label("missed"),
            none.label("complaints"),
            none.label("compliments"),
            none.label("suggestions"),
        )
        .join(BranchRow, col(BranchRow.code) == VerdictRow.branch)
        .where(
            col(VerdictRow.visible_from) <= visible_at,
            col(VerdictRow.kind) == kind.value,
            *in_scope(scope, col(VerdictRow.branch), col(VerdictRow.left_at)),
        )
    )


def _said(scope: Scope) -> SelectBase:
    none = literal(0)
    return (
        select(
            col(VoiceRow.pack),
            col(VoiceStandardRow.code),
            none,
            none,
            *(case((col(VoiceRow.kind) == kind.value, 1), else_=0) for kind in VoiceKind),
        )
        .join(VoiceStandardRow, col(VoiceStandardRow.voice_id) == VoiceRow.id)
        .join(BranchRow, col(BranchRow.code) == VoiceRow.branch)
        .where(*in_scope(scope, col(VoiceRow.branch), col(VoiceRow.at)))
    )


def complaints(session: Session, scope: Scope) -> tuple[Complaint, ...]:
    """What was complained of, standard by standard."""
    columns = (col(VoiceRow.id), col(BranchRow.brand), col(VoiceRow.pack), col(VoiceStandardRow.code))
    statement = (
        select(*columns)
        .join(BranchRow, col(BranchRow.code) == VoiceRow.branch)
        .outerjoin(VoiceStandardRow, col(VoiceStandardRow.voice_id) == VoiceRow.id)
        .where(
            col(VoiceRow.kind) == VoiceKind.COMPLAINT.value,
            *in_scope(scope, col(VoiceRow.branch), col(VoiceRow.at)),
        )
        .order_by(col(VoiceRow.id), col(VoiceStandardRow.code))
    )
    found = session.execute(statement)
    return tuple(Complaint(voice, brand, pack, code or "") for voice, brand, pack, code in found)


def in_scope(scope: Scope, branch: Mapped[str], at: Mapped[datetime]) -> list[ColumnElement[bool]]:
    """The conditions of a scope on rows that are joined with their branches."""
    texts = ((col(BranchRow.region), scope.region), (col(BranchRow.brand), scope.brand))
    found: list[ColumnElement[bool]] = [column == storable(value) for column, value in texts if value]
    if scope.branches is not None:
        found.append(branch.in_([storable(code) for code in scope.branches]))
    if scope.spans is not None:
        found.append(or_(false(), *(_in_span(zone, span, at) for zone, span in scope.spans.items())))
    return found


def _in_span(zone: str, span: Span, at: Mapped[datetime]) -> ColumnElement[bool]:
    since, until = span
    bounds = [] if since is None else [at >= since]
    if until is not None:
        bounds.append(at <= until)
    return and_(col(BranchRow.timezone) == zone, *bounds)


def _is_overdue(now: datetime) -> ColumnElement[bool]:
    return or_(
        col(VoiceRow.acknowledged_at).is_(None) & (col(VoiceRow.acknowledge_due) < now),
        col(VoiceRow.answered_at).is_(None) & (col(VoiceRow.answer_due) < now),
    )


def _codes(session: Session, ids: Sequence[str]) -> dict[str, list[str]]:
    """The codes of the standards that voices touch, by the voices' ids."""
    found: dict[str, list[str]] = defaultdict(list)
    for start in range(0, len(ids), _BATCH):
        statement = select(VoiceStandardRow).where(
            col(VoiceStandardRow.voice_id).in_(ids[start : start + _BATCH])
        )
        for row in session.execute(statement).scalars():
            found[row.voice_id].append(row.code)
    return found
