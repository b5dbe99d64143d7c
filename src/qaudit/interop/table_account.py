"""The books of a table's import: what was guessed, changed or left out, and what is wrong, each with its cell."""

import re
from dataclasses import dataclass, field

from qaudit.core.text import printable
from qaudit.interop.imported import Fate, ImportNote
from qaudit.speech import ngettext

_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
"""What cannot be seen and steers the direction of writing, or nothing at all; the checker warns of them too."""
_MARKS = re.compile("[\u200e\u200f\u061c]")
"""The three direction marks: Hebrew sentences may need them, names and numbers never do."""
_LINE_ENDS = re.compile("\r\n?")


@dataclass
class Account:
    """Entries in the order of the table. `faults` stop the import; `notes` go with it."""

    notes: list[ImportNote] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def tell(self, fate: Fate, message: str, where: str = "", code: str = "") -> None:
        """Something that is in the pack otherwise than in the table, or not at all."""
        self.notes.append(ImportNote(fate, message, where, code))

    def refuse(self, where: str, message: str) -> None:
        """Something that cannot be read, and must not be passed over."""
        self.faults.append(f"{where}: {message}" if where else message)

    def words(self, cell: str, where: str) -> str:
        """A sentence as the pack keeps it: lines ended one way, nothing in it that cannot be seen."""
        text = _LINE_ENDS.sub("\n", cell)
        if found := _HIDDEN.findall(text):
            self._tell_hidden(found[0], len(found), where)
            text = _HIDDEN.sub("", text)
        return text.strip()

    def name(self, cell: str, where: str) -> str:
        """A code, a key or a number: in one line, and no direction marks either."""
        text = self.words(cell, where)
        if found := _MARKS.findall(text):
            self._tell_hidden(found[0], len(found), where)
            text = _MARKS.sub("", text)
        return " ".join(text.split())

    def _tell_hidden(self, first: str, count: int, where: str) -> None:
        message = ngettext(
            "{point}, which cannot be seen, was removed",
            "{point} and others that cannot be seen were removed ({n})",
            count,
            point=f"U+{ord(first):04X}",
        )
        self.tell(Fate.CHANGED, message, where)


def shown(words: str, most: int = 60) -> str:
    """Words of the table for a sentence: printable, one line, not too long, in quotes."""
    text = printable(words, one_line=True)
    return f"'{text if len(text) <= most else text[: most - 1] + '…'}'"
