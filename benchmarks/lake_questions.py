"""Questions over ten million observations, beside the same in hand-written SQL: on DuckDB, and on the SQLite store.

Run: `python -m benchmarks.lake_questions [branches] [visits of each] [folder] [part of a name]`. The lake and the
store are made where the folder has none; a folder that is named is kept. Hand-written SQL reads the same Parquet files
through the same library and gives the rows that the question gives. The SQLite store has our own schema with its
indexes, and as much memory as it likes, in a process of its own. Processor time, in turns, medians; SQLite takes its
turn until it has had `PATIENCE` seconds, and beside it stands the time by the clock too: it works on one core alone.
"""

# ruff: noqa: S608 - a measurement's own words, put together here

import multiprocessing
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from multiprocessing.pool import Pool
from pathlib import Path
from statistics import median
from typing import Any

import duckdb

from benchmarks.lake_year import drawn_year, write_lake, write_store
from qaudit.lake.asked import Along, Asked, By
from qaudit.lake.engines import DUCKDB, Engine, Question, opened, written
from qaudit.lake.questions import doubles, repeats, scores, standards, times
from qaudit.lake.schema import TABLES

ROUNDS = 6
PATIENCE = 20.0
"""Seconds after which SQLite is not asked the same again."""
MOST_OF_DUCKDB, MOST_OF_SQLITE = 1.5, 1 / 20
FIRST_HALF, SECOND_HALF = Asked(until=date(2026, 6, 30)), Asked(since=date(2026, 7, 1))


@dataclass(frozen=True, slots=True)
class Measured:
    """One question three times over."""

    name: str
    question: Question
    asked: tuple[Any, ...]
    by_hand: str
    on_store: str


IN_LAKE = "kind = 'unannounced'"
PUBLISHED = """
WITH seen AS (
  SELECT v.id visit, v.kind, b.brand, v.pack, v.branch, b.region, v.auditor, v.edition, v.left_at,
    CAST(s.final_percent AS REAL) percent
  FROM visits v JOIN branches b ON b.code = v.branch JOIN scorecards s ON s.visit_id = v.id
  WHERE v.status = 'published' AND v.kind = 'unannounced' AND s.final_percent IS NOT NULL
    AND s.made_at = (SELECT max(made_at) FROM scorecards l WHERE l.visit_id = v.id)
)"""
VARIANCE = "(sum(percent * percent) - count(*) * avg(percent) * avg(percent)) / (count(*) - 1)"
JUDGED = "FROM verdicts v JOIN branches b ON b.code = v.branch WHERE v.kind = 'unannounced'"

SAID = "sum(verdict = 'met') met, sum(verdict = 'partly') partly, sum(verdict = 'missed') missed"
TWICE_IN_STORE = f"""
WITH twice AS (
  SELECT kind, pack, edition, branch, substr(left_at, 1, 10) day FROM visits WHERE kind = 'unannounced'
  GROUP BY 1, 2, 3, 4, 5 HAVING count(DISTINCT auditor) > 1
), firsts AS (
  SELECT t.*, v.auditor, min(v.id) visit FROM twice t JOIN visits v ON v.branch = t.branch
    AND v.pack = t.pack AND v.edition = t.edition AND v.kind = t.kind AND substr(v.left_at, 1, 10) = t.day
  GROUP BY 1, 2, 3, 4, 5, 6
), units AS (
  SELECT f.kind, f.pack, f.edition, f.branch, f.day, d.code, {SAID}
  FROM firsts f JOIN verdicts d ON d.visit_id = f.visit GROUP BY 1, 2, 3, 4, 5, 6
)"""

