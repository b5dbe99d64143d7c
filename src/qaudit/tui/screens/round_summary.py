"""The summary of a round from headquarters' desk: which standards, which period; then it is written beside the app."""

from functools import partial
from pathlib import Path

from qaudit.desk.documents.round import AskedRound, default_round_path
from qaudit.desk.documents.round_periods import UsualPeriod, days_of
from qaudit.desk.documents.visit import ReportFormat
from qaudit.speech import _
from qaudit.tui.screens.desk_page import DeskPage
from qaudit.tui.screens.periods import period_lines
from qaudit.tui.screens.pick import Line, PickSheet
from qaudit.tui.screens.working import Course, Outcome, WorkingSheet
from qaudit.tui.widgets.lines import one_line
from qaudit.tui.widgets.status_line import Tone


def ask_for_summary(page: DeskPage) -> None:
    """Asks which pack, where there are several, and which period; the page says where the summary was written."""
    packs = page.attempt(lambda: page.desk.papers.round_summary.packs(page.person))
    if packs is None:
        return
    if not packs:
        page.say(_("There is no published visit to sum up yet"), Tone.REFUSED)
    elif len(packs) == 1:
        _ask_for_period(page, packs[0])
    else:
        title = _("Summary of a round: visits by which standards?")
        page.app.push_screen(
            PickSheet(title, [Line(pack, pack) for pack in packs]), partial(_ask_for_period, page)
        )


def _ask_for_period(page: DeskPage, pack: str | None) -> None:
    if pack is None:
        return
    lines = period_lines(page.desk.today)
    title = _("Summary of a round, {pack}: which period?", pack=one_line(pack))
    page.app.push_screen(PickSheet(title, lines), partial(_write, page, pack))


def _write(page: DeskPage, pack: str, period: str | None) -> None:
    if period is None:
        return
    desk, person = page.desk, page.person
    days = days_of(UsualPeriod(period), desk.today)

    def work(_course: Course) -> Path:
        document = desk.papers.round_summary
        source = document.gathered(person, AskedRound(since=days.since, until=days.until, pack=pack))
        return document.write(source, default_round_path(source, desk.reports_folder, ReportFormat.PDF))

    def tell(outcome: Outcome[Path] | None) -> None:
        if outcome is None:
            return
        if outcome.refusal is not None:
            page.refuse(outcome.refusal)
        elif outcome.given is not None:
            page.say(str(outcome.given), Tone.WRITTEN)

    page.app.push_screen(WorkingSheet(_("The summary is being written …"), work), tell)
