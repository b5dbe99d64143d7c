"""What can change in an open visit.

A change is a value: the store writes it, the journal tells it, undo turns it round.
"""

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from qaudit.core.readings import Reading, write_reading
from qaudit.core.visits import Evidence, Mark, Observation, Visit


@dataclass(frozen=True, slots=True)
class ReadingSet:
    """The reading of one standard, or None to take it away."""

    code: str
    reading: Reading | None


@dataclass(frozen=True, slots=True)
class NoteSet:
    """The note of one standard; empty to take it away."""

    code: str
    note: str


@dataclass(frozen=True, slots=True)
class EvidenceSet:
    """All evidence of one standard, in the order it was added."""

    code: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class MarkSet:
    """The moment of one event in UTC, or None to take the mark away."""

    event: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class FactSet:
    """What is true of the whole visit after all: the key of one fact, or None for unknown."""

    fact: str
    key: str | None


Change = ReadingSet | NoteSet | EvidenceSet | MarkSet | FactSet


def subject_of(change: Change) -> str:
    """The code, the event or the fact that a change is about."""
    match change:
        case MarkSet(event, _):
            return event
        case FactSet(fact, _):
            return fact
        case _:
            return change.code


def written(change: Change) -> str | None:
    """What the change makes of its subject, as the text that the journal keeps; None for nothing."""
    match change:
        case ReadingSet(_, reading):
            return None if reading is None else write_reading(reading)
        case NoteSet(_, note):
            return note or None
        case EvidenceSet(_, evidence):
            return write_evidence(evidence) if evidence else None
        case MarkSet(_, at):
            return None if at is None else write_moment(at)
        case _:
            return change.key


def before(change: Change, visit: Visit) -> Change:
    """The change that would bring back what the visit has now."""
    if isinstance(change, MarkSet):
        mark = visit.mark(change.event)
        return MarkSet(change.event, mark.at if mark else None)
    if isinstance(change, FactSet):
        return FactSet(change.fact, dict(visit.facts).get(change.fact))
    return _observed(change, visit.observation(change.code))


def _observed(change: ReadingSet | NoteSet | EvidenceSet, seen: Observation | None) -> Change:
    code = change.code
    if isinstance(change, ReadingSet):
        return ReadingSet(code, seen.reading if seen else None)
    if isinstance(change, NoteSet):
        return NoteSet(code, seen.note if seen else "")
    return EvidenceSet(code, seen.evidence if seen else ())


def apply(change: Change, visit: Visit, at: datetime) -> Visit:
    """The visit after the change, made at `at` (UTC). Its `version` is the caller's to set."""
    if isinstance(change, MarkSet):
        others = tuple(mark for mark in visit.marks if mark.event != change.event)
        marks = others if change.at is None else (*others, Mark(change.event, change.at))
        return replace(visit, marks=tuple(sorted(marks, key=lambda mark: (mark.at, mark.event))))
    if isinstance(change, FactSet):
        return replace(visit, facts=_with_fact(visit.facts, change))
    seen = visit.observation(change.code)
    observation = observe(change, seen or Observation(change.code, None), at)
    if seen is None:
        return replace(visit, observations=(*visit.observations, observation))
    kept = tuple(observation if other.code == change.code else other for other in visit.observations)
    return replace(visit, observations=kept)


def _with_fact(facts: tuple[tuple[str, str], ...], change: FactSet) -> tuple[tuple[str, str], ...]:
    kept = {name: key for name, key in facts if name != change.fact}
    if change.key is not None:
        kept[change.fact] = change.key
    return tuple(sorted(kept.items()))


def observe(change: ReadingSet | NoteSet | EvidenceSet, seen: Observation, at: datetime) -> Observation:
    """The observation after the change. Its time is that of its last reading."""
    if isinstance(change, ReadingSet):
        return replace(seen, reading=change.reading, at=at)
    if isinstance(change, NoteSet):
        return replace(seen, note=change.note)
    return replace(seen, evidence=change.evidence)


def write_moment(moment: datetime) -> str:
    """A moment as ISO 8601 in UTC, to the microsecond."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def read_moment(text: str) -> datetime:
    """The moment that `write_moment` wrote."""
    return datetime.fromisoformat(text).astimezone(UTC)


def write_evidence(evidence: tuple[Evidence, ...]) -> str:
    """Evidence as compact JSON."""
    rows = [
        {"digest": kept.digest, "name": kept.name, "media_type": kept.media_type, "size": kept.size}
        for kept in evidence
    ]
    return json.dumps(rows, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_evidence(text: str) -> tuple[Evidence, ...]:
    """The evidence that `write_evidence` wrote."""
    return tuple(Evidence(**row) for row in json.loads(text))
