"""`qaudit appeal`: a branch contests a verdict, and headquarters decides it once."""

from enum import StrEnum
from typing import Annotated

import typer

from qaudit.cli import output
from qaudit.cli.after_documents import appeal_document
from qaudit.cli.after_words import appeal_rows, file_rows
from qaudit.cli.brand_lists import say_list
from qaudit.cli.completion import offer_appeals
from qaudit.cli.groups import NOUNS, noun
from qaudit.cli.options import As, AsJson, Code, Db, ShownFiles, StandardsFolders, VisitId, desk_of
from qaudit.cli.places import OfBranch, OfBrand, OfRegion
from qaudit.core.appeals import AppealState
from qaudit.core.moments import clock_text, date_text
from qaudit.speech import _, language, pgettext
from qaudit.wording.life import appeal_state_name
from qaudit.wording.phrases import plain
from qaudit.wording.short import score_words

app = noun(NOUNS["appeal"])

AppealId = Annotated[
    str,
    typer.Argument(
        metavar="APPEAL",
        help=_("The appeal's id, or enough of it."),
        autocompletion=offer_appeals,
        show_default=False,
    ),
]


class Decision(StrEnum):
    """What headquarters may decide."""

    UPHELD = "upheld"
    AMENDED = "amended"
    REJECTED = "rejected"


@app.command("open", help=_("Contest the verdict on a standard, once, and print the appeal's id."))
def open_appeal(
    context: typer.Context,
    visit_id: VisitId,
    code: Code,
    reason: Annotated[
        str,
        typer.Option(
            metavar="KEY",
            help=_("A key of the brand's list: qaudit appeal reasons ID."),
            show_default=False,
        ),
    ],
    words: Annotated[str, typer.Option(metavar="WORDS", help=_("What happened."), show_default=False)],
    files: ShownFiles = None,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Contest a verdict."""
    desk = desk_of(context, db, standards, who)
    appeal = desk.appeals.appeal(visit_id, code, reason, words, desk.person, tuple(files or ()))
    if as_json:
        output.say_json(appeal_document(appeal))
        return
    output.say(appeal.id)


@app.command("list", help=_("List appeals, oldest first; a manager sees those of their branches."))
def list_appeals(
    context: typer.Context,
    only_open: Annotated[bool, typer.Option("--open", help=_("Only those that are not decided."))] = False,
    branch: OfBranch = "",
    region: OfRegion = "",
    brand: OfBrand = "",
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """List appeals."""
    desk = desk_of(context, db, standards, who)
    found = desk.appeals.appeals(desk.person, only_open=only_open, branch=branch, region=region, brand=brand)
    if as_json:
        output.say_json([appeal_document(one) for one in found])
        return
    if not found:
        output.tell(_("There is no such appeal"))
        return
    output.say_table(
        (_("APPEAL"), _("AT (UTC)"), _("STATE"), pgettext("column", "CODE"), _("BY"), _("VISIT"), _("WORDS")),
        [
            (
                one.id,
                f"{date_text(one.at, 0)} {clock_text(one.at, 0)[:5]}",
                appeal_state_name(one.state),
                one.code,
                one.who,
                one.visit_id,
                one.words,
            )
            for one in found
        ],
        wide=6,
    )


@app.command("show", help=_("Show an appeal, with what was contested and what was decided."))
def show(
    context: typer.Context,
    appeal_id: AppealId,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Show an appeal."""
    desk = desk_of(context, db, standards, who)
    found = desk.appeals.find(appeal_id, desk.person)
    if as_json:
        output.say_json(appeal_document(found))
        return
    walk = desk.fieldwork.walk(found.visit_id)
    standard = walk.index.standard[found.code]
    rows = [
        (_("id"), found.id),
        (_("visit"), found.visit_id),
        (_("branch"), f"{walk.visit.branch.code} {walk.visit.branch.name}"),
        (_("standard"), f"{found.code} {standard.text.in_language(language())}"),
        (_("by"), found.who),
        *appeal_rows([found], walk.pack),
        *file_rows(found.evidence, desk.fieldwork.evidence_path),
    ]
    for line in output.labelled(rows):
        output.say(line)


@app.command(
    "decide",
    help=_(
        "Decide an appeal, once, with a reason. A new report is kept beside the old one.\n\n"
        "upheld: the standard no longer counts; amended: --reading stands in; rejected: the verdict stays."
    ),
)
def decide(
    context: typer.Context,
    appeal_id: AppealId,
    decision: Annotated[
        Decision,
        typer.Argument(metavar="upheld|amended|rejected", help=_("The decision."), show_default=False),
    ],
    why: Annotated[str, typer.Option("--why", metavar="REASON", help=_("Why; the branch reads it."))] = "",
    reading: Annotated[
        str,
        typer.Option(
            metavar="READING", help=_("What stands in, for an amended verdict."), show_default=False
        ),
    ] = "",
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Decide an appeal."""
    desk = desk_of(context, db, standards, who)
    decided = desk.appeals.decide(appeal_id, AppealState(decision.value), why, desk.person, reading)
    output.tell(
        _("The appeal on {code} is {decision}", code=decided.code, decision=appeal_state_name(decided.state))
    )
    if decided.reading is not None:
        walk = desk.fieldwork.walk(decided.visit_id)
        output.tell(_("The score is {score}", score=plain(score_words(walk))))


@app.command("reasons", help=_("List the reasons that a visit's brand knows, as keys with their words."))
def reasons(
    context: typer.Context,
    visit_id: VisitId,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """List the reasons for an appeal."""
    walk = desk_of(context, db, standards, who).fieldwork.walk(visit_id)
    say_list(walk.pack.follow_up.appeal_reasons, as_json=as_json)
