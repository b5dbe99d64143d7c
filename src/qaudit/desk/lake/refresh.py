"""The lake is brought to where the store is, or made afresh."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path

from qaudit.desk.lake.changes import Changes
from qaudit.desk.lake.source import LakeSource
from qaudit.lake.manifest import Manifest, Mark
from qaudit.lake.parts import Tables
from qaudit.lake.run import Run
from qaudit.store.lake_book import Head, LakeView

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A published visit that the lake could not take in, and why."""

    visit: str
    reason: str


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh or a rebuild did: how many visits it put in, replaced and took out.

    `is_changed` is False where the lake was as the store has it already.
    """

    folder: Path
    added: int
    amended: int
    removed: int
    left_out: tuple[LeftOut, ...]
    is_changed: bool


def mark_of(head: Head) -> Mark:
    """A store's head as the lake keeps it."""
    return Mark(head.origin, head.number, head.seal)


def candidates(view: LakeView, manifest: Manifest) -> tuple[str, ...]:
    """The visits that may not stand in the lake as they do in the view.

    The view may know more than the head that was read before it: what is taken in now is found to be there next time.
    """
    return tuple(sorted({*view.changed(manifest.mark.number), *manifest.left_out}))


def carry_out(
    run: Run, changes: Changes, source: LakeSource, view: LakeView, progress: Progress
) -> Refreshed:
    """Writes what is to be changed; it is of the lake once the run is finished."""
    source.left_out.update(changes.left_out)
    gone = dict(changes.gone)
    amended = frozenset(visit for visits in gone.values() for visit in visits).intersection(changes.new)
    rows = _counted(source.rows(view.scored(changes.new)), progress, len(changes.new))
    for partition, pieces in groupby(rows, key=lambda piece: piece[0]):
        run.put(partition, (tables for _partition, tables in pieces), gone.pop(partition, ()))
    for partition, visits in gone.items():
        run.put(partition, (), visits)
    failed = source.left_out.keys() & set(changes.new)
    return Refreshed(
        run.folder,
        changes.added - len(failed - amended),
        changes.amended - len(failed & amended),
        changes.removed,
        tuple(LeftOut(visit, reason) for visit, reason in sorted(source.left_out.items())),
        run.is_touched or run.before is None,
    )


def finish(run: Run, head: Head, done: Refreshed, now: datetime) -> None:
    """Puts in place what was written; nothing is touched where the lake was like that already."""
    mark, left_out = mark_of(head), tuple(one.visit for one in done.left_out)
    if done.is_changed or run.before is None or (run.before.mark, run.before.left_out) != (mark, left_out):
        run.finish(mark, left_out, now)


def _counted(rows: Iterable[tuple[str, Tables]], progress: Progress, of: int) -> Iterator[tuple[str, Tables]]:
    done = 0
    for partition, tables in rows:
        done += tables["visits"].num_rows
        progress(done, of)
        yield partition, tables
