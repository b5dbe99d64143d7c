"""Rows of visits boiled down to a digest for each visit, so that what two sides have can be compared."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import duckdb

from qaudit.lake.parts import Tables
from qaudit.lake.unfolding import ALONE

Digest = tuple[tuple[str, int, int], ...]
"""For each table in which a visit has rows: its name, how many there are, and the sum of their hashes."""


class Digester:
    """Takes digests in a database that touches nothing but what it is handed; to be closed in the end.

    The hashes are of this program and this moment: they are compared, and never kept.
    """

    def __init__(self) -> None:
        self._database: Any = duckdb.connect(":memory:", config=dict(ALONE))

    def close(self) -> None:
        """Gives the memory back."""
        self._database.close()

    def digests(self, pieces: Iterable[Tables]) -> dict[str, Digest]:
        """The digest of each visit that has rows; their order does not matter."""
        found: dict[tuple[str, str], tuple[int, int]] = defaultdict(lambda: (0, 0))
        for tables in pieces:
            for name, rows in tables.items():
                for visit, count, total in self._hashed(rows):
                    before = found[visit, name]
                    found[visit, name] = (before[0] + count, before[1] + int(total))
        of_visit: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
        for (visit, name), sums in sorted(found.items()):
            of_visit[visit].append((name, *sums))
        return {visit: tuple(sums) for visit, sums in of_visit.items()}

    def _hashed(self, rows: Any) -> list[tuple[str, int, int]]:
        self._database.register("piece", rows)
        found = self._database.execute(
            "SELECT visit, count(*), sum(hash(piece)) FROM piece GROUP BY visit"
        ).fetchall()
        self._database.unregister("piece")
        return list(found)
