"""A pack's table as the bytes of a file: one sheet for each kind of row in XLSX, all rows together in CSV."""

import csv
import io
from collections.abc import Iterable, Sequence

from qaudit.core.standards import Pack
from qaudit.core.upkeep import NO_PACK_UPKEEP, PackUpkeep
from qaudit.interop.neutral import neutral
from qaudit.interop.table_rows import SHEET_NAMES, RowKind
from qaudit.interop.table_writing import PackTable, table_of
from qaudit.interop.workbook_writing import Cell, SheetOut, write_workbook

_WIDTHS = {
    "text": 60,
    "guidance": 60,
    "options": 44,
    "when": 32,
    "source": 32,
    "credit": 24,
    "accept": 32,
    "value": 24,
}
_RIGHT_TO_LEFT = frozenset(("he", "ar", "fa", "ur", "yi"))
BOM = "\ufeff"
_CSV_ORDER = (RowKind.PACK, RowKind.FACT, RowKind.EVENT, RowKind.BAND, RowKind.SECTION, RowKind.STANDARD)


def pack_as_xlsx(pack: Pack, upkeep: PackUpkeep = NO_PACK_UPKEEP) -> bytes:
    """The table as a workbook. Raises `UsageError` where a cell would be too long for one."""
    table = table_of(pack, upkeep)
    file = io.BytesIO()
    sheets = [_sheet(table, kind) for kind in SHEET_NAMES]
    write_workbook(file, sheets, is_right_to_left=pack.languages[0] in _RIGHT_TO_LEFT)
    return file.getvalue()


def pack_as_csv(pack: Pack, upkeep: PackUpkeep = NO_PACK_UPKEEP, *, has_bom: bool = True) -> bytes:
    """The table as UTF-8 text, by default with the mark that Excel knows it by."""
    table = table_of(pack, upkeep)
    heads = table.all_columns()
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(heads)
    for kind in _CSV_ORDER:
        for row in table.rows[kind]:
            writer.writerow(text_cells({"row": kind.value, **row}.get(head) for head in heads))
    return f"{BOM if has_bom else ''}{file.getvalue()}".encode()


def text_cells(cells: Iterable[Cell]) -> list[str]:
    """Cells of a text table: empty where nothing is known, and none that a spreadsheet takes for a formula."""
    return [_text(cell) for cell in cells]


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return (
        neutral(cell)
        if isinstance(cell, str)
        else format(cell, "f")
        if not isinstance(cell, int)
        else str(cell)
    )


def _sheet(table: PackTable, kind: RowKind) -> SheetOut:
    heads = table.columns(kind)
    rows: list[Sequence[Cell]] = [[row.get(head) for head in heads] for row in table.rows[kind]]
    return SheetOut(
        SHEET_NAMES[kind], heads, rows, [_WIDTHS.get(head.partition(":")[0], 12) for head in heads]
    )
