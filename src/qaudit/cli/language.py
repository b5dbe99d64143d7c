"""`--lang` on every command, and what Typer says, in the language spoken now.

The language is chosen before any command is imported (`qaudit.wiring`); here the option only has to be known.
Typer's own messages are English sentences; those that a user can meet are said again from the table below.
"""

import re
from functools import cache
from typing import Annotated, Any

import typer

from qaudit.speech import N_, _

Lang = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="en|he|ro",
        help=_("The program's language. Else QAUDIT_LANG, the settings, the system's locale."),
        show_default=False,
    ),
]

_MESSAGES = tuple(
    (re.compile(pattern, re.DOTALL), said)
    for pattern, said in (
        (r"No such command '(?P<command>.*)'\.?", N_("No such command '{command}'")),
        (r"Missing command\.?", N_("Missing command")),
        (r"Missing argument '(?P<argument>.*?)'\.?", N_("Missing argument '{argument}'")),
        (r"Missing option '(?P<option>.*?)'\.?", N_("Missing option '{option}'")),
        (
            r"No such option: (?P<option>.*?) \(Possible options: (?P<options>.*)\)",
            N_("No such option: {option} (possible options: {options})"),
        ),
        (r"No such option: (?P<option>.*)", N_("No such option: {option}")),
        (
            r"Got unexpected extra argument\(s\) \((?P<arguments>.*)\)",
            N_("Got unexpected extra argument(s) ({arguments})"),
        ),
        (r"Option '(?P<option>.*)' requires an argument\.?", N_("Option '{option}' requires an argument")),
        (
            r"Option '(?P<option>.*)' does not take a value\.?",
            N_("Option '{option}' does not take a value"),
        ),
        (
            r"Invalid value for (?P<option>.*?): (?:Value error, )?(?P<value>'.*') is not one of (?P<known>.*)",
            N_("Invalid value for {option}: {value} is not one of {known}"),
        ),
        (
            r"Invalid value for (?P<option>.*?): Input should be a valid integer.*",
            N_("Invalid value for {option}: it must be a whole number"),
        ),
        (
            r"Invalid value for (?P<option>.*?): Input should be greater than or equal to (?P<least>\S+)",
            N_("Invalid value for {option}: it must be {least} or more"),
        ),
        (r"Invalid value for (?P<option>.*?): (?P<reason>.*)", N_("Invalid value for {option}: {reason}")),
    )
)
_HEADS = {"Arguments": N_("Arguments"), "Options": N_("Options"), "Commands": N_("Commands")}
_MARKS = (
    (re.compile(r"\[required\]"), N_("[required]")),
    (re.compile(r"\[default: (?P<value>.*)\]"), N_("[default: {value}]")),
    (re.compile(r"Show this message and exit\."), N_("Show this message and exit.")),
    (
        re.compile(r"Install completion for the current shell\."),
        N_("Install completion for the current shell."),
    ),
    (
        re.compile(r"Show completion for the current shell, .*"),
        N_("Show completion for the current shell, to copy it or to change it."),
    ),
)


def spoken_message(message: str) -> str:
    """A message of Typer's in the language spoken now; one that is not in the table stays as it is."""
    for pattern, said in _MESSAGES:
        if found := pattern.fullmatch(message):
            return _(said, **found.groupdict()) if found.groupdict() else _(said)
    return message


def speak_help() -> None:
    """Has the help of every command written in the language spoken now."""
    owner: Any = next(kind for kind in typer.Context.__mro__ if "formatter_class" in vars(kind))
    plain: Any = owner.formatter_class
    if plain.__name__ == "SpokenFormatter":
        return

    class SpokenFormatter(plain):  # type: ignore[misc]
        """Typer's formatter with its few words of its own translated."""

        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            super().write_usage(prog, args, prefix or _("Usage: "))

        def write_heading(self, heading: str) -> None:
            super().write_heading(_(_HEADS[heading]) if heading in _HEADS else heading)

        def write_dl(self, rows: Any, *sizes: Any, **named_sizes: Any) -> None:
            super().write_dl([(term, _spoken_marks(told)) for term, told in rows], *sizes, **named_sizes)

    owner.formatter_class = SpokenFormatter


def _spoken_marks(told: str) -> str:
    for pattern, said in _MARKS:
        if found := pattern.search(told):
            told = f"{told[: found.start()]}{_(said, **found.groupdict())}{told[found.end() :]}"
    return told


def with_language(command: Any) -> Any:
    """The command with `--lang` on it; one that has its own keeps that."""
    if not any("--lang" in parameter.opts for parameter in command.params):
        command.params.append(_language_option())
    return command


@cache
def _language_option() -> Any:
    """The option alone: taken and left at that, for the language is spoken already."""
    probe = typer.Typer(rich_markup_mode=None, add_completion=False)

    @probe.command()
    def speak(lang: Lang = None) -> None: ...

    option = next(one for one in typer.main.get_command(probe).params if one.name == "lang")
    option.expose_value = False
    return option
