"""A lake that stays open while somebody asks one question after another, from threads beside the one that draws.

It is opened by the first question, and closed by whoever is the last to leave. Loads no engine before that.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from threading import Event, Lock
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from qaudit.desk.comparison.asking import Comparisons

Given = TypeVar("Given")
Opening = Callable[[], AbstractContextManager["Comparisons"]]


class Unanswered(Exception):
    """Whoever asked wants to know no more."""


class OpenLake:
    """`opening` opens the lake; what it raises, the question raises that needed it."""

    def __init__(self, opening: Opening) -> None:
        self._opening = opening
        self._first = Lock()
        self._comparisons: Comparisons | None = None
        self._stack = ExitStack()
        self._count = Lock()
        self._asking = 0
        self._closed = Event()

    def ask(self, question: Callable[["Comparisons"], Given], is_stopped: Callable[[], bool]) -> Given:
        """The answer. Raises `Unanswered` once `is_stopped` says so, or the lake is closed; and `QauditError`."""

        def is_over() -> bool:
            return self._closed.is_set() or is_stopped()

        with self._count:
            if is_over():
                raise Unanswered
            self._asking += 1
        try:
            return self._answered(question, is_over)
        finally:
            with self._count:
                self._asking -= 1
                is_last = self._closed.is_set() and not self._asking
            if is_last:
                self._stack.close()

    def _answered(self, question: Callable[["Comparisons"], Given], is_over: Callable[[], bool]) -> Given:
        with self._first:
            if self._comparisons is None:
                self._comparisons = self._stack.enter_context(self._opening())
        from qaudit.lake.engines import Stopped

        try:
            return question(self._comparisons.until(is_over))
        except Stopped as fault:
            raise Unanswered from fault

    @property
    def is_closed(self) -> bool:
        """Whether nothing can be asked any more."""
        return self._closed.is_set()

    def stop(self) -> None:
        """Stop what runs now; from any thread, at once. Questions that are asked afterwards run."""
        if self._comparisons is not None:
            self._comparisons.stop()

    def close(self) -> None:
        """Stops what runs, and closes the lake when all of it has ended; from any thread, at once."""
        with self._count:
            if self._closed.is_set():
                return
            self._closed.set()
            is_last = not self._asking
        self.stop()
        if is_last:
            self._stack.close()
