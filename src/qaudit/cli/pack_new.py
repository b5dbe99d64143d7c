"""`qaudit pack new`: a few questions, each with a default, and a commented pack to begin with."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from qaudit.cli import output
from qaudit.cli.completion import offer_packs
from qaudit.cli.options import AsJson, Db, StandardsFolders, desk_of
from qaudit.errors import QauditError, UsageError
from qaudit.speech import N_, _, language

if TYPE_CHECKING:
    from qaudit.core.standards import Pack
    from qaudit.desk.authoring import Authoring, Beginning

Answer = TypeVar("Answer")
YES, NO = frozenset(("yes", "y", "כן", "da")), frozenset(("no", "n", "לא", "nu"))
NONE = "none"
"""Typed for no pass mark, and for a pack that builds on none."""


def begin_pack(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help=_("a-z, 0-9 and hyphens."), show_default=False)],
    extends: Annotated[
        str | None,
        typer.Option(
            metavar="PACK[@EDITION]",
            help=_("The pack it builds on. Else it stands alone."),
            autocompletion=offer_packs,
            show_default=False,
        ),
    ] = None,
    brand: Annotated[
        str | None, typer.Option(help=_("The brand's name. Else NAME in words."), show_default=False)
    ] = None,
    title: Annotated[str, typer.Option(help=_("The pack's title. Else the brand's service standards."))] = "",
    languages: Annotated[
        list[str] | None,
        typer.Option(
            "--language",
            metavar="LANG",
            help=_("A language of the pack, its own first; may be repeated. Else those of its base, or en."),
            show_default=False,
        ),
    ] = None,
    voice: Annotated[
        str | None, typer.Option(help=_("How the brand sounds, in one sentence."), show_default=False)
    ] = None,
    pass_mark: Annotated[
        str | None,
        typer.Option(
            metavar="N|none", help=_("The score that passes. Else the base's, or 80."), show_default=False
        ),
    ] = None,
    shows_score: Annotated[
        bool | None,
        typer.Option(
            "--show-score/--hide-score",
            help=_("Whether shoppers see the score while they write. Else they do not."),
            show_default=False,
        ),
    ] = None,
    folder: Annotated[Path, typer.Option("--folder", help=_("Where the pack's folder is made."))] = Path(),
    takes_defaults: Annotated[bool, typer.Option("--yes", "-y", help=_("Ask nothing."))] = False,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
) -> None:
    """Writes the pack and prints its path."""
    desk = desk_of(context, db, standards)
    given = _Given(extends, brand, title, tuple(languages or ()), voice, pass_mark, shows_score)
    if output.is_terminal() and not (takes_defaults or as_json):
        given = _asked(desk.authoring, name, given)
    path = desk.authoring.begin(_beginning(desk.authoring, name, given), folder, desk.today)
    if as_json:
        output.say_json({"path": str(path)})
        return
    output.say(str(path))
    output.tell(_("Try it: {command}", command=f"qaudit pack try {path}"))


@dataclass(frozen=True, slots=True)
class _Given:
    """What was said on the command line or typed; None, and nothing, where it was not."""

    extends: str | None
    brand: str | None
    title: str
    languages: tuple[str, ...]
    voice: str | None
    pass_mark: str | None
    shows_score: bool | None


def _beginning(authoring: "Authoring", name: str, given: _Given) -> "Beginning":
    from qaudit.desk.authoring import Beginning

    return Beginning(
        name=name,
        brand=given.brand or "",
        title=given.title,
        languages=given.languages,
        voice=given.voice or "",
        pass_mark=_mark_of(given.pass_mark),
        has_pass_mark=given.pass_mark != NONE,
        shows_score=bool(given.shows_score),
        base=_base_of(authoring, given.extends),
    )


def _base_of(authoring: "Authoring", name: str | None) -> "Pack | None":
    return None if name in (None, "", NONE) else authoring.load(str(name)).pack


def _mark_of(written: str | None) -> Fraction | None:
    """A pass mark as it is typed. Raises `UsageError`."""
    if written in (None, "", NONE):
        return None
    try:
        mark = Fraction(str(written).strip().removesuffix("%").strip())
    except (ValueError, ZeroDivisionError):
        mark = Fraction(-1)
    if not 0 <= mark <= 100:
        raise UsageError(
            _("'{written}' is not a pass mark", written=written), _("write a number from 0 to 100, or none")
        )
    return mark


# ── Asking ─────────────────────────────────────────────────────────────────────────────────────────


def _asked(authoring: "Authoring", name: str, given: _Given) -> _Given:
    """What was not given, asked in turn; an empty line takes what stands in brackets."""
    output.say(_("An empty line takes what stands in brackets."))
    extends = given.extends if given.extends is not None else _ask_base(authoring)
    base = _base_of(authoring, extends)
    usual_brand = name.replace("-", " ").capitalize()
    brand = _ask_unless(given.brand, N_("The brand's name"), usual_brand)
    known = ("en", "he", "ro") if base is None else base.languages
    usual = ", ".join(known if base is not None else known[:1])
    languages = given.languages or _ask(
        _("Languages of the pack, its own first, of {known}", known=", ".join(known)),
        usual,
        lambda written: _languages_of(written, known),
    )
    voice = _ask_unless(given.voice, N_("How the brand sounds, in one sentence"), "")
    mark = given.pass_mark
    if mark is None:
        usual = "80" if base is None else _written_mark(base)
        mark = _ask(_("The score that passes, or none"), usual, _checked_mark)
    shows = given.shows_score
    if shows is None:
        shows = _ask(_("Do shoppers see the score while they write? yes or no"), "no", _yes_or_no)
    return _Given(extends, brand, given.title, languages, voice, mark, shows)


def _ask_base(authoring: "Authoring") -> str:
    """The pack to build on, by number or name."""
    entries = [entry for entry in authoring.entries() if entry.is_usable]
    for number, entry in enumerate(entries, start=1):
        output.say(f"{number:3}. {entry.ref}  {entry.title.in_language(language())}")
    refs = [str(entry.ref) for entry in entries]

    def chosen(written: str) -> str:
        if written.isdecimal() and 1 <= int(written) <= len(refs):
            return refs[int(written) - 1]
        return NONE if written == NONE else str(authoring.load(written).pack.ref)

    return _ask(_("Which pack does it build on? Its number or name, or none"), NONE, chosen)


def _ask_unless(given: str | None, question: str, usual: str) -> str:
    return given if given is not None else _ask(_(question), usual, str)


def _ask(question: str, usual: str, read: Callable[[str], Answer]) -> Answer:
    """One question until its answer can be taken; the end of input takes what is usual."""
    while True:
        output.say(f"{question} [{usual}]" if usual else question)
        output.prompt("")
        line = output.read_line()
        try:
            return read((line or "").strip() or usual)
        except QauditError as refusal:
            output.say(str(refusal))
            if line is None:
                raise


def _languages_of(written: str, known: tuple[str, ...]) -> tuple[str, ...]:
    languages = tuple(dict.fromkeys(written.replace(",", " ").split()))
    unknown = [each for each in languages if each not in known]
    if unknown or not languages:
        raise UsageError(
            _("There are no words in '{language}' to begin with", language=" ".join(unknown)),
            _("there are {languages}; add others in the file", languages=", ".join(known)),
        )
    return languages


def _checked_mark(written: str) -> str:
    _mark_of(written)
    return written


def _written_mark(base: "Pack") -> str:
    from qaudit.core.percent import decimal_text

    return NONE if base.scoring.pass_mark is None else decimal_text(base.scoring.pass_mark)


def _yes_or_no(written: str) -> bool:
    word = written.casefold()
    if word not in YES | NO:
        raise UsageError(_("'{written}' is neither yes nor no", written=written), _("write yes or no"))
    return word in YES
