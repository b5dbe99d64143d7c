"""What every comparison can be asked: the filters, the engine, and where the answer goes. Written once for all.

`asked` gives a command these options: it puts their parameters behind the command's own, and hands in what was
typed as one `Asking`.
"""

import inspect
import re
from collections.abc import Callable, Collection
from concurrent.futures import Future
from contextvars import copy_context
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from qaudit.cli import output
from qaudit.cli.completion import offer_branches
from qaudit.cli.days import Since, Until, read_day
from qaudit.cli.options import As, AsJson, Db, LakeFolder, StandardsFolders, desk_of, refuse_without_store
from qaudit.core.text import printable
from qaudit.core.visits import VisitKind
from qaudit.desk.branch_zone import refuse_turned
from qaudit.desk.comparison.asking import DUCKDB, LOCAL, Asked, Comparisons, open_comparisons
from qaudit.errors import UsageError
from qaudit.speech import _
from qaudit.wording.comparison_sentences import behind_words

if TYPE_CHECKING:
    from qaudit.desk.comparison.complaints import Complaint

MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")


def _filter(name: str, metavar: str, help_text: str, **more: Any) -> Any:
    return typer.Option(name, metavar=metavar, help=help_text, show_default=False, **more)


Names = list[str] | None
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Asking:
    """What was typed: the filters, the engine, and the form of the answer."""

    asked: Asked
    engine: str
    master: str | None
    target: Path | None
    table: str | None
    as_json: bool
    as_csv: bool
    most: int
    lake: str | None
    db: str | None
    standards: tuple[str, ...]
    who: str | None

    def answered(self, context: typer.Context, ask: Callable[[Comparisons], Answer]) -> Answer:
        """What is answered over the lake, for those whom it is for. Raises `QauditError`, `KeyboardInterrupt`.

        A lake answers without its store too, but does not know who anybody is: a question makes no store.
        """
        if self.target is not None:
            from qaudit.desk.comparison.files import check_ending

            check_ending(self.target)
        desk = desk_of(context, self.db, self.standards, self.who)
        if desk.alias:
            who = printable(desk.alias, one_line=True)
            refuse_without_store(desk, _("it says who {alias} is: name it with --db", alias=who))
        place = desk.lake(self.lake)
        if desk.has_store and (behind := place.behind()):
            output.tell(behind_words(behind))
        with open_comparisons(place.folder, self.engine, self.master or LOCAL) as comparisons:

            def question() -> Answer:
                comparisons.refuse_unknown(self.asked)
                return ask(comparisons)

            return _stoppable(comparisons, question)

    def complaints(self, context: typer.Context, asked: Asked) -> "tuple[Complaint, ...]":
        """What the store has beside the lake, for those whom the lake is for. Raises `QauditError`."""
        from qaudit.desk.comparison.complaints import complaints_in

        desk = desk_of(context, self.db, self.standards, self.who)
        refuse_without_store(desk, _("the lake has no complaints: name the store with --db"))
        desk.lake(self.lake).admit()
        return complaints_in(desk.store, asked)


def _stoppable(comparisons: Comparisons, question: Callable[[], Answer]) -> Answer:
    """Asks beside the main thread, which alone hears Ctrl-C, and would not while an engine is at work in it."""
    answer: Future[Answer] = Future()

    def work() -> None:
        try:
            answer.set_result(question())
        except BaseException as fault:  # noqa: BLE001 - whoever asked gets it
            answer.set_exception(fault)

    # With the language that is spoken here.
    beside = Thread(target=copy_context().run, args=(work,))
    try:
        beside.start()
        return answer.result()
    except KeyboardInterrupt:
        while beside.is_alive():
            comparisons.stop()
            beside.join(0.1)
        raise