MEASURED = [
    Measured(
        "league of branches",
        scores.samples,
        (Asked(),),
        f"""SELECT kind, brand, pack, branch, count(*) n, avg(percent) mean, var_samp(percent) variance,
          min(edition), max(edition)
        FROM visits WHERE {IN_LAKE} AND percent IS NOT NULL GROUP BY ALL ORDER BY ALL""",
        f"""{PUBLISHED} SELECT kind, brand, pack, branch, count(*), avg(percent), {VARIANCE}, min(edition),
          max(edition) FROM seen GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4""",
    ),
    Measured(
        "heat map: branches by sections",
        scores.samples,
        (Asked(by=By.SECTION),),
        f"""SELECT kind, brand, pack, section, branch, count(*) n, avg(percent) mean, var_samp(percent) variance,
          min(edition), max(edition)
        FROM sections WHERE {IN_LAKE} AND percent IS NOT NULL GROUP BY ALL ORDER BY ALL""",
        f"""SELECT kind, brand, pack, section, branch, count(*), avg(percent), {VARIANCE} FROM (
          SELECT v.kind, b.brand, v.pack, t.section, v.branch, v.visit_id,
            100.0 * sum(1 - is_finding) / count(*) percent
          FROM verdicts v JOIN branches b ON b.code = v.branch JOIN standards t ON t.code = v.code
          WHERE v.kind = 'unannounced' GROUP BY 1, 2, 3, 4, 5, 6
        ) GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5""",
    ),
    Measured(
        "league by layer",
        scores.samples,
        (Asked(by=By.LAYER),),
        f"""WITH parts AS (
          SELECT visit, layer, 100 * sum(earned) / sum(possible) score FROM observations
          WHERE {IN_LAKE} AND possible > 0 AND NOT bonus AND layer <> '' GROUP BY ALL
        )
        SELECT kind, brand, pack, layer, branch, count(*) n, avg(score) mean, var_samp(score) variance,
          min(edition), max(edition)
        FROM parts JOIN visits USING (visit) WHERE {IN_LAKE} GROUP BY ALL ORDER BY ALL""",
        f"""SELECT kind, brand, pack, layer, branch, count(*), avg(percent), {VARIANCE} FROM (
          SELECT v.kind, b.brand, v.pack, CAST(substr(v.code, 2) AS INTEGER) % 3 layer, v.branch, v.visit_id,
            100.0 * sum(1 - is_finding) / count(*) percent
          {JUDGED} GROUP BY 1, 2, 3, 4, 5, 6
        ) GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5""",
    ),
    Measured(
        "courses of scores by month",
        scores.samples_by_month,
        (Asked(),),
        f"""SELECT kind, brand, pack, branch, month, count(*) n, avg(percent) mean, var_samp(percent) variance,
          min(edition), max(edition)
        FROM visits WHERE {IN_LAKE} AND percent IS NOT NULL GROUP BY ALL ORDER BY ALL""",
        f"""{PUBLISHED} SELECT kind, brand, pack, branch, substr(left_at, 1, 7), count(*), avg(percent), {VARIANCE},
          min(edition), max(edition) FROM seen GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5""",
    ),
    Measured(
        "courses of rates by month",
        standards.rates_by_month,
        (Asked(),),
        f"""SELECT kind, brand, pack, branch, month, count(*), count_if(finding), min(edition), max(edition)
        FROM observations WHERE {IN_LAKE} AND judged GROUP BY ALL ORDER BY ALL""",
        f"""SELECT v.kind, b.brand, v.pack, v.branch, substr(v.left_at, 1, 7), count(*), sum(is_finding)
        {JUDGED} GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5""",
    ),
    Measured(
        "visits for consistency and auditors",
        scores.visit_scores,
        (Asked(),),
        f"""SELECT kind, brand, pack, branch, auditor, day, percent
        FROM visits WHERE {IN_LAKE} AND percent IS NOT NULL""",
        f"""{PUBLISHED} SELECT kind, brand, pack, branch, auditor, substr(left_at, 1, 10), percent
        FROM seen""",
    ),
    Measured(
        "standards: weakest, dead weight",
        standards.tallies,
        (Asked(),),
        f"""SELECT kind, brand, pack, code, any_value(section), count(*), count_if(finding), avg(share),
          sum(possible) FILTER (NOT bonus), sum(earned) FILTER (NOT bonus), min(edition), max(edition)
        FROM observations WHERE {IN_LAKE} AND judged GROUP BY ALL ORDER BY ALL""",
        f"""SELECT v.kind, b.brand, v.pack, v.code, count(*), sum(is_finding) {JUDGED}
        GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4""",
    ),
    Measured(
        "standards that split branches",
        standards.spreads,
        (Asked(),),
        f"""WITH cells AS (
          SELECT kind, brand, pack, code, branch, count(*)::DOUBLE asked, count_if(NOT finding)::DOUBLE met
          FROM observations WHERE {IN_LAKE} AND judged GROUP BY ALL
        )
        SELECT kind, brand, pack, code, count(*), sum(asked), sum(met), sum(met * met / asked), sum(asked * asked)
        FROM cells GROUP BY ALL ORDER BY ALL""",
        f"""SELECT kind, brand, pack, code, count(*), sum(asked), sum(met), sum(met * met / asked),
          sum(asked * asked)
        FROM (SELECT v.kind, b.brand, v.pack, v.code, v.branch, 1.0 * count(*) asked, 1.0 * sum(1 - is_finding) met
          {JUDGED} GROUP BY 1, 2, 3, 4, 5) GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4""",
    ),
    Measured(
        "repeat misses",
        repeats.repeats,
        (Asked(),),
        f"""WITH seen AS (
          SELECT kind, brand, pack, code, branch, day, finding, lag(finding) OVER course missed_before,
            row_number() OVER course place
          FROM observations WHERE {IN_LAKE} AND judged
          WINDOW course AS (PARTITION BY kind, brand, pack, code, branch ORDER BY day, visit)
        )
        SELECT kind, brand, pack, code, branch, count(*), count_if(finding) missed, count_if(missed_before),
          count_if(finding AND missed_before), count(*) - coalesce(max(place) FILTER (NOT finding), 0),
          max(day) FILTER (finding AND NOT coalesce(missed_before, false)), max(day)
        FROM seen GROUP BY ALL HAVING missed > 0 ORDER BY ALL""",
        """WITH seen AS (
          SELECT v.kind, b.brand, v.pack, v.code, v.branch, left_at, is_finding,
            lag(is_finding) OVER course missed_before, row_number() OVER course place
          FROM verdicts v JOIN branches b ON b.code = v.branch WHERE v.kind = 'unannounced'
          WINDOW course AS (PARTITION BY v.pack, v.code, v.branch ORDER BY left_at, visit_id)
        )
        SELECT kind, brand, pack, code, branch, count(*), sum(is_finding) missed, sum(missed_before),
          sum(is_finding * missed_before), max(place) FILTER (WHERE is_finding = 0), max(left_at)
        FROM seen GROUP BY 1, 2, 3, 4, 5 HAVING missed > 0 ORDER BY 1, 2, 3, 4, 5""",
    ),
    Measured(
        "times of each standard",
        times.counted_times,
        (Asked(), Along.STANDARD),
        f"""SELECT kind, brand, pack, code, seconds, count(*), count("limit"), count_if(seconds <= "limit"),
          sum(greatest(seconds - "limit", 0))
        FROM observations WHERE {IN_LAKE} AND seconds IS NOT NULL GROUP BY ALL ORDER BY ALL""",
        """SELECT v.kind, b.brand, v.pack, o.code, CAST(o.reading AS REAL), count(*)
        FROM observations o JOIN visits v ON v.id = o.visit_id JOIN branches b ON b.code = v.branch
        WHERE o.kind = 'duration' AND v.status = 'published' AND v.kind = 'unannounced'
        GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5""",
    ),
    Measured(
        "times of each standard by hour",
        times.counted_times,
        (Asked(), Along.HOUR),
        f"""SELECT kind, brand, pack, code, hour, seconds, count(*), count("limit"), count_if(seconds <= "limit"),
          sum(greatest(seconds - "limit", 0))
        FROM observations WHERE {IN_LAKE} AND seconds IS NOT NULL GROUP BY ALL ORDER BY ALL""",
        """SELECT v.kind, b.brand, v.pack, o.code, substr(v.left_at, 12, 2), CAST(o.reading AS REAL), count(*)
        FROM observations o JOIN visits v ON v.id = o.visit_id JOIN branches b ON b.code = v.branch
        WHERE o.kind = 'duration' AND v.status = 'published' AND v.kind = 'unannounced'
        GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6""",
    ),
    Measured(
        "observed twice, by occasion",
        doubles.twice_by_occasion,
        (Asked(),),
        f"""SELECT kind, brand, pack, edition, branch, day, met, partly, missed, count(*)
        FROM doubles WHERE {IN_LAKE} GROUP BY ALL ORDER BY ALL""",
        f"""{TWICE_IN_STORE} SELECT kind, pack, edition, branch, day, met, partly, missed, count(*)
        FROM units GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 ORDER BY 1, 2, 3, 4, 5, 6, 7, 8""",
    ),
    Measured(
        "observed twice, by standard",
        doubles.twice_by_standard,
        (Asked(),),
        f"""SELECT kind, brand, pack, code, met, partly, missed, count(*)
        FROM doubles WHERE {IN_LAKE} AND met + partly + missed > 1 GROUP BY ALL ORDER BY ALL""",
        f"""{TWICE_IN_STORE} SELECT kind, pack, code, met, partly, missed, count(*)
        FROM units WHERE met + partly + missed > 1 GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6""",
    ),
    Measured(
        "what changed between two halves",
        standards.tallies_of_both,
        (FIRST_HALF, SECOND_HALF),
        f"""SELECT kind, brand, pack, code, any_value(section), count(*) FILTER (day <= DATE '2026-06-30'),
          count(*) FILTER (day >= DATE '2026-07-01'), sum(earned) FILTER (day <= DATE '2026-06-30'),
          sum(earned) FILTER (day >= DATE '2026-07-01'), sum(possible) FILTER (day <= DATE '2026-06-30'),
          sum(possible) FILTER (day >= DATE '2026-07-01')
        FROM observations WHERE {IN_LAKE} AND judged AND NOT bonus AND possible > 0 GROUP BY ALL ORDER BY ALL""",
        f"""SELECT v.kind, b.brand, v.pack, v.code, sum(left_at < '2026-07'), sum(left_at >= '2026-07'),
          sum((1 - is_finding) * (left_at < '2026-07')), sum((1 - is_finding) * (left_at >= '2026-07'))
        {JUDGED} GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4""",
    ),
]


