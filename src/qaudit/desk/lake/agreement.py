"""Whether store and lake say the same of every visit, to the last value of the last row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from qaudit.desk.lake.changes import changes_of, nothing_known
from qaudit.desk.lake.refresh import Progress, candidates
from qaudit.desk.lake.source import LakeSource
from qaudit.errors import LakeUnusable
from qaudit.lake.digests import Digest, Digester
from qaudit.lake.folder import EMPTY, shown
from qaudit.lake.manifest import Manifest
from qaudit.lake.parts import Tables, groups_of, rows_in
from qaudit.lake.schema import BY_VISIT
from qaudit.lake.seen_twice import SeenTwice
from qaudit.lake.unfolding import Unfolder
from qaudit.speech import _
from qaudit.store.lake_book import LakeView


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a comparison of store and lake found; visits by id.

    `missing` are in the store alone, `surplus` in the lake alone, `differing` in both with other rows. `waiting`
    would be among them, had they not changed since the last refresh. `unread` cannot be read in the store;
    `damage` are sentences about files of the lake.
    """

    folder: Path
    equal: int
    missing: tuple[str, ...]
    surplus: tuple[str, ...]
    differing: tuple[str, ...]
    waiting: tuple[str, ...]
    unread: tuple[str, ...]
    damage: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether the lake says what the store said at the last refresh."""
        return not (self.missing or self.surplus or self.differing or self.damage)


def compare(folder: Path, manifest: Manifest, view: LakeView, progress: Progress) -> Agreement:
    """Compares every published visit with its rows in the lake."""
    comparison = _Comparison(folder, manifest)
    waiting = frozenset(candidates(view, manifest))
    changes = changes_of(view.published(), nothing_known)
    with Unfolder() as unfolder:
        source = LakeSource(view, unfolder)
        source.left_out.update(changes.left_out)
        done = 0
        try:
            rows = source.rows(view.scored(changes.new))
            for partition, pieces in groupby(rows, key=lambda piece: piece[0]):
                done += comparison.partition(partition, (tables for _partition, tables in pieces))
                progress(done, len(changes.new))
            comparison.rest()
        finally:
            comparison.close()
    return comparison.agreement(waiting, frozenset(source.left_out))


class _Comparison:
    """Store and lake beside each other, one brand's month after the other."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self._folder = folder
        self._manifest = manifest
        self._digester = Digester()
        self._seen_twice = SeenTwice()
        self._left = list(manifest.partitions)
        self.equal = 0
        self.missing: set[str] = set()
        self.surplus: set[str] = set()
        self.differing: set[str] = set()
        self.damage: list[str] = []

    def close(self) -> None:
        self._digester.close()
        self._seen_twice.close()

    def partition(self, partition: str, pieces: Iterator[Tables]) -> int:
        """Compares a brand's month; gives how many visits the store has of it."""
        stored = self._digester.digests(pieces)
        if partition in self._left:
            self._left.remove(partition)
        self._compare(stored, self._in_lake(partition))
        return len(stored)

    def rest(self) -> None:
        """What the lake has of months in which the store has nothing, and the files that say that there is nothing."""
        for partition in self._left:
            self._compare({}, self._in_lake(partition))
        for table in self._manifest.without_rows:
            self._compare_empty(table)

    def agreement(self, waiting: frozenset[str], unread: frozenset[str]) -> Agreement:
        """What was found, with what is only late apart."""
        known = self.missing | self.surplus | self.differing
        late = waiting & known
        return Agreement(
            self._folder,
            self.equal,
            tuple(sorted(self.missing - late)),
            tuple(sorted(self.surplus - late - unread)),
            tuple(sorted(self.differing - late)),
            tuple(sorted(late)),
            tuple(sorted(unread)),
            tuple(self.damage),
        )

    def _compare(self, stored: Mapping[str, Digest], in_lake: Mapping[str, Digest]) -> None:
        self.missing |= stored.keys() - in_lake.keys()
        self.surplus |= in_lake.keys() - stored.keys()
        for visit in stored.keys() & in_lake.keys():
            if stored[visit] == in_lake[visit]:
                self.equal += 1
            else:
                self.differing.add(visit)

    def _in_lake(self, partition: str) -> Mapping[str, Digest]:
        found: dict[str, Digest] = {}
        for part in self._manifest.parts_in(partition):
            try:
                of_part = self._digester.digests(
                    {table: rows} for table in BY_VISIT for rows in groups_of(self._folder, table, part)
                )
            except LakeUnusable as fault:
                self.damage.append(fault.message)
                continue
            # A visit that stands in two parts is in the lake twice: no digest of the store is like that.
            found.update({visit: digest + found.get(visit, ()) for visit, digest in of_part.items()})
        self._compare_doubles(partition)
        return found

    def _compare_empty(self, table: str) -> None:
        try:
            rows = rows_in(self._folder, table, EMPTY)
        except LakeUnusable as fault:
            self.damage.append(fault.message)
            return
        if rows:
            self._is_other(self._folder / table / EMPTY)

    def _compare_doubles(self, partition: str) -> None:
        """What was seen twice is made of the lake's own rows, and is to be what they say."""
        try:
            is_right = self._seen_twice.is_as_visits_say(self._folder, self._manifest, partition)
        except LakeUnusable as fault:
            if fault.message not in self.damage:
                self.damage.append(fault.message)
            return
        if not is_right:
            self._is_other(self._folder / "doubles" / partition)

    def _is_other(self, path: Path) -> None:
        self.damage.append(_("{file} does not say what the visits say", file=shown(path)))
