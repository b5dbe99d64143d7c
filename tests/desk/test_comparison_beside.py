"""Customers' surveys and the brand's own figures beside the audit."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from qaudit.analysis.figures import Estimate, Interval, NotEnough, Why
from qaudit.analysis.value import CostOfMisses
from qaudit.desk.comparison.asking import Asked, open_comparisons
from qaudit.desk.comparison.gap import survey_of
from qaudit.desk.comparison.value import read_value_file
from qaudit.errors import QauditError, UsageError
from tests.lake.small_lake import Observed, Seen, write_lake

SURVEY = """dimension,expectation,perception,branch
empathy,6,4,a
empathy,7,5,a
empathy,6,5,b
reliability,5,"5,5",b
reliability,6,6,a
tangibles,4,4,a
"""
FIGURES = """poor = 60
visitors = [900_000, 1_100_000]
leave = [0.05, 0.2]
visits_lost = [2, 8]
spend = 14.5
margin = [0.2, 0.25]
"""


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty visits, ten of them with one of two standards of empathy missed."""
    found = []
    for number in range(30):
        day = date(2026, 3, 2) + timedelta(days=number)
        good = (Observed("A1"), Observed("A2"), Observed("A3", dimension="reliability"))
        observed = (Observed("A1", "missed"), *good[1:]) if number % 3 == 0 else good
        found.append(Seen(f"v{number:02}", "ab"[number % 2], day, observed))
    found[0] = replace(found[0], percent=40.0)
    return write_lake(tmp_path_factory.mktemp("beside") / "lake", found)


def written(folder: Path, words: str, name: str = "survey.csv") -> Path:
    file = folder / name
    file.write_text(words, encoding="utf-8")
    return file


def test_what_customers_miss_stands_beside_what_auditors_found(lake: Path, tmp_path: Path) -> None:
    survey = survey_of(written(tmp_path, SURVEY))
    with open_comparisons(lake) as comparisons:
        (gaps,) = comparisons.gaps(Asked(), survey)
    assert (gaps.by, gaps.visits) == ("dimension", 30)
    assert [(row.key, row.n) for row in gaps.rows] == [("empathy", 3), ("tangibles", 1), ("reliability", 2)]
    empathy, tangibles, reliability = gaps.rows
    assert isinstance(empathy.gap, Estimate)
    assert empathy.gap.value == pytest.approx(-5 / 3)
    assert isinstance(empathy.gap.interval, Interval)
    assert isinstance(empathy.audited, Estimate)
    assert empathy.audited.value == pytest.approx(100 * (1 - 10 / 60))
    assert tangibles.audited == NotEnough(Why.NOTHING, 0, 1)
    assert isinstance(reliability.perception, Estimate)
    assert reliability.perception.value == 5.75


def test_a_survey_may_be_of_standards(lake: Path, tmp_path: Path) -> None:
    survey = survey_of(written(tmp_path, "Code;Perception;Expectation\nA1;3;6\nA1;4;6\n"))
    with open_comparisons(lake) as comparisons:
        (gaps,) = comparisons.gaps(Asked(), survey)
    (row,) = gaps.rows
    assert isinstance(row.audited, Estimate)
    assert row.audited.value == pytest.approx(100 * 20 / 30)


def test_answers_about_what_was_not_asked_for_are_left_out(lake: Path, tmp_path: Path) -> None:
    survey = survey_of(written(tmp_path, "code,perception,expectation\nA1,3,6\nA2,4,6\n"))
    with open_comparisons(lake) as comparisons:
        (all_of_it,) = comparisons.gaps(Asked(), survey)
        (gaps,) = comparisons.gaps(Asked(codes=("A2",)), survey)
        (elsewhere,) = comparisons.gaps(Asked(dimensions=("empathy",)), survey)
    assert {row.key for row in all_of_it.rows} == {row.key for row in elsewhere.rows} == {"A1", "A2"}
    assert [row.key for row in gaps.rows] == ["A2"]


