"""A command loads only what it needs: help must be quick, and a list of packs needs no database."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.lake.small_lake import programme, write_lake

SHOW_LOADED = """
import sys
from qaudit.__main__ import main
sys.argv = ["qaudit", *{arguments!r}]
try:
    main()
except SystemExit as leaving:
    assert not leaving.code, leaving.code
print("LOADED", *sorted({{one for name in sys.modules for one in (name.partition(".")[0], name)}}))
"""


def loaded_by(*arguments: str) -> set[str]:
    """The modules in memory after a command."""
    done = subprocess.run(
        [sys.executable, "-c", SHOW_LOADED.format(arguments=list(arguments))],
        capture_output=True,
        text=True,
        check=True,
    )
    last = done.stdout.splitlines()[-1].split()
    assert last[0] == "LOADED"
    return set(last[1:])


STATISTICS = {"scipy", "numpy", "krippendorff"}


def test_help_loads_no_heavy_library() -> None:
    loaded = loaded_by("--help")
    assert {"qaudit", "typer"} <= loaded
    assert loaded & STATISTICS == set()
    assert (
        loaded & {"textual", "sqlmodel", "sqlalchemy", "weasyprint", "alembic", "jinja2", "pydantic", "yaml"}
        == set()
    )


@pytest.mark.parametrize("command", [["pack", "list"]])
def test_the_library_needs_neither_screen_nor_database(
    command: list[str], nobodys_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even where no pack was read before."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(nobodys_home / "cache"))
    loaded = loaded_by(*command)
    assert {"qaudit", "yaml"} <= loaded
    assert loaded & {"textual", "sqlmodel", "sqlalchemy", "weasyprint", "alembic"} == set()


def test_a_report_of_a_visit_needs_no_statistics() -> None:
    """The summary of a round does, which is a command beside it."""
    loaded = loaded_by("report", "visit", "--help")
    assert {"qaudit", "sqlmodel"} <= loaded
    assert loaded & STATISTICS == set()


def test_a_visit_is_walked_without_statistics() -> None:
    """They are headquarters', and SciPy costs an auditor half a second of start."""
    walk = "import sys, qaudit.tui.app, qaudit.tui.screens.recording, qaudit.wiring"
    show = 'print(*sorted({name.partition(".")[0] for name in sys.modules}))'
    done = subprocess.run(
        [sys.executable, "-c", f"{walk}; {show}"], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert {"textual", "qaudit"} <= loaded
    assert loaded & STATISTICS == set()


def test_a_comparison_loads_neither_pandas_nor_an_optimiser(tmp_path: Path) -> None:
    """Arrow loads pandas for a plain number, where it is installed, which takes longer than most questions."""
    assert find_spec("pandas")
    lake = write_lake(tmp_path / "lake", programme(visits=30))
    question = ("compare", "league", "--db", str(tmp_path / "none.sqlite"), "--lake", str(lake))
    loaded = loaded_by(*question)
    assert {"duckdb", "pyarrow", "scipy"} <= loaded
    assert loaded & {"pandas", "scipy.optimize", "textual", "weasyprint"} == set()


def test_statistics_load_scipy_only_when_they_need_it() -> None:
    """A screen can name every figure, and draw one that is there, before SciPy is loaded."""
    rooms = "import pkgutil, importlib, sys, qaudit.analysis as room"
    every = "[importlib.import_module(f'qaudit.analysis.{one.name}') for one in pkgutil.iter_modules(room.__path__)]"
    show = "print(len([name for name in sys.modules if name.startswith('qaudit.analysis.')]), 'scipy' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", f"{rooms}; {every}; {show}"], capture_output=True, text=True, check=True
    )
    count, scipy_loaded = done.stdout.split()
    assert int(count) > 10
    assert scipy_loaded == "False"
