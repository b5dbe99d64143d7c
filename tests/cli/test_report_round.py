"""`qaudit report round` writes the summary of a round and prints its path."""

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
    house.published(ALL_MET, branch="NYC-01")
    yield house
    house.close()


REFUSALS = (
    ((), 2, "Say who you are"),
    (("--as", "rona"), 7, "this is for headquarters"),
    (("--as", "owl"), 7, "The summary of a round is not in your role (this is for headquarters)"),
    (("--as", "hq", "--kind", "announced"), 2, "--kind unannounced (2)"),
    (("--as", "hq", "--region", "Nort"), 2, "North"),
    (("--as", "hq", "--until", "soon"), 2, "'soon' is no day"),
    (("--as", "hq", "--lang", "xx"), 2, "has the language 'xx'"),
    (("--as", "hq", "-o", "nowhere/x.html"), 6, "the folder does not exist"),
)


def test_a_summary_where_it_was_asked_for_and_what_cannot_be_made(
    cli: Cli, visited: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = cli.folder / "round.html"
    said = cli.done("report", "round", "--as", "hq", "-o", str(target), "--lang", "en")
    assert (said.out, said.err) == (f"{target}\n", "")
    page = target.read_text(encoding="utf-8")
    assert '<html lang="en" dir="ltr">' in page
    assert "Shop NYC-01" in page
    monkeypatch.chdir(cli.folder)
    days = ("--since", "2026-05-01", "--until", "2026-05-31", "--region", "North", "--pack", "corner-shop")
    told = cli.done("report", "round", "--as", "hq", *days, "--json").document
    assert told == {
        "pack": "corner-shop",
        "branches": 3,
        "visits": 1,
        "path": "corner-shop-round-North-2026-05-01-2026-05-31.pdf",
        "format": "pdf",
        "without_font": [],
    }
    assert Path(told["path"]).read_bytes().startswith(b"%PDF-")
    for arguments, code, words in REFUSALS:
        refused = cli("report", "round", *arguments)
        assert (refused.code, refused.out) == (code, "")
        assert words in refused.err
        assert "Traceback" not in refused.err


def test_an_empty_store_has_nothing_to_sum_up(cli: Cli) -> None:
    cli.done("branch", "add", "B1", "--name", "Shop")
    cli.done("person", "add", "boss", "--role", "headquarters")
    refused = cli("report", "round", "--as", "boss")
    assert (refused.code, refused.out) == (2, "")
    assert "No published visit of this kind was made in that period" in refused.err
