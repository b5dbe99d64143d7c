"""The answers to headquarters' questions as the plain figures of the comparison report, group by group."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Protocol, TypeVar

from qaudit.analysis.control_charts import ControlChart
from qaudit.analysis.figures import NotEnough
from qaudit.desk.comparison.auditors import AuditorFigures, Consistency
from qaudit.desk.comparison.changes import Changes
from qaudit.desk.comparison.complaints import Complaints
from qaudit.desk.comparison.courses import Course
from qaudit.desk.comparison.gap import Gaps
from qaudit.desk.comparison.groups import Group
from qaudit.desk.comparison.league import HeatMap, League
from qaudit.desk.comparison.standards import Repeats, Standards
from qaudit.desk.comparison.times import Times
from qaudit.desk.comparison.value import Value
from qaudit.reports.comparison_subject import (
    AuditorLine,
    ChangeFigures,
    ChangeLine,
    ComplaintFigures,
    ComplaintLine,
    ConsistencyFigures,
    CourseLine,
    GapLine,
    GroupFigures,
    HeatFigures,
    HeatLine,
    LeagueFigures,
    LeagueLine,
    MonthPoint,
    RepeatLine,
    RunLine,
    SpreadLine,
    StandardLine,
    TimesLine,
    ValueFigures,
)

if TYPE_CHECKING:
    from qaudit.desk.documents.comparison import Answered


class OfGroup(Protocol):
    """An answer that says of what group it is."""

    @property
    def group(self) -> Group: ...


Answer = TypeVar("Answer", bound=OfGroup)
Given = TypeVar("Given")
Made = TypeVar("Made")


def group_figures(group: Group, found: "Answered") -> GroupFigures:
    """What all questions say of one group."""
    league, regions = _of(group, found.leagues), _of(group, found.regions)
    consistency, standards = _of(group, found.consistencies), _of(group, found.standards)
    heat, splits, repeats = _of(group, found.heats), _of(group, found.splits), _of(group, found.repeats)
    times, changes = _of(group, found.times), _of(group, found.changes)
    gaps, value, auditors = _of(group, found.gaps), _of(group, found.values), _of(group, found.auditors)
    complaints = _of(group, found.complaints)
    told = league or standards
    return GroupFigures(
        kind=group.kind,
        brand=group.brand,
        pack=group.pack,
        n=0 if league is None else league.n,
        editions=None if told is None else told.editions,
        changed=() if league is None else league.changed,
        changes=_told(changes, _changes),
        league=_told(league, league_figures),
        regions=_told(regions, league_figures),
        heat=_told(heat, _heat),
        courses=tuple(_course(one) for one in found.courses if _belongs(one.group, group)),
        standards=_standards(standards) if standards else (),
        splits=splits.rows if splits else (),
        repeats=_repeats(repeats) if repeats else (),
        runs=_runs(repeats) if repeats else (),
        consistency=_told(consistency, _consistency),
        times=_times(times) if times else (),
        gap=_gaps(gaps) if gaps else (),
        complaints=_complaints(complaints) if complaints else None,
        value=_told(value, _value),
        auditors=tuple(map(_auditor, auditors.rows)) if auditors else (),
    )


def _belongs(group: Group, to: Group) -> bool:
    return (group.kind, group.brand, group.pack) == (to.kind, to.brand, to.pack)


def _of(group: Group, answers: Iterable[Answer]) -> Answer | None:
    return next((one for one in answers if _belongs(one.group, group)), None)


def _told(answer: Given | None, make: Callable[[Given], Made]) -> Made | None:
    return None if answer is None else make(answer)


def league_figures(league: League) -> LeagueFigures:
    """A league as the report tells it."""
    lines = tuple(LeagueLine(row.member, row.name, row.figures) for row in league.rows)
    return LeagueFigures(lines, league.funnel)


def _heat(heat: HeatMap) -> HeatFigures:
    lines = tuple(
        HeatLine(
            row.member,
            row.name,
            row.n,
            tuple(None if cell is None else (cell.mean, cell.flag) for cell in row.cells),
        )
        for row in heat.rows
    )
    return HeatFigures(heat.columns, lines)


def _course(course: Course) -> CourseLine:
    points = tuple(
        MonthPoint(one.when, one.n, one.value, one.editions if one.new_edition else None)
        for one in course.points
    )
    return CourseLine(course.member, course.name, points, course.chart)


def _standards(found: Standards) -> tuple[StandardLine, ...]:
    return tuple(
        StandardLine(row.code, row.section, row.n, row.met, row.lost_share, row.is_dead_weight, row.changed)
        for row in found.rows
    )


def _repeats(found: Repeats) -> tuple[RepeatLine, ...]:
    return tuple(
        RepeatLine(row.code, row.n, row.repeated, row.branches, row.running) for row in found.standards
    )


def _runs(found: Repeats) -> tuple[RunLine, ...]:
    return tuple(
        RunLine(run.code, run.name or run.branch, run.visits, run.n, run.since, run.last)
        for run in found.runs
    )


def _consistency(found: Consistency) -> ConsistencyFigures:
    lines = tuple(SpreadLine(one.member, one.name, one.n, one.mean, one.sd) for one in found.branches)
    return ConsistencyFigures(found.shares, lines)


def _times(found: Times) -> tuple[TimesLine, ...]:
    rows = sorted(found.rows, key=lambda row: (-row.lost, row.code))
    return tuple(TimesLine(row.code, row.summary, row.lost, row.lost_share) for row in rows)


def _changes(found: Changes) -> ChangeFigures:
    lines = tuple(
        ChangeLine(row.code, row.contribution, row.is_flagged, row.changed) for row in found.standards
    )
    return ChangeFigures(found.n, found.means, found.difference, found.points, lines, found.editions)


def _gaps(found: Gaps) -> tuple[GapLine, ...]:
    return tuple(
        GapLine(row.key, row.n, row.expectation, row.perception, row.gap, row.audited) for row in found.rows
    )


def _complaints(found: Complaints) -> ComplaintFigures | None:
    """Nothing where no standard was complained of: silence says nothing about customers."""
    lines = tuple(
        ComplaintLine(
            row.key,
            row.complaints,
            0 if row.audited is None else row.audited.n,
            None if row.audited is None else row.audited.met,
            row.is_doubtful,
        )
        for row in found.rows
        if row.complaints
    )
    return ComplaintFigures(found.n, found.elsewhere, lines) if lines else None


def _value(found: Value) -> ValueFigures:
    return ValueFigures(found.file.poor, found.poor, found.file.assumptions, found.cost)


def _auditor(row: AuditorFigures) -> AuditorLine:
    chart = row.drift.chart
    if isinstance(chart, NotEnough):
        return AuditorLine(row.alias, row.n, row.severity)
    return AuditorLine(row.alias, row.n, row.severity, _signal_months(row.drift.months, chart))


def _signal_months(months: tuple[str, ...], chart: ControlChart) -> tuple[str, ...]:
    return tuple(month for month, point in zip(months, chart.points, strict=True) if point.signals)
