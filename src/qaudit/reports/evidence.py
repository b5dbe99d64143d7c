"""Evidence for print: pictures of findings, scaled and cached; for everything else the reason why it is not shown.

A file that is missing, damaged, too large or changed since it was kept never stops a report: its name is
printed with the reason.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from qaudit.core.visits import Evidence
from qaudit.reports.images import ImageTooLarge, UnreadableImage, print_image

LONGEST_SIDE = 560
"""Pixels: 80 mm at about 180 dots an inch."""
MOST_BYTES = 40_000_000
MOST_PICTURES = 6
"""Pictures printed with one finding; the names of the others follow."""
PRINTED_TYPES = frozenset(("image/jpeg", "image/png", "image/webp", "image/gif", "image/tiff", "image/bmp"))

FindPath = Callable[[Evidence], Path | None]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture ready for a page: `source` is a `data:` URI, width and height are in pixels."""

    source: str
    width: int
    height: int


class Unprinted(StrEnum):
    """Why a picture is named and not shown."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"
    CHANGED = "changed"
    ONE_TOO_MANY = "one_too_many"


def printed(evidence: Iterable[Evidence], find_path: FindPath) -> dict[str, Picture | Unprinted]:
    """Each picture of one finding's evidence by its digest; what is no picture is left out."""
    found: dict[str, Picture | Unprinted] = {}
    pictures = 0
    for one in evidence:
        if one.media_type not in PRINTED_TYPES:
            continue
        if pictures == MOST_PICTURES:
            found[one.digest] = Unprinted.ONE_TOO_MANY
        else:
            found[one.digest] = _print(one, find_path)
            pictures += isinstance(found[one.digest], Picture)
    return found


def _print(evidence: Evidence, find_path: FindPath) -> Picture | Unprinted:
    try:
        path = find_path(evidence)
        if path is None or not path.is_file():
            return Unprinted.MISSING
        if path.stat().st_size > MOST_BYTES:
            return Unprinted.TOO_LARGE
        data = path.read_bytes()
    except OSError:
        return Unprinted.UNREADABLE
    digest = hashlib.sha256(data).hexdigest()
    if digest != evidence.digest.removeprefix("sha256:"):
        return Unprinted.CHANGED
    return _scaled(digest, data)


_CACHE: OrderedDict[str, Picture | Unprinted] = OrderedDict()
_CACHED = 128
"""Scaled pictures kept by digest: a page of the app and the report of the same visit ask for the same ones."""


def _scaled(digest: str, data: bytes) -> Picture | Unprinted:
    if digest not in _CACHE:
        try:
            _CACHE[digest] = Picture(*print_image(data, LONGEST_SIDE))
        except ImageTooLarge:
            _CACHE[digest] = Unprinted.TOO_LARGE
        except UnreadableImage:
            _CACHE[digest] = Unprinted.UNREADABLE
        while len(_CACHE) > _CACHED:
            _CACHE.popitem(last=False)
    return _CACHE[digest]
