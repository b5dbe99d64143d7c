"""`qaudit compare`: headquarters' questions over all published visits, as tables, files and JSON."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from qaudit.cli import compare_beside, compare_members, compare_standards, output
from qaudit.cli.compare_lines import Block, say_blocks
from qaudit.cli.compare_options import Asking, Names, asked, checked_months
from qaudit.cli.compare_report import WITHOUT, compare_report
from qaudit.cli.days import read_day
from qaudit.cli.groups import NOUNS, noun
from qaudit.desk.branch_zone import refuse_turned
from qaudit.desk.comparison.asking import Along, Asked, By, Comparisons, CourseOf, Every, Level
from qaudit.desk.comparison.tables import Question
from qaudit.errors import UsageError
from qaudit.speech import _
from qaudit.wording import comparison_sentences as sentences

app = noun(NOUNS["compare"])

Ask = Callable[[Comparisons], Sequence[Any]]
Blocks = Callable[[Iterable[Any]], Iterable[Block]]
OfLevel = Annotated[Level, typer.Option("--level", help=_("Who is compared."))]
ByWhat = Annotated[
    By, typer.Option("--by", help=_("Which score: the total, or one for each section, layer …"))
]
SurveyFile = Annotated[
    Path,
    typer.Argument(
        metavar="FILE",
        help=_("The answers: dimension or code, expectation, perception."),
        show_default=False,
    ),
]
FiguresFile = Annotated[
    Path,
    typer.Argument(
        metavar="FILE", help=_("What the brand believes, and when a visit is poor."), show_default=False
    ),
]


def _against(name: str, metavar: str, help_text: str) -> Any:
    return typer.Option(name, metavar=metavar, help=help_text, show_default=False)


@app.command("league", help=_("Branches, regions or brands in order, with the doubt of it."))
@asked
def league(
    context: typer.Context,
    asking: Asking,
    level: OfLevel = Level.BRANCH,
    by: ByWhat = By.TOTAL,
    fewest: Annotated[
        int, typer.Option("--fewest", min=3, metavar="N", help=_("Visits that a place takes."))
    ] = 3,
) -> None:
    """Puts members in order."""
    wanted = replace(asking.asked, level=level, by=by)
    _answer(
        context, asking, Question.LEAGUE, (wanted,), lambda ask: ask.leagues(wanted, fewest),
        compare_members.league_blocks,
    )  # fmt: skip


@app.command("trend", help=_("The course of each on a control chart, with its signals."))
@asked
def trend(
    context: typer.Context,
    asking: Asking,
    level: OfLevel = Level.BRANCH,
    by: ByWhat = By.TOTAL,
    every: Annotated[Every, typer.Option("--every", help=_("What a point is."))] = Every.MONTH,
    of: Annotated[
        CourseOf, typer.Option("--of", help=_("Scores, or the rate of standards met."))
    ] = CourseOf.SCORE,
) -> None:
    """Follows members in time."""
    if of is CourseOf.RATE and by is not By.TOTAL:
        raise UsageError(_("--by is about scores"), _("choose standards of a rate with --section, --layer …"))
    wanted = replace(asking.asked, level=level, by=by)
    _answer(
        context, asking, Question.TREND, (wanted,), lambda ask: ask.courses(wanted, every, of),
        compare_members.trend_blocks,
    )  # fmt: skip


@app.command("heat", help=_("Members by sections, layers, dimensions, stages, channels."))
@asked
def heat(
    context: typer.Context, asking: Asking, level: OfLevel = Level.BRANCH, by: ByWhat = By.SECTION
) -> None:
    """Shows where members are weak."""
    wanted = replace(asking.asked, level=level, by=By.SECTION if by is By.TOTAL else by)
    _answer(
        context, asking, Question.HEAT, (wanted,), lambda ask: ask.heat_maps(wanted),
        compare_members.heat_blocks,
    )  # fmt: skip


@app.command("standards", help=_("The weakest standards, and those that everybody meets."))
@asked
def standards(context: typer.Context, asking: Asking) -> None:
    """Shows the weakest standards."""
    wanted = asking.asked
    _answer(
        context, asking, Question.STANDARDS, (wanted,), lambda ask: ask.standards(wanted),
        compare_standards.standard_blocks,
    )  # fmt: skip


@app.command("splits", help=_("Standards that some members keep and others do not."))
@asked
def splits(context: typer.Context, asking: Asking, level: OfLevel = Level.BRANCH) -> None:
    """Shows what splits members."""
    wanted = replace(asking.asked, level=level)
    _answer(
        context, asking, Question.SPLITS, (wanted,), lambda ask: ask.splits(wanted),
        compare_standards.split_blocks,
    )  # fmt: skip


@app.command("repeats", help=_("Misses that come again, and those that last until now."))
@asked
def repeats(context: typer.Context, asking: Asking) -> None:
    """Shows repeat misses."""
    wanted = asking.asked
    _answer(
        context, asking, Question.REPEATS, (wanted,), lambda ask: ask.repeats(wanted),
        compare_standards.repeat_blocks,
    )  # fmt: skip


@app.command("consistency", help=_("How much visits of a branch vary, and whose doing it is."))
@asked
def consistency(context: typer.Context, asking: Asking) -> None:
    """Shows how much visits vary."""
    wanted = asking.asked
    _answer(
        context, asking, Question.CONSISTENCY, (wanted,), lambda ask: ask.consistencies(wanted),
        compare_members.consistency_blocks,
    )  # fmt: skip


@app.command("times", help=_("Measured times, and where time is lost."))
@asked
def times(
    context: typer.Context,
    asking: Asking,
    along: Annotated[
        Along, typer.Option("--along", help=_("What the times of a standard are told apart by."))
    ] = Along.STANDARD,
) -> None:
    """Shows measured times."""
    wanted = asking.asked
    _answer(
        context, asking, Question.TIMES, (wanted,), lambda ask: ask.times(wanted, along),
        compare_standards.time_blocks,
    )  # fmt: skip


@app.command("auditors", help=_("Auditors by alias beside peers at the same branches."))
@asked
def auditors(context: typer.Context, asking: Asking) -> None:
    """Shows auditors beside their peers."""
    wanted = asking.asked
    _answer(
        context, asking, Question.AUDITORS, (wanted,), lambda ask: ask.auditors(wanted),
        compare_members.auditor_blocks,
    )  # fmt: skip


@app.command("doubles", help=_("How far auditors agreed on what two of them observed."))
@asked
def doubles(context: typer.Context, asking: Asking) -> None:
    """Shows agreement."""
    wanted = asking.asked
    _answer(
        context, asking, Question.DOUBLES, (wanted,), lambda ask: ask.doubles(wanted),
        compare_standards.double_blocks,
    )  # fmt: skip


@app.command(
    "changes",
    help=_(
        "Two periods or groups: what changed, and what made it.\n\n"
        "The visits of the filters beside those that --against names; what it does not name is as in the filters."
    ),
)
@asked
def changes(
    context: typer.Context,
    asking: Asking,
    against_since: Annotated[
        str | None, _against("--against-since", "DAY", _("The first day of the other period."))
    ] = None,
    against_until: Annotated[
        str | None, _against("--against-until", "DAY", _("The last day of the other period."))
    ] = None,
    against_month: Annotated[
        Names, _against("--against-month", "MONTH", _("The other month; may be repeated."))
    ] = None,
    against_region: Annotated[Names, _against("--against-region", "NAME", _("The other region."))] = None,
    against_branch: Annotated[Names, _against("--against-branch", "CODE", _("The other branch."))] = None,
    against_edition: Annotated[
        Names, _against("--against-edition", "EDITION", _("The other edition."))
    ] = None,
) -> None:
    """Shows what changed."""
    other: dict[str, Any] = {
        "regions": tuple(against_region or ()),
        "branches": tuple(against_branch or ()),
        "editions": tuple(against_edition or ()),
    }
    wanted = asking.asked
    first = replace(wanted, **{name: value for name, value in other.items() if value})
    if against_since or against_until or against_month:
        period = (read_day(against_since), read_day(against_until), checked_months(against_month))
        first = replace(first, since=period[0], until=period[1], months=period[2])
        refuse_turned(first.since, first.until)
    if first == wanted:
        raise UsageError(
            _("What are these visits to be compared with?"),
            _("name another period or group: --against-since and --against-until, --against-region …"),
        )

    def ask(comparisons: Comparisons) -> Sequence[Any]:
        comparisons.refuse_unknown(first)
        return comparisons.changes(first, wanted)

    _answer(context, asking, Question.CHANGES, (first, wanted), ask, compare_standards.change_blocks)


@app.command("gap", help=_("Customers' survey answers (CSV) beside the audit."))
@asked
def gap(context: typer.Context, asking: Asking, file: SurveyFile) -> None:
    """Shows customers' answers beside the audit."""
    from qaudit.desk.comparison.gap import survey_of

    survey, wanted = survey_of(file), asking.asked
    _answer(
        context, asking, Question.GAP, (wanted,), lambda ask: ask.gaps(wanted, survey),
        compare_beside.gap_blocks,
    )  # fmt: skip


