"""How large a pack file may be."""

from qaudit.packs import catalogue
from qaudit.packs.notices import Notice

LARGEST_FILE = 4 * 1024 * 1024
"""Bytes."""


def too_large(size: int) -> Notice:
    """The problem of a file of `size` bytes, more than the largest that is read."""
    words = {"size": f"{size / 1024**2:.1f}", "most": f"{LARGEST_FILE // 1024**2}"}
    return Notice(catalogue.TOO_LARGE, words=words, spot=(1, 1))
