"""Many reports at once on a cluster: the same jobs as the pool's, done by Spark's processes, which stay warm.

The jobs go out in small pieces, each a task of its own, so that what comes back is never more than a few reports for
each core, and a piece that is lost with its machine is done again, report by report.
"""

import logging
import pickle
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

from qaudit.cluster import session
from qaudit.reports.pool import LONGEST_SECONDS, Finished, attempted, told
from qaudit.speech import _

Job = TypeVar("Job")
Result = TypeVar("Result")
Numbered = tuple[int, Job]

PIECE = 4
"""Reports of one task: a task costs some hundredths of a second, a report half of one."""
_TICK = 0.2
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Piece(Generic[Job]):
    """Jobs that were given to the cluster together, and the moment at which they are given up."""

    jobs: list[Numbered[Job]]
    group: str
    until: float


class ClusterPool(Generic[Job, Result]):
    """Does what `Pool` does, at a Spark `master`. Every machine has this program, and reaches store and evidence."""

    def __init__(
        self,
        prepare: Callable[[], Callable[[Job], Result]],
        master: str,
        *,
        longest_seconds: float = LONGEST_SECONDS,
    ) -> None:
        self._prepared = pickle.dumps(prepare)
        self._master = master
        self._longest = longest_seconds

    def run(
        self, jobs: Sequence[Job], is_stopped: Callable[[], bool] = lambda: False
    ) -> Generator[Finished[Result], None, None]:
        """As `Pool.run`. Raises `UsageError` where Spark cannot be started."""
        with session(self._master) as spark:
            context = spark.sparkContext
            cores = max(1, int(context.defaultParallelism))
            with ThreadPoolExecutor(cores) as threads:
                run = _Run[Job, Result](context, threads, self._prepared, self._longest)
                yield from run.finished(jobs, cores, is_stopped)


class _Run(Generic[Job, Result]):
    """The jobs of one session: what waits, and what is under way, one piece in each thread."""

    def __init__(self, context: Any, threads: ThreadPoolExecutor, prepared: bytes, longest: float) -> None:
        self._context = context
        self._threads = threads
        self._prepared = prepared
        self._longest = longest
        self._waiting: deque[list[Numbered[Job]]] = deque()
        self._under_way: dict[Future[list[Finished[Result]]], _Piece[Job]] = {}

    def finished(
        self, jobs: Sequence[Job], cores: int, is_stopped: Callable[[], bool]
    ) -> Iterator[Finished[Result]]:
        """What became of the jobs, as pieces come back. Whoever goes away earlier ends what is under way."""
        numbered = list(enumerate(jobs))
        # Few reports are spread over all cores rather than put into one piece.
        size = max(1, min(PIECE, len(numbered) // cores))
        self._waiting.extend(numbered[place : place + size] for place in range(0, len(numbered), size))
        try:
            while self._waiting or self._under_way:
                if is_stopped():
                    self._waiting.clear()
                while self._waiting and len(self._under_way) < cores:
                    self._begin(self._waiting.popleft())
                yield from self._gathered()
        finally:
            for piece in self._under_way.values():
                self._context.cancelJobGroup(piece.group)

    def _begin(self, jobs: list[Numbered[Job]]) -> None:
        piece = _Piece(jobs, f"reports-{jobs[0][0]}", time.monotonic() + self._longest * len(jobs))
        self._under_way[self._threads.submit(self._sent, piece)] = piece

    def _sent(self, piece: _Piece[Job]) -> list[Finished[Result]]:
        """In a thread: a piece as a job of Spark with one task."""
        self._context.setJobGroup(piece.group, piece.group, interruptOnCancel=True)
        prepared = self._prepared
        found: list[Finished[Result]] = (
            self._context.parallelize(piece.jobs, 1)
            .mapPartitions(lambda jobs: done(prepared, jobs))
            .collect()
        )
        return found

    def _gathered(self) -> Iterator[Finished[Result]]:
        ready, _others = wait(self._under_way, _TICK, FIRST_COMPLETED)
        for one in ready:
            piece = self._under_way.pop(one)
            fault = one.exception()
            if fault is None:
                yield from one.result()
            else:
                _log.info("a piece of %d reports was lost: %s", len(piece.jobs), fault)
                yield from self._lost(piece)
        for piece in self._under_way.values():
            if time.monotonic() > piece.until:
                self._context.cancelJobGroup(piece.group)

    def _lost(self, piece: _Piece[Job]) -> Iterator[Finished[Result]]:
        """A piece that came to nothing as a whole: alone, each of its jobs has another chance."""
        if time.monotonic() > piece.until:
            why = _("it was not finished in the time that a report may take")
        elif len(piece.jobs) > 1:
            self._waiting.extend([one] for one in piece.jobs)
            return
        else:
            why = _("the process that made it was ended from outside, or ran out of memory")
        for place, _job in piece.jobs:
            yield Finished(place, None, why)


def done(prepared: bytes, jobs: Iterator[Numbered[Any]]) -> Iterator[Finished[Any]]:
    """In a process of the cluster: what became of each job, one after the other."""
    try:
        work = _ready(prepared)
    except Exception as fault:  # noqa: BLE001 - said by the process that people listen to
        sentence = told(fault)
        yield from (Finished(place, None, sentence) for place, _job in jobs)
        return
    for place, job in jobs:
        yield Finished(place, *attempted(work, job))


@lru_cache(maxsize=2)
def _ready(prepared: bytes) -> Callable[[Any], Any]:
    """What does the jobs: got ready once in each process, which Spark keeps for the next task."""
    prepare: Callable[[], Callable[[Any], Any]] = pickle.loads(prepared)  # noqa: S301 - our own, through Spark
    return prepare()
