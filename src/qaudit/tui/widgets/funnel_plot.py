"""Members in a funnel: how far from the mean of all chance alone would set one with so many visits."""

from collections.abc import Sequence

from textual.content import Content

from qaudit.analysis.figures import NotEnough
from qaudit.analysis.funnel import Funnel
from qaudit.desk.comparison.league import League, LeagueRow
from qaudit.speech import _, ngettext
from qaudit.tui.widgets.funnel_drawing import funnel_drawing
from qaudit.tui.widgets.funnel_lines import funnel_legend, member_words, outside, outside_lines
from qaudit.tui.widgets.lines import row
from qaudit.tui.widgets.plot import Drawing
from qaudit.tui.widgets.plot_frame import PlotFrame
from qaudit.wording.comparison import lack_words
from qaudit.wording.comparison_sentences import funnel_words


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
            assert self._league is not None
            first = [row.member for row in outside(self._league)]
            self._chosen = (first or order)[0]
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

    def head(self, width: int) -> Sequence[Content]:
        if self._league is None:
            return ()
        visits = Content(ngettext("{n} visit", "{n} visits", self._league.n))
        about = Content.styled(_("score in percent, by visits"), "$muted")
        return (row((about,), width, (visits,)),)

    def legend(self) -> str:
        return funnel_legend()

    def below(self) -> Sequence[Content]:
        if self._league is None:
            return ()
        funnel = self._league.funnel
        if isinstance(funnel, NotEnough):
            return (Content(_("No funnel: {reason}", reason=lack_words(funnel))),)
        chosen = self.chosen
        first = (
            Content.styled(_("Arrows go from member to member."), "$muted")
            if chosen is None
            else Content.styled(
                member_words(chosen, funnel.points[chosen.member], self._league.group.brand), "bold"
            )
        )
        return (first, *map(Content, outside_lines(self._league)), Content(funnel_words(funnel)))

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
