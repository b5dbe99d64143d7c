"""Files to open: workbooks whole, spoilt and hostile, made here byte by byte."""

import io
import struct
import zipfile
from collections.abc import Callable, Sequence

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

Rows = Sequence[Sequence[object]]
SECTOR = 512
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def xlsx(*sheets: Rows | Callable[[Worksheet], None], names: Sequence[str] = ()) -> bytes:
    """A workbook with these sheets: rows of cells, or what a function writes."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        for place, sheet in enumerate(sheets):
            page = book.add_worksheet(names[place] if names else f"Sheet{place + 1}")
            if callable(sheet):
                sheet(page)
                continue
            for number, row in enumerate(sheet):
                page.write_row(number, 0, list(row))
    return file.getvalue()


def repacked(data: bytes, **parts: bytes) -> bytes:
    """The same packed file with other parts; in their names `__` stands for `/` and `_DOT_` for `.`."""
    other = {name.replace("__", "/").replace("_DOT_", "."): content for name, content in parts.items()}
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys([*old.namelist(), *other]):
            new.writestr(name, other[name] if name in other else old.read(name))
    return file.getvalue()


def with_sheet(xml: str) -> bytes:
    """A workbook whose one sheet has this XML inside `sheetData`."""
    sheet = f'<?xml version="1.0"?><worksheet xmlns="{MAIN}"><sheetData>{xml}</sheetData></worksheet>'
    return repacked(xlsx([["a"]]), xl__worksheets__sheet1_DOT_xml=sheet.encode())


def claiming_less(data: bytes, name: str, size: int) -> bytes:
    """The same packed file, whose list of contents says that a part unpacks to `size` bytes."""
    spoilt = bytearray(data)
    entry = spoilt.rfind(b"PK\x01\x02", 0, spoilt.rfind(name.encode()))
    struct.pack_into("<I", spoilt, entry + 24, size)
    return bytes(spoilt)


def ods(rows: str) -> bytes:
    """An ODS file with one sheet of these rows (XML)."""
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    table = f'<table:table table:name="List">{rows}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_TYPE}"/>'
        "</manifest:manifest>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", ODS_TYPE)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", f"<office:document-content{names}>{body}</office:document-content>")
    return file.getvalue()


def ods_row(*cells: str, more: str = "", times: int = 1) -> str:
    """A row of an ODS sheet; `more` are attributes of its last cell."""
    kind = 'office:value-type="string"'
    inner = "".join(
        f"<table:table-cell {kind}{more if cell == cells[-1] else ''}><text:p>{cell}</text:p></table:table-cell>"
        for cell in cells
    )
    return f'<table:table-row table:number-rows-repeated="{times}">{inner}</table:table-row>'


def xls(*cells: tuple[int, int, str], extra: bytes = b"", streams: Sequence[str] = ("Workbook",)) -> bytes:
    """An XLS file with one sheet, `Old`, of these cells (row and column from 0); its streams may be misnamed."""
    begin = struct.pack("<HHHHIII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0x41, 0x6, 0)
    words = b"".join(
        _record(0x0204, struct.pack("<HHHHB", row, column, 0, len(text), 0) + text.encode("latin-1"))
        for row, column, text in cells
    )
    sheet = _record(0x0809, struct.pack("<HH", 0x0600, 0x0010) + begin[4:]) + words + _record(0x000A)
    name = b"Old"
    head = _record(0x0809, begin) + extra
    listed = len(head) + 4 + 8 + len(name) + 4
    globals_ = head + _record(0x0085, struct.pack("<IHBB", listed, 0, len(name), 0) + name) + _record(0x000A)
    return _compound(
        {streams[0]: (globals_ + sheet).ljust(4096, b"\0")} | dict.fromkeys(streams[1:], b"x" * 4096)
    )


def _record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _compound(streams: dict[str, bytes]) -> bytes:
    """A little file system: one sector of table, one of directory, then the streams one after another."""
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1)]
    table = [0xFFFFFFFD, 0xFFFFFFFE]
    content = b""
    for place, (name, data) in enumerate(streams.items()):
        start, count = len(table), -(-len(data) // SECTOR)
        table += [*range(start + 1, start + count), 0xFFFFFFFE]
        content += data.ljust(count * SECTOR, b"\0")
        right = place + 2 if place + 1 < len(streams) else 0xFFFFFFFF
        entries.append(_entry(name, 2, start, len(data), right=right))
    directory = b"".join(entries).ljust(SECTOR, b"\0")
    fat = struct.pack("<128I", *(table + [0xFFFFFFFF] * (128 - len(table))))
    return _header() + fat + directory + content


def _header() -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    return head + struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)


def _entry(
    name: str, kind: int, start: int, size: int, *, child: int = 0xFFFFFFFF, right: int = 0xFFFFFFFF
) -> bytes:
    words = name.encode("utf-16-le") + b"\0\0"
    head = words.ljust(64, b"\0") + struct.pack("<HBBIII", len(words), kind, 1, 0xFFFFFFFF, right, child)
    return head + b"\0" * 36 + struct.pack("<IQ", start, size)
