"""`qaudit report visit` writes a file and prints its path."""

from pathlib import Path

import pytest

from tests.command_line import Cli
from tests.corner_shop import ALL_MET


def test_a_pdf_where_it_was_asked_for(cli: Cli) -> None:
    visit = cli.filled(ALL_MET)
    cli.done("visit", "submit", visit)
    target = cli.folder / "visit.pdf"
    said = cli.done("report", "visit", visit, "-o", str(target))
    assert (said.out, said.err) == (f"{target}\n", "")
    assert target.read_bytes().startswith(b"%PDF-")


def test_html_by_its_ending_or_by_name(cli: Cli) -> None:
    visit = cli.filled(ALL_MET)
    by_ending, by_name = cli.folder / "visit.html", cli.folder / "visit.page"
    cli.done("report", "visit", visit, "-o", str(by_ending))
    cli.done("report", "visit", visit, "-o", str(by_name), "--format", "html", "--lang", "en")
    assert by_ending.read_bytes() == by_name.read_bytes()
    assert b"heron" in by_name.read_bytes()


def test_a_name_of_its_own(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    visit = cli.filled(ALL_MET)
    monkeypatch.chdir(cli.folder)
    said = cli.done("report", "visit", visit, "--format", "html", "--json").document
    assert said == {
        "visit": visit,
        "path": "corner-shop-HAI-01-2026-05-14-000001-so-far.html",
        "format": "html",
        "without_font": [],
    }
    assert Path(said["path"]).is_file()


def test_a_language_that_nobody_has_is_refused(cli: Cli) -> None:
    visit = cli.filled(ALL_MET)
    said = cli("report", "visit", visit, "--lang", "xx", "-o", str(cli.folder / "visit.html"))
    assert (said.code, said.out) == (2, "")
    assert "'xx' (choose one of en, he, ro)" in said.err
    cli.done("report", "visit", visit, "--lang", "he", "-o", str(cli.folder / "visit.html"))
    assert '<html lang="he" dir="rtl">' in (cli.folder / "visit.html").read_text(encoding="utf-8")


def test_a_blank_checklist_needs_no_store(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(cli.folder)
    said = cli.done("report", "blank", "corner-shop", "--json").document
    assert said.pop("without_font") == []
    assert said == {"pack": "corner-shop@1", "path": "corner-shop-1-blank-en.pdf", "format": "pdf"}
    assert Path(said["path"]).read_bytes().startswith(b"%PDF-")
    page = cli.done("report", "blank", "corner-shop", "--format", "html").out.strip()
    assert page == "corner-shop-1-blank-en.html"
    assert Path(page).read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert not list(cli.folder.glob("*.sqlite"))


def test_a_checklist_with_facts_that_the_pack_lacks_is_refused(cli: Cli) -> None:
    target = cli.folder / "blank.pdf"
    said = cli("report", "blank", "corner-shop", "--fact", "weather=wet", "-o", str(target))
    assert (said.code, said.out) == (2, "")
    assert "no fact weather" in said.err
    assert not target.exists()
