"""Scorecard documents become rows: DuckDB opens the JSON of many visits at once, and no observation is a Python object.

The database is in memory, reads no file, no network and no extension. What a document says is taken as it stands;
one that does not fit its pack, or has something else where numbers belong, gives no row and is named.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any

import duckdb
import pyarrow as pa

from qaudit.core.judging import Verdict
from qaudit.core.scoring import Outcome
from qaudit.core.standards import CriticalMode, Pack
from qaudit.lake.schema import BY_VISIT, OBSERVATIONS, SECTIONS, VISITS
from qaudit.lake.scored import ScoredVisit, given_table, standards_table

ALONE = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "enable_external_access": "false",
    "threads": "2",
}
"""Settings of a database that touches nothing but what it is handed."""

_SHAPE = """{
    "raw_percent": "VARCHAR", "final_percent": "VARCHAR", "outcome": "VARCHAR",
    "reasons": [{"rule": "VARCHAR"}],
    "sections": [{"code": "VARCHAR", "weight": "VARCHAR", "earned": "VARCHAR", "possible": "VARCHAR",
                  "percent": "VARCHAR"}],
    "standards": [{"code": "VARCHAR", "verdict": "VARCHAR", "share": "VARCHAR", "earned": "VARCHAR",
                   "possible": "VARCHAR", "reading": "VARCHAR"}]
}"""
_LISTED = ", ".join(f"'{verdict.value}'" for verdict in Verdict)
_OUTCOMES = ", ".join(f"'{outcome.value}'" for outcome in Outcome)
_DECIDES = ", ".join(f"'{mode.value}'" for mode in (CriticalMode.FAIL, CriticalMode.ZERO))

# A fraction is written 7/3, 4 or 2.5. One that is no number, or none that a double can hold, becomes null.
_MACROS = (
    """CREATE TEMP MACRO finite(number) AS CASE WHEN isfinite(number) THEN number END""",
    """CREATE TEMP MACRO fraction(words) AS finite(
        TRY_CAST(split_part(words, '/', 1) AS DOUBLE)
        / CASE WHEN contains(words, '/') THEN TRY_CAST(split_part(words, '/', 2) AS DOUBLE) ELSE 1 END)""",
)
_OPENED = f"""CREATE OR REPLACE TEMP TABLE opened AS
    SELECT *, from_json(CASE WHEN json_valid(document) THEN document END, '{_SHAPE}') AS card
    FROM given"""  # noqa: S608 - constants
_ROWS = """CREATE OR REPLACE TEMP TABLE unfolded AS
    SELECT
        o.place, o.digest, s.position, s.section, coalesce(s.code, o.one.code) AS code,
        s.layer, s.dimension, s.stage, s.channel, s.tags, s.measure, s.weight, s.critical, s.bonus, s.scored,
        CASE WHEN s.measure <> 'note' THEN o.one.reading END AS reading,
        CASE WHEN s.measure = 'duration' THEN fraction(rtrim(o.one.reading, 's')) END AS seconds,
        s."limit",
        o.one.verdict AS verdict,
        fraction(o.one.share) AS share, o.one.share IS NOT NULL AS has_share,
        fraction(o.one.earned) AS earned,
        fraction(o.one.possible) AS possible,
        o.one.verdict IN ('met', 'missed', 'partly') AS judged,
        o.one.verdict IN ('missed', 'partly') AS finding
    FROM (SELECT place, digest, unnest(card.standards) AS one FROM opened) o
    LEFT JOIN standards s ON s.digest = o.digest AND s.code = o.one.code"""
_PARTS = """CREATE OR REPLACE TEMP TABLE parts AS
    SELECT place, number, one.code AS section, fraction(one.weight) AS weight, fraction(one.earned) AS earned,
        fraction(one.possible) AS possible, fraction(one.percent) AS percent, one.percent IS NOT NULL AS has_percent
    FROM (SELECT place, unnest(card.sections) AS one, generate_subscripts(card.sections, 1) AS number FROM opened)"""
# A document has every standard of its pack once, and numbers where numbers belong.
_FAULTY = f"""CREATE OR REPLACE TEMP TABLE faulty AS
    SELECT o.place, o.visit FROM opened o
    LEFT JOIN (
        SELECT place, count(DISTINCT code) AS codes, count(*) AS rows,
            bool_and(position IS NOT NULL AND earned IS NOT NULL AND possible IS NOT NULL
                AND coalesce(verdict IN ({_LISTED}), false) AND has_share = (share IS NOT NULL)) AS is_sound
        FROM unfolded GROUP BY place
    ) u USING (place)
    LEFT JOIN (
        SELECT place, count(*) AS rows,
            bool_and(section IS NOT NULL AND weight IS NOT NULL AND earned IS NOT NULL AND possible IS NOT NULL
                AND has_percent = (percent IS NOT NULL)) AS is_sound
        FROM parts GROUP BY place
    ) p USING (place)
    LEFT JOIN (SELECT digest, count(*) AS codes FROM standards GROUP BY digest) k ON k.digest = o.digest
    WHERE NOT coalesce(
        u.is_sound AND p.is_sound AND u.rows = u.codes AND u.codes = k.codes
        AND (card.raw_percent IS NULL) = (fraction(card.raw_percent) IS NULL)
        AND (card.final_percent IS NULL) = (fraction(card.final_percent) IS NULL)
        AND coalesce(card.outcome IN ({_OUTCOMES}), true), false)"""  # noqa: S608 - constants
_SOUND = "place NOT IN (SELECT place FROM faulty)"


def _columns(schema: pa.Schema, own: Mapping[str, str]) -> str:
    """The columns of a table in order: those of `own` as they are said there, the others of the visit."""
    kind = {"string": "VARCHAR", "double": "DOUBLE", "bool": "BOOLEAN", "int32": "INTEGER"}
    return ", ".join(
        f'CAST({own[field.name]} AS {kind[str(field.type)]}) AS "{field.name}"'
        if field.name in own and str(field.type) in kind
        else f'{own.get(field.name, "o." + field.name)} AS "{field.name}"'
        for field in schema
    )


def _of(alias: str, *names: str) -> dict[str, str]:
    return {name: f'{alias}."{name}"' for name in names}


_FROM_VISIT = (
    "visit", "visit_key", "brand", "month", "region", "country", "branch", "auditor", "kind", "pack", "edition",
    "digest", "day", "hour", "weekday", "lag",
)  # fmt: skip
_OBSERVATION = _of("u", *(name for name in OBSERVATIONS.names if name not in _FROM_VISIT))
_SECTION = _of("p", *(name for name in SECTIONS.names if name not in _FROM_VISIT))
_VISIT = {
    "raw": "fraction(o.card.raw_percent)",
    "percent": "fraction(o.card.final_percent)",
    "outcome": "o.card.outcome",
    "capped": f"""o.card.raw_percent IS DISTINCT FROM o.card.final_percent
        OR coalesce(list_contains(list_transform(o.card.reasons, lambda one: one.rule), 'S13'), false)
        OR (k.critical_mode IN ({_DECIDES})
            AND coalesce(list_contains(list_transform(o.card.reasons, lambda one: one.rule), 'S12'), false))""",
    "judged": "t.judged",
    "findings": "t.findings",
    "earned": "t.earned",
    "possible": "t.possible",
}
_SELECTS = {
    "observations": f"""SELECT {_columns(OBSERVATIONS, _OBSERVATION)}
        FROM unfolded u JOIN opened o USING (place) WHERE {_SOUND} ORDER BY place, u.position""",  # noqa: S608 - constants
    "sections": f"""SELECT {_columns(SECTIONS, _SECTION)}
        FROM parts p JOIN opened o USING (place) WHERE {_SOUND} ORDER BY place, p.number""",  # noqa: S608 - constants
    "visits": f"""SELECT {_columns(VISITS, _VISIT)}
        FROM opened o
        JOIN (
            SELECT place, count(*) FILTER (judged) AS judged, count(*) FILTER (finding) AS findings,
                sum(earned ORDER BY position) AS earned, sum(possible ORDER BY position) AS possible
            FROM unfolded GROUP BY place
        ) t USING (place)
        JOIN (SELECT digest, any_value(critical_mode) AS critical_mode FROM standards GROUP BY digest) k
            ON k.digest = o.digest
        WHERE {_SOUND} ORDER BY place""",  # noqa: S608 - constants
}


@dataclass(frozen=True, slots=True)
class Unfolded:
    """The rows of some visits: an Arrow table for each table of visits. `unread` are visits that gave none."""

    tables: Mapping[str, pa.Table]
    unread: tuple[str, ...]


class Unfolder:
    """Opens scorecard documents; to be used with `with`. Its database is made when the first pack is learnt."""

    def __init__(self) -> None:
        self._opened: duckdb.DuckDBPyConnection | None = None
        self._digests: set[str] = set()

    def __enter__(self) -> "Unfolder":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._opened is not None:
            self._opened.close()

    @property
    def _database(self) -> duckdb.DuckDBPyConnection:
        if self._opened is None:
            self._opened = duckdb.connect(":memory:", config=dict(ALONE))
            for macro in _MACROS:
                self._opened.execute(macro)
            self._with("none", standards_table(()), "CREATE TEMP TABLE standards AS FROM none")
        return self._opened

    def learn(self, digest: str, pack: Pack) -> None:
        """What a pack says of its standards; before the first visit that used it."""
        if digest not in self._digests:
            self._digests.add(digest)
            self._with("new", standards_table([(digest, pack)]), "INSERT INTO standards FROM new")

    def unfold(self, visits: Sequence[ScoredVisit]) -> Unfolded:
        """The rows of visits, in the order of the visits and of their packs."""
        self._with("given", given_table(visits), _OPENED)
        for statement in (_ROWS, _PARTS, _FAULTY):
            self._database.execute(statement)
        tables = {name: self._select(_SELECTS[name]).cast(schema) for name, schema in BY_VISIT.items()}
        unread = self._database.execute("SELECT visit FROM faulty ORDER BY place").fetchall()
        return Unfolded(tables, tuple(visit for (visit,) in unread))

    def _select(self, statement: str) -> Any:
        return self._database.sql(statement).to_arrow_table()

    def _with(self, name: str, table: pa.Table, statement: str) -> None:
        self._database.register(name, table)
        self._database.execute(statement)
        self._database.unregister(name)
