"""Parts of the lake as Parquet files: written in a few large groups of rows, and read with each fault as a sentence."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from qaudit.errors import LakeUnusable, system_reason
from qaudit.lake.folder import shown
from qaudit.lake.schema import BY_VISIT, TABLES
from qaudit.speech import _

MOST_ROWS = 1_000_000
"""Observations after which a part is full, and the next one is begun."""
GROUP_ROWS = 1 << 16
"""Rows that are kept in memory and written together."""
MEASURED = {"observations": "seconds"}
"""Rows with a value there are written apart from those without: who asks for measured times passes over the others."""
_FORM = {"compression": "zstd", "compression_level": 6, "version": "2.6", "store_schema": False}

Tables = Mapping[str, pa.Table]
"""The rows of some visits: an Arrow table for each table that has rows by visit."""


class PartWriter:
    """Writes one part in every table of visits, under `folder`; in the end it is finished or dropped."""

    def __init__(self, folder: Path, part: str) -> None:
        self.part = part
        self.rows = 0
        """Observations."""
        self._waiting: dict[str, list[pa.Table]] = {table: [] for table in BY_VISIT}
        self._files: dict[str, Any] = {}
        try:
            for table, schema in BY_VISIT.items():
                path = folder / table / part
                path.parent.mkdir(parents=True, exist_ok=True)
                self._files[table] = pq.ParquetWriter(path, schema, **_FORM)
        except BaseException:
            self.drop()
            raise

    def add(self, tables: Tables) -> None:
        """More rows behind those before, of all tables or of some."""
        for table, rows in tables.items():
            self.rows += rows.num_rows if table == "observations" else 0
            self._waiting[table].append(rows)
            if sum(waiting.num_rows for waiting in self._waiting[table]) >= GROUP_ROWS:
                self._write(table)

    def _write(self, table: str) -> None:
        waiting, self._waiting[table] = self._waiting[table], []
        if waiting:
            for rows in _apart(table, pa.concat_tables(waiting)):
                self._files[table].write_table(rows, row_group_size=GROUP_ROWS * 2)

    def finish(self) -> None:
        """Writes what is left, and closes the files. Raises `OSError`."""
        for table in BY_VISIT:
            self._write(table)
        for file in self._files.values():
            file.close()

    def drop(self) -> None:
        """Closes the files; what is in them does not matter any more."""
        for file in self._files.values():
            with suppress(OSError):
                file.close()


def _apart(table: str, rows: pa.Table) -> Iterator[pa.Table]:
    """The rows by `MEASURED`, each in their order."""
    if table not in MEASURED:
        yield rows
        return
    measured = pc.is_valid(rows[MEASURED[table]])
    for wanted in (measured, pc.invert(measured)):
        if (found := rows.filter(wanted)).num_rows:
            yield found


def write_rows(path: Path, rows: pa.Table) -> None:
    """A file of a few rows, made at once. Raises `OSError`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(rows, path, **_FORM)


def write_empty(path: Path, table: str) -> None:
    """A file of a table without rows. Raises `OSError`."""
    write_rows(path, TABLES[table].empty_table())


def rows_in(folder: Path, table: str, part: str) -> int:
    """How many rows a part has in a table, without reading them. Raises `LakeUnusable`."""
    with _opened(folder, table, part) as file:
        return int(file.metadata.num_rows)


def read_part(folder: Path, table: str, part: str, columns: Sequence[str] | None = None) -> pa.Table:
    """The rows of a part, or some columns of them. Raises `LakeUnusable`."""
    with _opened(folder, table, part) as file:
        return file.read(columns=None if columns is None else list(columns))


def groups_of(
    folder: Path, table: str, part: str, columns: Sequence[str] | None = None
) -> Iterator[pa.Table]:
    """The rows of a part, or some columns of them, a few ten thousand at a time. Raises `LakeUnusable`."""
    with _opened(folder, table, part) as file:
        for group in range(file.num_row_groups):
            yield file.read_row_group(group, columns=None if columns is None else list(columns))


def without(rows: pa.Table, visits: Sequence[str]) -> pa.Table:
    """The rows of all visits but these."""
    if not visits:
        return rows
    return rows.filter(pc.invert(pc.is_in(rows["visit"], pa.array(visits, pa.string()))))


def by_partition(partitions: Mapping[str, str], tables: Tables) -> Iterator[tuple[str, Tables]]:
    """Rows apart by their brand's month; `partitions` has that of each visit, in the order of the rows."""
    of_partition: dict[str, list[str]] = {}
    for visit, partition in partitions.items():
        of_partition.setdefault(partition, []).append(visit)
    if len(of_partition) == 1:
        yield next(iter(of_partition)), tables
        return
    for partition, visits in of_partition.items():
        wanted = pa.array(visits, pa.string())
        yield (
            partition,
            {name: rows.filter(pc.is_in(rows["visit"], wanted)) for name, rows in tables.items()},
        )


@contextmanager
def _opened(folder: Path, table: str, part: str) -> Iterator[Any]:
    path = folder / table / part
    try:
        with pq.ParquetFile(path) as file:
            if not file.schema_arrow.equals(TABLES[table]):
                raise LakeUnusable(
                    _("{file} is no part of a lake of qaudit: its columns are others", file=shown(path)),
                    _advice(),
                )
            yield file
    except FileNotFoundError:
        raise LakeUnusable(_("{file} is missing", file=shown(path)), _advice()) from None
    except (pa.ArrowException, OSError) as fault:
        reason = system_reason(fault) if isinstance(fault, OSError) and fault.errno else _("it is damaged")
        raise LakeUnusable(
            _("{file} cannot be read: {reason}", file=shown(path), reason=reason), _advice()
        ) from None


def _advice() -> str:
    return _("qaudit lake rebuild makes the lake afresh from the store")
