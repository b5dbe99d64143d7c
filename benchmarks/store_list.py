"""The lists of visits that screens ask for, in a large store and in a small one.

Run: `python -m benchmarks.store_list [visits] [observations in each]`. With 10000 and 1000 the store has ten million
observations and takes some three minutes and 1.7 GB to fill.
"""

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from qaudit.core.changes import write_moment
from qaudit.core.visits import Auditor, Branch, VisitStatus
from qaudit.store.store import Store, open_store

SMALL = 100
ROUNDS = 9
START = datetime(2026, 1, 1, tzinfo=UTC)

QUESTIONS: dict[str, Callable[[Store], object]] = {
    "open visits": lambda store: store.visits(status=VisitStatus.OPEN, limit=50),
    "the 50 newest": lambda store: store.visits(limit=50),
    "50 submitted": lambda store: store.visits(status=VisitStatus.SUBMITTED, limit=50),
    "50 of one branch": lambda store: store.visits(branch="B7", limit=50),
    "one by its id's beginning": lambda store: store.resolve_visit_id("visit-000050"),
}


def main(visits: int = 10_000, observations: int = 100) -> None:
    with tempfile.TemporaryDirectory() as folder:
        small = filled_store(Path(folder) / "small.sqlite", SMALL, observations)
        large = filled_store(Path(folder) / "large.sqlite", visits, observations)
        print(f"{visits} visits of {observations} observations, against {SMALL}; medians of {ROUNDS} rounds")
        for name, question in QUESTIONS.items():
            few, many = timed(question, small), timed(question, large)
            print(f"{name:28} {many * 1000:8.1f} ms {many / few:6.2f} x")
        begun = time.perf_counter()
        count = len(large.visits())
        print(f"all {count:<24} {(time.perf_counter() - begun) * 1000:8.1f} ms")
        small.close()
        large.close()


def timed(question: Callable[[Store], object], store: Store) -> float:
    """The median time of an answer in seconds."""
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        question(store)
        times.append(time.perf_counter() - begun)
    return median(times)


def filled_store(path: Path, visits: int, observations: int) -> Store:
    """A store with so many visits in 100 branches; one in 200 is still open. Filled past its door, to be quick."""
    store = open_store(path)
    store.add_auditor(Auditor("heron"))
    for number in range(100):
        store.add_branch(Branch(f"B{number}", f"Branch {number}"))
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("BEGIN")
    connection.execute("INSERT INTO pack_snapshots VALUES ('sha256:bench', 'p', '1', '{}', NULL, NULL)")
    connection.executemany(
        """INSERT INTO visits (id, digest, pack, edition, branch, auditor, kind, status, opened_at, left_at,
           submitted_at, version, utc_offset_minutes)
           VALUES (?, 'sha256:bench', 'p', '1', ?, 'heron', 'unannounced', ?, ?, ?, ?, 0, 0)""",
        (
            (
                f"visit-{number:06}",
                f"B{number % 100}",
                "submitted" if number % 200 else "open",
                *[write_moment(START + timedelta(minutes=number))] * 3,
            )
            for number in range(visits)
        ),
    )
    connection.executemany(
        "INSERT INTO scorecards VALUES (?, ?, 1, '87.5', '{}')",
        (
            (f"visit-{number:06}", write_moment(START + timedelta(minutes=number)))
            for number in range(visits)
            if number % 200
        ),
    )
    connection.executemany(
        "INSERT INTO observations VALUES (?, ?, 'yes_no', 'yes', '', NULL, 1)",
        (
            (f"visit-{number:06}", f"ARR-{code:04}")
            for number in range(visits)
            for code in range(observations)
        ),
    )
    connection.execute("COMMIT")
    connection.close()
    return store


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
