"""Looking at visits: `visit list`, `visit show`, `visit score`."""

from typing import Annotated

import typer

from qaudit.cli import output
from qaudit.cli.options import AsJson, Db, StandardsFolders, VisitId, again, desk_of
from qaudit.cli.visit_documents import summary_document, visit_document
from qaudit.cli.visit_words import gap_lines, reading_rows, visit_lines
from qaudit.core.moments import clock_text, date_text
from qaudit.core.visits import VisitStatus
from qaudit.speech import _
from qaudit.wording.names import status_name


def list_visits(
    context: typer.Context,
    status: Annotated[
        VisitStatus | None, typer.Option(help=_("Only visits of this status."), show_default=False)
    ] = None,
    branch: Annotated[
        str | None, typer.Option(metavar="CODE", help=_("Only visits to this branch."), show_default=False)
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="N", help=_("Only the newest N."), show_default=False)
    ] = None,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
) -> None:
    """List visits, newest first."""
    found = desk_of(context, db, standards).headquarters.visits(status, branch, limit)
    if as_json:
        output.say_json([summary_document(summary) for summary in found])
        return
    if not found:
        output.tell(_("There is no such visit: qaudit visit open PACK --branch B --auditor A opens one"))
        return
    output.say_table(
        (_("VISIT"), _("STATUS"), _("PACK"), _("BRANCH"), _("AUDITOR"), _("OPENED (UTC)")),
        [
            (
                summary.id,
                status_name(summary.status),
                str(summary.pack),
                summary.branch.code,
                summary.auditor.alias,
                f"{date_text(summary.opened_at, 0)} {clock_text(summary.opened_at, 0)[:5]}",
            )
            for summary in found
        ],
        wide=2,
    )


def show(
    context: typer.Context,
    visit_id: VisitId,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
) -> None:
    """Show a visit: what was seen, marked and noted, and what is still missing. The score is not shown."""
    walk = desk_of(context, db, standards).fieldwork.walk(visit_id)
    if as_json:
        output.say_json(visit_document(walk))
        return
    for line in visit_lines(walk):
        output.say(line)
    rows = reading_rows(walk)
    if rows:
        output.say()
        output.say_table((_("CODE"), _("READING"), _("VERDICT"), _("NOTE")), rows, wide=3)
    if walk.visit.status is VisitStatus.OPEN:
        output.say()
        missing = list(gap_lines(walk)) or [_("nothing: it can be submitted")]
        for line in output.labelled((_("missing"), line) for line in missing):
            output.say(line)
        output.tell(
            _("Go on with: {command}", command=again(context, f"visit walk {walk.visit.id}", db, standards))
        )


def score(
    context: typer.Context,
    visit_id: VisitId,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
) -> None:
    """Show a visit's scorecard; of an open visit, the score so far.

    For the brand office: it is shown whatever the pack keeps from shoppers.
    """
    from qaudit.cli import score_words

    work = desk_of(context, db, standards).fieldwork
    walk = work.walk(visit_id)
    document = work.scorecard(walk)
    if as_json:
        output.say_json(document)
        return
    rows = list(score_words.score_rows(document, walk.pack, walk.scorecard()))
    if walk.visit.status is VisitStatus.OPEN:
        rows.append(score_words.progress_row(walk))
    for line in output.labelled(rows, score_words.LABELS):
        output.say(line)
    output.say()
    output.say_table(score_words.section_heads(), score_words.section_rows(document, walk.pack), wide=1)
    if profiles := score_words.profile_rows(document):
        output.say()
        output.say_table(score_words.profile_heads(), profiles)