def main(branches: int = 1000, each: int = 100, folder: str = "", only: str = "") -> None:
    """Makes the year where it is not, and measures."""
    with tempfile.TemporaryDirectory() as made:
        base = Path(folder or made)
        lake, store = base / "lake", base / "store.sqlite"
        base.mkdir(parents=True, exist_ok=True)
        if not lake.exists():
            write_lake(drawn_year(branches, each), lake)
        if not store.exists():
            write_store(lake, store)
        print(
            f"{branches} branches x {each} visits x 100 standards; {_size(lake):.0f} MB as a lake, "
            f"{store.stat().st_size / 1e6:.0f} MB of the tables asked in SQLite; processor time"
        )
        measure(lake, store, only)


def measure(lake: Path, store: Path, only: str = "") -> None:
    """A line for each question whose name holds `only`, beside DuckDB and beside SQLite."""
    worst_of_duckdb = worst_of_sqlite = 0.0
    connection = by_hand(lake)
    with opened(lake) as engine, _asking(store) as plain:
        for one in (one for one in MEASURED if only in one.name):
            begun = time.process_time()
            written(DUCKDB, one.question, *one.asked)
            writing = time.process_time() - begun
            turns = in_turns(engine, connection, plain, one)
            ours, hand, stored = (median(turn.cpu for turn in seen) for seen in turns)
            ours_waited, _, stored_waited = (median(turn.clock for turn in seen) for seen in turns)
            worst_of_duckdb = max(worst_of_duckdb, ours / hand)
            worst_of_sqlite = max(worst_of_sqlite, ours / stored)
            print(
                f"{one.name:36} {ours * 1000:6.0f} ms   by hand {hand * 1000:6.0f} ms, {ours / hand:4.2f} x   "
                f"SQLite {stored:6.1f} s, 1/{stored / ours:.0f}, by the clock "
                f"1/{stored_waited / ours_waited:.0f}   (its SQL written in {writing * 1000:.0f} ms)",
                flush=True,
            )
    print(f"worst {worst_of_duckdb:.2f} x (at most {MOST_OF_DUCKDB} x), ", end="")
    print(f"1/{1 / worst_of_sqlite:.0f} (at most 1/{1 / MOST_OF_SQLITE:.0f})")


