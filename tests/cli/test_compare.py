"""`qaudit compare`, typed: what is said for people, what is written for programs, and what is refused."""

import csv
import io
import json
import os
import signal
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import ibis
import openpyxl  # type: ignore[import-untyped]
import pyarrow.parquet as pq
import pytest
from ibis.expr.types import Table

from qaudit.cli.compare_options import _stoppable
from qaudit.core.visits import Branch
from qaudit.core.voices import Channel, Voice, VoiceKind
from qaudit.desk.comparison.asking import Asked, open_comparisons
from qaudit.desk.comparison.tables import TABLES, Question
from qaudit.lake.engines import Stopped
from qaudit.speech import LANGUAGES, speaking
from qaudit.store.store import open_store
from tests.command_line import Cli
from tests.lake.small_lake import Observed, Seen, programme, write_lake

EVIL = "=1+1"
SURVEY = "dimension,expectation,perception\nempathy,6,4\nempathy,7,5\nreliability,5,6\n"
AT = datetime(2026, 5, 14, 12, tzinfo=UTC)
FIGURES = """poor = 60
visitors = [900_000, 1_100_000]
leave = [0.05, 0.2]
visits_lost = [2, 8]
spend = 14.5
margin = [0.2, 0.25]
"""


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A programme with everything in it, and a branch whose code is a formula."""
    visits = [replace(seen, branch=EVIL) if seen.branch == "b0" else seen for seen in programme(visits=150)]
    return write_lake(tmp_path_factory.mktemp("compare") / "lake", visits)


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a survey, a brand's figures, and a store that has complaints."""
    folder = tmp_path_factory.mktemp("beside")
    (folder / "survey.csv").write_text(SURVEY, encoding="utf-8")
    (folder / "figures.toml").write_text(FIGURES, encoding="utf-8")
    with closing(open_store(str(folder / "store.sqlite"))) as store:
        store.add_branch(Branch("b1", "b1", brand="Alder"))
        store.voices.take_in(
            Voice(
                f"{number:032}",
                "b1",
                VoiceKind.COMPLAINT,
                Channel.PHONE,
                AT,
                f"Words {number}",
                "hq",
                "cafe",
                codes,
            )
            for number, codes in enumerate((("A1",), ("A1", "B2"), (EVIL,), ()))
        )
    return folder


def asked(question: Question, beside: Path) -> list[str]:
    """A question with what it cannot do without."""
    more: dict[Question, list[str]] = {
        Question.CHANGES: ["--since", "2026-06-01", "--against-since", "2026-01-01", "--against-until", "2026-05-31"],
        Question.GAP: [str(beside / "survey.csv")],
        Question.VALUE: [str(beside / "figures.toml"), "--brand", "Alder"],
        Question.COMPLAINTS: ["--db", str(beside / "store.sqlite")],
    }  # fmt: skip
    return ["compare", question.value, *more.get(question, [])]


SAID: dict[Question, tuple[str, ...]] = {
    Question.LEAGUE: ("PLACE", "LIKELIER", "not known", "The place goes by it"),
    Question.TREND: ("LIMITS", "Median", "Mean scores in percent of n visits."),
    Question.HEAT: ("table", "till", "Means in percent"),
    Question.STANDARDS: ("MET % (95 %)", "reweighted", "Lost is the part of all lost points."),
    Question.SPLITS: ("BEYOND CHANCE", "not known"),
    Question.REPEATS: ("AGAIN % (95 %)", "Runs: Alder"),
    Question.CONSISTENCY: ("SPREAD (95 %)", "Of the variance of one score, in percent: branch"),
    Question.TIMES: ("MEDIAN S", "B1", "Most is lost at: B1"),
    Question.AUDITORS: ("PEERS", "ann", "For briefing and rewording"),
    Question.DOUBLES: ("ALIKE %", "Krippendorff's alpha"),
    Question.CHANGES: ("OWN CHANGE % (95 %)", "→", "The points of the standards add up"),
    Question.GAP: ("GAP (95 %)", "empathy", "−2.0 (all the same)"),
    Question.COMPLAINTS: ("COMPLAINTS", "A1", "MET % (95 %)", "1 more complaint names nothing of this table."),
    Question.VALUE: ("900\u00a0000 to 1\u00a0100\u00a0000", "eight times in ten", "An estimate from the brand's own"),
    Question.EDITIONS: ("edition 2026-01 → 2026-06", "A2", "reweighted"),
}  # fmt: skip


