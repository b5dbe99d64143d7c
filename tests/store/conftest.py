"""Where the laws of the store are tried: in memory, in a file, on a PostgreSQL server."""

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from qaudit.store.store import Store, open_store

_NUMBERS = count()


@pytest.fixture
def file_target(tmp_path: Path) -> str:
    """A file that is not there yet, in a folder that is not there yet."""
    return str(tmp_path / "data" / "qaudit.sqlite")


@pytest.fixture
def postgres_target(postgres_url: str) -> Iterator[str]:
    """An empty database of its own on the server."""
    name = f"qaudit_{os.getpid()}_{next(_NUMBERS)}"
    server = create_engine(postgres_url, isolation_level="AUTOCOMMIT")
    try:
        with server.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        yield make_url(postgres_url).set(database=name).render_as_string(hide_password=False)
        with server.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    finally:
        server.dispose()


@pytest.fixture
def store(target: str, tmp_path: Path) -> Iterator[Store]:
    """The store at the `target` of the class, closed afterwards."""
    with open_store(target, tmp_path / "evidence") as opened:
        yield opened
