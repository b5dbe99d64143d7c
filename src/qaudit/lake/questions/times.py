"""Measured times, counted: how often each time came, so that every percentile can be told exactly."""

import ibis
from ibis.expr.types import Table

from qaudit.lake.asked import Along, Asked
from qaudit.lake.questions.tables import OBSERVATIONS, observations_asked

TIMED = ("kind", "brand", "pack", "code", "slice")
COUNTED = (*TIMED, "seconds", "n", "limited", "within", "lost")


def counted_times(asked: Asked, along: Along = Along.STANDARD) -> Table:
    """For each standard, slice and time in seconds: how often it came, with a limit, and within it; the seconds lost.

    Lost is what passed the limit. `slice` is the branch, the hour (00 to 23), the weekday (1 is Monday) or month.
    """
    table = observations_asked(asked, OBSERVATIONS.seconds.notnull())
    limit = table["limit"]
    late = (table.seconds > limit).fill_null(False)
    found = table.group_by(
        kind=table.kind,
        brand=table.brand,
        pack=table.pack,
        code=table.code,
        slice=_cut(table, along),
        seconds=table.seconds,
    ).agg(
        n=table.count(),
        limited=limit.count(),
        within=table.count(where=(table.seconds <= limit).fill_null(False)),
        lost=(table.seconds - limit).sum(where=late).fill_null(0.0),
    )
    # Words are made of the few slices, not of every observation.
    told = found.mutate(slice=_told(found["slice"], along))
    return told.select(*COUNTED).order_by(*TIMED, "seconds")


def _cut(table: Table, along: Along) -> ibis.Value:
    return ibis.literal("") if along is Along.STANDARD else table[along.value]


def _told(cut: ibis.Value, along: Along) -> ibis.Value:
    words = cut.cast("string")
    return words.lpad(2, "0") if along is Along.HOUR else words