@pytest.mark.parametrize("question", Question)
def test_every_question_is_said_for_people_and_for_programs(
    question: Question, cli: Cli, lake: Path, beside: Path
) -> None:
    """The same answer as a table and as JSON; each table has the columns that its question declares."""
    words = [*asked(question, beside), "--lake", str(lake)]
    said = cli.done(*words)
    assert "cafe" in said.out
    for sentence in SAID[question]:
        assert sentence in said.out, said.out
    document = cli.done(*words, "--json").document
    assert document["question"] == question.value
    assert [*document["tables"]] == [table.name for table in TABLES[question]]
    for table in TABLES[question]:
        rows = document["tables"][table.name]
        assert rows
        assert all([*row] == [column.name for column in table.columns] for row in rows)


def test_kinds_stay_apart_and_brands_say_that_packs_differ(cli: Cli, lake: Path) -> None:
    kinds = ("--kind", "unannounced", "--kind", "announced", "--kind", "self_check")
    said = cli.done("compare", "league", "--level", "brand", *kinds, "--lake", str(lake)).out
    titles = [line for line in said.splitlines() if " visits · editions" in line]
    assert [title.split(" · ")[0] for title in titles] == [
        "announced visits",
        "self-checks",
        "unannounced visits",
    ]
    assert said.count("The packs of these brands may differ") == 3
    assert said.count("Kinds of visit are never averaged together") == 1
    rows = cli.done("compare", "league", *kinds, "--json", "--lake", str(lake)).document["tables"]["groups"]
    assert sum(row["n"] for row in rows) == 175


def read_back(file: Path) -> list[list[Any]]:
    """The rows of a file with its head, as the program that it is for reads them."""
    match file.suffix:
        case ".csv":
            return [*csv.reader(io.StringIO(file.read_bytes().decode(), newline=""))]
        case ".parquet":
            table = pq.read_table(file)
            return [table.column_names, *(list(row.values()) for row in table.to_pylist())]
        case ".xlsx":
            return [list(row) for row in openpyxl.load_workbook(file).worksheets[0].values]
    rows = json.loads(file.read_text(encoding="utf-8"))["tables"]["league"]
    return [[*rows[0]], *([*row.values()] for row in rows)]


def test_all_forms_of_a_file_hold_the_same_and_no_formula(cli: Cli, lake: Path, tmp_path: Path) -> None:
    found = {}
    for ending in (".csv", ".parquet", ".xlsx", ".json"):
        file = tmp_path / "out" / f"league{ending}"
        said = cli.done("compare", "league", "--pack", "cafe", "--lake", str(lake), "-o", str(file))
        assert said.out == f"{file}\n"
        head, *rows = read_back(file)
        members = {row[head.index("member")]: row for row in rows}
        found[ending] = (head, members)
    assert [*tmp_path.joinpath("out").glob(".*")] == []
    heads = [head for head, _members in found.values()]
    assert heads == [[column.name for column in TABLES[Question.LEAGUE][0].columns]] * 4
    place = {name: heads[0].index(name) for name in ("n", "mean", "mean_low", "place", "flag")}
    plain = found[".json"][1]
    assert set(plain) == {EVIL, "b1", "b2", "b3", "b4", "b5"}
    assert set(found[".csv"][1]) == {f"'{EVIL}", "b1", "b2", "b3", "b4", "b5"}
    for member, row in plain.items():
        for column in place.values():
            assert found[".parquet"][1][member][column] == row[column]
            assert found[".xlsx"][1][member][column] == row[column]
            written = found[".csv"][1][f"'{EVIL}" if member == EVIL else member][column]
            assert written == row[column] or float(written) == row[column]
    book = openpyxl.load_workbook(tmp_path / "out" / "league.xlsx")
    assert book.sheetnames == ["league", "groups"]
    assert {cell.data_type for row in book["league"].iter_rows() for cell in row} <= {"s", "n", "b"}


