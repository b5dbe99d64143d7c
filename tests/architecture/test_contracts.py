"""Every import contract of pyproject.toml holds, and each was seen to fail.

A contract that cannot fail guards nothing. So each case adds one import (or one module) to a copy of the source
that the contract forbids, and looks that this very contract is reported as broken, by that import.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Breach:
    contract: str
    module: str
    """Path under src/qaudit; made if it is not there."""
    line: str


BREACHES = [
    Breach("rooms", "errors.py", "import qaudit.core"),
    Breach("rooms", "core/text.py", "import qaudit.resources"),
    Breach("rooms", "store/__init__.py", "import qaudit.desk"),
    Breach("rooms", "desk/__init__.py", "import qaudit.wiring"),
    Breach("rooms", "packs/__init__.py", "import qaudit.store"),
    Breach("rooms", "reports/__init__.py", "import qaudit.packs"),
    Breach("rooms", "settings.py", "import qaudit.store"),
    Breach("rooms", "interop/__init__.py", "import qaudit.packs"),
    Breach("rooms", "wording/__init__.py", "import qaudit.reports"),
    Breach("rooms", "tui/__init__.py", "import qaudit.cli"),
    Breach("rooms", "analysis/figures.py", "import qaudit.wording"),
    Breach("rooms", "core/percent.py", "import qaudit.analysis"),
    Breach("rooms", "cellar.py", "'''A room that nobody placed.'''"),
    Breach("core-order", "core/standards.py", "import qaudit.core.visits"),
    Breach("core-order", "core/judging.py", "import qaudit.core.scoring"),
    Breach("core-order", "core/percent.py", "import qaudit.core.problems"),
    Breach("core-order", "core/attic.py", "'''A module that nobody placed.'''"),
    Breach("core-pure", "core/percent.py", "import os"),
    Breach("core-pure", "core/timeline.py", "import time"),
    Breach("core-pure", "core/standards.py", "import pydantic"),
    Breach("core-pure", "errors.py", "import logging"),
    Breach("analysis-pure", "analysis/standing.py", "import random"),
    Breach("analysis-pure", "analysis/samples.py", "from pathlib import Path"),
    Breach("front-ends", "cli/__init__.py", "import qaudit.store"),
    Breach("front-ends", "tui/__init__.py", "import qaudit.reports"),
    Breach("front-ends", "cli/__init__.py", "from qaudit.packs import library"),
    Breach("rows", "desk/__init__.py", "from qaudit.store import rows"),
    Breach("rows", "desk/__init__.py", "from qaudit.store import voice_rows"),
    Breach("textual", "cli/__init__.py", "import textual"),
    Breach("textual", "desk/__init__.py", "from textual.app import App"),
    Breach("home-of-yaml", "settings.py", "import yaml"),
    Breach("home-of-yaml", "desk/__init__.py", "from pydantic import BaseModel"),
    Breach("home-of-sql", "desk/__init__.py", "from sqlmodel import Session"),
    Breach("home-of-sql", "wiring.py", "import sqlalchemy"),
    Breach("home-of-sql", "cli/__init__.py", "import sqlite3"),
    Breach("home-of-pdf", "cli/__init__.py", "import weasyprint"),
    Breach("home-of-pdf", "desk/__init__.py", "import jinja2"),
    Breach("home-of-pikepdf", "reports/pdf.py", "import pikepdf"),
    Breach("home-of-pikepdf", "desk/__init__.py", "from pikepdf import Pdf"),
    Breach("home-of-pydyf", "reports/pdf.py", "import pydyf"),
    Breach("home-of-signing", "desk/__init__.py", "import pyhanko"),
    Breach("home-of-signing", "cli/__init__.py", "from cryptography import x509"),
    Breach("home-of-commands", "desk/__init__.py", "import typer"),
    Breach("home-of-commands", "tui/__init__.py", "from typer import Context"),
    Breach("home-of-rich", "desk/__init__.py", "from rich.text import Text"),
    Breach("home-of-display-order", "tui/__init__.py", "from bidi import get_display"),
    Breach("home-of-plots", "tui/__init__.py", "from textual_plot import PlotWidget"),
    Breach("home-of-plots", "cli/__init__.py", "import textual_plot"),
    Breach("home-of-folders", "cli/__init__.py", "from platformdirs import user_data_path"),
    Breach("home-of-pictures", "desk/__init__.py", "from PIL import Image"),
    Breach("home-of-sheets", "desk/__init__.py", "import python_calamine"),
    Breach("home-of-sheets", "cli/__init__.py", "from xlsxwriter import Workbook"),
    Breach("home-of-icalendar", "desk/__init__.py", "import icalendar"),
    Breach("home-of-icalendar", "interop/__init__.py", "from icalendar import Calendar"),
    Breach("home-of-scipy", "desk/__init__.py", "from scipy.stats import t"),
    Breach("home-of-scipy", "reports/__init__.py", "import numpy"),
    Breach("home-of-scipy", "core/percent.py", "import krippendorff"),
    Breach("home-of-lake", "store/__init__.py", "import pyarrow"),
    Breach("home-of-lake", "desk/__init__.py", "import ibis"),
    Breach("home-of-lake", "tui/__init__.py", "from duckdb import connect"),
    Breach("home-of-spark", "lake/__init__.py", "from pyspark.sql import SparkSession"),
    Breach("rooms", "lake/__init__.py", "from qaudit import store"),
    Breach("front-ends", "cli/__init__.py", "from qaudit import lake"),
    Breach("home-of-babel", "wording/values.py", "import babel"),
    Breach("home-of-babel", "tui/__init__.py", "from babel.dates import format_date"),
    Breach("behind", "cli/__init__.py", "import click"),
    Breach("behind", "store/__init__.py", "import psycopg"),
    Breach("home-of-ids", "store/__init__.py", "import uuid_utils"),
    Breach("home-of-watching", "cli/__init__.py", "import watchfiles"),
]


@pytest.fixture(scope="module")
def contracts() -> list[dict[str, Any]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = settings["tool"]["importlinter"]["contracts"]
    return found


@dataclass(frozen=True, slots=True)
class Copy:
    """What import-linter made of a copy of the source."""

    failed: int
    said: str
    lines: dict[Breach, int]
    """The line of its module that each breach is."""

    def of(self, contract: str) -> str:
        """What was said of one broken contract, by its name; nothing where it was kept."""
        _, _, broken = self.said.partition("\nBroken contracts\n")
        _, _, told = broken.partition(f"\n{contract}\n{'-' * len(contract)}\n")
        return re.split(r"\n(?=[^\n]+\n-{10,}\n)", told)[0]


def linted(copy: Path, *breaches: Breach) -> Copy:
    """A copy of the source with these breaches in it, and what import-linter says of it."""
    shutil.copytree(ROOT / "src", copy / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    lines = {}
    for breach in breaches:
        file = copy / "src" / "qaudit" / breach.module
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        file.write_text(f"{before}{breach.line}\n", encoding="utf-8")
        lines[breach] = before.count("\n") + 1
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as run; run()",
            "--no-logo",
        ],
        cwd=copy,
        # The source in the copy, and not the installed one.
        env={**os.environ, "PYTHONPATH": str(copy / "src"), "COLUMNS": "200"},  # noqa: TID251 - for Python
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return Copy(done.returncode, done.stdout, lines)


@pytest.fixture(scope="module")
def breached(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """All breaches in one copy: each has to be told by its line, under the contract that it breaks."""
    return linted(tmp_path_factory.mktemp("breached"), *BREACHES)


def test_every_contract_holds(tmp_path: Path, contracts: list[dict[str, Any]]) -> None:
    copy = linted(tmp_path)
    assert copy.failed == 0, copy.said
    assert len(contracts) >= 12
    for contract in contracts:
        assert f"{contract['name']} KEPT" in copy.said


def test_every_contract_has_a_breach(contracts: list[dict[str, Any]]) -> None:
    assert {breach.contract for breach in BREACHES} == {contract["id"] for contract in contracts}


def test_every_contract_says_why_it_exists() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    heads = [number for number, line in enumerate(lines) if line == "[[tool.importlinter.contracts]]"]
    assert len(heads) >= 12
    assert [number + 1 for number in heads if not lines[number - 1].startswith("# ")] == []


@pytest.mark.parametrize(
    "breach", BREACHES, ids=lambda breach: f"{breach.contract}: {breach.module}: {breach.line}"
)
def test_a_breach_is_reported(breach: Breach, breached: Copy, contracts: list[dict[str, Any]]) -> None:
    name = next(contract["name"] for contract in contracts if contract["id"] == breach.contract)
    assert f"{name} BROKEN" in breached.said
    assert breached.failed == 1
    module = re.escape(
        ".".join(["qaudit", *Path(breach.module).with_suffix("").parts]).removesuffix(".__init__")
    )
    told = rf"- +{module} -> \S+ \((?:l\.\d+, )*l\.{breached.lines[breach]}\b"
    if not breach.line.startswith(("import ", "from ")):
        told = rf"not listed as layers:\n\n(?:- \S+\n)*- {module}\n"
    assert re.search(told, breached.of(name)), breached.of(name)
