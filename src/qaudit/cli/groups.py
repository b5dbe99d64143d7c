"""Commands that are imported when they are asked for, so that help costs no more than Typer itself."""

from collections.abc import Iterator, MutableMapping
from copy import copy
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from qaudit.cli.language import with_language
from qaudit.speech import N_, _

NOUNS = {
    "visit": N_("Open visits, record readings, submit, look."),
    "review": N_("The reviewer's desk: queue, checks, remarks, approval."),
    "round": N_("Publish visits, alone or together, and close them."),
    "report": N_("Printed reports."),
    "pack": N_("The library of standards."),
    "branch": N_("The places that are visited, and the desk of those who run them."),
    "appeal": N_("A branch contests a verdict; headquarters decides."),
    "action": N_("Corrective actions: promises to mend, and what is due."),
    "auditor": N_("Those who observe, by alias."),
    "person": N_("Who reviews, who runs which branch, who publishes."),
    "voice": N_("What customers say: complaints, compliments, suggestions."),
    "journal": N_("Who changed what in a visit, when and why."),
    "lake": N_("Published visits as Parquet files, for questions over many."),
    "compare": N_("Headquarters' questions over all published visits."),
    "doctor": N_("Check store, packs and printing; say what to mend."),
    "demo": N_("Make a store with example visits to look around in."),
}
"""Each command and its line in the help. The module of that name in `qaudit.cli` has the rest in `app`."""


class LazyCommands(MutableMapping[str, Any]):
    """The commands by name, each imported at its first use."""

    def __init__(self) -> None:
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in NOUNS:
            raise KeyError(name)
        if name not in self._made:
            self._made[name] = _command(import_module(f"qaudit.cli.{name}").app)
            self._made[name].name = name
        return self._made[name]

    def __setitem__(self, name: str, command: Any) -> None:
        self._made[name] = command

    def __delitem__(self, name: str) -> None:
        del self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(NOUNS)

    def __len__(self) -> int:
        return len(NOUNS)


class LazyVerbs(MutableMapping[str, Any]):
    """The commands of one noun by name. Typer takes long to read a function's options: each at its first use."""

    def __init__(self, app: typer.Typer) -> None:
        self._told: dict[str, Any] = {str(one.name): one for one in app.registered_commands}
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            alone = verb()
            alone.registered_commands.append(self._told[name])
            self._made[name] = with_language(typer.main.get_command(alone))
        return self._made[name]

    def __setitem__(self, name: str, command: Any) -> None:
        self._told[name] = self._made[name] = command

    def __delitem__(self, name: str) -> None:
        del self._told[name]
        self._made.pop(name, None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._told)

    def __len__(self) -> int:
        return len(self._told)


def _command(app: typer.Typer) -> Any:
    """Typer's command of an app: of a noun, with verbs that are made when they are asked for."""
    if app.registered_callback is None:
        return with_language(typer.main.get_command(app))
    without_verbs = copy(app)
    without_verbs.registered_commands = []
    group = with_language(typer.main.get_command(without_verbs))
    group.commands = LazyVerbs(app)
    return group


class LazyGroup(TyperGroup):
    """A group whose list of commands is known without importing any."""

    def __init__(self, **keys: Any) -> None:
        super().__init__(**keys)
        self.commands = LazyCommands()

    def list_commands(self, ctx: Any) -> list[str]:
        """The names in the order of the help."""
        return [*NOUNS]

    def invoke(self, ctx: Any) -> Any:
        """Runs the command. Ctrl-C is told as such: Typer itself would leave with a code and no word."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as stop:
            raise typer.Abort from stop

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The list in the help, from `NOUNS` alone."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(help_text)) for name, help_text in NOUNS.items()])


def noun(help_text: str) -> typer.Typer:
    """A group of commands about one noun."""
    app = typer.Typer(
        help=_(help_text),
        no_args_is_help=True,
        rich_markup_mode=None,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    app.callback()(lambda: None)
    return app


def verb() -> typer.Typer:
    """A command of its own, without a noun."""
    return typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)
