"""The tables: one line of revisions, equal to the rows, built by migrations alone."""

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, inspect, text

from qaudit.store import life_rows, voice_rows  # noqa: F401 - their tables are part of METADATA
from qaudit.store.engine import Database, read_target
from qaudit.store.migrations import alembic_config
from qaudit.store.rows import METADATA
from qaudit.store.schema import REVISIONS, VERSION_TABLE, _upgrade, bring_up_to_date
from qaudit.store.store import open_store
from tests.store.stocked import stock


def test_the_revisions_are_one_line_and_the_program_knows_each() -> None:
    script = ScriptDirectory.from_config(alembic_config())
    assert script.get_heads() == [REVISIONS[-1]]
    assert tuple(found.revision for found in script.walk_revisions())[::-1] == REVISIONS


def differences(connection: Connection) -> list[object]:
    """Where the database and the rows differ."""
    context = MigrationContext.configure(
        connection, opts={"version_table": VERSION_TABLE, "compare_server_default": True}
    )
    return list(compare_metadata(context, METADATA))


def break_off_an_upgrade(database: Database) -> None:
    """Upgrades, and is interrupted before the end."""
    with database.changing_schema() as connection:
        _upgrade(connection)
        assert "visits" in inspect(connection).get_table_names()
        raise KeyboardInterrupt


class MigrationLaws:
    """A subclass gives the fixture `target`."""

    def test_an_empty_database_is_upgraded_to_what_the_rows_say(self, target: str) -> None:
        open_store(target).close()
        database = Database(read_target(target), busy_seconds=1)
        with database.changing_schema() as connection:
            assert differences(connection) == []
            assert connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).all() == [
                (REVISIONS[-1],)
            ]
            connection.execute(text("ALTER TABLE branches ADD COLUMN colour TEXT"))
            assert len(differences(connection)) == 1
        database.close()

    def test_an_upgrade_that_is_broken_off_leaves_nothing_behind(self, target: str) -> None:
        database = Database(read_target(target), busy_seconds=1)
        if database.target.file is not None:
            database.target.file.parent.mkdir()
        with pytest.raises(KeyboardInterrupt):
            break_off_an_upgrade(database)
        with database.changing_schema() as connection:
            assert inspect(connection).get_table_names() == []
        bring_up_to_date(database)
        database.close()

    def test_a_store_that_is_up_to_date_is_left_alone(self, target: str) -> None:
        with open_store(target) as store:
            visit = stock(store)
        database = Database(read_target(target), busy_seconds=1)
        bring_up_to_date(database)
        database.close()
        with open_store(target) as store:
            assert store.visit(visit.id) == visit


class TestInAFile(MigrationLaws):
    """SQLite."""

    @pytest.fixture
    def target(self, file_target: str) -> str:
        return file_target


@pytest.mark.postgres
class TestOnAServer(MigrationLaws):
    """PostgreSQL."""

    @pytest.fixture
    def target(self, postgres_target: str) -> str:
        return postgres_target


def test_what_alembic_does_not_compare_is_equal_too(file_target: str) -> None:
    """Tables without row numbers and the conditions of partial indexes are SQLite's own affair."""
    open_store(file_target).close()
    by_migrations = create_engine(f"sqlite:///{file_target}")
    by_rows = create_engine("sqlite://")
    METADATA.create_all(by_rows)
    found = []
    for engine in (by_migrations, by_rows):
        with engine.connect() as connection:
            tables = connection.execute(text("SELECT name, wr, strict FROM pragma_table_list")).all()
            indexes = connection.execute(
                text("SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
            ).all()
        engine.dispose()
        found.append((sorted(map(tuple, tables)), sorted(str(sql) for (sql,) in indexes)))
    (built_tables, built_indexes), (said_tables, said_indexes) = found
    assert [row for row in built_tables if row[0] != VERSION_TABLE] == said_tables
    assert built_indexes == said_indexes
    assert ("observations", 1, 0) in said_tables
    assert any("WHERE kind IS NOT NULL" in sql for sql in said_indexes)


SHOW_LOADED = """
import sys
from qaudit.store.store import open_store
open_store(sys.argv[1]).close()
print(*sorted(set(sys.modules) & {"alembic", "PIL", "psycopg", "sqlmodel"}))
"""


def test_opening_a_store_that_is_up_to_date_loads_no_alembic(file_target: str) -> None:
    def loaded() -> str:
        command = [sys.executable, "-c", SHOW_LOADED, file_target]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    assert loaded() == "alembic sqlmodel"
    assert loaded() == "sqlmodel"


def test_the_migrations_are_found_beside_the_package(tmp_path: Path) -> None:
    script = ScriptDirectory.from_config(alembic_config())
    folder = Path(script.dir)
    assert (folder / "env.py").is_file()
    assert (folder / "versions" / "0001_first_tables.py").is_file()
