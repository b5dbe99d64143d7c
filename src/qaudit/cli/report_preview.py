"""`qaudit report preview`: a document as it comes out, made anew whenever the design or the pack is changed."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qaudit.cli import output
from qaudit.cli.completion import offer_packs
from qaudit.cli.options import As, Db, StandardsFolders, desk_of
from qaudit.cli.report_options import DefaultDesign, DocumentLanguage, check_language
from qaudit.core.moments import local
from qaudit.core.text import printable
from qaudit.desk.documents.preview import PreviewOf
from qaudit.errors import PackNotFound, QauditError, UsageError, VisitNotFound
from qaudit.speech import _
from qaudit.wording.regional import written_number

if TYPE_CHECKING:
    from qaudit.desk.documents.preview import KeptVisit, Preview, SampleVisits
    from qaudit.wiring import Desk


def report_preview(
    context: typer.Context,
    named: Annotated[
        str,
        typer.Argument(
            metavar="[PACK|VISIT]",
            help=_(
                "A pack's name or file: then a made-up visit is shown. Or a visit's id. Else the one pack with a "
                "design."
            ),
            autocompletion=offer_packs,
            show_default=False,
        ),
    ] = "",
    document: Annotated[
        PreviewOf, typer.Option("--document", help=_("Which document is shown."))
    ] = PreviewOf.VISIT,
    folder: Annotated[
        Path, typer.Option("--output", "-o", metavar="FOLDER", help=_("Where the files are written."))
    ] = Path("qaudit-preview"),
    language: DocumentLanguage = None,
    with_pdf: Annotated[bool, typer.Option("--pdf", help=_("Make the PDF too."))] = False,
    once: Annotated[bool, typer.Option("--once", help=_("Make it once, and watch nothing."))] = False,
    no_reload: Annotated[
        bool, typer.Option("--no-reload", help=_("The page does not show itself anew in a browser."))
    ] = False,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
    default_design: DefaultDesign = False,
) -> None:
    """Makes the document, and again after each change until Ctrl-C."""
    from qaudit.desk.documents.preview import Preview, Wanted

    desk = desk_of(context, db, standards, who, default_design=default_design)
    room = _room(desk, named, document, language)
    context.call_on_close(room.close)
    is_watched = not once and any(one.is_dir() for one in room.folders)
    wanted = Wanted(document, folder, language, with_pdf, reloads=is_watched and not no_reload)
    preview = Preview(wanted, room, desk.world)
    if not is_watched:
        for path in preview.build().paths:
            output.say(str(path))
        if not once:
            output.tell(
                _(
                    "qaudit: nothing is watched, since no folder of packs has this pack (--standards names one)"
                )
            )
        return
    try:
        _watch(desk, preview)
    except KeyboardInterrupt:
        output.tell("")


def _room(desk: "Desk", named: str, document: PreviewOf, language: str | None) -> "KeptVisit | SampleVisits":
    """The visits that documents are made of: those of a pack are made up."""
    from qaudit.desk.documents.preview import KeptVisit, SampleVisits, packs_with_design

    if not named:
        found = packs_with_design(desk.library)
        if len(found) != 1:
            raise UsageError(
                _("Name the pack or the visit that is to be shown"), _("qaudit pack list shows the packs")
            )
        named = found[0]
    try:
        loaded = desk.library.load(named)
    except PackNotFound:
        if not desk.has_store:
            raise
        try:
            check_language(language, desk.fieldwork.walk(named).pack.languages)
        except VisitNotFound as fault:
            words = printable(named, one_line=True)
            raise UsageError(_("{name} is neither a pack nor a visit", name=words), fault.hint) from None
        return KeptVisit(desk, named, desk.acting)
    check_language(language, loaded.pack.languages)
    beside = loaded.path.parent
    return SampleVisits(
        desk.library, named, document, desk.world, lambda db, world: desk.beside(db, world, beside)
    )


def _watch(desk: "Desk", preview: "Preview") -> None:
    from qaudit.desk.documents.watching import changes

    folders = preview.room.folders
    changed_files = changes(folders)
    next(changed_files)  # From here on nothing is missed.
    _build(desk, preview)
    output.say(str(preview.page))
    where = ", ".join(printable(str(folder), one_line=True) for folder in folders)
    output.tell(_("Watching {folders}; Ctrl-C ends it", folders=where))
    for changed in changed_files:
        if preview.is_about(changed):
            _build(desk, preview)


def _build(desk: "Desk", preview: "Preview") -> None:
    """One build and the line that tells of it; a fault is told and ends nothing."""
    now = desk.world.now()
    clock = f"{local(now, desk.world.offset_minutes(now)):%H:%M:%S}"
    try:
        built = preview.build()
    except QauditError as fault:
        output.tell(f"{clock}  {fault}")
        return
    names = ", ".join(path.name for path in built.paths)
    seconds = written_number(f"{built.took.total_seconds():.2f}")
    output.tell(_("{time}  {files}: made in {seconds} s", time=clock, files=names, seconds=seconds))
