"""The walk line by line: what is asked, what is said, and what is in the store afterwards."""

import io
import sqlite3
from contextlib import closing
from typing import Any

import pytest

from tests.command_line import Cli, Said
from tests.corner_shop import ALL_MET, write_corner_shop

EVERYTHING = "45s\nno free hand\nyes\nyes\nbadge+apron\nshown\n5\n1\n21:10\n"


def walk(cli: Cli, visit: str, *lines: str) -> Said:
    """Walks with these lines, then the input ends."""
    return cli("visit", "walk", visit, "--plain", stdin="".join(f"{line}\n" for line in lines))


def shown(cli: Cli, visit: str) -> Any:
    """The visit as the store has it."""
    return cli.done("visit", "show", visit, "--json").document


def readings(cli: Cli, visit: str) -> dict[str, str | None]:
    """Each code's reading as the store has it."""
    return {reading["code"]: reading["reading"] for reading in shown(cli, visit)["readings"]}


def test_the_first_standard_is_asked_with_everything_that_belongs_to_it(cli: Cli) -> None:
    visit = cli.opened()
    said = walk(cli, visit)
    assert said.code == 0
    assert said.out == (
        f"Visit {visit}\n"
        "Corner shop, Harbour Haifa (HAI-01), auditor heron\n"
        "0 of 8 standards have a reading.\n"
        "Write a reading, ? for guidance, or :help for the commands.\n"
        "\n"
        "1 of 9. ARR-01, Arrival, critical\n"
        "The guest is greeted within 60 seconds\n"
        "Limit: at most 60 s\n"
        "Write: a length of time such as 72s, 1:12 or 2.5min (bare: s); or na or unseen\n"
        "The visit stays open: 0 of 8 answered.\n"
        f"Go on with: qaudit --db {cli.db} --standards {cli.library} visit walk {visit} --plain\n"
    )


def test_a_whole_visit(cli: Cli) -> None:
    visit = cli.opened()
    said = walk(cli, visit, *EVERYTHING.splitlines(), ":submit", "13:58")
    assert said.code == 0, said.out
    assert said.err == ""
    document = shown(cli, visit)
    assert (document["status"], document["left_at"]) == ("submitted", "2026-05-14T11:58:00.000000+00:00")
    assert readings(cli, visit) == {
        "ARR-01": "45s", "ARR-02": "yes", "ARR-03": "yes", "TLK-01": "badge+apron", "TLK-02": "shown",
        "TLK-03": "5", "TLK-04": "1", "TLK-05": "21:10",
    }  # fmt: skip
    assert "Room for words, if you like: TLK-06 (:go CODE)" in said.out
    assert "When did you leave?" in said.out
    assert "score         100.0 %" in said.out


def test_saved_is_said_for_what_is_in_the_store(cli: Cli) -> None:
    visit = cli.opened()
    said = walk(cli, visit, "72s", "busy hands", "no")
    assert "saved: ARR-01 72s\nPartly met.\n" in said.out
    assert 'saved: note of ARR-01 "busy hands"\n' in said.out
    assert "saved: ARR-02 no\nMissed.\nARR-02 needs a note." in said.out
    assert readings(cli, visit) == {"ARR-01": "72s", "ARR-02": "no"}


def test_a_note_that_the_pack_demands_is_asked_for_and_can_wait(cli: Cli) -> None:
    visit = cli.opened()
    said = walk(cli, visit, ":go ARR-02", "no", "", "no", "A stain on the left")
    assert "The note is left for later." in said.out
    notes = {reading["code"]: reading["note"] for reading in shown(cli, visit)["readings"]}
    assert notes == {"ARR-02": "", "ARR-03": "A stain on the left"}


def test_what_does_not_fit_is_refused_and_asked_again(cli: Cli) -> None:
    visit = cli.opened()
    said = walk(cli, visit, ":go ARR-02", "maybe", "", ":nonsense", "yes")
    assert "Not saved: ARR-02: 'maybe' is neither yes nor no (write yes or no)" in said.out
    assert "Nothing is written. :skip leaves it for later." in said.out
    assert "Not done: There is no command :nonsense" in said.out
    assert readings(cli, visit) == {"ARR-02": "yes"}


