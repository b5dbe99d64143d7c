"""Every question, on every engine, says what plain Python says."""

import math
import shutil
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

import pyarrow as pa
import pytest

from qaudit.lake import answers
from qaudit.lake.asked import Along, Asked, By, Level
from qaudit.lake.engines import Engine, Question
from qaudit.lake.questions import doubles, names, repeats, scores, standards, times
from tests.lake import plain_answers as plain
from tests.lake.small_lake import PACK, Seen, programme

needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java")
SOCKETS = "ignore:unclosed:ResourceWarning"
"""py4j leaves sockets to the garbage collector."""

IN_NO_ORDER = {scores.visit_scores}
ALL_KINDS = ("unannounced", "announced", "self_check")
HOSTILE = 'O\'Brien \\ "x" קפה'
FIRST_HALF, SECOND_HALF = Asked(until=date(2026, 5, 31)), Asked(since=date(2026, 6, 1))


Plain = Callable[..., list[dict[str, Any]]]
Answered = tuple[Question, type, Plain]


@dataclass(frozen=True)
class Case:
    question: Question
    row: type | tuple[str, ...]
    plain: Plain
    asked: tuple[Any, ...]

    def __str__(self) -> str:
        shown = [f"{one}" for one in self.asked if not isinstance(one, Asked)]
        changed = [
            f"{field.name}={getattr(one, field.name)}"
            for one in self.asked
            if isinstance(one, Asked)
            for field in fields(Asked)
            if getattr(one, field.name) != getattr(Asked(), field.name)
        ]
        return " ".join((self.question.__name__, *shown, *changed))


SCORES = [
    Asked(),
    Asked(kinds=ALL_KINDS, level=Level.REGION),
    Asked(level=Level.BRAND, by=By.SECTION),
    Asked(by=By.SECTION, sections=("till", "door"), brands=(HOSTILE,)),
    Asked(by=By.LAYER, since=date(2026, 2, 1), until=date(2026, 8, 15)),
    Asked(by=By.DIMENSION, kinds=(), months=("2026-03", "2026-04")),
    Asked(by=By.STAGE, level=Level.REGION, auditors=("ann", "bea")),
    Asked(codes=("A1", "B2"), editions=("2026-06",), countries=("AT",)),
    Asked(layers=("service",), channels=(), regions=("north",), branches=("b1", "b4"), packs=("cafe",)),
    Asked(channels=("drive",), by=By.CHANNEL),
    Asked(by=By.STANDARD, codes=("A1", "B3")),
    Asked(brands=("nobody's",)),
]
OBSERVED = [
    Asked(),
    Asked(kinds=ALL_KINDS, level=Level.REGION, sections=("door",)),
    Asked(level=Level.BRAND, dimensions=("empathy",), stages=("leave", "order"), brands=(HOSTILE, "Alder")),
]


def cases() -> list[Case]:
    found = [Case(scores.samples, answers.SampleRow, plain.samples, (asked,)) for asked in SCORES]
    of_scores: list[Answered] = [
        (scores.samples_by_month, answers.MonthSampleRow, plain.samples_by_month),
        (scores.visit_scores, answers.ScoreRow, plain.visit_scores),
        (scores.scores_by_visit, answers.VisitScoreRow, plain.scores_by_visit),
        (scores.outcomes, answers.OutcomeRow, plain.outcomes),
    ]
    for question, row, answer in of_scores:
        found += [Case(question, row, answer, (asked,)) for asked in SCORES[:3]]
    of_standards: list[Answered] = [
        (standards.tallies, answers.TallyRow, plain.tallies),
        (standards.spreads, answers.SpreadRow, plain.spreads),
        (standards.rates_by_month, answers.MonthRateRow, plain.rates_by_month),
        (standards.rates_by_visit, answers.VisitRateRow, plain.rates_by_visit),
        (standards.editions, answers.EditionRow, plain.editions),
        (repeats.repeats, answers.RepeatRow, plain.repeats),
        (doubles.twice_by_occasion, answers.OccasionRow, plain.twice_by_occasion),
        (doubles.twice_by_standard, answers.TwiceJudgedRow, plain.twice_by_standard),
    ]
    for question, row, answer in of_standards:
        found += [Case(question, row, answer, (asked,)) for asked in OBSERVED]
    of_doubles = [
        case for case in found if case.question.__module__ == doubles.__name__ and case.asked == (Asked(),)
    ]
    named = (Asked(auditors=("ann",)), Asked(auditors=("bea", "nobody"), codes=("A1", "C2")))
    found += [replace(case, asked=(asked,)) for case in of_doubles for asked in named]
    found.append(Case(scores.places, answers.PlaceRow, plain.places, (Asked(kinds=()),)))
    found += [
        Case(times.counted_times, times.COUNTED, plain.counted_times, (Asked(kinds=()), along))
        for along in Along
    ]
    found += [Case(names.names, ("name",), plain.names, (one,)) for one in ("regions", "stages", "codes")]
    both = (standards.tallies_of_both, answers.BothRow, plain.tallies_of_both)
    found.append(Case(*both, (FIRST_HALF, SECOND_HALF)))
    found.append(Case(*both, (Asked(regions=("north",)), Asked(kinds=(), codes=("A1", "A2", "C1")))))
    return found


