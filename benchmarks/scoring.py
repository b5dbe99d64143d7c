"""Scoring 800 observations, against writing the same 800 readings as JSON; and one reading in such a visit.

Run: `python -m benchmarks.scoring [rounds]`. All are measured in turn and in CPU time: nothing here waits for anything,
and what else runs on the machine is not measured.
"""

import gc
import json
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from benchmarks.big_pack import big_pack_text
from qaudit.core.changes import ReadingSet, apply
from qaudit.core.judging import judge_visit
from qaudit.core.measures import Measure, kind_of
from qaudit.core.readings import Misfit, Reading, read_reading, write_reading
from qaudit.core.scorecard_document import scorecard_document
from qaudit.core.scoring import score_judged, score_visit
from qaudit.core.standards import Pack
from qaudit.core.visits import Auditor, Branch, Observation, Visit, VisitStatus
from qaudit.core.walk import PackIndex, walk_visit
from qaudit.packs.reader import read_pack

STANDARDS = 800
MOST_MS = 10.0
MOST_MS_AFTER_ONE = 0.3
FACTS = (("channel", "yes"),)
OPENED = datetime(2026, 5, 14, 14, 0, tzinfo=UTC)
WRITTEN = {
    "yes_no": ("yes", "no"),
    "duration": ("72s", "1:30"),
    "count": ("3", "4"),
    "rating": ("4", "2"),
    "clock": ("21:10", "12:00"),
    "checklist": ("badge+uniform", "badge"),
    "choice": ("all", "none_of_it"),
}
"""By kind of measure: what is read most of the time, and every fifth time."""


def main(rounds: int = 50) -> None:
    pack = _pack()
    visit = _visit(pack)
    readings = {seen.code: seen for seen in visit.observations}
    judged = judge_visit(pack, dict(FACTS), readings, {})
    index = PackIndex(pack)
    walk = walk_visit(index, visit)
    code = index.codes[len(index.codes) // 2]
    change = ReadingSet(code, _reading(index.standard[code].measure, 4))
    changed = apply(change, visit, OPENED)
    rows = [[seen.code, write_reading(seen.reading)] for seen in visit.observations if seen.reading]
    card = score_visit(pack, visit)
    jobs: dict[str, Callable[[], object]] = {
        "readings as JSON (json.dumps)": lambda: json.dumps(rows),
        "score the visit": lambda: score_visit(pack, visit),
        "  judge": lambda: judge_visit(pack, dict(FACTS), readings, {}),
        "  points and sums": lambda: score_judged(pack, judged),
        "scorecard as JSON": lambda: json.dumps(scorecard_document(visit, card)),
        "walk the visit afresh": lambda: walk_visit(index, visit),
        "walk after one reading": lambda: walk.after(changed, [code]),
    }
    times = _interleaved(jobs, rounds)
    bare = times["readings as JSON (json.dumps)"]
    print(f"{len(rows)} observations; medians of {rounds} rounds, CPU time")
    for name, seconds in times.items():
        print(f"{name:32} {seconds * 1000:8.3f} ms {seconds / bare:8.2f} x")
    scored, after = times["score the visit"] * 1000, times["walk after one reading"] * 1000
    print(f"score the visit: {scored:.1f} ms (at most {MOST_MS:.0f} ms)")
    print(f"walk after one reading: {after:.3f} ms (at most {MOST_MS_AFTER_ONE} ms)")


def _pack() -> Pack:
    found = read_pack(big_pack_text(STANDARDS).encode(), "big.yaml")
    assert found.pack is not None, found.problems[:5]
    return found.pack


def _visit(pack: Pack) -> Visit:
    """Every standard asked and with a reading; one in five is not what the standard wants."""
    empty = Visit(
        "benchmark",
        pack.ref,
        "sha256:0",
        Branch("B-01", "Branch"),
        Auditor("heron"),
        VisitStatus.OPEN,
        opened_at=OPENED,
        facts=FACTS,
    )
    observations = tuple(
        Observation(standard.code, _reading(standard.measure, place), at=OPENED)
        for place, standard in enumerate(pack.standards)
    )
    return replace(empty, observations=observations)


def _reading(measure: Measure, place: int) -> Reading:
    good, other = WRITTEN[kind_of(measure)]
    reading = read_reading(measure, other if place % 5 == 4 else good)
    assert not isinstance(reading, Misfit), reading
    return reading


def _interleaved(jobs: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The median CPU time of each job, in seconds; every round does each of them once."""
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(rounds):
        gc.collect()
        for name, job in jobs.items():
            begun = time.process_time()
            job()
            times[name].append(time.process_time() - begun)
    return {name: statistics.median(taken) for name, taken in times.items()}


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
