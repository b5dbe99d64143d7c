"""`qaudit compare report`: the answers to all questions as one paper, PDF or a page whose tables can be sorted."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from qaudit.cli import output
from qaudit.cli.compare_options import Asking, Names, checked_months
from qaudit.cli.days import read_day
from qaudit.cli.options import desk_of
from qaudit.cli.report_fonts import AllowsMissing, font_rows, fonts_told
from qaudit.cli.report_options import (
    DefaultDesign,
    DocumentFormat,
    DocumentLanguage,
    OutputFile,
    check_language,
    format_of,
)
from qaudit.desk.branch_zone import refuse_turned
from qaudit.desk.comparison.asking import Asked
from qaudit.speech import _

WITHOUT = ("target", "table", "as_csv", "most")
"""Options of the other comparisons that a report has no use for."""


def _optional(name: str, metavar: str, help_text: str) -> Any:
    return typer.Option(name, metavar=metavar, help=help_text, show_default=False)


def compare_report(
    context: typer.Context,
    asking: Asking,
    path: OutputFile = None,
    language: DocumentLanguage = None,
    form: DocumentFormat = None,
    against_since: Annotated[
        str | None, _optional("--against-since", "DAY", _("What changed: the first day of the other period."))
    ] = None,
    against_until: Annotated[
        str | None, _optional("--against-until", "DAY", _("What changed: the last day of the other period."))
    ] = None,
    against_month: Annotated[
        Names, _optional("--against-month", "MONTH", _("What changed: the other month; may be repeated."))
    ] = None,
    survey: Annotated[
        Path | None, _optional("--survey", "FILE", _("Customers' answers (CSV), as for gap."))
    ] = None,
    value: Annotated[
        Path | None, _optional("--value", "FILE", _("The brand's figures (TOML), as for value."))
    ] = None,
    auditors: Annotated[
        bool, typer.Option("--auditors", help=_("Tell of auditors too. The report travels: think first."))
    ] = False,
    default_design: DefaultDesign = False,
    without_font: AllowsMissing = False,
) -> None:
    """Writes the report and prints its path."""
    from qaudit.desk.comparison.gap import survey_of
    from qaudit.desk.comparison.value import read_value_file
    from qaudit.desk.documents.comparison import ComparisonOrder, answer_all, default_comparison_path

    order = ComparisonOrder(
        asking.asked,
        _against(asking.asked, (against_since, against_until), against_month),
        None if survey is None else survey_of(survey),
        None if value is None else read_value_file(value),
        with_auditors=auditors,
    )
    desk = desk_of(context, asking.db, asking.standards, asking.who, default_design=default_design)
    if desk.has_store:
        order = replace(order, said=asking.complaints(context, asking.asked))
    else:
        # Codes stand for themselves.
        desk = desk.for_trial()
        context.call_on_close(desk.close)
    document = desk.papers.comparison
    if path is not None:
        document.check_place(path)
    source = document.gathered(asking.answered(context, lambda ask: answer_all(ask, order)), language)
    check_language(language, tuple(one for pack in source.packs.values() for one in pack.languages))
    form = format_of(form, path)
    with fonts_told(without_font) as noticed:
        written = document.write(source, path or default_comparison_path(source, Path(), form), form)
    if asking.as_json:
        about: dict[str, object] = {
            "groups": len(source.groups),
            "visits": sum(group.n for group in source.groups),
        }
        about |= {"path": str(written), "format": form.value}
        output.say_json({**about, "without_font": font_rows(noticed.characters)})
        return
    output.say(str(written))


def _against(asked: Asked, days: tuple[str | None, str | None], months: Names) -> Asked | None:
    """The other period, where one is named; its other filters are as they are."""
    if not any(days) and not months:
        return None
    first = replace(asked, since=read_day(days[0]), until=read_day(days[1]), months=checked_months(months))
    refuse_turned(first.since, first.until)
    return first
