"""The engines that answer: DuckDB inside this process, or Spark. Both get the same question, each in its own SQL.

A question is a function that gives an Ibis expression over the tables of the schema. What engine will run it is not
known to it; the SQL of each is made once and kept.
"""

import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import ibis
import pyarrow as pa
from ibis.expr.types import Table

from qaudit import cluster
from qaudit.core.problems import nearest
from qaudit.errors import LakeUnusable, UsageError, did_you_mean
from qaudit.lake.contents import Contents, check_parts, check_values, read_contents
from qaudit.lake.folder import shown
from qaudit.lake.schema import TABLES
from qaudit.speech import _

DUCKDB, SPARK = "duckdb", "spark"
ENGINES = (DUCKDB, SPARK)
DIALECTS = {DUCKDB: "duckdb", SPARK: "pyspark"}

Question = Callable[..., Table]
"""From what is asked (hashable values) to an expression over `questions.tables`."""


class Stopped(Exception):
    """The question was stopped before it was answered. No fault that is told: whoever stopped it knows."""


class Engine(Protocol):
    """One opened lake."""

    name: str

    def ask(self, question: Question, *asked: Any) -> pa.Table:
        """The rows that answer a question, as Arrow. Raises `LakeUnusable`, and `Stopped` after `stop`."""
        ...

    def stop(self) -> None:
        """Stop every question that runs now; from any thread."""
        ...


@contextmanager
def opened(folder: Path, engine: str = DUCKDB, master: str = cluster.LOCAL) -> Iterator[Engine]:
    """The lake in `folder`, ready to be asked. Raises `UsageError` for an unknown engine, `LakeUnusable`.

    `master` is where Spark runs.
    """
    if engine not in ENGINES:
        known = _("there are {engines}", engines=", ".join(ENGINES))
        raise UsageError(
            _("There is no engine {engine}", engine=engine), did_you_mean(nearest(engine, ENGINES), known)
        )
    contents = read_contents(folder)
    if engine == DUCKDB:
        with _duckdb(contents) as running:
            yield running
    else:
        with cluster.session(master) as session:
            yield OnSpark(session, contents)


@dataclass(frozen=True, slots=True)
class Written:
    """A question in the words of one engine, and the columns of its answer, which are the same on all."""

    sql: str
    columns: pa.Schema


@lru_cache(maxsize=512)
def written(dialect: str, question: Question, *asked: Any) -> Written:
    """A question for one engine. Kept: writing it takes as long as asking it of a hundred thousand visits."""
    if dialect == DIALECTS[SPARK]:
        # Its options are registered by loading it.
        assert ibis.pyspark
    expression = question(*asked)
    sql = str(ibis.to_sql(expression, dialect=dialect))
    return Written(sql, ibis.Schema.to_pyarrow(expression.schema()))


# ── DuckDB ─────────────────────────────────────────────────────────────────────────────────────────


class OnDuckDb:
    """The lake on a database in memory that sees these files alone and no network."""

    name = DUCKDB

    def __init__(self, connection: Any, contents: Contents) -> None:
        self._connection = connection
        self._contents = contents
        self._running: set[Any] = set()
        self._idle: list[Any] = []

    def ask(self, question: Question, *asked: Any) -> pa.Table:
        """See `Engine`."""
        import duckdb

        query = written(DIALECTS[DUCKDB], question, *asked)
        cursor = self._cursor()
        self._running.add(cursor)
        try:
            return cursor.sql(query.sql).to_arrow_table().cast(query.columns)
        except duckdb.InterruptException as fault:
            raise Stopped from fault
        except duckdb.OutOfMemoryException as fault:
            raise UsageError(
                _("There is not enough memory for this question"), _("ask for fewer months or branches")
            ) from fault
        except duckdb.Error as fault:
            raise unreadable(self._contents, fault) from fault
        finally:
            self._running.discard(cursor)
            self._idle.append(cursor)

    def _cursor(self) -> Any:
        """Each thread that asks needs one of its own; making one takes as long as a small question."""
        try:
            return self._idle.pop()
        except IndexError:
            return self._connection.cursor()

    def stop(self) -> None:
        """See `Engine`."""
        for cursor in tuple(self._running):
            cursor.interrupt()

    def close(self) -> None:
        """Lets go of what questions have used."""
        for cursor in self._idle:
            cursor.close()


