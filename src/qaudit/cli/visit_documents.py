"""Visits as JSON: the shapes of `docs/commands.md`. Times are ISO 8601 in UTC."""

from datetime import datetime
from typing import TYPE_CHECKING

from qaudit.core.changes import write_moment
from qaudit.core.readings import write_reading
from qaudit.core.visits import Evidence, Observation, Visit
from qaudit.core.walk import Walk

if TYPE_CHECKING:
    from qaudit.desk.headquarters import VisitSummary

Document = dict[str, object]


def visit_document(walk: Walk) -> Document:
    """A visit as it stands on the disk. It has no verdicts: those are the scorecard's."""
    visit = walk.visit
    return {
        **visit_fields(visit),
        "facts": dict(visit.facts),
        "answered": walk.progress.settled,
        "asked": walk.progress.asked,
        "readings": [_reading(seen) for seen in visit.observations],
        "marks": [{"event": mark.event, "at": write_moment(mark.at)} for mark in visit.marks],
        "planned_for": None if visit.planned_for is None else visit.planned_for.isoformat(),
        "published_at": moment_or_none(visit.published_at),
        "visible_from": moment_or_none(visit.visible_from),
        "acknowledged_at": moment_or_none(visit.acknowledged_at),
    }


def visit_fields(visit: Visit) -> Document:
    """Who, where and when."""
    return {
        "visit": visit.id,
        "pack": str(visit.pack),
        "digest": visit.digest,
        "branch": visit.branch.code,
        "auditor": visit.auditor.alias,
        "role": visit.auditor.role.value,
        "kind": visit.kind.value,
        "status": visit.status.value,
        "opened_at": write_moment(visit.opened_at),
        "left_at": moment_or_none(visit.left_at),
        "submitted_at": moment_or_none(visit.submitted_at),
    }


def summary_document(summary: "VisitSummary") -> Document:
    """A visit in a list."""
    return {
        "visit": summary.id,
        "pack": str(summary.pack),
        "branch": summary.branch.code,
        "auditor": summary.auditor.alias,
        "kind": summary.kind.value,
        "status": summary.status.value,
        "opened_at": write_moment(summary.opened_at),
        "submitted_at": moment_or_none(summary.submitted_at),
        "answered": summary.answered,
        "final_percent": summary.final_percent,
    }


def moment_or_none(moment: datetime | None) -> str | None:
    """A moment as ISO 8601 in UTC."""
    return None if moment is None else write_moment(moment)


def _reading(seen: Observation) -> Document:
    return {
        "code": seen.code,
        "reading": None if seen.reading is None else write_reading(seen.reading),
        "note": seen.note,
        "at": moment_or_none(seen.at),
        "evidence": [evidence_document(kept) for kept in seen.evidence],
    }


def evidence_document(kept: Evidence) -> Document:
    """A kept file."""
    return {"digest": kept.digest, "name": kept.name, "media_type": kept.media_type, "size": kept.size}
