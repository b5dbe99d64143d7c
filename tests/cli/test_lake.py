"""`qaudit lake`, typed: what it prints, what it leaves with, and where the lake lies."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.command_line import Cli
from tests.corner_shop import ALL_MET


def published(cli: Cli) -> str:
    """The id of a visit that headquarters published."""
    visit = cli.filled(ALL_MET)
    cli.done("visit", "submit", visit, "--as", "heron")
    for alias, role in (("hq", "headquarters"), ("owl", "reviewer"), ("rona", "manager")):
        people = cli.done("person", "list", "--json").document
        if alias not in {one["alias"] for one in people}:
            managed = ("--branch", "HAI-01") if role == "manager" else ()
            by = () if alias == "hq" else ("--as", "hq")
            cli.done("person", "add", alias, "--role", role, *managed, *by)
    cli.done("review", "approve", visit, "--as", "owl")
    cli.done("round", "publish", visit, "--format", "html", "--as", "hq")
    return visit


def test_a_lake_by_command(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    visit = published(cli)
    said = cli("lake", "show")
    assert (said.code, said.out) == (5, "")
    assert "There is no lake" in said.err
    assert "qaudit lake refresh makes one" in said.err

    said = cli.done("lake", "refresh")
    folder = cli.folder / "store.lake"
    assert said.out == f"{folder}\n"
    assert said.err == "1 visit added, 0 amended, 0 taken out\n"
    said = cli.done("lake", "refresh", "--check")
    assert said.err.splitlines() == [
        "The lake is as the store has it; nothing was changed",
        "1 visit is in the lake as in the store",
    ]
    assert cli.done("lake", "check", "--json").document == {
        "lake": str(folder), "agrees": True, "equal": 1, "missing": [], "surplus": [], "differing": [],
        "waiting": [], "unread": [], "damage": [],
    }  # fmt: skip
    shown = cli.done("lake", "show").out
    assert "observations  9\nseen twice    0\n" in shown
    assert "It is as the store has it" in shown
    document = cli.done("lake", "show", "--json").document
    assert document["brands"] == [{"brand": "", "visits": 1, "first": "2026-05", "last": "2026-05"}]
    assert (document["rows"]["visits"], document["parts"], document["behind"]) == (1, 1, 0)

    cli.done("visit", "void", visit, "--why", "Twice", "--as", "hq")
    assert "1 visit changed since the last refresh: qaudit lake refresh" in cli.done("lake", "show").out
    said = cli.done("compare", "standards", "--csv")
    assert said.err == "1 visit changed since the last refresh: qaudit lake refresh\n"
    assert "\nunannounced," in said.out
    # Without its store the lake answers as well, but not beside another one.
    handed_on = ("compare", "standards", "--csv", "--lake", str(folder))
    nowhere = cli.folder / "new.sqlite"
    assert cli(*handed_on, ahead=("--db", str(nowhere))).out == said.out
    named = cli(*handed_on, "--as", "hq", ahead=("--db", str(nowhere)))
    assert (named.code, named.out) == (2, "")
    assert "There is no store in" in named.err
    assert "it says who hq is" in named.err
    assert not nowhere.exists()
    other = replace(cli, folder=cli.folder / "other")
    shutil.copytree(cli.library, other.library)
    other.opened()
    refused = other(*handed_on)
    assert (refused.code, refused.out) == (5, "")
    assert "is that of another store (choose another folder with --lake" in refused.err
    [file] = (folder / "sections").rglob("*.parquet")
    file.write_bytes(b"PAR1")
    said = cli("lake", "check")
    assert said.code == 5
    assert "cannot be read: it is damaged" in said.out
    assert "Store and lake do not agree: qaudit lake rebuild" in said.out
    done = cli.done("lake", "rebuild", "--json", "--check").document
    assert (done["added"], done["changed"], done["check"]["agrees"]) == (0, True, True)

    elsewhere = cli.folder / "elsewhere"
    assert cli.done("lake", "refresh", "--lake", str(elsewhere)).out == f"{elsewhere}\n"
    monkeypatch.setenv("QAUDIT_LAKE", str(cli.folder / "asked"))
    assert cli.done("lake", "refresh").out == f"{cli.folder / 'asked'}\n"
    package = json.loads((elsewhere / "datapackage.json").read_text(encoding="utf-8"))
    assert pq.read_table(elsewhere / package["resources"][2]["path"][0]).num_rows == 0

    for command in ("refresh", "rebuild", "check", "show"):
        said = cli("lake", command, "--as", "rona")
        assert said.code == 7
        assert "The lake is not in your role (this is for headquarters)" in said.err


def test_what_is_in_the_way_is_told_in_a_sentence(cli: Cli, tmp_path: Path) -> None:
    cli.opened()
    file = tmp_path / "note.txt"
    file.write_text("x", encoding="utf-8")
    said = cli("lake", "refresh", "--lake", str(file))
    assert said.code == 5
    assert "a part of its path is not a folder" in said.err
    said = cli("lake", "refresh", ahead=("--db", "sqlite://"))
    assert said.code == 2
    assert "name a folder with --lake" in said.err
    said = cli("lake", "refresh", "--lake", str(tmp_path))
    assert said.code == 5
    assert "is no lake, and not empty" in said.err


@pytest.mark.parametrize("command", ["refresh", "rebuild"])
def test_a_lake_is_made_from_a_store_that_is_there(cli: Cli, command: str) -> None:
    nowhere = cli.folder / "new.sqlite"
    said = cli("lake", command, ahead=("--db", str(nowhere)))
    assert (said.code, said.out) == (2, "")
    assert (
        said.err == f"qaudit: There is no store in {nowhere} (the lake is made from it: name it with --db)\n"
    )
    assert list(cli.folder.glob("new.*")) == []


def test_looking_at_a_lake_makes_no_store(cli: Cli, tmp_path: Path) -> None:
    cli.opened()
    cli.done("lake", "refresh", "--json")
    lake = cli.folder / "store.lake"
    nowhere = cli.folder / "new.sqlite"
    for command in ("show", "check"):
        assert cli("lake", command, "--lake", str(lake)).code == 0
        for beside in ((), ("--lake", str(lake))):
            said = cli("lake", command, *beside, ahead=("--db", str(nowhere), "--as", "hq"))
            assert (said.code, said.out) == (2, "")
            assert said.err == (
                f"qaudit: There is no store in {nowhere} (the lake is compared with it: name it with --db)\n"
            )
            assert not nowhere.exists()
