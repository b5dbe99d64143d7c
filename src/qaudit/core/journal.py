"""The journal of a visit: who did what when, what was, what is, and why; each entry sealed to the one before.

The seal of an entry is the sha256 of its fields and of the seal before it, so that nothing can be taken out
or changed without breaking every seal after it.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from qaudit.core.changes import Change, EvidenceSet, FactSet, MarkSet, NoteSet, ReadingSet, write_moment


class Act(StrEnum):
    """What an entry tells."""

    OPENED = "opened"
    READING = "reading"
    NOTE = "note"
    EVIDENCE = "evidence"
    MARK = "mark"
    FACT = "fact"
    LEFT = "left"
    SUBMITTED = "submitted"
    PLANNED = "planned"
    STARTED = "started"
    REMARKED = "remarked"
    ANSWERED = "answered"
    RETURNED = "returned"
    CORRECTED = "corrected"
    SCORED = "scored"
    APPROVED = "approved"
    PUBLISHED = "published"
    REPORTED = "reported"
    CLOSED = "closed"
    VOIDED = "voided"
    ACKNOWLEDGED = "acknowledged"
    EXPLAINED = "explained"
    APPEALED = "appealed"
    DECIDED = "decided"
    ACTION = "action"


ACT_OF: dict[type, Act] = {
    ReadingSet: Act.READING,
    NoteSet: Act.NOTE,
    EvidenceSet: Act.EVIDENCE,
    MarkSet: Act.MARK,
    FactSet: Act.FACT,
}


def act_of(change: Change) -> Act:
    """The act that tells a change."""
    return ACT_OF[type(change)]


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One entry. `number` counts from 1 in its visit; `subject` is a code, an event, a fact, or empty.

    `was` and `became` are the written forms of `qaudit.core.changes`; None for nothing. `undoes` is the
    number of the entry that this one takes back. `seal` is empty until `sealed` gives it.
    """

    visit_id: str
    number: int
    at: datetime
    who: str
    act: Act
    subject: str = ""
    was: str | None = None
    became: str | None = None
    why: str = ""
    undoes: int | None = None
    seal: str = ""


def sealed(entry: JournalEntry, previous_seal: str) -> JournalEntry:
    """The entry with its seal; `previous_seal` is empty for the first."""
    fields = [
        previous_seal,
        entry.visit_id,
        entry.number,
        write_moment(entry.at),
        entry.who,
        entry.act.value,
        entry.subject,
        entry.was,
        entry.became,
        entry.why,
        entry.undoes,
    ]
    text = json.dumps(fields, ensure_ascii=True, separators=(",", ":"))
    return replace(entry, seal=hashlib.sha256(text.encode()).hexdigest())


def first_broken(entries: Sequence[JournalEntry], expected_count: int) -> int | None:
    """The number of the first entry that is missing, changed or too many; None where the whole chain holds.

    `expected_count` is the visit's own version: it shows entries that were cut off, or put on, at the end.
    """
    previous = ""
    for number, entry in enumerate(entries, start=1):
        if entry.number != number or sealed(entry, previous).seal != entry.seal:
            return number
        previous = entry.seal
    return None if len(entries) == expected_count else min(len(entries), expected_count) + 1


def last_undoable(entries: Sequence[JournalEntry]) -> JournalEntry | None:
    """The latest change that was not taken back yet, and is no taking back itself."""
    taken_back = {entry.undoes for entry in entries if entry.undoes is not None}
    changes = frozenset(ACT_OF.values())
    return next(
        (
            entry
            for entry in reversed(entries)
            if entry.act in changes and entry.undoes is None and entry.number not in taken_back
        ),
        None,
    )
