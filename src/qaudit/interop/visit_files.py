"""Finished visits as files: a folder of CSV tables with their schema, a workbook, or one JSON document.

Visits come one at a time and go out at once: a file of ten thousand visits takes no more memory than one of ten.
What all visits share, standards and branches, is written at the end, each once.
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any, Protocol

from qaudit.core.standards import Pack, PackRef
from qaudit.core.text import printable
from qaudit.core.visits import Branch
from qaudit.interop.table_files import BOM, text_cells
from qaudit.interop.visit_rows import FinishedVisit, Row, branch_row, rows_of, standard_rows
from qaudit.interop.visit_tables import BRANCHES, STANDARDS, TABLES, Field, FieldType, Table
from qaudit.interop.workbook_writing import Cell, open_workbook

PACKAGE = "datapackage.json"
_WIDE = {"text": 60, "note": 60, "source": 32, "reasons": 32, "visit": 38, "digest": 20, "opened_at": 26}
_SCHEMA_OF = {FieldType.BOOLEAN: {"trueValues": ["true"], "falseValues": ["false"]}}


class RowSink(Protocol):
    """Whatever takes the rows of one table."""

    def append(self, cells: list[Cell]) -> None:
        """One more row, its cells in the order of the table's columns."""


def write_rows(visits: Iterable[FinishedVisit], sinks: Mapping[str, RowSink]) -> int:
    """Sends every row of the visits to its table's sink, then what they share. Gives the number of visits."""
    packs: dict[PackRef, Pack] = {}
    branches: dict[str, Branch] = {}
    count = 0
    for finished in visits:
        count += 1
        packs.setdefault(finished.visit.pack, finished.walk.pack)
        branches.setdefault(finished.visit.branch.code, finished.visit.branch)
        for table, row in rows_of(finished):
            sinks[table.name].append(_cells(table, row))
    for ref in sorted(packs):
        for row in standard_rows(packs[ref]):
            sinks[STANDARDS.name].append(_cells(STANDARDS, row))
    for code in sorted(branches):
        sinks[BRANCHES.name].append(_cells(BRANCHES, branch_row(branches[code])))
    return count


def _cells(table: Table, row: Row) -> list[Cell]:
    return [_shown(row.get(head)) for head in table.heads]


def _shown(cell: Cell) -> Cell:
    """Words without anything that steers a terminal or a page."""
    return printable(cell) if isinstance(cell, str) else cell


class CsvTable:
    """One table as CSV in UTF-8, with the number and the hash of its bytes as they are written."""

    def __init__(self, file: IO[bytes], table: Table, *, has_bom: bool) -> None:
        self.table = table
        self.rows = 0
        self.size = 0
        self._file = file
        self._hash = hashlib.sha256()
        self._line = io.StringIO(newline="")
        self._writer = csv.writer(self._line)
        self._line.write(BOM if has_bom else "")
        self._writer.writerow(table.heads)

    def append(self, cells: list[Cell]) -> None:
        """One more row. It is on its way to the file soon, not at once."""
        self._writer.writerow(text_cells(cells))
        self.rows += 1
        if self._line.tell() > 1 << 16:
            self.flush()

    def flush(self) -> None:
        """Sends on what is waiting."""
        data = self._line.getvalue().encode("utf-8", "replace")
        self._line.seek(0)
        self._line.truncate()
        self._file.write(data)
        self._hash.update(data)
        self.size += len(data)

    @property
    def digest(self) -> str:
        return f"sha256:{self._hash.hexdigest()}"


def write_csv_tables(
    visits: Iterable[FinishedVisit],
    files: Mapping[str, IO[bytes]],
    package: IO[bytes],
    *,
    has_bom: bool = False,
) -> int:
    """Writes each table into the file of its name, and their schema. Gives the number of visits."""
    sinks = {table.name: CsvTable(files[table.name], table, has_bom=has_bom) for table in TABLES}
    count = write_rows(visits, sinks)
    for sink in sinks.values():
        sink.flush()
    text = json.dumps(data_package(sinks.values()), ensure_ascii=False, indent=2)
    package.write(f"{text}\n".encode())
    return count


def data_package(tables: Iterable[CsvTable]) -> dict[str, Any]:
    """The description of a folder of tables. Source: Frictionless Data Package, version 1."""
    return {
        "profile": "tabular-data-package",
        "name": "qaudit-visits",
        "resources": [_resource(table) for table in tables],
    }


def _resource(written: CsvTable) -> dict[str, Any]:
    table = written.table
    schema: dict[str, Any] = {
        "fields": [_field(field) for field in table.fields],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    if table.refers_to:
        schema["foreignKeys"] = [
            {"fields": list(fields), "reference": {"resource": other, "fields": list(fields)}}
            for other, fields in table.refers_to.items()
        ]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "description": table.about,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": written.size,
        "hash": written.digest,
        "schema": schema,
    }


def _field(field: Field) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if field.is_required else {}
    if field.values:
        constraints["enum"] = list(field.values)
    described: dict[str, Any] = {"name": field.name, "type": field.type.value, "description": field.about}
    described |= _SCHEMA_OF.get(field.type, {})
    return described | ({"constraints": constraints} if constraints else {})


def write_visits_workbook(visits: Iterable[FinishedVisit], file: IO[bytes]) -> int:
    """Writes the tables as sheets. Raises `UsageError` where there are more readings than a sheet holds."""
    with open_workbook(file) as book:
        sinks: dict[str, RowSink] = {
            table.name: book.add_sheet(table.name, table.heads, [_WIDE.get(head, 14) for head in table.heads])
            for table in TABLES
        }
        return write_rows(visits, sinks)


def write_visits_json(visits: Iterable[FinishedVisit], file: IO[bytes]) -> int:
    """Writes one JSON document: each visit with its tables and its scorecard document, then what they share."""
    packs: dict[PackRef, Pack] = {}
    branches: dict[str, Branch] = {}
    count = 0
    file.write(b'{"visits": [')
    for finished in visits:
        packs.setdefault(finished.visit.pack, finished.walk.pack)
        branches.setdefault(finished.visit.branch.code, finished.visit.branch)
        file.write(b",\n" if count else b"\n")
        file.write(_json(_visit_document(finished)))
        count += 1
    shared = {
        STANDARDS.name: [dict(_plain(row)) for ref in sorted(packs) for row in standard_rows(packs[ref])],
        BRANCHES.name: [dict(_plain(branch_row(branches[code]))) for code in sorted(branches)],
    }
    for name, rows in shared.items():
        file.write(f'\n], "{name}": ['.encode())
        file.write(b",".join(b"\n" + _json(row) for row in rows))
    file.write(b"\n]}\n")
    return count


def _visit_document(finished: FinishedVisit) -> dict[str, Any]:
    tables: dict[str, Any] = {}
    about: dict[str, Any] = {}
    for table, row in rows_of(finished):
        plain = dict(_plain(row))
        if table.name == "visits":
            about = plain
        else:
            plain = {key: value for key, value in plain.items() if key not in ("visit", "pack", "edition")}
            tables.setdefault(table.name, []).append(plain)
    return {**about, **tables, "scorecard": finished.document}


def _plain(row: Row) -> Iterator[tuple[str, Any]]:
    """The filled cells of a row; numbers as JSON has them."""
    for name, cell in row.items():
        if cell is None or cell == "":
            continue
        if isinstance(cell, str | bool | int):
            yield name, cell
        else:
            yield name, int(cell) if cell == cell.to_integral_value() else float(cell)


def _json(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
