"""Sheets of a workbook or a text table, as plain text cells with their places."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from qaudit.interop.imported import ImportNote
from qaudit.speech import _


class FileKind(StrEnum):
    """What a file is, by its bytes and whatever its name says."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row. `number` counts from 1 as the spreadsheet does (in a text table: its first line).

    `cells` are trimmed texts, empty where nothing stands; `numeric` are the places that held a number.
    """

    number: int
    cells: tuple[str, ...]
    numeric: frozenset[int] = frozenset()

    def cell(self, column: int) -> str:
        """The text in a column, counted from 0; empty beyond the row's end."""
        return self.cells[column] if 0 <= column < len(self.cells) else ""

    @property
    def is_empty(self) -> bool:
        return not any(self.cells)


@dataclass(frozen=True, slots=True)
class Merge:
    """Merged cells: rows count from 1, columns from 0; ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """One sheet without its empty rows. A text table is one sheet with the name of its file."""

    name: str
    rows: tuple[SheetRow, ...]
    merged: tuple[Merge, ...] = ()
    is_hidden: bool = False
    is_text: bool = False

    def where(self, row: int, column: int | None = None) -> str:
        """A place as its reader would look for it: `standards!C12`; `line 12, column 3` in a text table."""
        if self.is_text:
            if column is None:
                return _("line {line}", line=row)
            return _("line {line}, column {column}", line=row, column=column + 1)
        letters = "" if column is None else column_letters(column)
        return f"{self.name}!{letters}{row}"

    @cached_property
    def width(self) -> int:
        """Columns of the longest row."""
        return max((len(row.cells) for row in self.rows), default=0)


@dataclass(frozen=True, slots=True)
class SheetFile:
    """A file of sheets. `notes` tell how it was read and what in it was not."""

    source: str
    kind: FileKind
    sheets: tuple[Sheet, ...]
    notes: tuple[ImportNote, ...] = ()

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of a name, in any case."""
        wanted = name.strip().casefold()
        return next((sheet for sheet in self.sheets if sheet.name.strip().casefold() == wanted), None)


def column_letters(column: int) -> str:
    """The name of a column counted from 0: A, B, … Z, AA.

    >>> column_letters(0), column_letters(27)
    ('A', 'AB')
    """
    letters = ""
    left = column + 1
    while left:
        left, place = divmod(left - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters
