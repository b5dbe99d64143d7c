"""Pictures without their metadata: where, when, by whom and with what a photo was taken is cut out.

The picture itself is not written anew: each format is taken apart into its pieces, and only those that draw
it are kept, so that no pixel changes. The orientation stays, for without it a photo lies on its side.
"""

import io
import re
import struct
import warnings
import zlib
from collections.abc import Callable, Iterator

from qaudit.speech import _
from qaudit.store.file_kinds import GIF, JPEG, PNG, WEBP, FileKind

MOST_PIXELS = 80_000_000
_ORIENTATION = 0x0112
_EXIF = b"Exif\x00\x00"


class PictureDamaged(Exception):
    """A picture that cannot be taken apart or drawn; the message says why."""


def stripped(kind: FileKind, data: bytes) -> bytes:
    """The picture without metadata. Raises `PictureDamaged`."""
    _check(kind, data, draws=False)
    try:
        bare = _STRIPPERS[kind](data)
    except (struct.error, IndexError) as fault:
        raise PictureDamaged(_("it ends in the middle")) from fault
    _check(kind, bare, draws=True)
    return bare


def _check(kind: FileKind, data: bytes, *, draws: bool) -> None:
    from PIL import Image

    name = kind.media_type.partition("/")[2].upper()
    try:
        with warnings.catch_warnings():
            # Pillow warns of broken metadata, which is cut out anyway.
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=[name]) as picture:
                width, height = picture.size
                if width * height > MOST_PIXELS:
                    raise PictureDamaged(
                        _(
                            "it has {width} x {height} pixels, more than {most}",
                            width=width,
                            height=height,
                            most=f"{MOST_PIXELS:,}",
                        )
                    )
                if draws:
                    # A JPEG can be drawn at an eighth of its size, which takes a tenth of the time.
                    picture.draft(None, (width // 8, height // 8))
                    picture.load()
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as fault:
        raise PictureDamaged(_("it has more than {most} pixels", most=f"{MOST_PIXELS:,}")) from fault
    except _BROKEN as fault:
        raise PictureDamaged(_("it cannot be drawn")) from fault


# What Pillow's readers raise on bytes that are not what they claim.
_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    ArithmeticError,
    struct.error,
    zlib.error,
)


def _orientation_alone(tiff: bytes) -> bytes:
    """An EXIF block with nothing but the orientation of this one; empty where that is none or upright."""
    turned = _orientation(tiff)
    if not 2 <= turned <= 8:
        return b""
    # One directory with one entry: tag, type 3 (short), one value.
    return b"MM\x00*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, turned, 0, 0)


def _orientation(tiff: bytes) -> int:
    """The orientation that an EXIF block tells, 0 where it tells none or is no such block."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 0
    try:
        (at,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, at)
        for entry in range(count):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, at + 2 + 12 * entry)
            if tag == _ORIENTATION:
                return int(value)
    except struct.error:
        return 0
    return 0


_JPEG_COLOURS = ((0xE2, b"ICC_P"), (0xEE, b"Adobe"))
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")


def _jpeg(data: bytes) -> bytes:
    kept, first, exif = [data[:2]], b"", b""
    for marker, segment in _jpeg_segments(data):
        content = segment[4:]
        if marker == 0xE0 and content.startswith(b"JFIF\x00"):
            # The last two bytes count the pixels of a thumbnail: none.
            first = b"\xff\xe0\x00\x10" + content[:12] + b"\x00\x00"
        elif marker == 0xE1 and content.startswith(_EXIF):
            exif = exif or _orientation_alone(content.removeprefix(_EXIF))
        elif (marker, content[:5]) in _JPEG_COLOURS or not (0xE0 <= marker <= 0xEF or marker == 0xFE):
            kept.append(segment)
    turned = b"\xff\xe1" + struct.pack(">H", len(exif) + 8) + _EXIF + exif if exif else b""
    return b"".join([kept[0], first, turned, *kept[1:]])


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and bytes of each segment up to the end of the picture; a scan's data belongs to its segment."""
    at = 2
    while True:
        if data[at] != 0xFF:
            raise PictureDamaged(_("a segment is missing"))
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == 0xD9:
            yield marker, data[at : at + 2]
            return
        end = at + 2
        if marker != 0x01 and not 0xD0 <= marker <= 0xD7:
            end += int(struct.unpack_from(">H", data, end)[0])
        if marker == 0xDA:
            found = _NEXT_MARKER.search(data, end)
            if found is None:
                raise PictureDamaged(_("it ends in the middle"))
            end = found.start()
        yield marker, data[at:end]
        at = end


_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT "
    b"acTL fcTL fdAT".split()
)


def _png(data: bytes) -> bytes:
    kept, exif = [data[:8]], b""
    at, name = 8, b""
    while name != b"IEND":
        (length,) = struct.unpack_from(">I", data, at)
        name = data[at + 4 : at + 8]
        end = at + 12 + length
        if end > len(data):
            raise PictureDamaged(_("it ends in the middle"))
        if name in _PNG_KEPT:
            kept.append(data[at:end])
        elif name == b"eXIf":
            exif = _orientation_alone(data[at + 8 : end - 4])
        at = end
    if exif:
        body = b"eXIf" + exif
        kept.insert(2, struct.pack(">I", len(exif)) + body + struct.pack(">I", zlib.crc32(body)))
    return b"".join(kept)


_WEBP_KEPT = frozenset((b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04


def _webp(data: bytes) -> bytes:
    kept, exif = [], b""
    at, end = 12, 8 + struct.unpack_from("<I", data, 4)[0]
    while at + 8 <= min(end, len(data)):
        name, length = data[at : at + 4], struct.unpack_from("<I", data, at + 4)[0]
        content = data[at + 8 : at + 8 + length]
        if len(content) < length:
            raise PictureDamaged(_("it ends in the middle"))
        if name == b"EXIF":
            exif = _orientation_alone(content.removeprefix(_EXIF))
        elif name in _WEBP_KEPT:
            kept.append((name, content))
        at += 8 + length + length % 2
    if kept and kept[0][0] == b"VP8X":
        flags = kept[0][1][0] & ~(_WEBP_EXIF | _WEBP_XMP) | (_WEBP_EXIF if exif else 0)
        kept[0] = (b"VP8X", bytes([flags]) + kept[0][1][1:])
        if exif:
            kept.append((b"EXIF", exif))
    chunks = [name + struct.pack("<I", len(body)) + body + b"\x00" * (len(body) % 2) for name, body in kept]
    body = b"WEBP" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


_GIF_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def _gif(data: bytes) -> bytes:
    at = 13 + _colours(data[10])
    kept = [data[:at]]
    while data[at] != 0x3B:
        start = at
        if data[at] == 0x21:
            label, name = data[at + 1], data[at + 3 : at + 14]
            at = _after_blocks(data, at + 2)
            if label == 0xFE or (label == 0xFF and name not in _GIF_LOOPS):
                continue
        elif data[at] == 0x2C:
            at = _after_blocks(data, at + 11 + _colours(data[at + 9]))
        else:
            raise PictureDamaged(_("a block is missing"))
        kept.append(data[start:at])
    return b"".join([*kept, b";"])


def _colours(flags: int) -> int:
    """The bytes of a table of colours."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _after_blocks(data: bytes, at: int) -> int:
    while data[at]:
        at += 1 + data[at]
    return at + 1


_STRIPPERS: dict[FileKind, Callable[[bytes], bytes]] = {JPEG: _jpeg, PNG: _png, WEBP: _webp, GIF: _gif}
PICTURES = frozenset(_STRIPPERS)
