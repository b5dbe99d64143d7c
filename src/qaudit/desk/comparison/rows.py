"""What comparisons answer as plain tables for other programs: the same columns in every language.

A table is a name and its columns; each column says how its cell is read from an answer and one of its rows. What is
written down is in `tables`, how it gets into files in `files`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from qaudit.analysis.figures import Estimate, Interval, NotEnough
from qaudit.core.text import printable
from qaudit.desk.comparison.groups import Editions

Cell = str | int | float | bool | date | None
Read = Callable[[Any, Any], Any]
"""From an answer and one of its rows to a cell."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `kind` is the type of its cells, which may all be None."""

    name: str
    kind: type
    read: Read


@dataclass(frozen=True, slots=True)
class TableOf:
    """A table of one question: the rows that an answer has for it, and their columns."""

    name: str
    rows: Callable[[Any], Iterable[Any]]
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class PlainTable:
    """Rows of plain values under plain names; numbers have nine digits and at most twelve decimals."""

    name: str
    columns: Mapping[str, type]
    rows: tuple[tuple[Cell, ...], ...]

    def documents(self) -> list[dict[str, Cell]]:
        """The rows as JSON has them: days as 2026-05-14."""
        return [
            {
                name: cell.isoformat() if isinstance(cell, date) else cell
                for name, cell in zip(self.columns, row, strict=True)
            }
            for row in self.rows
        ]


def plain_table(table: TableOf, answers: Iterable[Any]) -> PlainTable:
    """The rows of all answers, one below the other."""
    rows = tuple(
        tuple(_plain(column.read(answer, row), column.kind) for column in table.columns)
        for answer in answers
        for row in table.rows(answer)
    )
    return PlainTable(table.name, {column.name: column.kind for column in table.columns}, rows)


def _plain(cell: Any, kind: type) -> Cell:
    if cell is None or cell == "":
        return None
    if kind is str:
        return printable(str(cell), one_line=True)
    if kind is float:
        return round(float(f"{cell:.9g}"), 12)
    found: Cell = cell
    return found


# ── Columns ────────────────────────────────────────────────────────────────────────────────────────


def words(name: str, read: Read) -> Column:
    """A column of words."""
    return Column(name, str, read)


def count(name: str, read: Read) -> Column:
    """A column of whole numbers."""
    return Column(name, int, read)


def number(name: str, read: Read) -> Column:
    """A column of numbers."""
    return Column(name, float, read)


def yes_no(name: str, read: Read) -> Column:
    """A column of true and false."""
    return Column(name, bool, read)


def day(name: str, read: Read) -> Column:
    """A column of days."""
    return Column(name, date, read)


def estimate(name: str, read: Read) -> tuple[Column, ...]:
    """Four columns: the value, the ends of its interval, and the reason where either is missing."""
    return (
        number(name, lambda answer, row: _value(read(answer, row))),
        number(f"{name}_low", lambda answer, row: _end(read(answer, row), "low")),
        number(f"{name}_high", lambda answer, row: _end(read(answer, row), "high")),
        words(f"{name}_lack", lambda answer, row: _lack(read(answer, row))),
    )


def interval(name: str, read: Read) -> tuple[Column, ...]:
    """Two columns: the ends."""
    return (
        number(f"{name}_low", lambda answer, row: _end(read(answer, row), "low")),
        number(f"{name}_high", lambda answer, row: _end(read(answer, row), "high")),
    )


def part(name: str, kind: type, read: Read, field: str) -> Column:
    """A field of what may be missing (None, or not enough)."""
    return Column(name, kind, lambda answer, row: _field(read(answer, row), field))


def lack(name: str, read: Read) -> Column:
    """Why something is missing: `too_few`, `all_the_same` …; empty where it is there."""
    return words(name, lambda answer, row: _lack(read(answer, row)))


def editions(read: Callable[[Any, Any], Editions | None]) -> tuple[Column, ...]:
    """Two columns: the first and the last edition."""
    return (
        words("edition_first", lambda answer, row: (read(answer, row) or ("", ""))[0]),
        words("edition_last", lambda answer, row: (read(answer, row) or ("", ""))[1]),
    )


def joined(values: Iterable[Any]) -> str:
    """Several words in one cell, with blanks between them."""
    return " ".join(str(value) for value in values)


def _value(found: Any) -> float | None:
    return found.value if isinstance(found, Estimate) else None


def _end(found: Any, end: str) -> float | None:
    inside = found if isinstance(found, Interval) else getattr(found, "interval", None)
    return getattr(inside, end) if isinstance(inside, Interval) else None


def _lack(found: Any) -> str | None:
    missing = found if isinstance(found, NotEnough) else getattr(found, "interval", None)
    return missing.why.value if isinstance(missing, NotEnough) else None


def _field(found: Any, field: str) -> Any:
    return None if found is None or isinstance(found, NotEnough) else getattr(found, field)


# ── What many tables have ──────────────────────────────────────────────────────────────────────────

OF_PACK = (
    words("kind", lambda answer, row: answer.group.kind),
    words("brand", lambda answer, row: answer.group.brand),
    words("pack", lambda answer, row: answer.group.pack),
)
OF_GROUP = (*OF_PACK, words("key", lambda answer, row: answer.group.key))
MEMBER = (words("member", lambda answer, row: row.member), words("name", lambda answer, row: row.name))
N = count("n", lambda answer, row: row.n)
CODE = words("code", lambda answer, row: row.code)
CHANGED = words("changed", lambda answer, row: row.changed)
ROW_EDITIONS = editions(lambda answer, row: row.editions)


def of_answer(name: str, *columns: Column) -> TableOf:
    """A table with one row for each answer."""
    return TableOf(name, lambda answer: (answer,), columns)
