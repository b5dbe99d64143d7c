"""The tables of each question: what analysts and other programs get. `docs/comparison.md` has their columns.

The first table of a question is the one that a file with room for one table holds.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from qaudit.desk.comparison.rows import (
    OF_GROUP,
    OF_PACK,
    N,
    PlainTable,
    TableOf,
    count,
    day,
    editions,
    estimate,
    interval,
    lack,
    number,
    of_answer,
    part,
    plain_table,
    words,
    yes_no,
)
from qaudit.desk.comparison.tables_members import AUDITORS, CONSISTENCY, HEAT, LEAGUE, TREND
from qaudit.desk.comparison.tables_standards import CHANGES, DOUBLES, REPEATS, SPLITS, STANDARDS, TIMES


class Question(StrEnum):
    """What may be asked, as it is typed."""

    LEAGUE = "league"
    TREND = "trend"
    HEAT = "heat"
    STANDARDS = "standards"
    SPLITS = "splits"
    REPEATS = "repeats"
    CONSISTENCY = "consistency"
    TIMES = "times"
    AUDITORS = "auditors"
    DOUBLES = "doubles"
    CHANGES = "changes"
    GAP = "gap"
    COMPLAINTS = "complaints"
    VALUE = "value"
    EDITIONS = "editions"


@dataclass(frozen=True, slots=True)
class _Doubt:
    """What one assumption has to do with the width of a range."""

    assumption: str
    low: float | None
    high: float | None
    share: float


def _doubts(value: Any) -> Iterator[_Doubt]:
    shares = dict(getattr(value.cost, "widest", ()))
    poor = getattr(value.poor, "interval", None)
    yield _Doubt("poor", getattr(poor, "low", None), getattr(poor, "high", None), shares.get("poor", 0.0))
    for name in type(value.file.assumptions).__slots__:
        assumed = getattr(value.file.assumptions, name)
        yield _Doubt(name, assumed.low, assumed.high, shares.get(name, 0.0))


_GAP = (
    TableOf(
        "gap",
        lambda gaps: gaps.rows,
        (
            *OF_PACK,
            words("by", lambda gaps, row: gaps.by),
            words("key", lambda gaps, row: row.key),
            N,
            *estimate("expectation", lambda gaps, row: row.expectation),
            *estimate("perception", lambda gaps, row: row.perception),
            *estimate("gap", lambda gaps, row: row.gap),
            count("visits", lambda gaps, row: row.audited.n),
            *estimate("audited", lambda gaps, row: row.audited),
        ),
    ),
)
_COMPLAINTS = (
    TableOf(
        "complaints",
        lambda found: found.rows,
        (
            *OF_PACK,
            words("by", lambda found, row: found.by.value),
            words("key", lambda found, row: row.key),
            count("complaints", lambda found, row: row.complaints),
            count("n", lambda found, row: 0 if row.audited is None else row.audited.n),
            *estimate("met", lambda found, row: getattr(row.audited, "met", None)),
            *estimate("audited", lambda found, row: getattr(row.audited, "mean", None)),
            yes_no("doubtful", lambda found, row: row.is_doubtful),
            *editions(lambda found, row: getattr(row.audited, "editions", None)),
        ),
    ),
    of_answer(
        "groups",
        *OF_PACK,
        count("complaints", lambda found, row: found.n),
        count("elsewhere", lambda found, row: found.elsewhere),
    ),
)
_VALUE = (
    of_answer(
        "value",
        *OF_GROUP,
        N,
        number("poor_below", lambda value, row: value.file.poor),
        *estimate("poor", lambda value, row: value.poor),
        part("least", float, lambda value, row: value.cost, "least"),
        part("most", float, lambda value, row: value.cost, "most"),
        *interval("likely", lambda value, row: getattr(value.cost, "likely", None)),
        lack("lack", lambda value, row: value.cost),
    ),
    TableOf(
        "assumptions",
        _doubts,
        (
            *OF_GROUP,
            words("assumption", lambda value, row: row.assumption),
            number("low", lambda value, row: row.low),
            number("high", lambda value, row: row.high),
            number("doubt_share", lambda value, row: row.share),
        ),
    ),
)
_EDITIONS = (
    TableOf(
        "editions",
        lambda change: change.standards or (("", ""),),
        (
            words("brand", lambda change, row: change.brand),
            words("pack", lambda change, row: change.pack),
            words("before", lambda change, row: change.before),
            words("after", lambda change, row: change.after),
            day("since", lambda change, row: change.since),
            words("code", lambda change, row: row[0]),
            words("changed", lambda change, row: row[1]),
        ),
    ),
)

TABLES: Mapping[Question, tuple[TableOf, ...]] = {
    Question.LEAGUE: LEAGUE,
    Question.TREND: TREND,
    Question.HEAT: HEAT,
    Question.STANDARDS: STANDARDS,
    Question.SPLITS: SPLITS,
    Question.REPEATS: REPEATS,
    Question.CONSISTENCY: CONSISTENCY,
    Question.TIMES: TIMES,
    Question.AUDITORS: AUDITORS,
    Question.DOUBLES: DOUBLES,
    Question.CHANGES: CHANGES,
    Question.GAP: _GAP,
    Question.COMPLAINTS: _COMPLAINTS,
    Question.VALUE: _VALUE,
    Question.EDITIONS: _EDITIONS,
}


def tables_of(question: Question, answers: Iterable[Any]) -> tuple[PlainTable, ...]:
    """The tables of a question with the rows of its answers (of `Comparisons`), empty where there are none."""
    found = tuple(answers)
    return tuple(plain_table(table, found) for table in TABLES[question])
