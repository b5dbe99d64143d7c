"""`pack check`: what an editor says, what is accepted, and how it leaves."""

from pathlib import Path

import pytest

from tests.command_line import Cli

PACK = """\
format: 1
pack: small
edition: "1"
languages: [en]
title: Small
brand: {name: Small}
sections:
  - code: S
    title: S
    standards:
      - {code: A1, text: The clerk is friendly, measure: {kind: yes_no}}
      - {code: A2, text: The floor is clean, measure: {kind: yes_no}, ACCEPT}
"""
ACCEPTED = PACK.replace("ACCEPT", 'accept: {P802: "the cleaning plan defines it"}')
IDLE = PACK.replace("ACCEPT", 'accept: {P802: "the cleaning plan defines it", P801: "was two things"}')
FAULTY = PACK.replace("ACCEPT", "wieght: 1")


@pytest.fixture
def file(cli: Cli) -> Path:
    """Where a test writes its pack."""
    return cli.folder / "small.yaml"


def test_warnings_are_told_with_place_and_advice_and_do_not_refuse(cli: Cli, file: Path) -> None:
    file.write_text(ACCEPTED, encoding="utf-8")
    said = cli.done("pack", "check", str(file))
    assert said.out == (
        f"{file}:11:26: P802 'friendly' means something else to every auditor (say what is seen, heard or counted, "
        "give a rating anchors, or say in the guidance what is meant)\n"
    )
    assert said.err == f"{file}: 0 problems, 1 warning, 1 warning accepted\n"
    assert cli("pack", "check", "--strict", str(file)).code == 3


def test_accepted_warnings_are_shown_with_their_reason_where_they_are_asked_for(cli: Cli, file: Path) -> None:
    file.write_text(ACCEPTED, encoding="utf-8")
    said = cli.done("pack", "check", "--accepted", str(file))
    assert said.out.splitlines()[1] == (
        f"{file}:12:26: P802 'clean' means something else to every auditor (accepted: the cleaning plan defines it)"
    )
    plain = cli.done("pack", "check", "--json", str(file)).document
    assert [(entry["severity"], entry["line"]) for entry in plain] == [("warning", 11)]
    shown = cli.done("pack", "check", "--json", "--accepted", str(file)).document
    assert [(entry["severity"], entry.get("reason")) for entry in shown] == [
        ("warning", None),
        ("accepted", "the cleaning plan defines it"),
    ]


def test_an_acceptance_that_accepts_nothing_any_more_is_a_warning(cli: Cli, file: Path) -> None:
    file.write_text(IDLE, encoding="utf-8")
    told = cli.done("pack", "check", "--json", str(file)).document
    assert [entry["code"] for entry in told] == ["P802", "P892"]
    assert told[1]["message"] == "P801 is accepted, and there is no such warning here"


def test_a_file_with_a_fault_is_not_judged_before_it_is_mended(cli: Cli, file: Path) -> None:
    file.write_text(FAULTY, encoding="utf-8")
    said = cli("pack", "check", "--json", str(file))
    assert said.code == 3
    assert [entry["code"] for entry in said.document] == ["P201"]


def test_opening_a_visit_does_not_judge(cli: Cli, file: Path) -> None:
    file.write_text(PACK.replace(", ACCEPT", ""), encoding="utf-8")
    assert "P802" in cli.done("pack", "check", str(file)).out
    assert cli.done("pack", "show", str(file)).err == ""
