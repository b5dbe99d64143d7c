"""The cells of a workbook, read in a process of its own: `python -m qaudit.interop.cells_apart < FILE`.

The library that reads workbooks ends its process where a file asks for memory that is not there, and complains on
stderr where one makes no sense. Here that costs a file and not the program. stdout gets one JSON document: sheets,
or the fault; a process that ends without one has met a file that nobody can read.
"""

import io
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

MOST_MEMORY = 2 * 1024**3
"""Bytes of address space, where the system can be told."""
LOCKED, DAMAGED = "locked", "damaged"
Value = int | float | str | bool | time | date | datetime | timedelta
_LARGEST_WHOLE = 10**15
"""Above this a spreadsheet's number is no longer exact."""


def read_book(data: bytes) -> dict[str, Any]:
    """The sheets of a workbook, or what is wrong with it, as plain values."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            return {"sheets": list(_sheets(book))}
    except PasswordError:
        return {"fault": LOCKED}
    except (CalamineError, OSError, ValueError, OverflowError, MemoryError) as fault:
        return {"fault": DAMAGED, "reason": str(fault).partition("\n")[0] or type(fault).__name__}


def _sheets(book: Any) -> Iterator[dict[str, Any]]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    for about in book.sheets_metadata:
        if about.typ is not SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(about.name)
        yield {
            "name": about.name,
            "rows": list(_rows(sheet.to_python(skip_empty_area=False))),
            "merged": [
                (top + 1, left, bottom + 1, right)
                for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
            ],
            "hidden": about.visible is not SheetVisibleEnum.Visible,
        }


def _rows(values: Iterable[list[Any]]) -> Iterator[tuple[int, list[str], list[int]]]:
    """Number, cells and the places of numbers of each row that is not empty."""
    for number, cells in enumerate(values, 1):
        texts = [cell_text(value) for value in cells]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            numeric = [
                place
                for place, value in enumerate(cells)
                if isinstance(value, int | float) and not isinstance(value, bool)
            ]
            yield number, texts, numeric


def cell_text(value: Value | None) -> str:
    """What a cell says, as a person would write it: `60`, `0.5`, `17:00`, `2026-01-31`."""
    match value:
        case None:
            return ""
        case str():
            return value.strip()
        case bool():
            return "TRUE" if value else "FALSE"
        case int():
            return str(value)
        case float():
            return _number_text(value)
        case datetime():
            return value.date().isoformat() if value.time() == time.min else value.isoformat(" ", "seconds")
        case date():
            return value.isoformat()
        case time():
            return value.strftime("%H:%M:%S" if value.second else "%H:%M")
    return _length_text(value)


def _number_text(value: float) -> str:
    if value.is_integer() and abs(value) < _LARGEST_WHOLE:
        return str(int(value))
    return format(Decimal(repr(value)), "f")


def _length_text(value: timedelta) -> str:
    """A length of time as a spreadsheet shows it: `0:01:30`."""
    minutes, second = divmod(int(value.total_seconds()), 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}:{second:02}"


def _hold_memory() -> None:
    try:
        import resource
    except ImportError:
        return
    _soft, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = MOST_MEMORY if most == resource.RLIM_INFINITY else min(most, MOST_MEMORY)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, most))


def main() -> None:
    """Reads stdin, writes stdout."""
    _hold_memory()
    found = read_book(sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(found, separators=(",", ":")).encode())


if __name__ == "__main__":
    main()
