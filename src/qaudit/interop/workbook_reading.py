"""Workbooks (XLSX, XLS, ODS) as sheets of plain text cells, looked through first and then read in another process.

What a cell shows by its format alone (a currency sign, leading zeros) is not in it and cannot be read.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from qaudit.interop.archive import look_through
from qaudit.interop.cells_apart import LOCKED
from qaudit.interop.file_kinds import misnamed
from qaudit.interop.imported import Fate, ImportNote, ImportRefused
from qaudit.interop.ole_scan import look_through_old
from qaudit.interop.sheets import FileKind, Merge, Sheet, SheetFile, SheetRow
from qaudit.interop.xml_scan import Places, SheetScan
from qaudit.speech import _, ngettext

_LONGEST_SECONDS = 120


def read_workbook(data: bytes, source: str, kind: FileKind) -> SheetFile:
    """All sheets of a workbook. Raises `ImportRefused`."""
    scans: Mapping[str, SheetScan] = {}
    if kind is FileKind.XLS:
        has_macros = look_through_old(data, source)
    else:
        looked = look_through(data, source)
        kind, scans, has_macros = looked.kind, looked.sheets, looked.has_macros
    sheets = tuple(_sheet(sheet) for sheet in _read_apart(data, source))
    notes = [*_notes_on_file(source, kind, has_macros), *_notes_on_cells(scans)]
    return SheetFile(source, kind, sheets, tuple(notes))


def _read_apart(data: bytes, source: str) -> list[Mapping[str, Any]]:
    """The sheets as the other process gives them."""
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "qaudit.interop.cells_apart"],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_LONGEST_SECONDS,
            check=False,
        )
        found: dict[str, Any] = json.loads(done.stdout)
    except (ValueError, subprocess.TimeoutExpired):
        found = {"fault": "", "reason": _("its cells cannot be read")}
    if "sheets" in found:
        sheets: list[Mapping[str, Any]] = found["sheets"]
        return sheets
    if found["fault"] == LOCKED:
        raise ImportRefused(
            source, [_("the file is locked with a password")], _("save a copy of it without the password")
        )
    reason = _("the file is damaged: {reason}", reason=found["reason"])
    raise ImportRefused(source, [reason], _("save it again, or send it again"))


def _sheet(found: Mapping[str, Any]) -> Sheet:
    return Sheet(
        name=found["name"],
        rows=tuple(
            SheetRow(number, tuple(cells), frozenset(numeric)) for number, cells, numeric in found["rows"]
        ),
        merged=tuple(Merge(*merge) for merge in found["merged"]),
        is_hidden=found["hidden"],
    )


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
