"""Every error has its exit code, one message and no traceback."""

import os
import signal
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from qaudit import errors
from qaudit.cli import diagnostics, options
from qaudit.cli.diagnostics import ExitCode, exit_code_of
from qaudit.cli.main import run_command
from qaudit.desk.readings_table import ReadingsRefused
from qaudit.desk.world import World
from qaudit.errors import QauditError
from qaudit.store.schema import VERSION_TABLE
from tests.command_line import START, Cli, Said
from tests.corner_shop import ALL_MET


def leaves(error: type[QauditError] = QauditError) -> Iterator[type[QauditError]]:
    """Every error class that is raised."""
    for kind in error.__subclasses__():
        yield kind
        yield from leaves(kind)


def test_every_error_has_an_exit_code() -> None:
    found = set(leaves())
    named = {
        kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, QauditError)
    }
    assert found >= named - {QauditError}
    assert len(found) >= 19
    assert ReadingsRefused in found
    assert {
        kind for kind in found if not any(above in diagnostics.CODE_OF for above in kind.__mro__)
    } == set()


def test_the_codes_are_those_of_the_contract() -> None:
    assert [(code.name, code.value) for code in ExitCode] == [
        ("DONE", 0), ("BUG", 1), ("USAGE", 2), ("PACK", 3), ("VISIT", 4), ("STORE", 5), ("REPORT", 6),
        ("NOT_ALLOWED", 7), ("STOPPED", 130),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errors.UsageError("x"), 2),
        (errors.SettingsInvalid("x"), 2),
        (errors.PackNotFound("x@1"), 2),
        (errors.VisitNotFound("x"), 2),
        (errors.PackInvalid("f.yaml", ["f.yaml:1:1: P001 x"]), 3),
        (errors.PackChanged("x@1", "a", "b"), 3),
        (errors.VisitSubmitted("x"), 4),
        (errors.VisitIncomplete("x", ["A"], ["A has no reading"]), 4),
        (errors.UnknownStandard("x"), 4),
        (errors.UnknownEvent("x"), 4),
        (errors.ReadingRefused("x", "y"), 4),
        (ReadingsRefused("x.csv", ["line 2: y"]), 4),
        (errors.MarkRefused("x"), 4),
        (errors.EvidenceRefused("x"), 4),
        (errors.StoreUnreachable("x"), 5),
        (errors.StoreOutOfDate("x"), 5),
        (errors.RowUnreadable("visits", "1", "x"), 5),
        (errors.LakeUnusable("x"), 5),
        (errors.TemplateBroken("x.html", 3, "y"), 6),
        (errors.PdfFailed("x"), 6),
        (errors.NotAllowed("x"), 7),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, QauditError) else str(value),
)
def test_the_code_of_each_error(error: QauditError, code: int) -> None:
    assert exit_code_of(error) == code


def assert_refused(said: Said, code: int, *words: str) -> None:
    """One message on stderr, nothing on stdout."""
    assert said.code == code, said.err
    assert said.out == ""
    for word in words:
        assert word in said.err
    assert "Traceback" not in said.err
    assert said.err.count("qaudit: ") + said.err.count("qaudit ") >= 1


def test_an_unknown_pack_names_the_nearest(cli: Cli) -> None:
    cli.opened()
    said = cli("visit", "open", "corner-shp", "--branch", "HAI-01", "--auditor", "heron")
    assert_refused(said, 2, "There is no pack corner-shp", "did you mean corner-shop?")


def test_an_unknown_edition(cli: Cli) -> None:
    assert_refused(cli("pack", "show", "corner-shop@9"), 2, "There is no pack corner-shop@9")


