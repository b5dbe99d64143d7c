"""What holds for a store that several programs use, and one that is killed: real processes, nothing simulated."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from qaudit.core.changes import NoteSet, ReadingSet
from qaudit.core.journal import JournalEntry
from qaudit.core.readings import Count
from qaudit.core.visits import Visit
from qaudit.errors import StoreUnreachable
from qaudit.store.store import Store, open_store
from tests.builders import moment
from tests.store.laws import AT, CHANGES
from tests.store.stocked import stock, stock_visit

WRITER = Path(__file__).with_name("writer.py")
WRITES = 200


class SharedStoreLaws:
    """A subclass gives the fixture `target`, of a place that outlives its store."""

    def test_what_was_written_is_there_when_the_store_is_opened_again(
        self, target: str, tmp_path: Path
    ) -> None:
        with open_store(target, tmp_path) as store:
            visit = stock(store)
            store.write(visit.id, CHANGES, who="heron", at=AT)
            seen, journal = store.visit(visit.id), store.journal(visit.id)
        with open_store(target, tmp_path) as store:
            assert store.visit(visit.id) == seen
            assert store.journal(visit.id) == journal

    def test_another_program_sees_a_change_at_once(self, store: Store, target: str, tmp_path: Path) -> None:
        visit = stock(store)
        with open_store(target, tmp_path) as other:
            other.write(visit.id, CHANGES, who="ibis", at=AT)
            assert store.version(visit.id) == other.version(visit.id) == 1 + len(CHANGES)
            assert store.visit(visit.id) == other.visit(visit.id)

    def test_two_programs_that_write_at_once_lose_nothing(
        self, store: Store, target: str, tmp_path: Path
    ) -> None:
        visit = stock(store)
        with writers(target, tmp_path, visit, "heron", "ibis") as running:
            for writer in running:
                start(writer)
            said = [read_to_end(writer) for writer in running]
        journal = store.journal(visit.id)
        assert [entry.number for entry in journal] == list(range(1, 2 + 4 * WRITES))
        assert sorted(said[0] + said[1]) == list(range(2, 2 + 4 * WRITES))
        for who in ("heron", "ibis"):
            notes = [entry.became for entry in journal if entry.subject == f"OWN-{who}"]
            assert notes == [f"{who} {number}" for number in range(WRITES)]
        assert follows_on(journal, "SHARED") == 2 * WRITES
        assert store.damage() == ()

    def test_a_program_that_is_killed_loses_nothing_it_had_confirmed(
        self, store: Store, target: str, tmp_path: Path
    ) -> None:
        visit = stock(store)
        for round_number, lines in enumerate((1, 7, 40), start=1):
            with writers(target, tmp_path, visit, f"heron{round_number}", count=100_000) as (writer,):
                start(writer)
                assert writer.stdout is not None
                confirmed = [number for _ in range(lines) for number in writer.stdout.readline().split()]
                writer.kill()
                confirmed += writer.stdout.read().split()
            with open_store(target, tmp_path) as again:
                journal = again.journal(visit.id)
                numbers = [entry.number for entry in journal]
                assert numbers == list(range(1, len(journal) + 1))
                assert len(confirmed) >= 2 * lines
                assert {int(number) for number in confirmed if number.isdigit()} <= set(numbers)
                # A write is two entries: there is never one without the other.
                assert len(numbers) % 2 == 1
                assert again.damage() == ()

    def test_several_programs_can_make_the_store_at_once(self, target: str, tmp_path: Path) -> None:
        visit = stock_visit()
        with writers(target, tmp_path, visit, "a", "b", "c", "d", count=0) as running:
            for writer in running:
                assert writer.stdin is not None
                writer.stdin.write("go\n")
                writer.stdin.flush()
            assert [writer.wait() for writer in running] == [0, 0, 0, 0]
        with open_store(target, tmp_path) as store:
            assert store.damage() == ()

    def test_threads_may_share_a_store(self, store: Store) -> None:
        visit = stock(store)

        def work(thread: int) -> int:
            for number in range(25):
                store.write(visit.id, [ReadingSet(f"T-{thread}", Count(number))], who="heron", at=AT)
                assert store.visit(visit.id).observation(f"T-{thread}") is not None
            return thread

        with ThreadPoolExecutor(4) as threads:
            assert sorted(threads.map(work, range(4))) == [0, 1, 2, 3]
        assert store.version(visit.id) == 101
        assert store.damage() == ()

    def test_a_store_that_another_program_holds_says_so_and_goes_on_afterwards(
        self, store: Store, target: str, tmp_path: Path
    ) -> None:
        visit = stock(store)
        with open_store(target, tmp_path, busy_seconds=0.05) as waiting:
            with store._database.writing() as session:
                from qaudit.store.visits import find_visit_row

                find_visit_row(session, visit.id, lock=True)
                with pytest.raises(StoreUnreachable, match="locked by another program") as refusal:
                    waiting.write(visit.id, CHANGES, who="ibis", at=AT)
                assert refusal.value.hint
                assert waiting.visit(visit.id) == visit
            done = waiting.write(visit.id, CHANGES, who="ibis", at=moment("15:00"))
            assert len(done.entries) == len(CHANGES)

    def test_a_change_seen_too_late_is_told_by_the_version(
        self, store: Store, target: str, tmp_path: Path
    ) -> None:
        visit = stock(store)
        with open_store(target, tmp_path) as other:
            other.write(visit.id, [NoteSet("ARR-01", "first")], who="ibis", at=AT)
            done = store.write(visit.id, [NoteSet("ARR-01", "second")], who="heron", at=AT)
        assert done.version_before == 2 > visit.version
        assert done.entries[0].was == "first"


def follows_on(journal: tuple[JournalEntry, ...], subject: str) -> int:
    """How many entries tell of a subject, each of them knowing what the one before made of it."""
    entries = [entry for entry in journal if entry.subject == subject]
    assert [entry.was for entry in entries] == [None, *(entry.became for entry in entries[:-1])]
    return len(entries)


@contextmanager
def writers(
    target: str, evidence: Path, visit: Visit, *who: str, count: int = WRITES
) -> Iterator[list[subprocess.Popen[str]]]:
    """Processes that are ready to write, and are gone afterwards."""
    running = [
        subprocess.Popen(
            [sys.executable, str(WRITER), target, str(evidence), visit.id, name, str(count)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in who
    ]
    try:
        for writer in running:
            assert writer.stdout is not None
            assert writer.stdout.readline() == "ready\n"
        yield running
    finally:
        for writer in running:
            writer.kill()
            writer.communicate()


def start(writer: subprocess.Popen[str]) -> None:
    """Says the word, and waits until the store is open."""
    assert writer.stdin is not None
    assert writer.stdout is not None
    writer.stdin.write("go\n")
    writer.stdin.flush()
    assert writer.stdout.readline() == "opened\n"


def read_to_end(writer: subprocess.Popen[str]) -> list[int]:
    """The numbers that a writer confirmed; it has to end well."""
    said, _ = writer.communicate()
    assert writer.returncode == 0
    return [int(number) for number in said.split()]
