"""Sound and film lose the boxes that say where and with what, and nothing else moves."""

import struct
from pathlib import Path

import pytest

from qaudit.store.recordings import blank_metadata

SECRET = b"+32.7851+034.9849/ Hotel Carmel"


def box(name: bytes, *parts: bytes, wide: bool = False) -> bytes:
    """A box of ISO/IEC 14496-12."""
    body = b"".join(parts)
    if wide:
        return struct.pack(">I", 1) + name + struct.pack(">Q", 16 + len(body)) + body
    return struct.pack(">I", 8 + len(body)) + name + body


def film(brand: bytes = b"isom", *, wide: bool = False) -> bytes:
    """A film with its place in five boxes, where telephones put it."""
    place = box(b"\xa9xyz", SECRET)
    track = box(b"trak", box(b"tkhd", bytes(20)), box(b"udta", place), box(b"meta", SECRET))
    movie = box(
        b"moov",
        box(b"mvhd", bytes(40)),
        track,
        box(b"udta", place, wide=wide),
        box(b"meta", SECRET),
        wide=wide,
    )
    return (
        box(b"ftyp", brand, bytes(4), b"isom")
        + movie
        + box(b"uuid", bytes(16), SECRET)
        + box(b"mdat", b"udta sound and picture meta")
    )


@pytest.mark.parametrize("wide", [False, True])
def test_the_place_is_blanked_and_nothing_moves(tmp_path: Path, wide: bool) -> None:
    path = tmp_path / "lobby.mp4"
    data = film(wide=wide)
    assert data.count(SECRET) == 5
    path.write_bytes(data)
    blank_metadata(path)
    bare = path.read_bytes()
    assert len(bare) == len(data)
    assert SECRET not in bare
    assert bare[-27:] == b"udta sound and picture meta"
    assert bare.index(b"mdat") == data.index(b"mdat")
    assert bare.index(b"tkhd") == data.index(b"tkhd")
    assert bare.count(b"free") == 5


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\x00\x00\x18ftyp",
        film()[:100],
        film() + struct.pack(">I", 4000) + b"udta",
        film() + struct.pack(">I", 3) + b"udta" + bytes(40),
        film() + struct.pack(">I", 1) + b"moov" + struct.pack(">Q", 2**63),
    ],
)
def test_boxes_that_lie_about_their_size_end_the_walk(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "broken.mp4"
    path.write_bytes(data)
    blank_metadata(path)
    assert len(path.read_bytes()) == len(data)


def test_a_box_to_the_end_of_the_file_is_blanked_too(tmp_path: Path) -> None:
    path = tmp_path / "lobby.mp4"
    path.write_bytes(box(b"ftyp", b"isom") + struct.pack(">I", 0) + b"udta" + SECRET)
    blank_metadata(path)
    assert SECRET not in path.read_bytes()
