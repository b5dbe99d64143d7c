"""Visits that were observed twice: one branch, one day, one edition of a pack, two auditors or more.

The lake keeps how often each verdict was given to each standard on such an occasion (`seen_twice.py`): of a hundred
thousand visits a few thousand are like that, and whoever asks has no need to look at the others.
"""

from dataclasses import replace

import ibis
from ibis.expr.types import BooleanValue, Table

from qaudit.lake.asked import Asked
from qaudit.lake.questions.tables import DOUBLES, let_through, standard_filters, visit_filters

OCCASION = ("kind", "brand", "pack", "edition", "branch", "day")
SAID = ("met", "partly", "missed")
"""How many auditors judged it so."""


def twice_by_occasion(asked: Asked) -> Table:
    """For each occasion how often its auditors said what: `standards` is how many of its standards were judged so.

    What nobody judged (not applicable, not observed) is left out.
    """
    said = _said(asked)
    names = (*OCCASION, *SAID)
    return said.group_by(*names).agg(standards=said.count()).order_by(*names)


def twice_by_standard(asked: Asked) -> Table:
    """For each standard that two auditors or more judged how often they said what: `occasions` is on how many."""
    said = _said(asked, DOUBLES.met + DOUBLES.partly + DOUBLES.missed > 1)
    names = ("kind", "brand", "pack", "code", *SAID)
    return said.group_by(*names).agg(occasions=said.count()).order_by(*names)


def _said(asked: Asked, *more: BooleanValue) -> Table:
    """What was said on the occasions asked about. An auditor who is named stands for every occasion that was theirs."""
    conditions = visit_filters(DOUBLES, replace(asked, auditors=()))
    if asked.auditors:
        conditions.append(ibis.or_(*(DOUBLES.auditors.contains(alias) for alias in asked.auditors)))
    return let_through(DOUBLES, [*conditions, *standard_filters(DOUBLES, asked), *more])
