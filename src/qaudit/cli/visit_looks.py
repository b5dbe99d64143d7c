"""Looking at visits: `visit list`, `visit show`, `visit score`."""

from typing import Annotated

import typer

from qaudit.cli import output
from qaudit.cli.after_documents import correction_document, remark_document
from qaudit.cli.after_words import appeal_rows, correction_rows, remark_rows
from qaudit.cli.options import As, AsJson, Db, StandardsFolders, VisitId, again, desk_of
from qaudit.cli.places import OfBrand, OfRegion
from qaudit.cli.visit_documents import summary_document, visit_document
from qaudit.cli.visit_words import gap_lines, reading_rows, unanswered_lines, visit_lines
from qaudit.core.lifecycle import WRITABLE
from qaudit.core.moments import clock_text, date_text
from qaudit.core.visits import VisitStatus
from qaudit.speech import _, pgettext
from qaudit.wording.names import status_name


def list_visits(
    context: typer.Context,
    status: Annotated[
        VisitStatus | None, typer.Option(help=_("Only visits of this status."), show_default=False)
    ] = None,
    branch: Annotated[
        str | None, typer.Option(metavar="CODE", help=_("Only visits to this branch."), show_default=False)
    ] = None,
    region: OfRegion = "",
    brand: OfBrand = "",
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="N", help=_("Only the newest N."), show_default=False)
    ] = None,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """List visits, newest first."""
    found = desk_of(context, db, standards, who).headquarters.visits(
        status, branch, limit, region=region, brand=brand
    )
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
    who: As = None,
) -> None:
    """Show a visit: what was seen, marked and noted, and what is still missing. The score is not shown."""
    desk = desk_of(context, db, standards, who)
    walk = desk.fieldwork.walk(visit_id)
    after = desk.appointments.after(walk.visit.id)
    if as_json:
        visit = walk.visit
        output.say_json(
            {
                **visit_document(walk),
                "remarks": [remark_document(remark) for remark in after.remarks],
                "corrections": [correction_document(one, visit) for one in visit.corrections],
            }
        )
        return
    for line in visit_lines(walk):
        output.say(line)
    rows = reading_rows(walk)
    if rows:
        output.say()
        output.say_table((pgettext("column", "CODE"), _("READING"), _("VERDICT"), _("NOTE")), rows, wide=3)
    said = [*remark_rows(after.remarks), *correction_rows(walk), *appeal_rows(after.appeals, walk.pack)]
    if said:
        output.say()
        for line in output.labelled(said):
            output.say(line)
    if walk.visit.status in WRITABLE:
        output.say()
        missing = [*gap_lines(walk), *unanswered_lines(after.remarks)] or [_("nothing: it can be submitted")]
        for line in output.labelled((_("missing"), line) for line in missing):
            output.say(line)
        output.tell(
            _(
                "Go on with: {command}",
                command=again(context, f"visit walk {walk.visit.id}", db, standards, who),
            )
        )


def score(
    context: typer.Context,
    visit_id: VisitId,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Show a visit's scorecard; of an open visit, the score so far.

    For the brand office: it is shown whatever the pack keeps from shoppers.
    """
    from qaudit.cli import score_words

    work = desk_of(context, db, standards, who).fieldwork
    walk = work.walk(visit_id)
    document = work.scorecard(walk)
    if as_json:
        output.say_json(document)
        return
    rows = list(score_words.score_rows(document, walk.pack, walk.scorecard()))
    if walk.visit.status in WRITABLE:
        rows.append(score_words.progress_row(walk))
    for line in output.labelled(rows, score_words.LABELS):
        output.say(line)
    output.say()
    output.say_table(score_words.section_heads(), score_words.section_rows(document, walk.pack), wide=1)
    if profiles := score_words.profile_rows(document):
        output.say()
        output.say_table(score_words.profile_heads(), profiles)
