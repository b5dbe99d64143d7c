"""Connections: where the store is, how each is set up, and what a transaction is on each database."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import sleep
from typing import Any

from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlmodel import Session

from qaudit.core.text import printable
from qaudit.errors import StoreUnreachable, UsageError
from qaudit.speech import _
from qaudit.store.faults import store_faults

CONNECT_SECONDS = 10
MODE_TURN_SECONDS = 0.05
_WRITES = "qaudit_writes"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a store is. `file` is None for a server and for memory; `where` shows no password."""

    url: URL
    file: Path | None
    where: str


def read_target(target: str | Path) -> Target:
    """A path, `sqlite:///PATH`, `postgresql://…` or `postgresql+psycopg://…`; `sqlite://` is in memory.

    Raises `UsageError`; a URL that cannot be read is not repeated, for it may hold a password.
    """
    if isinstance(target, Path) or "://" not in target:
        return _file_target(Path(target))
    try:
        url = make_url(target)
        scheme = url.drivername
    except (ArgumentError, ValueError):
        raise UsageError(
            _("The URL of the store cannot be read"), "postgresql://user@host:5432/name"
        ) from None
    if scheme == "sqlite":
        return _sqlite_target(url)
    if scheme in ("postgresql", "postgres", "postgresql+psycopg"):
        where = url.set(drivername="postgresql", query={}).render_as_string(hide_password=True)
        return Target(url.set(drivername="postgresql+psycopg"), None, printable(where, one_line=True))
    shown = printable(scheme, one_line=True)[:40]
    raise UsageError(
        _("A store cannot be kept at {shown}://", shown=shown),
        _("use a path, sqlite:///PATH or postgresql://…"),
    )


def _sqlite_target(url: URL) -> Target:
    if url.query or url.host:
        raise UsageError(
            _("A SQLite URL is sqlite:/// and a path, without options"), _("or give the path alone")
        )
    if url.database in (None, "", ":memory:"):
        return Target(URL.create("sqlite"), None, _("a database in memory"))
    assert url.database is not None
    return _file_target(Path(url.database))


def _file_target(path: Path) -> Target:
    if "\x00" in str(path) or str(path) == ".":
        raise UsageError(
            _("The path of the store is empty or has a NUL in it"), _("--db takes a file's path")
        )
    try:
        file = path.expanduser().absolute()
    except RuntimeError:
        shown = printable(str(path), one_line=True)
        raise UsageError(
            _("{shown} names a home that is not there", shown=shown), _("write the whole path")
        ) from None
    return Target(URL.create("sqlite", database=str(file)), file, printable(str(file), one_line=True))


class Database:
    """Sessions on one database: a reading one sees one moment, a writing one is one durable change."""

    def __init__(self, target: Target, busy_seconds: float) -> None:
        self.target = target
        self.where = target.where
        engine = _create(target, busy_seconds)
        self.is_sqlite = engine.dialect.name == "sqlite"
        self._engine = engine
        if self.is_sqlite:
            self._reads = engine
            self._writes = engine.execution_options(**{_WRITES: True})
        else:
            self._reads = engine.execution_options(isolation_level="REPEATABLE READ")
            self._writes = engine.execution_options(isolation_level="READ COMMITTED")

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session whose every query sees the same moment. Raises `StoreUnreachable`."""
        with store_faults(self.where), Session(self._reads, autoflush=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that commits at its end, durably, or not at all. Raises `StoreUnreachable`.

        On SQLite it holds the only right to write from its first moment; on PostgreSQL callers lock the rows
        that they are about to change.
        """
        with (
            store_faults(self.where),
            Session(self._writes, autoflush=False, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    @contextmanager
    def changing_schema(self) -> Iterator[Connection]:
        """A connection in one writing transaction, for migrations."""
        with store_faults(self.where), self._writes.begin() as connection:
            yield connection

    def hurry(self) -> None:
        """Has SQLite no longer wait for the disk when it commits; a server decides that for itself."""
        if self.is_sqlite and self.target.file is not None:
            event.listen(self._engine, "connect", _without_waiting)
            self._engine.dispose()

    def close(self) -> None:
        """Gives all connections back."""
        self._engine.dispose()


def _create(target: Target, busy_seconds: float) -> Engine:
    if target.url.get_backend_name() == "sqlite":
        pool: dict[str, Any] = {"poolclass": StaticPool} if target.file is None else {}
        engine = create_engine(
            target.url, connect_args={"timeout": busy_seconds, "check_same_thread": False}, **pool
        )
        event.listen(engine, "connect", _set_up_sqlite(busy_seconds))
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    try:
        engine = create_engine(
            target.url, pool_pre_ping=True, connect_args={"connect_timeout": CONNECT_SECONDS}
        )
    except ModuleNotFoundError as fault:
        raise StoreUnreachable(
            _("{where} needs the PostgreSQL driver, which is not installed", where=target.where),
            "pip install 'qaudit[postgres]'",
        ) from fault
    event.listen(engine, "connect", _set_up_postgres(busy_seconds))
    return engine


def _set_up_sqlite(busy_seconds: float) -> Any:
    def set_up(connection: sqlite3.Connection, record: object) -> None:
        # Transactions are begun by _begin_sqlite: the driver of the standard library would begin them too late.
        connection.isolation_level = None
        connection.text_factory = _decoded
        _write_ahead(connection, busy_seconds)
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")

    return set_up


def _without_waiting(connection: sqlite3.Connection, record: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")


def _write_ahead(connection: sqlite3.Connection, busy_seconds: float) -> None:
    # SQLite does not wait for a lock while it changes this mode, whatever the timeout: several programs that
    # make one store together would refuse each other.
    for turns_left in range(round(busy_seconds / MODE_TURN_SECONDS), -1, -1):
        try:
            if connection.execute("PRAGMA journal_mode").fetchone() == ("delete",):
                connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode != sqlite3.SQLITE_BUSY or not turns_left:
                raise
        sleep(MODE_TURN_SECONDS)


def _decoded(raw: bytes) -> str | bytes:
    # Bytes that are no text are handed on: the mapping names their row, and the other rows stay readable.
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _set_up_postgres(busy_seconds: float) -> Any:
    milliseconds = max(1, round(busy_seconds * 1000))

    def set_up(connection: Any, record: object) -> None:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {milliseconds}")
            cursor.execute("SET synchronous_commit = on")
        connection.autocommit = False

    return set_up
