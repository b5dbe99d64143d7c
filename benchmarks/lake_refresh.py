"""The lake: a refresh in a lake of many visits and in an empty one, how large it is, how long it takes to make.

Run: `python -m benchmarks.lake_refresh [visits] [standards]`. The store is filled with visits as they are after
publication, readings, journal, scorecards and verdicts; with 10000 and 100 it takes some four minutes and 1 GB, with
100000 some forty and 9 GB.
"""

import json
import random
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from benchmarks.big_pack import big_pack_text
from qaudit.core.changes import ReadingSet, write_moment, written
from qaudit.core.findings import findings_of
from qaudit.core.journal import Act, JournalEntry
from qaudit.core.measures import Measure
from qaudit.core.readings import Misfit, Reading, read_reading
from qaudit.core.scorecard_document import scorecard_document
from qaudit.core.standards import Pack
from qaudit.core.visits import Auditor, Branch, Observation, Visit, VisitStatus
from qaudit.core.walk import PackIndex, walk_visit
from qaudit.desk.lake.keeping import Lake
from qaudit.packs.reader import read_pack
from qaudit.packs.snapshot import digest_of_snapshot, write_snapshot
from qaudit.store.kept import KeptScorecard, KeptVerdict
from qaudit.store.store import KeptPack, Store, open_store
from qaudit.store.whole_visits import WholeVisit

NEW = 100
ROUNDS = 7
BRANCHES = 100
BRANDS = ("Harbour Hotels", "Quays", "City")
START = datetime(2025, 1, 1, 8, tzinfo=UTC)
MONTHS = 18
AT_ONCE = 200
WORDS = [
    "yes",
    "no",
    "5",
    "4",
    "3",
    "2",
    "1",
    "18:30",
    "12:00",
    "badge+uniform",
    "badge",
    "none",
    "all",
    "none_of_it",
    "na",
] + [f"{seconds}s" for seconds in range(20, 160, 3)]
"""Readings that are tried on a standard; those that fit are what visits have."""


def main(visits: int = 10_000, standards: int = 100) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = Visits(standards)
        few, many = folder / "few.sqlite", folder / "many.sqlite"
        for path, before in ((few, 0), (many, visits)):
            begun = time.perf_counter()
            with open_store(path) as store:
                source.fill(store, before)
                made, cost = timed(lake_of(store, path))
                print(
                    f"{path.name}: {before} visits, filled in {made - begun:.0f} s, "
                    f"lake made in {cost:.1f} s of processor time, {peak():.0f} MB at most"
                )
                source.add(store, before, NEW)
            shutil.copytree(path.with_suffix(".lake"), path.with_suffix(".kept"))
        shown_size(many)
        costs: dict[Path, list[float]] = {few: [], many: []}
        for _ in range(ROUNDS):
            for path, found in costs.items():
                shutil.rmtree(path.with_suffix(".lake"))
                shutil.copytree(path.with_suffix(".kept"), path.with_suffix(".lake"))
                with open_store(path) as store:
                    begun = time.process_time()
                    done = lake_of(store, path).refresh()
                    found.append(time.process_time() - begun)
                    assert done.added == NEW, done
        here, there = median(costs[many]), median(costs[few])
        print(f"refresh of {NEW} new visits of {standards} standards, processor time, medians of {ROUNDS}:")
        print(
            f"  into {visits}: {here * 1000:.0f} ms; into an empty lake: {there * 1000:.0f} ms; {here / there:.2f} x"
        )


def timed(lake: Lake) -> tuple[float, float]:
    """When the lake was begun, and the processor time that making it takes."""
    at, begun = time.perf_counter(), time.process_time()
    lake.rebuild()
    return at, time.process_time() - begun


def shown_size(store: Path) -> None:
    """How large the lake is beside its store."""
    lake = sum(file.stat().st_size for file in store.with_suffix(".lake").rglob("*") if file.is_file())
    beside = store.stat().st_size
    print(f"lake {lake / 1e6:.1f} MB, store {beside / 1e6:.1f} MB, 1/{beside / lake:.0f}")