def test_one_table_of_several_is_chosen_by_name(cli: Cli, lake: Path, tmp_path: Path) -> None:
    runs = cli.done("compare", "repeats", "--csv", "--table", "runs", "--lake", str(lake)).out
    assert runs.splitlines()[0] == "kind,brand,pack,branch,name,code,n,visits,since,last"
    file = tmp_path / "runs.parquet"
    cli.done("compare", "repeats", "--table", "runs", "--lake", str(lake), "-o", str(file))
    table = pq.read_table(file)
    assert table.num_rows == len(runs.splitlines()) - 1 > 0
    assert str(table.schema.field("since").type) == "date32[day]"
    said = cli("compare", "repeats", "--csv", "--table", "rnus", "--lake", str(lake))
    assert (said.code, said.err) == (2, "qaudit: This question has no table rnus (did you mean runs?)\n")


def test_programs_read_the_same_in_every_language(cli: Cli, lake: Path) -> None:
    words = ("compare", "standards", "--lake", str(lake), "--pack", "cafe")
    found, told = {}, {}
    for language in LANGUAGES:
        with speaking(language):
            found[language] = cli.done(*words, "--csv").out
            told[language] = cli.done(*words).out
    assert len(set(found.values())) == 1
    met = {
        language: [line.split()[3] for line in said.splitlines() if line.startswith("A1 ")]
        for language, said in told.items()
    }
    assert met["en"] == met["he"] == [met["ro"][0].replace(",", ".")]
    assert "," in met["ro"][0]


def test_the_second_group_is_compared_with_the_other(cli: Cli, tmp_path: Path) -> None:
    """Standards met in half of the visits in January, in nine of ten in March."""
    visits = weekly("b1", [True, False] * 10, date(2026, 1, 1)) + weekly(
        "b1", [True] * 9 + [False], date(2026, 3, 1)
    )
    folder = write_lake(tmp_path / "lake", visits)
    words = ("compare", "changes", "--month", "2026-03", "--against-month", "2026-01", "--lake", str(folder))
    [row] = cli.done(*words, "--json").document["tables"]["changes"]
    assert (row["n_first"], row["n_second"]) == (20, 10)
    assert (row["mean_first"], row["mean_second"], row["difference"]) == (75.0, 95.0, 20.0)
    assert row["difference_low"] < 20 < row["difference_high"]
    assert "Mean 75.0 → 95.0: +20.0 (" in cli.done(*words).out
    said = cli("compare", "changes", "--month", "2026-03", "--lake", str(folder))
    assert said.code == 2
    assert "What are these visits to be compared with?" in said.err


def weekly(branch: str, met: Sequence[bool], first: date) -> list[Seen]:
    """A visit every day; A1 is always met, A2 as `met` says."""
    return [
        Seen(
            f"{branch}-{first}-{number}",
            branch,
            first + timedelta(days=number),
            (Observed("A1"), Observed("A2", "met" if one else "missed")),
        )
        for number, one in enumerate(met)
    ]