CASES = cases()
ON_SPARK = [
    case
    for place, case in enumerate(CASES)
    if case.question.__name__ not in {before.question.__name__ for before in CASES[:place]}
    or case.asked[0] in (SCORES[1], SCORES[3], SCORES[4], OBSERVED[2])
    or case.asked[-1] is Along.HOUR
]
"""Every question, and of its filters those that engines may understand in different ways: each takes a second."""


def are_alike(found: Any, wanted: Any) -> bool:
    if isinstance(wanted, float) and isinstance(found, (int, float)):
        return math.isclose(found, wanted, rel_tol=1e-9, abs_tol=1e-9)
    return bool(found == wanted) and type(found) in (type(wanted), int, float)


def is_answer(table: pa.Table, case: Case, wanted: list[dict[str, Any]]) -> None:
    """The rows, in their order where they have one, with their columns."""
    columns = case.row if isinstance(case.row, tuple) else [field.name for field in fields(case.row)]
    assert table.column_names == list(columns)
    found = table.to_pylist()
    assert len(found) == len(wanted)
    if case.question in IN_NO_ORDER:
        found, wanted = (sorted(rows, key=lambda row: [*map(str, row.values())]) for rows in (found, wanted))
    for row, other in zip(found, wanted, strict=True):
        unlike = {name: (row[name], other[name]) for name in row if not are_alike(row[name], other[name])}
        assert not unlike, row


@pytest.fixture(scope="module")
def visits() -> tuple[Seen, ...]:
    found = programme()
    assert {seen.kind for seen in found} == set(ALL_KINDS)
    assert {seen.brand for seen in found} == {"Alder", HOSTILE}
    assert {one.verdict for seen in found for one in seen.observed} == {
        *("met", "missed", "partly", "not_applicable")
    }
    assert len(PACK) == 8
    return found


@pytest.mark.parametrize("case", CASES, ids=str)
def test_duckdb_says_what_plain_python_says(case: Case, on_duckdb: Engine, visits: tuple[Seen, ...]) -> None:
    wanted = case.plain(visits, *case.asked)
    assert wanted or case.asked[0].brands == ("nobody's",) or case.asked[0].channels
    is_answer(on_duckdb.ask(case.question, *case.asked), case, wanted)


@needs_java
@pytest.mark.filterwarnings(SOCKETS)
@pytest.mark.parametrize("case", ON_SPARK, ids=str)
def test_spark_says_what_plain_python_says(case: Case, on_spark: Engine, visits: tuple[Seen, ...]) -> None:
    is_answer(on_spark.ask(case.question, *case.asked), case, case.plain(visits, *case.asked))


@needs_java
@pytest.mark.filterwarnings(SOCKETS)
def test_the_columns_of_an_answer_are_the_same_on_both(on_duckdb: Engine, on_spark: Engine) -> None:
    for question in (standards.tallies, repeats.repeats):
        assert on_duckdb.ask(question, Asked()).schema.equals(on_spark.ask(question, Asked()).schema)
    assert {case.question.__name__ for case in ON_SPARK} == {case.question.__name__ for case in CASES}
