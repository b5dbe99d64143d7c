"""`visit export` by command: tables that a data package describes, a workbook, a document."""

import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from qaudit.interop.opening import open_sheets
from tests.command_line import Cli
from tests.corner_shop import ALL_MET

TABLES = ["branches", "facts", "marks", "readings", "sections", "standards", "visits"]
HOSTILE = '"=1+1, she said"'


@pytest.fixture
def visits(cli: Cli) -> list[str]:
    """Two finished visits, the second with misses, a hostile note and marks; and one that is open."""
    first = cli.filled(ALL_MET)
    cli.done("visit", "submit", first)
    table = ALL_MET.replace("ARR-01,45s,Timed by hand: no free hand for the clock\n", "")
    table = table.replace("ARR-02,yes,", f"ARR-02,no,{HOSTILE}").replace("TLK-03,5", "TLK-03,2")
    second = cli.filled(table.replace("TLK-05,21:10,", "TLK-05,na,"), "--kind", "announced")
    cli.done("visit", "mark", second, "arrival", "--at", "13:58:00")
    cli.done("visit", "mark", second, "greeted", "--at", "13:59:30.5")
    cli.done("visit", "submit", second)
    cli.opened()
    return [first, second]


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def exported(cli: Cli, *words: str) -> Path:
    folder = cli.folder / "out"
    cli.done("visit", "export", "-o", str(folder), *words)
    return folder


def test_each_table_has_its_rows_and_the_score_is_the_scorecard_s(cli: Cli, visits: list[str]) -> None:
    folder = exported(cli)
    assert sorted(path.stem for path in folder.glob("*.csv")) == TABLES
    found = rows(folder, "visits")
    assert [row["visit"] for row in found] == visits
    for row in found:
        card = cli.done("visit", "score", row["visit"], "--json").document
        assert (row["raw_percent"], row["final_percent"], row["band"]) == (
            card["raw_percent"],
            card["final_percent"],
            card["band"],
        )
        assert row["outcome"] == card["outcome"]
        scored = {standard["code"]: standard for standard in card["standards"]}
        read = [reading for reading in rows(folder, "readings") if reading["visit"] == row["visit"]]
        assert [reading["code"] for reading in read] == list(scored)
        for reading in read:
            standard = scored[reading["code"]]
            assert (reading["verdict"], reading["reading"]) == (
                standard["verdict"],
                standard["reading"] or "",
            )
            assert float(reading["earned"]) == pytest.approx(_number(standard["earned"]))


def _number(fraction: str) -> float:
    top, _, bottom = fraction.partition("/")
    return int(top) / int(bottom or 1)


def test_a_reading_row_says_what_was_measured_and_how(cli: Cli, visits: list[str]) -> None:
    readings = {row["code"]: row for row in rows(exported(cli), "readings") if row["visit"] == visits[1]}
    clocked = readings["ARR-01"]
    assert (clocked["value"], clocked["unit"], clocked["by_clock"], clocked["verdict"]) == (
        "90.5",
        "s",
        "true",
        "partly",
    )
    assert (clocked["share"], clocked["earned"], clocked["possible"], clocked["met"]) == (
        "0.5",
        "1.5",
        "3",
        "false",
    )
    missed = readings["ARR-02"]
    assert (missed["reading"], missed["value"], missed["met"], missed["na"]) == ("no", "", "false", "false")
    assert missed["note"] == "'=1+1, she said", "a note that begins like a formula is no formula"
    assert missed["at"].endswith("+02:00")
    aside = readings["TLK-05"]
    assert (aside["verdict"], aside["na"], aside["met"], aside["share"], aside["asked"]) == (
        "not_applicable",
        "true",
        "",
        "",
        "true",
    )


def test_the_schema_is_explicit_and_the_tables_keep_it(cli: Cli, visits: list[str]) -> None:
    from frictionless import Package

    folder = exported(cli)
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    fields = {field["name"]: field for field in package["resources"][0]["schema"]["fields"]}
    assert package["resources"][0]["name"] == "visits"
    assert fields["edition"]["type"] == "string", "2026.10 is no number"
    report = Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "note"])
    assert report.stats["tasks"] == len(TABLES)

    readings = folder / "readings.csv"
    readings.write_text(
        readings.read_text(encoding="utf-8").replace(",missed,", ",perhaps,"), encoding="utf-8"
    )
    spoilt = Package(str(folder / "datapackage.json")).validate()
    assert {kind for (kind,) in spoilt.flatten(["type"])} >= {"constraint-error", "hash-count"}


