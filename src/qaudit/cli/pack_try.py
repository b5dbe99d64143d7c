"""`qaudit pack try`: a pack walked through without a store, the score in view as it forms."""

from typing import TYPE_CHECKING, Annotated

import typer

from qaudit.cli import output
from qaudit.cli.completion import offer_packs
from qaudit.cli.options import Db, StandardsFolders, desk_of
from qaudit.speech import _, language

if TYPE_CHECKING:
    from qaudit.core.standards import Fact, Pack
    from qaudit.wiring import Desk


def try_pack(
    context: typer.Context,
    pack: Annotated[
        str,
        typer.Argument(
            metavar="PACK",
            help=_("A pack file, or a pack's name."),
            autocompletion=offer_packs,
            show_default=False,
        ),
    ],
    is_plain: Annotated[
        bool, typer.Option("--plain", help=_("Line by line, for screen readers and pipes."))
    ] = False,
    facts: Annotated[
        list[str] | None,
        typer.Option(
            "--fact", metavar="K=V", help=_("What is true of the visit; may be repeated."), show_default=False
        ),
    ] = None,
    db: Db = None,
    standards: StandardsFolders = None,
) -> None:
    """Walk through a pack as its author. Nothing is kept."""
    from qaudit.cli.facts import read_facts
    from qaudit.desk.trial import begin_trial

    desk = desk_of(context, db, standards).for_trial()
    context.call_on_close(desk.close)
    given = read_facts(facts or ())
    if is_plain:
        given = {**given, **_asked(desk.authoring.load(pack).pack, given)}
    walk = begin_trial(desk.fieldwork, desk.headquarters, pack, given)
    if is_plain:
        from qaudit.cli.plain_trial import try_plainly

        context.exit(try_plainly(desk, walk))
    context.exit(_open_trial(desk, walk.visit.id, pack))


def _open_trial(desk: "Desk", visit_id: str, pack: str) -> int:
    from qaudit.cli.terminal import refuse_without_terminal

    refuse_without_terminal(f"qaudit pack try {pack} --plain")
    from qaudit.tui.trial import run_trial
    from qaudit.wiring import forget_window_size

    forget_window_size()
    return run_trial(desk, visit_id)


def _asked(pack: "Pack", given: dict[str, str]) -> dict[str, str]:
    """The facts that were not given, asked one by one; none of them where nobody types."""
    if not output.is_typing():
        return {}
    asked = ((fact, _ask(fact)) for fact in pack.facts if fact.name not in given)
    return {fact.name: key for fact, key in asked if key}


def _ask(fact: "Fact") -> str:
    """One fact, by its key or the number before it; empty where it is left open."""
    output.say(fact.text.in_language(language()))
    for number, option in enumerate(fact.options, start=1):
        output.say(f"  {number}. {option.key}: {option.text.in_language(language())}")
    while True:
        output.prompt(fact.name)
        line = output.read_line()
        if line is None or not line.strip():
            return ""
        written = line.strip()
        if written.isdecimal() and 1 <= int(written) <= len(fact.keys):
            return fact.keys[int(written) - 1]
        if written in fact.keys:
            return written
        output.say(
            _("Write one of {keys}, or its number; an empty line leaves it open.", keys=", ".join(fact.keys))
        )
