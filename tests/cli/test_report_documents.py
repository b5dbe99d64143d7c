"""`qaudit report actions`, `briefing` and `certificate`: who gets them, of what, and why not."""

from pathlib import Path

import pytest

from tests.cli.test_life_by_command import SLOW, Script, staff
from tests.command_line import Cli
from tests.corner_shop import ALL_MET, write_corner_shop
from tests.reports.written import read_html

SELF_CHECK = ("--kind", "self_check")


@pytest.fixture
def run(cli: Cli) -> Script:
    """The commands, with everybody there."""
    found = Script(cli)
    staff(found)
    found("", "branch", "add", "ACR-01", "--name", "Harbour Acre")
    found("hq", "person", "add", "tal", "--role", "manager", "--branch", "ACR-01")
    return found


def published(run: Script, table: str, *words: str) -> str:
    """The id of a published visit of today's."""
    visit = run("heron", "visit", "open", "corner-shop", "--branch", "HAI-01", "--auditor", "heron",
                "--fact", "channel=desk", *words)  # fmt: skip
    run.filled(visit, table)
    run("heron", "visit", "submit", visit)
    run("owl", "review", "approve", visit)
    run("hq", "round", "publish", visit, "--format", "html")
    return visit


def page(run: Script, person: str, *words: str) -> str:
    """The words of a document."""
    target = run.cli.folder / "document.html"
    assert run(person, "report", *words, "-o", str(target)) == str(target)
    return read_html(target.read_text(encoding="utf-8"))


def test_an_action_plan_follows_what_becomes_of_its_actions(run: Script) -> None:
    target = str(run.cli.folder / "plan.html")
    assert "no published visit yet" in run.refused("rona", 2, "report", "actions", "HAI-01", "-o", target)
    visit = published(run, SLOW)
    promise = ("action", "plan", visit, "ARR-01", "--owner", "trainer", "--due", "2026-05-20", "--what")
    action = run("rona", *promise, "Train <the> desk")
    told = page(run, "rona", "actions", "HAI-01")
    assert "Train <the> desk The guest is greeted within 60 seconds 20 May 2026 trainer" in told
    assert not any(secret in told for secret in ("%", "rona", "heron", "60.0", "critical"))

    run.at(2026, 5, 25, 9, 0)
    assert "Overdue: 5 days" in page(run, "hq", "actions", "HAI-01")
    run("rona", "action", "done", action, "--words", "Trained on Monday")
    told = page(run, "rona", "actions", "HAI-01")
    assert "Nothing is open." in told
    assert "1 action is said to be done" in told

    published(run, ALL_MET)
    told = page(run, "rona", "actions", "HAI-01")
    assert told.endswith("Mended, and seen to hold ✓ Train <the> desk 25 May 2026")


@pytest.mark.parametrize("words", [("actions", "HAI-01"), ("certificate", "--branch", "HAI-01")])
def test_a_branchs_documents_are_for_those_who_run_it(run: Script, words: tuple[str, ...]) -> None:
    published(run, ALL_MET)
    target = run.cli.folder / "document.html"
    for person, why in (("tal", "not one of yours"), ("heron", "branch manager or headquarters")):
        assert why in run.refused(person, 7, "report", *words, "-o", str(target))
    assert not target.exists()
    assert run("hq", "report", *words, "-o", str(target))