def test_who_is_not_there_to_mend_a_line_gets_an_exit_code(cli: Cli) -> None:
    visit = cli.opened()
    said = walk(cli, visit, "maybe", "45s", "")
    assert said.code == 4
    assert said.err == "qaudit: 1 of the lines could not be taken; it says above why\n"
    assert readings(cli, visit) == {"ARR-01": "45s"}


def test_a_walk_goes_on_where_it_stopped(cli: Cli) -> None:
    visit = cli.opened()
    walk(cli, visit, ":skip", "yes")
    said = walk(cli, visit)
    assert "1 of 9. ARR-01" in said.out
    walk(cli, visit, "45s", "", "yes")
    assert "4 of 9. TLK-01" in walk(cli, visit).out


def test_skip_back_next_and_again(cli: Cli) -> None:
    visit = cli.opened()
    said = walk(cli, visit, ":skip", ":skip", ":back", ":again", ":back", ":back", ":next")
    asked = [line.split(",")[0] for line in said.out.splitlines() if " of 9. " in line]
    assert asked == [
        "1 of 9. ARR-01", "2 of 9. ARR-02", "3 of 9. ARR-03", "2 of 9. ARR-02", "2 of 9. ARR-02", "1 of 9. ARR-01",
        "3 of 9. ARR-03",
    ]  # fmt: skip
    assert "This is the first one." in said.out


def test_what_was_skipped_comes_round_again(cli: Cli) -> None:
    visit = cli.filled(ALL_MET.replace("ARR-02,yes,\n", "").replace("TLK-03,5,\n", ""))
    said = walk(cli, visit, ":skip", ":skip", "yes", "4")
    asked = [line.split(" ")[3].rstrip(",") for line in said.out.splitlines() if " of 9. " in line]
    assert asked == ["ARR-02", "TLK-03", "ARR-02", "TLK-03"]
    assert shown(cli, visit)["answered"] == 8


def test_find_and_go(cli: Cli) -> None:
    visit = cli.opened()
    said = walk(cli, visit, ":find WINDOW clean", ":find nothing at all", ":go TLK-03", "5", ":go tlk-3")
    assert "ARR-02: The window is clean\n" in said.out
    assert "Nothing is found." in said.out
    assert "saved: TLK-03 5" in said.out
    assert "Not done: The pack has no standard tlk-3 (did you mean TLK-03?)" in said.out


def test_a_standard_that_is_not_asked_is_not_gone_to(cli: Cli) -> None:
    """S06."""
    visit = cli.opened(fact="channel=phone")
    assert "ARR-03 is not asked in this visit" in walk(cli, visit, ":go ARR-03").out


def test_guidance_on_a_question_mark(cli: Cli) -> None:
    visit = cli.opened()
    said = walk(cli, visit, "?", ":go ARR-02", "?")
    assert "The clock stops at words, not at a glance\n" in said.out
    assert "There is no guidance for this one.\n" in said.out


def test_options_are_read_out(cli: Cli) -> None:
    visit = cli.opened()
    said = walk(cli, visit, ":go TLK-01", ":go TLK-02", ":go TLK-05")
    assert (
        "badge: A badge\napron: An apron\nWrite: badge+apron (those that were there) or none; or na"
        in said.out
    )
    assert (
        "shown: Led there\ntold: Told\nnone: Neither\nWrite: one of shown, told, none; or na or unseen"
        in said.out
    )
    assert "Limit: between 20:00 and 23:00\n" in said.out


def test_marks_measure_and_the_walk_goes_on(cli: Cli) -> None:
    visit = cli.opened()
    said = walk(
        cli,
        visit,
        ":mark arrival 13:55:10",
        ":clocks",
        ":again",
        ":marks",
        ":mark greeted 13:57:20",
        ":clocks",
    )
    assert "saved: arrival 2026-05-14 13:55:10\n" in said.out
    assert "ARR-01: 4:5" in said.out
    assert " since arrival, over by 3 min 5" in said.out
    assert "Its clock runs: 4:5" in said.out
    assert ":mark greeted stops it" in said.out
    assert "13:55:10 arrival, At the door\nnot marked: greeted, First words\n" in said.out
    assert "ARR-01: the clock measured 2 min 10 s\n" in said.out
    assert "2 of 9. ARR-02" in said.out
    assert said.out.count("No clock is running.") == 1
    assert [mark["event"] for mark in shown(cli, visit)["marks"]] == ["arrival", "greeted"]