def test_only_the_visits_that_are_asked_for(cli: Cli, visits: list[str]) -> None:
    for words, wanted in (
        ((), visits),
        (("--kind", "announced"), visits[1:]),
        (("--branch", "HAI-01"), visits),
        (("--pack", "corner-shop@1"), visits),
        (("--since", "2026-05-14", "--until", "2026-05-14"), visits),
        ((visits[1],), visits[1:]),
    ):
        assert [row["visit"] for row in rows(exported(cli, *words), "visits")] == wanted, words
    for words in (
        ("--pack", "corner-shop@2"),
        ("--since", "2026-05-15"),
        ("--until", "2026-05-13"),
        ("--kind", "self_check"),
    ):
        said = cli("visit", "export", "-o", str(cli.folder / "none"), *words)
        assert (said.code, said.out) == (2, "")
        assert "There is no such finished visit" in said.err
        assert not (cli.folder / "none").exists()


def test_a_visit_that_is_open_and_a_day_that_is_none_are_refused(cli: Cli, visits: list[str]) -> None:
    [still_open] = [
        visit["visit"] for visit in cli.done("visit", "list", "--status", "open", "--json").document
    ]
    for words, said in (
        ((still_open,), "is not submitted"),
        (("--since", "2026-13-01"), "'2026-13-01' is no day"),
        (("--branch", "nowhere"), "nowhere"),
    ):
        refused = cli("visit", "export", "-o", str(cli.folder / "none"), *words)
        assert refused.code == 2, refused.err
        assert said in refused.err
    assert not (cli.folder / "none").exists()


def test_the_workbook_has_the_tables_as_sheets_and_words_as_words(cli: Cli, visits: list[str]) -> None:
    file = cli.folder / "visits.xlsx"
    said = cli.done("visit", "export", "-o", str(file))
    assert (said.out, said.err) == (f"{file}\n", "2 visits\n")
    book = open_sheets(file.read_bytes(), "visits.xlsx")
    assert sorted(sheet.name for sheet in book.sheets) == TABLES
    assert not book.notes, "no cell is a formula"
    readings = book.sheet("readings")
    assert readings is not None
    table = exported(cli)
    assert len(readings.rows) == 1 + len(rows(table, "readings"))
    heads = readings.rows[0].cells
    note = next(
        row.cell(heads.index("note")) for row in readings.rows if "=1+1" in row.cell(heads.index("note"))
    )
    assert note == "=1+1, she said"


def test_the_document_has_each_visit_whole_with_its_exact_scorecard(cli: Cli, visits: list[str]) -> None:
    file = cli.folder / "visits.json"
    cli.done("visit", "export", "-o", str(file))
    document: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    assert sorted(document) == ["branches", "standards", "visits"]
    assert [visit["visit"] for visit in document["visits"]] == visits
    second = document["visits"][1]
    assert second["scorecard"] == cli.done("visit", "score", visits[1], "--json").document
    assert second["facts"] == [{"fact": "channel", "key": "desk"}]
    assert second["marks"][0] == {"event": "arrival", "at": "2026-05-14T13:58:00+02:00"}
    assert next(row for row in second["readings"] if row["code"] == "ARR-02")["note"] == "=1+1, she said"
    assert len(document["standards"]) == 9


def test_the_mark_for_excel_is_there_when_it_is_asked_for(cli: Cli, visits: list[str]) -> None:
    plain = (exported(cli) / "visits.csv").read_bytes()
    assert not plain.startswith(b"\xef\xbb\xbf")
    assert (exported(cli, "--bom") / "visits.csv").read_bytes() == b"\xef\xbb\xbf" + plain


def test_a_file_in_the_folder_s_place_and_a_full_place_leave_what_was_there(
    cli: Cli, visits: list[str]
) -> None:
    file = cli.folder / "out"
    file.write_text("mine", encoding="utf-8")
    refused = cli("visit", "export", "-o", str(file))
    assert refused.code == 2
    assert file.read_text(encoding="utf-8") == "mine"
    file.unlink()
    folder = exported(cli)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert cli("visit", "export", "-o", str(folder), "--kind", "self_check").code == 2
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_score_that_is_kept_from_shoppers_is_in_the_office_s_tables(cli: Cli) -> None:
    file = cli.library / "corner-shop" / "1.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("shopper: true", "shopper: false"), encoding="utf-8"
    )
    cli.done("visit", "submit", cli.filled(ALL_MET))
    [row] = rows(exported(cli), "visits")
    assert row["final_percent"] == "100.0"


def test_a_visit_that_cannot_be_read_is_named_and_the_others_are_written(cli: Cli, visits: list[str]) -> None:
    with closing(sqlite3.connect(cli.db)) as store, store:
        store.execute(
            "UPDATE observations SET kind = 'nonsense' WHERE visit_id = ? AND code = 'ARR-02'", visits[:1]
        )
    folder = cli.folder / "out"
    said = cli.done("visit", "export", "-o", str(folder), "--json")
    assert [row["visit"] for row in rows(folder, "visits")] == visits[1:]
    [left_out] = said.document["unreadable"]
    assert left_out["visit"] == visits[0]
    assert f"{visits[0]} was left out: Row {visits[0]}/ARR-02 of observations cannot be read" in said.err
    refused = cli("visit", "export", visits[0], "-o", str(cli.folder / "none"))
    assert refused.code != 0
    assert not (cli.folder / "none").exists()
