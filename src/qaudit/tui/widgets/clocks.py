"""Running clocks and the last marks: tenths of a second, and in words how far a clock is over its limit.

Ten times a second this one widget is drawn again, and nothing else; with no clock running nothing is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import Widget

from qaudit.core.moments import clock_text, tenths_text
from qaudit.core.standards import Pack
from qaudit.core.timeline import RunningClock
from qaudit.core.visits import Mark
from qaudit.speech import _, ngettext, pgettext
from qaudit.tui.widgets.lines import joined, one_line, pointer, row
from qaudit.wording.regional import written_number
from qaudit.wording.values import length_text

TENTH = 0.1
ROOMY = 44
"""Cells that a clock needs to say what it waits for in a whole phrase."""


@dataclass(frozen=True, slots=True)
class Timing:
    """The clocks that run and the marks so far, in order. Nothing to show where the pack has no events."""

    pack: Pack
    clocks: tuple[RunningClock, ...] = ()
    marks: tuple[Mark, ...] = ()
    offset_minutes: int = 0
    language: str | None = None

    def words(self, event: str) -> str:
        """An event's words in one line."""
        known = self.pack.event(event)
        return one_line(known.text.in_language(self.language) if known else event)


class Clocks(Widget):
    """Draws a line for each clock, then the latest marks, on at most `most` lines."""

    timing: reactive[Timing | None] = reactive(None)

    def __init__(self, now: Callable[[], datetime], most: int, most_marks: int, *, name: str) -> None:
        super().__init__(id=name)
        self._now = now
        self._most = most
        self._most_marks = most_marks
        self._ticking: Timer | None = None

    def on_mount(self) -> None:
        self._ticking = self.set_interval(TENTH, self._tick, pause=True)
        self._tick_while_running()

    def watch_timing(self, was: Timing | None, timing: Timing | None) -> None:
        self._tick_while_running()
        if self._height(was) != self._height(timing):
            self.refresh(layout=True)

    def _height(self, timing: Timing | None) -> int:
        if timing is None:
            return -1
        return len(timing_lines(timing, self._now(), 80, self._most, self._most_marks))

    def _tick_while_running(self) -> None:
        if self._ticking is None:
            return
        if self.timing is not None and self.timing.clocks:
            self._ticking.resume()
        else:
            self._ticking.pause()

    def render(self) -> Content:
        if self.timing is None:
            return Content("")
        return joined(
            timing_lines(self.timing, self._now(), self.content_size.width, self._most, self._most_marks)
        )

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        if self.timing is None:
            return 0
        return max(1, len(timing_lines(self.timing, self._now(), width, self._most, self._most_marks)))

    def _tick(self) -> None:
        if self.is_attached and self.display and self.screen.is_current:
            self.refresh()


class Timeline(Clocks):
    """All clocks and marks, in a column of their own."""

    DEFAULT_CSS = """
    Timeline {
        width: 48;
        height: 100%;
        padding: 1 1 0 1;
        background: $surface;
    }
    """


def timing_lines(timing: Timing, now: datetime, width: int, most: int, most_marks: int) -> list[Content]:
    """Clocks first, then marks, newest first, on at most `most` lines; a line tells of clocks left out."""
    if not timing.pack.events:
        return []
    lines = [_clock_line(timing, clock, now, width) for clock in timing.clocks]
    if len(lines) > most:
        more = len(lines) - most + 1
        lines = [
            *lines[: most - 1],
            row((Content("  "), Content.styled(_more_words(more), "$muted")), width),
        ]
    room = min(most - len(lines), most_marks)
    shown = [_mark_line(timing, mark, width) for mark in reversed(timing.marks[-room:])] if room else []
    if not lines and not shown:
        return [row((Content.styled(_("No clock runs"), "$muted"),), width)]
    return [*lines, *shown]


def _clock_line(timing: Timing, clock: RunningClock, now: datetime, width: int) -> Content:
    elapsed, over = clock.elapsed(now), clock.over_by(now)
    time = Content.styled(f" {written_number(tenths_text(elapsed)):>6}", "bold $accent")
    if over is not None:
        state = Content.styled(_over_words(over), "bold $error")
    else:
        state = Content.styled(_limit_words(clock.limit), "$muted")
    event = timing.words(clock.to_event)
    waits = Content(_("until {event}", event=event) if width >= ROOMY else event)
    return row((pointer("▸"), time, Content("  "), waits), width, (state,))


def _more_words(number: int) -> str:
    return ngettext("and {n} more clock", "and {n} more clocks", number)


def _mark_line(timing: Timing, mark: Mark, width: int) -> Content:
    at = clock_text(mark.at, timing.offset_minutes)
    time = Content.styled(f"{at:>8}", "$primary")
    return row((time, Content("  "), Content(timing.words(mark.event))), width)


def _over_words(over: Fraction) -> str:
    if over < 1:
        return _("over by a moment")
    return _("over by {length}", length=length_text(Fraction(int(over))))


def _limit_words(limit: Fraction | None) -> str:
    return "" if limit is None else pgettext("a clock's limit", "of {length}", length=length_text(limit))
