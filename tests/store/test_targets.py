"""What may be said for where a store is, and that a password is never repeated."""

import sys
from pathlib import Path
from subprocess import run

import pytest
from sqlalchemy import make_url

from qaudit.core.visits import Branch
from qaudit.errors import QauditError, StoreUnreachable, UsageError
from qaudit.store.engine import read_target
from qaudit.store.store import open_store

SECRET = "b1tter-almond"


@pytest.mark.parametrize("form", ["{path}", "sqlite:///{path}"])
def test_a_path_and_a_sqlite_url_are_the_same_file(tmp_path: Path, form: str) -> None:
    file = tmp_path / "a folder" / "my visits.sqlite"
    found = read_target(form.format(path=file))
    assert found.file == file
    assert found.where == str(file)
    with open_store(form.format(path=file)) as store:
        assert store.describe() == str(file)
        assert store.evidence.folder == file.parent / "evidence"
    assert file.is_file()


def test_a_relative_path_and_a_home_are_made_whole(
    nobodys_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(nobodys_home)
    assert read_target("visits.sqlite").file == nobodys_home / "visits.sqlite"
    assert read_target("sqlite:///visits.sqlite").file == nobodys_home / "visits.sqlite"
    assert read_target("~/visits.sqlite").file == nobodys_home / "visits.sqlite"
    assert read_target(Path("100%.sqlite")).file == nobodys_home / "100%.sqlite"


@pytest.mark.parametrize("target", ["sqlite://", "sqlite:///:memory:"])
def test_a_store_in_memory_has_no_file_and_no_evidence(target: str, tmp_path: Path) -> None:
    assert read_target(target).file is None
    with open_store(target) as store:
        assert store.describe() == "a database in memory"
        assert store.evidence.folder is None
        with pytest.raises(QauditError, match="no folder for evidence"):
            store.evidence.keep(tmp_path / "any.txt")


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_a_server_is_spoken_to_through_psycopg(scheme: str) -> None:
    found = read_target(f"{scheme}://heron:{SECRET}@db.example:5432/visits?sslmode=require")
    assert found.url.drivername == "postgresql+psycopg"
    assert found.url.password == SECRET
    assert found.url.query["sslmode"] == "require"
    assert found.where == "postgresql://heron:***@db.example:5432/visits"


@pytest.mark.parametrize(
    "target",
    [
        "",
        ".",
        "a\x00b",
        "~nobody-of-that-name/visits.sqlite",
        "://",
        "sqlite:///visits.sqlite?mode=ro",
        "sqlite://host/visits.sqlite",
        f"mysql://heron:{SECRET}@db/visits",
        f"postgresql+asyncpg://heron:{SECRET}@db/visits",
        f"postgresql://heron:{SECRET}@db:port/visits",
        f"heron:{SECRET}@://",
    ],
)
def test_anything_else_is_refused_without_repeating_it(target: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_target(target)
    assert refused.value.hint
    assert SECRET not in str(refused.value)
    assert refused.value.__cause__ is None


@pytest.mark.parametrize(
    "target",
    [
        f"postgresql://heron:{SECRET}@127.0.0.1:1/visits",
        f"postgresql://127.0.0.1:1/visits?user=heron&password={SECRET}",
        f"postgresql://heron:{SECRET}@no-such-host.invalid/visits",
    ],
)
def test_a_server_that_cannot_be_reached_is_named_without_the_password(target: str) -> None:
    with pytest.raises(StoreUnreachable, match=r"The server of postgresql://.* cannot be reached") as refused:
        open_store(target)
    assert refused.value.hint
    assert SECRET not in str(refused.value)


WITHOUT_DRIVER = """
import sys
sys.modules["psycopg"] = None
from qaudit.errors import StoreUnreachable
from qaudit.store.store import open_store
try:
    open_store("postgresql://heron@db/visits")
except StoreUnreachable as refused:
    print(refused)
"""


def test_a_missing_driver_is_named_with_the_command_that_brings_it() -> None:
    said = run([sys.executable, "-c", WITHOUT_DRIVER], capture_output=True, text=True, check=True).stdout
    assert "postgresql://heron@db/visits needs the PostgreSQL driver" in said
    assert "pip install 'qaudit[postgres]'" in said


@pytest.mark.postgres
class TestOnAServer:
    """What a real server refuses."""

    def test_a_database_that_is_not_there_is_named(self, postgres_url: str) -> None:
        missing = make_url(postgres_url).set(database="no_such_database", password=SECRET)
        with pytest.raises(StoreUnreachable, match=r"no database .*no_such_database") as refused:
            open_store(missing.render_as_string(hide_password=False))
        assert "createdb" in refused.value.hint
        assert SECRET not in str(refused.value)

    def test_an_unknown_user_is_named(self, postgres_url: str) -> None:
        unknown = make_url(postgres_url).set(username="nobody_of_that_name", password=SECRET)
        with pytest.raises(StoreUnreachable, match="refuses the user or the password") as refused:
            open_store(unknown.render_as_string(hide_password=False))
        assert SECRET not in str(refused.value)

    def test_the_tables_of_another_program_are_left_alone(self, postgres_target: str) -> None:
        import psycopg

        plain = make_url(postgres_target).set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(plain) as connection:
            connection.execute("CREATE TABLE bookmarks (url TEXT)")
        with pytest.raises(StoreUnreachable, match="of another program"):
            open_store(postgres_target)

    def test_a_server_that_ends_the_connection_is_named_and_the_store_goes_on(
        self, postgres_target: str
    ) -> None:
        with open_store(postgres_target) as store:
            with (
                pytest.raises(StoreUnreachable, match="ended the connection"),
                store._database.writing() as session,
            ):
                session.connection().exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")
            assert store.visits() == ()

    def test_a_user_who_may_only_read_is_told_so(self, postgres_target: str) -> None:
        open_store(postgres_target).close()
        reader = make_url(postgres_target).update_query_dict(
            {"options": "-c default_transaction_read_only=on"}
        )
        with (
            open_store(reader.render_as_string(hide_password=False)) as store,
            pytest.raises(StoreUnreachable, match="is read-only, nothing was written"),
        ):
            store.add_branch(Branch("ASH", "Ashdod"))
