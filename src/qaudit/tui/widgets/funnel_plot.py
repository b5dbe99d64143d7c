"""Members in a funnel: how far from the mean of all chance alone would set one with so many visits."""

from collections.abc import Iterator, Sequence

from textual.content import Content

from qaudit.analysis.figures import NotEnough
from qaudit.analysis.funnel import Funnel, FunnelPoint, Where
from qaudit.core.text import printable
from qaudit.desk.comparison.league import League, LeagueRow
from qaudit.speech import _, ngettext
from qaudit.tui.widgets.funnel_drawing import CHOSEN, FAR, MEMBER, NEAR, SIGNS, TARGET, funnel_drawing
from qaudit.tui.widgets.lines import row
from qaudit.tui.widgets.plot import Drawing
from qaudit.tui.widgets.plot_frame import PlotFrame
from qaudit.wording.comparison import lack_words, one_place, where_words
from qaudit.wording.comparison_sentences import funnel_words

FARTHEST_FIRST = (Where.BELOW_998, Where.ABOVE_998, Where.BELOW_95, Where.ABOVE_95)


class FunnelPlot(PlotFrame):
    """Draws the funnel of one league. `move` goes along its members, each of which is then told below."""

    def __init__(self, *, name: str = "funnel-plot") -> None:
        super().__init__(name=name)
        self._league: League | None = None
        self._chosen: str | None = None

    def show(self, league: League) -> None:
        """Shows this league; the chosen member stays chosen where it has it."""
        self._league = league
        if self._chosen not in self._order():
            self._chosen = None
        self.renew()

    def choose(self, member: str | None) -> None:
        """Marks this member, by code."""
        self._chosen = member if member in self._order() else None
        self.renew()

    def move(self, step: int) -> None:
        """Chooses the member so many further right: by n, then by score. Where none was chosen, the first outside."""
        order = self._order()
        if not order:
            return
        if self._chosen is None:
            outside = [row.member for row in self._outside()]
            self._chosen = outside[0] if outside else order[0]
        else:
            self._chosen = order[max(0, min(order.index(self._chosen) + step, len(order) - 1))]
        self.renew()

    @property
    def chosen(self) -> LeagueRow | None:
        """The member that is chosen."""
        return None if self._chosen is None else self._row(self._chosen)

    def has_drawing(self) -> bool:
        return self._funnel is not None

    def drawn(self, width: int, height: int) -> Drawing | None:
        funnel = self._funnel
        if funnel is None:
            return None
        chosen = None if self._chosen is None else funnel.points.get(self._chosen)
        return funnel_drawing(funnel, chosen, width, height)

    def above(self, width: int) -> Sequence[Content]:
        if self._league is None:
            return ()
        visits = Content(ngettext("{n} visit", "{n} visits", self._league.n))
        about = Content.styled(_("score in percent, by visits"), "$muted")
        return (row((about,), width, (visits,)),)

    def below(self) -> Sequence[Content]:
        if self._league is None:
            return ()
        funnel = self._league.funnel
        if isinstance(funnel, NotEnough):
            return (Content(_("No funnel: {reason}", reason=lack_words(funnel))),)
        found = [
            Content.styled(_legend(), "$muted"),
            *map(Content, self._named(funnel)),
            Content(funnel_words(funnel)),
        ]
        chosen = self.chosen
        if chosen is not None:
            found.insert(0, Content.styled(member_words(chosen, funnel.points[chosen.member]), "bold"))
        return found

    @property
    def _funnel(self) -> Funnel | None:
        funnel = None if self._league is None else self._league.funnel
        return funnel if isinstance(funnel, Funnel) else None

    def _order(self) -> list[str]:
        funnel = self._funnel
        if funnel is None:
            return []
        return sorted(
            funnel.points, key=lambda code: (funnel.points[code].n, funnel.points[code].value, code)
        )

    def _row(self, member: str) -> LeagueRow | None:
        rows = () if self._league is None else self._league.rows
        return next((one for one in rows if one.member == member), None)

    def _outside(self, wanted: Sequence[Where] = FARTHEST_FIRST) -> list[LeagueRow]:
        funnel = self._funnel
        if funnel is None or self._league is None:
            return []
        return [
            one for where in wanted for one in self._league.rows if funnel.points[one.member].where is where
        ]

    def _named(self, funnel: Funnel) -> Iterator[str]:
        """Those outside, by how far, and who of them is so by more than members usually differ."""
        for where in FARTHEST_FIRST:
            names = _names(self._outside([where]), funnel)
            if names:
                yield f"{SIGNS[where][0]} {_('{where}: {names}', where=where_words(where), names=names)}"
        outside = self._outside()
        if not outside:
            yield _("Nobody is outside the limits.")
        elif funnel.over_dispersed:
            beyond = [one for one in outside if funnel.points[one.member].where_usual is not Where.INSIDE]
            names = _names(beyond, funnel) or _("nobody")
            yield _("Outside by more than the usual differences: {names}", names=names)


def member_words(found: LeagueRow, point: FunnelPoint) -> str:
    """`Old Town: 67.1 · n = 24 · below the 99.8 % limit`."""
    name = printable(found.name or found.member, one_line=True)
    value = _("{name}: {value}", name=name, value=one_place(point.value))
    return f"{CHOSEN} {value} · {_('n = {n}', n=point.n)} · {where_words(point.where)}"


def _names(rows: Sequence[LeagueRow], funnel: Funnel) -> str:
    return ", ".join(
        _(
            "{value} ({interval})",
            value=printable(one.name or one.member, one_line=True),
            interval=one_place(funnel.points[one.member].value),
        )
        for one in rows
    )


def _legend() -> str:
    parts = (
        (MEMBER, _("within the limits (2 to 9: so many)")),
        (TARGET, _("mean of all")),
        (NEAR, _("95\u00a0%")),
        (FAR, _("99.8\u00a0%")),
    )
    return "  ".join(f"{sign}\u00a0{words}" for sign, words in parts)
