"""Work that takes seconds, such as a report that is printed: done in a thread, while the window stays alive."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import ProgressBar
from textual.worker import Worker, WorkerState

from qaudit.errors import QauditError
from qaudit.speech import _
from qaudit.tui.keys import bindings_of
from qaudit.tui.screens.page import Sheet
from qaudit.tui.widgets.captions import Caption
from qaudit.tui.widgets.status_line import StatusLine

Given = TypeVar("Given")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Given]):
    """What came of it: what the work gave, or why it was refused. `noticed` are sentences on documents that it made."""

    given: Given | None = None
    refusal: QauditError | None = None
    noticed: tuple[str, ...] = ()


class Course:
    """How far work is, for the window; and whether it shall stop, for the work. Safe between threads."""

    def __init__(self, told: Callable[[int, int], None]) -> None:
        self._told = told
        self._stop = Event()

    def tell(self, done: int, of: int) -> None:
        """So much is done."""
        self._told(done, of)

    def stop(self) -> None:
        """Asks the work to end after what it is at."""
        self._stop.set()

    def is_stopped(self) -> bool:
        """Whether it was asked to end."""
        return self._stop.is_set()


class WorkingSheet(Sheet[Outcome[Given]]):
    """Does `work` and ends with its outcome. `steps` is how many it tells of: it can be stopped between two of them.

    `stop` ends in the midst what can be ended so; it is called on the app's own thread.
    """

    TABLE = "working"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("working")]

    def __init__(
        self,
        title: str,
        work: Callable[[Course], Given],
        steps: int = 1,
        stop: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self._title = title
        self._work = work
        self._steps = steps
        self._stop_now = stop
        self._course = Course(self._tell)

    def compose(self) -> ComposeResult:
        total = self._steps if self._steps > 1 else None
        with Vertical(classes="box"):
            yield Caption(self._title, classes="box-title")
            yield ProgressBar(total, id="progress", show_percentage=False, show_eta=False)
            yield StatusLine(id="status")
            yield self.compose_foot()
        yield self.too_small_notice()

    def on_mount(self) -> None:
        self.renew_keys()
        self._show(0, self._steps)
        self.run_worker(self._done, thread=True, name="work")

    def _done(self) -> Outcome[Given]:
        from qaudit.desk.documents.lettering import noticed_words, noticing

        try:
            with noticing() as noticed:
                given = self._work(self._course)
            return Outcome(given, noticed=noticed_words(noticed))
        except QauditError as fault:
            return Outcome(refusal=fault)

    def _tell(self, done: int, of: int) -> None:
        self.app.call_from_thread(self._show, done, of)

    def _show(self, done: int, of: int) -> None:
        if of > 1:
            self.query_one(ProgressBar).update(total=of, progress=done)
            self.say(_("{n} of {all}", n=done, all=of))

    @on(Worker.StateChanged)
    def _end(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.SUCCESS and isinstance(event.worker.result, Outcome):
            for words in event.worker.result.noticed:
                self.app.notify(words, severity="warning", markup=False)
            self.dismiss(event.worker.result)

    def contexts(self) -> frozenset[str]:
        can_stop = (self._steps > 1 or self._stop_now is not None) and not self._course.is_stopped()
        return frozenset(("stoppable",)) if can_stop else frozenset()

    def action_stop(self) -> None:
        if not self.contexts():
            return
        self._course.stop()
        if self._stop_now is not None:
            self._stop_now()
        else:
            self.say(_("It stops after the one that is being made"))
        self.renew_keys()
