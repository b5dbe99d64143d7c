"""Whether a visit says what its journal tells: someone who changes a row alone is found out."""

import json
from collections.abc import Iterator, Sequence

from qaudit.core.changes import EvidenceSet, FactSet, MarkSet, NoteSet, ReadingSet, write_moment, written
from qaudit.core.journal import Act, JournalEntry
from qaudit.core.visits import Visit, VisitStatus
from qaudit.speech import _
from qaudit.store.kept import KeptScorecard
from qaudit.store.visits import written_opening
from qaudit.store.writing import digest_of_document

_Told = dict[tuple[Act, str], str | None]


def disagreements(
    visit: Visit, entries: Sequence[JournalEntry], scorecards: Sequence[KeptScorecard]
) -> Iterator[tuple[bool, str]]:
    """Where visit and journal differ: whether it is the scorecard that does, and a sentence.

    The chain of `entries` holds already.
    """
    told = _told(entries)
    stands = _stands(visit)
    for act, subject in sorted(told.keys() | stands.keys()):
        if told.get((act, subject)) != stands.get((act, subject)):
            what = " ".join(filter(None, (act.value, subject)))
            yield (
                False,
                _("Visit {visit}: {what} is not what the journal tells", visit=visit.id, what=what),
            )
    sealed = next((entry.became for entry in reversed(entries) if entry.act is Act.SUBMITTED), None)
    kept = digest_of_document(scorecards[-1].document) if scorecards else None
    if sealed != kept:
        yield (
            True,
            _("Visit {visit}: its scorecard is not the one that was submitted", visit=visit.id),
        )


def _told(entries: Sequence[JournalEntry]) -> _Told:
    """What the journal says last of each subject; the facts of the opening are told one by one."""
    told: _Told = {}
    for entry in entries:
        told[entry.act, entry.subject] = entry.became
        if entry.act is Act.OPENED:
            opening = json.loads(entry.became or "{}")
            for name, key in opening.pop("facts", {}).items():
                told[Act.FACT, name] = key
            told[Act.OPENED, ""] = _compact(opening)
        elif entry.act is Act.SUBMITTED:
            told[Act.SUBMITTED, ""] = write_moment(entry.at)
    return told


def _stands(visit: Visit) -> _Told:
    """What the visit says, in the journal's words."""
    opening = json.loads(written_opening(visit))
    opening.pop("facts")
    stands: _Told = {(Act.OPENED, ""): _compact(opening)}
    for seen in visit.observations:
        stands[Act.READING, seen.code] = written(ReadingSet(seen.code, seen.reading))
        stands[Act.NOTE, seen.code] = written(NoteSet(seen.code, seen.note))
        stands[Act.EVIDENCE, seen.code] = written(EvidenceSet(seen.code, seen.evidence))
    for mark in visit.marks:
        stands[Act.MARK, mark.event] = written(MarkSet(mark.event, mark.at))
    for name, key in visit.facts:
        stands[Act.FACT, name] = written(FactSet(name, key))
    if visit.left_at is not None:
        stands[Act.LEFT, ""] = write_moment(visit.left_at)
    if visit.submitted_at is not None and visit.status is VisitStatus.SUBMITTED:
        stands[Act.SUBMITTED, ""] = write_moment(visit.submitted_at)
    return stands


def _compact(fields: dict[str, object]) -> str:
    return json.dumps(fields, sort_keys=True)
