"""The lake's table of contents: `datapackage.json` names every part, and what it does not name is not of the lake.

It is a Frictionless data package, with what the lake needs beyond that under `qaudit`. It is written last and renamed
into place, so that readers see either the lake before a run or the lake after it.
"""

import json
import os
from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice, takewhile
from pathlib import Path
from typing import Any

import pyarrow as pa

from qaudit.core.changes import read_moment, write_moment
from qaudit.errors import LakeUnusable
from qaudit.lake import descriptions
from qaudit.lake.folder import EMPTY, MANIFEST, PART, disk_faults, partition_of_part, shown
from qaudit.lake.schema import BY_VISIT, TABLES, VERSION
from qaudit.speech import _


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a store's journals were read: the number of the last entry seen, and its seal.

    `origin` is the seal of the store's oldest entry: stores that began apart have different ones. Both are empty
    and the number 0 for a store without visits.
    """

    origin: str = ""
    number: int = 0
    seal: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a lake is made of. `parts` are named within each of the tables of visits, `doubles` within theirs; sorted.

    `run` is the number of the run that wrote it, `refreshed_at` its moment (UTC); `left_out` are the published
    visits that could not be read then.
    """

    mark: Mark = Mark()
    run: int = 0
    refreshed_at: datetime | None = None
    parts: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    doubles: tuple[str, ...] = ()

    def paths(self, table: str) -> tuple[str, ...]:
        """The files of a table, within the lake's folder; one without rows where the lake has none."""
        parts = self.parts if table in BY_VISIT else self.doubles
        return tuple(f"{table}/{part}" for part in parts) or (f"{table}/{EMPTY}",)

    def parts_in(self, partition: str) -> tuple[str, ...]:
        """The parts of a brand's month."""
        return _in_partition(self.parts, partition)

    def doubles_in(self, partition: str) -> tuple[str, ...]:
        """What was seen twice in a brand's month: one file, or none."""
        return _in_partition(self.doubles, partition)

    @property
    def partitions(self) -> tuple[str, ...]:
        """The brands' months that have files."""
        return tuple(dict.fromkeys(partition_of_part(part) for part in (*self.parts, *self.doubles)))

    @property
    def without_rows(self) -> tuple[str, ...]:
        """The tables whose one file is empty."""
        return tuple(table for table in TABLES if self.paths(table) == (f"{table}/{EMPTY}",))

    def with_parts(self, added: tuple[str, ...], removed: tuple[str, ...]) -> "Manifest":
        """The same with some parts more and some less."""
        return replace(self, parts=_without(self.parts, added, removed))

    def with_doubles(self, added: tuple[str, ...], removed: tuple[str, ...]) -> "Manifest":
        """The same with some files of `doubles` more and some less."""
        return replace(self, doubles=_without(self.doubles, added, removed))


def _in_partition(parts: tuple[str, ...], partition: str) -> tuple[str, ...]:
    start = bisect_left(parts, f"{partition}/")
    return tuple(takewhile(lambda part: partition_of_part(part) == partition, islice(parts, start, None)))


def _without(parts: tuple[str, ...], added: tuple[str, ...], removed: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({*parts, *added}.difference(removed)))