def test_unknown_branch_auditor_fact_and_option(cli: Cli) -> None:
    cli.opened()
    opening = ("visit", "open", "corner-shop", "--auditor", "heron", "--branch")
    assert_refused(cli(*opening, "HAI-1"), 2, "There is no branch HAI-1", "HAI-01")
    assert_refused(
        cli("visit", "open", "corner-shop", "--branch", "HAI-01", "--auditor", "herron"),
        2,
        "did you mean heron?",
    )
    assert_refused(cli(*opening, "HAI-01", "--fact", "chanel=desk"), 2, "did you mean channel?")
    assert_refused(cli(*opening, "HAI-01", "--fact", "channel=fax"), 2, "one of desk, phone")
    assert_refused(cli(*opening, "HAI-01", "--fact", "channel"), 2, "'channel' is not a fact", "NAME=KEY")
    twice = ("--fact", "channel=desk", "--fact", "channel=phone")
    assert_refused(cli(*opening, "HAI-01", *twice), 2, "Fact channel is given twice")


def test_a_visit_needs_branch_and_auditor(cli: Cli) -> None:
    assert_refused(cli("visit", "open", "corner-shop"), 2, "--branch")


def test_an_unknown_visit(cli: Cli) -> None:
    cli.opened()
    assert_refused(
        cli("visit", "show", "nothing-like-it"), 2, "There is no visit nothing-like-it", "visit list"
    )


@pytest.mark.parametrize(
    ("code", "reading", "words"),
    [
        ("ARR-01", "soon", ("ARR-01", "'soon' is not a length of time")),
        ("ARR-01", "-5s", ("ARR-01", "'-5s' is not a length of time")),
        ("ARR-02", "maybe", ("'maybe' is neither yes nor no", "write yes or no")),
        ("ARR-03", "na", ("always applies",)),
        ("TLK-01", "badge+hat", ("'hat' is none of its options",)),
        ("TLK-02", "telled", ("did you mean told?",)),
        ("TLK-03", "6", ("'6' is not on the scale", "1 to 5")),
        ("TLK-04", "2.5", ("'2.5' is not a whole number",)),
        ("TLK-05", "25:00", ("'25:00' is not a time of day",)),
        ("TLK-05", "", ("the reading is empty",)),
    ],
)
def test_a_reading_that_does_not_fit(cli: Cli, code: str, reading: str, words: tuple[str, ...]) -> None:
    visit = cli.opened()
    assert_refused(cli("visit", "record", visit, code, "--", reading), 4, code, *words)
    assert cli.done("visit", "show", visit, "--json").document["readings"] == []


def test_an_unknown_code_names_the_nearest(cli: Cli) -> None:
    visit = cli.opened()
    assert_refused(
        cli("visit", "record", visit, "ARR-1", "yes"), 4, "no standard ARR-1", "did you mean ARR-01?"
    )
    assert_refused(cli("visit", "note", visit, "arr-02", "x"), 4, "did you mean ARR-02?")


def test_an_unknown_event_names_the_nearest(cli: Cli) -> None:
    visit = cli.opened()
    assert_refused(cli("visit", "mark", visit, "arival"), 4, "no event arival", "did you mean arrival?")


def test_times_that_are_none_or_lie_ahead(cli: Cli) -> None:
    visit = cli.opened()
    assert_refused(
        cli("visit", "mark", visit, "arrival", "--at", "noonish"), 2, "'noonish' is not a time", "10:02"
    )
    assert_refused(cli("visit", "mark", visit, "arrival", "--at", "2031-01-01 10:00"), 4, "lies ahead")


def test_a_submitted_visit_is_not_written_to(cli: Cli) -> None:
    visit = cli.filled(ALL_MET)
    cli.done("visit", "submit", visit)
    receipt = cli.folder / "receipt.txt"
    receipt.write_text("12", encoding="utf-8")
    table = cli.folder / "readings.csv"
    for words in (
        ("record", visit, "ARR-02", "no"),
        ("clear", visit, "ARR-02"),
        ("note", visit, "ARR-02", "x"),
        ("attach", visit, "ARR-02", str(receipt)),
        ("mark", visit, "arrival"),
        ("unmark", visit, "arrival", "--why", "x"),
        ("fact", visit, "channel", "phone"),
        ("fill", visit, str(table)),
        ("undo", visit),
        ("submit", visit),
        ("walk", visit, "--plain"),
    ):
        assert_refused(cli("visit", *words), 4, f"Visit {visit} is submitted")


