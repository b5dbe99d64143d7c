"""What a comparison answered, written as a file: CSV, JSON, Parquet or a workbook, by the ending of its name."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import IO, Any

from qaudit.core.problems import nearest
from qaudit.desk.comparison.rows import PlainTable
from qaudit.desk.comparison.tables import Question
from qaudit.desk.files import in_a_name, replacing
from qaudit.errors import UsageError, did_you_mean
from qaudit.lake.asked import Asked
from qaudit.speech import _

Tables = Sequence[PlainTable]


def answer_document(question: Question, asked: Sequence[Asked], tables: Tables) -> dict[str, Any]:
    """One JSON document: the question, what was asked (two for what changed: first and second), every table."""
    return {
        "question": question.value,
        "asked": [_asked_document(one) for one in asked],
        "tables": {table.name: table.documents() for table in tables},
    }


def _asked_document(asked: Asked) -> dict[str, Any]:
    """The filters that were set, and what was compared by what."""
    found = {field.name: getattr(asked, field.name) for field in fields(Asked)}
    return {
        name: list(value) if isinstance(value, tuple) else str(value)
        for name, value in found.items()
        if value not in ((), None)
    }


def one_table(tables: Tables, name: str | None = None) -> PlainTable:
    """The table of that name, else the first. Raises `UsageError`."""
    known = [table.name for table in tables]
    if name is not None and name not in known:
        raise UsageError(
            _("This question has no table {table}", table=name),
            did_you_mean(nearest(name, known), _("it has {tables}", tables=", ".join(known))),
        )
    return tables[known.index(name) if name else 0]


def table_csv(table: PlainTable) -> str:
    """A table as CSV text."""
    from qaudit.interop.plain_tables import csv_text

    return csv_text([*table.columns], table.rows)


def default_answer_path(folder: Path, question: Question, asked: Asked, today: date, ending: str) -> Path:
    """A name that says what is in the file, and that no file has yet: `league-Tin-Kettle-2026-11-22.xlsx`."""
    names = [question.value, *asked.brands[:1], *asked.regions[:1], *asked.branches[:1], *asked.codes[:1]]
    plain = [in_a_name(name[:40]) for name in names]
    stem = "-".join([*plain, today.isoformat()])
    found, number = folder / f"{stem}{ending}", 2
    while found.exists():
        found, number = folder / f"{stem}-{number}{ending}", number + 1
    return found


def check_ending(path: Path) -> None:
    """Raises `UsageError` for a name by which nobody knows what is wanted; before anything is asked."""
    if path.suffix.casefold() not in _WRITERS:
        raise UsageError(
            _("{file}: its ending does not say what it is to be", file=str(path)),
            _("it ends in {endings}", endings=", ".join(_WRITERS)),
        )


def write_answer(
    path: Path, question: Question, asked: Sequence[Asked], tables: Tables, name: str | None = None
) -> None:
    """Writes the file whole, then puts it in its place. CSV and Parquet hold one table: that of `name`, else the first.

    Raises `UsageError`.
    """
    check_ending(path)
    chosen = tables if name is None else (one_table(tables, name),)
    with replacing(path) as file:
        _WRITERS[path.suffix.casefold()](file, question, asked, chosen)


Writer = Callable[[IO[bytes], Question, Sequence[Asked], Tables], None]


def _csv(file: IO[bytes], question: Question, asked: Sequence[Asked], tables: Tables) -> None:
    file.write(table_csv(tables[0]).encode())


def _json(file: IO[bytes], question: Question, asked: Sequence[Asked], tables: Tables) -> None:
    text = json.dumps(answer_document(question, asked, tables), ensure_ascii=False, indent=2)
    file.write(f"{text}\n".encode())


def _parquet(file: IO[bytes], question: Question, asked: Sequence[Asked], tables: Tables) -> None:
    from qaudit.lake.plain_parquet import write_parquet

    write_parquet(file, tables[0].columns, tables[0].rows)


def _workbook(file: IO[bytes], question: Question, asked: Sequence[Asked], tables: Tables) -> None:
    from qaudit.interop.plain_tables import write_book

    write_book(file, {table.name: ([*table.columns], table.rows) for table in tables})


_WRITERS: Mapping[str, Writer] = {".csv": _csv, ".json": _json, ".parquet": _parquet, ".xlsx": _workbook}
