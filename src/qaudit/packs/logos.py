"""A brand's logo beside its pack: taken only if its bytes are a picture of a kind that reports can print."""

from dataclasses import dataclass
from pathlib import Path

from qaudit.core.drawings import is_drawing, is_inert
from qaudit.errors import system_reason
from qaudit.packs import catalogue
from qaudit.packs.notices import ProblemKind
from qaudit.speech import _

LARGEST_LOGO = 1024 * 1024
"""Bytes."""
_STARTS = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff"}
LOGO_SUFFIXES = (".svg", *_STARTS)


@dataclass(frozen=True, slots=True)
class Logo:
    """The picture's bytes, or the kind of problem it has and why."""

    data: bytes | None = None
    kind: ProblemKind | None = None
    reason: str = ""


def find_logo(name: str | None, folder: Path) -> Logo:
    """The logo of that name in the pack's folder. A name that could lead elsewhere is not followed."""
    if name is None:
        return Logo()
    path = folder / name
    try:
        if not is_plain_name(name) or not path.is_file():
            return Logo(kind=catalogue.LOGO_MISSING)
        if path.stat().st_size > LARGEST_LOGO:
            return _unusable(_("it is larger than {most} MB", most=LARGEST_LOGO // 1024**2))
        data = path.read_bytes()
    except OSError as error:
        return _unusable(system_reason(error))
    suffix = path.suffix.lower()
    if suffix == ".svg" and is_drawing(data) and not is_inert(data):
        return _unusable(_("it has a script, a link, or a picture or a style from elsewhere"))
    if _is_svg(data) if suffix == ".svg" else data.startswith(_STARTS.get(suffix, b"\0")):
        return Logo(data)
    return _unusable(_("its bytes are no {kind} picture", kind=suffix.removeprefix(".").upper()))


def is_plain_name(name: str) -> bool:
    """Whether a name is that of a file beside the pack, with a suffix of a picture, and no way elsewhere."""
    is_here = name not in (".", "..") and not set(name) & set('/\\:\0<>|"?*')
    return is_here and name.lower().endswith(LOGO_SUFFIXES) and not name.startswith(".")


def _is_svg(data: bytes) -> bool:
    head = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith((b"<?xml", b"<svg", b"<!--", b"<!DOCTYPE svg")) and b"<svg" in data


def _unusable(reason: str) -> Logo:
    return Logo(kind=catalogue.LOGO_UNUSABLE, reason=reason)
