"""What an import gives: a pack, and an account of all that was guessed, changed or left behind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from qaudit.core.standards import Pack
from qaudit.core.text import printable
from qaudit.core.upkeep import NO_PACK_UPKEEP, PackUpkeep
from qaudit.errors import PackInvalid, QauditError
from qaudit.speech import N_, ngettext


class Fate(StrEnum):
    """What became of something in the file."""

    GUESSED = "guessed"
    """The file did not say it; this was made up or found in its words."""
    CHANGED = "changed"
    """It is in the pack in another shape than in the file."""
    LEFT_OUT = "left_out"
    """It is not in the pack."""
    READ_AS = "read_as"
    """How the file itself was read: its encoding, the sheet, the row of its head."""


FATE_WORDS = {
    Fate.GUESSED: N_("guessed"),
    Fate.CHANGED: N_("changed"),
    Fate.LEFT_OUT: N_("left out"),
    Fate.READ_AS: N_("read as"),
}


@dataclass(frozen=True, slots=True)
class ImportNote:
    """One entry of the account. `where` is a place in the file (`standards!C12`, `line 4`); empty for all of it.

    `code` is the standard (or section) of the pack that it is about, where there is one.
    """

    fate: Fate
    message: str
    where: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user said about the import; None where the file, or else a guess, decides.

    `day` is today: it names a first edition. `stem` is the file's name without its ending.
    """

    day: date
    stem: str = ""
    pack: str | None = None
    edition: str | None = None
    title: str | None = None
    language: str | None = None
    encoding: str | None = None
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """A pack out of a file. `origins` are the places in the file that its standards' codes came from.

    `rows` counts what the file asks or says, empty rows left away; `left_out` how many of them are nowhere in
    the pack, by their type in the file. Both are empty where a format does not count. `upkeep` is what the file
    says to the pack's checker alone.
    """

    pack: Pack
    notes: tuple[ImportNote, ...] = ()
    origins: Mapping[str, str] = field(default_factory=dict)
    rows: int = 0
    left_out: tuple[tuple[str, int], ...] = ()
    upkeep: PackUpkeep = NO_PACK_UPKEEP


class ImportRefused(PackInvalid):
    """A file that cannot be taken in as a pack; `problems` are sentences, each with its place in the file."""

    def __init__(self, source: str, faults: Sequence[str], hint: str = "") -> None:
        shown = printable(source, one_line=True)
        self.source = shown
        self.problems = tuple(faults)
        if len(self.problems) == 1:
            QauditError.__init__(self, f"{shown}: {self.problems[0]}", hint)
            return
        head = ngettext(
            "{source} was not taken in: {n} place is wrong:",
            "{source} was not taken in: {n} places are wrong:",
            len(self.problems),
            source=shown,
        )
        QauditError.__init__(self, "\n".join((head, *(f"  {fault}" for fault in self.problems))), hint)
