"""Tables of plain values as CSV text and as a workbook; no cell is taken for a formula by whoever opens them."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import IO

from qaudit.interop.table_files import text_cells
from qaudit.interop.workbook_writing import Cell, SheetOut, write_workbook

Plain = str | int | float | bool | date | None
"""Empty cells are None; days are written as 2026-05-14."""


def csv_text(heads: Sequence[str], rows: Iterable[Sequence[Plain]]) -> str:
    """A table as CSV with its head, lines ending as RFC 4180 has them."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(heads)
    for row in rows:
        writer.writerow(text_cells(_cell(value) for value in row))
    return file.getvalue()


def write_book(
    file: IO[bytes], tables: Mapping[str, tuple[Sequence[str], Iterable[Sequence[Plain]]]]
) -> None:
    """Writes a workbook: each table is a sheet of its name, with its heads and rows. Raises `UsageError`."""
    write_workbook(
        file,
        (
            SheetOut(name, heads, ([_cell(value) for value in row] for row in rows))
            for name, (heads, rows) in tables.items()
        ),
    )


def _cell(value: Plain) -> Cell:
    match value:
        case float():
            return Decimal(repr(value))
        case date():
            return value.isoformat()
        case _:
            return value
