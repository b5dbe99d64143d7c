"""The trend of a branch: its control chart, and what the chart says in words."""

from dataclasses import dataclass

from qaudit.reports.branch_subject import BranchReportInput, Lack, Trend, TrendSignal, TrendVisit
from qaudit.reports.branch_words import BranchWords
from qaudit.reports.charts import Svg
from qaudit.reports.charts_control import Break, Control, ControlPoint, Level, Mark, control_chart
from qaudit.reports.contexts_branch_values import percent_of
from qaudit.reports.contexts_scales import tick_words
from qaudit.reports.theme import Theme
from qaudit.speech import N_, _, ngettext
from qaudit.wording.phrases import Phrase, Value, own, phrase
from qaudit.wording.regional import day_words

MOST_SIGNALS = 8
"""Signals that are told one by one."""

_MARKS = {
    TrendSignal.ABOVE: Mark.ABOVE,
    TrendSignal.BELOW: Mark.BELOW,
    TrendSignal.RUN_ABOVE: Mark.RUN,
    TrendSignal.RUN_BELOW: Mark.RUN,
}
_SHORT = {
    TrendSignal.ABOVE: N_("above the limit"),
    TrendSignal.BELOW: N_("below the limit"),
    TrendSignal.RUN_ABOVE: N_("8 or more above the mean"),
    TrendSignal.RUN_BELOW: N_("8 or more below the mean"),
}
_TOLD = {
    TrendSignal.ABOVE: N_("{sign} {day}, {score}: above the upper limit. Something was better than usual."),
    TrendSignal.BELOW: N_("{sign} {day}, {score}: below the lower limit. Something was worse than usual."),
    TrendSignal.RUN_ABOVE: N_(
        "{sign} {day}, {score}: the eighth visit or more in a row above the mean. The branch has become better."
    ),
    TrendSignal.RUN_BELOW: N_(
        "{sign} {day}, {score}: the eighth visit or more in a row below the mean. The branch has become worse."
    ),
}
_SIGNS = {Mark.ABOVE: "△", Mark.BELOW: "▽", Mark.RUN: "◇"}


@dataclass(frozen=True, slots=True)
class CourseContext:
    """The chart (None without a scored visit), and sentences: what the limits come from, and each signal."""

    chart: Svg | None
    about: tuple[Phrase, ...]
    signals: tuple[Phrase, ...]
    has_limits: bool


def course(source: BranchReportInput, theme: Theme, words: BranchWords) -> CourseContext:
    """The trend up to the end of the period."""
    trend = source.trend
    if not trend.visits:
        return CourseContext(None, (own(words.not_scored),), (), has_limits=False)
    signals = tuple(_signals(trend))
    about = tuple(_about(trend))
    spoken = " ".join(str(one) for one in (*about, *signals)) or words.no_signal
    points = tuple(_point(one) for one in trend.visits)
    chart = Control(
        points=points,
        centre=None
        if trend.centre is None
        else Level(trend.centre, _level(N_("mean {score}"), trend.centre)),
        limits=tuple(
            Level(limit, _level(N_("limit {score}"), limit))
            for limit in (trend.low, trend.high)
            if limit is not None
        ),
        breaks=tuple(_breaks(trend)),
        title=words.trend,
        words=spoken,
    )
    picture = control_chart(chart, tick_words, theme)
    return CourseContext(picture, about, signals, has_limits=trend.centre is not None)


def _point(visit: TrendVisit) -> ControlPoint:
    first = next(iter(visit.signals), None)
    return ControlPoint(
        day_words(visit.day),
        visit.percent,
        Mark.USUAL if first is None else _MARKS[first],
        "" if first is None else _(_SHORT[first]),
        visit.is_apart,
    )


def _level(pattern: str, value: float) -> str:
    return _(pattern, score=percent_of(value))


def _breaks(trend: Trend) -> list[Break]:
    """Where the period begins, and where another edition does."""
    found = []
    for place in range(1, len(trend.visits)):
        before, now = trend.visits[place - 1], trend.visits[place]
        if before.edition != now.edition:
            found.append(Break(place, _("edition {edition}", edition=now.edition)))
        if before.is_before and not now.is_before:
            found.append(Break(place, _("the period begins")))
    return found


def _about(trend: Trend) -> list[Phrase]:
    """What centre and limits come from, or why there are none."""
    found = []
    if trend.centre is not None:
        found.append(
            own(
                ngettext(
                    "Mean and limits come from {n} visit.", "Mean and limits come from {n} visits.", trend.n
                )
            )
        )
        if trend.provisional:
            found.append(own(_("Fewer than 20: the limits may still move.")))
        if trend.low is None or trend.high is None:
            found.append(own(_("A limit beyond the end of the scale is not drawn: no score can pass it.")))
    elif trend.lack is Lack.ALL_THE_SAME:
        found.append(own(_("All scores are the same: they do not show how much scores vary.")))
    else:
        found.append(
            phrase(
                "Not enough visits for limits: {n} of {needed}. Until then no rise or fall can be told from chance.",
                n=Value(str(trend.n)),
                needed=Value(str(trend.needed)),
            )
        )
    if any(one.is_before for one in trend.visits):
        found.append(own(_("Visits before the period are shown too.")))
    if any(one.is_apart for one in trend.visits):
        found.append(
            own(
                _(
                    "Hollow points are by editions whose scores do not compare: no mean and no limit counts them."
                )
            )
        )
    return found


def _signals(trend: Trend) -> list[Phrase]:
    told = [
        phrase(
            _TOLD[signal],
            sign=_SIGNS[_MARKS[signal]],
            day=Value(day_words(one.day)),
            score=Value(percent_of(one.percent)),
        )
        for one in trend.visits
        for signal in one.signals
    ]
    if len(told) <= MOST_SIGNALS:
        return told
    rest = len(told) - MOST_SIGNALS
    return [*told[-MOST_SIGNALS:], own(ngettext("And {n} earlier signal.", "And {n} earlier signals.", rest))]