@app.command("complaints", help=_("Customers' complaints beside how often each standard is met."))
@asked
def complaints(
    context: typer.Context,
    asking: Asking,
    by: Annotated[
        By, typer.Option("--by", help=_("Standards (code), or all of a section, layer … together."))
    ] = By.STANDARD,
) -> None:
    """Shows complaints beside the audit."""
    if by is By.TOTAL:
        raise UsageError(
            _("Complaints are about standards, not about the total"),
            _("--by code, section, layer, dimension, stage or channel"),
        )
    wanted = replace(asking.asked, by=by)
    said = asking.complaints(context, wanted)
    _answer(
        context, asking, Question.COMPLAINTS, (wanted,), lambda ask: ask.complaints(wanted, said),
        compare_beside.complaint_blocks,
    )  # fmt: skip


@app.command("value", help=_("What poor visits may cost, by the brand's figures (TOML)."))
@asked
def value(context: typer.Context, asking: Asking, file: FiguresFile) -> None:
    """Estimates what poor visits cost."""
    from qaudit.desk.comparison.value import read_value_file

    figures, wanted = read_value_file(file), asking.asked
    _answer(
        context, asking, Question.VALUE, (wanted,), lambda ask: ask.values(wanted, figures),
        compare_beside.value_blocks,
    )  # fmt: skip


