"""A search over 2,500 standards in the app, from the key to the repaint that shows what was found.

Run: `python -m benchmarks.tui_search [rounds]`. The shelf is made of big packs in three languages; words are typed
letter by letter in each of them. The baseline is the same page with nothing to search: what it costs to draw a typed
letter. The app runs without a terminal: what is drawn is computed, and not sent.
"""

import asyncio
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

from textual import events
from textual.widgets import Input

from benchmarks.big_pack import big_pack_text
from qaudit.desk.browsing import StandardsShelf, shelf_of
from qaudit.packs.library import Library
from qaudit.tui.app import QauditApp
from qaudit.tui.screens.browse import BrowsePage
from qaudit.wiring import Desk

PACKS, STANDARDS = 4, 625
WINDOW = (80, 24)
ROUNDS = 20
WORDS = ("greeted door", "האורח דלת", "oaspete usa", "s03")
MOST = 0.016
PATIENCE = 5.0


class Typist:
    """Types into one page, and notes how long each letter took to be shown."""

    def __init__(self, app: QauditApp) -> None:
        self._app = app
        self._painted_at = self._painted_cpu = 0.0
        app.post_display_hook = self._note_paint  # type: ignore[method-assign]

    async def seconds_of(self, page: BrowsePage, words: str) -> list[tuple[float, float]]:
        """The seconds of each letter, by the clock and of the processor; the field is emptied afterwards."""
        field = page.query_one("#typed", Input)
        times = []
        for number, letter in enumerate(words, start=1):
            self._painted_at = 0.0
            began, began_cpu = time.perf_counter(), time.process_time()
            self._app.post_message(events.Key("space" if letter == " " else letter, letter))
            while self._painted_at == 0.0 or len(field.value) < number:
                await asyncio.sleep(0)
                if time.perf_counter() - began > PATIENCE:
                    raise TimeoutError(f"{words[:number]!r} was not shown")
            times.append((self._painted_at - began, self._painted_cpu - began_cpu))
            await asyncio.sleep(0.02)
        field.value = ""
        await asyncio.sleep(0.05)
        return times

    def _note_paint(self) -> None:
        self._painted_at, self._painted_cpu = time.perf_counter(), time.process_time()


async def measure(desk: Desk, rounds: int) -> dict[str, list[tuple[float, float]]]:
    """The seconds of a letter, with and without something to search."""
    app = QauditApp(desk)
    times: dict[str, list[tuple[float, float]]] = {"nothing": [], "standards": []}
    async with app.run_test(size=WINDOW) as pilot:
        typist = Typist(app)
        pages = {}
        for name in times:
            pages[name] = BrowsePage()
            app.push_screen(pages[name])
            await pilot.pause()
            await app.workers.wait_for_complete()
            await pilot.pause()
            if name == "nothing":
                pages[name]._shelf = StandardsShelf(())  # noqa: SLF001 - an empty shelf is the baseline
                pages[name].search()
            for number in range(rounds + 1):
                for words in WORDS:
                    taken = await typist.seconds_of(pages[name], words)
                    times[name] += taken if number else []
            app.pop_screen()
            await pilot.pause()
    return times


def main(rounds: int = ROUNDS) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(PACKS):
            text = big_pack_text(STANDARDS, slug=f"big-{number}")
            (folder / f"big-{number}.yaml").write_text(text, encoding="utf-8")
        desk = Desk(db=str(folder / "store.sqlite"))
        desk.__dict__["library"] = Library((folder,))
        began = time.perf_counter()
        shelf = shelf_of(desk.authoring)
        read = time.perf_counter()
        shelf.made_ready()
        print(
            f"{len(shelf.standards)} standards: read in {read - began:.2f} s, index {time.perf_counter() - read:.2f} s"
        )
        times = asyncio.run(measure(desk, rounds))
        desk.store.close()
    for place, clock in enumerate(("by the clock", "of the processor")):
        print(f"a letter typed, {clock}:")
        found = {kind: [one[place] * 1000 for one in taken] for kind, taken in times.items()}
        for kind, taken in found.items():
            goal = f" (at most {MOST * 1000:.0f} ms)" if kind == "standards" else ""
            print(
                f"  {kind:9} to search: median {median(taken):5.1f} ms  p95 {quantiles(taken, n=20)[-1]:5.1f} ms{goal}"
            )
        print(f"  against nothing: {median(found['standards']) / median(found['nothing']):.2f} x")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
