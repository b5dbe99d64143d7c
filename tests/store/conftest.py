"""Where the laws of the store are tried: in memory, in a file, on a PostgreSQL server."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from qaudit.store.store import Store, open_store


@pytest.fixture
def file_target(tmp_path: Path) -> str:
    """A file that is not there yet, in a folder that is not there yet."""
    return str(tmp_path / "data" / "qaudit.sqlite")


@pytest.fixture
def store(target: str, tmp_path: Path, empty_store: Path) -> Iterator[Store]:
    """The store at the `target` of the class, closed afterwards."""
    if "://" not in target:
        Path(target).parent.mkdir(parents=True)
        shutil.copy(empty_store, target)
    with open_store(target, tmp_path / "evidence") as opened:
        yield opened