def peak() -> float:
    """The most memory that this process had so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def lake_of(store: Store, path: Path) -> Lake:
    """The lake beside a store."""
    return Lake(lambda: store, path.with_suffix(".lake"), lambda: START, lambda: None)


class Visits:
    """Finished visits of one pack, each with readings of its own."""

    def __init__(self, standards: int) -> None:
        pack = read_pack(big_pack_text(standards, slug="lake").encode(), "lake.yaml").pack
        assert pack is not None
        self.pack: Pack = pack
        document = write_snapshot(pack)
        self.kept = KeptPack(digest_of_snapshot(document), pack.ref, document)
        self._index = PackIndex(pack)
        self._chance = random.Random(6)  # noqa: S311 - the same each time
        self._readings = {
            standard.code: fitting(standard.measure, standard.may_be_not_applicable)
            for standard in pack.standards
        }
        self.branches = [
            Branch(
                f"B{number:03}",
                f"Branch {number}",
                f"Region {number % 9}",
                "IL",
                BRANDS[number % 3],
                "Asia/Jerusalem",
            )
            for number in range(BRANCHES)
        ]

    def fill(self, store: Store, visits: int) -> None:
        """Adds who, where and the pack, and so many published visits."""
        store.add_auditor(Auditor("heron"))
        store.add_auditor(Auditor("wren"))
        for branch in self.branches:
            store.add_branch(branch)
        store.keep_pack(self.kept)
        store.hurry()
        self.add(store, 0, visits)

    def add(self, store: Store, first: int, visits: int) -> None:
        """Adds published visits; those behind the first ones are of the last month."""
        numbers = range(first, first + visits)
        for start in range(0, visits, AT_ONCE):
            store.take_in(
                [self.whole(number, is_new=visits == NEW) for number in numbers[start : start + AT_ONCE]]
            )

    def whole(self, number: int, *, is_new: bool) -> WholeVisit:
        """A published visit with its journal."""
        # One in fifty is seen by a second auditor, on the same day.
        again = number % 50 == 1
        place = number - again
        days = MONTHS * 30 + place % 10 if is_new else place * MONTHS * 30 // 10_000 % (MONTHS * 30)
        opened = START + timedelta(days=days, minutes=number % 600)
        left = opened + timedelta(minutes=50)
        visit = Visit(
            id=f"0197{number:08x}-0000-7000-8000-000000000000",
            pack=self.pack.ref,
            digest=self.kept.digest,
            branch=self.branches[place % BRANCHES],
            auditor=Auditor("wren" if again else "heron"),
            status=VisitStatus.PUBLISHED,
            opened_at=opened,
            facts=tuple((fact.name, fact.keys[0]) for fact in self.pack.facts),
            observations=tuple(
                Observation(code, self._chance.choice(readings), at=opened)
                for code, readings in self._readings.items()
            ),
            left_at=left,
            submitted_at=left + timedelta(minutes=20),
            published_at=left + timedelta(days=1),
            visible_from=left + timedelta(days=1),
        )
        walk = walk_visit(self._index, visit)
        card = walk.scorecard()
        document = json.dumps(scorecard_document(visit, card))
        missed = {finding.standard.code for finding in findings_of(card, self.pack.scoring)}
        verdicts = (
            KeptVerdict(code, judged.verdict.value, code in missed)
            for code, judged in walk.judged.items()
            if judged.share is not None
        )
        percent = None if card.final_percent is None else str(card.final_percent)
        return WholeVisit(
            visit,
            "heron",
            tuple(entries_of(visit)),
            (KeptScorecard(left + timedelta(minutes=20), 1, document, percent),),
            tuple(verdicts),
        )


def entries_of(visit: Visit) -> Iterator[JournalEntry]:
    """What the journal tells of a visit after its opening."""
    assert visit.left_at is not None
    blank = JournalEntry(visit.id, 0, visit.opened_at, "heron", Act.READING)
    for seen in visit.observations:
        yield replace(blank, subject=seen.code, became=written(ReadingSet(seen.code, seen.reading)))
    moment = write_moment(visit.left_at)
    for act in (Act.LEFT, Act.SUBMITTED, Act.APPROVED, Act.PUBLISHED):
        yield replace(blank, act=act, at=visit.left_at, became=moment)


def fitting(measure: Measure, may_be_not_applicable: bool) -> list[Reading]:
    """The readings that fit a measure; those of a visit that went well more often."""
    words = [word for word in WORDS if word != "na" or may_be_not_applicable]
    found = [reading for word in words if not isinstance(reading := read_reading(measure, word), Misfit)]
    return [*found[:1] * 6, *found]


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