def test_a_mark_is_corrected_with_a_reason(cli: Cli) -> None:
    visit = cli.opened()
    said = walk(
        cli, visit, ":mark arrival 13:50", ":mark arrival 13:51", "", ":mark arrival 13:52", "slow watch",
        ":mark arrival 13:53 seen on the receipt", ":mark nowhere",
    )  # fmt: skip
    assert "arrival is marked already. Why is it corrected?" in said.out
    assert "arrival stays as it was." in said.out
    assert "Not done: The pack has no event nowhere" in said.out
    entries = cli.done("journal", visit, "--json").document
    told = [(entry["became"][11:16], entry["why"]) for entry in entries if entry["act"] == "mark"]
    assert told == [("11:50", ""), ("11:52", "slow watch"), ("11:53", "seen on the receipt")]


def test_notes_and_evidence_by_command(cli: Cli) -> None:
    visit = cli.opened()
    receipt = cli.folder / "my receipt.txt"
    receipt.write_text("Total 12", encoding="utf-8")
    walk(
        cli,
        visit,
        ":note seen from the door",
        ":note ARR-02 a stain",
        f":evidence ARR-02 {receipt}",
        f":evidence {receipt}",
    )
    kept = {reading["code"]: reading for reading in shown(cli, visit)["readings"]}
    assert kept["ARR-01"]["note"] == "seen from the door"
    assert kept["ARR-02"]["note"] == "a stain"
    assert [file["name"] for file in kept["ARR-01"]["evidence"]] == ["my receipt.txt"]
    assert [file["name"] for file in kept["ARR-02"]["evidence"]] == ["my receipt.txt"]
    said = walk(cli, visit, ":evidence nowhere.jpg", ":evidence")
    assert "Not done: " in said.out
    assert "nowhere.jpg" in said.out


def test_a_note_by_command_is_the_note_that_was_asked_for(cli: Cli) -> None:
    visit = cli.opened()
    walk(cli, visit, ":go ARR-02", "no", ":note A stain", "yes")
    assert readings(cli, visit) == {"ARR-02": "no", "ARR-03": "yes"}


def test_undo_says_what_it_took_back_and_asks_it_again(cli: Cli) -> None:
    visit = cli.opened()
    said = walk(cli, visit, ":go ARR-02", "yes", ":undo", ":undo")
    assert "taken back: ARR-02 is empty again\n" in said.out
    assert "There is nothing to take back." in said.out
    assert [line for line in said.out.splitlines() if " of 9. " in line][-1].startswith("2 of 9. ARR-02")


def test_status_tells_sections_and_what_is_missing(cli: Cli) -> None:
    visit = cli.opened()
    said = walk(cli, visit, ":go ARR-02", "no", "", ":status")
    assert "ARR, Arrival: 1 of 3\nTLK, The talk: 0 of 5\n" in said.out
    assert "Missing: 7 without a reading: ARR-01, ARR-03, TLK-01" in said.out
    assert "Missing: ARR-02 needs a note (it was missed)\n" in said.out


def test_submitting_names_what_is_missing_and_the_visit_stays_open(cli: Cli) -> None:
    visit = cli.opened()
    said = walk(cli, visit, ":submit")
    assert said.code == 4
    assert "Not submitted. Missing:\n8 without a reading: ARR-01" in said.out
    assert shown(cli, visit)["status"] == "open"


def test_the_time_of_leaving_is_asked_and_has_an_answer_of_its_own(cli: Cli) -> None:
    visit = cli.filled(ALL_MET.replace("ARR-01,45s", "ARR-01,na"))
    cli.done("visit", "mark", visit, "arrival", "--at", "13:50")
    said = walk(cli, visit, ":submit", "later", "")
    assert "or an empty line for 13:50:00." in said.out
    assert "'later' is not a time" in said.out
    assert shown(cli, visit)["left_at"] == "2026-05-14T11:50:00.000000+00:00"


