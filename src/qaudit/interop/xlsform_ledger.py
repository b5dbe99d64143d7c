"""The books of an import: what became of each row of the survey, and what the user is told."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from qaudit.interop.imported import Fate, ImportNote
from qaudit.interop.xlsform_sheets import Column, FormRow, FormSheet
from qaudit.speech import ngettext


class Part(StrEnum):
    """What a row is in the pack."""

    STANDARD = "standard"
    SECTION = "section"
    FACT = "fact"
    HANGS_ON = "hangs_on"
    """It went into a standard that another row made: guidance, evidence, a note, an end."""
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class Became:
    """What one row became; `code` is that of the standard, section or fact, `kind` its type in the form."""

    part: Part
    code: str
    kind: str


@dataclass
class Ledger:
    """Entries by row number. Each row of the survey has exactly one in the end."""

    survey: FormSheet
    rows: dict[int, Became] = field(default_factory=dict)
    notes: list[ImportNote] = field(default_factory=list)

    def enter(self, row: FormRow, part: Part, code: str, kind: str) -> None:
        """What a row became. The last entry of a row counts."""
        self.rows[row.number] = Became(part, code, kind)

    def leave_out(self, row: FormRow, kind: str, why: str, key: str = "type") -> None:
        """A row that is nowhere in the pack, and why."""
        self.rows[row.number] = Became(Part.NOWHERE, "", kind)
        name = row.get("name")
        shown = " ".join(filter(None, (kind, name)))
        message = f"{shown}: {why}" if shown else why
        self.notes.append(ImportNote(Fate.LEFT_OUT, message, self.survey.where(row.number, key)))

    def tell(self, fate: Fate, row: FormRow, message: str, code: str = "", key: str = "name") -> None:
        """Something about a row that is in the pack otherwise than in the form."""
        self.notes.append(ImportNote(fate, message, self.survey.where(row.number, key), code))

    def tell_of_column(self, column: Column, rows: Sequence[int], why: str) -> None:
        """What a whole column says and is not carried over, with the rows that have something in it."""
        told = ngettext(
            "{head}: {why} ({n} row: {rows})",
            "{head}: {why} ({n} rows: {rows})",
            len(rows),
            head=column.head,
            why=why,
            rows=row_ranges(rows),
        )
        self.notes.append(
            ImportNote(Fate.LEFT_OUT, told, self.survey.sheet.where(self.survey.head, column.place))
        )

    @property
    def left_out(self) -> tuple[tuple[str, int], ...]:
        """How many rows are nowhere, by their type, the most frequent first."""
        counts = Counter(became.kind for became in self.rows.values() if became.part is Part.NOWHERE)
        return tuple(sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])))


def row_ranges(rows: Iterable[int]) -> str:
    """Numbers in order, neighbours as a range: `2, 5-9, 31`."""
    ranges: list[list[int]] = []
    for number in sorted(rows):
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in ranges)
