"""Undo: the change that brings back what a journal entry replaced."""

from collections.abc import Mapping

from qaudit.core.changes import (
    Change,
    EvidenceSet,
    FactSet,
    MarkSet,
    NoteSet,
    ReadingSet,
    read_evidence,
    read_moment,
)
from qaudit.core.journal import Act, JournalEntry
from qaudit.core.standards import Standard
from qaudit.desk.readings_table import read_for


def change_back(entry: JournalEntry, standards: Mapping[str, Standard]) -> Change:
    """The change that restores `entry.was`."""
    was = entry.was
    match entry.act:
        case Act.READING:
            return ReadingSet(entry.subject, None if was is None else read_for(standards[entry.subject], was))
        case Act.NOTE:
            return NoteSet(entry.subject, was or "")
        case Act.EVIDENCE:
            return EvidenceSet(entry.subject, () if was is None else read_evidence(was))
        case Act.MARK:
            return MarkSet(entry.subject, None if was is None else read_moment(was))
        case Act.FACT:
            return FactSet(entry.subject, was)
        case _:  # pragma: no cover - last_undoable offers nothing else
            raise AssertionError(f"{entry.act} cannot be undone")