def test_a_store_that_another_program_holds_loses_nothing_that_was_saved(cli: Cli) -> None:
    visit = cli.opened()
    walk(cli, visit, ":go ARR-02", "yes")
    with closing(sqlite3.connect(cli.db)) as database:
        database.execute("BEGIN EXCLUSIVE")
        said = walk(cli, visit, ":go TLK-03", "5")
        database.rollback()
    assert said.code == 5
    assert str(cli.db) in said.out + said.err
    assert "saved: TLK-03" not in said.out
    assert readings(cli, visit) == {"ARR-02": "yes"}


def test_ctrl_c_leaves_the_visit_open(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted(io.StringIO):
        def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
            raise KeyboardInterrupt

    visit = cli.opened()
    monkeypatch.setattr(io, "StringIO", Interrupted)
    said = cli("visit", "walk", visit, "--plain")
    assert said.code == 0
    assert "The visit stays open" in said.out


def test_quit_leaves_the_visit_open(cli: Cli) -> None:
    visit = cli.opened()
    said = walk(cli, visit, ":quit", "45s")
    assert said.code == 0
    assert readings(cli, visit) == {}
    assert "The visit stays open" in said.out


def test_help_lists_every_command(cli: Cli) -> None:
    from qaudit.cli.plain_commands import COMMANDS

    visit = cli.opened()
    said = walk(cli, visit, ":help")
    assert len(COMMANDS) > 14
    assert [name for name in COMMANDS if f"\n:{name}" not in said.out] == []


def test_words_that_begin_with_a_colon(cli: Cli) -> None:
    visit = cli.opened()
    walk(cli, visit, ":go TLK-06", "::-) said the child")
    assert readings(cli, visit) == {"TLK-06": ":-) said the child"}


@pytest.mark.parametrize("is_shown", [True, False])
def test_no_verdict_and_no_score_is_told_where_the_pack_hides_them(cli: Cli, is_shown: bool) -> None:
    write_corner_shop(cli.library, shown=is_shown)
    visit = cli.opened()
    lines = EVERYTHING.replace("yes\nyes", "no\nA stain\nyes").splitlines()
    said = walk(
        cli, visit, *lines[:3], "", ":status", ":submit", ":note ARR-02 A stain", *lines[4:], ":submit", ""
    )
    assert shown(cli, visit)["status"] == "submitted", said.out
    told = [
        word for word in ("Met.", "Missed.", "missed", "score", "%", "band", "outcome") if word in said.out
    ]
    assert bool(told) is is_shown, told
    assert "ARR-02 needs a note" in said.out


def test_another_hand_on_the_same_visit(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    from qaudit.cli import output

    visit = cli.opened()
    lines = iter(["yes", ":status"])
    plain_read = output.read_line

    def read_line() -> str | None:
        line = next(lines, None)
        if line == "yes":
            from qaudit.wiring import Desk

            other = Desk(str(cli.db), (str(cli.library),), world=cli.clock.world())
            other.fieldwork.record(other.fieldwork.walk(visit), "TLK-03", "5")
            other.close()
            return ":go ARR-02"
        return "yes" if line == ":status" else plain_read()

    monkeypatch.setattr(output, "read_line", read_line)
    said = cli("visit", "walk", visit, "--plain")
    assert "Somebody else is writing to this visit too; both are kept." in said.out
    assert readings(cli, visit) == {"TLK-03": "5", "ARR-02": "yes"}


def test_hostile_text_of_a_pack_and_of_a_line_is_shown_as_text(cli: Cli) -> None:
    file = write_corner_shop(cli.library, edition="2")
    text = file.read_text(encoding="utf-8").replace(
        "The window is clean", '"Clean \\e[31m \\u202e [red]x[/]"'
    )
    file.write_text(text, encoding="utf-8")
    visit = cli.opened(pack="corner-shop@2")
    said = walk(cli, visit, ":go ARR-02", "no\x1b[2J", "no", "note \x1b]0;title\x07")
    assert not set(said.out) & {"\x1b", "\x07", "\u202e"}
    assert "[red]x[/]" in said.out


def test_every_line_is_plain(cli: Cli) -> None:
    visit = cli.opened()
    said = walk(cli, visit, *EVERYTHING.splitlines(), ":status", ":marks", ":clocks", ":help", ":quit")
    assert all(ord(sign) < 0x2500 or ord(sign) > 0x259F for sign in said.out), "no box is drawn"
    assert "\t" not in said.out
