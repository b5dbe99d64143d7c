"""Processes that work side by side: each job is answered, whatever becomes of the process that had it."""

import os
import signal
from collections.abc import Callable
from functools import partial

import pytest

from qaudit.errors import PdfFailed, UsageError
from qaudit.reports.pool import Finished, Pool, cores

Work = Callable[[str], tuple[int, str]]


def work(job: str) -> tuple[int, str]:
    """Does what the job says, and tells in which process."""
    if job == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if job == "hang":
        signal.pause()
    if job == "refuse":
        raise UsageError("Not like this", "do it otherwise")
    if job == "break":
        raise ZeroDivisionError("nothing to divide by")
    return os.getpid(), job.upper()


def workshop() -> Work:
    return work


def no_workshop() -> Work:
    raise UsageError("The store is gone")


def deadly_workshop() -> Work:
    os.kill(os.getpid(), signal.SIGKILL)
    return work


def done(pool: Pool[str, tuple[int, str]], jobs: list[str]) -> list[Finished[tuple[int, str]]]:
    """What became of the jobs, in their order; each was answered once."""
    found = sorted(pool.run(jobs), key=lambda one: one.place)
    assert [one.place for one in found] == list(range(len(jobs)))
    return found


def words(found: list[Finished[tuple[int, str]]]) -> list[str]:
    return [one.result[1] if one.result else one.fault.partition(":")[0] for one in found]


def test_one_that_fails_or_dies_does_not_stop_the_others() -> None:
    found = done(Pool(workshop, 1), ["a", "refuse", "b", "break", "die", "c"])
    ended = "the process that made it was ended from outside, or ran out of memory"
    assert words(found) == ["A", "Not like this (do it otherwise)", "B", "a fault in qaudit", ended, "C"]
    assert "ZeroDivisionError: nothing to divide by" in found[3].fault
    [first, second, last] = [one.result[0] for one in found if one.result]
    assert first == second != last
    assert os.getpid() not in (first, last)


def test_what_never_ends_is_ended() -> None:
    found = done(Pool(workshop, 1, longest_seconds=3), ["a", "hang", "b"])
    assert words(found) == ["A", "it was not finished in the time that a report may take", "B"]


def test_a_process_is_replaced_after_its_share() -> None:
    found = done(Pool(workshop, 1, jobs_each=2), ["a", "b", "c"])
    [first, second, third] = [one.result[0] for one in found if one.result]
    assert first == second != third


def test_a_stop_finishes_what_was_begun_and_begins_nothing() -> None:
    seen: list[str] = []
    for one in Pool(workshop, 1).run(["a", "b", "c"], lambda: bool(seen)):
        assert one.result is not None
        seen.append(one.result[1])
    assert seen == ["A"]


def test_whoever_goes_away_leaves_no_process_behind() -> None:
    running = Pool(workshop, 2).run(["a", "hang"])
    result = next(running).result
    assert result is not None
    running.close()
    with pytest.raises(ProcessLookupError):
        os.kill(result[0], 0)


@pytest.mark.parametrize(
    ("prepare", "reason"), [(no_workshop, "The store is gone"), (deadly_workshop, "ended from outside")]
)
def test_processes_that_cannot_begin_are_not_started_for_ever(
    prepare: Callable[[], Work], reason: str
) -> None:
    with pytest.raises(PdfFailed, match=reason):
        list(Pool(partial(prepare), 1).run(["a"] * 9))


def test_there_is_a_core_at_least() -> None:
    assert cores() >= 1
