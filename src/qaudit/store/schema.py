"""The version of the tables. A store that is up to date is opened without loading Alembic, which is slow."""

from sqlalchemy import Connection, inspect, text

from qaudit.errors import StoreOutOfDate, StoreUnreachable
from qaudit.speech import _
from qaudit.store.engine import Database

VERSION_TABLE = "qaudit_schema"
REVISIONS = ("0001", "0002", "0003")
"""Every revision this program knows, oldest first; the last is the one it works with."""

_UPGRADE_LOCK = 0x7161756469740001
_VERSION = text(f"SELECT version_num FROM {VERSION_TABLE}")  # noqa: S608 - a constant


def bring_up_to_date(database: Database) -> None:
    """Builds the tables, or upgrades older ones, in one transaction and behind a lock.

    Raises `StoreOutOfDate` for the tables of a newer program, `StoreUnreachable` for those of another one.
    """
    if _is_current(database):
        return
    with database.changing_schema() as connection:
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _UPGRADE_LOCK})
        # Another program may have been quicker while this one waited for the lock.
        if _found(connection, database.where) != REVISIONS[-1]:
            _upgrade(connection)


def _is_current(database: Database) -> bool:
    with database.reading() as session:
        return _found(session.connection(), database.where) == REVISIONS[-1]


def _found(connection: Connection, where: str) -> str | None:
    """The revision of the tables that are there, None for an empty database."""
    tables = inspect(connection).get_table_names()
    if VERSION_TABLE in tables:
        version = connection.execute(_VERSION).scalar()
        if version is not None and version not in REVISIONS:
            raise StoreOutOfDate(
                _(
                    "{where} was written by a newer qaudit (tables {version}, this one knows {known})",
                    where=where,
                    version=version,
                    known=REVISIONS[-1],
                ),
                _("install the newer qaudit; nothing was changed"),
            )
        if version is not None:
            return str(version)
    if tables and tables != [VERSION_TABLE]:
        raise StoreUnreachable(
            _("{where} is the database of another program", where=where),
            _("choose another path or database with --db"),
        )
    return None


def _upgrade(connection: Connection) -> None:
    from alembic import command

    from qaudit.store.migrations import alembic_config

    config = alembic_config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
