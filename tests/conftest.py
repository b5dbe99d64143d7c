"""What every test has: an empty home, no settings of its owner's, and PostgreSQL where there is one."""

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from tempfile import mkdtemp

import pytest

from qaudit import locale

# As the program does at its door: what was said before would be kept in English for every test after it.
locale.install()

_NUMBERS = count()

# Said here, before any test is imported: some laws are used from other rooms too.
pytest.register_assert_rewrite(
    *(
        f"tests.store.{laws}"
        for laws in ("laws", "damage_laws", "life_laws", "life_damage_laws", "shared_laws", "voice_laws")
    ),
    "tests.desk.life_model",
)


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
    from sqlalchemy import create_engine, make_url, text

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
