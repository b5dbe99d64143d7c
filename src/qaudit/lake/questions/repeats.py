"""Misses that come again: what a branch misses on one visit and misses on the next that judges it."""

import ibis
from ibis.expr.types import Table

from qaudit.lake.asked import Asked
from qaudit.lake.questions.tables import OBSERVATIONS, observations_asked, visits_asked

REPEATED = ("kind", "brand", "pack", "code", "branch")
_SERIES = ("kind", "brand", "pack", "branch")


def repeats(asked: Asked) -> Table:
    """For each standard and branch that missed it once at least: judged visits, misses, misses that were judged again.

    `again` counts the visits that judged it right after a miss, `repeated` those of them that missed it again.
    `run` is how many of the last visits missed it in a row, `since` the day of the first of these.

    Visits are put in order once, as numbers; the course of a standard at a branch is then a sorted list of numbers,
    and a text such as 0110 from which everything is counted. Windows over the observations sort tens of millions
    of rows by names, and take five times as long.
    """
    visits = _numbered(asked)
    found = _counted(_courses(asked, visits))
    last = visits.select(*_SERIES, number_last=visits.number, last=visits.day)
    since = visits.select(number_since=visits.number, since=visits.day)
    found = found.inner_join(last, "number_last").left_join(since, "number_since")
    columns = ("judged", "missed", "again", "repeated", "run", "since", "last")
    return found.select(*REPEATED, *columns).order_by(*REPEATED)


def _numbered(asked: Asked) -> Table:
    """The visits with numbers that grow with the time within each series: one branch, pack and kind."""
    visits = visits_asked(asked)
    series = [visits[name] for name in _SERIES]
    return visits.select(
        *_SERIES,
        "visit_key",
        "day",
        number=ibis.row_number().over(ibis.window(order_by=[*series, visits.left_at, visits.visit])),
        series=ibis.dense_rank().over(ibis.window(order_by=series)),
    )


def _courses(asked: Asked, visits: Table) -> Table:
    """For each series and standard `marks`, a sorted list of twice the visit's number, and 1 more where it missed."""
    seen = observations_asked(asked, OBSERVATIONS.judged).select("visit_key", "code", "finding")
    joined = seen.inner_join(visits.select("visit_key", "number", "series"), "visit_key")
    mark = joined.number * 2 + joined.finding.cast("int64")
    courses = joined.group_by("series", "code").agg(
        marks=mark.collect(), number_last=joined.number.max(), missed=joined.count(where=joined.finding)
    )
    courses = courses.filter(courses.missed > 0)
    courses = courses.mutate(marks=courses.marks.sort())
    figures = courses.marks.map(lambda one: (one % 2).cast("string"))
    return courses.mutate(text=ibis.literal("").join(figures))


def _counted(courses: Table) -> Table:
    text, judged, missed = courses.text, courses.text.length(), courses.missed
    run = judged - text.re_replace("1+$", "").length()
    led = ibis.literal("0") + text
    runs = (led.length() - led.replace("01", "").length()) // 2
    return courses.select(
        "code",
        judged=judged,
        missed=missed,
        again=missed - text.endswith("1").cast("int64"),
        repeated=missed - runs,
        run=run,
        number_last=courses.number_last,
        number_since=ibis.ifelse(run > 0, courses.marks[judged - run] // 2, None),
    )
