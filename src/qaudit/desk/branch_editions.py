"""Which visits of one pack compare, where they used several of its editions: each is held against the newest."""

from collections.abc import Callable, Iterable

from qaudit.core.comparability import comparability
from qaudit.core.edition_changes import edition_changes
from qaudit.core.standards import Pack


class ComparedEditions:
    """Snapshots of one pack by their digests, each compared once."""

    def __init__(self, newest: str, pack_of: Callable[[str], Pack]) -> None:
        self._pack_of = pack_of
        self.newest = pack_of(newest)
        self._found: dict[str, tuple[frozenset[str], bool]] = {newest: (frozenset(), True)}

    def changed(self, digests: Iterable[str]) -> frozenset[str]:
        """The standards whose verdicts do not compare between any of these and the newest."""
        return frozenset[str]().union(*(self._compared(digest)[0] for digest in digests))

    def asks_alike(self, code: str, digest: str) -> bool:
        """Whether a verdict on this standard compares with one by the newest."""
        return code not in self._compared(digest)[0]

    def totals_compare(self, digest: str) -> bool:
        """Whether a score compares with one by the newest."""
        return self._compared(digest)[1]

    def _compared(self, digest: str) -> tuple[frozenset[str], bool]:
        if digest not in self._found:
            before = self._pack_of(digest)
            found = comparability(before, self.newest, edition_changes(before, self.newest))
            self._found[digest] = frozenset(found.changed_standards), found.total.is_comparable
        return self._found[digest]
