"""A year of visits as a lake, drawn with a fixed seed: 1,000 branches x 100 visits x 100 standards, by default.

Written as Parquet directly, column by column, because a store would take hours to walk through as many visits. The
same year is given to SQLite, into the columns that plain SQL over the store needs.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from qaudit.core.changes import write_moment
from qaudit.lake.folder import partition_of
from qaudit.lake.manifest import Mark
from qaudit.lake.parts import Tables
from qaudit.lake.run import begun
from qaudit.lake.schema import BY_VISIT
from qaudit.lake.visit_key import visit_key
from qaudit.store.store import open_store

SEED = 20260506
BRANDS = ("Alder", "Birch", "Cedar")
SECTION_COUNT = 10
DAYS = 360
FIRST = np.datetime64("2026-01-01")
LAYERS = ("basics", "service", "delight")
DIMENSIONS = ("tangibles", "reliability", "responsiveness", "assurance", "empathy")
STAGES = ("arrival", "order", "wait", "leave")
AUDITORS = 120
MEASURED_EVERY = 10
"""One standard in so many is a measured time."""
LIMIT = 180.0

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Columns = dict[str, pa.Array]


@dataclass(frozen=True, slots=True)
class Year:
    """Every visit of a year: a place in each list for each visit, in the order of time."""

    branches: int
    standards: int
    branch: Ints
    auditor: Ints
    day: Ints
    """From `FIRST`."""
    hour: Ints

    @property
    def visits(self) -> int:
        return len(self.branch)

    @property
    def brand(self) -> Ints:
        return self.branch % len(BRANDS)

    @property
    def month(self) -> Ints:
        """From January 2026, as 0."""
        months = (FIRST + self.day).astype("datetime64[M]") - FIRST.astype("datetime64[M]")
        return np.asarray(months, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Seen:
    """Visits x standards of some visits."""

    met: NDArray[np.bool_]
    judged: NDArray[np.bool_]
    seconds: Floats
    """Of the measured standards; nan elsewhere."""


def drawn_year(branches: int = 1000, each: int = 100, standards: int = 100) -> Year:
    """Who was where and when: a branch is visited on days of its own, and one time in fifty twice on a day."""
    generator = np.random.default_rng(SEED)
    days = np.argsort(generator.random((branches, DAYS)), axis=1)[:, :each]
    twice = each // 50
    days[:, each - twice :] = days[:, :twice]
    day = days.ravel()
    order = np.argsort(day, kind="stable")
    many = branches * each
    return Year(
        branches,
        standards,
        np.repeat(np.arange(branches), each)[order],
        generator.integers(0, AUDITORS, many),
        day[order],
        generator.integers(8, 22, many),
    )


def seen_on(year: Year, visits: Ints) -> Seen:
    """What was seen on some of the visits: branches, auditors, standards and seasons truly differ."""
    truth = np.random.default_rng(SEED + 1)
    of_standard = truth.normal(2.2, 0.9, year.standards)
    of_standard[::17], of_standard[7] = 9.0, -3.0  # met by everybody; failing everywhere
    of_branch = truth.normal(0, 0.5, year.branches)
    of_auditor = truth.normal(0, 0.15, AUDITORS)
    of_auditor[:2] = (-0.8, 0.8)
    generator = np.random.default_rng((SEED, int(visits[0]) if len(visits) else 0))
    of_visit = (
        of_branch[year.branch[visits]]
        + of_auditor[year.auditor[visits]]
        + 0.2 * np.sin(2 * np.pi * year.day[visits] / DAYS)
        + generator.normal(0, 0.4, len(visits))
    )
    chance = 1 / (1 + np.exp(-(of_visit[:, None] + of_standard[None, :])))
    met = generator.random(chance.shape) < chance
    measured = np.zeros(year.standards, dtype=bool)
    measured[::MEASURED_EVERY] = True
    slower = np.where(met, 0.6, 1.5)
    drawn = np.round(np.clip(LIMIT * slower * generator.lognormal(0, 0.25, met.shape), 1, 3600))
    seconds: Floats = np.where(measured, drawn, np.nan).astype(np.float64)
    met = np.where(measured, seconds <= LIMIT, met)
    return Seen(met, generator.random(met.shape) >= 0.03, seconds)


# ── As a lake ──────────────────────────────────────────────────────────────────────────────────────


def write_lake(year: Year, folder: Path) -> None:
    """The lake of a year, one part for each brand and month."""
    with begun(folder, is_anew=True) as run:
        run.forget_all()
        for brand, name in enumerate(BRANDS):
            for month in range(12):
                visits = np.flatnonzero((year.brand == brand) & (year.month == month))
                visits = visits[np.lexsort((year.day[visits], year.branch[visits]))]
                if len(visits):
                    run.put(partition_of(name, f"2026-{month + 1:02}"), [_tables(year, visits)])
        run.finish(Mark(), (), datetime(2027, 1, 1, tzinfo=UTC))


def _tables(year: Year, visits: Ints) -> Tables:
    seen = seen_on(year, visits)
    of_visit = _visit_columns(year, visits)
    points, possible = _points(seen)
    columns = {
        "visits": _visits(of_visit, year, visits, points, possible, seen),
        "sections": _sections(of_visit, points, possible),
        "observations": _observations(of_visit, year, seen),
    }
    return {
        name: pa.table([columns[name][field.name].cast(field.type) for field in schema], schema=schema)
        for name, schema in BY_VISIT.items()
    }


def _points(seen: Seen) -> tuple[Floats, Floats]:
    """Earned and possible by visit and section."""
    many = len(seen.met)
    split = (many, SECTION_COUNT, -1)
    return (
        (seen.met & seen.judged).reshape(split).sum(axis=2).astype(float),
        seen.judged.reshape(split).sum(axis=2).astype(float),
    )


def _coded(places: NDArray[np.integer], names: list[str]) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(places, pa.int32()), pa.array(names))


def _same(value: object, many: int, kind: pa.DataType) -> pa.Array:
    return pa.repeat(pa.scalar(value, kind), many)


def visit_name(visit: int) -> str:
    """An id as long as those of a store."""
    return f"0190a1b2-{visit >> 16:04x}-7{visit & 0xFFF:03x}-8000-{visit:012x}"


def _visit_columns(year: Year, visits: Ints) -> Columns:
    many = len(visits)
    names = [visit_name(int(visit)) for visit in visits]
    day = FIRST + year.day[visits]
    branches = [f"b{number:04}" for number in range(year.branches)]
    # Two editions of one pack; the second from July on.
    edition = (year.month[visits] >= 6).astype(int)
    return {
        "visit": pa.array(names),
        "visit_key": pa.array([visit_key(name) for name in names], pa.int64()),
        "brand": _coded(year.brand[visits], list(BRANDS)),
        "month": _coded(year.month[visits], [f"2026-{month:02}" for month in range(1, 13)]),
        "region": _coded(year.branch[visits] // 50, [f"r{number:02}" for number in range(100)]),
        "country": _same("AT", many, pa.string()),
        "branch": _coded(year.branch[visits], branches),
        "auditor": _coded(year.auditor[visits], [f"aud-{number:03}" for number in range(AUDITORS)]),
        "kind": _same("unannounced", many, pa.string()),
        "pack": _coded(year.brand[visits], [f"pack-{name}" for name in BRANDS]),
        "edition": _coded(edition, ["2026-01", "2026-07"]),
        "digest": _coded(edition, ["a" * 64, "b" * 64]),
        "day": pa.array(day),
        "hour": pa.array(year.hour[visits], pa.int8()),
        "weekday": pa.array((day.astype("datetime64[D]").astype(int) + 3) % 7 + 1, pa.int8()),
        "lag": _same(3600.0, many, pa.float64()),
    }


def moments(year: Year, visits: Ints) -> Ints:
    """When visits were left, in microseconds since 1970."""
    days = (FIRST + year.day[visits]).astype("datetime64[us]").astype(np.int64)
    return days + year.hour[visits] * 3_600_000_000


def _visits(
    of_visit: Columns, year: Year, visits: Ints, points: Floats, possible: Floats, seen: Seen
) -> Columns:
    many = len(visits)
    percent = np.round(100 * points.sum(axis=1) / possible.sum(axis=1), 1)
    left = pa.array(moments(year, visits), pa.timestamp("us", tz="UTC"))
    return of_visit | {
        "branch_name": of_visit["branch"],
        **dict.fromkeys(("left_at", "submitted_at", "published_at", "made_at"), left),
        "scoring_version": _same(1, many, pa.int16()),
        "raw": pa.array(percent),
        "percent": pa.array(percent),
        "band": _same("Good", many, pa.string()),
        "outcome": _same("pass", many, pa.string()),
        "capped": _same(False, many, pa.bool_()),
        "judged": pa.array(seen.judged.sum(axis=1), pa.int32()),
        "findings": pa.array((seen.judged & ~seen.met).sum(axis=1), pa.int32()),
        "earned": pa.array(points.sum(axis=1)),
        "possible": pa.array(possible.sum(axis=1)),
    }


def _sections(of_visit: Columns, points: Floats, possible: Floats) -> Columns:
    with np.errstate(invalid="ignore"):
        percent = np.round(100 * points / possible, 1).ravel()
    names = [f"s{number}" for number in range(SECTION_COUNT)]
    many = len(points)
    return _repeated(of_visit, SECTION_COUNT) | {
        "section": _coded(np.tile(np.arange(SECTION_COUNT), many), names),
        "weight": _same(10.0, many * SECTION_COUNT, pa.float64()),
        "earned": pa.array(points.ravel()),
        "possible": pa.array(possible.ravel()),
        "percent": pa.array(percent, mask=np.isnan(percent)),
    }


def _observations(of_visit: Columns, year: Year, seen: Seen) -> Columns:
    visits, standards = seen.met.shape
    many = visits * standards
    place = np.tile(np.arange(standards), visits)
    met, judged, seconds = seen.met.ravel(), seen.judged.ravel(), seen.seconds.ravel()
    earned = (met & judged).astype(float)
    read = judged & ~np.isnan(seconds)
    per_section = year.standards // SECTION_COUNT
    return _repeated(of_visit, standards) | {
        "section": _coded(place // per_section, [f"s{number}" for number in range(SECTION_COUNT)]),
        "code": _coded(place, [f"S{number:03}" for number in range(standards)]),
        "layer": _coded(place % len(LAYERS), list(LAYERS)),
        "dimension": _coded(place % len(DIMENSIONS), list(DIMENSIONS)),
        "stage": _coded(place % len(STAGES), list(STAGES)),
        "channel": _same(None, many, pa.string()),
        "tags": pa.ListArray.from_arrays(pa.array(np.zeros(many + 1, np.int32)), pa.array([], pa.string())),
        "measure": _coded((place % MEASURED_EVERY == 0).astype(int), ["yes_no", "duration"]),
        "weight": _same(1.0, many, pa.float64()),
        "critical": pa.array(place == 3),
        "bonus": _same(False, many, pa.bool_()),
        "scored": _same(True, many, pa.bool_()),
        "reading": _coded(np.where(met, 0, 1), ["yes", "no"]),
        "seconds": pa.array(seconds, mask=~read),
        "limit": pa.array(np.full(many, LIMIT), mask=np.isnan(seconds)),
        "verdict": _coded(np.where(judged, np.where(met, 0, 1), 2), ["met", "missed", "not_applicable"]),
        "share": pa.array(earned, mask=~judged),
        "earned": pa.array(earned),
        "possible": pa.array(judged.astype(float)),
        "judged": pa.array(judged),
        "finding": pa.array(judged & ~met),
    }


def _repeated(columns: Columns, times: int) -> Columns:
    many = len(next(iter(columns.values())))
    places = pa.array(np.repeat(np.arange(many), times))
    return {name: column.take(places) for name, column in columns.items()}


# ── As the store ───────────────────────────────────────────────────────────────────────────────────

DOCUMENT = "x" * 17_000
"""As long as the scorecard of a hundred standards is: 173 to 202 characters for each in the store of `demo --year`."""
BESIDE = "CREATE TABLE standards (code TEXT PRIMARY KEY, section TEXT)"
"""What plain SQL has to know of the pack, which a store keeps as a document."""


def write_store(lake: Path, file: Path) -> None:
    """The visits of a lake in the tables of a store of ours, with their indexes; of journals and evidence nothing."""
    open_store(file).close()
    connection = sqlite3.connect(file)
    connection.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {BESIDE}")
    for part in sorted((lake / "visits").rglob("*.parquet")):
        for name, columns in _store_rows(lake, part.relative_to(lake / "visits")):
            names, marks = ", ".join(columns), ", ".join("?" * len(columns))
            rows = zip(*columns.values(), strict=True)
            connection.executemany(f"INSERT OR IGNORE INTO {name} ({names}) VALUES ({marks})", rows)  # noqa: S608
        connection.commit()
    sections = pq.read_table(file_of_any(lake), columns=["code", "section"], partitioning=None).to_pylist()
    codes = {row["code"]: row["section"] for row in sections}
    connection.executemany("INSERT INTO standards VALUES (?, ?)", codes.items())
    connection.executescript("ANALYZE")
    connection.close()


def file_of_any(lake: Path) -> Path:
    """One of the files of observations."""
    return next((lake / "observations").rglob("*.parquet"))


def _store_rows(lake: Path, part: Path) -> Iterator[tuple[str, Mapping[str, Sequence[object]]]]:
    """The columns of each table, of the visits of one file."""
    visits = pq.read_table(lake / "visits" / part, partitioning=None)
    of = {name: visits[name].to_pylist() for name in visits.column_names}
    left = [write_moment(moment) for moment in of["left_at"]]
    count = len(left)
    yield (
        "branches",
        {
            "code": of["branch"],
            "name": of["branch"],
            **{name: of[name] for name in ("region", "country", "brand")},
        },
    )
    yield (
        "visits",
        {
            "id": of["visit"],
            **{name: of[name] for name in ("pack", "edition", "branch", "auditor", "kind")},
            "status": ["published"] * count,
            **dict.fromkeys(("opened_at", "left_at", "submitted_at", "published_at", "visible_from"), left),
            "digest": ["d" * 64] * count,
            **dict.fromkeys(("version", "utc_offset_minutes"), [0] * count),
        },
    )
    # A store keeps the whole scorecard there: plain SQL has to step over it.
    yield (
        "scorecards",
        {
            "visit_id": of["visit"],
            "made_at": left,
            "scoring_version": [1] * count,
            "final_percent": list(map(str, of["percent"])),
            "document": [DOCUMENT] * count,
        },
    )
    names = ["visit", "code", "branch", "pack", "kind", "verdict", "finding", "seconds"]
    table = pq.read_table(lake / "observations" / part, columns=[*names, "judged"], partitioning=None)
    # In the order of the tables' keys, as a year of visits comes in.
    table = table.sort_by([("visit", "ascending"), ("code", "ascending")])
    yield "verdicts", _verdicts(table.filter(table["judged"]), dict(zip(of["visit"], left, strict=True)))
    yield "observations", _readings(table, dict(zip(of["visit"], left, strict=True)))


def _verdicts(table: pa.Table, left: dict[str, str]) -> Mapping[str, Sequence[object]]:
    of = {name: table[name].to_pylist() for name in ("visit", "code", "branch", "pack", "kind", "verdict")}
    moments = [left[visit] for visit in of["visit"]]
    findings = [int(finding) for finding in table["finding"].to_pylist()]
    return {
        "visit_id": of.pop("visit"),
        **of,
        **dict.fromkeys(("left_at", "visible_from"), moments),
        "is_finding": findings,
    }


def _readings(table: pa.Table, left: dict[str, str]) -> Mapping[str, Sequence[object]]:
    """One for each standard: how long it took, or what was seen."""
    visits, seconds = table["visit"].to_pylist(), table["seconds"].to_pylist()
    seen = zip(seconds, table["verdict"].to_pylist(), strict=True)
    return {
        "visit_id": visits,
        "code": table["code"].to_pylist(),
        "kind": ["yes_no" if taken is None else "duration" for taken in seconds],
        "reading": [verdict if taken is None else str(taken) for taken, verdict in seen],
        "note": [""] * len(visits),
        "at": [left[visit] for visit in visits],
        "first_entry": list(range(len(visits))),
    }
