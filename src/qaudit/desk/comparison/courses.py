"""The course of a branch, region or brand: points in time, and which of them are signals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from qaudit.analysis.control_charts import ControlChart, rate_chart, score_chart
from qaudit.analysis.figures import NotEnough
from qaudit.desk.comparison.asked import CourseOf, Every
from qaudit.desk.comparison.groups import Editions, Group
from qaudit.lake.answers import MonthRateRow, MonthSampleRow, VisitRateRow, VisitScoreRow
from qaudit.lake.asked import Level

__all__ = ["Course", "CourseOf", "CoursePoint", "Every", "rate_courses", "score_courses"]


@dataclass(frozen=True, slots=True)
class CoursePoint:
    """One visit or month. n: visits behind a score, standards judged behind a rate."""

    when: str
    """The day as 2026-05-21, or the month as 2026-05."""
    visit: str | None
    n: int
    value: float
    editions: Editions
    new_edition: bool
    """Another edition than that of the point before: a step here may be the pack's."""


@dataclass(frozen=True, slots=True)
class Course:
    """Points in the order of time. The chart's points stand beside them, one for one."""

    group: Group
    level: Level
    member: str
    name: str
    of: CourseOf
    every: Every
    points: tuple[CoursePoint, ...]
    chart: ControlChart | NotEnough


Names = Mapping[str, str]


def score_courses(
    rows: Sequence[MonthSampleRow] | Sequence[VisitScoreRow], level: Level, names: Names
) -> tuple[Course, ...]:
    """A course of scores for each member and key; rows of one of them are in the order of time."""
    ordered: list[MonthSampleRow | VisitScoreRow] = sorted(rows, key=_of_score)
    found = []
    for (kind, brand, pack, key, member), of_member in groupby(ordered, key=_of_score):
        points = _marked([_score_point(row) for row in of_member])
        chart = score_chart([point.value for point in points])
        group, name = Group(kind, brand, pack, key), names.get(member, member)
        every = Every.MONTH if points[0].visit is None else Every.VISIT
        found.append(Course(group, level, member, name, CourseOf.SCORE, every, points, chart))
    return tuple(found)


def rate_courses(
    rows: Sequence[MonthRateRow] | Sequence[VisitRateRow], level: Level, names: Names
) -> tuple[Course, ...]:
    """A course of rates for each member."""
    ordered: list[MonthRateRow | VisitRateRow] = sorted(rows, key=_of_rate)
    found = []
    for (kind, brand, pack, member), of_member in groupby(ordered, key=_of_rate):
        asked_rows = list(of_member)
        points = _marked([_rate_point(row) for row in asked_rows])
        chart = rate_chart([row.asked - row.missed for row in asked_rows], [row.asked for row in asked_rows])
        group, name = Group(kind, brand, pack), names.get(member, member)
        every = Every.MONTH if points[0].visit is None else Every.VISIT
        found.append(Course(group, level, member, name, CourseOf.RATE, every, points, chart))
    return tuple(found)


def _of_score(row: MonthSampleRow | VisitScoreRow) -> tuple[str, str, str, str, str]:
    return row.kind, row.brand, row.pack, row.key, row.member


def _of_rate(row: MonthRateRow | VisitRateRow) -> tuple[str, str, str, str]:
    return row.kind, row.brand, row.pack, row.member


def _score_point(row: MonthSampleRow | VisitScoreRow) -> CoursePoint:
    if isinstance(row, MonthSampleRow):
        return CoursePoint(row.month, None, row.n, row.mean, (row.first_edition, row.last_edition), False)
    return CoursePoint(row.day.isoformat(), row.visit, 1, row.score, (row.edition, row.edition), False)


def _rate_point(row: MonthRateRow | VisitRateRow) -> CoursePoint:
    rate = (row.asked - row.missed) / row.asked
    if isinstance(row, MonthRateRow):
        return CoursePoint(row.month, None, row.asked, rate, (row.first_edition, row.last_edition), False)
    return CoursePoint(row.day.isoformat(), row.visit, row.asked, rate, (row.edition, row.edition), False)


def _marked(points: Sequence[CoursePoint]) -> tuple[CoursePoint, ...]:
    """The same, with those marked that begin with another edition."""
    found = []
    before: Editions | None = None
    for point in points:
        new = before is not None and point.editions != before
        found.append(
            CoursePoint(point.when, point.visit, point.n, point.value, point.editions, new) if new else point
        )
        before = point.editions
    return tuple(found)
