"""What SQLAlchemy compiled of a statement, kept for all stores of a process.

An engine keeps it for itself, and a test begins with an engine of its own: a quarter of the time that the store's
tests took went into compiling the same statements again. Dialects of one class are therefore equal here, and
engines share what they compiled; which statements are made, and what they do, is as it is in the program.
"""

from typing import Any, ClassVar

from sqlalchemy import Engine
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite


class _Shared:
    """A dialect that is equal to any other of its class."""

    compiled: ClassVar[dict[Any, Any]]

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self)

    def __hash__(self) -> int:
        return hash(type(self))

    @classmethod
    def engine_created(cls, engine: Engine) -> None:
        engine.update_execution_options(compiled_cache=cls.compiled)


class SharedSqlite(_Shared, SQLiteDialect_pysqlite):
    """SQLite's dialect."""

    supports_statement_cache = True
    compiled: ClassVar[dict[Any, Any]] = {}


class SharedPostgres(_Shared, PGDialect_psycopg):
    """PostgreSQL's dialect."""

    supports_statement_cache = True
    compiled: ClassVar[dict[Any, Any]] = {}


def share() -> None:
    """Engines that are made from now on share what they compile."""
    registry.register("sqlite", __name__, "SharedSqlite")
    registry.register("postgresql.psycopg", __name__, "SharedPostgres")
