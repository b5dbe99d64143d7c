"""Workbooks (XLSX, XLS, ODS) as sheets of plain text cells. python-calamine reads the cells.

Numbers are written as a person would: 60, 0.5, 17:00, 2026-01-31. What a cell shows by its format alone (a
currency sign, leading zeros) is not in it and cannot be read.
"""

import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from qaudit.interop.archive import look_through
from qaudit.interop.file_kinds import misnamed
from qaudit.interop.imported import Fate, ImportNote, ImportRefused
from qaudit.interop.ole_scan import look_through_old
from qaudit.interop.sheets import FileKind, Merge, Sheet, SheetFile, SheetRow
from qaudit.interop.xml_scan import Places, SheetScan
from qaudit.speech import _, ngettext

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

Value = int | float | str | bool | time | date | datetime | timedelta
_LARGEST_WHOLE = 10**15
"""Above this a spreadsheet's number is no longer exact."""


def read_workbook(data: bytes, source: str, kind: FileKind) -> SheetFile:
    """All sheets of a workbook. Raises `ImportRefused`."""
    scans: Mapping[str, SheetScan] = {}
    if kind is FileKind.XLS:
        has_macros = look_through_old(data, source)
    else:
        looked = look_through(data, source)
        kind, scans, has_macros = looked.kind, looked.sheets, looked.has_macros
    sheets = _read_sheets(data, source)
    notes = [*_notes_on_file(source, kind, has_macros), *_notes_on_cells(scans)]
    return SheetFile(source, kind, sheets, tuple(notes))


def _read_sheets(data: bytes, source: str) -> tuple[Sheet, ...]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            return tuple(_sheets_of(book))
    except PasswordError:
        reason, hint = _("the file is locked with a password"), _("save a copy of it without the password")
        raise ImportRefused(source, [reason], hint) from None
    except (CalamineError, OSError, ValueError, OverflowError) as fault:
        first = str(fault).partition("\n")[0]
        reason = _("the file is damaged: {reason}", reason=first or type(fault).__name__)
        raise ImportRefused(source, [reason], _("save it again, or send it again")) from None


def _sheets_of(book: "CalamineWorkbook") -> Iterator[Sheet]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    for about in book.sheets_metadata:
        if about.typ is not SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(about.name)
        merged = sheet.merged_cell_ranges or []
        yield Sheet(
            name=about.name,
            rows=tuple(_rows(sheet.to_python(skip_empty_area=False))),
            merged=tuple(Merge(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in merged),
            is_hidden=about.visible is not SheetVisibleEnum.Visible,
        )


def _rows(values: Iterable[list[Any]]) -> Iterator[SheetRow]:
    for number, cells in enumerate(values, 1):
        texts = [cell_text(value) for value in cells]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            numeric = frozenset(
                place
                for place, value in enumerate(cells)
                if isinstance(value, int | float) and not isinstance(value, bool)
            )
            yield SheetRow(number, tuple(texts), numeric)


def cell_text(value: Value | None) -> str:
    """What a cell says, as text."""
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
    return repr(value)


def _length_text(value: timedelta) -> str:
    """A length of time as a spreadsheet shows it: `0:01:30`."""
    seconds = int(value.total_seconds())
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}:{second:02}"


def _notes_on_file(source: str, kind: FileKind, has_macros: bool) -> Iterator[ImportNote]:
    if told := misnamed(source, kind):
        yield ImportNote(Fate.READ_AS, told)
    if has_macros:
        yield ImportNote(Fate.LEFT_OUT, _("the macros were neither read nor run"))


def _notes_on_cells(scans: Mapping[str, SheetScan]) -> Iterator[ImportNote]:
    for name, sheet in scans.items():
        if calculated := sheet.formulas.count - sheet.valueless.count:
            yield ImportNote(
                Fate.READ_AS,
                ngettext(
                    "{n} cell is calculated: the value that was saved with it was taken",
                    "{n} cells are calculated: the values that were saved with them were taken",
                    calculated,
                ),
                name,
            )
        yield from _each(
            name, sheet.valueless, _("the cell is calculated and no value was saved: it was read as empty")
        )
        yield from _each(name, sheet.errors, _("the cell shows an error: it was read as empty"))


def _each(sheet: str, places: Places, message: str) -> Iterator[ImportNote]:
    for cell in places.first:
        yield ImportNote(Fate.LEFT_OUT, message, f"{sheet}!{cell}")
    if more := places.count - len(places.first):
        told = ngettext("the same of {n} more cell", "the same of {n} more cells", more)
        yield ImportNote(Fate.LEFT_OUT, told, sheet)
