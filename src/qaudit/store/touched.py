"""The parts of a visit that a write touches: read under the lock, changed in memory, put back as rows.

Each part is a visit with nothing in it but one observation, one mark or one fact, so that the core's own
`before` and `apply` do the work whatever the size of the whole visit.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session, col, delete, select

from qaudit.core.changes import Change, EvidenceSet, apply, before, subject_of, written
from qaudit.core.journal import Act, JournalEntry, act_of
from qaudit.core.standards import PackRef
from qaudit.core.visits import Auditor, Branch, Evidence, Observation, Visit, VisitStatus
from qaudit.store.mapping import evidence_of, fact_of, mark_of, observation_of
from qaudit.store.reading_columns import columns_of
from qaudit.store.rows import EvidenceRow, MarkRow, ObservationRow, VisitFactRow, VisitRow

_Key = tuple[type, str]


@dataclass(slots=True)
class _Part:
    visit: Visit
    row: ObservationRow | MarkRow | VisitFactRow | None = None


class Touched:
    """What the changes of one write are about, as it is in the database now."""

    def __init__(self, session: Session, visit: VisitRow, changes: Iterable[Change]) -> None:
        self._session = session
        self._visit_id = visit.id
        self._empty = _nothing_of(visit)
        self._parts: dict[_Key, _Part] = {}
        self._read(tuple(changes))

    def change(self, change: Change, at: datetime) -> JournalEntry | None:
        """Makes a change in memory; gives its entry without who and why, or None where nothing changes."""
        part = self._parts[_key(change)]
        was, became = written(before(change, part.visit)), written(change)
        if was == became:
            return None
        part.visit = apply(change, part.visit, at)
        return JournalEntry(self._visit_id, 0, at, "", act_of(change), subject_of(change), was, became)

    def save(self, entries: Sequence[JournalEntry]) -> None:
        """Puts back the parts that these entries (with their numbers) tell of."""
        first: dict[_Key, int] = {}
        for entry in entries:
            first.setdefault((_TABLE_OF[entry.act], entry.subject), entry.number)
        for (table, subject), number in first.items():
            part = self._parts[table, subject]
            if table is ObservationRow:
                self._save_observation(part, number)
            elif table is MarkRow:
                self._save_mark(part, subject)
            else:
                self._save_fact(part, subject)
        self._session.flush()
        for code in {entry.subject for entry in entries if entry.act is Act.EVIDENCE}:
            self._save_evidence(self._parts[ObservationRow, code].visit.observations[0])

    def _save_observation(self, part: _Part, number: int) -> None:
        (seen,) = part.visit.observations
        kind, text = columns_of(seen.reading)
        row = part.row
        if not isinstance(row, ObservationRow):
            row = ObservationRow(visit_id=self._visit_id, code=seen.code, first_entry=number)
        row.kind, row.reading, row.note, row.at = kind, text, seen.note, seen.at
        self._session.add(row)

    def _save_evidence(self, seen: Observation) -> None:
        self._session.exec(
            delete(EvidenceRow).where(
                col(EvidenceRow.visit_id) == self._visit_id, col(EvidenceRow.code) == seen.code
            )
        )
        for position, kept in enumerate(seen.evidence):
            row = EvidenceRow(
                visit_id=self._visit_id,
                code=seen.code,
                position=position,
                digest=kept.digest,
                name=kept.name,
                media_type=kept.media_type,
                size=kept.size,
            )
            self._session.add(row)

    def _save_mark(self, part: _Part, event: str) -> None:
        mark = part.visit.mark(event)
        row = part.row
        if mark is None:
            self._delete(row)
        elif isinstance(row, MarkRow):
            row.at = mark.at
        else:
            self._session.add(MarkRow(visit_id=self._visit_id, event=event, at=mark.at))

    def _delete(self, row: object) -> None:
        # There is no row where one write both sets and takes away.
        if row is not None:
            self._session.delete(row)

    def _save_fact(self, part: _Part, name: str) -> None:
        key = dict(part.visit.facts).get(name)
        row = part.row
        if key is None:
            self._delete(row)
        elif isinstance(row, VisitFactRow):
            row.key = key
        else:
            self._session.add(VisitFactRow(visit_id=self._visit_id, name=name, key=key))

    def _read(self, changes: tuple[Change, ...]) -> None:
        for change in changes:
            self._parts.setdefault(_key(change), _Part(self._empty))
        self._read_observations({change.code for change in changes if isinstance(change, EvidenceSet)})
        if events := self._subjects(MarkRow):
            marks = select(MarkRow).where(MarkRow.visit_id == self._visit_id, col(MarkRow.event).in_(events))
            for mark in self._session.exec(marks):
                part = replace(self._empty, marks=(mark_of(mark),))
                self._parts[MarkRow, mark.event] = _Part(part, mark)
        if names := self._subjects(VisitFactRow):
            facts = select(VisitFactRow).where(
                VisitFactRow.visit_id == self._visit_id, col(VisitFactRow.name).in_(names)
            )
            for fact in self._session.exec(facts):
                part = replace(self._empty, facts=(fact_of(fact),))
                self._parts[VisitFactRow, fact.name] = _Part(part, fact)

    def _read_observations(self, with_evidence: set[str]) -> None:
        codes = self._subjects(ObservationRow)
        if not codes:
            return
        evidence = self._evidence(with_evidence)
        rows = select(ObservationRow).where(
            ObservationRow.visit_id == self._visit_id, col(ObservationRow.code).in_(codes)
        )
        for row in self._session.exec(rows):
            seen = observation_of(row, tuple(evidence[row.code]))
            self._parts[ObservationRow, row.code] = _Part(replace(self._empty, observations=(seen,)), row)

    def _evidence(self, codes: set[str]) -> dict[str, list[Evidence]]:
        found: dict[str, list[Evidence]] = defaultdict(list)
        if codes:
            kept = select(EvidenceRow).where(
                EvidenceRow.visit_id == self._visit_id, col(EvidenceRow.code).in_(codes)
            )
            for row in self._session.exec(kept.order_by(col(EvidenceRow.position))):
                found[row.code].append(evidence_of(row))
        return found

    def _subjects(self, table: type) -> list[str]:
        return [subject for of, subject in self._parts if of is table]


_TABLE_OF: dict[Act, type] = {
    Act.READING: ObservationRow,
    Act.NOTE: ObservationRow,
    Act.EVIDENCE: ObservationRow,
    Act.MARK: MarkRow,
    Act.FACT: VisitFactRow,
}


def _key(change: Change) -> _Key:
    return _TABLE_OF[act_of(change)], subject_of(change)


def _nothing_of(row: VisitRow) -> Visit:
    """The visit with nothing seen in it. What it stands beside is not looked up: no change asks for it."""
    return Visit(
        id=row.id,
        pack=PackRef(row.pack, row.edition),
        digest=row.digest,
        branch=Branch(row.branch, ""),
        auditor=Auditor(row.auditor),
        status=VisitStatus.OPEN,
        opened_at=row.opened_at,
    )
