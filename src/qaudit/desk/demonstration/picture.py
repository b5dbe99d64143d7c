"""A small picture to stand for a photograph, made without a picture library."""

import struct
import zlib

from qaudit.desk.chances import Chances

WIDTH, HEIGHT = 240, 320
PAPER, INK, EDGE = 244, 90, 170


def receipt_picture(chances: Chances) -> bytes:
    """A PNG in shades of grey that looks like a receipt from afar: lines of different lengths."""
    edge = b"\0" + bytes([EDGE]) * WIDTH
    rows = [edge]
    for row in range(1, HEIGHT - 1):
        line, within = divmod(row - 40, 20)
        length = chances.between(f"line {line}", 60, 190) if 0 <= line < 12 and within < 6 else 0
        inside = bytes([PAPER]) * 20 + bytes([INK]) * length
        rows.append(bytes([0, EDGE]) + inside + bytes([PAPER]) * (WIDTH - 2 - len(inside)) + bytes([EDGE]))
    rows.append(edge)
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 0, 0, 0, 0)
    chunks = (
        _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(b"".join(rows), 9)) + _chunk(b"IEND", b"")
    )
    return b"\x89PNG\r\n\x1a\n" + chunks


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
