"""A packed workbook (XLSX, ODS) looked through before it is read: what it unpacks to, and what its sheets claim.

The sizes that a packed file declares are its maker's word. Each part is unpacked here in pieces and counted, and
no further than the limit.
"""

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from posixpath import normpath

from qaudit.interop import limits
from qaudit.interop.imported import ImportRefused
from qaudit.interop.sheets import FileKind
from qaudit.interop.xml_scan import (
    BookScanner,
    Broken,
    Enough,
    OdsScanner,
    SheetScan,
    StringsScanner,
    WorksheetScanner,
    scan,
)
from qaudit.speech import _

_PIECE = 1024 * 1024
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_BOOK = "xl/workbook.xml"
_BOOK_PARTS = "xl/_rels/workbook.xml.rels"
_STRINGS = "xl/sharedstrings.xml"

# RuntimeError is zipfile's word for a part with a password.
_DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, EOFError, RuntimeError)


@dataclass(frozen=True, slots=True)
class LookedThrough:
    """A packed workbook that may be read. `sheets` are its scans by sheet name."""

    kind: FileKind
    sheets: Mapping[str, SheetScan]
    has_macros: bool


def look_through(data: bytes, source: str) -> LookedThrough:
    """Raises `ImportRefused` for a file that is damaged, no workbook, or larger than it may be."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _look_through(archive, source)
    except (*_DAMAGE, OSError, ValueError) as fault:
        reason = _("the file is damaged: {reason}", reason=str(fault) or type(fault).__name__)
        raise ImportRefused(source, [reason], _("save it again, or send it again")) from None


def _look_through(archive: zipfile.ZipFile, source: str) -> LookedThrough:
    infos = archive.infolist()
    if len(infos) > limits.MOST_PARTS or sum(info.file_size for info in infos) > limits.MOST_INFLATED:
        raise limits.inflates_too_far(source)
    names = {info.filename for info in infos}
    kind = _kind_of(archive, names, source)
    parts = dict(_unpacked(archive, infos, source))
    try:
        sheets = _ods_sheets(parts) if kind is FileKind.ODS else _xlsx_sheets(parts)
    except Broken as fault:
        reason = _("the file is damaged: {reason}", reason=str(fault))
        raise ImportRefused(source, [reason], _("save it again, or send it again")) from None
    _check_sizes(sheets, source)
    has_macros = any(
        name.casefold().endswith("vbaproject.bin") or name.startswith("Basic/") for name in names
    )
    return LookedThrough(kind, {sheet.name: sheet for sheet in sheets}, has_macros)


def _kind_of(archive: zipfile.ZipFile, names: set[str], source: str) -> FileKind:
    if "xl/workbook.bin" in names:
        raise ImportRefused(
            source,
            [_("this is a binary workbook (XLSB)")],
            _("open it in a spreadsheet program and save it as XLSX"),
        )
    if _BOOK in names:
        return FileKind.XLSX
    if "mimetype" in names and "content.xml" in names and archive.read("mimetype")[:80].strip() == _ODS:
        return FileKind.ODS
    what = _("a text document (DOCX)") if "word/document.xml" in names else _("a packed file (ZIP)")
    raise ImportRefused(
        source,
        [_("this is {what} and no table", what=what)],
        _("unpack it first, or save the table as XLSX or CSV"),
    )


def _unpacked(
    archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo], source: str
) -> Iterator[tuple[str, bytes]]:
    """Every XML part with its content; every other part is unpacked and counted only."""
    left = limits.MOST_INFLATED
    for info in infos:
        # The declared size would end the reading early, and hide the rest from us and not from others.
        info.file_size = left + 2 * _PIECE
        pieces: list[bytes] = []
        is_xml = False
        with archive.open(info) as part:
            while piece := part.read(_PIECE):
                left -= len(piece)
                if left < 0:
                    raise limits.inflates_too_far(source)
                is_xml = is_xml or (
                    not pieces and piece.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1] == b"<"
                )
                if is_xml:
                    pieces.append(piece)
        if is_xml:
            yield info.filename, b"".join(pieces)


def _xlsx_sheets(parts: Mapping[str, bytes]) -> list[SheetScan]:
    book = BookScanner()
    for name in (_BOOK, _BOOK_PARTS):
        scan(parts.get(name, b"<none/>"), book.start, book.end, book.words)
    name_of = {_path_of(target): book.names.get(part, "") for part, target in book.parts.items()}
    strings = StringsScanner()
    for name, data in parts.items():
        if name.casefold() == _STRINGS:
            scan(data, strings.start, strings.end, strings.words)
    found = []
    for name, data in parts.items():
        # A sheet may lie anywhere in the file: whatever has cells is one.
        sheet = WorksheetScanner()
        sheet.found.name = name_of.get(name) or name
        try:
            scan(data, sheet.start, sheet.end, sheet.words)
        except Enough:
            return [sheet.found]
        except Broken:
            # Drawings of comments are often no XML, and nobody reads them.
            if name in name_of:
                raise
        sheet.found.characters += _shared_characters(sheet.found.shared, strings.lengths)
        if sheet.found.cells:
            found.append(sheet.found)
    return found


def _shared_characters(shared: Mapping[int, int], lengths: list[int]) -> int:
    return sum(times * lengths[number] for number, times in shared.items() if 0 <= number < len(lengths))


def _path_of(target: str) -> str:
    return target[1:] if target.startswith("/") else normpath(f"xl/{target}")


def _ods_sheets(parts: Mapping[str, bytes]) -> list[SheetScan]:
    book = OdsScanner()
    try:
        scan(parts.get("content.xml", b"<none/>"), book.start, book.end, book.words)
    except Enough:
        return book.sheets[-1:]
    return book.sheets


def _check_sizes(sheets: list[SheetScan], source: str) -> None:
    for sheet in sheets:
        if sheet.rows > limits.MOST_ROWS:
            raise limits.too_many_rows(source, sheet.name)
        if sheet.columns > limits.MOST_COLUMNS:
            raise limits.too_many_columns(source, f"{sheet.name}!{sheet.farthest}")
    area = sum(sheet.rows * sheet.columns for sheet in sheets)
    characters = sum(sheet.characters for sheet in sheets)
    if area > limits.MOST_AREA or characters > limits.MOST_TEXT or len(sheets) > limits.MOST_SHEETS:
        raise limits.too_much(source)
