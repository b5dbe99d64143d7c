"""What widgets and sheets tell the screen they belong to: facts, in the past tense. Screens decide what follows."""

from dataclasses import dataclass
from pathlib import Path

from textual.message import Message


@dataclass
class ReadingSaved(Message):
    """A reading is on the disk. `written` is its text; None where it was taken away."""

    code: str
    written: str | None


@dataclass
class NoteSaved(Message):
    """A note is on the disk; empty where it was taken away."""

    code: str
    note: str


@dataclass
class EvidenceSaved(Message):
    """A file was tied to a standard, or untied from it, on the disk."""

    code: str


@dataclass
class EventMarked(Message):
    """A moment is on the disk."""

    event: str


@dataclass
class MarkCorrected(Message):
    """A moment was moved or taken away, on the disk."""

    event: str


@dataclass
class FactCorrected(Message):
    """What is true of the visit was corrected, on the disk."""

    name: str


@dataclass
class ChangeUndone(Message):
    """The last change was taken back, on the disk. `subject` is a code, an event or a fact."""

    subject: str


@dataclass
class StandardReached(Message):
    """The walk stands at another standard."""

    code: str


@dataclass
class WriteRefused(Message):
    """A verb refused: nothing was written."""

    message: str


@dataclass
class VisitSubmitted(Message):
    """The visit is submitted, on the disk."""

    visit_id: str


@dataclass
class KeyClicked(Message):
    """An act of the footer was chosen with the mouse."""

    action: str


@dataclass
class SectionClicked(Message):
    """A section was chosen with the mouse, by its place in the pack."""

    place: int


@dataclass
class ReportWritten(Message):
    """A report is on the disk, whole."""

    path: Path


@dataclass
class StandardClicked(Message):
    """A standard was chosen with the mouse."""

    code: str


@dataclass
class OptionClicked(Message):
    """An option, a part or a step was chosen with the mouse, by its number on the card."""

    number: int


@dataclass
class EntryClicked(Message):
    """The entry line was clicked."""
