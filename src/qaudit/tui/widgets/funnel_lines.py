"""What a funnel says in words: who is outside its limits, by how far, and what its signs are."""

from collections.abc import Iterator, Sequence

from qaudit.analysis.funnel import Funnel, FunnelPoint, Where
from qaudit.desk.comparison.league import League, LeagueRow
from qaudit.speech import _
from qaudit.tui.widgets.funnel_drawing import CHOSEN, FAR, MEMBER, NEAR, SIGNS, TARGET
from qaudit.tui.widgets.member_names import short_name
from qaudit.wording.comparison import one_place, where_words

FARTHEST_FIRST = (Where.BELOW_998, Where.ABOVE_998, Where.BELOW_95, Where.ABOVE_95)


def outside(league: League, wanted: Sequence[Where] = FARTHEST_FIRST) -> list[LeagueRow]:
    """The members outside the limits, the farthest first; none without a funnel."""
    if not isinstance(league.funnel, Funnel):
        return []
    points = league.funnel.points
    return [one for where in wanted for one in league.rows if points[one.member].where is where]


def outside_lines(league: League) -> Iterator[str]:
    """Those outside, by how far, and who of them is so by more than members usually differ."""
    funnel = league.funnel
    if not isinstance(funnel, Funnel):
        return
    for where in FARTHEST_FIRST:
        if names := _names(league, funnel, outside(league, [where])):
            words = _("{where}: {names}", where=where_words(where), names=names)
            yield f"{SIGNS[where][0]} {words}"
    found = outside(league)
    if not found:
        yield _("Nobody is outside the limits.")
    elif funnel.over_dispersed:
        beyond = [one for one in found if funnel.points[one.member].where_usual is not Where.INSIDE]
        names = _names(league, funnel, beyond) or _("nobody")
        yield _("Outside by more than the usual differences: {names}", names=names)


def member_words(found: LeagueRow, point: FunnelPoint, brand: str) -> str:
    """`Old Town: 67.1 · n = 24 · below the 99.8 % limit`."""
    name = short_name(found.name, found.member, brand)
    value = _("{name}: {value}", name=name, value=one_place(point.value))
    return f"{CHOSEN} {value} · {_('n = {n}', n=point.n)} · {where_words(point.where)}"


def funnel_legend() -> str:
    """What each sign is."""
    parts = (
        (MEMBER, _("within (2 to 9: so many)")),
        (TARGET, _("mean of all")),
        (NEAR, _("95\u00a0%")),
        (FAR, _("99.8\u00a0%")),
    )
    return "  ".join(f"{sign}\u00a0{words}" for sign, words in parts)


def _names(league: League, funnel: Funnel, rows: Sequence[LeagueRow]) -> str:
    return ", ".join(
        _(
            "{value} ({interval})",
            value=short_name(one.name, one.member, league.group.brand),
            interval=one_place(funnel.points[one.member].value),
        )
        for one in rows
    )