@contextmanager
def _duckdb(contents: Contents) -> Iterator[OnDuckDb]:
    import duckdb

    with tempfile.TemporaryDirectory(prefix="qaudit-lake-") as spill:
        connection = duckdb.connect(
            ":memory:",
            config={
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
                # What does not fit is put into files; in the current folder if nobody says where.
                "temp_directory": spill,
                # Our questions say their order.
                "preserve_insertion_order": False,
            },
        )
        try:
            for name in TABLES:
                connection.execute(_view(name, contents))
            folder = contents.folder.as_posix()
            allowed = ", ".join(_quoted(path) for path in (folder, _unglobbed(folder)))
            connection.execute("SET GLOBAL parquet_metadata_cache = true")
            connection.execute(f"SET allowed_directories = [{allowed}]")
            connection.execute("SET enable_external_access = false")
            connection.execute("SET lock_configuration = true")
            with closing(OnDuckDb(connection, contents)) as engine:
                yield engine
        except duckdb.Error as fault:
            raise unreadable(contents, fault) from fault
        finally:
            connection.close()


def _view(name: str, contents: Contents) -> str:
    """The view of one table. The casts cost nothing where a part has the types it should have."""
    columns = ", ".join(
        f'"{field.name}"::{_duckdb_type(field.type)} AS "{field.name}"' for field in TABLES[name]
    )
    files = ", ".join(_quoted(_unglobbed(part.as_posix())) for part in contents.parts[name])
    source = f"read_parquet([{files}], hive_partitioning = false)"
    return f'CREATE VIEW "{name}" AS SELECT {columns} FROM {source}'  # noqa: S608 - our names, quoted paths


def _duckdb_type(kind: pa.DataType) -> str:
    return f"{_duckdb_type(kind.value_type)}[]" if pa.types.is_list(kind) else _DUCKDB_TYPES[kind]


_DUCKDB_TYPES = {
    pa.string(): "VARCHAR",
    pa.float64(): "DOUBLE",
    pa.bool_(): "BOOLEAN",
    pa.date32(): "DATE",
    pa.int8(): "TINYINT",
    pa.int16(): "SMALLINT",
    pa.int32(): "INTEGER",
    pa.int64(): "BIGINT",
    pa.timestamp("us", tz="UTC"): "TIMESTAMPTZ",
}


def _unglobbed(path: str) -> str:
    """A path that names one file, whatever characters are in it."""
    return re.sub(r"([*?\[])", r"[\1]", path)


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


# ── Spark ──────────────────────────────────────────────────────────────────────────────────────────


class OnSpark:
    """The lake on a Spark session that somebody else ends."""

    name = SPARK

    def __init__(self, session: Any, contents: Contents) -> None:
        """Raises `LakeUnusable` for a part with other columns: Spark would take what is missing as null."""
        self._session = session
        self._contents = contents
        self._stopped = False
        check_parts(contents)
        for name, schema in TABLES.items():
            parts = [_for_spark(part) for part in contents.parts[name]]
            columns = ", ".join(f"`{field.name}` {_spark_type(field.type)}" for field in schema)
            session.read.schema(columns).parquet(*parts).createOrReplaceTempView(name)

    def ask(self, question: Question, *asked: Any) -> pa.Table:
        """See `Engine`."""
        query = written(DIALECTS[SPARK], question, *asked)
        self._stopped = False
        try:
            return self._session.sql(query.sql).toArrow().cast(query.columns)
        except Exception as fault:  # py4j's, and Spark's own
            if self._stopped:
                raise Stopped from fault
            raise unreadable(self._contents, fault) from fault

    def stop(self) -> None:
        """See `Engine`."""
        self._stopped = True
        self._session.sparkContext.cancelAllJobs()


def _for_spark(part: Path) -> str:
    """A path that names one file on this machine, whatever characters are in it."""
    return "file://" + re.sub(r"([*?\[\]{}\\])", r"\\\1", part.as_posix())


def _spark_type(kind: pa.DataType) -> str:
    return f"ARRAY<{_spark_type(kind.value_type)}>" if pa.types.is_list(kind) else _SPARK_TYPES[kind]


_SPARK_TYPES = {
    pa.string(): "STRING",
    pa.float64(): "DOUBLE",
    pa.bool_(): "BOOLEAN",
    pa.date32(): "DATE",
    pa.int8(): "TINYINT",
    pa.int16(): "SMALLINT",
    pa.int32(): "INT",
    pa.int64(): "BIGINT",
    pa.timestamp("us", tz="UTC"): "TIMESTAMP",
}


# ── Faults ─────────────────────────────────────────────────────────────────────────────────────────


def unreadable(contents: Contents, fault: Exception) -> Exception:
    """What an engine's fault means: that the lake is another by now, or the part that is to blame, by name.

    The fault itself if neither is so.
    """
    try:
        if read_contents(contents.folder) != contents:
            return LakeUnusable(
                _("The lake {lake} was refreshed while it was open", lake=shown(contents.folder)),
                _("open it again"),
            )
        check_parts(contents)
        # It takes seconds for a large lake, and is better than to call a spoilt disk a fault of the program.
        check_values(contents)
    except LakeUnusable as found:
        return found
    return fault
