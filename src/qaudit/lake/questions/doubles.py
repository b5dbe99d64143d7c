"""Visits that were observed twice: one branch, one day, one edition of a pack, two auditors or more.

Of what their auditors judged, only how many said what matters: a hundred thousand visits come down to a few thousand
rows.
"""

import ibis
from ibis.expr.types import Table

from qaudit.lake.asked import Asked
from qaudit.lake.questions.tables import OBSERVATIONS, standard_filters, visits_asked

OCCASION = ("kind", "brand", "pack", "edition", "branch", "day")
SAID = ("met", "partly", "missed")
"""How many auditors judged it so."""


def twice_by_occasion(asked: Asked) -> Table:
    """For each occasion how often its auditors said what: `standards` is how many of its standards were judged so.

    Of several visits of one auditor to one branch on one day the first counts. What nobody judged (not
    applicable, not observed) is left out.
    """
    visits = _visits(asked)
    units = _judged(visits, asked)
    found = units.group_by("occasion", *SAID).agg(standards=units.count())
    found = found.inner_join(_occasions(visits), "occasion")
    return found.select(*OCCASION, *SAID, "standards").order_by(*OCCASION, *SAID)


def twice_by_standard(asked: Asked) -> Table:
    """For each standard that two auditors or more judged how often they said what: `occasions` is on how many."""
    visits = _visits(asked)
    units = _judged(visits, asked)
    units = units.filter(units.met + units.partly + units.missed > 1)
    found = units.inner_join(_occasions(visits), "occasion")
    names = ("kind", "brand", "pack", "code", *SAID)
    return found.group_by(*names).agg(occasions=found.count()).order_by(*names)


def _judged(visits: Table, asked: Asked) -> Table:
    """One row for each occasion and standard: `occasion`, `code`, `SAID`."""
    table = OBSERVATIONS
    conditions = standard_filters(table, asked)
    seen = table.filter(*conditions) if conditions else table
    seen = seen.select("visit_key", "code", "verdict")
    found = visits.inner_join(seen, "visit_key")
    said = {verdict: found.count(where=found.verdict == verdict) for verdict in SAID}
    counted = found.group_by("occasion", "code").agg(**said)
    return counted.filter(counted.met + counted.partly + counted.missed > 0)


def _occasions(visits: Table) -> Table:
    """`OCCASION` and `occasion`, of the visits that stand for all."""
    return visits.filter(visits.visit_key == visits.occasion).select("occasion", *OCCASION)


def _visits(asked: Asked) -> Table:
    """The visits of occasions: `OCCASION`, `visit_key`, and `occasion`, the key of one of them that stands for all."""
    visits = visits_asked(asked)
    # Two visits to one branch on one day are few: what comes after is asked of those alone.
    days = visits.group_by("branch", "day").agg(visits=visits.count())
    days = days.filter(days.visits > 1).select("branch", "day")
    near = visits.semi_join(days, ("branch", "day"))
    own = ibis.window(group_by=[*OCCASION, "auditor"], order_by=["left_at", "visit_key"])
    first = near.select(*OCCASION, "visit_key", turn=ibis.row_number().over(own))
    first = first.filter(first.turn == 0)
    of_all = ibis.window(group_by=OCCASION)
    first = first.mutate(auditors=first.count().over(of_all), occasion=first.visit_key.min().over(of_all))
    # Named, not dropped: what is selected is written once, however often it is used.
    return first.filter(first.auditors > 1).select(*OCCASION, "visit_key", "occasion")
