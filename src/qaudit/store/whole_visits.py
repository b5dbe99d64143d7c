"""Finished visits taken in whole, many in one transaction, each with its journal.

For visits that were lived elsewhere and are only kept here. Nothing is decided on the way: who hands them over has
asked the core what each person could do. What is written is what the store's own writing would have left.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session

from qaudit.core.journal import Act, JournalEntry, sealed
from qaudit.core.lifecycle import FINISHED
from qaudit.core.visits import Visit, VisitStatus
from qaudit.store.kept import KeptScorecard, KeptVerdict
from qaudit.store.life_rows import VerdictRow
from qaudit.store.reading_columns import columns_of
from qaudit.store.rows import (
    EvidenceRow,
    JournalRow,
    MarkRow,
    ObservationRow,
    Row,
    ScorecardRow,
    VisitFactRow,
    VisitRow,
)
from qaudit.store.visits import written_opening

_BEGINNING = frozenset((Act.READING, Act.NOTE, Act.EVIDENCE))
_Rows = dict[type[Row], list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class WholeVisit:
    """A visit as it stands, and its journal after the opening: in order, neither numbered nor sealed.

    `opened_by` is who opened it. `verdicts` are those of a visit that was published.
    """

    visit: Visit
    opened_by: str
    entries: tuple[JournalEntry, ...]
    scorecards: tuple[KeptScorecard, ...]
    verdicts: tuple[KeptVerdict, ...] = ()


def take_in(session: Session, visits: Iterable[WholeVisit]) -> None:
    """Writes all of them; their packs, branches and auditors are there already.

    Raises `ValueError` for a visit that is neither finished nor void.
    """
    rows: _Rows = defaultdict(list)
    for whole in visits:
        if whole.visit.status not in (*FINISHED, VisitStatus.VOID):
            raise ValueError("only a visit that nobody writes to any more is taken in whole")
        _add(rows, whole)
    connection = session.connection()
    for table in _IN_ORDER:
        if rows[table]:
            connection.execute(insert(table), rows[table])


_IN_ORDER: Sequence[type[Row]] = (
    VisitRow,
    VisitFactRow,
    MarkRow,
    ObservationRow,
    EvidenceRow,
    JournalRow,
    ScorecardRow,
    VerdictRow,
)
"""Each table after those that it refers to."""


def _add(rows: _Rows, whole: WholeVisit) -> None:
    visit = whole.visit
    journal = tuple(_chained(whole))
    rows[VisitRow].append(_visit_row(visit, len(journal)))
    rows[VisitFactRow] += ({"visit_id": visit.id, "name": name, "key": key} for name, key in visit.facts)
    rows[MarkRow] += ({"visit_id": visit.id, "event": mark.event, "at": mark.at} for mark in visit.marks)
    _add_observations(rows, visit, journal)
    rows[JournalRow] += (_journal_row(entry) for entry in journal)
    rows[ScorecardRow] += (
        {
            "visit_id": visit.id,
            "made_at": card.made_at,
            "scoring_version": card.scoring_version,
            "final_percent": card.final_percent,
            "document": card.document,
        }
        for card in whole.scorecards
    )
    rows[VerdictRow] += (
        {
            "visit_id": visit.id,
            "code": kept.code,
            "branch": visit.branch.code,
            "pack": visit.pack.pack,
            "kind": visit.kind.value,
            "left_at": visit.left_at,
            "visible_from": visit.visible_from,
            "verdict": kept.verdict,
            "is_finding": int(kept.is_finding),
        }
        for kept in whole.verdicts
    )


def _chained(whole: WholeVisit) -> Iterator[JournalEntry]:
    visit = whole.visit
    opened = JournalEntry(
        visit.id, 0, visit.opened_at, whole.opened_by, Act.OPENED, became=written_opening(visit)
    )
    seal = ""
    for number, entry in enumerate((opened, *whole.entries), start=1):
        chained = sealed(replace(entry, number=number), seal)
        yield chained
        seal = chained.seal


def _add_observations(rows: _Rows, visit: Visit, journal: Iterable[JournalEntry]) -> None:
    begun: dict[str, int] = {}
    for entry in journal:
        if entry.act in _BEGINNING:
            begun.setdefault(entry.subject, entry.number)
    for seen in visit.observations:
        kind, reading = columns_of(seen.reading)
        rows[ObservationRow].append(
            {
                "visit_id": visit.id,
                "code": seen.code,
                "kind": kind,
                "reading": reading,
                "note": seen.note,
                "at": seen.at,
                "first_entry": begun[seen.code],
            }
        )
        rows[EvidenceRow] += (
            {
                "visit_id": visit.id,
                "code": seen.code,
                "position": position,
                "digest": kept.digest,
                "name": kept.name,
                "media_type": kept.media_type,
                "size": kept.size,
            }
            for position, kept in enumerate(seen.evidence)
        )


def _visit_row(visit: Visit, version: int) -> dict[str, Any]:
    return {
        "id": visit.id,
        "digest": visit.digest,
        "pack": visit.pack.pack,
        "edition": visit.pack.edition,
        "branch": visit.branch.code,
        "auditor": visit.auditor.alias,
        "kind": visit.kind.value,
        "status": visit.status.value,
        "opened_at": visit.opened_at,
        "left_at": visit.left_at,
        "submitted_at": visit.submitted_at,
        "version": version,
        "utc_offset_minutes": visit.utc_offset_minutes,
        "planned_for": None if visit.planned_for is None else visit.planned_for.isoformat(),
        "published_at": visit.published_at,
        "visible_from": visit.visible_from,
        "acknowledged_at": visit.acknowledged_at,
        # Nothing waits to be checked by it: what its branch had mended then was checked where it was lived.
        "checked_at": visit.published_at,
    }


def _journal_row(entry: JournalEntry) -> dict[str, Any]:
    return {
        "visit_id": entry.visit_id,
        "number": entry.number,
        "at": entry.at,
        "who": entry.who,
        "act": entry.act.value,
        "subject": entry.subject,
        "was": entry.was,
        "became": entry.became,
        "why": entry.why,
        "undoes": entry.undoes,
        "seal": entry.seal,
    }
