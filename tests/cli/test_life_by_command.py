"""One visit's whole life as a script: each step a command, told in the end by its journal, line by line."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from icalendar import Calendar

from tests.command_line import Cli
from tests.corner_shop import ALL_MET

SLOW = ALL_MET.replace("45s", "130s").replace("ARR-02,yes,", "ARR-02,no,A streak across the glass")
"""The greeting took 130 s and is critical; the window is not clean."""


@dataclass
class Script:
    """Commands typed one after the other; `person` says who types."""

    cli: Cli

    def __call__(self, person: str, *words: str) -> str:
        """What a command that succeeds prints."""
        return self.cli.done(*words, *(("--as", person) if person else ())).out.strip()

    def refused(self, person: str, code: int, *words: str) -> str:
        """What a command says that is refused with a code."""
        said = self.cli(*words, "--as", person)
        assert said.code == code, said.err
        return said.err

    def document(self, person: str, *words: str) -> Any:
        """What a command prints as JSON."""
        return self.cli.done(*words, "--json", "--as", person).document

    def at(self, *moment: int) -> None:
        """The clock shows another time, in UTC."""
        self.cli.clock.at = datetime(*moment, tzinfo=UTC)  # type: ignore[misc,arg-type]

    def filled(self, visit: str, table: str) -> None:
        file = self.cli.folder / "readings.csv"
        file.write_text(table, encoding="utf-8")
        self("heron", "visit", "fill", visit, str(file))


def staff(run: Script) -> None:
    """Everybody who has a part in it."""
    run("", "branch", "add", "HAI-01", "--name", "Harbour Haifa", "--timezone", "Asia/Jerusalem")
    run("", "auditor", "add", "heron")
    run("", "person", "add", "owl", "--role", "reviewer")
    run("", "person", "add", "hq", "--role", "headquarters")
    run("hq", "person", "add", "rona", "--role", "manager", "--branch", "HAI-01")


def test_a_visits_whole_life_by_command(cli: Cli) -> None:
    run = Script(cli)
    staff(run)

    # Planned for a day, opened on it, submitted.
    visit = run(
        "hq", "visit", "plan", "corner-shop", "--branch", "HAI-01", "--auditor", "heron", "--on", "2026-05-15",
        "--fact", "channel=desk",
    )  # fmt: skip
    run.at(2026, 5, 15, 9, 0)
    run("heron", "visit", "start", visit)
    run.filled(visit, SLOW)
    run("heron", "visit", "submit", visit, "--left", "10:30")

    # Returned with a remark, answered, submitted again.
    [waiting] = run.document("owl", "review", "queue")
    assert (waiting["visit"], waiting["final_percent"]) == (visit, "60.0")
    run("owl", "review", "remark", visit, "ARR-01", "Which desk?")
    assert run.document("heron", "visit", "show", visit)["remarks"] == []
    run("owl", "review", "return", visit)
    assert "remark 1 has no answer" in run.refused("heron", 4, "visit", "submit", visit)
    run("heron", "visit", "answer", visit, "1", "The left one")
    run("heron", "visit", "submit", visit)
    [remark] = run.document("heron", "visit", "show", visit)["remarks"]
    assert (remark["words"], remark["answer"]) == ("Which desk?", "The left one")

    # Corrected with a reason, approved, published for the next day.
    run("owl", "review", "correct", visit, "ARR-02", "yes", "--why", "The photo shows no streak")
    run("owl", "review", "approve", visit)
    published = run.document(
        "hq", "round", "publish", "--all", "--branch", "HAI-01", "--format", "html", "--embargo", "2026-05-16"
    )
    assert published == {
        "published": [visit],
        "refused": [],
        "visible_from": "2026-05-15T22:00:00.000000+00:00",
        "without_font": [],
    }
    assert run.document("rona", "branch", "desk") == {"visits": [], "actions": []}
    assert "not published for its branch yet" in run.refused("rona", 7, "branch", "visit", visit)
    assert run.document("rona", "visit", "list") == []

    # The branch sees it, gives its reason, appeals; headquarters amends.
    run.at(2026, 5, 16, 9, 0)
    assert [one["visit"] for one in run.document("rona", "visit", "list")] == [visit]
    run("rona", "branch", "acknowledge", visit)
    run("rona", "branch", "explain", visit, "ARR-01", "--cause", "training", "--words", "New staff")
    appeal = run(
        "rona", "appeal", "open", visit, "ARR-01", "--reason", "wrong_time", "--words", "The till says 90 s"
    )
    [listed] = run.document("hq", "appeal", "list", "--open")
    assert (listed["appeal"], listed["state"], listed["verdict"]) == (appeal, "open", "missed")
    assert "appeal that is not decided" in run.refused("hq", 7, "round", "close", visit)
    run("hq", "appeal", "decide", appeal, "amended", "--why", "The till is right", "--reading", "90s")
    seen = run.document("rona", "branch", "visit", visit)
    assert (seen["score"]["final_percent"], seen["scores_before"], seen["appeal_until"]) == (
        "85.0",
        ["70.0"],
        "2026-05-23",
    )
    reports = run.document("rona", "report", "kept", visit)
    assert len({kept["digest"] for kept in reports}) == 2

    # Mended, and verified by the next visit.
    action = run(
        "rona", "action", "plan", visit, "ARR-01", "--what", "Train the desk", "--owner", "trainer",
        "--due", "2026-06-01",
    )  # fmt: skip
    run("rona", "action", "postpone", action, "--due", "2026-06-03", "--why", "holiday")
    run("rona", "action", "done", action, "--words", "Trained on Monday")
    run.at(2026, 6, 10, 9, 0)
    later = run("heron", "visit", "open", "corner-shop", "--branch", "HAI-01", "--auditor", "heron")
    run.filled(later, ALL_MET)
    run("heron", "visit", "submit", later)
    run("owl", "review", "approve", later)
    run("hq", "round", "publish", later, "--format", "html")
    [verified] = run.document("rona", "action", "list", "--all")
    assert (verified["state"], verified["checked_by"]) == ("verified", later)
    [earlier] = run.document("rona", "branch", "visit", later)["earlier_actions"]
    assert earlier["action"] == action
    run("hq", "round", "close", visit)

    # What the papers and the journal say.
    first = cli.folder / "first.html"
    assert run("rona", "report", "kept", visit, "--number", "1", "-o", str(first)) == str(first)
    entries = run.document("hq", "journal", visit)
    assert told(cli, visit) == life_in_words(action, later, entries, reports)
    [approved] = [entry for entry in entries if entry["act"] == "approved"]
    tail, number = approved["seal"], approved["number"]
    assert tail in first.read_text(encoding="utf-8")
    said = cli.done("journal", visit, "--tail", f"{tail[:32]} {tail[32:].upper()}").err
    assert f"That is the seal of entry {number}, approved, 2026-05-15 11:00:" in said
    assert said.endswith(f"{len(entries) - number} entries came after it\n")
    assert f"The seal of the last: {entries[-1]['seal']}\n" in cli.done("journal", visit, "--verify").err


def told(cli: Cli, visit: str) -> list[tuple[str, ...]]:
    """The table of the journal, without numbers, moments and readings that were filled in."""
    lines = cli.done("journal", visit).out.splitlines()
    heads = lines[0]
    places = [heads.index(head) for head in ("WHO", "ACT", "SUBJECT", "WAS", "BECAME", "WHY")]
    rows = []
    for line in lines[1:]:
        cells = [line[start:end].strip() for start, end in zip(places, [*places[1:], None], strict=True)]
        if not cells[-1].startswith("filled from"):
            rows.append(tuple(cells))
    return rows


def life_in_words(action: str, later: str, entries: Any, reports: Any) -> list[tuple[str, ...]]:
    cards = [one["became"][:12] for one in entries if one["act"] in ("submitted", "scored")]
    papers = [kept["digest"][:12] for kept in reports]
    return [
        ("hq", "planned", "", "", "corner-shop@1, for 2026-05-15", ""),
        ("heron", "started", "", "", "open", ""),
        ("heron", "left", "", "", "2026-05-15 10:30:00", ""),
        ("heron", "submitted", "", "", f"scorecard {cards[0]}", ""),
        ("owl", "remark", "ARR-01", "", "remark 1 on ARR-01: Which desk?", ""),
        ("owl", "returned", "", "", "returned", ""),
        ("heron", "answer", "ARR-01", "", "answer to remark 1 on ARR-01: The left one", ""),
        ("heron", "left", "", "", "2026-05-15 10:30:00", ""),
        ("heron", "submitted", "", "", f"scorecard {cards[1]}", ""),
        ("owl", "correction", "ARR-02", "no", "yes", "The photo shows no streak"),
        ("owl", "scored anew", "", "", f"70.0 %, scorecard {cards[2]}", ""),
        ("owl", "approved", "", "", "approved", ""),
        ("hq", "published", "", "", "its branch sees it from 2026-05-16 00:00:00", ""),
        ("hq", "report kept", "", "", f"report as HTML, {papers[0]}", ""),
        ("rona", "acknowledged", "", "", "seen by the branch", ""),
        ("rona", "reason", "ARR-01", "", "reason for ARR-01, training: New staff", ""),
        (
            "rona",
            "appeal",
            "ARR-01",
            "",
            "appeal on ARR-01, missed, the time was measured otherwise: The till says 90 s",
            "",
        ),
        ("hq", "decision", "ARR-01", "", "appeal on ARR-01 amended to 90s", "The till is right"),
        ("hq", "correction", "ARR-01", "130s", "90s", "The till is right"),
        ("hq", "scored anew", "", "", f"85.0 %, scorecard {cards[3]}", "The till is right"),
        ("hq", "report kept", "", "", f"report as HTML, {papers[1]}", ""),
        ("rona", "corrective action", action, "", "due 2026-06-01, trainer: Train the desk (ARR-01)", ""),
        ("rona", "corrective action", action, "open", "due 2026-06-03 now", "holiday"),
        ("rona", "corrective action", action, "open", "done: Trained on Monday", ""),
        ("hq", "corrective action", action, "done", f"verified by visit {later}", ""),
        ("hq", "closed", "", "", "closed", ""),
    ]


def test_what_is_due_comes_back_from_a_calendar_file(cli: Cli) -> None:
    """Imported again, the file renews what the calendar has: the id stays, the sequence grows."""
    run = Script(cli)
    staff(run)
    visit = run("heron", "visit", "open", "corner-shop", "--branch", "HAI-01", "--auditor", "heron",
                "--fact", "channel=desk")  # fmt: skip
    run.filled(visit, SLOW)
    run("heron", "visit", "submit", visit)
    run("owl", "review", "approve", visit)
    run("hq", "round", "publish", visit, "--format", "html")
    hostile = "Train; all, \u202etoday\nEND:VEVENT"
    action = run(
        "rona", "action", "plan", visit, "ARR-01", "ARR-02", "--what", hostile, "--owner", "trainer",
        "--due", "2026-05-20",
    )  # fmt: skip
    first, second = cli.folder / "first.ics", cli.folder / "second.ics"
    assert run("rona", "action", "calendar", "-o", str(first)) == str(first)
    event = only_event(first)
    assert str(event["uid"]) == f"{action}@qaudit"
    assert event["dtstart"].dt.isoformat() == "2026-05-20"
    assert str(event["summary"]) == "Train; all, [RLO]today END:VEVENT"
    assert str(event["description"]) == (
        "Branch: HAI-01 Harbour Haifa\nStandards: ARR-01, ARR-02\nOwner: trainer\nState: open"
    )
    run("rona", "action", "postpone", action, "--due", "2026-05-25", "--why", "holiday")
    run("rona", "action", "drop", action, "--why", "The branch is rebuilt")
    assert cli.done("action", "calendar", "-o", str(second), "--as", "rona").err == "0 actions\n"
    run("rona", "action", "calendar", "-o", str(second), "--all")
    renewed = only_event(second)
    assert (renewed["uid"], renewed["status"]) == (event["uid"], "CANCELLED")
    assert (event["sequence"], renewed["sequence"]) == (0, 2)
    assert renewed["last-modified"].dt > event["last-modified"].dt
    assert renewed["dtstart"].dt.isoformat() == "2026-05-25"


def only_event(file: Path) -> Any:
    [event] = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    return event
