"""`pack import` and `pack export`: what others hold, as a pack, and a pack as others hold it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qaudit.cli import output
from qaudit.cli.completion import offer_packs
from qaudit.cli.options import AsJson, Db, StandardsFolders, desk_of
from qaudit.desk.exchange import FATE_WORDS, PackFormat, counted_kinds
from qaudit.speech import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qaudit.desk.exchange import ImportNote, TakenIn


def import_pack(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help=_("A table (XLSX, XLS, ODS, CSV) or a form."), show_default=False
        ),
    ],
    target: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="PACK.yaml",
            help=_("Where to write the pack. Else PACK/EDITION.yaml in this folder."),
            show_default=False,
        ),
    ] = None,
    form: Annotated[
        PackFormat | None,
        typer.Option("--from", help=_("What the file is. Else by its content."), show_default=False),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option("--name", help=_("The pack's name: a-z, 0-9 and hyphens."), show_default=False),
    ] = None,
    edition: Annotated[
        str | None,
        typer.Option("--edition", help=_("The edition. Else this year's first."), show_default=False),
    ] = None,
    title: Annotated[
        str | None, typer.Option("--title", help=_("The pack's title."), show_default=False)
    ] = None,
    own: Annotated[
        str | None,
        typer.Option(
            "--own",
            metavar="LANG",
            help=_("The language of words that name none. Else by their letters."),
            show_default=False,
        ),
    ] = None,
    sheet: Annotated[
        str | None,
        typer.Option("--sheet", metavar="NAME", help=_("Only this sheet of a workbook."), show_default=False),
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option(
            "--encoding", metavar="NAME", help=_("Of a text table. Else by its bytes."), show_default=False
        ),
    ] = None,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
) -> None:
    """Takes a file in, prints the pack's path, and tells on stderr what was guessed, changed or left out."""
    wishes = {
        "pack": name,
        "edition": edition,
        "title": title,
        "language": own,
        "sheet": sheet,
        "encoding": encoding,
    }
    taken = desk_of(context, db, standards).exchange.import_pack(file, target, form, wishes)
    if as_json:
        output.say_json(_taken_document(taken))
        return
    for note in taken.notes:
        output.tell(note_line(note))
    for line in _counted_lines(taken):
        output.tell(line)
    output.tell(
        ngettext(
            "{ref}: {n} standard; look at what was guessed, then: qaudit pack check {path}",
            "{ref}: {n} standards; look at what was guessed, then: qaudit pack check {path}",
            len(taken.pack.standards),
            ref=taken.pack.ref,
            path=taken.path,
        )
    )
    output.say(str(taken.path))


def export_pack(
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
    target: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help=_("Where to write it: .xlsx or .csv. Else a name of its own in this folder."),
            show_default=False,
        ),
    ] = None,
    form: Annotated[
        PackFormat, typer.Option("--to", help=_("What to write."), show_default=False)
    ] = PackFormat.TABLE,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
) -> None:
    """Writes a pack as others hold it, and prints the path."""
    sent = desk_of(context, db, standards).exchange.export_pack(pack, target, form)
    if as_json:
        about = {"pack": str(sent.ref), "path": str(sent.path), "format": form.value}
        output.say_json({**about, "notes": notes_document(sent.notes)})
        return
    for note in sent.notes:
        output.tell(note_line(note))
    output.say(str(sent.path))


def _counted_lines(taken: "TakenIn") -> list[str]:
    """Where the rows of a file were counted: how many, what they became, and how many are nowhere."""
    if not taken.rows:
        return []
    kinds = ", ".join(f"{kind} {count}" for kind, count in counted_kinds(taken.pack))
    lines = [
        ngettext(
            "{n} row was read; standards: {kinds}",
            "{n} rows were read; standards: {kinds}",
            taken.rows,
            kinds=kinds,
        )
    ]
    if taken.left_out:
        left = ", ".join(f"{kind or '?'} {count}" for kind, count in taken.left_out)
        number = sum(count for _kind, count in taken.left_out)
        lines.append(
            ngettext(
                "{n} row is nowhere in the pack: {left}",
                "{n} rows are nowhere in the pack: {left}",
                number,
                left=left,
            )
        )
    return lines


def note_line(note: "ImportNote") -> str:
    """One note of an import on a line."""
    words = f"{_(FATE_WORDS[note.fate])}: {note.message}"
    return ": ".join(filter(None, (note.where, note.code, words)))


def _taken_document(taken: "TakenIn") -> dict[str, object]:
    return {
        "path": str(taken.path),
        "pack": str(taken.pack.ref),
        "format": taken.form.value,
        "sections": len(taken.pack.sections),
        "standards": len(taken.pack.standards),
        "rows": taken.rows,
        "left_out": dict(taken.left_out),
        "notes": notes_document(taken.notes),
    }


def notes_document(notes: "Sequence[ImportNote]") -> list[dict[str, str]]:
    """The notes of an import as JSON."""
    return [
        {"fate": note.fate.value, "where": note.where, "code": note.code, "message": note.message}
        for note in notes
    ]
