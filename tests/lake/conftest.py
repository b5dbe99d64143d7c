"""One lake with everything in it, opened once on each engine."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from qaudit.lake.contents import read_contents
from qaudit.lake.engines import Engine, OnSpark, opened
from tests.lake.small_lake import programme, write_lake


@pytest.fixture(scope="session")
def lake_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A programme as a lake, in a folder whose name would be a pattern."""
    return write_lake(tmp_path_factory.mktemp("lakes") / "la[ke]* {a}?'", programme())


@pytest.fixture(scope="module", autouse=True)
def nothing_is_left(no_socket_is_left: None) -> None:
    """Of the sockets that Spark uses."""


@pytest.fixture(scope="session")
def on_duckdb(lake_folder: Path) -> Iterator[Engine]:
    with opened(lake_folder) as engine:
        yield engine


@pytest.fixture(scope="session")
def on_spark(spark: Any, lake_folder: Path) -> Engine:
    return OnSpark(spark, read_contents(lake_folder))
