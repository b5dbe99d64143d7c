"""Sheets written as one XLSX file, row by row in constant memory. XlsxWriter makes the file.

Words are always written as text: nothing that begins with = becomes a formula, nothing with // a link.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING

from qaudit.core.text import printable
from qaudit.errors import UsageError
from qaudit.speech import _

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

Cell = str | int | bool | Decimal | None
"""Empty cells are None or "". Numbers that a spreadsheet would round are written as text."""

LONGEST_CELL = 32_767
"""Characters; no spreadsheet takes more."""
MOST_ROWS = 1_048_576
"""Rows of a sheet, its head among them; no spreadsheet takes more."""
_USUAL_WIDTH = 12
_IN_MEMORY = 16_000_000
"""Bytes of a packed workbook; what is longer is packed into a file of its own."""
_MOST_DIGITS = 15
_MADE = datetime(2026, 1, 1)  # noqa: DTZ001 - a workbook's own properties have no zone
"""Every file says it was made on this day, so that equal contents give equal files."""


@dataclass(frozen=True, slots=True)
class SheetOut:
    """One sheet to write: its columns with their widths in characters, and its rows."""

    name: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    widths: Sequence[int] = ()


def write_workbook(file: IO[bytes], sheets: Iterable[SheetOut], *, is_right_to_left: bool = False) -> None:
    """Writes an XLSX file. Raises `UsageError` for a text that no cell can hold, and for too many rows."""
    with open_workbook(file) as book:
        for sheet in sheets:
            page = book.add_sheet(sheet.name, sheet.heads, sheet.widths, is_right_to_left=is_right_to_left)
            for row in sheet.rows:
                page.append(row)


@contextmanager
def open_workbook(file: IO[bytes]) -> Iterator["BookOut"]:
    """A workbook to add sheets to; the file is whole when it is closed. Raises `OSError`.

    It is packed aside first: a packer that is stopped midway, by a full disk, complains on stderr when it goes.
    """
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    with SpooledTemporaryFile(_IN_MEMORY) as packed:
        try:
            with Workbook(packed, {"constant_memory": True}) as book:
                book.set_properties({"created": _MADE})
                yield BookOut(book)
        except FileCreateError as fault:
            reason = fault.args[0]
            raise OSError(reason.errno, reason.strerror) from None
        packed.seek(0)
        copyfileobj(packed, file)


class BookOut:
    """A workbook that is being written. Rows may be added to its sheets in turn."""

    def __init__(self, book: "Workbook") -> None:
        self._book = book
        self._head = book.add_format({"bold": True, "bottom": 1, "valign": "top", "num_format": "@"})
        self._words = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        self._number = book.add_format({"valign": "top"})

    def add_sheet(
        self, name: str, heads: Sequence[str], widths: Sequence[int] = (), *, is_right_to_left: bool = False
    ) -> "PageOut":
        """A sheet with its head, which stays on the screen while the rows are scrolled."""
        page = self._book.add_worksheet(name)
        if is_right_to_left:
            page.right_to_left()
        page.freeze_panes(1, 0)
        for column in range(len(heads)):
            width = widths[column] if column < len(widths) else _USUAL_WIDTH
            page.set_column(column, column, width, self._words)
        for column, head in enumerate(heads):
            page.write_string(0, column, head, self._head)
        return PageOut(page, self._words, self._number)


class PageOut:
    """A sheet that is being written from its top down."""

    def __init__(self, page: "Worksheet", words: object, number: object) -> None:
        self._page = page
        self._formats = (words, number)
        self._row = 0

    def append(self, cells: Sequence[Cell]) -> None:
        """One more row. Raises `UsageError` where the sheet, or a cell, is full."""
        self._row += 1
        if self._row >= MOST_ROWS:
            raise UsageError(
                _(
                    "{sheet} has more than {most} rows",
                    sheet=self._page.get_name(),
                    most=f"{MOST_ROWS - 1:,}",
                ),
                _("no workbook holds more: write CSV, or fewer visits"),
            )
        words, number = self._formats
        for column, cell in enumerate(cells):
            match cell:
                case None | "":
                    continue
                case bool():
                    self._page.write_boolean(self._row, column, cell, number)
                case int() | Decimal() if _is_exact(cell):
                    self._page.write_number(self._row, column, float(cell), number)
                case _:
                    self._page.write_string(self._row, column, _fitting(str(cell)), words)


def _fitting(words: str) -> str:
    if len(words) > LONGEST_CELL:
        raise UsageError(
            _(
                "'{words}' has {count} characters",
                words=printable(words[:40], one_line=True),
                count=f"{len(words):,}",
            ),
            _("a cell of a workbook holds {most}: write CSV", most=f"{LONGEST_CELL:,}"),
        )
    return words


@lru_cache(maxsize=4096)
def _is_exact(number: int | Decimal) -> bool:
    """Whether a spreadsheet, which counts in 15 digits, keeps the number as it is."""
    digits = Decimal(number).normalize().as_tuple().digits
    return len(digits) <= _MOST_DIGITS and abs(number) < 10**_MOST_DIGITS