def test_a_visit_that_is_not_complete_names_all_that_is_missing(cli: Cli) -> None:
    visit = cli.opened()
    cli.done("visit", "record", visit, "ARR-02", "no")
    cli.done("visit", "mark", visit, "arrival", "--at", "13:50")
    cli.done("visit", "mark", visit, "greeted", "--at", "13:40")
    said = cli("visit", "submit", visit)
    assert_refused(
        said, 4, "cannot be submitted", "ARR-02 needs a note", "ARR-03 has no reading", "TLK-05 has no"
    )
    assert "'greeted' is marked before 'arrival'" in said.err


def test_a_changed_edition_is_refused(cli: Cli) -> None:
    cli.opened()
    file = cli.library / "corner-shop" / "1.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("weight: 3", "weight: 4"), encoding="utf-8")
    said = cli("visit", "open", "corner-shop", "--branch", "HAI-01", "--auditor", "heron")
    assert_refused(
        said, 3, "corner-shop@1 was changed after a visit used it", "give the changed file a new edition"
    )


def test_a_faulty_pack(cli: Cli) -> None:
    file = cli.library / "corner-shop" / "1.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("weight: 3", "wieght: 3"), encoding="utf-8")
    said = cli("pack", "show", "corner-shop")
    assert_refused(said, 3, f"{file}:", "wieght", "weight")


@pytest.mark.parametrize(
    "content", [b"no database at all, but long enough to look like a file" * 9, b"SQLite format 3\0"]
)
def test_a_store_that_is_none(cli: Cli, content: bytes) -> None:
    cli.db.write_bytes(content)
    assert_refused(cli("visit", "list"), 5, str(cli.db))


def test_a_store_that_is_a_folder(cli: Cli) -> None:
    cli.db.mkdir()
    assert_refused(cli("branch", "list"), 5, str(cli.db))


def test_a_store_of_a_newer_program(cli: Cli) -> None:
    cli.opened()
    with sqlite3.connect(cli.db) as database:
        database.execute(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    database.close()
    assert_refused(cli("visit", "list"), 5, "newer")


def test_a_store_that_another_program_holds(cli: Cli) -> None:
    visit = cli.opened()
    database = sqlite3.connect(cli.db)
    database.execute("BEGIN EXCLUSIVE")
    said = cli("visit", "record", visit, "ARR-02", "yes")
    database.rollback()
    database.close()
    assert_refused(said, 5, str(cli.db))
    assert cli.done("visit", "show", visit, "--json").document["readings"] == []


def test_an_evidence_file_that_is_missing_or_empty(cli: Cli) -> None:
    visit = cli.opened()
    empty = cli.folder / "empty.jpg"
    empty.touch()
    assert_refused(cli("visit", "attach", visit, "ARR-02", str(cli.folder / "none.jpg")), 4, "none.jpg")
    assert_refused(cli("visit", "attach", visit, "ARR-02", str(empty)), 4, "empty.jpg")
    assert_refused(cli("visit", "record", visit, "ARR-02", "no", "--evidence", str(empty)), 4, "empty.jpg")
    assert cli.done("visit", "show", visit, "--json").document["readings"] == []


def test_a_report_that_has_no_place(cli: Cli) -> None:
    visit = cli.filled(ALL_MET)
    said = cli("report", "visit", visit, "-o", str(cli.folder / "none" / "visit.html"))
    assert_refused(said, 6, "visit.html", "the folder does not exist")


def test_a_language_that_the_pack_has_not(cli: Cli) -> None:
    visit = cli.opened()
    said = cli("report", "visit", visit, "--lang", "xx", "-o", str(cli.folder / "visit.html"))
    assert_refused(said, 2, "the language 'xx'", "en")


def test_settings_that_cannot_be_used(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_config_path", lambda *words, **keys: cli.folder)
    (cli.folder / "settings.toml").write_text('brnch = "HAI-01"\n', encoding="utf-8")
    said = cli("visit", "open", "corner-shop")
    assert_refused(said, 2, "unknown setting 'brnch'", "did you mean branch?")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ("visit", "shew"),
            "qaudit visit: No such command 'shew'. Did you mean 'show'? (qaudit visit --help)",
        ),
        (("vist", "show"), "qaudit: No such command 'vist'. Did you mean 'visit'? (qaudit --help)"),
        (("visit", "show"), "qaudit visit show: Missing argument 'ID' (qaudit visit show --help)"),
        (("visit", "list", "--statas"), "qaudit visit list: No such option: --statas"),
        (("visit", "list", "--limit", "0"), "qaudit visit list: Invalid value for '--limit'"),
        (("visit", "list", "--status", "lost"), "qaudit visit list: Invalid value for '--status'"),
        (("visit", "record", "x", "ARR-01", "-3"), "put -- before a reading that begins with a minus"),
    ],
)
def test_wrong_usage_is_one_line(cli: Cli, words: tuple[str, ...], message: str) -> None:
    said = cli(*words)
    assert (said.code, said.out) == (2, "")
    assert message in said.err
    assert said.err.count("\n") == 1


