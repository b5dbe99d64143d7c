"""`report kept`: the reports that were kept when a visit was published, and after an appeal."""

from pathlib import Path
from typing import Annotated

import typer

from qaudit.cli import output
from qaudit.cli.options import As, AsJson, Db, StandardsFolders, VisitId, desk_of
from qaudit.cli.visit_words import told_moment
from qaudit.core.changes import write_moment
from qaudit.errors import UsageError
from qaudit.speech import _
from qaudit.wording.journal_words import SHORT_DIGEST
from qaudit.wording.names import language_name
from qaudit.wording.short import size_words


def report_kept(
    context: typer.Context,
    visit_id: VisitId,
    path: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help=_("Write the last one, or that of --number, to this file."),
            show_default=False,
        ),
    ] = None,
    number: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help=_("The number of a report in the list."), show_default=False),
    ] = None,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Lists the kept reports of a visit, or writes one of them as it was kept."""
    desk = desk_of(context, db, standards, who)
    if path is not None:
        kept = desk.publication.write_kept(visit_id, path, number)
        if as_json:
            output.say_json({"path": str(path), "digest": kept.digest, "media_type": kept.media_type})
        else:
            output.say(str(path))
        return
    if number is not None:
        raise UsageError(_("--number says which report is written"), _("say where: -o FILE"))
    reports = desk.publication.kept_reports(visit_id)
    if as_json:
        output.say_json(
            [
                {
                    "number": place,
                    "made_at": write_moment(kept.made_at),
                    "media_type": kept.media_type,
                    "language": kept.language,
                    "size": kept.size,
                    "digest": kept.digest,
                }
                for place, kept in enumerate(reports, 1)
            ]
        )
        return
    if not reports:
        output.tell(_("No report is kept yet: that is done when a visit is published"))
        return
    visit = desk.fieldwork.walk(visit_id).visit
    output.say_table(
        (_("NO"), _("MADE"), _("FORMAT"), _("LANGUAGE"), _("SIZE"), _("SHA256")),
        [
            (
                place,
                told_moment(visit, write_moment(kept.made_at)),
                kept.media_type,
                language_name(kept.language),
                size_words(kept.size),
                kept.digest[:SHORT_DIGEST],
            )
            for place, kept in enumerate(reports, 1)
        ],
    )