def test_pdfs_under_names_of_their_own(run: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    visit = published(run, ALL_MET)
    monkeypatch.chdir(run.cli.folder)
    for words, name in (
        (("actions", "HAI-01"), "action-plan-HAI-01-2026-05-14.pdf"),
        (("certificate", visit), "certificate-HAI-01-2026-05-14.pdf"),
        (("briefing", "--visit", visit), "briefing-corner-shop-1-HAI-01.pdf"),
    ):
        said = run.document("hq", "report", *words)
        assert (said["path"], said["format"]) == (name, "pdf")
        assert Path(name).read_bytes().startswith(b"%PDF-")


def test_a_certificate_of_a_visit_and_of_a_period(run: Script) -> None:
    failed = published(run, SLOW)
    run.at(2026, 6, 1, 9, 0)
    visit = published(run, ALL_MET)
    told = page(run, "rona", "certificate", visit)
    assert "Harbour Haifa reached Good 1 unannounced visit, which passed" in told
    assert "100.0 %, n = 1" in told
    run.at(2026, 6, 15, 9, 0)
    published(run, ALL_MET)
    told = page(run, "hq", "certificate", "--branch", "HAI-01", "--since", "2026-06-01")
    assert "2 unannounced visits, each of which passed" in told
    assert "All visits have the same score" in told
    assert failed[-6:] not in told

    where = ("-o", str(run.cli.folder / "no.html"))
    assert f"Visit {failed} did not pass" in run.refused("rona", 7, "report", "certificate", failed, *where)
    said = run.refused("rona", 7, "report", "certificate", "--branch", "HAI-01", *where)
    assert "1 visit of that period did not pass, the last on 2026-05-14" in said
    said = run.refused(
        "rona", 2, "report", "certificate", "--branch", "HAI-01", "--kind", "announced", *where
    )
    assert "no published visit of this kind" in said
    assert "one visit or of one branch" in run.refused("rona", 2, "report", "certificate", *where)
    assert not (run.cli.folder / "no.html").exists()


def test_what_is_not_published_or_checks_itself_has_no_certificate(run: Script) -> None:
    where = ("-o", str(run.cli.folder / "no.html"))
    visit = run.cli.opened()
    assert "not published for its branch yet" in run.refused("hq", 7, "report", "certificate", visit, *where)
    checked = published(run, ALL_MET, *SELF_CHECK)
    assert "check of itself" in run.refused("hq", 7, "report", "certificate", checked, *where)


def test_a_briefing_of_a_pack_needs_no_store(cli: Cli) -> None:
    target = cli.folder / "briefing.html"
    cli.done("report", "briefing", "corner-shop", "--fact", "channel=phone", "-o", str(target))
    told = read_html(target.read_text(encoding="utf-8"))
    assert "How was contact made? By phone" in told
    assert "The window is clean" in told
    assert "The desk is free of boxes" not in told
    assert not list(cli.folder.glob("*.sqlite"))
    said = cli("report", "briefing", "corner-shop", "--fact", "weather=wet", "-o", str(target))
    assert (said.code, said.out) == (2, "")


def test_a_briefing_keeps_the_words_of_a_pack_that_hides_its_score(cli: Cli) -> None:
    write_corner_shop(cli.library, shown=False)
    target = cli.folder / "briefing.html"
    cli.done("report", "briefing", "corner-shop", "-o", str(target))
    told = read_html(target.read_text(encoding="utf-8"))
    assert "At the door First words" in told
    assert "What else was seen" in told
    assert not any(secret in told for secret in ("60", "The window is clean", "70", "critical"))


def test_a_briefing_of_a_planned_visit_is_not_for_its_branch(run: Script) -> None:
    visit = run("hq", "visit", "plan", "corner-shop", "--branch", "HAI-01", "--auditor", "heron",
                "--on", "2026-05-20", "--fact", "channel=desk")  # fmt: skip
    told = page(run, "heron", "briefing", "--visit", visit)
    assert "Harbour Haifa" in told
    assert "Wednesday 20 May 2026" in told
    assert "How was contact made? At the desk" in told
    where = ("-o", str(run.cli.folder / "no.html"))
    assert "not published" in run.refused("rona", 7, "report", "briefing", "--visit", visit, *where)
    both = run.refused("heron", 2, "report", "briefing", "corner-shop", "--visit", visit, *where)
    assert "of a pack or of a visit" in both
    assert not (run.cli.folder / "no.html").exists()
