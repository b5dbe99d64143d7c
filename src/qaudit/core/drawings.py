"""What a drawing (SVG) from outside may not have: it is put into documents, and must not act or ask for anything."""

import re
from typing import Final

_START: Final = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<svg[\s>/]", re.DOTALL
)
_REFUSED: Final = re.compile(
    rb"<!DOCTYPE|<!ENTITY|<script|<foreignObject|<image|<use|@import"
    rb"|\shref\s*=\s*[\"']?\s*[^#\"'\s]|:href\s*=\s*[\"']?\s*[^#\"'\s]|url\(\s*[\"']?\s*[^#\"'\s]|\son[a-z]+\s*=",
    re.IGNORECASE,
)
"""Entities that explode, scripts, pictures and styles from elsewhere, links, copies of copies."""


def is_drawing(data: bytes) -> bool:
    """Whether the bytes begin as an SVG does."""
    return _START.match(data) is not None


def is_inert(drawing: bytes) -> bool:
    """Whether a drawing holds nothing that acts, or that leads out of it."""
    return _REFUSED.search(drawing) is None
