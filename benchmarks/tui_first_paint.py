"""The first paint of a visit with 800 standards, against that of an empty Textual app.

Run: `python -m benchmarks.tui_first_paint [rounds]`. Each start is a new process in a pseudo-terminal of 80 x 24, and the two
kinds take turns. Three clocks: from `run` with all libraries loaded to the first paint (the app's own cost; reading the visit
from the store is in it), the same in CPU time, and from the start of the process. What the process has to load before is most
of the last: Textual, and for the visit SQLModel and the pack's snapshot.
"""

import json
import os
import pty
import subprocess
import sys
import tempfile
import termios
import threading
import time
from pathlib import Path
from statistics import median

from textual.app import App

from benchmarks.big_visit import open_big_visit
from qaudit.tui.app import QauditApp
from qaudit.wiring import Desk

STANDARDS = 800
MOST = 2.0
ROUNDS = 11
SIZE = (24, 80)


class Stopped:
    """Notes the moment of the first paint and ends the app there."""

    began = 0.0
    began_cpu = 0.0

    def __init__(self, app: App[object], wanted: str) -> None:
        self._app = app
        self._wanted = wanted
        self.painted: dict[str, float] = {}

    def __call__(self) -> None:
        if not self.painted and type(self._app.screen).__name__ == self._wanted:
            self.painted = {
                "paint": time.perf_counter() - self.began,
                "cpu": time.process_time() - self.began_cpu,
                "at": time.time(),
            }
            self._app.exit()


def child(kind: str, told: Path, store: str, visit_id: str) -> None:
    """Starts one app and writes when it was painted."""
    if kind == "empty":
        app: App[object] = App()
        stopped = Stopped(app, "Screen")
    else:
        desk = Desk(db=store)
        _ = desk.fieldwork, __import__("qaudit.tui.screens.visit")
        app = QauditApp(desk, visit_id)  # type: ignore[assignment]
        stopped = Stopped(app, "VisitPage")
    app.post_display_hook = stopped  # type: ignore[method-assign]
    stopped.began, stopped.began_cpu = time.perf_counter(), time.process_time()
    app.run()
    told.write_text(json.dumps(stopped.painted))


def start(kind: str, folder: Path, store: str, visit_id: str) -> dict[str, float]:
    """One start in a pseudo-terminal of its own: seconds from `run` and from the start of the process."""
    told = folder / "told.json"
    told.unlink(missing_ok=True)
    master, slave = pty.openpty()
    termios.tcsetwinsize(slave, SIZE)
    reader = threading.Thread(target=_drain, args=(master,), daemon=True)
    reader.start()
    command = [sys.executable, "-m", "benchmarks.tui_first_paint", "--child", kind, str(told), store, visit_id]
    environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    began = time.time()
    subprocess.run(command, check=True, stdin=slave, stdout=slave, stderr=slave, env=environment)
    os.close(slave)
    reader.join()
    os.close(master)
    painted = json.loads(told.read_text())
    return {"paint": painted["paint"], "cpu": painted["cpu"], "process": painted["at"] - began}


def _drain(master: int) -> None:
    try:
        while os.read(master, 65536):
            pass
    except OSError:
        return


def main(rounds: int = ROUNDS) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = str(folder / "qaudit.sqlite")
        visit_id = open_big_visit(store, STANDARDS)
        found: dict[str, list[dict[str, float]]] = {"empty": [], "visit": []}
        for number in range(rounds + 1):
            for kind, times in found.items():
                took = start(kind, folder, store, visit_id)
                times += [took] if number else []
    print(f"first paint, 80 x 24, visit of {STANDARDS} standards; medians of {rounds} starts")
    for clock, words in (("paint", "from run"), ("cpu", "CPU time"), ("process", "whole process")):
        empty, visit = (median(one[clock] for one in found[kind]) for kind in ("empty", "visit"))
        ratio = visit / empty
        goal = f" (at most {MOST} x)" if clock == "paint" else ""
        print(f"{words:14} empty app {empty * 1000:7.1f} ms   visit {visit * 1000:7.1f} ms   {ratio:.2f} x{goal}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(sys.argv[2], Path(sys.argv[3]), sys.argv[4], sys.argv[5])
    else:
        main(*map(int, sys.argv[1:]))
