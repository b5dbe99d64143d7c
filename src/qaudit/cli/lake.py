"""`qaudit lake`: published visits as Parquet files."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from qaudit.cli import lake_words, output
from qaudit.cli.diagnostics import ExitCode
from qaudit.cli.groups import NOUNS, noun
from qaudit.cli.options import As, AsJson, Db, LakeFolder, StandardsFolders, desk_of, refuse_without_store
from qaudit.speech import N_, _, pgettext

if TYPE_CHECKING:
    from qaudit.desk.lake.keeping import Lake, Refreshed
    from qaudit.wiring import Desk

app = noun(NOUNS["lake"])

MADE_FROM_IT = N_("the lake is made from it: name it with --db")
COMPARED_WITH_IT = N_("the lake is compared with it: name it with --db")

Check = Annotated[bool, typer.Option("--check", help=_("Afterwards, compare every visit of store and lake."))]


@app.command(
    "refresh",
    help=_("Take in what was published, amended or made void since the last time; make it at first."),
)
def refresh(
    context: typer.Context,
    lake: LakeFolder = None,
    check: Check = False,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Brings the lake to where the store is."""
    found = _over_store(desk_of(context, db, standards, who), lake, MADE_FROM_IT)
    _tell(context, found, found.refresh(output.progress_of(_("visits"))), check=check, as_json=as_json)


@app.command("rebuild", help=_("Make the lake afresh from the store."))
def rebuild(
    context: typer.Context,
    lake: LakeFolder = None,
    check: Check = False,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Makes the lake afresh."""
    found = _over_store(desk_of(context, db, standards, who), lake, MADE_FROM_IT)
    _tell(context, found, found.rebuild(output.progress_of(_("visits"))), check=check, as_json=as_json)


@app.command("check", help=_("Compare every visit of store and lake. Nothing is changed."))
def check_lake(
    context: typer.Context,
    lake: LakeFolder = None,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Compares store and lake."""
    over = _over_store(desk_of(context, db, standards, who), lake, COMPARED_WITH_IT)
    found = over.check(output.progress_of(_("visits")))
    if as_json:
        output.say_json(lake_words.agreement_document(found))
    else:
        _say(lake_words.agreement_lines(found))
    if not found.is_whole:
        context.exit(ExitCode.STORE)


@app.command("show", help=_("Show what is in the lake, and how far it is behind the store."))
def show(
    context: typer.Context,
    lake: LakeFolder = None,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Shows what is in the lake."""
    found = _over_store(desk_of(context, db, standards, who), lake, COMPARED_WITH_IT).look()
    if as_json:
        output.say_json(lake_words.look_document(found))
        return
    _say(lake_words.look_lines(found))
    if found.brands:
        output.say()
        output.say_table(
            (pgettext("column", "BRAND"), _("VISITS"), _("FROM"), _("TO")),
            [(one.brand or "-", one.visits, one.first, one.last) for one in found.brands],
            wide=0,
        )


def _over_store(desk: "Desk", folder: str | None, hint: str) -> "Lake":
    """The lake over its store. Raises `UsageError` where there is no store; `hint` says what it is for."""
    lake = desk.lake(folder)
    refuse_without_store(desk, _(hint))
    return lake


def _tell(context: typer.Context, lake: "Lake", done: "Refreshed", *, check: bool, as_json: bool) -> None:
    """What a refresh or a rebuild did, and how lake and store compare where that was asked."""
    for line in lake_words.left_out_lines(done):
        output.tell(line)
    if not as_json:
        output.tell(lake_words.refreshed_sentence(done))
        output.say(str(done.folder))
    agreement = lake.check(output.progress_of(_("visits"))) if check else None
    if as_json:
        document: dict[str, Any] = lake_words.refreshed_document(done)
        if agreement is not None:
            document["check"] = lake_words.agreement_document(agreement)
        output.say_json(document)
    elif agreement is not None:
        for line in lake_words.agreement_lines(agreement):
            output.tell(line)
    if agreement is not None and not agreement.is_whole:
        context.exit(ExitCode.STORE)


def _say(lines: list[str]) -> None:
    for line in lines:
        output.say(line)