@pytest.mark.parametrize(
    ("table", "sentences"),
    [
        ("", ["empty"]),
        ("dimension,expectation,perception\n", ["no answers"]),
        ("dimension,expectation\nempathy,6\n", ["perception is missing"]),
        (
            "dimension,expecation,perception\nempathy,6,5\n",
            ["expectation is missing", "did you mean expectation"],
        ),
        ("theme,expectation,perception\nempathy,6,5\n", ["dimension or code is missing"]),
        ("dimension,code,expectation,perception\ne,A1,6,5\n", ["both columns"]),
        ("code,expectation,perception,perception\nA1,6,5,5\n", ["perception is there twice"]),
        (
            "code,expectation,perception\nA1,much,5\n,6,nan\n",
            ["2, column 2", "'much' is not a number", "'nan'", "code is empty"],
        ),
    ],
)
def test_a_survey_with_other_columns_is_refused(table: str, sentences: list[str], tmp_path: Path) -> None:
    with pytest.raises(QauditError) as raised:
        survey_of(written(tmp_path, table))
    for sentence in sentences:
        assert sentence in str(raised.value)


def test_a_survey_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no such file"):
        survey_of(tmp_path / "nothing.csv")


def test_what_poor_visits_may_cost_is_a_range(lake: Path, tmp_path: Path) -> None:
    file = read_value_file(written(tmp_path, FIGURES, "value.toml"))
    with open_comparisons(lake) as comparisons:
        (value,) = comparisons.values(Asked(), file)
    assert (value.n, value.file) == (30, file)
    assert isinstance(value.poor, Estimate)
    assert value.poor.value == pytest.approx(1 / 30)
    assert isinstance(value.cost, CostOfMisses)
    assert value.cost.least < value.cost.likely.low < value.cost.likely.high < value.cost.most


@pytest.mark.parametrize(
    ("others", "sentence"),
    [
        (
            {"brand": "Birch"},
            r"one brand, and these visits are of several: Alder, Birch \(choose one with --brand",
        ),
        (
            {"pack": "bar"},
            r"one brand, and these visits are by several packs: bar, cafe \(choose one with --pack",
        ),
    ],
)
def test_figures_are_those_of_one_brand(others: dict[str, Any], sentence: str, tmp_path: Path) -> None:
    file = read_value_file(written(tmp_path, FIGURES, "value.toml"))
    seen = Seen("v1", "a", date(2026, 3, 2), (Observed("A1"),))
    folder = write_lake(tmp_path / "lake", [seen, replace(seen, visit="v2", branch="b", **others)])
    with open_comparisons(folder) as comparisons:
        with pytest.raises(UsageError, match=sentence):
            comparisons.values(Asked(), file)
        (value,) = comparisons.values(Asked(brands=("Alder",), packs=("cafe",)), file)
    assert (value.group.brand, value.n) == ("Alder", 1)


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        (FIGURES.replace("spend = 14.5", ""), "lacks spend"),
        (FIGURES + "wages = 3\n", "wages, which nobody knows"),
        (FIGURES.replace("[2, 8]", "[8, 2]"), "visits_lost makes no sense"),
        (FIGURES.replace("[2, 8]", "[1, 2, 8]"), "visits_lost makes no sense"),
        (FIGURES.replace("14.5", '"much"'), "spend makes no sense"),
        (FIGURES.replace("14.5", "inf"), "spend makes no sense"),
        (FIGURES.replace("14.5", "true"), "spend makes no sense"),
        (FIGURES.replace("0.2]", "20]"), "leave is a share"),
        (FIGURES.replace("poor = 60", "poor = [50, 60]"), "poor is one score"),
        (FIGURES.replace("poor = 60", "poor = 0.6"), "poor is one score, from 0 to 100"),
        ("poor = ", "is not TOML"),
    ],
)
def test_figures_that_make_no_sense_are_refused(figures: str, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=sentence):
        read_value_file(written(tmp_path, figures, "value.toml"))
