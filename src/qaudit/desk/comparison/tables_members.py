"""The plain tables of those who are compared: leagues, heat maps, courses, spread, auditors."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from qaudit.analysis.control_charts import ControlChart
from qaudit.desk.comparison.rows import (
    MEMBER,
    OF_GROUP,
    OF_PACK,
    ROW_EDITIONS,
    N,
    TableOf,
    count,
    editions,
    estimate,
    interval,
    joined,
    lack,
    number,
    of_answer,
    part,
    words,
    yes_no,
)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A row of a heat map with one of its columns."""

    row: Any
    column: str
    cell: Any


def _cells(heat: Any) -> Iterator[_Cell]:
    return (
        _Cell(row, column, cell)
        for row in heat.rows
        for column, cell in zip(heat.columns, row.cells, strict=True)
        if cell is not None
    )


@dataclass(frozen=True, slots=True)
class _Point:
    """A point of a course with its place on the chart; None without a chart."""

    point: Any
    charted: Any


def _points(course: Any) -> Iterator[_Point]:
    charted = course.chart.points if isinstance(course.chart, ControlChart) else [None] * len(course.points)
    return (_Point(*both) for both in zip(course.points, charted, strict=True))


@dataclass(frozen=True, slots=True)
class _Month:
    """One month of an auditor."""

    alias: str
    month: str
    n: int
    departure: float
    charted: Any


def _months(auditors: Any) -> Iterator[_Month]:
    for one in auditors.rows:
        chart = one.drift.chart
        points = chart.points if isinstance(chart, ControlChart) else [None] * len(one.drift.months)
        columns = (one.drift.months, one.drift.visits, one.drift.departures, points)
        yield from (_Month(one.alias, *month) for month in zip(*columns, strict=True))


LEAGUE = (
    TableOf(
        "league",
        lambda league: league.rows,
        (
            *OF_GROUP,
            words("level", lambda league, row: league.level.value),
            *MEMBER,
            count("n", lambda league, row: row.figures.n),
            *estimate("mean", lambda league, row: row.figures.mean),
            part("likelier", float, lambda league, row: row.figures.shrunken, "shrunken"),
            part("place", int, lambda league, row: row.figures.standing, "place"),
            part("of", int, lambda league, row: row.figures.standing, "of"),
            count("place_low", lambda league, row: _end_of_place(row, "low")),
            count("place_high", lambda league, row: _end_of_place(row, "high")),
            lack("place_lack", lambda league, row: row.figures.standing),
            part("flag", str, lambda league, row: row.figures.flag, "comparison"),
            part("apart", float, lambda league, row: row.figures.flag, "apart"),
            part("adjusted_p", float, lambda league, row: row.figures.flag, "adjusted"),
            lack("flag_lack", lambda league, row: row.figures.flag),
            words("funnel", lambda league, row: _in_funnel(league, row, "where")),
            words("funnel_usual", lambda league, row: _in_funnel(league, row, "where_usual")),
            *ROW_EDITIONS,
        ),
    ),
    of_answer(
        "groups",
        *OF_GROUP,
        N,
        part("branches", int, lambda league, row: league.funnel, "n"),
        part("target", float, lambda league, row: league.funnel, "target"),
        part("dispersion", float, lambda league, row: league.funnel, "dispersion"),
        part("over_dispersed", bool, lambda league, row: league.funnel, "over_dispersed"),
        part("between", float, lambda league, row: league.funnel, "between"),
        lack("funnel_lack", lambda league, row: league.funnel),
        *ROW_EDITIONS,
        words("changed", lambda league, row: joined(league.changed)),
    ),
)


def _end_of_place(row: Any, end: str) -> int | None:
    places = getattr(row.figures.standing, "interval", None)
    return None if places is None else int(getattr(places, end))


def _in_funnel(league: Any, row: Any, field: str) -> str | None:
    point = getattr(league.funnel, "points", {}).get(row.member)
    return None if point is None else getattr(point, field).value


