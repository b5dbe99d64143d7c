"""One reading committed with its journal entry, in a visit of 40 and of 800 observations, and a bare commit.

Run: `python -m benchmarks.store_write [rounds]`. The three are measured in turn, so that a busy disk is busy for all.
"""

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import count
from pathlib import Path
from statistics import median, quantiles

from qaudit.core.changes import ReadingSet
from qaudit.core.readings import Duration
from qaudit.core.standards import PackRef
from qaudit.core.visits import Auditor, Branch, Visit, VisitStatus
from qaudit.store.store import KeptPack, Store, open_store

SIZES = (40, 800)
MOST = 1.3
NOW = datetime(2026, 5, 14, 14, 5, tzinfo=UTC)


def main(rounds: int = 400) -> None:
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "qaudit.sqlite") as store:
        bare = sqlite3.connect(Path(folder) / "bare.sqlite", isolation_level=None)
        jobs = {"bare insert and commit": bare_commit(bare)}
        jobs |= {f"reading, visit of {size}": one_reading(store, size) for size in SIZES}
        times = interleaved(jobs, rounds)
        bare.close()
    base = median(times["bare insert and commit"])
    print(f"one reading on SQLite (WAL, synchronous=FULL); {rounds} rounds")
    for name, seconds in times.items():
        middle, p95 = median(seconds), quantiles(seconds, n=20)[-1]
        print(f"{name:24} median {middle * 1000:6.2f} ms  p95 {p95 * 1000:6.2f} ms {middle / base:6.2f} x")
    small, large = (median(times[f"reading, visit of {size}"]) for size in SIZES)
    print(f"800 against 40 observations: {large / small:.2f} x (at most {MOST} x)")


def bare_commit(connection: sqlite3.Connection) -> Callable[[], object]:
    """The least a durable write can cost here: one row, one commit, no library."""
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE readings (code TEXT, reading TEXT)")

    def job() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO readings VALUES ('ARR-01', '72s')")
        connection.execute("COMMIT")

    return job


def one_reading(store: Store, size: int) -> Callable[[], object]:
    """A visit with so many observations, one of which is read anew each time."""
    visit_id = filled_visit(store, size)
    seconds = count(1)

    def job() -> None:
        number = next(seconds)
        store.write(
            visit_id,
            [ReadingSet(f"ARR-{number % size:04}", Duration(Fraction(number, 10)))],
            who="heron",
            at=NOW + timedelta(seconds=number),
        )

    return job


def filled_visit(store: Store, size: int) -> str:
    """The id of a new visit with `size` observations."""
    branch, auditor, ref = Branch("HAI-01", "Haifa"), Auditor("heron"), PackRef("harbour-hotels", "2026.1")
    if not store.branches():
        store.add_branch(branch)
        store.add_auditor(auditor)
        store.keep_pack(KeptPack("sha256:bench", ref, "{}"))
    visit_id = f"visit-of-{size:04}"
    store.open_visit(
        Visit(visit_id, ref, "sha256:bench", branch, auditor, VisitStatus.OPEN, NOW), "heron", NOW
    )
    changes = [ReadingSet(f"ARR-{number:04}", Duration(Fraction(0))) for number in range(size)]
    store.write(visit_id, changes, who="heron", at=NOW)
    return visit_id


def interleaved(jobs: dict[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """The times of each job in seconds; every round does each of them once, the first ten uncounted."""
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for number in range(rounds + 10):
        for name, job in jobs.items():
            begun = time.perf_counter()
            job()
            if number >= 10:
                times[name].append(time.perf_counter() - begun)
    return times


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
