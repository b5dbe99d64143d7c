"""What a lake holds for a question: the parts that its manifest names, and whether they are what they should be."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from qaudit.errors import LakeUnusable
from qaudit.lake.folder import shown
from qaudit.lake.manifest import Manifest, read_manifest
from qaudit.lake.schema import TABLES
from qaudit.speech import _


@dataclass(frozen=True, slots=True)
class Contents:
    """The Parquet files of each table, and no others: what lies beside them is not of the lake."""

    folder: Path
    parts: Mapping[str, tuple[Path, ...]]


def read_contents(folder: Path) -> Contents:
    """What the lake in `folder` holds. Raises `LakeUnusable` for no lake, an empty, foreign or newer one."""
    manifest = read_manifest(folder)
    if manifest is None:
        raise LakeUnusable(
            _("There is no lake in {folder}", folder=shown(folder)), _("qaudit lake refresh makes one")
        )
    if not manifest.parts:
        raise LakeUnusable(
            _("The lake {folder} has no visits", folder=shown(folder)),
            _("publish visits, then qaudit lake refresh"),
        )
    whole = folder.resolve()
    return Contents(whole, {name: tuple(whole / path for path in manifest.paths(name)) for name in TABLES})


def check_presence(folder: Path, manifest: Manifest) -> None:
    """Looks whether every part is there, at no content. Raises `LakeUnusable` for the first that is not."""
    for part in (folder / path for name in TABLES for path in manifest.paths(name)):
        if not part.is_file():
            raise _missing(part)


def check_parts(contents: Contents) -> None:
    """Reads the foot of every part. Raises `LakeUnusable` for the first that is missing, damaged or foreign."""
    import pyarrow.parquet as pq

    for name, parts in contents.parts.items():
        for part in parts:
            try:
                found = pq.read_schema(part)
            except FileNotFoundError as fault:
                raise _missing(part) from fault
            except (pa.ArrowException, OSError) as fault:
                raise _damaged(part) from fault
            if not _has_columns(found, TABLES[name]):
                raise _broken(_("{file} has other columns than a lake", file=shown(part)))


def check_values(contents: Contents) -> None:
    """Reads every part to its end, a group of rows at a time. Raises `LakeUnusable` for the first that is damaged."""
    import pyarrow.parquet as pq

    for part in (part for parts in contents.parts.values() for part in parts):
        try:
            with pq.ParquetFile(part) as file:
                for group in range(file.num_row_groups):
                    file.read_row_group(group)
        except (pa.ArrowException, OSError) as fault:
            raise _damaged(part) from fault


def _has_columns(found: pa.Schema, wanted: pa.Schema) -> bool:
    return all(
        found.get_field_index(field.name) >= 0 and _plain(found.field(field.name).type) == field.type
        for field in wanted
    )


def _plain(kind: pa.DataType) -> pa.DataType:
    """The type without the way in which it is packed."""
    if pa.types.is_dictionary(kind):
        return _plain(kind.value_type)
    if pa.types.is_list(kind):
        return pa.list_(_plain(kind.value_type))
    return kind


def _missing(part: Path) -> LakeUnusable:
    return _broken(_("{file} is missing from the lake", file=shown(part)))


def _damaged(part: Path) -> LakeUnusable:
    return _broken(_("{file} is damaged, or no Parquet file", file=shown(part)))


def _broken(message: str) -> LakeUnusable:
    return LakeUnusable(message, _("qaudit lake rebuild makes the lake afresh from the store"))
