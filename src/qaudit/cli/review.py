"""`qaudit review`: the reviewer's desk."""

from typing import Annotated, Any

import typer

from qaudit.cli import output, review_words
from qaudit.cli.after_documents import check_document
from qaudit.cli.after_words import check_rows
from qaudit.cli.completion import offer_codes
from qaudit.cli.each import for_each
from qaudit.cli.groups import NOUNS, noun
from qaudit.cli.options import As, AsJson, Code, Db, StandardsFolders, VisitId, VisitIds, Why, again, desk_of
from qaudit.speech import _, ngettext
from qaudit.wording.phrases import plain
from qaudit.wording.short import score_words

app = noun(NOUNS["review"])

WHOLE_VISIT = "-"
"""What is typed in the place of a code for the visit as a whole."""
QUEUE = 50


@app.command("queue", help=_("List the submitted visits, those that wait longest first, with their checks."))
def queue(
    context: typer.Context,
    limit: Annotated[
        int, typer.Option(min=1, metavar="N", help=_("Only those N that wait longest."))
    ] = QUEUE,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """List the submitted visits."""
    desk = desk_of(context, db, standards, who)
    desk.review.admit(desk.person)
    now = desk.world.now()
    waiting = [(visit, desk.review.checks(visit.id)) for visit in desk.review.queue(limit)]
    if as_json:
        output.say_json([review_words.queue_document(visit, checks, now) for visit, checks in waiting])
        return
    if not waiting:
        output.tell(_("No visit waits for a review"))
        return
    output.say_table(review_words.queue_heads(), review_words.queue_rows(waiting, now), wide=2)
    left = desk.review.waiting() - len(waiting)
    if left > 0:
        output.tell(ngettext("{n} more visit waits: --limit", "{n} more visits wait: --limit", left))


@app.command(
    "show",
    help=_(
        "Show a visit as a reviewer sees it: score, findings, checks, remarks, corrections, and what can be done."
    ),
)
def show(
    context: typer.Context,
    visit_id: VisitId,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Show a visit as a reviewer sees it."""
    desk = desk_of(context, db, standards, who)
    desk.review.admit(desk.person)
    reviewed = desk.review.look(visit_id, desk.person)
    scorecard: dict[str, Any] = desk.fieldwork.scorecard(reviewed.walk)
    if as_json:
        output.say_json(review_words.review_document(reviewed, scorecard))
        return
    first, score, *rest = review_words.review_blocks(reviewed, scorecard)
    for block in (first, score):
        _say_block(block)
    if rows := review_words.finding_rows(reviewed.walk):
        output.say_table(review_words.finding_heads(), rows, wide=3)
        output.say()
    for number, block in enumerate(rest, 1):
        _say_block(block, is_last=number == len(rest))


@app.command("checks", help=_("List what machines see in a visit, gravest first (docs/review-checks.md)."))
def checks(
    context: typer.Context,
    visit_id: VisitId,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """List what machines see in a visit."""
    desk = desk_of(context, db, standards, who)
    desk.review.admit(desk.person)
    pack = desk.fieldwork.walk(visit_id).pack
    found = desk.review.checks(visit_id)
    if as_json:
        output.say_json([check_document(check, pack) for check in found])
        return
    if not found:
        output.tell(_("Nothing to look at was found"))
    for line in output.labelled(check_rows(found, pack), width=0):
        output.say(line)


@app.command("remark", help=_("Write a remark on a standard; - in place of the code for the whole visit."))
def remark(
    context: typer.Context,
    visit_id: VisitId,
    code: Annotated[
        str,
        typer.Argument(
            metavar="CODE|-",
            help=_("The standard's code, or - for the whole visit."),
            autocompletion=offer_codes,
            show_default=False,
        ),
    ],
    words: Annotated[
        str, typer.Argument(metavar="WORDS", help=_("What the auditor is to look at."), show_default=False)
    ],
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Write a remark."""
    desk = desk_of(context, db, standards, who)
    made = desk.review.remark(visit_id, "" if code == WHOLE_VISIT else code, words, desk.person)
    output.tell(_("Remark {n} is noted; the auditor sees it when the visit is returned", n=made.number))
    command = again(context, f"review return {visit_id}", db, standards, who)
    output.tell(_("Return it: {command}", command=command))


@app.command(
    "return", help=_("Return a visit to its auditor. It needs a remark without an answer, or --why.")
)
def send_back(
    context: typer.Context,
    visit_id: VisitId,
    why: Why = "",
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Return a visit to its auditor."""
    desk = desk_of(context, db, standards, who)
    walk = desk.review.send_back(visit_id, why, desk.person)
    output.tell(
        _(
            "Visit {visit} is returned to {auditor}",
            visit=walk.visit.id,
            auditor=walk.visit.auditor.alias,
        )
    )


@app.command(
    "correct",
    help=_(
        "Set another reading in the place of the auditor's, with the reason; both stay to be seen.\n\n"
        "Put -- before a reading that begins with a minus."
    ),
)
def correct(
    context: typer.Context,
    visit_id: VisitId,
    code: Code,
    reading: Annotated[
        str,
        typer.Argument(metavar="READING", help=_("Written as for visit record."), show_default=False),
    ],
    why: Why = "",
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Correct a reading."""
    desk = desk_of(context, db, standards, who)
    walk = desk.review.correct(visit_id, code, reading, why, desk.person)
    output.tell(_("{code} is corrected; the score is {score}", code=code, score=plain(score_words(walk))))


@app.command("approve", help=_("Approve visits: they can be published from then on."))
def approve(
    context: typer.Context,
    visit_ids: VisitIds,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Approve visits."""
    desk = desk_of(context, db, standards, who)
    person = desk.person

    def approve_one(visit_id: str) -> None:
        walk = desk.review.approve(visit_id, person)
        output.tell(_("Visit {visit} is approved", visit=walk.visit.id))

    context.exit(for_each(visit_ids, approve_one))


def _say_block(lines: list[str], *, is_last: bool = False) -> None:
    for line in lines:
        output.say(line)
    if not is_last:
        output.say()