@app.command("editions", help=_("Which edition of a pack changed which standards."))
@asked
def editions(context: typer.Context, asking: Asking) -> None:
    """Shows what editions changed."""
    wanted = asking.asked
    _answer(
        context, asking, Question.EDITIONS, (wanted,), lambda ask: ask.editions(wanted),
        compare_standards.edition_blocks,
    )  # fmt: skip


app.command(
    "report",
    help=_(
        "All answers as one report: a PDF, or an HTML page whose tables can be sorted.\n\n"
        "With --against-… it tells what changed, with --survey and --value what gap and value tell."
    ),
)(asked(compare_report, WITHOUT))


def _answer(
    context: typer.Context,
    asking: Asking,
    question: Question,
    wanted: tuple[Asked, ...],
    ask: Ask,
    blocks: Blocks,
) -> None:
    """Asks, and writes the answer in the form that was asked for."""
    answers = asking.answered(context, ask)
    if asking.target is None and not (asking.as_json or asking.as_csv):
        _say(asking, question, answers, blocks)
        return
    from qaudit.desk.comparison import files
    from qaudit.desk.comparison.tables import tables_of

    tables = tables_of(question, answers)
    if asking.as_json:
        output.say_json(files.answer_document(question, wanted, tables))
    elif asking.as_csv:
        output.say_text(files.table_csv(files.one_table(tables, asking.table)))
    elif asking.target is not None:
        files.write_answer(asking.target, question, wanted, tables, asking.table)
        output.say(str(asking.target))
    if not answers:
        output.tell(sentences.nothing_words(question.value))


def _say(asking: Asking, question: Question, answers: Sequence[Any], blocks: Blocks) -> None:
    if not answers:
        output.tell(sentences.nothing_words(question.value))
        return
    groups = [answer.group for answer in answers if hasattr(answer, "group")]
    say_blocks(list(blocks(answers)), groups, asking.most)
