"""Visits by command: the shapes of docs/commands.md, and what a person reads."""

import json

import pytest

from tests.command_line import Cli
from tests.corner_shop import ALL_MET


def test_opening_prints_the_id_alone(cli: Cli) -> None:
    cli.opened()
    said = cli.done(
        "visit", "open", "corner-shop", "--branch", "HAI-01", "--auditor", "heron", "--fact", "channel=phone"
    )
    assert said.out == "019708a0-0000-7000-8000-000000000002\n"
    assert said.err == ""


def test_opening_names_the_facts_that_were_not_given(cli: Cli) -> None:
    cli.opened()
    said = cli.done("visit", "open", "corner-shop@1", "--branch", "HAI-01", "--auditor", "heron")
    assert "channel: How was contact made? (desk, phone)" in said.err
    assert said.out.count("\n") == 1


def test_an_open_visit_as_a_document(cli: Cli) -> None:
    visit = cli.opened("--kind", "announced")
    cli.done("visit", "record", visit, "ARR-02", "no", "--note", "A stain")
    cli.done("visit", "note", visit, "TLK-03", "ahead of its reading")
    cli.done("visit", "mark", visit, "arrival", "--at", "13:55:10")
    document = cli.done("visit", "show", visit, "--json").document
    assert document["visit"] == visit
    assert document["pack"] == "corner-shop@1"
    assert document["digest"].startswith("sha256:")
    assert (document["branch"], document["auditor"], document["role"]) == ("HAI-01", "heron", "shopper")
    assert (document["status"], document["kind"], document["facts"]) == (
        "open",
        "announced",
        {"channel": "desk"},
    )
    assert (document["answered"], document["asked"]) == (1, 8)
    assert [set(reading) for reading in document["readings"]] == [
        {"code", "reading", "note", "at", "evidence"}
    ] * 2
    first, second = document["readings"]
    assert (first["code"], first["reading"], first["note"]) == ("ARR-02", "no", "A stain")
    assert first["at"].startswith("2026-05-14T12:00:")
    assert (second["code"], second["reading"]) == ("TLK-03", None)
    assert document["marks"] == [{"event": "arrival", "at": "2026-05-14T11:55:10.000000+00:00"}]


def test_the_scorecard_is_the_document_of_the_contract(cli: Cli) -> None:
    """S02, S12, S13, S20: the greeting took 130 s, so a critical standard of weight 3 is missed."""
    visit = cli.filled(ALL_MET.replace("45s", "130s"))
    cli.done("visit", "submit", visit, "--left", "13:58")
    card = cli.done("visit", "score", visit, "--json").document
    assert list(card) == [
        "visit", "pack", "digest", "scoring_version", "status", "complete", "raw_percent", "final_percent",
        "band", "outcome", "reasons", "sections", "standards", "profiles",
    ]  # fmt: skip
    assert (card["visit"], card["status"], card["complete"]) == (visit, "submitted", True)
    assert (card["raw_percent"], card["final_percent"]) == ("70.0", "70.0")
    assert (card["band"], card["outcome"]) == ("Fair", "fail")
    assert card["reasons"] == [
        {"rule": "S12", "code": "ARR-01"},
        {"rule": "S13", "code": "ARR"},
        {"rule": "S20", "code": "pass_mark"},
    ]
    assert card["sections"][0] == {
        "code": "ARR",
        "weight": "1",
        "earned": "2",
        "possible": "5",
        "percent": "40.0",
    }
    assert card["standards"][0] == {
        "code": "ARR-01", "verdict": "missed", "share": "0", "earned": "0", "possible": "3", "reading": "130s",
    }  # fmt: skip
    assert card["profiles"]["layer"]["provider"] == {"earned": "0", "possible": "3", "percent": "0.0"}


def test_the_score_in_words(cli: Cli) -> None:
    visit = cli.filled(ALL_MET.replace("45s", "130s"))
    cli.done("visit", "submit", visit)
    assert cli.done("visit", "score", visit).out == (
        "score         70.0 %\n"
        "band          Fair\n"
        "outcome       fail\n"
        "because       A critical standard was missed: the score can be 70 % at most, and was not above that.\n"
        "              ARR-01 The guest is greeted within 60 seconds\n"
        "because       The section Arrival reached 40.0 %, under its gate of 50 %: the visit fails.\n"
        "because       The score of 70.0 % is under the pass mark of 80 %.\n"
        "\n"
        "SECTION  TITLE     WEIGHT  EARNED  POSSIBLE  SCORE\n"
        "ARR      Arrival   1       2       5         40.0 %\n"
        "TLK      The talk  1       5       5         100.0 %\n"
        "\n"
        "TAG        VALUE           EARNED  POSSIBLE  SCORE\n"
        "layer      provider        0       3         0.0 %\n"
        "layer      environment     1       1         100.0 %\n"
        "dimension  responsiveness  0       3         0.0 %\n"
        "dimension  tangibles       1       1         100.0 %\n"
    )