HEAT = (
    TableOf(
        "heat",
        _cells,
        (
            *OF_PACK,
            words("level", lambda heat, one: heat.level.value),
            words("member", lambda heat, one: one.row.member),
            words("name", lambda heat, one: one.row.name),
            words("key", lambda heat, one: one.column),
            count("n", lambda heat, one: one.cell.mean.n),
            *estimate("mean", lambda heat, one: one.cell.mean),
            part("flag", str, lambda heat, one: one.cell.flag, "comparison"),
            part("adjusted_p", float, lambda heat, one: one.cell.flag, "adjusted"),
            lack("flag_lack", lambda heat, one: one.cell.flag),
        ),
    ),
)


TREND = (
    TableOf(
        "trend",
        _points,
        (
            *OF_GROUP,
            words("level", lambda course, one: course.level.value),
            words("member", lambda course, one: course.member),
            words("name", lambda course, one: course.name),
            words("of", lambda course, one: course.of.value),
            words("when", lambda course, one: one.point.when),
            words("visit", lambda course, one: one.point.visit),
            count("n", lambda course, one: one.point.n),
            number("value", lambda course, one: one.point.value),
            part("centre", float, lambda course, one: course.chart, "centre"),
            *interval("limit", lambda course, one: getattr(one.charted, "limits", None)),
            words("signals", lambda course, one: joined(getattr(one.charted, "signals", ()))),
            part("provisional", bool, lambda course, one: course.chart, "provisional"),
            lack("chart_lack", lambda course, one: course.chart),
            yes_no("new_edition", lambda course, one: one.point.new_edition),
            *editions(lambda course, one: one.point.editions),
        ),
    ),
)


CONSISTENCY = (
    TableOf(
        "consistency",
        lambda consistency: consistency.branches,
        (
            *OF_GROUP,
            *MEMBER,
            N,
            number("mean", lambda consistency, row: row.mean),
            *estimate("sd", lambda consistency, row: row.sd),
        ),
    ),
    of_answer(
        "shares",
        *OF_GROUP,
        N,
        part("branches", int, lambda consistency, row: consistency.shares, "branches"),
        part("auditors", int, lambda consistency, row: consistency.shares, "auditors"),
        part("sd", float, lambda consistency, row: consistency.shares, "sd"),
        *estimate("branch", lambda consistency, row: getattr(consistency.shares, "branch", None)),
        *estimate("auditor", lambda consistency, row: getattr(consistency.shares, "auditor", None)),
        *estimate("visit", lambda consistency, row: getattr(consistency.shares, "visit", None)),
        lack("lack", lambda consistency, row: consistency.shares),
    ),
)


AUDITORS = (
    TableOf(
        "auditors",
        lambda auditors: auditors.rows,
        (
            *OF_GROUP,
            words("auditor", lambda auditors, row: row.alias),
            N,
            part("branches", int, lambda auditors, row: row.severity, "branches"),
            part("peers", int, lambda auditors, row: row.severity, "peers"),
            *estimate("apart", lambda auditors, row: getattr(row.severity, "apart", None)),
            part(
                "likelier", float, lambda auditors, row: getattr(row.severity, "shrunken", None), "shrunken"
            ),
            part("leaning", str, lambda auditors, row: row.severity, "leaning"),
            lack("lack", lambda auditors, row: row.severity),
        ),
    ),
    TableOf(
        "drift",
        _months,
        (
            *OF_GROUP,
            words("auditor", lambda auditors, row: row.alias),
            words("month", lambda auditors, row: row.month),
            N,
            number("departure", lambda auditors, row: row.departure),
            *interval("limit", lambda auditors, row: getattr(row.charted, "limits", None)),
            words("signals", lambda auditors, row: joined(getattr(row.charted, "signals", ()))),
        ),
    ),
)
