"""One lake with everything in it, opened once on each engine."""

import gc
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from qaudit import cluster
from qaudit.lake.contents import read_contents
from qaudit.lake.engines import Engine, OnSpark, opened
from tests.lake.small_lake import programme, write_lake


@pytest.fixture(scope="session")
def lake_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A programme as a lake, in a folder whose name would be a pattern."""
    return write_lake(tmp_path_factory.mktemp("lakes") / "la[ke]* {a}?'", programme())


@pytest.fixture(scope="session")
def on_duckdb(lake_folder: Path) -> Iterator[Engine]:
    with opened(lake_folder) as engine:
        yield engine


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    """A session for small lakes: few partitions, and no code compiled for a hundred rows."""
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        patch.setenv("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        # py4j leaves sockets to the garbage collector.
        warnings.simplefilter("ignore", ResourceWarning)
        with cluster.session("local[2]", name="tests of the lake") as session:
            for key, value in SMALL.items():
                session.conf.set(key, value)
            yield session
        gc.collect()


SMALL = {
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}


@pytest.fixture(scope="session")
def on_spark(spark: Any, lake_folder: Path) -> Engine:
    return OnSpark(spark, read_contents(lake_folder))
