"""What was observed twice: one branch, one day, one kind, one edition of a pack, two auditors or more.

A visit to one brand's branch on one day lies in one brand's month, so each of these is found by itself. Of several
visits of one auditor on such an occasion the first counts.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from qaudit.lake.manifest import Manifest
from qaudit.lake.parts import groups_of, read_part
from qaudit.lake.schema import DOUBLES, OBSERVATIONS, VISITS
from qaudit.lake.unfolding import ALONE

Parts = Sequence[tuple[Path, str]]
"""All parts of a brand's month, each with the folder that it lies in."""

_OF_VISIT = (
    "visit", "visit_key", "brand", "month", "region", "country", "branch", "kind", "pack", "edition", "day", "auditor",
    "left_at",
)  # fmt: skip
_OF_STANDARD = ("visit_key", "section", "code", "layer", "dimension", "stage", "channel", "verdict")
_OCCASION = "kind, brand, pack, edition, branch, day"
_SEEN = f"""
    WITH own AS (
        SELECT *, row_number() OVER (PARTITION BY {_OCCASION}, auditor ORDER BY left_at, visit_key) AS turn FROM visits
    ), firsts AS (
        SELECT * EXCLUDE (turn), count(*) OVER (PARTITION BY {_OCCASION}) AS observers FROM own WHERE turn = 1
    )
    SELECT * EXCLUDE (observers) FROM firsts WHERE observers > 1"""  # noqa: S608 - constants
# Where a branch or a standard was changed between two visits, the word of one of them stands, always of the same one:
# also where that one says nothing.
_OF_PLACE, _OF_STANDARDS = (
    ", ".join(f"arg_min_null({name}, visit_key) AS {name}" for name in names)
    for names in (("month", "region", "country"), ("section", "layer", "dimension", "stage", "channel"))
)
_SAID = f"""
    WITH occasions AS (
        SELECT {_OCCASION}, list(auditor ORDER BY auditor) AS auditors, {_OF_PLACE} FROM seen GROUP BY ALL
    ), said AS (
        SELECT {_OCCASION}, code, {_OF_STANDARDS},
            count(*) FILTER (verdict = 'met') AS met, count(*) FILTER (verdict = 'partly') AS partly,
            count(*) FILTER (verdict = 'missed') AS missed
        FROM seen JOIN observed USING (visit_key) GROUP BY ALL
    )
    SELECT {", ".join(DOUBLES.names)} FROM said JOIN occasions USING ({_OCCASION})
    WHERE met + partly + missed > 0 ORDER BY brand, branch, day, kind, pack, edition, section, code"""  # noqa: S608 - constants


class SeenTwice:
    """Finds it in a database that touches nothing but what it is handed; to be closed in the end."""

    def __init__(self) -> None:
        self._opened: Any = None

    def close(self) -> None:
        """Gives the memory back."""
        if self._opened is not None:
            self._opened.close()

    def visits(self, parts: Parts) -> pa.Table:
        """The visits that count on occasions which two auditors or more observed. Raises `LakeUnusable`."""
        none = pa.schema([VISITS.field(name) for name in _OF_VISIT]).empty_table()
        found = [read_part(folder, "visits", part, _OF_VISIT) for folder, part in parts]
        return self._answer(_SEEN, visits=pa.concat_tables([none, *found]))

    def doubles(self, seen: pa.Table, parts: Parts) -> pa.Table:
        """What was said on the occasions of `seen`, which `visits` gave: rows of `DOUBLES`. Raises `LakeUnusable`."""
        if not seen.num_rows:
            return DOUBLES.empty_table()
        none = pa.schema([OBSERVATIONS.field(name) for name in _OF_STANDARD]).empty_table()
        kept = [
            rows.filter(pc.is_in(rows["visit_key"], seen["visit_key"]))
            for folder, part in parts
            for rows in groups_of(folder, "observations", part, _OF_STANDARD)
        ]
        return self._answer(_SAID, seen=seen, observed=pa.concat_tables([none, *kept])).cast(DOUBLES)

    def is_as_visits_say(self, folder: Path, manifest: Manifest, partition: str) -> bool:
        """Whether a brand's month has those rows of `DOUBLES` that its visits make. Raises `LakeUnusable`."""
        parts = [(folder, part) for part in manifest.parts_in(partition)]
        kept = [read_part(folder, "doubles", part) for part in manifest.doubles_in(partition)]
        made = self.doubles(self.visits(parts), parts)
        return bool(pa.concat_tables([DOUBLES.empty_table(), *kept]).equals(made))

    def _answer(self, question: str, **tables: pa.Table) -> pa.Table:
        self._opened = self._opened or duckdb.connect(":memory:", config=dict(ALONE))
        for name, rows in tables.items():
            self._opened.register(name, rows)
        found = self._opened.sql(question).to_arrow_table()
        for name in tables:
            self._opened.unregister(name)
        return found
