"""The first paint of a visit with 800 standards, against that of an empty Textual app.

Run: `python -m benchmarks.tui_first_paint [rounds]`. Each start is a new process in a pseudo-terminal of 80 x 24, and
the two kinds take turns. The paint is timed from the moment the app begins to run, with the libraries loaded and the
visit at hand: that is the app's own cost, and the figure with a goal. What comes before is printed beside it: the visit
read from a store that was just opened, and the whole process, most of which is the loading of libraries. Needs a POSIX
terminal.
"""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App

STANDARDS = 800
MOST = 2.0
ROUNDS = 15
SIZE = (24, 80)
FIRST_WORDS = "S00-01"
"""The code of the first standard: the visit is painted when it is."""
CLOCKS = {
    "paint": "first paint",
    "cpu": "  its CPU time",
    "read": "with the visit read",
    "process": "whole process",
}


class Stopped:
    """Notes the moment of the first paint and ends the app there. `words` have to be in it."""

    def __init__(self, app: "App[Any]", words: str) -> None:
        self._app = app
        self._words = words
        self.painted: dict[str, float] = {}
        app.post_display_hook = self._note  # type: ignore[method-assign]

    def run(self, read_from: float) -> None:
        """Runs the app. `read_from` is when the work on the visit began."""
        self._read_from, self._began, self._began_cpu = read_from, time.perf_counter(), time.process_time()
        self._app.run()

    def _note(self) -> None:
        if self.painted:
            return
        now, cpu, at = time.perf_counter(), time.process_time(), time.time()
        if self._words in shown_text(self._app):
            paint = {"paint": now - self._began, "cpu": cpu - self._began_cpu, "read": now - self._read_from}
            self.painted = {**paint, "at": at}
            self._app.exit()


def shown_text(app: "App[Any]") -> str:
    """The window as plain text."""
    strips = app.screen._compositor.render_strips()  # noqa: SLF001 - to see that the paint is one
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


def empty_app(told: Path) -> None:
    """Starts an app with nothing in it."""
    from textual.app import App

    began = time.perf_counter()
    stopped = Stopped(App(), "")
    stopped.run(began)
    told.write_text(json.dumps(stopped.painted))


def visit_app(told: Path, store: str, visit_id: str) -> None:
    """Starts the app on a visit."""
    import qaudit.tui.screens.visit  # noqa: F401 - the first paint is timed with everything loaded
    from qaudit.tui.app import QauditApp
    from qaudit.wiring import Desk

    desk = Desk(db=store)
    desk.fieldwork  # noqa: B018 - opens the store
    began = time.perf_counter()
    stopped = Stopped(QauditApp(desk, visit_id), FIRST_WORDS)
    stopped.run(began)
    told.write_text(json.dumps(stopped.painted))


def start(folder: Path, *arguments: str, module: str = "benchmarks.tui_first_paint") -> dict[str, float]:
    """One start of a module's child in a pseudo-terminal of its own: seconds by clock."""
    import pty
    import termios

    told = folder / "told.json"
    master, slave = pty.openpty()
    termios.tcsetwinsize(slave, SIZE)
    reader = threading.Thread(target=_drain, args=(master,), daemon=True)
    reader.start()
    command = [sys.executable, "-m", module, "--child", str(told), *arguments]
    environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    began = time.time()
    subprocess.run(command, check=True, stdin=slave, stdout=slave, stderr=slave, env=environment)
    os.close(slave)
    reader.join()
    os.close(master)
    painted: dict[str, float] = json.loads(told.read_text())
    return {**painted, "process": painted["at"] - began}


def _drain(master: int) -> None:
    try:
        while os.read(master, 65536):
            pass
    except OSError:
        return


def main(rounds: int = ROUNDS) -> None:
    from benchmarks.big_visit import open_big_visit

    found: dict[str, list[dict[str, float]]] = {"empty": [], "visit": []}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = str(folder / "qaudit.sqlite")
        visit_id = open_big_visit(store, STANDARDS)
        for number in range(rounds + 1):
            for kind, times in found.items():
                took = start(folder, *(() if kind == "empty" else (store, visit_id)))
                times.extend([took] if number else [])
    print(f"80 x 24, visit of {STANDARDS} standards; medians of {rounds} starts")
    for clock, words in CLOCKS.items():
        empty, visit = (median(one[clock] for one in found[kind]) for kind in ("empty", "visit"))
        goal = f" (at most {MOST} x)" if clock == "paint" else ""
        print(
            f"{words:20} empty app {empty * 1000:7.1f} ms   visit {visit * 1000:7.1f} ms   {visit / empty:.2f} x{goal}"
        )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        told_in = Path(sys.argv[2])
        if sys.argv[3:]:
            visit_app(told_in, *sys.argv[3:])
        else:
            empty_app(told_in)
    else:
        main(*map(int, sys.argv[1:]))
