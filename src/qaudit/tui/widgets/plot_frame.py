"""A plot with words above and below it; the words alone where the window has no room for a plot."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from qaudit.speech import _
from qaudit.tui.widgets.lines import wrapped
from qaudit.tui.widgets.plot import LEAST_HEIGHT, LEAST_WIDTH, Drawing, Plot
from qaudit.tui.widgets.plot_words import a_few
from qaudit.tui.widgets.told_lines import ToldLines

LEAST_TOLD = 3
"""Lines of words below a plot, at least."""
HIGH = 15
"""Rows from which on there is one for what the signs are."""
TOLD_SHARE = 3
"""Words take no more than one part in so many of the height while a plot stands above them."""


class PlotFrame(Vertical):
    """What is drawn is the subclass's: `drawn`, `head`, `legend` and `below`."""

    DEFAULT_CSS = """
    PlotFrame {
        height: 1fr;
        & > ToldLines { background: $background; }
    }
    """

    def __init__(self, *, name: str) -> None:
        super().__init__(id=name)

    def compose(self) -> ComposeResult:
        yield ToldLines(self._above, name=f"{self.id}-above")
        yield Plot(self.drawn, name=f"{self.id}-drawing")
        yield ToldLines(self._below, name=f"{self.id}-below")

    def drawn(self, width: int, height: int) -> Drawing | None:
        """The drawing for a plot of this size."""
        raise NotImplementedError

    def head(self, width: int) -> Sequence[Content]:
        """The line above the plot."""
        raise NotImplementedError

    def legend(self) -> str:
        """What the signs of the plot are."""
        raise NotImplementedError

    def below(self) -> Sequence[Content]:
        """What is told below the plot, the weightiest first."""
        raise NotImplementedError

    def has_drawing(self) -> bool:
        """Whether there is anything to draw."""
        raise NotImplementedError

    def on_resize(self) -> None:
        self.renew()

    def renew(self) -> None:
        """Draws and tells everything anew."""
        if not self.is_mounted or not self.query(Plot):
            return
        plot = self.query_one(Plot)
        plot.display = self._has_room and self.has_drawing()
        for lines in self.query(ToldLines):
            lines.refresh(layout=True)
        if plot.display:
            plot.renew()

    @property
    def _has_room(self) -> bool:
        return self.size.width >= LEAST_WIDTH and self.size.height >= LEAST_HEIGHT + 1 + LEAST_TOLD

    def _above(self, width: int) -> Sequence[Content]:
        if not self.has_drawing() or self.size.height < HIGH:
            return self.head(width)
        legend = Content.styled(self.legend(), "$muted")
        return (*self.head(width), *wrapped(legend, width, is_ours=True))

    def _below(self, width: int) -> Sequence[Content]:
        told = self.below()
        if self.has_drawing() and not self._has_room:
            told = (Content.styled(_("A larger window shows the plot."), "$muted"), *told)
        rows = (
            max(LEAST_TOLD, self.size.height // TOLD_SHARE)
            if self._has_room
            else max(1, self.size.height - 1)
        )
        if not self.has_drawing():
            rows = max(1, self.size.height - 1)
        return a_few(told, width, rows)
