"""Visits that were observed twice: one branch, one day, one edition of a pack, two auditors or more."""

from ibis.expr.types import Table

from qaudit.lake.asked import Asked
from qaudit.lake.questions.tables import OBSERVATIONS, standard_filters, visits_asked

OCCASION = ("kind", "brand", "pack", "edition", "branch", "day")


def judged_twice(asked: Asked) -> Table:
    """What each auditor judged on the occasions that two or more observed: one row for each auditor and standard.

    Of several visits of one auditor to one branch on one day the first counts. What was not judged (not applicable,
    not observed) is left out.
    """
    visits = visits_asked(asked)
    of_auditor = visits.group_by(*OCCASION, "auditor").agg(visit=visits.visit.min())
    occasions = of_auditor.group_by(*OCCASION).agg(auditors=of_auditor.count())
    occasions = occasions.filter(occasions.auditors > 1).drop("auditors")
    shared = of_auditor.inner_join(occasions, OCCASION)
    table = OBSERVATIONS
    seen = table.filter(table.judged, *standard_filters(table, asked))
    seen = seen.select("visit", "code", "verdict", "share")
    found = shared.inner_join(seen, "visit")
    return found.select(*OCCASION, "auditor", "code", "verdict", "share").order_by(
        *OCCASION, "code", "auditor"
    )
