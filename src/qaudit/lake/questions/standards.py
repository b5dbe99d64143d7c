"""How often each standard is met: over all visits, from branch to branch, between two groups, and by edition."""

import ibis
from ibis.expr.types import BooleanValue, Table

from qaudit.lake.asked import Asked
from qaudit.lake.questions.tables import (
    OBSERVATIONS,
    VISITS,
    named,
    observations_asked,
    standard_filters,
    visit_filters,
    visits_asked,
)

STANDARD = ("kind", "brand", "pack", "code")
OF_EDITION = (
    "visit_key", "section", "code", "measure", "weight", "limit", "critical", "bonus", "scored",
    "layer", "dimension", "stage", "channel",
)  # fmt: skip
"""What an edition says of a standard, and the visit that says so."""


def tallies(asked: Asked) -> Table:
    """For each standard: how often judged and missed (partly met is missed), and the points it was asked for and lost.

    Points leave bonus standards out, as scores do. Edition by edition first: that costs half of looking at the
    edition of every row.
    """
    table = observations_asked(asked, OBSERVATIONS.judged)
    counts = ~table.bonus
    each = table.group_by(*STANDARD, "edition").agg(
        section=table.section.arbitrary(),
        judged=table.count(),
        findings=table.count(where=table.finding),
        shares=table.share.sum(),
        shared=table.share.count(),
        possible=table.possible.sum(where=counts),
        earned=table.earned.sum(where=counts),
    )
    found = each.group_by(*STANDARD).agg(
        section=each.section.max(),
        judged=each.judged.sum().cast("int64"),
        findings=each.findings.sum().cast("int64"),
        share=each.shares.sum() / each.shared.sum(),
        possible=each.possible.sum().fill_null(0.0),
        earned=each.earned.sum().fill_null(0.0),
        first_edition=each.edition.min(),
        last_edition=each.edition.max(),
    )
    return found.order_by(*STANDARD)


def spreads(asked: Asked) -> Table:
    """For each standard: over how many branches (or regions …), and the sums from which the spread of rates follows."""
    table = observations_asked(asked, OBSERVATIONS.judged)
    names = named(table, asked.level)
    cells = table.group_by(**names, code=table.code).agg(
        asked=table.count().cast("float64"), missed=table.count(where=table.finding).cast("float64")
    )
    met = cells.asked - cells.missed
    found = cells.group_by(*STANDARD).agg(
        members=cells.count(),
        asked=cells.asked.sum(),
        met=met.sum(),
        met_squares=(met * met / cells.asked).sum(),
        asked_squares=(cells.asked * cells.asked).sum(),
    )
    return found.order_by(*STANDARD)


def rates_by_month(asked: Asked) -> Table:
    """For each branch (or region …) and month: how often judged and missed, all standards together."""
    table = observations_asked(asked, OBSERVATIONS.judged)
    names = named(table, asked.level)
    each = table.group_by(**names, month=table.month, edition=table.edition).agg(
        asked=table.count(), missed=table.count(where=table.finding)
    )
    found = each.group_by(*names, "month").agg(
        asked=each.asked.sum().cast("int64"),
        missed=each.missed.sum().cast("int64"),
        first_edition=each.edition.min(),
        last_edition=each.edition.max(),
    )
    return found.order_by(*names, "month")


def rates_by_visit(asked: Asked) -> Table:
    """The same for each visit, in the order of time."""
    table = observations_asked(asked, OBSERVATIONS.judged)
    sums = table.group_by("visit_key").agg(asked=table.count(), missed=table.count(where=table.finding))
    visits = VISITS.inner_join(sums, "visit_key")
    names = named(visits, asked.level)
    found = visits.select(
        *(value.name(name) for name, value in names.items()),
        *("visit", "edition", "day", "left_at", "asked", "missed"),
    )
    return found.order_by(*names, "left_at", "visit").drop("left_at")


def tallies_of_both(first: Asked, second: Asked) -> Table:
    """For each standard and for each of two groups of visits: how often judged, points earned and possible.

    In one pass. A visit may be in both.
    """
    table = OBSERVATIONS
    sides = [_condition(table, asked) for asked in (first, second)]
    both = table.filter(sides[0] | sides[1], table.judged, ~table.bonus, table.possible > 0)
    one, other = (_condition(both, asked) for asked in (first, second))
    found = both.group_by(*STANDARD).agg(
        section=both.section.max(),
        n_first=both.count(where=one),
        n_second=both.count(where=other),
        earned_first=both.earned.sum(where=one).fill_null(0.0),
        earned_second=both.earned.sum(where=other).fill_null(0.0),
        possible_first=both.possible.sum(where=one).fill_null(0.0),
        possible_second=both.possible.sum(where=other).fill_null(0.0),
    )
    return found.order_by(*STANDARD)


def _condition(table: Table, asked: Asked) -> BooleanValue:
    conditions = [*visit_filters(table, asked), *standard_filters(table, asked)]
    return ibis.and_(*conditions) if conditions else ibis.literal(True)


def editions(asked: Asked) -> Table:
    """For each standard of each edition what the lake knows of it, in the order in which editions were first used.

    A visit has an observation of every standard of its pack: one visit of each snapshot is enough.
    """
    visits = visits_asked(asked)
    used = visits.group_by("brand", "pack", "edition", "digest").agg(
        first=visits.day.min(), visits=visits.count(), visit_key=visits.visit_key.min()
    )
    table = OBSERVATIONS
    conditions = standard_filters(table, asked)
    seen = table.filter(*conditions) if conditions else table
    seen = seen.select(*OF_EDITION)
    found = used.inner_join(seen, "visit_key").drop("visit_key")
    return found.order_by("brand", "pack", "first", "edition", "digest", "code")
