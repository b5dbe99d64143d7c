"""What goes into the lake, before it is rows: visits with their scorecard documents, and the standards of packs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from functools import cached_property
from typing import Any

import pyarrow as pa

from qaudit.core.branch_time import day_of
from qaudit.core.measures import AtMost, Between, DurationMeasure, Measure, kind_of
from qaudit.core.standards import Pack, Standard
from qaudit.core.visits import Visit
from qaudit.lake.folder import partition_of
from qaudit.lake.schema import OBSERVATIONS, VISITS
from qaudit.lake.visit_key import visit_key

TAGS = ("layer", "dimension", "stage", "channel")
"""The tags that are columns."""
GIVEN = pa.schema(
    [
        ("place", pa.int32()),
        *(VISITS.field(name) for name in VISITS.names[: VISITS.get_field_index("raw")]),
        ("band", pa.string()),
        ("document", pa.string()),
    ]
)
"""What is known of a visit before its document is opened; `place` counts the visits of a batch."""
STANDARDS = pa.schema(
    [
        ("digest", pa.string()),
        ("code", pa.string()),
        ("position", pa.int32()),
        ("section", pa.string()),
        *(OBSERVATIONS.field(name) for name in (*TAGS, "tags", "measure", "weight", "limit")),
        *(OBSERVATIONS.field(name) for name in ("critical", "bonus", "scored")),
        ("critical_mode", pa.string()),
    ]
)
"""What a pack says of its standards, once for each digest."""


@dataclass(frozen=True)
class ScoredVisit:
    """A published visit and its latest scorecard: the document is JSON text, made at `made_at` (UTC).

    `band` is the name of its band in English, `zone` the clock of its branch.
    """

    visit: Visit
    made_at: datetime
    scoring_version: int
    document: str
    band: str | None
    zone: tzinfo

    @cached_property
    def day(self) -> date:
        """The day on which the visit was left, on the branch's clock."""
        return day_of(self.visit.left_at or self.visit.opened_at, self.zone)

    @property
    def partition(self) -> str:
        """The brand and month that it goes to."""
        return partition_of(self.visit.branch.brand, month_of(self.day))


def month_of(day: date) -> str:
    """A day's month, as 2026-05."""
    return day.isoformat()[:7]


def given_table(visits: Sequence[ScoredVisit]) -> pa.Table:
    """One row for each visit."""
    rows = [_given_row(place, scored) for place, scored in enumerate(visits)]
    return pa.Table.from_pylist(rows, schema=GIVEN)


def standards_table(packs: Iterable[tuple[str, Pack]]) -> pa.Table:
    """One row for each standard of packs, named by their digests."""
    rows: list[dict[str, Any]] = []
    for digest, pack in packs:
        section_of = {one.code: section.code for section in pack.sections for one in section.standards}
        for position, standard in enumerate(pack.standards):
            rows.append(
                {
                    "digest": digest,
                    "position": position,
                    "section": section_of[standard.code],
                    "critical_mode": pack.scoring.critical.mode.value,
                    **_standard_row(standard),
                }
            )
    return pa.Table.from_pylist(rows, schema=STANDARDS)


def _given_row(place: int, scored: ScoredVisit) -> dict[str, Any]:
    visit, day = scored.visit, scored.day
    return {
        "place": place,
        "visit": visit.id,
        "visit_key": visit_key(visit.id),
        "brand": visit.branch.brand,
        "month": month_of(day),
        "region": visit.branch.region,
        "country": visit.branch.country,
        "branch": visit.branch.code,
        "auditor": visit.auditor.alias,
        "kind": visit.kind.value,
        "pack": visit.pack.pack,
        "edition": visit.pack.edition,
        "digest": visit.digest,
        "day": day,
        "hour": visit.opened_at.astimezone(scored.zone).hour,
        "weekday": day.isoweekday(),
        "lag": None if visit.lag is None else visit.lag.total_seconds(),
        "branch_name": visit.branch.name,
        "left_at": visit.left_at,
        "submitted_at": visit.submitted_at,
        "published_at": visit.published_at,
        "made_at": scored.made_at,
        "scoring_version": scored.scoring_version,
        "band": scored.band,
        "document": scored.document,
    }


def _standard_row(standard: Standard) -> dict[str, Any]:
    tags = dict(standard.tags)
    return {
        "code": standard.code,
        **{name: tags.get(name) for name in TAGS},
        "tags": [f"{name}={value}" for name, value in standard.tags if name not in TAGS],
        "measure": kind_of(standard.measure),
        "weight": float(standard.weight),
        "limit": _limit_of(standard.measure),
        "critical": standard.is_critical,
        "bonus": standard.is_bonus,
        "scored": standard.is_scored,
    }


def _limit_of(measure: Measure) -> float | None:
    """The seconds within which a length of time is met; None for other measures and for a lower limit alone."""
    if isinstance(measure, DurationMeasure) and isinstance(measure.limit, AtMost | Between):
        return float(measure.limit.most * measure.unit.seconds)
    return None
