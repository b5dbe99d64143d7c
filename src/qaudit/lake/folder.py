"""Where the files of a lake lie, what they are called, and how their faults are told.

`TABLE/brand=NAME/month=2026-05/part-000012-001.parquet`: the run that wrote it, and a number within the run. The same
name in each of the tables that have rows for each visit holds the same visits; of what was seen twice there is one file
at most for a brand's month. Names of brands are escaped as Hive escapes them; the columns `brand` and `month` stand in
the files too, and they are what counts.
"""

import hashlib
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from qaudit.core.text import printable
from qaudit.errors import LakeUnusable, system_reason
from qaudit.lake.schema import TABLES
from qaudit.speech import _

MANIFEST = "datapackage.json"
STAGING = ".new"
"""Where a run writes. While it is there, a run is under way or was cut off."""
EMPTY = "empty.parquet"
"""The one file of a table that has no rows yet."""
PART = re.compile(r"brand=[^/\x00]*/month=[0-9-]*/part-[0-9]{6,}-[0-9]{3,}\.parquet")
"""A part, as the manifest names it within its table."""

_NO_BRAND = "__HIVE_DEFAULT_PARTITION__"
_STEERING = re.compile(r"[\x00-\x1f\x7f\"#%'*/:=?\\{}\[\]^<>|]|[. ]$")
_LONGEST = 150
"""Bytes of an escaped name that a folder takes as it is. A longer one is cut, and its digest put behind."""


def partition_of(brand: str, month: str) -> str:
    """The folder of a brand's month within each table."""
    return f"brand={_escaped(brand) or _NO_BRAND}/month={month}"


def part_of(partition: str, run: int, number: int) -> str:
    """The name of a part within each table."""
    return f"{partition}/part-{run:06}-{number:03}.parquet"


def partition_of_part(part: str) -> str:
    """The partition that a part lies in."""
    return part.rpartition("/")[0]


def _escaped(name: str) -> str:
    escaped = _STEERING.sub(lambda found: f"%{ord(found[0]):02X}", name)
    written = escaped.encode()
    if len(written) <= _LONGEST:
        return escaped
    digest = hashlib.sha256(name.encode()).hexdigest()[:16]
    cut = written[: _LONGEST - 20].decode(errors="ignore")
    return f"{re.sub('%.?$', '', cut)}~{digest}"


def remove_parts(folder: Path, parts: Iterable[str]) -> None:
    """Removes parts from every table, and the folders that are empty then."""
    for table in TABLES:
        for part in parts:
            file = folder / table / part
            file.unlink(missing_ok=True)
            for above in (file.parent, file.parent.parent):
                if above.is_dir() and not any(above.iterdir()):
                    above.rmdir()


def remove_empty(folder: Path, kept: Iterable[str]) -> None:
    """Removes the file without rows from every table but those in `kept`."""
    for table in TABLES:
        if table not in kept:
            (folder / table / EMPTY).unlink(missing_ok=True)


def left_over(folder: Path, named: Iterable[str]) -> tuple[str, ...]:
    """The parts of interrupted runs: named as parts are, but not in the manifest."""
    known = set(named)
    found = {
        file.relative_to(folder / table).as_posix()
        for table in TABLES
        for file in (folder / table).glob("brand=*/month=*/part-*.parquet")
    }
    return tuple(sorted(part for part in found - known if PART.fullmatch(part)))


def remove_staging(folder: Path) -> None:
    """Removes what a run wrote and did not finish."""
    shutil.rmtree(folder / STAGING, ignore_errors=True)


@contextmanager
def disk_faults(folder: Path) -> Iterator[None]:
    """Turns the faults of the disk under a lake into `LakeUnusable`."""
    try:
        yield
    except OSError as fault:
        raise LakeUnusable(
            _("The lake {lake} cannot be used: {reason}", lake=shown(folder), reason=system_reason(fault)),
            _("nothing of it was changed; make room or choose another folder with --lake"),
        ) from fault


def shown(path: Path | str) -> str:
    """A path as it is told."""
    return printable(str(path), one_line=True)
