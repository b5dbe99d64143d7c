"""An old workbook (XLS) looked through before it is read: how far its cells reach, and whether it is locked.

XLS is a small file system in a file, with the workbook as one stream of records. Source: [MS-CFB], [MS-XLS].
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from qaudit.interop import limits
from qaudit.interop.imported import ImportRefused
from qaudit.speech import _

_FREE = 0xFFFFFFFA
"""Sector numbers from here on are marks (end of chain, free) and no sectors."""
_BOOKS = ("Workbook", "Book")
_ONE_CELL = frozenset(
    (0x0006, 0x0203, 0x0204, 0x0205, 0x027E, 0x00FD, 0x00D6, 0x0002, 0x0003, 0x0004, 0x0005)
)
"""Records of one cell: formula, number, label, boolean or error, RK, shared label, and their older forms."""
_MANY_CELLS = 0x00BD
_BEGIN, _LOCKED, _SHEET_NAME = 0x0809, 0x002F, 0x0085
_MOST_RECORDS = 2_000_000


@dataclass(frozen=True, slots=True)
class _Stream:
    name: str
    start: int
    size: int


class _Damaged(Exception):
    """The file does not hang together."""


def look_through_old(data: bytes, source: str) -> bool:
    """Whether an XLS file has macros. Raises `ImportRefused` where it may not be read, with the reason."""
    try:
        streams = {stream.name: stream for stream in _Compound(data).streams()}
        if "EncryptedPackage" in streams:
            raise _locked(source)
        book = next((streams[name] for name in _BOOKS if name in streams), None)
        if book is None:
            reason = _("this is {what} and no table", what=_("a document of an older office program"))
            raise ImportRefused(
                source, [reason], _("open it in a spreadsheet program and save it as XLSX or CSV")
            )
        _check_records(_Compound(data).content(book), source)
    except (_Damaged, struct.error):
        reason = _("the file is damaged: {reason}", reason=_("its parts do not hang together"))
        raise ImportRefused(source, [reason], _("save it again, or send it again")) from None
    return "_VBA_PROJECT" in streams or "_VBA_PROJECT_CUR" in streams


def _locked(source: str) -> ImportRefused:
    return ImportRefused(
        source, [_("the file is locked with a password")], _("save a copy of it without the password")
    )


class _Compound:
    """The little file system: sectors in chains, and a directory of streams."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise _Damaged
        self.sector = 1 << shift
        self._directory, _pad, self._cutoff, self._mini_start = struct.unpack_from("<IIII", data, 48)
        self._table = self._read_table()

    def streams(self) -> Iterator[_Stream]:
        """Every entry of the directory; the first is the root, whose stream holds the small ones."""
        directory = b"".join(self._sectors(self._directory))
        for place in range(0, len(directory) - 127, 128):
            length = struct.unpack_from("<H", directory, place + 64)[0]
            start, size = struct.unpack_from("<II", directory, place + 116)
            name = directory[place : place + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            if directory[place + 66] in (1, 2, 5):
                yield _Stream(name, start, size)

    def content(self, stream: _Stream) -> bytes:
        """The bytes of a stream, however small."""
        if stream.size >= self._cutoff:
            return b"".join(self._sectors(stream.start))[: stream.size]
        root = next(self.streams())
        mini = b"".join(self._sectors(root.start))
        table = b"".join(self._sectors(self._mini_start))
        chain: list[bytes] = []
        sector = stream.start
        while sector < _FREE and len(chain) * 64 <= stream.size:
            chain.append(mini[sector * 64 : sector * 64 + 64])
            sector = struct.unpack_from("<I", table, sector * 4)[0]
        return b"".join(chain)[: stream.size]

    def _read_table(self) -> list[int]:
        """For each sector the one that follows it."""
        first_more, _count = struct.unpack_from("<II", self.data, 68)
        numbers = list(struct.unpack_from("<109I", self.data, 76))
        per_sector = self.sector // 4
        while first_more < _FREE and len(numbers) < len(self.data) // self.sector + 200:
            more = struct.unpack_from(f"<{per_sector}I", self.data, (first_more + 1) * self.sector)
            numbers += more[:-1]
            first_more = more[-1]
        table: list[int] = []
        for number in numbers:
            if number < _FREE:
                table += struct.unpack_from(f"<{per_sector}I", self.data, (number + 1) * self.sector)
        return table

    def _sectors(self, start: int) -> Iterator[bytes]:
        sector, seen = start, 0
        while sector < _FREE:
            if sector >= len(self._table) or seen > len(self._table):
                raise _Damaged
            yield self.data[(sector + 1) * self.sector : (sector + 2) * self.sector]
            sector, seen = self._table[sector], seen + 1


def _check_records(book: bytes, source: str) -> None:
    """Walks over the records of a workbook and counts the rectangle of each sheet."""
    rows = columns = area = sheet = 0
    names: list[str] = []
    for kind, body in _records(book):
        if kind == _LOCKED:
            raise _locked(source)
        if kind == _SHEET_NAME:
            names.append(_sheet_name(body))
        elif kind == _BEGIN:
            area += rows * columns
            rows, columns, sheet = 0, 0, sheet + 1
        elif (kind in _ONE_CELL or kind == _MANY_CELLS) and len(body) >= 4:
            row, column = struct.unpack_from("<HH", body)
            last = struct.unpack_from("<H", body, len(body) - 2)[0] if kind == _MANY_CELLS else column
            rows, columns = max(rows, row + 1), max(columns, last + 1)
            if rows > limits.MOST_ROWS:
                raise limits.too_many_rows(
                    source, names[sheet - 2] if 2 <= sheet < len(names) + 2 else source
                )
    if area + rows * columns > limits.MOST_AREA or sheet > limits.MOST_SHEETS:
        raise limits.too_much(source)


def _records(book: bytes) -> Iterator[tuple[int, bytes]]:
    place = count = 0
    while place + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, place)
        yield kind, book[place + 4 : place + 4 + length]
        place += 4 + length
        count += 1
        if count > _MOST_RECORDS:
            raise _Damaged


def _sheet_name(body: bytes) -> str:
    """The name in a BOUNDSHEET record of BIFF8; of older files what can be made of it."""
    if len(body) < 8:
        return ""
    length, is_wide = body[6], body[7] & 1
    return body[8 : 8 + length * (1 + is_wide)].decode("utf-16-le" if is_wide else "latin-1", "replace")
