"""A file of sheets opened by what it is: XLSX, XLS, ODS, or a text table."""

from qaudit.interop.file_kinds import kind_by_bytes
from qaudit.interop.limits import check_size
from qaudit.interop.sheets import FileKind, SheetFile


def open_sheets(data: bytes, source: str, encoding: str | None = None) -> SheetFile:
    """The sheets of a file. `source` is its name for messages; `encoding` is what the user says of a text table.

    Raises `ImportRefused` for what is no table, is damaged, locked or too large.
    """
    check_size(data, source)
    kind = kind_by_bytes(data, source)
    if kind is FileKind.CSV:
        from qaudit.interop.text_reading import read_text_table

        return read_text_table(data, source, encoding)
    from qaudit.interop.workbook_reading import read_workbook

    return read_workbook(data, source, kind)
