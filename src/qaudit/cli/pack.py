"""`qaudit pack`: the library of standards."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qaudit.cli import exchange, output, pack_check, pack_new, pack_try
from qaudit.cli.completion import offer_packs
from qaudit.cli.groups import NOUNS, noun
from qaudit.cli.options import AsJson, Db, StandardsFolders, desk_of
from qaudit.speech import _

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
app.command("try", help=_("Walk through a pack as its author: the score forms in view, nothing is kept."))(
    pack_try.try_pack
)
app.command("export", help=_("Write a pack as a table (XLSX, CSV) or a form of others."))(
    exchange.export_pack
)


@app.command("list")
def list_packs(
    context: typer.Context, as_json: AsJson = False, db: Db = None, standards: StandardsFolders = None
) -> None:
    """List the packs of the library. A faulty one is named on stderr and left out."""
    entries = desk_of(context, db, standards).authoring.entries()
    usable = [entry for entry in entries if entry.is_usable]
    if as_json:
        output.say_json([_entry(entry) for entry in usable])
    elif usable:
        output.say_table(
            ("PACK", "TITLE", "LANGUAGES", "SECTIONS", "STANDARDS", "MEASURED"),
            [
                (
                    str(entry.ref),
                    str(entry.title),
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
            output.tell(f"{entry.path} is faulty: qaudit pack check {entry.path}")


@app.command("show")
def show_pack(
    context: typer.Context,
    pack: Annotated[
        str,
        typer.Argument(
            metavar="PACK[@EDITION]",
            help="A pack's name, or its file.",
            autocompletion=offer_packs,
            show_default=False,
        ),
    ],
    is_flat: Annotated[
        bool,
        typer.Option("--flat", help="Every value on a line of its own, with the file and line that set it."),
    ] = False,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
) -> None:
    """Show a pack: its facts, events, sections and standards."""
    desk = desk_of(context, db, standards)
    loaded = desk.authoring.load(pack)
    _tell_warnings(loaded.warnings)
    if is_flat:
        _show_flat(desk.authoring.flat(loaded), as_json)
        return
    if as_json:
        import json

        output.say_json({"digest": loaded.digest, **json.loads(loaded.document)})
        return
    from qaudit.cli.pack_words import pack_lines, standard_rows

    for line in pack_lines(loaded.pack, loaded.digest):
        output.say(line)
    for section in loaded.pack.sections:
        output.say()
        output.say(f"{section.code}  {section.title}")
        output.say_table(("CODE", "WEIGHT", "LIMIT", "TEXT"), standard_rows(section), wide=3)


@app.command("schema")
def show_schema(context: typer.Context, db: Db = None, standards: StandardsFolders = None) -> None:
    """Print the JSON Schema of pack files, for editors."""
    output.say_json(desk_of(context, db, standards).authoring.schema())


@app.command("score")
def score_readings(
    context: typer.Context,
    pack: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="A pack file, or a pack's name.",
            autocompletion=offer_packs,
            show_default=False,
        ),
    ],
    readings: Annotated[
        Path,
        typer.Argument(metavar="READINGS.csv", help="Columns code,reading,note; UTF-8.", show_default=False),
    ],
    facts: Annotated[
        list[str] | None,
        typer.Option(
            "--fact", metavar="K=V", help="What is true of the visit; may be repeated.", show_default=False
        ),
    ] = None,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
) -> None:
    """Score a table of readings without a store, and print the scorecard."""
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
        output.tell("Not every standard has a reading: this is a score so far")
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
