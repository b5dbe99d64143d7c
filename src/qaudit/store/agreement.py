"""Whether a visit says what its journal tells: someone who changes a row alone is found out."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence

from qaudit.core.appeals import written_appeal
from qaudit.core.changes import EvidenceSet, FactSet, MarkSet, NoteSet, ReadingSet, write_moment, written
from qaudit.core.corrective_actions import written_action
from qaudit.core.journal import Act, JournalEntry
from qaudit.core.lifecycle import STATUS_AFTER
from qaudit.core.remarks import written_explanation, written_remark
from qaudit.core.visits import Visit
from qaudit.speech import _
from qaudit.store.kept import AfterVisit, KeptScorecard
from qaudit.store.visits import written_opening
from qaudit.store.writing import digest_of_document

_SEALING = (Act.SUBMITTED, Act.SCORED)
_COMPARED = frozenset(
    (
        Act.READING,
        Act.NOTE,
        Act.EVIDENCE,
        Act.MARK,
        Act.FACT,
        Act.LEFT,
        Act.SUBMITTED,
        Act.CORRECTED,
        Act.PUBLISHED,
        Act.ACKNOWLEDGED,
    )
)
_STATUS = (Act.OPENED, "status")
_Told = dict[tuple[Act, str], str | None]


def _named(field: str) -> Callable[[JournalEntry], str]:
    return lambda entry: str(json.loads(entry.became or "{}").get(field))


_BOOKS: dict[Act, tuple[Act, Callable[[JournalEntry], str]]] = {
    Act.APPEALED: (Act.APPEALED, _named("id")),
    Act.DECIDED: (Act.APPEALED, _named("id")),
    Act.ACTION: (Act.ACTION, _named("id")),
    Act.REMARKED: (Act.REMARKED, _named("number")),
    Act.ANSWERED: (Act.REMARKED, _named("number")),
    Act.EXPLAINED: (Act.EXPLAINED, lambda entry: entry.subject),
    Act.REPORTED: (Act.REPORTED, lambda entry: str(entry.became)),
}
"""Under which act, and by what key, the book of what happened after a visit has what an entry tells."""


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
            what = "status" if (act, subject) == _STATUS else " ".join(filter(None, (act.value, subject)))
            yield (
                False,
                _("Visit {visit}: {what} is not what the journal tells", visit=visit.id, what=what),
            )
    sealed = next((entry.became for entry in reversed(entries) if entry.act in _SEALING), None)
    kept = digest_of_document(scorecards[-1].document) if scorecards else None
    if sealed != kept:
        yield (
            True,
            _("Visit {visit}: its scorecard is not the one that the journal tells", visit=visit.id),
        )


def life_disagreements(visit_id: str, entries: Iterable[JournalEntry], after: AfterVisit) -> Iterator[str]:
    """Where what was said and done after a visit differs from what the journal tells of it last, as sentences."""
    told: _Told = {}
    for entry in entries:
        if entry.act in _BOOKS:
            act, key = _BOOKS[entry.act]
            told[act, key(entry)] = entry.became
    stands: _Told = {(Act.APPEALED, appeal.id): written_appeal(appeal) for appeal in after.appeals}
    stands |= {(Act.ACTION, action.id): written_action(action) for action in after.actions}
    stands |= {(Act.REMARKED, str(remark.number)): written_remark(remark) for remark in after.remarks}
    stands |= {(Act.EXPLAINED, reason.code): written_explanation(reason) for reason in after.explanations}
    stands |= {(Act.REPORTED, report.digest): report.digest for report in after.reports}
    for act, subject in sorted(told.keys() | stands.keys()):
        if told.get((act, subject)) != stands.get((act, subject)):
            what = " ".join(filter(None, (act.value, subject)))
            yield _("Visit {visit}: {what} is not what the journal tells", visit=visit_id, what=what)


def _told(entries: Sequence[JournalEntry]) -> _Told:
    """What the journal says last of each subject; the facts of the opening are told one by one."""
    told: _Told = {}
    for entry in entries:
        if entry.act in STATUS_AFTER:
            told[_STATUS] = STATUS_AFTER[entry.act].value
        if entry.act in _COMPARED:
            told[entry.act, entry.subject] = entry.became
        if entry.act in (Act.OPENED, Act.PLANNED):
            opening = json.loads(entry.became or "{}")
            for name, key in opening.pop("facts", {}).items():
                told[Act.FACT, name] = key
            told[Act.OPENED, ""] = _compact(opening)
        elif entry.act in (Act.SUBMITTED, Act.ACKNOWLEDGED):
            told[entry.act, ""] = write_moment(entry.at)
        elif entry.act is Act.PUBLISHED:
            told[entry.act, "at"] = write_moment(entry.at)
    return told


def _stands(visit: Visit) -> _Told:
    """What the visit says, in the journal's words."""
    opening = json.loads(written_opening(visit))
    opening.pop("facts")
    stands: _Told = {(Act.OPENED, ""): _compact(opening), _STATUS: visit.status.value}
    for seen in visit.observations:
        stands[Act.READING, seen.code] = written(ReadingSet(seen.code, seen.reading))
        stands[Act.NOTE, seen.code] = written(NoteSet(seen.code, seen.note))
        stands[Act.EVIDENCE, seen.code] = written(EvidenceSet(seen.code, seen.evidence))
    for mark in visit.marks:
        stands[Act.MARK, mark.event] = written(MarkSet(mark.event, mark.at))
    for name, key in visit.facts:
        stands[Act.FACT, name] = written(FactSet(name, key))
    for correction in visit.corrections:
        stands[Act.CORRECTED, correction.code] = written(ReadingSet(correction.code, correction.reading))
    moments = (
        (Act.LEFT, "", visit.left_at),
        (Act.SUBMITTED, "", visit.submitted_at),
        (Act.PUBLISHED, "", visit.visible_from),
        (Act.PUBLISHED, "at", visit.published_at),
        (Act.ACKNOWLEDGED, "", visit.acknowledged_at),
    )
    stands |= {(act, subject): write_moment(at) for act, subject, at in moments if at is not None}
    return stands


def _compact(fields: dict[str, object]) -> str:
    return json.dumps(fields, sort_keys=True)
