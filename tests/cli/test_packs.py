"""The library by command."""

import json
from pathlib import Path

from qaudit.desk.authoring import Authoring
from tests.command_line import Cli
from tests.corner_shop import ALL_MET, CORNER_SHOP

ROOT = Path(__file__).parents[2]


def test_the_list_as_a_document(cli: Cli) -> None:
    listed = cli.done("pack", "list", "--json").document
    assert {pack["pack"] for pack in listed} > {
        path.parent.name for path in (ROOT / "standards").glob("*/*.yaml")
    }
    [shop] = [pack for pack in listed if pack["pack"] == "corner-shop"]
    assert shop == {
        "ref": "corner-shop@1",
        "pack": "corner-shop",
        "edition": "1",
        "title": "Corner shop",
        "languages": ["en"],
        "sections": 2,
        "standards": 9,
        "measured": 3,
    }


def test_the_list_names_a_faulty_pack_on_stderr_and_goes_on(cli: Cli) -> None:
    faulty = cli.library / "broken" / "1.yaml"
    faulty.parent.mkdir()
    faulty.write_text("pack: [", encoding="utf-8")
    said = cli.done("pack", "list")
    assert "corner-shop@1" in said.out
    assert "broken" not in said.out
    assert said.err == f"{faulty} is faulty: qaudit pack check {faulty}\n"
    assert all(pack["pack"] != "broken" for pack in cli.done("pack", "list", "--json").document)


def test_a_pack_in_words(cli: Cli) -> None:
    out = cli.done("pack", "show", "corner-shop").out
    assert "pack       corner-shop@1\n" in out
    assert "pass mark  80 %\n" in out
    assert "critical   the score ends at 70 %\n" in out
    assert "fact       channel: How was contact made? (desk, phone)\n" in out
    assert "event      arrival: At the door\n" in out
    assert "ARR-01  3       at most 60 s  The guest is greeted within 60 seconds [critical]\n" in out
    assert "between 20:00 and 23:00" in out


def test_a_pack_by_its_file_and_as_a_document(cli: Cli) -> None:
    file = cli.library / "corner-shop" / "1.yaml"
    document = cli.done("pack", "show", str(file), "--json").document
    assert document["digest"].startswith("sha256:")
    assert document["pack"] == "corner-shop"
    assert [section["code"] for section in document["sections"]] == ["ARR", "TLK"]


def test_the_flat_pack_names_the_line_that_set_each_value(cli: Cli) -> None:
    file = cli.library / "corner-shop" / "1.yaml"
    lines = cli.done("pack", "show", "corner-shop", "--flat").out.splitlines()
    weight = next(number for number, line in enumerate(CORNER_SHOP.splitlines(), 1) if "weight: 3" in line)
    assert f"{file}:{weight}: sections[ARR].standards[ARR-01].weight = 3" in lines
    assert lines[0] == f"{file}:1: format = 1"
    flat = cli.done("pack", "show", "corner-shop", "--flat", "--json").document
    assert {
        "path": "sections[ARR].standards[ARR-01].weight",
        "value": "3",
        "file": str(file),
        "line": weight,
    } in flat


SHIPPED = ROOT / "standards" / "base" / "city-hotel" / "2026.1.yaml"


def test_check_reports_every_problem_of_every_file_with_its_place(cli: Cli) -> None:
    good = SHIPPED
    bad = cli.folder / "bad.yaml"
    bad.write_text(
        CORNER_SHOP.replace("SHOWN", "true")
        .replace("weight: 3", "wieght: 3")
        .replace("gate: 50", "gate: 500"),
        encoding="utf-8",
    )
    said = cli("pack", "check", str(good), str(bad))
    assert said.code == 3
    lines = said.out.splitlines()
    assert len(lines) >= 2
    assert all(line.startswith(f"{bad}:") for line in lines)
    assert any("wieght" in line and "weight" in line for line in lines)
    assert f"{good}: 0 problems" in said.err
    problems = json.loads(cli("pack", "check", str(bad), "--json").out)
    assert [set(problem) for problem in problems] == [
        {"file", "line", "column", "code", "message", "hint", "severity"}
    ] * len(lines)
    found = CORNER_SHOP.splitlines()
    assert all("wieght" not in p["message"] or "weight: 3" in found[p["line"] - 1] for p in problems)


def test_check_of_a_good_pack_prints_nothing_on_stdout(cli: Cli) -> None:
    said = cli.done("pack", "check", "--strict", str(SHIPPED))
    assert said.out == ""
    assert cli.done("pack", "check", str(SHIPPED), "--json").document == []


def test_check_of_what_is_no_pack(cli: Cli) -> None:
    odd = cli.folder / "odd.yaml"
    for content in (b"", b"\xff\xfe\x00", b"a: [1, 2", b"- 1\n- 2\n", b"a: &a [*a]", b"x" * 5_000_000):
        odd.write_bytes(content)
        said = cli("pack", "check", str(odd))
        assert said.code == 3, content[:20]
        assert said.out.startswith(f"{odd}:")
        assert "Traceback" not in said.err
    missing = cli("pack", "check", str(cli.folder / "none.yaml"))
    assert (missing.code, missing.out) == (2, "")
    assert "none.yaml cannot be read" in missing.err


def test_the_schema_is_the_program_s_own(cli: Cli) -> None:
    schema = cli.done("pack", "schema").document
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert schema == json.loads(json.dumps(Authoring(None).schema()))  # type: ignore[arg-type]


def test_readings_are_scored_without_a_store(cli: Cli) -> None:
    table = cli.folder / "readings.csv"
    table.write_text(ALL_MET.replace("TLK-03,5", "TLK-03,3"), encoding="utf-8")
    words = (
        "pack",
        "score",
        str(cli.library / "corner-shop" / "1.yaml"),
        str(table),
        "--fact",
        "channel=desk",
    )
    card = cli.done(*words, "--json").document
    assert (card["visit"], card["pack"], card["status"], card["complete"]) == (
        None,
        "corner-shop@1",
        "open",
        True,
    )
    assert (card["raw_percent"], card["outcome"]) == ("95.0", "pass")
    assert not cli.db.exists()
    assert "95.0 %" in cli.done(*words).out


def test_scoring_without_a_store_asks_by_the_facts(cli: Cli) -> None:
    """S06."""
    table = cli.folder / "readings.csv"
    table.write_text(ALL_MET, encoding="utf-8")
    words = ("pack", "score", "corner-shop", str(table), "--fact", "channel=phone")
    standards = cli.done(*words, "--json").document["standards"]
    assert [s["verdict"] for s in standards if s["code"] == "ARR-03"] == ["not_applicable"]


def test_a_new_pack_can_be_used_as_it_is(cli: Cli) -> None:
    path = cli.done("pack", "new", "my-brand", "--folder", str(cli.library), "--json").document["path"]
    assert cli.done("pack", "check", path).out == ""
    assert "my-brand" in {pack["pack"] for pack in cli.done("pack", "list", "--json").document}
    again = cli("pack", "new", "my-brand", "--folder", str(cli.library))
    assert (again.code, again.out) == (2, "")
    assert cli("pack", "new", "My Brand!", "--folder", str(cli.library)).code == 2
