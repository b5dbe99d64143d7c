"""`qaudit round`: headquarters publishes visits, alone or together, and closes them."""

from typing import TYPE_CHECKING, Annotated

import typer

from qaudit.cli import output
from qaudit.cli.completion import offer_visits
from qaudit.cli.diagnostics import ExitCode
from qaudit.cli.each import for_each
from qaudit.cli.groups import NOUNS, noun
from qaudit.cli.options import As, AsJson, Db, StandardsFolders, VisitIds, desk_of
from qaudit.cli.places import OfBranch, OfBrand, OfRegion
from qaudit.cli.report_fonts import AllowsMissing, font_rows, fonts_told
from qaudit.cli.report_options import DefaultDesign, DocumentLanguage, check_language
from qaudit.cli.review_words import score_cell, wait_words
from qaudit.cli.visit_documents import summary_document
from qaudit.core.changes import write_moment
from qaudit.desk.documents.visit import ReportFormat
from qaudit.errors import UsageError
from qaudit.speech import _, ngettext

if TYPE_CHECKING:
    from datetime import datetime

    from qaudit.wiring import Desk

app = noun(NOUNS["round"])


@app.command("waiting", help=_("List the approved visits, which wait to be published, oldest first."))
def waiting(
    context: typer.Context,
    branch: OfBranch = "",
    region: OfRegion = "",
    brand: OfBrand = "",
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """List the approved visits."""
    desk = desk_of(context, db, standards, who)
    desk.review.admit(desk.person)
    found = desk.publication.approved(branch, region, brand)
    if as_json:
        output.say_json([summary_document(summary) for summary in found])
        return
    if not found:
        output.tell(_("No visit waits to be published"))
        return
    now = desk.world.now()
    output.say_table(
        (_("VISIT"), _("SUBMITTED"), _("PACK"), _("BRANCH"), _("AUDITOR"), _("SCORE")),
        [
            (
                one.id,
                _("{length} ago", length=wait_words(one, now)),
                str(one.pack),
                one.branch.code,
                one.auditor.alias,
                score_cell(one.final_percent),
            )
            for one in found
        ],
        wide=2,
    )


@app.command(
    "publish",
    help=_(
        "Publish approved visits and print their ids. The report of each is made now and kept.\n\n"
        "With --embargo the branches see all of them from that moment on. A day alone is its first minute, "
        "on the clock of whoever publishes."
    ),
)
def publish(
    context: typer.Context,
    visit_ids: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID]...",
            help=_("Visits by id, or enough of it."),
            autocompletion=offer_visits,
            show_default=False,
        ),
    ] = None,
    takes_all: Annotated[bool, typer.Option("--all", help=_("All that wait, or those of a place."))] = False,
    branch: OfBranch = "",
    region: OfRegion = "",
    brand: OfBrand = "",
    embargo: Annotated[
        str | None,
        typer.Option(
            "--embargo",
            metavar="DAY|MOMENT",
            help=_("From when branches see them: 2026-12-01, or '2026-12-01 09:00'. Else at once."),
            show_default=False,
        ),
    ] = None,
    form: Annotated[
        ReportFormat, typer.Option("--format", help=_("The format of the reports that are kept."))
    ] = ReportFormat.PDF,
    language: DocumentLanguage = None,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
    default_design: DefaultDesign = False,
    without_font: AllowsMissing = False,
) -> None:
    """Publish approved visits."""
    desk = desk_of(context, db, standards, who, default_design=default_design)
    person = desk.person
    visible = _embargo(desk, embargo)
    ids = _chosen(desk, visit_ids or [], takes_all, (branch, region, brand))
    if not ids:
        output.tell(_("No visit waits to be published"))
        if as_json:
            output.say_json({"published": [], "refused": [], "visible_from": None})
        return
    for visit_id in ids if language else ():
        check_language(language, desk.fieldwork.walk(visit_id).pack.languages)
    with fonts_told(without_font) as noticed:
        done = desk.publication.publish(
            ids,
            person,
            embargo=visible,
            form=form,
            report_language=language,
            progress=output.progress_of(_("reports")),
        )
    if as_json:
        output.say_json(
            {
                "published": list(done.visits),
                "refused": [{"visit": visit, "reason": reason} for visit, reason in done.refused],
                "visible_from": write_moment(done.visible_from),
                "without_font": font_rows(noticed.characters),
            }
        )
    else:
        for visit in done.visits:
            output.say(visit)
    for visit, reason in done.refused:
        output.tell(_("{visit} was not published: {reason}", visit=visit, reason=reason))
    output.tell(_published(len(done.visits), None if visible is None else done.visible_from))
    context.exit(ExitCode.NOT_ALLOWED if done.refused else ExitCode.DONE)


@app.command("close", help=_("Close published visits: nothing of them can be appealed any more."))
def close(
    context: typer.Context,
    visit_ids: VisitIds,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Close published visits."""
    desk = desk_of(context, db, standards, who)
    person = desk.person

    def close_one(visit_id: str) -> None:
        walk = desk.publication.close(visit_id, person)
        output.tell(_("Visit {visit} is closed", visit=walk.visit.id))

    context.exit(for_each(visit_ids, close_one))


def _embargo(desk: "Desk", written: str | None) -> "datetime | None":
    from qaudit.desk.embargo import read_embargo

    return None if written is None else read_embargo(written, desk.world)


def _chosen(desk: "Desk", ids: list[str], takes_all: bool, place: tuple[str, str, str]) -> list[str]:
    """The visits that were named, or all that wait at a place. Raises `UsageError` for both and for neither."""
    if takes_all and ids:
        raise UsageError(_("Name visits, or say --all; not both"))
    if not takes_all and any(place):
        raise UsageError(
            _("--branch, --region and --brand choose among all that wait"), _("say --all with them")
        )
    if not takes_all and not ids:
        raise UsageError(
            _("Which visits are to be published?"),
            _("name them, or say --all; qaudit round waiting lists them"),
        )
    return [one.id for one in desk.publication.approved(*place)] if takes_all else ids


def _published(count: int, visible: "datetime | None") -> str:
    told = ngettext("{n} visit is published", "{n} visits are published", count)
    if visible is None:
        return told
    return _("{told}, to be seen from {moment} UTC", told=told, moment=f"{visible:%Y-%m-%d %H:%M}")
