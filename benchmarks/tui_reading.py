"""A reading in the app, from the key to committed and repainted, in a visit of 40 and of 800 standards.

Run: `python -m benchmarks.tui_reading [readings]`. One app has both visits in one store and turns from one to the other
every few readings, so that a busy machine or disk is busy for both. The time is from the moment the key reaches the app
to the end of the repaint that shows the next standard; the reading is on the disk before that repaint begins. The app
runs without a terminal: what is drawn is computed, and not sent.
"""

import asyncio
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

from textual import events

from benchmarks.big_visit import open_big_visit
from qaudit.core.measures import YesNoMeasure
from qaudit.tui.app import QauditApp
from qaudit.tui.screens.visit import VisitPage
from qaudit.wiring import Desk

SIZES = (40, 800)
WINDOW = (80, 24)
READINGS = 300
TURN = 10
WARM_UP = 2
MOST, MOST_P95 = 1.3, 0.050
PATIENCE = 5.0


class Measured:
    """One app, and the seconds that its readings took, by the size of the visit."""

    def __init__(self, app: QauditApp) -> None:
        self.app = app
        self.times: dict[int, list[float]] = {size: [] for size in SIZES}
        self._painted_at = 0.0
        app.post_display_hook = self._note_paint  # type: ignore[method-assign]

    async def turn(self, size: int, page: VisitPage, counts: bool) -> None:
        """Some readings in one visit."""
        self.app.push_screen(page)
        await self._rest()
        index = page.walk.index
        codes = [code for code in index.codes if isinstance(index.standard[code].measure, YesNoMeasure)]
        for number in range(TURN):
            code = codes[number % len(codes)]
            page.clear_reading(code)
            page.go_to(code)
            await self._rest()
            took = await self._read(page)
            if counts:
                self.times[size].append(took)
            await self._rest()
        self.app.pop_screen()
        await self._rest()

    async def _read(self, page: VisitPage) -> float:
        version, code = page.walk.visit.version, page.code
        self._painted_at = 0.0
        began = time.perf_counter()
        self.app.post_message(events.Key("y", "y"))
        while page.walk.visit.version == version or self._painted_at == 0.0:
            await asyncio.sleep(0)
            if time.perf_counter() - began > PATIENCE:
                raise TimeoutError(f"{code} was not read and repainted")
        return self._painted_at - began

    async def _rest(self) -> None:
        await asyncio.sleep(0.05)

    def _note_paint(self) -> None:
        self._painted_at = time.perf_counter()


async def measure(desk: Desk, visits: dict[int, str], readings: int) -> Measured:
    """The app with its times."""
    app = QauditApp(desk)
    measured = Measured(app)
    async with app.run_test(size=WINDOW) as pilot:
        await pilot.pause()
        for number in range(readings // TURN + WARM_UP):
            for size, visit_id in visits.items():
                page = VisitPage(desk.fieldwork.walk(visit_id))
                await measured.turn(size, page, counts=number >= WARM_UP)
    return measured


def main(readings: int = READINGS) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "qaudit.sqlite")
        visits = {size: open_big_visit(store, size) for size in SIZES}
        desk = Desk(db=store)
        times = asyncio.run(measure(desk, visits, readings)).times
        desk.store.close()
    print(f"one reading in the app, {WINDOW[0]} x {WINDOW[1]}; {readings} readings in each visit")
    for size, taken in times.items():
        middle, p95 = median(taken), quantiles(taken, n=20)[-1]
        goal = f" (at most {MOST_P95 * 1000:.0f} ms)" if size == max(SIZES) else ""
        print(f"visit of {size:3} standards: median {middle * 1000:6.1f} ms  p95 {p95 * 1000:6.1f} ms{goal}")
    small, large = (median(times[size]) for size in SIZES)
    print(f"800 against 40 standards: {large / small:.2f} x (at most {MOST} x)")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
