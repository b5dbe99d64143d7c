"""Evidence for print: pictures of findings, scaled and cached; for everything else the reason why it is not shown.

A file that is missing, damaged, too large or changed since it was kept never stops a report: its name is
printed with the reason.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from qaudit.core.visits import Evidence
from qaudit.reports.images import UnreadableImage, print_image
from qaudit.reports.words import size_words

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


@dataclass(frozen=True, slots=True)
class Unprinted:
    """Evidence that is named and not shown, with the reason."""

    reason: str


def printed(evidence: Iterable[Evidence], find_path: FindPath) -> dict[str, Picture | Unprinted]:
    """Each piece of one finding's evidence by its digest."""
    found: dict[str, Picture | Unprinted] = {}
    pictures = 0
    for one in evidence:
        if one.media_type not in PRINTED_TYPES:
            found[one.digest] = Unprinted(f"{one.media_type}, {size_words(one.size)}")
        elif pictures == MOST_PICTURES:
            found[one.digest] = Unprinted("kept with the visit")
        else:
            found[one.digest] = _print(one, find_path)
            pictures += isinstance(found[one.digest], Picture)
    return found


def _print(evidence: Evidence, find_path: FindPath) -> Picture | Unprinted:
    try:
        path = find_path(evidence)
        if path is None or not path.is_file():
            return Unprinted("the file is missing")
        if path.stat().st_size > MOST_BYTES:
            return Unprinted("the file is too large to print")
        data = path.read_bytes()
    except OSError:
        return Unprinted("the file cannot be read")
    digest = hashlib.sha256(data).hexdigest()
    if digest != evidence.digest.removeprefix("sha256:"):
        return Unprinted("the file was changed after it was kept")
    return _scaled(digest, data)


_CACHE: OrderedDict[str, Picture | Unprinted] = OrderedDict()
_CACHED = 128
"""Scaled pictures kept by digest: a page of the app and the report of the same visit ask for the same ones."""


def _scaled(digest: str, data: bytes) -> Picture | Unprinted:
    if digest not in _CACHE:
        try:
            _CACHE[digest] = Picture(*print_image(data, LONGEST_SIDE))
        except UnreadableImage as error:
            _CACHE[digest] = Unprinted(str(error))
        while len(_CACHE) > _CACHED:
            _CACHE.popitem(last=False)
    return _CACHE[digest]
