"""What pages share that ask the lake: they are drawn first, a thread asks, Esc stops it, late answers are dropped."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, Any, cast

from textual import on
from textual.worker import Worker, WorkerState

from qaudit.desk.comparison.open_lake import OpenLake, Unanswered
from qaudit.errors import QauditError
from qaudit.speech import _, ngettext
from qaudit.tui.screens.page import Page
from qaudit.tui.widgets.status_line import StatusLine, Tone

if TYPE_CHECKING:
    from qaudit.desk.comparison.asking import Comparisons
    from qaudit.tui.app import QauditApp

LOOK_AT_CLOCK = 0.5
"""Seconds between two looks at how long a question has been running."""
SOON = 1
"""Seconds that pass before it is said how many."""


@dataclass(eq=False, slots=True)
class Asking:
    """One question on its way: `then` is given the answer on the page's own thread."""

    question: "Callable[[Comparisons], Any]"
    then: Callable[[Any], None]
    began: datetime
    stopped: Event = field(default_factory=Event)


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of a question: an answer, or why there is none."""

    asking: Asking
    given: Any = None
    refusal: QauditError | None = None
    is_answered: bool = False


class AskingPage(Page[None]):
    """A page over an open lake. One question is wanted at a time: a new one stops the one before."""

    def __init__(self, lake: OpenLake) -> None:
        super().__init__()
        self.lake = lake
        self._asking: Asking | None = None
        self._noted = ""

    def on_mount(self) -> None:
        self.set_interval(LOOK_AT_CLOCK, self._tell_running)

    def on_screen_resume(self) -> None:
        # A visit that was looked at wore the colours of its brand.
        cast("QauditApp", self.app).wear(None)

    def on_unmount(self) -> None:
        self.let_go()

    @property
    def is_asking(self) -> bool:
        """Whether an answer is waited for."""
        return self._asking is not None

    def ask(self, question: "Callable[[Comparisons], Any]", then: Callable[[Any], None]) -> None:
        """Asks beside the page; the page goes on at once."""
        self.let_go()
        asking = self._asking = Asking(question, then, self.desk.world.now())
        self._tell_running()
        self.renew_keys()
        # What is on the page already is painted before a library is loaded for the answer.
        self.call_after_refresh(self._begin, asking)

    def _begin(self, asking: Asking) -> None:
        if asking is self._asking:
            self.run_worker(partial(self._answer, asking), thread=True, group="asking", name="asking")

    def _answer(self, asking: Asking) -> Answered:
        """In a thread."""
        try:
            return Answered(asking, self.lake.ask(asking.question, asking.stopped.is_set), is_answered=True)
        except Unanswered:
            return Answered(asking)
        except QauditError as fault:
            self.consider(fault)
            return Answered(asking, refusal=fault)

    def consider(self, fault: QauditError) -> None:
        """In a thread: looks up what the page has to know about a refusal."""

    @on(Worker.StateChanged)
    def _take(self, event: Worker.StateChanged) -> None:
        answered = event.worker.result
        if event.state is not WorkerState.SUCCESS or not isinstance(answered, Answered):
            return
        if answered.asking is not self._asking:
            return
        self._asking = None
        self.say("")
        if answered.refusal is not None:
            self.refused(answered.refusal)
        elif answered.is_answered:
            answered.asking.then(answered.given)
        self.renew_keys()

    def refused(self, fault: QauditError) -> None:
        """Shows why there is no answer."""
        self.refuse(fault)

    def note(self, words: str, tone: Tone) -> None:
        """Says what came of work that Esc could stop: an Esc that came too late takes this away, and no step back."""
        self._noted = words
        self.say(words, tone)
        self.renew_keys()

    @property
    def is_noted(self) -> bool:
        """Whether that still stands there."""
        return bool(self._noted) and self._noted == self.query_one(StatusLine).status.words

    def take_note_away(self) -> None:
        """Shows it no more."""
        self.say("")
        self.renew_keys()

    def let_go(self) -> None:
        """Wants the answer no more; from a question's end on nothing runs for this page."""
        if self._asking is not None:
            self._asking.stopped.set()
            self.lake.stop()
            self._asking = None

    def stop_asking(self) -> None:
        """Stops the question that runs, at the person's wish."""
        self.let_go()
        self.say(_("Stopped: nothing new was asked"), Tone.REFUSED)
        self.renew_keys()

    def _tell_running(self) -> None:
        if self._asking is None:
            return
        seconds = int((self.desk.world.now() - self._asking.began).total_seconds())
        if seconds < SOON:
            self.say(_("asking …"))
        else:
            self.say(ngettext("asking … {n} second · Esc stops", "asking … {n} seconds · Esc stops", seconds))
