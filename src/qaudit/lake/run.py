"""One run over a lake: what it writes stands beside the lake until all is there, and then takes its place.

A part is never changed. Where visits were amended, the parts that hold them are written anew without them; and where
a month has many small parts, they are put together.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain
from pathlib import Path

from qaudit.errors import LakeUnusable
from qaudit.lake.folder import (
    EMPTY,
    MANIFEST,
    STAGING,
    disk_faults,
    left_over,
    part_of,
    partition_of_part,
    remove_empty,
    remove_parts,
    remove_staging,
    shown,
)
from qaudit.lake.lock import LOCK, held
from qaudit.lake.manifest import Manifest, Mark, read_manifest, write_manifest
from qaudit.lake.parts import (
    MOST_ROWS,
    PartWriter,
    Tables,
    groups_of,
    read_part,
    rows_in,
    without,
    write_empty,
    write_rows,
)
from qaudit.lake.schema import BY_VISIT, TABLES
from qaudit.lake.seen_twice import SeenTwice
from qaudit.speech import _

MOST_PARTS = 8
"""Small parts of one month; with one more they are put together."""
SMALL_ROWS = 200_000
"""Observations of a part that is small."""


@contextmanager
def begun(folder: Path, *, is_anew: bool = False) -> Iterator["Run"]:
    """A run over the lake in a folder, alone: what an interrupted one left behind is removed first.

    `is_anew` says that nothing of the lake as it was is to stay, so that a damaged one is no hindrance.
    Raises `LakeUnusable` where somebody else is at it, and for a folder in which no lake of ours can be.
    """
    if read_manifest(folder, is_to_be_replaced=is_anew) is None:
        _refuse_strange(folder)
    with held(folder), disk_faults(folder):
        # What was read before the lock may be old by now.
        manifest = read_manifest(folder, is_to_be_replaced=is_anew)
        if manifest is None or (folder / STAGING).exists():
            remove_staging(folder)
            named = () if manifest is None else (*manifest.parts, *manifest.doubles)
            remove_parts(folder, left_over(folder, named))
            remove_empty(folder, () if manifest is None else manifest.without_rows)
        run = Run(folder, manifest)
        try:
            yield run
        finally:
            run.close()
            remove_staging(folder)


def _refuse_strange(folder: Path) -> None:
    with disk_faults(folder):
        inside = {path.name for path in folder.iterdir()} if folder.exists() else set()
    if inside - {LOCK, STAGING, MANIFEST, f".{MANIFEST}.part", *TABLES}:
        raise LakeUnusable(
            _("{folder} is no lake, and not empty", folder=shown(folder)),
            _("choose a new or empty folder with --lake"),
        )


@dataclass
class Run:
    """What is written, and what will be gone. `before` is the lake as it was; None where there was none."""

    folder: Path
    before: Manifest | None
    _added: list[str] = field(default_factory=list)
    _removed: list[str] = field(default_factory=list)
    _added_doubles: list[str] = field(default_factory=list)
    _removed_doubles: list[str] = field(default_factory=list)
    _is_anew: bool = False
    _seen_twice: SeenTwice = field(default_factory=SeenTwice)

    @property
    def _manifest(self) -> Manifest:
        return self.before or Manifest()

    @property
    def is_touched(self) -> bool:
        """Whether any part is new or will be gone, or nothing stays."""
        return bool(self._is_anew or self._added or self._removed)

    def close(self) -> None:
        """Gives back what was needed on the way."""
        self._seen_twice.close()

    def forget_all(self) -> None:
        """Nothing of the lake as it was stays."""
        self._removed = list(self._manifest.parts)
        self._removed_doubles = list(self._manifest.doubles)
        self._is_anew = True

    def known(self, partition: str) -> dict[str, datetime]:
        """What `known_in` gives of the lake as it was."""
        return known_in(self.folder, self._manifest, partition)

    def put(self, partition: str, new: Iterable[Tables], gone: Sequence[str] = ()) -> None:
        """Rows of a brand's month, in the place of those of the visits in `gone`. Raises `LakeUnusable`."""
        old = self._to_rewrite(partition, gone)
        self._removed += old
        added: set[str] = set()
        # Between two of these a part may end: each has whole visits.
        pieces = chain((self._kept(part, gone) for part in old), ((tables,) for tables in _noted(new, added)))
        writer: PartWriter | None = None
        try:
            for piece in pieces:
                if writer is not None and writer.rows >= MOST_ROWS:
                    writer.finish()
                    writer = None
                for tables in piece:
                    writer = writer or self._begin(partition)
                    writer.add(tables)
            if writer is not None:
                writer.finish()
        except BaseException:
            if writer is not None:
                writer.drop()
            raise
        self._pair(partition, added, is_less=bool(gone))

    def _pair(self, partition: str, added: set[str], *, is_less: bool) -> None:
        """What was seen twice in a brand's month, made anew where visits that were put in or taken out change it."""
        removed = set(self._removed)
        parts = [(self.folder, part) for part in self._manifest.parts_in(partition) if part not in removed]
        parts += [
            (self.folder / STAGING, part) for part in self._added if partition_of_part(part) == partition
        ]
        seen = self._seen_twice.visits(parts)
        if not is_less and added.isdisjoint(seen["visit"].to_pylist()):
            return
        self._removed_doubles += self._manifest.doubles_in(partition)
        doubles = self._seen_twice.doubles(seen, parts)
        if doubles.num_rows:
            self._added_doubles.append(self._next_part(partition))
            write_rows(self.folder / STAGING / "doubles" / self._added_doubles[-1], doubles)

    def finish(self, mark: Mark, left_out: Sequence[str], now: datetime) -> None:
        """Puts everything in its place. `now` is the moment (UTC) from which the lake says it is."""
        manifest = self._manifest.with_parts(tuple(self._added), tuple(self._removed))
        manifest = manifest.with_doubles(tuple(self._added_doubles), tuple(self._removed_doubles))
        manifest = replace(manifest, mark=mark, left_out=tuple(left_out), refreshed_at=now, run=self._number)
        # Whoever finds it in the lake later knows that a run was cut off.
        (self.folder / STAGING).mkdir(exist_ok=True)
        try:
            for table in TABLES:
                for part in self._added if table in BY_VISIT else self._added_doubles:
                    _move(self.folder / STAGING / table / part, self.folder / table / part)
                if table in manifest.without_rows and (self.is_touched or self.before is None):
                    write_empty(self.folder / STAGING / table / EMPTY, table)
                    _move(self.folder / STAGING / table / EMPTY, self.folder / table / EMPTY)
            write_manifest(self.folder, manifest)
        except BaseException:
            remove_parts(self.folder, (*self._added, *self._added_doubles))
            remove_empty(self.folder, self._manifest.without_rows)
            raise
        remove_parts(self.folder, (*self._removed, *self._removed_doubles))
        remove_empty(self.folder, manifest.without_rows)

    @property
    def _number(self) -> int:
        return self._manifest.run + 1

    def _to_rewrite(self, partition: str, gone: Sequence[str]) -> list[str]:
        removed = set(self._removed)
        parts = [part for part in self._manifest.parts_in(partition) if part not in removed]
        holding = [part for part in parts if gone and self._holds(part, gone)]
        small = [
            part
            for part in parts
            if part in holding or rows_in(self.folder, "observations", part) < SMALL_ROWS
        ]
        return small if len(small) >= MOST_PARTS else holding

    def _holds(self, part: str, visits: Sequence[str]) -> bool:
        rows = read_part(self.folder, "visits", part, ("visit",))
        return bool(without(rows, visits).num_rows < rows.num_rows)

    def _kept(self, part: str, gone: Sequence[str]) -> Iterator[Tables]:
        for table in BY_VISIT:
            for group in groups_of(self.folder, table, part):
                rows = without(group, gone)
                if rows.num_rows:
                    yield {table: rows}

    def _begin(self, partition: str) -> PartWriter:
        self._added.append(self._next_part(partition))
        return PartWriter(self.folder / STAGING, self._added[-1])

    def _next_part(self, partition: str) -> str:
        return part_of(partition, self._number, len(self._added) + len(self._added_doubles) + 1)


def known_in(folder: Path, manifest: Manifest, partition: str) -> dict[str, datetime]:
    """The visits of a brand's month, each with the moment its scorecard was made. Raises `LakeUnusable`."""
    found: dict[str, datetime] = {}
    for part in manifest.parts_in(partition):
        rows = read_part(folder, "visits", part, ("visit", "made_at"))
        found.update(zip(rows["visit"].to_pylist(), rows["made_at"].to_pylist(), strict=True))
    return found


def _noted(new: Iterable[Tables], visits: set[str]) -> Iterator[Tables]:
    """The same; their visits are added to `visits` as they pass."""
    for tables in new:
        visits.update(tables["visits"]["visit"].to_pylist())
        yield tables


def _move(new: Path, place: Path) -> None:
    """Puts a file in its place, once it is on the disk."""
    with new.open("rb+") as file:
        os.fsync(file.fileno())
    place.parent.mkdir(parents=True, exist_ok=True)
    new.replace(place)
