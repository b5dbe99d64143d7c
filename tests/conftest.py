"""What every test has: an empty home, no settings of its owner's, and PostgreSQL where there is one."""

import gc
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

from qaudit import cluster, locale
from tests import order, statements

# As the program does at its door: what was said before would be kept in English for every test after it.
locale.install()
statements.share()

_NUMBERS = count()
_USUAL = gc.get_threshold()

# Said here, before any test is imported: some laws are used from other rooms too.
pytest.register_assert_rewrite(
    *(
        f"tests.store.{laws}"
        for laws in ("laws", "damage_laws", "life_laws", "life_damage_laws", "shared_laws", "voice_laws")
    ),
    "tests.desk.life_model",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files come first, so that no worker waits long for the last test of another."""
    items.sort(key=lambda item: order.place(item.nodeid))
    for item in items:
        # py4j leaves sockets to the collector, which comes whenever it likes.
        if "spark" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"))


def pytest_collection_finish() -> None:
    """The collector has no need to look at thousands of tests again and again: after each page, for one."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_sessionfinish() -> None:
    gc.set_threshold(*_USUAL)
    gc.unfreeze()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> object:
    """By file, but all files that need Spark as one, since Java takes long to start."""
    return order.by_file(config, log) if config.getoption("dist") == "loadfile" else None


@pytest.fixture(scope="session")
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The user's cache, one for the whole run: what was read of a shipped pack, and the list of fonts.

    Nothing may depend on it (tests/packs/test_kept_reads.py), and without it every command reads anew what
    the one before has read. The workers of pytest-xdist share it, as programs of one user do.
    """
    base = tmp_path_factory.getbasetemp()
    is_worker = "PYTEST_XDIST_WORKER" in os.environ  # noqa: TID251 - set by pytest-xdist
    return (base.parent if is_worker else base) / "xdg_cache_home"


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the homes. Each made by `mktemp` would be counted by the next: thousands of times thousands."""
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(autouse=True)
def nobodys_home(homes: Path, monkeypatch: pytest.MonkeyPatch, cache_folder: Path) -> Path:
    """An empty home folder, so that no test sees or touches the data of whoever runs it."""
    home = Path(mkdtemp(dir=homes))
    for name in [name for name in os.environ if name.startswith("QAUDIT_")]:  # noqa: TID251 - to hide it
        if name != "QAUDIT_TEST_POSTGRES":
            monkeypatch.delenv(name)
    # Commands that are run as processes speak the machine's language else.
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache_folder))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    return home


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store file with its tables and nothing in them: made once, since that takes longer than many a test."""
    from qaudit.store.store import open_store

    file = tmp_path_factory.mktemp("empty") / "store.sqlite"
    open_store(file).close()
    return file


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    """A session for a hundred rows: few partitions, and no code compiled for them. A worker has one."""
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        patch.setenv("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        warnings.simplefilter("ignore", ResourceWarning)
        with cluster.session("local[2]", name="tests") as session:
            for key, value in SMALL.items():
                session.conf.set(key, value)
            yield session
        gc.collect()


@pytest.fixture(scope="module")
def no_socket_is_left() -> Iterator[None]:
    """What Spark left in a file is collected before a test of another file meets it."""
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


SMALL = {
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}


@pytest.fixture(scope="session")
def postgres_url() -> str:
    """The URL of a PostgreSQL server with an empty database.

    Without one the test is skipped, and says so; in CI that is a failure, so that the laws of the store
    cannot go unproven there unnoticed.
    """
    url = os.environ.get("QAUDIT_TEST_POSTGRES", "")  # noqa: TID251 - names the server
    if not url:
        reason = "QAUDIT_TEST_POSTGRES names no server (make postgres starts one)"
        if os.environ.get("CI"):  # noqa: TID251 - set by CI
            pytest.fail(reason)
        pytest.skip(reason)
    return url


@pytest.fixture
def postgres_target(postgres_url: str) -> Iterator[str]:
    """An empty database of its own on the server."""
    with own_database(postgres_url) as found:
        yield found


@pytest.fixture
def postgres_store(postgres_url: str, postgres_tables: str) -> Iterator[str]:
    """A database of its own on the server: a store with its tables and nothing in them."""
    with own_database(postgres_url, like=postgres_tables) as found:
        yield found


@pytest.fixture(scope="session")
def postgres_tables(postgres_url: str) -> Iterator[str]:
    """The name of a store that others are copies of: making its tables takes longer than many a test."""
    from sqlalchemy import make_url

    from qaudit.store.store import open_store

    with own_database(postgres_url) as found:
        open_store(found).close()
        yield str(make_url(found).database)


@contextmanager
def own_database(url: str, *, like: str = "template1") -> Iterator[str]:
    """A new database on the server, a copy of another; gives its URL. It is gone afterwards."""
    from sqlalchemy import create_engine, make_url, text

    name = f"qaudit_{os.getpid()}_{next(_NUMBERS)}"
    server = create_engine(url, isolation_level="AUTOCOMMIT")
    try:
        with server.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {like}"))
        yield make_url(url).set(database=name).render_as_string(hide_password=False)
        with server.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    finally:
        server.dispose()