def test_the_score_of_an_open_visit_is_so_far(cli: Cli) -> None:
    """S05."""
    visit = cli.opened()
    cli.done("visit", "record", visit, "TLK-02", "told", "--note", "Pointed")
    card = cli.done("visit", "score", visit, "--json").document
    assert (card["status"], card["complete"], card["raw_percent"]) == ("open", False, "50.0")
    said = cli.done("visit", "score", visit)
    assert said.out.startswith("score so far  50.0 %\n")
    assert "answered      1 of 8; a score so far counts only what is answered" in said.out


def test_a_submitted_visit_shows_the_kept_scorecard(cli: Cli) -> None:
    """S19: what was kept at submission is shown, not what would be counted today."""
    visit = cli.filled(ALL_MET)
    cli.done("visit", "submit", visit)
    before = cli.done("visit", "score", visit, "--json").out
    (cli.library / "corner-shop" / "1.yaml").unlink()
    assert cli.done("visit", "score", visit, "--json").out == before


def test_a_visit_in_words(cli: Cli) -> None:
    visit = cli.opened()
    cli.done("visit", "mark", visit, "arrival", "--at", "13:55:10")
    cli.done("visit", "mark", visit, "greeted", "--at", "13:57:20")
    cli.done("visit", "record", visit, "ARR-02", "yes")
    assert cli.done("visit", "show", visit).out == (
        f"visit     {visit}\n"
        "pack      corner-shop@1, Corner shop\n"
        "branch    HAI-01 Harbour Haifa\n"
        "auditor   heron (shopper)\n"
        "kind      unannounced\n"
        "status    open\n"
        "opened    2026-05-14 14:00:01\n"
        "fact      channel: desk\n"
        "answered  2 of 8\n"
        "mark      13:55:10 arrival\n"
        "mark      13:57:20 greeted\n"
        "\n"
        "CODE    READING             VERDICT  NOTE\n"
        "ARR-01  2 min 10 s (clock)  missed\n"
        "ARR-02  yes                 met\n"
        "\n"
        "missing   6 without a reading: ARR-03, TLK-01, TLK-02, TLK-03, TLK-04, TLK-05\n"
        "missing   ARR-01 needs a note (it was missed)\n"
    )


def test_the_list_is_newest_first_and_can_be_narrowed(cli: Cli) -> None:
    first = cli.filled(ALL_MET)
    cli.done("visit", "submit", first)
    second = cli.opened()
    listed = cli.done("visit", "list", "--json").document
    assert [visit["visit"] for visit in listed] == [second, first]
    assert set(listed[0]) == {
        "visit", "pack", "branch", "auditor", "kind", "status", "opened_at", "submitted_at", "answered",
        "final_percent",
    }  # fmt: skip
    assert [visit["final_percent"] for visit in listed] == [None, "100.0"]
    assert [v["visit"] for v in cli.done("visit", "list", "--status", "open", "--json").document] == [second]
    assert [v["visit"] for v in cli.done("visit", "list", "--limit", "1", "--json").document] == [second]
    assert cli.done("visit", "list", "--branch", "elsewhere", "--json").document == []
    table = cli.done("visit", "list").out.splitlines()
    assert table[0].split() == ["VISIT", "STATUS", "PACK", "BRANCH", "AUDITOR", "OPENED", "(UTC)"]
    assert table[2].split()[:5] == [first, "submitted", "corner-shop@1", "HAI-01", "heron"]


def test_the_beginning_of_an_id_is_enough(cli: Cli) -> None:
    visit = cli.opened()
    assert cli.done("visit", "show", visit[:8], "--json").document["visit"] == visit


def test_what_is_saved_is_said_on_stderr_and_nothing_on_stdout(cli: Cli) -> None:
    visit = cli.opened()
    said = cli.done("visit", "record", visit, "ARR-01", "1:12", "--note", "One at the desk")
    assert (said.out, said.err) == ("", 'saved: ARR-01 72s\nsaved: note of ARR-01 "One at the desk"\n')
    assert cli.done("visit", "record", visit, "ARR-01", "72").err == "Nothing changed: it was so already\n"


def test_undo_takes_back_one_change_after_the_other(cli: Cli) -> None:
    visit = cli.opened()
    cli.done("visit", "record", visit, "ARR-02", "yes")
    cli.done("visit", "record", visit, "ARR-02", "no")
    cli.done("visit", "mark", visit, "arrival")
    assert cli.done("visit", "undo", visit).err == "taken back: arrival is empty again\n"
    assert cli.done("visit", "undo", visit).err == "taken back: ARR-02 yes\n"
    assert cli.done("visit", "undo", visit).err == "taken back: ARR-02 is empty again\n"
    assert cli.done("visit", "undo", visit).err == "There is nothing to take back\n"
    assert cli.done("visit", "show", visit, "--json").document["marks"] == []


