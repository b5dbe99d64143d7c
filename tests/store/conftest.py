"""Where the laws of the store are tried: in memory, in a file, on a PostgreSQL server."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

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
    with filled(target, empty_store), open_store(target, tmp_path / "evidence") as opened:
        yield opened


@contextmanager
def filled(target: str, empty_store: Path) -> Iterator[None]:
    """A store in memory has its tables from the first moment: nobody but its engine can put them there."""

    def fill(connection: sqlite3.Connection, record: object) -> None:
        with closing(sqlite3.connect(empty_store)) as made:
            made.backup(connection)

    if target != "sqlite://":
        yield
        return
    event.listen(Engine, "connect", fill)
    try:
        yield
    finally:
        event.remove(Engine, "connect", fill)
