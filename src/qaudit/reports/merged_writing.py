"""A PDF written object by object, for one that grows to any size: only where each object lies is kept in memory."""

import zlib
from array import array
from hashlib import sha256
from typing import BinaryIO

_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_PACKED = 200
"""Small objects are packed together, so many at a time: what a structure tree is made of takes little room then."""
_LOOSE, _IN_PACK = 1, 2


class ObjectWriter:
    """Writes a PDF into `file`. Numbers are taken first and filled later, each once, in any order."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._at = 0
        self._digest = sha256()
        self._pack: list[tuple[int, bytes]] = []
        # For each number: how it is kept, where (a place in the file, or the pack's number), and its place in the pack.
        self._kinds = array("B", [0])
        self._places = array("Q", [0])
        self._turns = array("H", [0])
        self._write(_HEAD)

    def take(self, count: int) -> int:
        """The first of `count` new numbers."""
        first = len(self._kinds)
        for row in (self._kinds, self._places, self._turns):
            row.frombytes(bytes(row.itemsize * count))
        return first

    def put(self, number: int, body: bytes) -> None:
        """Fills a number with an object that is no stream."""
        self._pack.append((number, body))
        if len(self._pack) == _PACKED:
            self._flush()

    def put_stream(self, number: int, entries: bytes, data: bytes) -> None:
        """Fills a number with a stream: `entries` is its dictionary, `/Length` included."""
        self._kinds[number], self._places[number] = _LOOSE, self._at
        self._write(b"%d 0 obj\n%s\nstream\n" % (number, entries))
        self._write(data)
        self._write(b"\nendstream\nendobj\n")

    def finish(self, root: int, info: int) -> None:
        """Writes the table of the objects. `root` is the catalog's number, `info` that of the file's information."""
        self._flush()
        number, at = self.take(1), self._at
        self._kinds[number], self._places[number] = _LOOSE, at
        data = self._table()
        name = self._digest.hexdigest()[:32].encode()
        entries = (
            b"<< /Type /XRef /Size %d /W [1 6 2] /Root %d 0 R /Info %d 0 R /ID [<%s> <%s>]"
            b" /Filter /FlateDecode /Length %d >>" % (number + 1, root, info, name, name, len(data))
        )
        self.put_stream(number, entries, data)
        self._write(b"startxref\n%d\n%%%%EOF\n" % at)

    def _table(self) -> bytes:
        packer, data = zlib.compressobj(), bytearray()
        for kind, place, turn in zip(self._kinds, self._places, self._turns, strict=True):
            data += packer.compress(bytes((kind,)) + place.to_bytes(6, "big") + turn.to_bytes(2, "big"))
        return bytes(data + packer.flush())

    def _flush(self) -> None:
        if not self._pack:
            return
        number = self.take(1)
        heads, bodies, at = [], [], 0
        for turn, (one, body) in enumerate(self._pack):
            self._kinds[one], self._places[one], self._turns[one] = _IN_PACK, number, turn
            heads.append(b"%d %d" % (one, at))
            bodies.append(body)
            at += len(body) + 1
        self._pack.clear()
        head = b" ".join(heads) + b"\n"
        data = zlib.compress(head + b"\n".join(bodies))
        entries = b"<< /Type /ObjStm /N %d /First %d /Filter /FlateDecode /Length %d >>" % (
            len(heads),
            len(head),
            len(data),
        )
        self.put_stream(number, entries, data)

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._digest.update(data)
        self._at += len(data)
