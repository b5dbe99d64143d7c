"""Small lakes made by hand: visits as plain values, written as the lake's tables."""

import random  # noqa: TID251 - with a fixed seed
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa

from qaudit.lake.folder import partition_of
from qaudit.lake.manifest import Mark
from qaudit.lake.run import begun
from qaudit.lake.schema import BY_VISIT, TABLES
from qaudit.lake.visit_key import visit_key

JUDGED = {"met", "partly", "missed"}
MADE = datetime(2026, 11, 1, tzinfo=UTC)
"""When the lakes were made."""


@dataclass(frozen=True)
class Observed:
    """One standard on one visit."""

    code: str
    verdict: str = "met"
    share: float | None = None
    section: str = "door"
    layer: str | None = "basics"
    dimension: str | None = "empathy"
    stage: str | None = None
    channel: str | None = None
    weight: float = 1.0
    bonus: bool = False
    critical: bool = False
    seconds: float | None = None
    limit: float | None = None

    @property
    def judged(self) -> bool:
        return self.verdict in JUDGED

    @property
    def finding(self) -> bool:
        return self.verdict in ("partly", "missed")

    @property
    def part(self) -> float | None:
        """Its share, where it counts."""
        if not self.judged:
            return None
        return {"met": 1.0, "missed": 0.0}.get(self.verdict, self.share)

    @property
    def possible(self) -> float:
        return self.weight if self.judged and not self.bonus else 0.0

    @property
    def earned(self) -> float:
        return self.weight * (self.part or 0.0)


@dataclass(frozen=True)
class Seen:
    """One visit."""

    visit: str
    branch: str
    day: date
    observed: Sequence[Observed]
    auditor: str = "ann"
    region: str | None = "north"
    brand: str = "Alder"
    pack: str = "cafe"
    edition: str = "2026-01"
    kind: str = "unannounced"
    hour: int = 10
    percent: float | None = field(default=-1.0)
    """-1: as the points make it."""

    @property
    def score(self) -> float | None:
        return percent_of(self.observed) if self.percent == -1 else self.percent

    @property
    def left_at(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, self.hour, tzinfo=UTC)


def percent_of(observed: Sequence[Observed]) -> float | None:
    """Points earned of those possible, without bonus standards; None where nothing counts."""
    possible = sum(one.possible for one in observed if not one.bonus)
    earned = sum(one.earned for one in observed if not one.bonus)
    return 100 * earned / possible if possible else None


def write_lake(folder: Path, visits: Sequence[Seen]) -> Path:
    """A lake of these visits: a part for each brand and month."""
    months: dict[str, list[Seen]] = {}
    for seen in visits:
        months.setdefault(partition_of(seen.brand, seen.day.isoformat()[:7]), []).append(seen)
    with begun(folder, is_anew=True) as run:
        run.forget_all()
        for partition, of_month in sorted(months.items()):
            run.put(partition, [{name: table_of(name, of_month) for name in BY_VISIT}])
        run.finish(Mark(), (), MADE)
    return folder


def table_of(name: str, visits: Sequence[Seen]) -> pa.Table:
    """The rows of one table."""
    rows = {"visits": _visit_rows, "sections": _section_rows, "observations": _observation_rows}[name]
    found = [row for seen in visits for row in rows(seen)]
    return pa.Table.from_pylist(found, schema=TABLES[name])


def _of_visit(seen: Seen) -> dict[str, Any]:
    return {
        "visit": seen.visit,
        "visit_key": visit_key(seen.visit),
        "brand": seen.brand,
        "month": seen.day.isoformat()[:7],
        "region": seen.region,
        "country": "AT",
        "branch": seen.branch,
        "auditor": seen.auditor,
        "kind": seen.kind,
        "pack": seen.pack,
        "edition": seen.edition,
        "digest": f"digest of {seen.pack}/{seen.edition}",
        "day": seen.day,
        "hour": seen.hour,
        "weekday": seen.day.isoweekday(),
        "lag": 60.0,
    }


