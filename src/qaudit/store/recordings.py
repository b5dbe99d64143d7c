"""MP4, M4A and MOV without the boxes that hold places, names and devices.

The boxes are blanked where they stand, so that nothing in the file moves: sound and picture stay as they were
(ISO/IEC 14496-12; QuickTime File Format).
"""

from collections.abc import Iterator
from io import SEEK_END
from pathlib import Path
from typing import BinaryIO

from qaudit.store.file_kinds import M4A, MOV, MP4

RECORDINGS = frozenset((M4A, MP4, MOV))
_BLANKED = frozenset((b"udta", b"meta", b"uuid", b"mtdt"))
_OPENED = frozenset((b"moov", b"trak"))


def blank_metadata(path: Path) -> None:
    """Blanks user data, metadata and private boxes of the file and of its tracks."""
    with path.open("r+b") as file:
        size = file.seek(0, SEEK_END)
        for start, header, end in list(_metadata_boxes(file, 0, size)):
            file.seek(start + 4)
            file.write(b"free")
            file.seek(start + header)
            left = end - start - header
            while left:
                left -= file.write(bytes(min(left, 1 << 20)))


def _metadata_boxes(file: BinaryIO, at: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Start, length of header and end of each box to blank."""
    while at + 8 <= end:
        file.seek(at)
        head = file.read(16)
        size, name, header = int.from_bytes(head[:4], "big"), head[4:8], 8
        if size == 1:
            size, header = int.from_bytes(head[8:16], "big"), 16
        stop = end if size == 0 else at + size
        if stop < at + header or stop > end:
            return
        if name in _BLANKED:
            yield at, header, stop
        elif name in _OPENED:
            yield from _metadata_boxes(file, at + header, stop)
        at = stop
