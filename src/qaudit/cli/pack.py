"""`qaudit pack`: the library of standards."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qaudit.cli import exchange, output, pack_check, pack_diff, pack_new, pack_try
from qaudit.cli.completion import offer_packs
from qaudit.cli.groups import NOUNS, noun
from qaudit.cli.options import AsJson, Db, StandardsFolders, desk_of
from qaudit.speech import _, language

if TYPE_CHECKING:
    from qaudit.core.problems import Problem
    from qaudit.desk.authoring import PackEntry

app = noun(NOUNS["pack"])
app.command("import", help=_("Take in a table or a form of others as a pack, and say what was guessed."))(
    exchange.import_pack
)
app.command("check", help=_("Report every problem of pack files as FILE:LINE:COLUMN: CODE message (hint)."))(
    pack_check.check_packs
)
app.command(
    "new", help=_("Write a commented pack to begin with, and print its path; on a terminal it asks first.")
)(pack_new.begin_pack)
app.command("diff", help=_("Say what pack B changed of pack A, and what of their visits compares."))(
    pack_diff.compare_packs
)
app.command("try", help=_("Walk through a pack as its author: the score forms in view, nothing is kept."))(
    pack_try.try_pack
)
app.command("export", help=_("Write a pack as a table (XLSX, CSV) or a form of others."))(
    exchange.export_pack
)


@app.command("list", help=_("List the packs of the library. A faulty one is named on stderr and left out."))
def list_packs(
    context: typer.Context, as_json: AsJson = False, db: Db = None, standards: StandardsFolders = None
) -> None:
    """Prints a row for each pack that can be used."""
    entries = desk_of(context, db, standards).authoring.entries()
    usable = [entry for entry in entries if entry.is_usable]
    if as_json:
        output.say_json([_entry(entry) for entry in usable])
    elif usable:
        output.say_table(
            (_("PACK"), _("TITLE"), _("LANGUAGES"), _("SECTIONS"), _("STANDARDS"), _("MEASURED")),
            [
                (
                    str(entry.ref),
                    entry.title.in_language(language()),
                    ", ".join(entry.languages),
                    entry.sections,
                    entry.standards,
                    entry.measured,
                )
                for entry in usable
            ],
            wide=1,
        )
    for entry in entries:
        if not entry.is_usable:
            output.tell(_("{path} is faulty: qaudit pack check {path}", path=entry.path))


@app.command("show", help=_("Show a pack: its facts, events, sections and standards."))
def show_pack(
    context: typer.Context,
    pack: Annotated[
        str,
        typer.Argument(
            metavar="PACK[@EDITION]",
            help=_("A pack's name, or its file."),
            autocompletion=offer_packs,
            show_default=False,
        ),
    ],
    is_flat: Annotated[
        bool,
        typer.Option(
            "--flat", help=_("Every value on a line of its own, with the file and line that set it.")
        ),
    ] = False,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
) -> None:
    """Prints a pack, or every value of it."""
    desk = desk_of(context, db, standards)
    loaded = desk.authoring.load(pack)
    _tell_warnings(loaded.warnings)
    if is_flat:
        _show_flat(desk.authoring.flat(loaded), as_json)
        return
    if as_json:
        import json

        bases = [str(ref) for ref in loaded.bases]
        output.say_json({"digest": loaded.digest, "builds_on": bases, **json.loads(loaded.document)})
        return
    from qaudit.cli.pack_words import pack_lines, standard_heads, standard_rows

    for line in pack_lines(loaded.pack, loaded.digest, loaded.bases):
        output.say(line)
    for section in loaded.pack.sections:
        output.say()
        output.say(f"{section.code}  {section.title.in_language(language())}")
        output.say_table(standard_heads(), standard_rows(section), wide=3)


@app.command("schema", help=_("Print the JSON Schema of pack files, for editors."))
def show_schema(context: typer.Context, db: Db = None, standards: StandardsFolders = None) -> None:
    """Prints the schema."""
    output.say_json(desk_of(context, db, standards).authoring.schema())


@app.command("score", help=_("Score a table of readings without a store, and print the scorecard."))
def score_readings(
    context: typer.Context,
    pack: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help=_("A pack file, or a pack's name."),
            autocompletion=offer_packs,
            show_default=False,
        ),
    ],
    readings: Annotated[
        Path,
        typer.Argument(
            metavar="READINGS.csv", help=_("Columns code,reading,note; UTF-8."), show_default=False
        ),
    ],
    facts: Annotated[
        list[str] | None,
        typer.Option(
            "--fact",
            metavar="K=V",
            help=_("What is true of the visit; may be repeated."),
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
) -> None:
    """Prints the scorecard of a table."""
    from qaudit.cli import score_words
    from qaudit.cli.facts import read_facts
    from qaudit.desk.authoring import unvisited_document

    authoring = desk_of(context, db, standards).authoring
    loaded, card = authoring.score(pack, readings, read_facts(facts or ()))
    document = unvisited_document(loaded, card)
    if as_json:
        output.say_json(document)
        return
    for line in score_words.score_lines(document, loaded.pack, card):
        output.say(line)
    if not card.is_complete:
        output.tell(_("Not every standard has a reading: this is a score so far"))
    output.say()
    output.say_table(score_words.section_heads(), score_words.section_rows(document, loaded.pack), wide=1)


def _entry(entry: "PackEntry") -> dict[str, object]:
    return {
        "ref": str(entry.ref),
        "pack": entry.ref.pack,
        "edition": entry.ref.edition,
        "title": str(entry.title),
        "languages": list(entry.languages),
        "sections": entry.sections,
        "standards": entry.standards,
        "measured": entry.measured,
    }


def _tell_warnings(warnings: "tuple[Problem, ...]") -> None:
    for warning in warnings:
        output.tell(pack_check.problem_line(warning))


def _show_flat(values: Any, as_json: bool) -> None:
    if as_json:
        output.say_json(
            [
                {"path": flat.path, "value": flat.value, "file": flat.place.file, "line": flat.place.line}
                for flat in values
            ]
        )
        return
    for flat in values:
        output.say(f"{flat.place.file}:{flat.place.line}: {flat.path} = {flat.value}")