def read_manifest(folder: Path, *, is_to_be_replaced: bool = False) -> Manifest | None:
    """The manifest of the lake in a folder; None where the folder is not there, or has no lake in it.

    Raises `LakeUnusable` for one that is foreign or of a newer program; and for one that is damaged, unless it is to
    be replaced: then it is as if there were none.
    """
    with disk_faults(folder):
        try:
            text = (folder / MANIFEST).read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        except UnicodeDecodeError:
            raise _foreign(folder) from None
    try:
        document = json.loads(text)
        own = document["qaudit"]
        version = own["version"]
    except (ValueError, TypeError, LookupError, RecursionError):
        raise _foreign(folder) from None
    if isinstance(version, int) and version > VERSION:
        raise LakeUnusable(
            _("The lake {lake} was made by a newer qaudit", lake=shown(folder)),
            _("install the newer qaudit; nothing was changed"),
        )
    try:
        return _manifest_of(document, own)
    except (ValueError, TypeError, LookupError, AttributeError):
        if is_to_be_replaced:
            return None
        raise LakeUnusable(
            _("{file} is damaged", file=shown(folder / MANIFEST)),
            _("qaudit lake rebuild makes the lake afresh from the store"),
        ) from None


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Writes the manifest durably and whole, in the place of the one before. Raises `OSError`."""
    beside = folder / f".{MANIFEST}.part"
    with beside.open("w", encoding="utf-8") as file:
        json.dump(_document(manifest), file, ensure_ascii=False, indent=1)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    beside.replace(folder / MANIFEST)


def _foreign(folder: Path) -> LakeUnusable:
    return LakeUnusable(
        _("{file} is not that of a lake of qaudit", file=shown(folder / MANIFEST)),
        _("choose another folder with --lake"),
    )


def _manifest_of(document: Any, own: Any) -> Manifest:
    """Raises `ValueError` and its like for a document that cannot be one of ours."""
    of_table = {
        resource["name"]: tuple(path.removeprefix(f"{resource['name']}/") for path in resource["path"])
        for resource in document["resources"]
    }
    if any(of_table[table] != of_table["visits"] for table in BY_VISIT) or own["version"] != VERSION:
        raise ValueError("the tables have different parts")
    at = own["refreshed_at"]
    return Manifest(
        Mark(str(own["store"]["origin"]), int(own["store"]["number"]), str(own["store"]["seal"])),
        int(own["run"]),
        None if at is None else read_moment(at),
        _parts_of(of_table["visits"]),
        tuple(str(visit) for visit in own["left_out"]),
        _parts_of(of_table["doubles"]),
    )


def _parts_of(paths: tuple[str, ...]) -> tuple[str, ...]:
    """Raises `ValueError` for what no run of ours wrote."""
    parts = () if paths == (EMPTY,) else paths
    if not all(PART.fullmatch(part) for part in parts) or list(parts) != sorted(set(parts)):
        raise ValueError("a part that is none")
    return parts


def _document(manifest: Manifest) -> dict[str, Any]:
    at = manifest.refreshed_at
    return {
        "name": "qaudit-lake",
        "title": "Published visits",
        "version": str(VERSION),
        "description": "Service quality visits, one row for each visit, section and standard. "
        "The parts named here are the lake; other files in its folders are not.",
        "qaudit": {
            "version": VERSION,
            "run": manifest.run,
            "refreshed_at": None if at is None else write_moment(at),
            "store": {
                "origin": manifest.mark.origin,
                "number": manifest.mark.number,
                "seal": manifest.mark.seal,
            },
            "left_out": list(manifest.left_out),
        },
        "resources": [
            {
                "name": table,
                "type": "table",
                "description": descriptions.TABLES[table],
                "path": list(manifest.paths(table)),
                "format": "parquet",
                "mediatype": "application/vnd.apache.parquet",
                "schema": {"fields": [_field(column) for column in schema]},
            }
            for table, schema in TABLES.items()
        ],
    }


def _field(column: Any) -> dict[str, str]:
    return {
        "name": column.name,
        "type": _type_name(column.type),
        "description": descriptions.COLUMNS[column.name],
    }


def _type_name(kind: Any) -> str:
    """The type as Frictionless names it."""
    names = (
        (pa.types.is_string, "string"),
        (pa.types.is_boolean, "boolean"),
        (pa.types.is_integer, "integer"),
        (pa.types.is_floating, "number"),
        (pa.types.is_date, "date"),
        (pa.types.is_timestamp, "datetime"),
        # What Frictionless calls an array is JSON in a cell of text.
        (pa.types.is_list, "any"),
    )
    return next(name for is_kind, name in names if is_kind(kind))