def _visit_rows(seen: Seen) -> list[dict[str, Any]]:
    moments = dict.fromkeys(("left_at", "submitted_at", "published_at", "made_at"), seen.left_at)
    return [
        _of_visit(seen)
        | moments
        | {
            "branch_name": f"Branch {seen.branch}",
            "scoring_version": 1,
            "raw": seen.score,
            "percent": seen.score,
            "band": "Good",
            "outcome": None,
            "capped": False,
            "judged": sum(one.judged for one in seen.observed),
            "findings": sum(one.finding for one in seen.observed),
            "earned": sum(one.earned for one in seen.observed),
            "possible": sum(one.possible for one in seen.observed),
        }
    ]


def _section_rows(seen: Seen) -> list[dict[str, Any]]:
    found = []
    for section in dict.fromkeys(one.section for one in seen.observed):
        inside = [one for one in seen.observed if one.section == section]
        found.append(
            _of_visit(seen)
            | {
                "section": section,
                "weight": 1.0,
                "earned": sum(one.earned for one in inside),
                "possible": sum(one.possible for one in inside),
                "percent": percent_of(inside),
            }
        )
    return found


def _observation_rows(seen: Seen) -> list[dict[str, Any]]:
    return [
        _of_visit(seen)
        | {
            name: getattr(one, name)
            for name in ("code", "verdict", "section", "layer", "dimension", "stage", "channel", "weight")
        }
        | {
            name: getattr(one, name)
            for name in ("bonus", "critical", "seconds", "limit", "judged", "finding")
        }
        | {
            "tags": [],
            "measure": "duration" if one.limit else "yes_no",
            "scored": True,
            "reading": None,
            "share": one.part,
            "earned": one.earned,
            "possible": one.possible,
        }
        for one in seen.observed
    ]


# ── A programme with everything in it ──────────────────────────────────────────────────────────────

PACK = (
    Observed("A1"),
    Observed("A2", weight=2.0, dimension="reliability"),
    Observed("A3", critical=True, layer="service"),
    Observed("B1", section="till", layer="service", stage="order", limit=90.0),
    Observed("B2", section="till", layer="service", stage="order", dimension=None),
    Observed("B3", section="till", layer=None, channel="drive"),
    Observed("C1", section="table", layer="delight", bonus=True),
    Observed("C2", section="table", layer="delight", stage="leave"),
)


def programme(seed: int = 7, visits: int = 90) -> tuple[Seen, ...]:
    """Two brands, three kinds, two editions, branches without a region, visits seen twice; drawn with a fixed seed."""
    drawn = random.Random(seed)  # noqa: S311 - no secret
    found = []
    for number in range(visits):
        branch = drawn.randrange(9)
        day = date(2026, 1, 1) + timedelta(days=drawn.randrange(300))
        later = day >= date(2026, 6, 1)
        pack = [replace(one, weight=3.0) if later and one.code == "A2" else one for one in PACK]
        seen = Seen(
            f"v{number:03}",
            f"b{branch}",
            day,
            tuple(_drawn(one, drawn, branch) for one in pack),
            auditor=drawn.choice(("ann", "bea", "cy", "dov")),
            region=(None, "north", "south")[branch % 3],
            brand="Alder" if branch < 6 else 'O\'Brien \\ "x" קפה',
            pack="cafe" if branch < 6 else "bar",
            edition="2026-06" if later else "2026-01",
            kind=drawn.choice(("unannounced",) * 4 + ("announced", "self_check")),
            hour=drawn.randrange(8, 20),
        )
        found.append(seen)
        if number % 6 == 0:
            others = tuple(_drawn(one, drawn, branch) for one in pack)
            found.append(replace(seen, visit=f"w{number:03}", auditor="eve", observed=others, hour=21))
    return tuple(found)


def _drawn(one: Observed, drawn: random.Random, branch: int) -> Observed:
    verdict = drawn.choices(("met", "missed", "partly", "not_applicable"), (6 + branch % 4, 2, 1, 1))[0]
    seconds = float(drawn.randrange(20, 160)) if one.limit and verdict != "not_applicable" else None
    if seconds is not None and one.limit is not None:
        verdict = "met" if seconds <= one.limit else "missed"
    return replace(one, verdict=verdict, share=0.5 if verdict == "partly" else None, seconds=seconds)
