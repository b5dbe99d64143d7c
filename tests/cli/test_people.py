"""Branches and auditors by command."""

import pytest

from tests.command_line import Cli


def test_branches(cli: Cli) -> None:
    said = cli.done(
        "branch", "add", "HAI-01", "--name", "Harbour Haifa", "--region", "North", "--country", "IL"
    )
    assert (said.out, said.err) == ("", "Branch HAI-01 is added: Harbour Haifa\n")
    cli.done("branch", "add", "ACR-02", "--name", "נמל עכו")
    assert cli.done("branch", "list", "--json").document == [
        {"code": "ACR-02", "name": "נמל עכו", "region": "", "country": "", "brand": "", "timezone": ""},
        {
            "code": "HAI-01",
            "name": "Harbour Haifa",
            "region": "North",
            "country": "IL",
            "brand": "",
            "timezone": "",
        },
    ]
    assert cli.done("branch", "list").out == (
        "CODE    NAME           REGION  COUNTRY\n"
        "ACR-02  נמל עכו\n"
        "HAI-01  Harbour Haifa  North   IL\n"
    )  # fmt: skip


def test_auditors(cli: Cli) -> None:
    cli.done("auditor", "add", "heron")
    cli.done("auditor", "add", "owl", "--role", "reviewer")
    assert cli.done("auditor", "list", "--json").document == [
        {"alias": "heron", "role": "shopper"},
        {"alias": "owl", "role": "reviewer"},
    ]
    assert cli.done("auditor", "list").out == "ALIAS  ROLE\nheron  shopper\nowl    reviewer\n"


def test_an_empty_list_says_what_to_do_and_is_an_empty_document(cli: Cli) -> None:
    assert cli.done("branch", "list").err == "There is no branch yet: qaudit branch add CODE --name NAME\n"
    assert cli.done("auditor", "list").err == "There is no auditor yet: qaudit auditor add ALIAS\n"
    assert cli.done("branch", "list", "--json").document == []


def test_a_code_is_taken_once(cli: Cli) -> None:
    cli.done("branch", "add", "HAI-01", "--name", "Haifa")
    cli.done("auditor", "add", "heron")
    branch, auditor = cli("branch", "add", "HAI-01", "--name", "Other"), cli("auditor", "add", "heron")
    assert (branch.code, auditor.code) == (2, 2)
    assert "There is a branch HAI-01 already" in branch.err
    assert "There is an auditor heron already" in auditor.err


@pytest.mark.parametrize("code", ["", "two words", "x" * 61, "esc\x1b[31m", "line\nbreak"])
def test_a_code_that_cannot_be_one(cli: Cli, code: str) -> None:
    said = cli("branch", "add", code, "--name", "Haifa")
    assert said.code == 2
    assert "cannot be a branch code" in said.err
    assert "\x1b" not in said.err


def test_a_branch_has_a_name(cli: Cli) -> None:
    assert cli("branch", "add", "HAI-01", "--name", " ").code == 2
