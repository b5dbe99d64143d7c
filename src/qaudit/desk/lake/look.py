"""What is in a lake, told without reading an observation."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from qaudit.lake.manifest import Manifest
from qaudit.lake.parts import read_part, rows_in
from qaudit.lake.schema import TABLES


@dataclass(frozen=True, slots=True)
class BrandInLake:
    """What the lake has of a brand, from the first month to the last, both as 2026-05."""

    brand: str
    visits: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class LakeLook:
    """What is in a lake: rows by table, brands by name, `size` in bytes; `behind` visits changed since its refresh."""

    folder: Path
    refreshed_at: datetime | None
    rows: Mapping[str, int]
    brands: tuple[BrandInLake, ...]
    parts: int
    size: int
    left_out: tuple[str, ...]
    behind: int


def look_at(folder: Path, manifest: Manifest, behind: int) -> LakeLook:
    """Raises `LakeUnusable` for parts that cannot be read."""
    rows: Counter[str] = Counter(dict.fromkeys(TABLES, 0))
    months: dict[str, Counter[str]] = defaultdict(Counter)
    size = 0
    for table in TABLES:
        for path in manifest.paths(table):
            rows[table] += rows_in(folder, table, path.removeprefix(f"{table}/"))
            size += (folder / path).stat().st_size
    for part in manifest.parts:
        found = read_part(folder, "visits", part, ("brand", "month"))
        for brand, month in zip(found["brand"].to_pylist(), found["month"].to_pylist(), strict=True):
            months[brand][month] += 1
    brands = (
        BrandInLake(brand, counted.total(), min(counted), max(counted))
        for brand, counted in sorted(months.items())
    )
    return LakeLook(
        folder,
        manifest.refreshed_at,
        dict(rows),
        tuple(brands),
        len(manifest.parts),
        size,
        manifest.left_out,
        behind,
    )