def in_turns(
    engine: Engine, connection: Any, plain: Pool, one: Measured
) -> tuple[list["Taken"], list["Taken"], list["Taken"]]:
    """The question, the same by hand, and on the store; each without its first turn, where it had another."""
    ours: list[Taken] = []
    hand: list[Taken] = []
    stored: list[Taken] = []
    for number in range(ROUNDS + 1):
        # The first of each has the files to find, and whoever comes after SQLite finds nothing in the caches.
        if number == 0 or sum(turn.cpu for turn in stored) < PATIENCE:
            stored.append(plain.apply(_stored, (one.on_store,)))
        turns = (
            (ours, lambda: engine.ask(one.question, *one.asked)),
            (hand, lambda: connection.sql(one.by_hand).to_arrow_table()),
        )
        for seen, ask in turns if number % 2 else reversed(turns):
            seen.append(taken(ask))
    return ours[1:], hand[1:], stored[1:] or stored


@contextmanager
def _asking(store: Path) -> Iterator[Pool]:
    """Another process that has the store open: its memory and caches are not those of the lake's."""
    with multiprocessing.get_context("spawn").Pool(1, _open_store, (store,)) as plain:
        yield plain


def _open_store(store: Path) -> None:
    global _plain  # noqa: PLW0603 - a process has no other place for what it was opened with
    _plain = sqlite3.connect(store)
    _plain.execute("PRAGMA cache_size = -2000000")
    _plain.execute("PRAGMA temp_store = MEMORY")


_plain: sqlite3.Connection
"""Of the other process."""


def _stored(question: str) -> "Taken":
    return taken(lambda: _plain.execute(question).fetchall())


def by_hand(lake: Path) -> Any:
    """DuckDB over the same files, as one would open them."""
    connection = duckdb.connect(":memory:")
    connection.execute("SET parquet_metadata_cache = true")
    connection.execute("SET preserve_insertion_order = false")
    for name in TABLES:
        files = f"{lake}/{name}/**/*.parquet"
        connection.execute(
            f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{files}', hive_partitioning = false)"
        )
    return connection


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds of the processor, on all cores, and of the clock."""

    cpu: float
    clock: float


def taken(work: Callable[[], object]) -> Taken:
    """What some work took this process."""
    cpu, clock = time.process_time(), time.perf_counter()
    work()
    return Taken(time.process_time() - cpu, time.perf_counter() - clock)


def _size(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*.parquet")) / 1e6


if __name__ == "__main__":
    words = dict(enumerate(sys.argv[1:]))
    main(int(words.get(0, 1000)), int(words.get(1, 100)), words.get(2, ""), words.get(3, ""))
