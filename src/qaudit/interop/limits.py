"""How large a file of others may be, and the sentences for those that are larger.

The library that reads workbooks takes memory for the whole rectangle from the first cell to the last, and ends the
program where there is not enough: a file of five kilobytes can ask for gigabytes. So the size is looked at first.
"""

from qaudit.errors import UsageError
from qaudit.interop.imported import ImportRefused
from qaudit.speech import _, ngettext

MOST_BYTES = 20_000_000
"""Of a file as it lies on the disk."""
MOST_INFLATED = 128 * 1024 * 1024
"""Bytes of all parts of a workbook together, unpacked."""
MOST_PARTS = 2000
MOST_SHEETS = 100
MOST_ROWS = 50_000
"""Of one sheet or text table. A pack of a thousand standards is a long visit; this is room enough for lists."""
MOST_COLUMNS = 400
MOST_AREA = 4_000_000
"""Cells of all sheets, empty ones between others counted."""
MOST_TEXT = 64_000_000
"""Characters in all cells of a workbook, a shared text counted wherever it stands."""


class TooLarge(ImportRefused):
    """A file beyond the limits."""

    def __init__(self, source: str, fault: str) -> None:
        super().__init__(source, [fault], _("leave what is not the table out of the file, or divide it"))


def too_many_rows(source: str, sheet: str) -> TooLarge:
    """A sheet that is too long."""
    return TooLarge(source, _("{sheet} has more than {most} rows", sheet=sheet, most=f"{MOST_ROWS:,}"))


def too_many_columns(source: str, cell: str) -> TooLarge:
    """A sheet that is too wide; `cell` is the one that stands farthest out."""
    return TooLarge(
        source,
        _(
            "{cell} stands beyond column {most}: a table has at most so many columns",
            cell=cell,
            most=MOST_COLUMNS,
        ),
    )


def too_much(source: str) -> TooLarge:
    """A workbook whose cells hold too much altogether."""
    return TooLarge(source, _("the sheets hold more than a table of standards ever does"))


def inflates_too_far(source: str) -> TooLarge:
    """A packed file that unpacks to far more than it says, or than any table needs."""
    return TooLarge(
        source,
        _("the file unpacks to more than {most} MB", most=MOST_INFLATED // 1024**2),
    )


def check_size(data: bytes, source: str) -> None:
    """Raises `UsageError` for a file that is larger than any that is read."""
    if len(data) > MOST_BYTES:
        raise UsageError(
            _("{file} has more than {most} MB", file=source, most=MOST_BYTES // 1_000_000),
            _("take pictures and other sheets out, and save it again"),
        )


def counted_rows(number: int) -> str:
    """`12 rows`."""
    return ngettext("{n} row", "{n} rows", number)
