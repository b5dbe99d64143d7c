"""Sheets written as one XLSX file, row by row in constant memory. XlsxWriter makes the file.

Words are always written as text: nothing that begins with = becomes a formula, nothing with // a link.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import IO, TYPE_CHECKING

from qaudit.core.text import printable
from qaudit.errors import UsageError
from qaudit.speech import _

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Cell = str | int | bool | Decimal | None
"""Empty cells are None or "". Numbers that a spreadsheet would round are written as text."""

LONGEST_CELL = 32_767
"""Characters; no spreadsheet takes more."""
_MOST_DIGITS = 15
_SAME_DAY = datetime(2026, 1, 1, tzinfo=UTC)
"""Every file says it was made on this day, so that equal packs give equal files."""


@dataclass(frozen=True, slots=True)
class SheetOut:
    """One sheet to write: its columns with their widths in characters, and its rows."""

    name: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    widths: Sequence[int] = ()


def write_workbook(file: IO[bytes], sheets: Iterable[SheetOut], *, is_right_to_left: bool = False) -> None:
    """Writes an XLSX file. Raises `UsageError` for a text that no cell can hold."""
    from xlsxwriter import Workbook

    with Workbook(file, {"constant_memory": True, "strings_to_numbers": False}) as book:
        book.set_properties({"created": _SAME_DAY.replace(tzinfo=None)})
        head = book.add_format({"bold": True, "bottom": 1, "valign": "top", "num_format": "@"})
        words = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        number = book.add_format({"valign": "top"})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            if is_right_to_left:
                page.right_to_left()
            page.freeze_panes(1, 0)
            for column in range(len(sheet.heads)):
                width = sheet.widths[column] if column < len(sheet.widths) else 12
                page.set_column(column, column, width, words)
            _write_row(page, 0, sheet.heads, head, head)
            for place, row in enumerate(sheet.rows, 1):
                _write_row(page, place, row, words, number)


def _write_row(page: "Worksheet", place: int, row: Sequence[Cell], words: "Format", number: "Format") -> None:
    for column, cell in enumerate(row):
        match cell:
            case None | "":
                continue
            case bool():
                page.write_boolean(place, column, cell, number)
            case int() | Decimal() if _is_exact(cell):
                page.write_number(place, column, float(cell), number)
            case _:
                _write_words(page, place, column, str(cell), words)


def _write_words(page: "Worksheet", place: int, column: int, cell: str, words: "Format") -> None:
    if len(cell) > LONGEST_CELL:
        raise UsageError(
            _(
                "'{words}' has {count} characters",
                words=printable(cell[:40], one_line=True),
                count=f"{len(cell):,}",
            ),
            _("a cell of a workbook holds {most}: write a CSV table", most=f"{LONGEST_CELL:,}"),
        )
    page.write_string(place, column, cell, words)


def _is_exact(number: int | Decimal) -> bool:
    """Whether a spreadsheet, which counts in 15 digits, keeps the number as it is."""
    return (
        len(Decimal(number).normalize().as_tuple().digits) <= _MOST_DIGITS and abs(number) < 10**_MOST_DIGITS
    )
