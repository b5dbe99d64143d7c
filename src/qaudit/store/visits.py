"""Visits: opened, found and read whole."""

import json
from collections import defaultdict
from datetime import datetime

from sqlmodel import Session, col, select

from qaudit.core.journal import Act, JournalEntry
from qaudit.core.text import printable, storable
from qaudit.core.visits import Correction, Evidence, Observation, Visit, VisitStatus
from qaudit.errors import UsageError, VisitNotFound
from qaudit.speech import _
from qaudit.store.journal import append
from qaudit.store.life_mapping import correction_of
from qaudit.store.life_rows import CorrectionRow
from qaudit.store.mapping import evidence_of, fact_of, mark_of, observation_of, visit_of
from qaudit.store.rows import (
    AuditorRow,
    BranchRow,
    EvidenceRow,
    MarkRow,
    ObservationRow,
    PackSnapshotRow,
    VisitFactRow,
    VisitRow,
)

SHORTEST_PREFIX = 6


def open_visit(session: Session, visit: Visit, who: str, at: datetime) -> None:
    """A new visit with its facts and the first entry of its journal."""
    if visit.observations or visit.marks or visit.status not in (VisitStatus.PLANNED, VisitStatus.OPEN):
        raise ValueError("a visit is opened empty; what is seen is written afterwards")
    if session.get(VisitRow, visit.id) is not None:
        raise UsageError(
            _("There is a visit {visit} already", visit=visit.id), _("give the new one another id")
        )
    if session.get(PackSnapshotRow, visit.digest) is None:
        raise ValueError(f"the pack {visit.digest} was not kept before its visit")
    row = VisitRow(
        id=visit.id,
        digest=visit.digest,
        pack=visit.pack.pack,
        edition=visit.pack.edition,
        branch=visit.branch.code,
        auditor=visit.auditor.alias,
        kind=visit.kind.value,
        status=visit.status.value,
        opened_at=visit.opened_at,
        version=0,
        utc_offset_minutes=visit.utc_offset_minutes,
        planned_for=None if visit.planned_for is None else visit.planned_for.isoformat(),
    )
    session.add(row)
    session.flush()
    for name, key in visit.facts:
        session.add(VisitFactRow(visit_id=visit.id, name=name, key=key))
    act = Act.PLANNED if visit.status is VisitStatus.PLANNED else Act.OPENED
    entry = JournalEntry(visit.id, 0, at, storable(who), act, became=written_opening(visit))
    append(session, row, [entry])


def written_opening(visit: Visit) -> str:
    """What the journal keeps of the opening, as compact JSON."""
    told = {
        "pack": str(visit.pack),
        "digest": visit.digest,
        "branch": visit.branch.code,
        "auditor": visit.auditor.alias,
        "kind": visit.kind.value,
        "facts": dict(visit.facts),
    }
    if visit.planned_for is not None:
        told["planned_for"] = visit.planned_for.isoformat()
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def find_visit_row(session: Session, visit_id: str, *, lock: bool = False) -> VisitRow:
    """The row of a visit, locked until the transaction ends where that is asked. Raises `VisitNotFound`."""
    row = session.get(VisitRow, storable(visit_id), with_for_update=True if lock else None)
    if row is None:
        raise VisitNotFound(printable(visit_id, one_line=True)[:80])
    return row


def read_visit(session: Session, visit_id: str) -> Visit:
    """A visit with everything in it. Raises `VisitNotFound`, `RowUnreadable`."""
    row = find_visit_row(session, visit_id)
    marks = session.exec(select(MarkRow).where(MarkRow.visit_id == row.id))
    facts = session.exec(select(VisitFactRow).where(VisitFactRow.visit_id == row.id))
    return visit_of(
        row,
        session.get(BranchRow, row.branch),
        session.get(AuditorRow, row.auditor),
        facts=[fact_of(fact) for fact in facts],
        observations=_observations(session, row.id),
        marks=[mark_of(mark) for mark in marks],
        corrections=_corrections(session, row.id),
    )


def _corrections(session: Session, visit_id: str) -> list[Correction]:
    rows = session.exec(
        select(CorrectionRow).where(CorrectionRow.visit_id == visit_id).order_by(col(CorrectionRow.number))
    )
    return [correction_of(row) for row in rows]


def _observations(session: Session, visit_id: str) -> list[Observation]:
    evidence: dict[str, list[Evidence]] = defaultdict(list)
    of_visit = select(EvidenceRow).where(EvidenceRow.visit_id == visit_id)
    for kept in session.exec(of_visit.order_by(col(EvidenceRow.code), col(EvidenceRow.position))):
        evidence[kept.code].append(evidence_of(kept))
    # In the order in which they were begun, as a visit in memory has them.
    rows = session.exec(
        select(ObservationRow)
        .where(ObservationRow.visit_id == visit_id)
        .order_by(col(ObservationRow.first_entry), col(ObservationRow.code))
    )
    return [observation_of(row, tuple(evidence[row.code])) for row in rows]


def resolve_visit_id(session: Session, prefix: str) -> str:
    """The id that begins with `prefix`. Raises `VisitNotFound`, `UsageError` for several, naming them."""
    wanted = storable(prefix.strip())
    if session.get(VisitRow, wanted) is not None:
        return wanted
    shown = printable(wanted, one_line=True)[:80]
    if len(wanted) < SHORTEST_PREFIX:
        raise VisitNotFound(shown)
    of_prefix = col(VisitRow.id).startswith(wanted.lower(), autoescape=True)
    found = session.exec(
        select(VisitRow.id).where(of_prefix).order_by(col(VisitRow.id).desc()).limit(4)
    ).all()
    if not found:
        raise VisitNotFound(shown)
    if len(found) > 1:
        more = ", …" if len(found) > 3 else ""
        raise UsageError(
            _("Several visits begin with {shown}", shown=shown),
            _("give more of one of {ids}", ids=", ".join(found[:3]) + more),
        )
    return found[0]


def read_version(session: Session, visit_id: str) -> int:
    """How many entries the journal of a visit has. Raises `VisitNotFound`."""
    found = session.exec(select(VisitRow.version).where(VisitRow.id == storable(visit_id))).first()
    if found is None:
        raise VisitNotFound(printable(visit_id, one_line=True)[:80])
    return found
