"""The usual periods by name, for whoever has to choose one."""

from collections.abc import Mapping
from datetime import date

from qaudit.desk.documents.round_periods import UsualPeriod, days_of
from qaudit.speech import _
from qaudit.tui.screens.pick import Line


def periods() -> Mapping[UsualPeriod, str]:
    """Every usual period with its name, the one that is most often wanted first."""
    return {
        UsualPeriod.THIS_QUARTER: _("this quarter"),
        UsualPeriod.LAST_QUARTER: _("the quarter before"),
        UsualPeriod.THIS_YEAR: _("this year"),
        UsualPeriod.LAST_YEAR: _("the year before"),
        UsualPeriod.ALL: _("all visits"),
    }


def period_lines(today: date) -> list[Line]:
    """A line for each, with its days."""
    found = []
    for period, words in periods().items():
        days = days_of(period, today)
        end = "" if days.since is None else f"{days.since} – {days.until}"
        found.append(Line(period.value, words, end))
    return found
