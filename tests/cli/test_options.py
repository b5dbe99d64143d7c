"""Options that every command has, help, version, and completion."""

from pathlib import Path
from typing import Any

import pytest
import typer

from qaudit import __version__
from qaudit.cli import completion
from qaudit.cli.groups import NOUNS
from qaudit.cli.main import app
from qaudit.cli.options import again
from tests.command_line import Cli
from tests.corner_shop import write_corner_shop


def commands(group: Any, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], Any]:
    """Every command of the tree by its words."""
    found: dict[tuple[str, ...], Any] = {}
    for name, command in group.commands.items():
        words = (*path, name)
        found |= commands(command, words) if hasattr(command, "commands") else {words: command}
    return found


TREE = commands(typer.main.get_command(app))
PRINTS_NO_DATA = {
    ("branch", "add"), ("auditor", "add"), ("visit", "walk"), ("visit", "record"), ("visit", "clear"),
    ("visit", "note"), ("visit", "attach"), ("visit", "detach"), ("visit", "mark"), ("visit", "unmark"),
    ("visit", "fact"), ("visit", "fill"), ("visit", "undo"), ("visit", "submit"), ("pack", "schema"),
    ("pack", "try"), ("voice", "acknowledge"), ("voice", "answer"), ("person", "add"), ("visit", "start"),
    ("visit", "answer"), ("visit", "void"), ("review", "remark"), ("review", "return"), ("review", "correct"),
    ("review", "approve"), ("round", "close"), ("branch", "acknowledge"), ("branch", "explain"),
    ("report", "preview"),
    ("appeal", "decide"), ("action", "done"), ("action", "drop"), ("action", "postpone"),
}  # fmt: skip


def test_the_tree_was_seen() -> None:
    assert {words[0] for words in TREE} == set(NOUNS)
    assert set(TREE) >= PRINTS_NO_DATA
    assert len(TREE) > 25


@pytest.mark.parametrize("words", TREE, ids=" ".join)
def test_every_command_has_help_and_the_common_options(words: tuple[str, ...], cli: Cli) -> None:
    options = {name for parameter in TREE[words].params for name in parameter.opts}
    if words != ("demo",):
        assert {"--db", "--standards", "--lang"} <= options
    assert ("--json" in options) is (words not in PRINTS_NO_DATA)
    said = cli(*words, "--help", ahead=())
    assert said.code == 0
    assert said.out.startswith(f"Usage: qaudit {' '.join(words)} ")
    assert all(parameter.help for parameter in TREE[words].params if parameter.name != "help")


def test_store_and_library_are_named_before_the_noun_or_after_the_verb(cli: Cli) -> None:
    elsewhere = cli.folder / "elsewhere"
    write_corner_shop(elsewhere, edition="2")
    cli.done("branch", "add", "HAI-01", "--name", "Haifa")
    assert cli("branch", "list", "--json", "--db", str(cli.db), ahead=()).document != []
    other = ("--db", str(cli.folder / "other.sqlite"))
    assert cli("branch", "list", "--json", *other).document == []

    def editions(*words: str, ahead: tuple[str, ...] | None = None) -> set[str]:
        listed = cli("pack", "list", "--json", *words, ahead=ahead).document
        return {pack["ref"] for pack in listed if pack["pack"] == "corner-shop"}

    assert editions(ahead=()) == set()
    assert editions() == {"corner-shop@1"}
    assert editions("--standards", str(elsewhere)) == {"corner-shop@2"}
    both = ("--standards", str(elsewhere), "--standards", str(cli.library))
    assert editions(*both) == {"corner-shop@1", "corner-shop@2"}


def test_store_and_library_from_the_environment(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    cli.done("branch", "add", "HAI-01", "--name", "Haifa")
    monkeypatch.setenv("QAUDIT_DB", str(cli.db))
    monkeypatch.setenv("QAUDIT_STANDARDS", str(cli.library))
    assert len(cli("branch", "list", "--json", ahead=()).document) == 1
    assert "corner-shop" in cli("pack", "list", ahead=()).out


def test_the_next_command_names_the_store_that_was_named(cli: Cli) -> None:
    visit = cli.opened()
    said = cli.done("visit", "show", visit)
    assert f"qaudit --db {cli.db} --standards {cli.library} visit walk {visit}" in said.err


def test_a_password_is_not_repeated(cli: Cli) -> None:
    context = typed(cli, "visit", "show")
    assert again(context, "visit list", "postgresql://me:secret@host/qaudit") == "qaudit visit list"
    assert again(context, "visit list", "my store.sqlite") == "qaudit --db 'my store.sqlite' visit list"


def test_the_version(cli: Cli) -> None:
    assert cli("--version", ahead=()).out == f"qaudit {__version__}\n"


def test_help_lists_every_noun(cli: Cli) -> None:
    out = cli("--help", ahead=()).out
    assert [name for name, line in NOUNS.items() if f"  {name}" not in out or line not in out] == []
    assert cli("-h", ahead=()).out == out


def typed(cli: Cli, *words: str) -> Any:
    """The context of a command line that is being typed."""
    command: Any = typer.main.get_command(app)
    context = command.make_context(
        "qaudit", ["--db", str(cli.db), "--standards", str(cli.library), *words], resilient_parsing=True
    )
    rest = [*context._protected_args, *context.args]
    while rest and hasattr(command, "commands"):
        command = command.get_command(context, rest[0])
        context = command.make_context(rest[0], rest[1:], parent=context, resilient_parsing=True)
        rest = [*getattr(context, "_protected_args", []), *context.args]
    return context


def test_completion_offers_what_there_is(cli: Cli) -> None:
    visit = cli.opened()
    context = typed(cli, "visit", "record", visit)
    assert completion.offer_packs(context, "corner") == [("corner-shop@1", "Corner shop")]
    assert completion.offer_branches(context, "") == [("HAI-01", "Harbour Haifa")]
    assert completion.offer_auditors(context, "he") == [("heron", "shopper")]
    assert completion.offer_visits(context, visit[:4]) == [(visit, "HAI-01 open")]
    assert [code for code, _ in completion.offer_codes(context, "ARR")] == ["ARR-01", "ARR-02", "ARR-03"]
    assert [event for event, _ in completion.offer_events(context, "g")] == ["greeted"]


def test_completion_is_silent_about_faults(cli: Cli, capsys: pytest.CaptureFixture[str]) -> None:
    cli.db.write_bytes(b"no database" * 100)
    context = typed(cli, "visit", "record", "nothing")
    for offer in (
        completion.offer_branches,
        completion.offer_auditors,
        completion.offer_visits,
        completion.offer_codes,
        completion.offer_events,
    ):
        assert offer(context, "") == []
    assert capsys.readouterr().err == ""


def test_completion_makes_no_store(cli: Cli) -> None:
    assert completion.offer_visits(typed(cli, "visit", "show"), "") == []
    assert not cli.db.exists()


def test_the_shell_asks_and_gets_words(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_QAUDIT_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", f"qaudit --standards {cli.library} visit open corner")
    monkeypatch.setenv("COMP_CWORD", "5")
    with pytest.raises(SystemExit) as leaving:
        cli(ahead=())
    assert leaving.value.code == 0


def test_the_completion_script_is_printed(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION", "1")
    with pytest.raises(SystemExit) as leaving:
        cli("--show-completion", "bash", ahead=())
    assert leaving.value.code == 0
    assert Path(__file__).exists()
