"""What opens a day's work, over a large store and a small one: the reviewer's queue and the branch manager's desk.

Run: `python -m benchmarks.desks [visits] [standards]`. Half of the visits wait for their review, half are published.
Every list is as long in the small store as in the large one, so that what is measured is the store and not the list.
The large store is made twice: wide has many branches of 25 published visits each, as brands grow; deep has two
branches, each with half of all the visits there are.
"""

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import event

from benchmarks.report_visits import visit_of
from qaudit.core.changes import write_moment
from qaudit.core.people import Person, Role
from qaudit.core.standards import PackRef
from qaudit.core.visits import Auditor, AuditorRole, Branch
from qaudit.packs.snapshot import digest_of_snapshot, write_snapshot
from qaudit.store.reading_columns import columns_of
from qaudit.store.store import KeptPack, Store, open_store
from qaudit.wiring import Desk

SMALL = 100
PER_BRANCH = 25
QUEUE = 50
UNFINISHED = 10
ROUNDS = 15
MOST = 2.0
START = datetime(2020, 1, 1, tzinfo=UTC)
ONE_IN = 16
"""A standard is missed in one of so many visits, and every third one of these misses comes twice."""


def main(visits: int = 10_000, standards: int = 100) -> None:
    with tempfile.TemporaryDirectory() as folder:
        small = filled(Path(folder) / "small.sqlite", SMALL, standards, branches=2)
        large = {
            "wide": filled(Path(folder) / "wide.sqlite", visits, standards, visits // (2 * PER_BRANCH)),
            "deep": filled(Path(folder) / "deep.sqlite", visits, standards, branches=2),
        }
        print(
            f"{visits} visits of {standards} standards, against {SMALL}; medians of {ROUNDS} rounds in turn"
        )
        worst = 0.0
        for shape, file in large.items():
            worst = max(worst, compared(shape, file, visits, small))
        print(f"worst ratio {worst:.2f} x (at most {MOST} x)")
        for shape, file in large.items():
            for line in scans(file, visits):
                print(f"{shape}: a full scan: {line}")


def compared(shape: str, file: Path, visits: int, small: Path) -> float:
    """Times every question in both stores, in turn; gives the worst ratio."""
    worst = 0.0
    for name, question in QUESTIONS.items():
        who = ASKED_BY.get(name, "rona")
        with desk_of(file, who) as large, desk_of(small, who) as few:
            here, there = question(large, visits), question(few, SMALL)
            times: dict[bool, list[float]] = {True: [], False: []}
            for _ in range(ROUNDS):
                for is_large, ask in ((True, here), (False, there)):
                    begun = time.perf_counter()
                    ask()
                    times[is_large].append(time.perf_counter() - begun)
            ratio = median(times[True]) / median(times[False])
            worst = max(worst, ratio)
            print(f"{shape}  {name:34} {median(times[True]) * 1000:8.1f} ms {ratio:6.2f} x")
    return worst


def submitted_id(visits: int) -> str:
    """The visit that waits longest but a few."""
    return visit_id(visits // 2 // 2 * 2)


def published_id(visits: int) -> str:
    """The newest published visit."""
    return visit_id(visits // 2 * 2 - 1)


Ask = Callable[[], object]
ASKED_BY = {
    "the reviewer's queue, first 50": "owl",
    "how many wait": "owl",
    "a visit on the reviewer's desk": "owl",
}
"""Who asks; else it is a branch manager."""
QUESTIONS: dict[str, Callable[[Desk, int], Ask]] = {
    "the reviewer's queue, first 50": lambda desk, visits: lambda: desk.review.queue(QUEUE),
    "how many wait": lambda desk, visits: desk.review.waiting,
    "a visit on the reviewer's desk": lambda desk, visits: (
        lambda: desk.review.look(submitted_id(visits), desk.person)
    ),
    "a branch's visits and actions": lambda desk, visits: (
        lambda: desk.branch_desk.overview(desk.person, limit=PER_BRANCH)
    ),
    "a visit on the branch's desk": lambda desk, visits: (
        lambda: desk.branch_desk.look(published_id(visits), desk.person)
    ),
    "missed how often in a row": lambda desk, visits: lambda: desk.store.life.repeats(published_id(visits)),
    "what a visit checks": lambda desk, visits: lambda: checked(desk.store, published_id(visits)),
}


def checked(store: Store, visit: str) -> object:
    """The actions that a visit would check; nothing is changed."""
    with store.life.deed(visit, who="hq", at=START) as deed:
        return deed.checked_actions()


def scans(file: Path, visits: int) -> Iterator[str]:
    """The steps that read a whole table of visits or verdicts, whatever is asked."""
    for name, question in QUESTIONS.items():
        with desk_of(file, ASKED_BY.get(name, "rona")) as desk:
            yield from (f"{name}: {step}" for step in scans_of(desk, question(desk, visits)))


def scans_of(desk: Desk, ask: Ask) -> Iterator[str]:
    """The same, of one question."""
    database = desk.store._database  # noqa: SLF001 - what it is asked is listened to
    engine = database._engine  # noqa: SLF001
    asked: list[tuple[str, Any]] = []

    def note(connection: Any, cursor: Any, statement: str, parameters: Any, *rest: Any) -> None:
        if statement.startswith("SELECT"):
            asked.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    ask()
    event.remove(engine, "before_cursor_execute", note)
    with database.reading() as session:
        for statement, parameters in asked:
            plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            for row in plan:
                step = str(row[-1])
                if step.startswith("SCAN") and any(table in step for table in ("visits", "verdicts")):
                    yield f"{step} of {' '.join(statement.split())[:100]}"


@contextmanager
def desk_of(file: Path, alias: str) -> Iterator[Desk]:
    """The desk of somebody over a store."""
    desk = Desk(str(file), who=alias)
    try:
        yield desk
    finally:
        desk.close()


def visit_id(number: int) -> str:
    return f"visit-{number:06}"


def filled(path: Path, visits: int, standards: int, branches: int) -> Path:
    """A store with so many visits in turn at so many branches, filled past its door, to be quick."""
    given = visit_of(standards)
    pack = given.pack
    document = write_snapshot(pack)
    digest = digest_of_snapshot(document)
    with open_store(path) as store:
        store.add_auditor(Auditor("heron"))
        store.add_auditor(Auditor("owl", AuditorRole.REVIEWER))
        for number in range(branches):
            store.add_branch(Branch(f"B{number}", f"Branch {number}", timezone="Asia/Jerusalem"))
        store.life.add_person(Person("rona", Role.MANAGER, (f"B{branches - 1}",)))
        store.keep_pack(KeptPack(digest, pack.ref, document, None, None))
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("BEGIN")
    written = {seen.code: columns_of(seen.reading) for seen in given.visit.observations}
    for table, rows in rows_of(visits, branches, digest, pack.ref, written).items():
        first = next(rows)
        names, marks = ", ".join(first), ", ".join(f":{name}" for name in first)
        statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 - our own names
        connection.execute(statement, first)
        connection.executemany(statement, rows)
    connection.execute("COMMIT")
    connection.close()
    return path


def rows_of(
    visits: int, branches: int, digest: str, ref: PackRef, written: dict[str, tuple[str | None, str | None]]
) -> dict[str, Iterator[dict[str, Any]]]:
    """The rows of each table. Odd visits are published, even ones wait."""

    def left(number: int) -> datetime:
        return START + timedelta(minutes=40 * number)

    def branch(number: int) -> str:
        return f"B{number // 2 % branches}"

    def is_missed(number: int, place: int) -> bool:
        turn = number // 2 // branches + place
        return turn % ONE_IN == 0 or turn % (3 * ONE_IN) == 1 or (number >= visits - 2 and place % 9 == 0)

    def is_new(number: int) -> bool:
        return number >= visits - 2 * branches * UNFINISHED

    published = range(1, visits, 2)
    return {
        "visits": (
            {
                "id": visit_id(number),
                "digest": digest,
                "pack": ref.pack,
                "edition": ref.edition,
                "branch": branch(number),
                "auditor": "heron",
                "kind": "unannounced",
                "status": "published" if number % 2 else "submitted",
                **{name: write_moment(left(number)) for name in ("opened_at", "left_at", "submitted_at")},
                "version": 3,
                "utc_offset_minutes": 0,
                "published_at": write_moment(left(number)) if number % 2 else None,
                "visible_from": write_moment(left(number)) if number % 2 else None,
            }
            for number in range(visits)
        ),
        "scorecards": (
            {
                "visit_id": visit_id(number),
                "made_at": write_moment(left(number)),
                "scoring_version": 1,
                "final_percent": f"{80 + number % 20}.5",
                "document": "{}",
            }
            for number in range(visits)
        ),
        "journal": (
            {
                "visit_id": visit_id(number),
                "number": place,
                "at": write_moment(left(number)),
                "who": "heron",
                "act": act,
                "subject": "",
                "why": "",
                "seal": "x",
            }
            for number in range(visits)
            for place, act in enumerate(("opened", "left", "submitted"), 1)
        ),
        "observations": (
            {
                "visit_id": visit_id(number),
                "code": code,
                "kind": kind,
                "reading": reading,
                "note": "",
                "first_entry": 1,
            }
            for number in range(visits)
            for code, (kind, reading) in written.items()
        ),
        "verdicts": (
            {
                "visit_id": visit_id(number),
                "code": code,
                "branch": branch(number),
                "pack": ref.pack,
                "kind": "unannounced",
                "left_at": write_moment(left(number)),
                "visible_from": write_moment(left(number)),
                "verdict": "missed" if is_missed(number, place) else "met",
                "is_finding": int(is_missed(number, place)),
            }
            for number in published
            for place, code in enumerate(written)
        ),
        "actions": (
            {
                "id": f"action-{number:06}",
                "visit_id": visit_id(number),
                "branch": branch(number),
                "pack": ref.pack,
                "what": "Train",
                "owner": "trainer",
                "due": left(number).date().isoformat(),
                "who": "rona",
                "at": write_moment(left(number)),
                "state": "done" if is_new(number) else "verified",
                "done_at": write_moment(left(number)),
                "done_words": "Trained",
                "evidence": "[]",
                "why_dropped": "",
                "checked_by": "",
                "reopened": 0,
            }
            for number in published
        ),
        "action_standards": (
            {"action_id": f"action-{number:06}", "code": code}
            for number in published
            for code in list(written)[:2]
        ),
    }


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