def test_a_mark_is_corrected_with_a_reason_and_both_stay_in_the_journal(cli: Cli) -> None:
    visit = cli.opened()
    cli.done("visit", "mark", visit, "arrival", "--at", "13:55")
    refused = cli("visit", "mark", visit, "arrival", "--at", "13:56")
    assert refused.code == 4
    assert "--why" in refused.err
    cli.done("visit", "mark", visit, "arrival", "--at", "13:56", "--why", "the watch was slow")
    cli.done("visit", "unmark", visit, "arrival", "--why", "a mistake")
    entries = cli.done("journal", visit, "--json").document
    assert [(entry["act"], entry["was"], entry["became"], entry["why"]) for entry in entries[1:]] == [
        ("mark", None, "2026-05-14T11:55:00.000000+00:00", ""),
        (
            "mark",
            "2026-05-14T11:55:00.000000+00:00",
            "2026-05-14T11:56:00.000000+00:00",
            "the watch was slow",
        ),
        ("mark", "2026-05-14T11:56:00.000000+00:00", None, "a mistake"),
    ]
    assert all(len(entry["seal"]) == 64 and entry["who"] == "heron" for entry in entries)
    told = f"All 4 entries are whole\nThe seal of the last: {entries[-1]['seal']}\n"
    assert cli.done("journal", visit, "--verify").err == told


def test_a_fact_can_be_corrected(cli: Cli) -> None:
    """S06: a standard whose condition no longer holds is not asked."""
    visit = cli.opened()
    assert cli.done("visit", "show", visit, "--json").document["asked"] == 8
    cli.done("visit", "fact", visit, "channel", "phone", "--why", "it was a call")
    document = cli.done("visit", "show", visit, "--json").document
    assert (document["asked"], document["facts"]) == (7, {"channel": "phone"})


def test_evidence_is_attached_with_a_reading_or_alone_and_taken_away(cli: Cli) -> None:
    visit = cli.opened()
    receipt, photo = cli.folder / "receipt.txt", cli.folder / "list.txt"
    receipt.write_text("Total 12", encoding="utf-8")
    photo.write_text("a list", encoding="utf-8")
    cli.done("visit", "record", visit, "ARR-02", "no", "--evidence", str(receipt))
    cli.done("visit", "attach", visit, "ARR-02", str(photo))
    [reading] = cli.done("visit", "show", visit, "--json").document["readings"]
    assert [kept["name"] for kept in reading["evidence"]] == ["receipt.txt", "list.txt"]
    cli.done("visit", "detach", visit, "ARR-02", reading["evidence"][0]["digest"])
    [reading] = cli.done("visit", "show", visit, "--json").document["readings"]
    assert [kept["name"] for kept in reading["evidence"]] == ["list.txt"]


def test_a_reading_goes_and_its_note_stays(cli: Cli) -> None:
    visit = cli.opened()
    cli.done("visit", "record", visit, "ARR-02", "no", "--note", "A stain")
    cli.done("visit", "clear", visit, "ARR-02")
    [kept] = cli.done("visit", "show", visit, "--json").document["readings"]
    assert (kept["reading"], kept["note"]) == (None, "A stain")


@pytest.mark.parametrize("shown", ["shown", "hidden"])
def test_no_verdict_is_told_to_a_shopper_where_the_pack_hides_the_score(cli: Cli, shown: str) -> None:
    from tests.corner_shop import write_corner_shop

    write_corner_shop(cli.library, shown=shown == "shown")
    visit = cli.opened()
    cli.done("visit", "record", visit, "ARR-02", "no")
    told = cli.done("visit", "show", visit).out + cli("visit", "submit", visit).err
    assert ("missed" in told) is (shown == "shown")
    assert "ARR-02 needs a note" in told


def test_settings_name_branch_and_auditor(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    cli.opened()
    folder = cli.folder / "config"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    monkeypatch.setattr("platformdirs.user_config_path", lambda *words, **keys: folder / "qaudit")
    (folder / "qaudit").mkdir(parents=True)
    (folder / "qaudit" / "settings.toml").write_text(
        'branch = "HAI-01"\nauditor = "heron"\n', encoding="utf-8"
    )
    assert cli.done("visit", "open", "corner-shop", "--json").document["pack"] == "corner-shop@1"


def test_documents_are_one_json_document_each(cli: Cli) -> None:
    visit = cli.filled(ALL_MET)
    for words in (("show", visit), ("score", visit), ("list",)):
        out = cli.done("visit", *words, "--json").out
        assert json.loads(out) is not None
        assert out.endswith("\n")