def _typed(
    brand: Annotated[
        Names, _filter("--brand", "NAME", _("Only of this brand; may be repeated, as all that follow."))
    ] = None,
    region: Annotated[Names, _filter("--region", "NAME", _("Only of this region."))] = None,
    country: Annotated[Names, _filter("--country", "CODE", _("Only of this country."))] = None,
    branch: Annotated[
        Names, _filter("--branch", "CODE", _("Only of this branch."), autocompletion=offer_branches)
    ] = None,
    auditor: Annotated[Names, _filter("--auditor", "ALIAS", _("Only by this auditor."))] = None,
    pack: Annotated[Names, _filter("--pack", "PACK[@EDITION]", _("Only with this pack."))] = None,
    edition: Annotated[Names, _filter("--edition", "EDITION", _("Only with this edition."))] = None,
    kind: Annotated[
        list[VisitKind] | None,
        _filter("--kind", "KIND", _("unannounced, announced or self_check. Else unannounced.")),
    ] = None,
    since: Since = None,
    until: Until = None,
    month: Annotated[Names, _filter("--month", "MONTH", _("Only of this month, as 2026-05."))] = None,
    section: Annotated[Names, _filter("--section", "CODE", _("Only the standards of this section."))] = None,
    layer: Annotated[Names, _filter("--layer", "NAME", _("Only the standards of this layer."))] = None,
    dimension: Annotated[
        Names, _filter("--dimension", "NAME", _("Only the standards of this dimension."))
    ] = None,
    stage: Annotated[Names, _filter("--stage", "NAME", _("Only the standards of this stage."))] = None,
    channel: Annotated[Names, _filter("--channel", "NAME", _("Only the standards of this channel."))] = None,
    code: Annotated[Names, _filter("--code", "CODE", _("Only this standard."))] = None,
    most: Annotated[
        int,
        typer.Option(
            "--most",
            min=0,
            metavar="N",
            help=_("Lines of a table that can be cut; 0 for all. A league and files have all."),
        ),
    ] = 30,
    target: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help=_("A file that ends in .csv, .json, .parquet or .xlsx."),
            show_default=False,
        ),
    ] = None,
    table: Annotated[
        str | None,
        _filter("--table", "NAME", _("Which table, where the question has several. Else the first.")),
    ] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help=_("One table as CSV instead of text."))] = False,
    as_json: AsJson = False,
    engine: Annotated[str, typer.Option("--engine", metavar="duckdb|spark", help=_("Who answers."))] = DUCKDB,
    master: Annotated[
        str | None, _filter("--master", "URL", _("Where Spark runs. Else on this machine."))
    ] = None,
    lake: LakeFolder = None,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> Asking:
    """What was typed. Raises `UsageError` for what is no day or month, and options that do not go together."""
    if as_csv + as_json + (target is not None) > 1:
        raise UsageError(_("--csv, --json and --output are three ways to write one answer"), _("choose one"))
    packs = [one.partition("@") for one in pack or ()]
    asked = Asked(
        brands=tuple(brand or ()),
        regions=tuple(region or ()),
        countries=tuple(country or ()),
        branches=tuple(branch or ()),
        auditors=tuple(auditor or ()),
        packs=tuple(name for name, _at, _of in packs),
        editions=(*(edition or ()), *(of for _name, _at, of in packs if of)),
        kinds=tuple(one.value for one in kind or ()) or Asked().kinds,
        months=checked_months(month),
        sections=tuple(section or ()),
        layers=tuple(layer or ()),
        dimensions=tuple(dimension or ()),
        stages=tuple(stage or ()),
        channels=tuple(channel or ()),
        codes=tuple(code or ()),
        since=read_day(since),
        until=read_day(until),
    )
    refuse_turned(asked.since, asked.until)
    named = tuple(standards or ())
    return Asking(asked, engine, master, target, table, as_json, as_csv, most, lake, db, named, who)


def checked_months(written: Names) -> tuple[str, ...]:
    """Months as they are typed. Raises `UsageError`."""
    for month in written or ():
        if not MONTH.fullmatch(month):
            raise UsageError(
                _("'{written}' is no month", written=printable(month, one_line=True)),
                _("write it as 2026-05"),
            )
    return tuple(written or ())


def asked(command: Callable[..., None], without: Collection[str] = ()) -> Callable[..., None]:
    """The command with the options of all comparisons behind its own; it takes the context and an `Asking` first.

    `without` are parameters of `_typed` that make no sense for it: they stay as they are where nobody types them.
    """
    own = [one for name, one in inspect.signature(command).parameters.items() if name != "asking"]
    known = inspect.signature(_typed).parameters
    shared = {name: one for name, one in known.items() if name not in without}

    def run(**typed: Any) -> None:
        asking = _typed(**{name: typed.pop(name) for name in shared})
        command(asking=asking, **typed)

    run.__name__, run.__doc__ = command.__name__, command.__doc__
    signature = inspect.Signature([*own, *shared.values()])
    run.__signature__ = signature  # type: ignore[attr-defined]
    run.__annotations__ = {name: one.annotation for name, one in signature.parameters.items()}
    return run
