"""The app in a real terminal (tmux): a reading that was shown as saved survives SIGKILL, and the walk goes on there."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from qaudit.core.readings import write_reading
from qaudit.wiring import Desk
from tests.tui.driving import SIZES, Size, on_the_disk, open_visit

PATIENCE = 60.0


@dataclass
class Terminal:
    """One tmux session."""

    name: str

    def keys(self, *names: str) -> None:
        """Presses keys, by tmux's names."""
        _tmux("send-keys", "-t", self.name, *names)

    @property
    def screen(self) -> str:
        """What the terminal shows."""
        return _tmux("capture-pane", "-p", "-t", self.name)

    def until(self, words: str) -> str:
        """Waits until the words are shown; gives the whole screen."""
        end = time.monotonic() + PATIENCE
        while words not in (shown := self.screen):
            assert time.monotonic() < end, f"never saw {words!r} in:\n{shown}"
            time.sleep(0.05)
        return shown

    def kill(self) -> None:
        """Kills the program that runs in the terminal, at once and unasked."""
        pane = _tmux("list-panes", "-t", self.name, "-F", "#{pane_pid}").strip()
        os.kill(int(pane), signal.SIGKILL)


def _tmux(*words: str) -> str:
    return subprocess.run(["tmux", *words], check=True, capture_output=True, text=True).stdout


@pytest.fixture
def sessions() -> Iterator[list[str]]:
    """Names of sessions that are ended afterwards, whatever happened."""
    if shutil.which("tmux") is None:
        reason = "tmux is not installed: the app is not tried in a real terminal"
        if os.environ.get("CI"):  # noqa: TID251 - set by CI
            pytest.fail(reason)
        pytest.skip(reason)
    names: list[str] = []
    yield names
    for name in names:
        subprocess.run(["tmux", "kill-session", "-t", name], check=False, capture_output=True)


def walk_in_terminal(desk: Desk, visit_id: str, size: Size, sessions: list[str], home: Path) -> Terminal:
    """`qaudit visit walk` in a new terminal of that size."""
    name = f"qaudit-test-{uuid.uuid4().hex[:8]}"  # noqa: TID251 - a name for tmux
    sessions.append(name)
    program = [sys.executable, "-m", "qaudit", "--db", desk.store_target, "visit", "walk", visit_id]
    # Some shells and libraries export the size of a window that is another one by now.
    size_of_another = "COLUMNS=80 LINES=24"
    command = (
        f"exec env {size_of_another} HOME={shlex.quote(str(home))} TERM=xterm-256color {shlex.join(program)}"
    )
    _tmux("new-session", "-d", "-s", name, "-x", str(size[0]), "-y", str(size[1]), command)
    _tmux("set-option", "-t", name, "remain-on-exit", "on")
    return Terminal(name)


@pytest.mark.parametrize("size", SIZES)
def test_what_was_shown_as_saved_survives_a_kill(
    desk: Desk, sessions: list[str], size: Size, nobodys_home: Path
) -> None:
    visit_id = open_visit(desk)
    terminal = walk_in_terminal(desk, visit_id, size, sessions, nobodys_home)
    assert "YES-01" in terminal.until("y yes")
    terminal.keys("y")
    terminal.until("YES-02")
    terminal.keys("y", "4", "8", "Enter")
    assert "saved" in terminal.until("NUM-02")
    terminal.kill()
    walk = on_the_disk(desk, visit_id)
    assert {code: write_reading(seen.reading) for code, seen in walk.readings.items() if seen.reading} == {
        "YES-01": "yes",
        "YES-02": "yes",
        "NUM-01": "48s",
    }
    again = walk_in_terminal(desk, visit_id, size, sessions, nobodys_home)
    assert "NUM-02" in again.until("type it")
    again.keys("2", "Enter")
    again.until("NUM-03")
    again.keys("q")
    again.until("4 answered")
    again.keys("q")
    assert len(on_the_disk(desk, visit_id).readings) == 4
