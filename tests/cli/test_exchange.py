"""`pack import` and `pack export` by command: what is written, what is told, and that nothing is half-written."""

from pathlib import Path

import pytest

from tests.command_line import Cli
from tests.interop import made_files as made

HAND = "section,question,points\nArrival,The guest is greeted within 60 s,3\nArrival,The door is open,\n"


def written(cli: Cli, name: str, content: str | bytes) -> Path:
    file = cli.folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def files_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_table_by_hand_becomes_a_pack_that_checks(cli: Cli) -> None:
    table, target = written(cli, "my list.csv", HAND), cli.folder / "mine" / "1.yaml"
    said = cli.done("pack", "import", str(table), "-o", str(target), "--name", "mine")
    assert said.out == f"{target}\n"
    assert "line 2, column 2: ARR-01: guessed: measured: at most 60 s, from 'within 60 s'\n" in said.err
    assert said.err.endswith(
        f"mine@2026.1: 2 standards; look at what was guessed, then: qaudit pack check {target}\n"
    )
    assert " 0 problems" in cli.done("pack", "check", str(target)).err
    text = target.read_text(encoding="utf-8")
    assert text.startswith("# Taken in from my list.csv.\n")
    assert (
        "      # line 2, column 2: guessed: measured: at most 60 s, from 'within 60 s'\n      - code: ARR-01\n"
        in text
    )


def test_the_account_as_a_document(cli: Cli) -> None:
    table = written(cli, "list.csv", HAND)
    document = cli.done("pack", "import", str(table), "-o", str(cli.folder / "p.yaml"), "--json").document
    assert (document["pack"], document["format"], document["standards"]) == ("list@2026.1", "table", 2)
    assert {"fate": "guessed", "where": "", "code": "", "message": "the edition '2026.1'"} in document[
        "notes"
    ]


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_pack_goes_out_and_comes_back_equal(cli: Cli, ending: str) -> None:
    table, target = cli.folder / f"shop.{ending}", cli.folder / "back.yaml"
    assert cli.done("pack", "export", "corner-shop", "-o", str(table)).out == f"{table}\n"
    cli.done("pack", "import", str(table), "-o", str(target))
    digests = [
        cli.done("pack", "show", name, "--json").document["digest"] for name in ("corner-shop", str(target))
    ]
    assert digests[0] == digests[1]


def test_what_a_pack_says_to_its_checker_goes_out_and_comes_back(cli: Cli) -> None:
    file = cli.library / "corner-shop" / "1.yaml"
    text = file.read_text(encoding="utf-8")
    kept = text.replace("  roll_up: pooled", "  roll_up: pooled\n  whole: 2").replace(
        "    gate: 50", "    gate: 50\n    whole: 5\n    accept: {P802: 'said \"friendly\", on purpose'}"
    )
    assert kept.count("whole") == 2
    file.write_text(kept, encoding="utf-8")
    table, target = cli.folder / "shop.xlsx", cli.folder / "back.yaml"
    cli.done("pack", "export", "corner-shop", "-o", str(table))
    cli.done("pack", "import", str(table), "-o", str(target))
    lines = [line.strip() for line in target.read_text(encoding="utf-8").splitlines()]
    assert {"whole: 2", "whole: 5", 'accept: {P802: "said \\"friendly\\", on purpose"}'} <= set(lines)


def test_nothing_is_overwritten_by_an_import_and_nothing_half_written(cli: Cli) -> None:
    table = written(cli, "list.csv", HAND)
    target = written(cli, "there.yaml", "mine")
    before = files_in(cli.folder)
    refused = cli("pack", "import", str(table), "-o", str(target))
    assert (refused.code, refused.out) == (2, "")
    assert "is there already" in refused.err
    assert target.read_text(encoding="utf-8") == "mine"
    assert files_in(cli.folder) == before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7", "this is a PDF and no table (ask for the table it was made from)"),
        (made.with_sheet('<row r="1"><c r="A1048576"><v>1</v></c></row>'), "Sheet1 has more than 50,000 rows"),
        ("id,text\nA,Door\nA,Lamp\n", "line 3, column 1: the code 'A' is taken: line 2 has it"),
        ("row,section,code,text,when\nstandard,S,A,Door,fact x is y\n", "line 2: A: P502 there is no fact 'x'"),
        ("section,text\nA," + "x" * 2001 + "\n", "P314 the text has 2,001 characters"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_in_is_one_message_and_no_file(
    cli: Cli, content: str | bytes, said: str
) -> None:
    table = written(cli, "bad.csv", content)
    before = files_in(cli.folder)
    refused = cli("pack", "import", str(table), "-o", str(cli.folder / "new" / "pack.yaml"))
    assert (refused.code, refused.out) == (3, "")
    assert said in refused.err
    assert "Traceback" not in refused.err
    assert files_in(cli.folder) == before


def test_files_and_endings_that_make_no_sense(cli: Cli) -> None:
    missing = cli("pack", "import", str(cli.folder / "none.csv"))
    assert (missing.code, missing.out) == (2, "")
    assert "none.csv cannot be read" in missing.err
    wrong = cli("pack", "export", "corner-shop", "-o", str(cli.folder / "shop.pdf"))
    assert (wrong.code, wrong.out) == (2, "")
    assert "end the name with one of .xlsx, .csv" in wrong.err
    unwritten = cli(
        "pack", "export", "corner-shop", "--to", "safetyculture", "-o", str(cli.folder / "a.json")
    )
    assert (unwritten.code, unwritten.out) == (2, "")


def test_a_formula_in_a_text_is_no_formula_in_the_table(cli: Cli) -> None:
    file = cli.library / "corner-shop" / "1.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("The window is clean", "=HYPERLINK(1)"), encoding="utf-8")
    for ending, marked in (("csv", b"'=HYPERLINK(1)"), ("xlsx", b"")):
        table, target = cli.folder / f"shop.{ending}", cli.folder / f"{ending}.yaml"
        cli.done("pack", "export", "corner-shop", "-o", str(table))
        assert marked in table.read_bytes()
        cli.done("pack", "import", str(table), "-o", str(target))
        assert 'text: "=HYPERLINK(1)"' in target.read_text(encoding="utf-8")
