"""The year of `qaudit demo --year`, made whole: how long that takes, and whether its scores show what is true.

Run: `python -m benchmarks.year [FOLDER]`; without a folder the store is thrown away. The truth is that of docs/demo.md.
What is compared: the mean score of a branch, and of an auditor, against the points that are written there.
"""

import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from qaudit.core.visits import VisitKind, VisitStatus
from qaudit.desk.year.making import make_year
from qaudit.desk.year.places import BRANDS, Brand
from qaudit.desk.year.plan import Outing, outings
from qaudit.desk.year.truths import KIND_POINTS, LENIENT, STRICT, branch_points, rush
from qaudit.wiring import Desk

NOW = datetime(2026, 11, 15, 12, tzinfo=UTC)
FOUND = (VisitStatus.PUBLISHED, VisitStatus.CLOSED)
Scored = tuple[Outing, float]


def main(folder: Path) -> None:
    begun, busy = time.perf_counter(), time.process_time()
    store = make_year(folder / "year", lambda db, world, packs: Desk(db, packs, world=world, who=""), NOW)
    took, worked = time.perf_counter() - begun, time.process_time() - busy
    with closing(Desk(str(store), who="")) as desk:
        scored = scores(desk)
        print(
            f"{len(scored)} published visits of {len({one.place for one, _ in scored})} branches in {took:.0f} s"
            f" ({worked:.0f} s of processor time), {store.stat().st_size / 1e6:.0f} MB"
        )
        begun = time.perf_counter()
        faults = desk.store.damage()
        print(f"faults in the store: {len(faults)} (looked at in {time.perf_counter() - begun:.0f} s)")
    for brand in BRANDS:
        judge(brand, [one for one in scored if one[0].brand is brand])


def scores(desk: Desk) -> list[Scored]:
    """Each published visit as it was planned, with its score in percent."""
    planned = {(one.place.code, one.observer.alias, one.begins): one for one in outings(NOW)}
    found = []
    for status in FOUND:
        for visit in desk.headquarters.visits(status):
            begins = min(mark.at for mark in desk.store.visit(visit.id).marks)
            outing = planned[visit.branch.code, visit.auditor.alias, begins]
            if visit.final_percent is not None:
                found.append((outing, float(visit.final_percent)))
    return found


def judge(brand: Brand, scored: Sequence[Scored]) -> None:
    """How much of a point of truth the scores show, and what is left of branches and auditors beside it."""
    score = np.array([percent for _, percent in scored])
    truth = np.array([points(outing) for outing, _ in scored])
    hurry = np.log([rush(outing.wall) for outing, _ in scored])
    design = np.column_stack([np.ones(len(scored)), truth, hurry])
    fitted = np.linalg.lstsq(design, score, rcond=None)[0]
    left = score - design @ fitted
    print(
        f"{brand.name}: {len(scored)} visits, mean {score.mean():.1f}; a point of truth is {fitted[1]:.2f} of the"
        f" score; visits spread by {left.std():.1f} around it"
    )
    for name, of in GROUPS.items():
        groups = defaultdict(list)
        for (outing, _), rest in zip(scored, left, strict=True):
            groups[of(outing)].append(rest)
        apart = [np.mean(found) * np.sqrt(len(found)) / left.std() for found in groups.values()]
        print(f"  {name}: {len(apart)}, farthest from the truth by {np.abs(apart).max():.1f} standard errors")
    shown = {alias: mean_of(scored, alias) for alias in (STRICT, LENIENT)}
    print(
        "  "
        + ", ".join(f"{alias} {value:+.1f} against the others" for alias, value in shown.items() if value)
    )


GROUPS: dict[str, Callable[[Outing], str]] = {
    "branches": lambda outing: outing.place.code,
    "auditors": lambda outing: outing.observer.alias,
}


def points(outing: Outing) -> float:
    """What is true of a visit, without its luck."""
    return branch_points(outing.place, outing.month) + outing.observer.points + KIND_POINTS[outing.kind]


def mean_of(scored: Sequence[Scored], alias: str) -> float:
    """What an auditor gives above or below the others, when what is true of the branches is taken away."""
    found = defaultdict(list)
    for outing, percent in scored:
        if outing.kind is VisitKind.UNANNOUNCED:
            rest = percent - branch_points(outing.place, outing.month)
            found[outing.observer.alias == alias].append(rest)
    return float(np.mean(found[True]) - np.mean(found[False])) if found[True] else 0.0


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory(prefix="qaudit-year-") as thrown_away:
            main(Path(thrown_away))
