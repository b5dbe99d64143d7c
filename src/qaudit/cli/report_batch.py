"""`qaudit report batch`: the reports of many visits at once."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qaudit.cli import output
from qaudit.cli.days import Since, Until, read_day
from qaudit.cli.diagnostics import ExitCode
from qaudit.cli.options import As, AsJson, Db, StandardsFolders, desk_of
from qaudit.cli.places import OfBranch, OfBrand, OfRegion
from qaudit.cli.report_fonts import AllowsMissing, font_rows, tell_colours, tell_fonts
from qaudit.cli.report_options import DefaultDesign, DocumentLanguage, check_language
from qaudit.cli.report_signing import PasswordFile, Sign, signature_of
from qaudit.cluster import LOCAL
from qaudit.core.lifecycle import SEEN_BY_BRANCH
from qaudit.core.visits import VisitStatus
from qaudit.desk.bulk.order import Engine
from qaudit.desk.documents.visit import ReportFormat
from qaudit.errors import UsageError
from qaudit.speech import LANGUAGES, _, ngettext

if TYPE_CHECKING:
    from datetime import datetime

    from qaudit.desk.bulk.order import Outcome
    from qaudit.wiring import Desk


def report_batch(
    context: typer.Context,
    folder: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="FOLDER",
            help=_("The folder of the reports; it may have those of an earlier batch."),
            show_default=False,
        ),
    ],
    branch: OfBranch = "",
    region: OfRegion = "",
    brand: OfBrand = "",
    pack: Annotated[
        str,
        typer.Option(
            "--pack",
            metavar="PACK[@EDITION]",
            help=_("Only visits by this pack, or by this edition of it."),
            show_default=False,
        ),
    ] = "",
    since: Since = None,
    until: Until = None,
    status: Annotated[
        list[VisitStatus] | None,
        typer.Option(
            help=_("Only visits of this status; may be repeated. Else published and closed."),
            show_default=False,
        ),
    ] = None,
    form: Annotated[
        ReportFormat, typer.Option("--format", help=_("The format of the reports."))
    ] = ReportFormat.PDF,
    language: DocumentLanguage = None,
    workers: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=256,
            metavar="N",
            help=_("How many processes make reports. Else one for each core."),
            show_default=False,
        ),
    ] = None,
    again: Annotated[bool, typer.Option("--again", help=_("Make those too that are there."))] = False,
    merge: Annotated[
        Path | None,
        typer.Option(
            "--merge",
            metavar="FILE.pdf",
            help=_("Put all of them into one PDF too, with a bookmark for each."),
            show_default=False,
        ),
    ] = None,
    split: Annotated[
        bool,
        typer.Option(
            "--split", help=_("Put those of each branch into one PDF too, with a bookmark for each visit.")
        ),
    ] = False,
    mail: Annotated[
        bool, typer.Option("--mail", help=_("Write the draft of a mail beside each. None is sent."))
    ] = False,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="ADDRESS", help=_("Whom the drafts are for."), show_default=False),
    ] = None,
    sign: Sign = None,
    password_file: PasswordFile = None,
    without_font: AllowsMissing = False,
    engine: Annotated[
        Engine,
        typer.Option("--engine", help=_("Who makes the reports: processes here, or a cluster by Spark.")),
    ] = Engine.PROCESSES,
    master: Annotated[
        str | None,
        typer.Option(
            "--master",
            metavar="URL",
            help=_("The cluster that Spark runs on. Else all cores of this machine."),
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
    default_design: DefaultDesign = False,
) -> None:
    """Makes the reports and prints the paths of those that were made."""
    from qaudit.desk.bulk.order import Order, Wanted

    _check_clashes(form, merge is not None or split, mail, to)
    _check_engine(engine, master, workers)
    address = _address(to) if mail else None
    desk = desk_of(context, db, standards, who, default_design=default_design)
    statuses = tuple(status or sorted(SEEN_BY_BRANCH))
    wanted = Wanted(branch, region, brand, pack, read_day(since), read_day(until), statuses)
    chosen = desk.report_batch.chosen(desk.person, wanted)
    if language is not None and language not in LANGUAGES:
        check_language(language, desk.report_batch.languages(chosen))
    order = Order(
        folder,
        form,
        language,
        workers,
        again,
        address,
        merge,
        split,
        signer=signature_of(desk, sign, password_file, form),
        allows_missing=without_font,
        engine=engine,
        master=master or LOCAL,
    )
    with _gentle_stop() as is_stopped:
        found = desk.report_batch.make(chosen, order, _progress(desk), is_stopped)
    if found.left and output.is_person_reading():
        output.tell("")  # The counter's line was not its last.
    _say(found, as_json)
    context.exit(_tell(found, len(chosen)))


def _check_clashes(form: ReportFormat, is_bundled: bool, mail: bool, to: str | None) -> None:
    if is_bundled and form is not ReportFormat.PDF:
        raise UsageError(
            _("Only PDFs are put into one file"), _("leave out --merge and --split, or say --format pdf")
        )
    if to is not None and not mail:
        raise UsageError(_("--to says whom the drafts of mails are for"), _("say --mail with it"))


def _check_engine(engine: Engine, master: str | None, workers: int | None) -> None:
    if engine is Engine.SPARK and workers is not None:
        raise UsageError(
            _("--workers counts processes of this machine, and Spark has its own"),
            _("leave it out, or say --master 'local[{n}]'", n=workers),
        )
    if engine is not Engine.SPARK and master is not None:
        raise UsageError(_("--master names a cluster of Spark"), _("say --engine spark with it"))


def _address(to: str | None) -> str:
    from qaudit.desk.bulk.mail import checked_address

    return "" if to is None else checked_address(to)


@contextmanager
def _gentle_stop() -> Iterator[Callable[[], bool]]:
    """Inside, the first Ctrl-C asks for an end after the reports that are begun, and the second stops at once."""
    asked: list[int] = []

    def ask(number: int, frame: object) -> None:
        asked.append(number)
        if len(asked) > 1:
            raise KeyboardInterrupt
        if output.is_person_reading():
            output.tell("")  # The line of the counter is left as it is.
        output.tell(_("Stopping after the reports that are begun; Ctrl-C once more stops at once"))

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield lambda: bool(asked)
    finally:
        signal.signal(signal.SIGINT, before)


def _progress(desk: "Desk") -> Callable[[int, int], None]:
    """How many reports are made, and about how long the others take."""
    show, begun = output.overwritten_line(), desk.world.now()

    def told(done: int, of: int) -> None:
        count = _("{what}: {done} of {all}", what=_("reports"), done=done, all=of)
        left = "" if done in (0, of) else f", {_time_left(begun, desk.world.now(), done, of)}"
        show(f"{count}{left}", done >= of)

    return told


def _time_left(begun: "datetime", now: "datetime", done: int, of: int) -> str:
    seconds = (now - begun).total_seconds() / done * (of - done)
    if seconds < 60:
        return _("less than a minute left")
    minutes = round(seconds / 60)
    if minutes < 120:
        return ngettext("about {n} minute left", "about {n} minutes left", minutes)
    return ngettext("about {n} hour left", "about {n} hours left", round(minutes / 60))


def _say(found: "Outcome", as_json: bool) -> None:
    if as_json:
        made = set(found.made)
        output.say_json(
            {
                "made": [_row(visit, path) for visit, path in found.files.items() if visit in made],
                "unchanged": [_row(visit, path) for visit, path in found.files.items() if visit not in made],
                "failed": [{"visit": visit, "reason": reason} for visit, reason in found.failed.items()],
                "left": found.left,
                "letters": [str(path) for path in found.letters],
                "by_branch": [str(path) for path in found.by_branch],
                "merged": None if found.merged is None else str(found.merged),
                "ended_by": found.ended_by,
                "without_font": [
                    {"visit": visit, **row}
                    for visit, characters in found.without_font.items()
                    for row in font_rows(characters)
                ],
            }
        )
        return
    for visit in found.made:
        output.say(str(found.files[visit]))
    for path in found.letters:
        output.say(str(path))
    for path in found.by_branch:
        output.say(str(path))
    if found.merged is not None:
        output.say(str(found.merged))


def _row(visit: str, path: Path) -> dict[str, str]:
    return {"visit": visit, "path": str(path)}


def _tell(found: "Outcome", of: int) -> int:
    """Says what became of all, and gives the exit code."""
    made, unchanged = len(found.made), len(found.files) - len(found.made)
    told = ngettext("{n} report was made", "{n} reports were made", made)
    if unchanged:
        stand = ngettext("{n} was there and stands", "{n} were there and stand", unchanged)
        told = _("{made}; {unchanged}", made=told, unchanged=stand)
    output.tell(told)
    for visit, reason in found.failed.items():
        output.tell(_("{visit} has no report: {reason}", visit=visit, reason=reason))
    tell_fonts("".join(sorted(set("".join(found.without_font.values())))), len(found.without_font))
    tell_colours(found.colours)
    if found.ended_by:
        output.tell(f"qaudit: {found.ended_by}")
    if found.left:
        output.tell(
            ngettext(
                "{n} of {all} was not begun: the same command goes on with it",
                "{n} of {all} were not begun: the same command goes on with them",
                found.left,
                all=of,
            )
        )
    if found.failed or found.ended_by:
        return ExitCode.REPORT
    return ExitCode.STOPPED if found.left else ExitCode.DONE
