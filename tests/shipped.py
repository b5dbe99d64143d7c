"""The shipped packs, for tests that have to hold for each: named when tests are collected, read when one runs."""

from functools import lru_cache

from qaudit.packs.library import Library, LoadedPack
from qaudit.resources import standards_folder

SHIPPED = tuple(sorted(f"{path.parent.name}@{path.stem}" for path in standards_folder().glob("*/*/*.yaml")))
assert len(SHIPPED) >= 4
_LIBRARY = Library([standards_folder()])


@lru_cache
def shipped(ref: str) -> LoadedPack:
    """A shipped pack, read once for all tests."""
    return _LIBRARY.load(ref)
