"""The score of each visit, and what a league, a heat map and a course make of it."""

import ibis
from ibis.expr.types import Table

from qaudit.lake.asked import Asked, By
from qaudit.lake.questions.tables import (
    OBSERVATIONS,
    SECTIONS,
    VISITS,
    named,
    observations_asked,
    visit_filters,
    visits_asked,
)

OF_VISIT = (
    *("visit", "visit_key", "kind", "brand", "pack", "edition", "region", "branch"),
    *("auditor", "month", "day"),
)
KEY = ("kind", "brand", "pack", "key", "member")


def scores(asked: Asked, *also: str) -> Table:
    """One row for each visit and key: `key`, `score` (percent, never null), `OF_VISIT` and other columns of visits.

    The total is the visit's own score, with its caps. A section's is its own. Of anything else, and where some
    standards are asked about and others not, it is the points earned of those possible, without bonus standards.
    """
    if asked.by is By.TOTAL and not asked.names_standards:
        visits = visits_asked(asked, VISITS.percent.notnull())
        return visits.select(*OF_VISIT, *also, key=ibis.literal(""), score=visits.percent)
    if _is_of_sections(asked) and not also:
        table = _sections(asked)
        return table.select(*OF_VISIT, key=table.section, score=table.percent)
    parts = _of_sections(asked) if _is_of_sections(asked) else _of_points(asked)
    return visits_asked(asked).select(*OF_VISIT, *also).inner_join(parts, "visit_key")


def _is_of_sections(asked: Asked) -> bool:
    others = (asked.layers, asked.dimensions, asked.stages, asked.channels, asked.codes)
    return asked.by is By.SECTION and not any(others)


def _sections(asked: Asked) -> Table:
    conditions = [*visit_filters(SECTIONS, asked), SECTIONS.percent.notnull()]
    if asked.sections:
        conditions.append(SECTIONS.section.isin(list(asked.sections)))
    return SECTIONS.filter(*conditions)


def _of_sections(asked: Asked) -> Table:
    table = _sections(asked)
    return table.select("visit_key", key=table.section, score=table.percent)


def _of_points(asked: Asked) -> Table:
    conditions = [OBSERVATIONS.possible > 0, ~OBSERVATIONS.bonus]
    if asked.by is not By.TOTAL:
        # A standard without that tag is of no layer, dimension …
        conditions.append(OBSERVATIONS[asked.by.value].fill_null("") != "")
    table = observations_asked(asked, *conditions)
    key = ibis.literal("") if asked.by is By.TOTAL else table[asked.by.value]
    sums = table.group_by("visit_key", key=key).agg(earned=table.earned.sum(), possible=table.possible.sum())
    return sums.select("visit_key", "key", score=100 * sums.earned / sums.possible)


def samples(asked: Asked) -> Table:
    """For each group, key and member: n, mean and variance of its visits' scores, and what editions they are of."""
    return _summed(scores(asked), asked, {})


def samples_by_month(asked: Asked) -> Table:
    """The same for each month."""
    table = scores(asked)
    return _summed(table, asked, {"month": table.month})


def _summed(table: Table, asked: Asked, more: dict[str, ibis.Value]) -> Table:
    found = table.group_by(key=table.key, **named(table, asked.level), **more).agg(
        n=table.score.count(),
        mean=table.score.mean(),
        variance=table.score.var(how="sample").fill_null(0.0),
        first_edition=table.edition.min(),
        last_edition=table.edition.max(),
    )
    names = (*KEY, *more, "n", "mean", "variance", "first_edition", "last_edition")
    return found.select(*names).order_by(*KEY, *more)


def visit_scores(asked: Asked) -> Table:
    """Every visit's score by branch and auditor, in no order: to sort them takes longer than all else."""
    table = scores(asked)
    return table.select(
        **named(table, asked.level), **_columns(table, "key", "branch", "auditor", "day", "score")
    )


def scores_by_visit(asked: Asked) -> Table:
    """Every visit with its score, in the order of time."""
    table = scores(asked, "left_at").order_by("left_at", "visit", "key")
    return table.select(
        **named(table, asked.level), **_columns(table, "key", "visit", "edition", "day", "score")
    )


def _columns(table: Table, *names: str) -> dict[str, ibis.Value]:
    return {name: table[name] for name in names}


def outcomes(asked: Asked) -> Table:
    """Every visit with what became of it, by group in the order of time."""
    found = visits_asked(asked).select(
        *("kind", "brand", "pack", "branch", "visit", "edition", "auditor"),
        *("day", "percent", "outcome", "capped", "judged", "findings", "left_at"),
    )
    return found.order_by("kind", "brand", "pack", "left_at", "visit").drop("left_at")


def places(asked: Asked) -> Table:
    """The branches that have visits, with the last of the names they went by."""
    table = visits_asked(asked)
    found = table.group_by("branch").agg(
        name=table.branch_name.max(), region=table.region.max(), brand=table.brand.max()
    )
    return found.order_by("branch")