def test_little_is_said_as_little(cli: Cli, tmp_path: Path) -> None:
    """One visit of one branch: nothing is called anything, and everything says why."""
    folder = write_lake(tmp_path / "lake", weekly("b1", [False], date(2026, 1, 1)))
    said = {
        name: cli.done("compare", name, "--lake", str(folder)).out for name in ("league", "trend", "auditors")
    }
    assert "too few to rank (n = 1, needs 3): b1" in said["league"]
    alone = write_lake(tmp_path / "alone", weekly("b1", [False, True] * 2, date(2026, 1, 1)))
    nobody = cli.done("compare", "league", "--lake", str(alone)).out
    assert "too few second visits to rank anybody (n = 3, needs 8): b1" in nobody
    assert "No limits: too few (n = 1, needs 8)" in said["trend"]
    many = [*(seen for code in "abc" for seen in weekly(code, [True, False] * 3, date(2026, 1, 1)))]
    folder = write_lake(tmp_path / "many", [*many, *weekly("d", [True, False], date(2026, 1, 1))])
    ranked = cli.done("compare", "league", "--lake", str(folder)).out
    assert "1 (1 to 3)  a " in ranked
    assert "too few to rank (n = 2, needs 3): d" in ranked
    stricter = cli.done("compare", "league", "--fewest", "7", "--lake", str(folder)).out
    assert "too few to rank (n = 6, needs 7): a, b, c" in stricter
    folder = write_lake(tmp_path / "lake", weekly("b1", [False], date(2026, 1, 1)))
    assert "better" not in said["league"]
    assert "stricter" not in said["auditors"]
    said_none = cli.done("compare", "doubles", "--lake", str(folder))
    assert said_none.out == ""
    assert said_none.err.startswith("No two auditors observed the same branch on one day")
    assert "qaudit lake refresh" in said_none.err
    assert cli.done("compare", "doubles", "--csv", "--lake", str(folder)).out.startswith(
        "kind,brand,pack,code,n"
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ["league", "--brand", "Elder"],
            "No visit of the lake is of the brand Elder (there are Alder, O'Brien",
        ),
        (["league", "--pack", "cave@1"], "used the pack cave (there are bar, cafe)"),
        (["league", "--auditor", "nobody"], "is by the auditor nobody (there are ann, "),
        (["standards", "--code", "A1", "--code", "Z9"], "has the standard Z9 (there are A1, A2,"),
        (["league", "--engine", "duckbd"], "There is no engine duckbd (did you mean duckdb?)"),
        (["league", "--since", "spring"], "'spring' is no day"),
        (["league", "--month", "2026-13"], "'2026-13' is no month"),
        (
            ["league", "--since", "2026-05-02", "--until", "2026-05-01"],
            "2026-05-02 is after 2026-05-01 (turn the two days round)",
        ),
        (["league", "-o", "league.pdf"], "its ending does not say what it is to be"),
        (["league", "--csv", "--json"], "are three ways to write one answer"),
        (["trend", "--of", "rate", "--by", "section"], "--by is about scores"),
        (["changes", "--against-branch", "nowhere"], "is of the branch nowhere"),
        (["gap", "figures.toml"], "the column expectation is missing"),
        (["gap", "none.csv"], "none.csv cannot be read: there is no such file"),
        (["value", "survey.csv"], "survey.csv is not TOML"),
        (["value", "figures.toml"], "are of several: Alder, O'Brien"),
        (["complaints"], "There is no store in"),
        (["complaints", "--by", "total"], "Complaints are about standards, not about the total"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_what_makes_no_sense_is_told_in_a_sentence(
    words: list[str], sentence: str, cli: Cli, lake: Path, beside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(beside)
    said = cli("compare", *words, "--lake", str(lake))
    assert (said.code, said.out) == (2, "")
    assert sentence in said.err
    assert not (beside / "league.pdf").exists()


def test_a_lake_that_cannot_be_asked_is_told_in_a_sentence(cli: Cli, tmp_path: Path) -> None:
    for folder, sentence in (
        (tmp_path / "none", "There is no lake in"),
        (write_lake(tmp_path / "empty", []), "has no visits (publish visits, then qaudit lake refresh)"),
    ):
        said = cli("compare", "league", "--lake", str(folder))
        assert (said.code, said.out) == (5, "")
        assert sentence in said.err
    damaged = write_lake(tmp_path / "damaged", weekly("b1", [True] * 4, date(2026, 1, 1)))
    [part] = (damaged / "visits").rglob("*.parquet")
    part.write_bytes(b"PAR1 and then nothing")
    said = cli("compare", "league", "--lake", str(damaged), "-o", str(tmp_path / "league.csv"))
    assert (said.code, said.out) == (5, "")
    assert part.name in said.err
    assert "qaudit lake rebuild" in said.err
    assert not (tmp_path / "league.csv").exists()


def test_the_lake_is_for_headquarters(cli: Cli, lake: Path) -> None:
    cli.opened()
    cli.done("person", "add", "hq", "--role", "headquarters")
    cli.done("person", "add", "owl", "--role", "reviewer", "--as", "hq")
    said = cli("compare", "league", "--lake", str(lake), "--as", "owl")
    assert (said.code, said.out) == (7, "")
    assert "The lake is not in your role (this is for headquarters)" in said.err
    assert cli("compare", "league", "--lake", str(lake), "--as", "hq").code == 0


def test_a_narrow_terminal_has_every_table_whole(
    cli: Cli, lake: Path, beside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Eighty columns: names make room, long lines are wrapped, a heat map goes on below."""
    import sys

    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    for question in Question:
        said = cli.done(*asked(question, beside), "--lake", str(lake), "--pack", "cafe")
        assert said.out
        assert max(map(len, said.out.splitlines())) <= 80, said.out
    monkeypatch.setenv("COLUMNS", "24")
    said = cli.done("compare", "heat", "--pack", "cafe", "--lake", str(lake))
    assert said.out.count("BRANCH") > 1
    monkeypatch.setenv("COLUMNS", "80")
    few = cli.done(
        "compare", "heat", "--pack", "cafe", "--branch", "b1", "--until", "2026-01-31", "--lake", str(lake)
    )
    assert "75?" in few.out
    assert "? has too few visits to be compared." in few.out


def test_ctrl_c_stops_the_engine_at_work(lake: Path) -> None:
    """The question asks for Ctrl-C itself, and would then take a minute or more."""

    def endless() -> Table:
        rows = ibis.table({"earned": "float64"}, name="observations")
        fours = rows.select(a=rows.earned)
        for name in "bcd":
            fours = fours.cross_join(rows.select(rows.earned.name(name)))
        return fours.aggregate(total=(fours.a * fours.b * fours.c * fours.d).sin().sum())

    stopped: list[str] = []
    with open_comparisons(lake) as comparisons:

        def question() -> None:
            os.kill(os.getpid(), signal.SIGINT)
            try:
                comparisons._lake.engine.ask(endless)
            except Stopped:
                stopped.append("in its midst")

        with pytest.raises(KeyboardInterrupt):
            _stoppable(comparisons, question)
        assert stopped == ["in its midst"]
        assert comparisons.leagues(Asked())


def test_answers_about_other_branches_stay_out_of_the_gap(cli: Cli, lake: Path, tmp_path: Path) -> None:
    file = tmp_path / "survey.csv"
    rows = [
        "dimension,expectation,perception,branch",
        "empathy,6,4,b1",
        "empathy,6,5,b1",
        "empathy,6,1,b2",
        "empathy,6,6,",
    ]
    file.write_text("\n".join(rows), encoding="utf-8")
    words = ("compare", "gap", str(file), "--pack", "cafe", "--lake", str(lake), "--json")
    gaps = [cli.done(*words, *of).document["tables"]["gap"][0] for of in ((), ("--branch", "b1"))]
    assert [(gap["n"], gap["gap"]) for gap in gaps] == [(4, -2.0), (3, -1.0)]
    assert gaps[0]["visits"] > gaps[1]["visits"] > 0


def test_long_tables_say_how_much_more_there_is(cli: Cli, lake: Path) -> None:
    words = ("compare", "standards", "--pack", "cafe", "--lake", str(lake))
    whole = cli.done(*words, "--most", "0").out
    assert len([line for line in whole.splitlines() if line[:1] in "ABC" and line[1:2].isdigit()]) == 8
    short = cli.done(*words, "--most", "3").out
    assert "and 5 more: --most 0 shows all" in short


def test_every_column_is_on_the_page() -> None:
    page = (Path(__file__).parents[2] / "docs" / "comparison.md").read_text(encoding="utf-8")
    columns = {column.name for tables in TABLES.values() for table in tables for column in table.columns}
    assert len(columns) > 60
    ends = ("_low", "_high", "_lack")
    missing = [
        name for name in columns
        if f"`{name}`" not in page and not (name.endswith(ends) and f"`{name.rpartition('_')[0]}`" in page)
    ]  # fmt: skip
    assert missing == []
    names = {table.name for tables in TABLES.values() for table in tables}
    assert [name for name in names if f"`{name}`" not in page] == []
