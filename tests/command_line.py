"""`qaudit` in the process of the tests, with a clock of its own and a store in a temporary folder."""

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from qaudit.cli.main import run_command
from qaudit.desk.world import World
from tests.beginnings import begin
from tests.corner_shop import write_corner_shop

START = datetime(2026, 5, 14, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Said:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """stdout as JSON."""
        return json.loads(self.out)


@dataclass
class TestClock:
    """A clock that goes on by a second each time it is looked at, two hours ahead of UTC; ids in order."""

    __test__ = False
    at: datetime = START
    made: int = 0

    def world(self) -> World:
        return World(self._look, lambda moment: 120, self._new_id)

    def _look(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at

    def _new_id(self) -> str:
        self.made += 1
        return str(UUID(int=0x0197_08A0_0000 << 80 | 7 << 76 | 2 << 62 | self.made))


@dataclass
class Cli:
    """`qaudit` in this process. The store is `store.sqlite` in `folder`, the library `folder/library`."""

    folder: Path
    _capture: Callable[[], Any]
    _patch: pytest.MonkeyPatch
    clock: TestClock = field(default_factory=TestClock)

    @property
    def db(self) -> Path:
        return self.folder / "store.sqlite"

    @property
    def library(self) -> Path:
        return self.folder / "library"

    def __call__(self, *words: str, stdin: str = "", ahead: tuple[str, ...] | None = None) -> Said:
        """Runs a command. `ahead` are the options before the noun, else those of store and library."""
        self._capture()
        self._patch.setattr(sys, "stdin", io.StringIO(stdin))
        before = ("--db", str(self.db), "--standards", str(self.library)) if ahead is None else ahead
        code = run_command([*before, *words], self.clock.world())
        captured = self._capture()
        return Said(code, captured.out, captured.err)

    def done(self, *words: str, stdin: str = "") -> Said:
        """Runs a command that must succeed."""
        said = self(*words, stdin=stdin)
        assert said.code == 0, said.err
        return said

    def opened(self, *words: str, pack: str = "corner-shop", fact: str = "channel=desk") -> str:
        """The id of a new visit, with its branch and auditor where they are not there yet."""
        if not self.db.exists():
            begin("one branch", self.db, self.clock, self._begin)
        facts = ("--fact", fact) if fact else ()
        said = self.done("visit", "open", pack, "--branch", "HAI-01", "--auditor", "heron", *facts, *words)
        return said.out.strip()

    def _begin(self) -> None:
        self.done(
            "branch", "add", "HAI-01", "--name", "Harbour Haifa", "--region", "North", "--country", "IL"
        )
        self.done("auditor", "add", "heron")

    def filled(self, table: str, *words: str) -> str:
        """The id of a new visit with the readings of a table."""
        visit = self.opened(*words)
        file = self.folder / "readings.csv"
        file.write_text(table, encoding="utf-8")
        self.done("visit", "fill", visit, str(file))
        return visit


@pytest.fixture
def cli(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    """`qaudit`, with the corner shop in its library."""
    found = Cli(tmp_path, capsys.readouterr, monkeypatch)
    write_corner_shop(found.library)
    return found