def test_a_noun_alone_shows_its_help(cli: Cli) -> None:
    said = cli("visit")
    assert (said.code, said.out) == (2, "")
    assert "Usage: qaudit visit" in said.err


def test_the_app_needs_a_terminal(cli: Cli) -> None:
    assert_refused(cli(), 2, "needs a terminal", "qaudit --help")
    visit = cli.opened()
    assert_refused(cli("visit", "walk", visit), 2, "needs a terminal", f"qaudit visit walk {visit} --plain")


def test_a_bug_in_us_goes_to_a_log_and_not_to_the_user(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*words: object, **keys: object) -> None:
        raise ZeroDivisionError("an inner thing")

    monkeypatch.setattr(options, "_asked", broken)
    monkeypatch.setattr("qaudit.user_folders.log_folder", lambda: cli.folder / "log")
    said = cli("branch", "list", "--db", "postgresql://me:secret@host/qaudit")
    assert (said.code, said.out) == (1, "")
    [log] = (cli.folder / "log").iterdir()
    assert said.err.count("\n") == 1
    assert str(log) in said.err
    assert "an inner thing" not in said.err
    story = log.read_text(encoding="utf-8")
    assert "ZeroDivisionError: an inner thing" in story
    assert "branch list --db postgresql://…@host/qaudit" in story
    assert "secret" not in story


def test_a_log_that_cannot_be_written_is_done_without(
    tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*words: object, **keys: object) -> None:
        raise ZeroDivisionError("an inner thing")

    taken = tmp_path / "taken"
    taken.touch()
    monkeypatch.setattr(options, "_asked", broken)
    monkeypatch.setattr("qaudit.user_folders.log_folder", lambda: taken)
    said = cli("branch", "list")
    assert said.code == 1
    assert "ZeroDivisionError: an inner thing" in said.err


def test_ctrl_c_is_told_in_a_word(cli: Cli, capsys: pytest.CaptureFixture[str]) -> None:
    def look() -> datetime:
        os.kill(os.getpid(), signal.SIGINT)
        return START

    world = World(look, lambda moment: 0, str)
    cli.done("branch", "list")
    assert run_command(["--db", str(cli.db), "lake", "refresh"], world) == 130
    assert capsys.readouterr() == ("", "qaudit: stopped\n")
    assert not (cli.folder / "store.lake" / "datapackage.json").exists()
