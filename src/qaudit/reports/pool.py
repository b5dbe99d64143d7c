"""Many reports at once: warm processes that each make one after the other, and outlive neither a fault nor a user.

A process is started once, loads its libraries once, and is given one job at a time, so that what it was doing is
known when it dies. One that takes too long over a job is ended; another takes its place. Ctrl-C is the business
of the process that gave the jobs.
"""

import logging
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import connection, get_context
from typing import Any, Generic, TypeVar

from qaudit.errors import PdfFailed, QauditError
from qaudit.speech import _

Job = TypeVar("Job")
Result = TypeVar("Result")

LONGEST_SECONDS = 600.0
"""A report takes seconds; what takes this long will never end."""
JOBS_EACH = 500
"""Jobs of one process before a new one takes its place, whatever the libraries have gathered by then."""
_TICK = 0.2
_READY = "ready"
_MOST_FALSE_STARTS = 3


@dataclass(frozen=True, slots=True)
class Finished(Generic[Result]):
    """What became of the job at `place` (from 0): its `result`, or the sentence that says why there is none."""

    place: int
    result: Result | None
    fault: str = ""


class Pool(Generic[Job, Result]):
    """`prepare` is called once in each process and gives what does a job there; it, jobs and results are pickled."""

    def __init__(
        self,
        prepare: Callable[[], Callable[[Job], Result]],
        workers: int,
        *,
        longest_seconds: float = LONGEST_SECONDS,
        jobs_each: int = JOBS_EACH,
    ) -> None:
        self._prepare = prepare
        self._size = max(1, workers)
        self._longest = longest_seconds
        self._jobs_each = jobs_each
        self._false_starts = 0

    def run(
        self, jobs: Sequence[Job], is_stopped: Callable[[], bool] = lambda: False
    ) -> Generator[Finished[Result], None, None]:
        """Does the jobs, and gives what became of each as it is finished, in any order.

        Once `is_stopped` holds no further job is begun; those that were begun are finished. Where the caller goes
        away earlier, the processes are ended. Raises `PdfFailed` where a process cannot be started.
        """
        waiting = deque(enumerate(jobs))
        at_work: list[_Worker[Job, Result]] = []
        try:
            while waiting or any(worker.is_busy for worker in at_work):
                if is_stopped():
                    waiting.clear()
                self._hand_out(waiting, at_work)
                yield from self._gathered(at_work)
        finally:
            for worker in at_work:
                worker.dismiss()

    def _hand_out(self, waiting: deque[tuple[int, Job]], at_work: "list[_Worker[Job, Result]]") -> None:
        while waiting:
            idle = next((worker for worker in at_work if not worker.is_busy), None)
            if idle is None:
                if len(at_work) == self._size:
                    return
                idle = _Worker(self._prepare)
                at_work.append(idle)
            idle.give(*waiting.popleft(), time.monotonic() + self._longest)

    def _gathered(self, at_work: "list[_Worker[Job, Result]]") -> Iterator[Finished[Result]]:
        """What was finished within a tick; a process that is worn out or gone is let go."""
        speaking = connection.wait([worker.pipe for worker in at_work if worker.is_busy], _TICK)
        now = time.monotonic()
        for worker in list(at_work):
            found = worker.heard() if worker.pipe in speaking else worker.overdue(now)
            if found is None:
                continue
            self._count_starts(worker, found.fault)
            if worker.is_gone or worker.given >= self._jobs_each:
                at_work.remove(worker)
                worker.dismiss()
            yield found

    def _count_starts(self, worker: "_Worker[Job, Result]", fault: str) -> None:
        """One process that dies before it is ready costs one job; where none ever gets ready, nothing is made."""
        self._false_starts = 0 if worker.is_ready else self._false_starts + 1
        if self._false_starts == _MOST_FALSE_STARTS:
            raise _unstartable(fault)


class _Worker(Generic[Job, Result]):
    """One process, as the one that gives the jobs sees it."""

    def __init__(self, prepare: Callable[[], Callable[[Job], Result]]) -> None:
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, prepare), daemon=True)
        self._place: int | None = None
        self._until = 0.0
        self.is_ready = False
        self.is_gone = False
        self.given = 0
        with _interrupts_held():
            self._process.start()
        theirs.close()

    @property
    def is_busy(self) -> bool:
        return self._place is not None

    def give(self, place: int, job: Job, until: float) -> None:
        self._place, self._until = place, until
        self.given += 1
        with suppress(OSError):  # One that died in the meantime is found out when it is listened to.
            self.pipe.send(job)

    def heard(self) -> Finished[Result] | None:
        """What the process says; None where it only says that it is ready."""
        try:
            said = self.pipe.recv()
        except (EOFError, OSError):
            return self._lost(_("the process that made it was ended from outside, or ran out of memory"))
        if said == _READY:
            self.is_ready = True
            return None
        if not self.is_ready:
            raise _unstartable(said[1])
        return self._finished(*said)

    def overdue(self, now: float) -> Finished[Result] | None:
        """The job that the process has been at for too long; it is ended."""
        if self._place is None or now < self._until:
            return None
        return self._lost(_("it was not finished in the time that a report may take"))

    def dismiss(self) -> None:
        """Lets the process go; one that is in the middle of something is ended."""
        if self.is_busy or self.is_gone:
            self._process.kill()
        self.pipe.close()
        self._process.join(5)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._process.close()

    def _lost(self, fault: str) -> Finished[Result]:
        self.is_gone = True
        return self._finished(None, fault)

    def _finished(self, result: Result | None, fault: str) -> Finished[Result]:
        place, self._place = self._place, None
        assert place is not None, "a process speaks when it was given something"
        return Finished(place, result, fault)


def cores() -> int:
    """How many processes can work at once here."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _unstartable(reason: str) -> PdfFailed:
    return PdfFailed(
        _("No process for making reports could be started: {reason}", reason=reason),
        _("qaudit doctor checks store, fonts and libraries"),
    )


def _serve(
    pipe: "connection.Connection[object, object]", prepare: Callable[[], Callable[[object], object]]
) -> None:
    """The life of a process: prepares, then does what it is given until nobody is there to give anything."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        work = prepare()
    except Exception as fault:  # noqa: BLE001 - said by the process that people listen to
        pipe.send((None, told(fault)))
        return
    with suppress(EOFError, OSError):
        pipe.send(_READY)
        while True:
            pipe.send(attempted(work, pipe.recv()))


def attempted(work: Callable[[Any], Any], job: object) -> tuple[Any, str]:
    """What comes of a job: its result, or the sentence that says why there is none."""
    try:
        return work(job), ""
    except Exception as fault:  # noqa: BLE001 - one report that fails does not stop the others
        return None, told(fault)


def told(fault: Exception) -> str:
    """The sentence of a fault; one of ours says that it is one."""
    if isinstance(fault, QauditError):
        return str(fault)
    logging.getLogger(__name__).debug("a job failed", exc_info=fault)
    return _("a fault in qaudit: {fault}", fault=f"{type(fault).__name__}: {fault}")


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """A process that is started inside never hears Ctrl-C, not even before it can say that it does not care."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
