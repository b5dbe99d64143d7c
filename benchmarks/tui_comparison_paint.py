"""The first paint of headquarters' comparisons, against that of an empty Textual app.

Run: `python -m benchmarks.tui_comparison_paint [rounds]`. As `benchmarks.tui_first_paint`, and with what it has: each
start is a new process in a pseudo-terminal of 80 x 24, and the two kinds take turns. The page is opened as it is in
life, by its key from headquarters' desk: the paint is timed from the key until views, filters and "asking …" are on the
screen. It does not wait for the answer, which is timed too, with all libraries to be loaded and the lake to be opened.
"""

import json
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks.tui_first_paint import MOST, ROUNDS, Stopped, empty_app, shown_text, start

if TYPE_CHECKING:
    from textual.app import App

VISITS = 800
AT_REST = 0.5
"""Seconds after which the desk itself has nothing more to draw."""
DESK_WORDS, FIRST_WORDS, ANSWER = "to publish", "asking", "OTHERS"
"""What headquarters' desk has, what the first paint, and what the answer."""


class Opened(Stopped):
    """Opens the page once the desk is there, notes its first paint and its answer, and ends the app there."""

    def __init__(self, app: "App[Any]") -> None:
        super().__init__(app, FIRST_WORDS)
        self._is_opened = False

    def _press(self) -> None:
        from textual import events

        self._began, self._began_cpu = time.perf_counter(), time.process_time()
        self._app.post_message(events.Key("c", "c"))

    def _note(self) -> None:
        if "answer" in self.painted:
            return
        shown = shown_text(self._app)
        if not self._is_opened and DESK_WORDS in shown:
            self._is_opened = True
            self._app.set_timer(AT_REST, self._press)
        elif not self.painted and FIRST_WORDS in shown:
            paint, cpu = time.perf_counter() - self._began, time.process_time() - self._began_cpu
            self.painted = {"paint": paint, "cpu": cpu, "at": time.time()}
        elif self.painted and ANSWER in shown:
            self.painted["answer"] = time.perf_counter() - self._began
            self._app.exit()


def comparison_app(told: Path, store: str) -> None:
    """Starts the app at headquarters' desk, and opens the comparisons."""
    import qaudit.tui.screens.comparison
    import qaudit.tui.screens.headquarters_desk  # noqa: F401 - the first paint is timed with everything loaded
    from qaudit.tui.app import QauditApp
    from qaudit.wiring import Desk

    stopped = Opened(QauditApp(Desk(db=store, who="boss")))
    stopped.run(time.perf_counter())
    told.write_text(json.dumps(stopped.painted))


def store_with_a_lake(folder: Path) -> str:
    """A store with nobody but headquarters in it, and a lake beside it."""
    from qaudit.core.people import Role
    from qaudit.wiring import Desk
    from tests.lake.small_lake import programme, write_lake

    store = folder / "qaudit.sqlite"
    desk = Desk(db=str(store))
    desk.people.add("boss", Role.HEADQUARTERS)
    desk.close()
    write_lake(folder / "qaudit.lake", programme(visits=VISITS))
    return str(store)


def main(rounds: int = ROUNDS) -> None:
    found: dict[str, list[dict[str, float]]] = {"empty": [], "comparison": []}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = store_with_a_lake(folder)
        for number in range(rounds + 1):
            for kind, times in found.items():
                arguments = () if kind == "empty" else (store,)
                took = start(folder, *arguments, module="benchmarks.tui_comparison_paint")
                times.extend([took] if number else [])
    print(f"80 x 24; medians of {rounds} starts")
    for clock, words in (("paint", "first paint"), ("cpu", "  its CPU time")):
        empty, page = (median(one[clock] for one in found[kind]) for kind in ("empty", "comparison"))
        goal = f" (at most {MOST} x)" if clock == "paint" else ""
        both = f"empty app {empty * 1000:7.1f} ms   comparisons {page * 1000:7.1f} ms"
        print(f"{words:14} {both}   {page / empty:.2f} x{goal}")
    answered = median(one["answer"] for one in found["comparison"])
    print(f"the answer, with libraries to load and a lake to open: {answered * 1000:.0f} ms")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        if sys.argv[3:]:
            comparison_app(Path(sys.argv[2]), sys.argv[3])
        else:
            empty_app(Path(sys.argv[2]))
    else:
        main(*map(int, sys.argv[1:]))
