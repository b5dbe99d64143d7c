"""The tables as expressions, what filters let through, and what stands for a group."""

from collections.abc import Sequence

import ibis
from ibis.expr.types import BooleanValue, Table

from qaudit.lake.asked import OF_STANDARD, OF_VISIT, Asked, Level
from qaudit.lake.schema import TABLES

VISITS, SECTIONS, OBSERVATIONS, DOUBLES = (
    ibis.table(ibis.Schema.from_pyarrow(TABLES[name]), name=name)
    for name in ("visits", "sections", "observations", "doubles")
)

GROUP = ("kind", "brand", "pack")
"""What is never mixed. Between brands, brand and pack are empty: they are what is compared."""


def visit_filters(table: Table, asked: Asked) -> list[BooleanValue]:
    """What lets a row through by its visit; every table has these columns."""
    found = [
        table[column].isin(list(wanted))
        for name, column in OF_VISIT.items()
        if (wanted := getattr(asked, name))
    ]
    if asked.since is not None:
        found.append(table.day >= ibis.literal(asked.since))
    if asked.until is not None:
        found.append(table.day <= ibis.literal(asked.until))
    return found


def standard_filters(table: Table, asked: Asked) -> list[BooleanValue]:
    """What lets an observation through by its standard."""
    return [
        table[column].isin(list(wanted))
        for name, column in OF_STANDARD.items()
        if (wanted := getattr(asked, name))
    ]


def visits_asked(asked: Asked, *more: BooleanValue) -> Table:
    """The visits asked about; `more` are conditions on `VISITS`."""
    return let_through(VISITS, [*visit_filters(VISITS, asked), *more])


def observations_asked(asked: Asked, *more: BooleanValue) -> Table:
    """The observations asked about; `more` are conditions on `OBSERVATIONS`."""
    table = OBSERVATIONS
    return let_through(table, [*visit_filters(table, asked), *standard_filters(table, asked), *more])


def let_through(table: Table, conditions: Sequence[BooleanValue]) -> Table:
    """The rows for which all conditions hold; there may be none."""
    return table.filter(*conditions) if conditions else table


def named(table: Table, level: Level) -> dict[str, ibis.Value]:
    """The columns of the group, and `member`: the code of the branch, region or brand."""
    between_brands = level is Level.BRAND
    return {
        "kind": table.kind,
        "brand": ibis.literal("") if between_brands else table.brand,
        "pack": ibis.literal("") if between_brands else table.pack,
        "member": table[level.value].fill_null(""),
    }
