"""`qaudit report branch` writes the document of a branch and prints its path."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command_line import Cli
from tests.corner_shop import ALL_MET
from tests.desk.staffed import House


@pytest.fixture
def visited(cli: Cli) -> Iterator[House]:
    """A house over the store of the command line, with two published visits."""
    house = House(cli.folder, str(cli.folder / "store.sqlite"), cli.clock)
    house.staff()
    house.published()
    house.wait(days=20)
    house.published(ALL_MET)
    yield house
    house.close()


def test_a_document_where_it_was_asked_for(cli: Cli, visited: House) -> None:
    target = cli.folder / "branch.html"
    said = cli.done("report", "branch", "HAI-01", "--as", "rona", "-o", str(target), "--lang", "he")
    assert (said.out, said.err) == (f"{target}\n", "")
    assert '<html lang="he" dir="rtl">' in target.read_text(encoding="utf-8")


def test_a_name_of_its_own_and_json(cli: Cli, visited: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(cli.folder)
    days = ("--since", "2026-05-01", "--until", "2026-05-31")
    said = cli.done("report", "branch", "HAI-01", "--as", "hq", *days, "--json").document
    assert said == {
        "branch": "HAI-01",
        "visits": 1,
        "path": "corner-shop-HAI-01-2026-05-01-2026-05-31.pdf",
        "format": "pdf",
        "without_font": [],
    }
    assert Path(said["path"]).read_bytes().startswith(b"%PDF-")


REFUSALS = (
    (("HAI-01",), 2, "Say who you are"),
    (("HAI-01", "--as", "dan"), 7, "Branch HAI-01 is not one of yours"),
    (("HAI-01", "--as", "owl"), 7, "is for those who run the branch"),
    (("HAI-09", "--as", "hq"), 2, "HAI-09"),
    (("HAI-01", "--as", "hq", "--kind", "announced"), 2, "--kind unannounced (2)"),
    (("HAI-01", "--as", "hq", "--until", "soon"), 2, "'soon' is no day"),
    (("HAI-01", "--as", "hq", "--lang", "xx"), 2, "has the language 'xx'"),
    (("HAI-01", "--as", "hq", "-o", "nowhere/x.html"), 6, "the folder does not exist"),
)


def test_what_cannot_be_made_is_one_sentence(cli: Cli, visited: House) -> None:
    assert len(REFUSALS) == 8
    for arguments, code, words in REFUSALS:
        said = cli("report", "branch", *arguments)
        assert (said.code, said.out) == (code, "")
        assert words in said.err
        assert "Traceback" not in said.err
