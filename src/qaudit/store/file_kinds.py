"""What a file is, by its first bytes: names and extensions are only claims."""

import codecs
from dataclasses import dataclass
from pathlib import Path

from qaudit.speech import N_

HEAD = 4096
ACCEPTED = N_(
    "pictures (JPEG, PNG, WebP, GIF), PDF, sound (MP3, M4A, WAV, OGG), video (MP4, MOV), text (UTF-8)"
)


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file; `extension` begins with a dot."""

    media_type: str
    extension: str


JPEG = FileKind("image/jpeg", ".jpg")
PNG = FileKind("image/png", ".png")
WEBP = FileKind("image/webp", ".webp")
GIF = FileKind("image/gif", ".gif")
PDF = FileKind("application/pdf", ".pdf")
MP3 = FileKind("audio/mpeg", ".mp3")
WAV = FileKind("audio/wav", ".wav")
OGG = FileKind("audio/ogg", ".ogg")
M4A = FileKind("audio/mp4", ".m4a")
MP4 = FileKind("video/mp4", ".mp4")
MOV = FileKind("video/quicktime", ".mov")
TEXT = FileKind("text/plain", ".txt")
HEIC = FileKind("image/heic", ".heic")
"""Known, so that it can be refused with good advice: its location cannot be taken out without decoding it."""

EXTENSIONS = {
    kind.media_type: kind.extension
    for kind in (JPEG, PNG, WEBP, GIF, PDF, MP3, WAV, OGG, M4A, MP4, MOV, TEXT)
}

_STARTS: tuple[tuple[bytes, FileKind], ...] = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"%PDF-", PDF),
    (b"OggS", OGG),
    (b"ID3", MP3),
)
_RIFF = {b"WEBP": WEBP, b"WAVE": WAV}
_BRANDS = {
    b"M4A ": M4A,
    b"M4B ": M4A,
    b"qt  ": MOV,
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif", b"avis"), HEIC),
}
_TEXT_CONTROLS = frozenset(b"\t\n\f\r")


def recognise(path: Path) -> FileKind | None:
    """The kind of a file, None where it is none that is known."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    return _by_head(head) or (TEXT if _is_text(path) else None)


def _by_head(head: bytes) -> FileKind | None:
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind
    if head.startswith(b"RIFF"):
        return _RIFF.get(head[8:12])
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], MP4)
    if len(head) > 3 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2:
        return MP3
    return None


def _is_text(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            while chunk := file.read(1 << 20):
                if any(byte < 0x20 and byte not in _TEXT_CONTROLS for byte in set(chunk)):
                    return False
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True
