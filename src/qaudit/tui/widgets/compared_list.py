"""A list with heads above its rows and, below it, what is told of the chosen row."""

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from qaudit.tui.display_order import is_mirrored
from qaudit.tui.widgets.lines import at_start, wrapped
from qaudit.tui.widgets.plot_words import a_few
from qaudit.tui.widgets.row_list import BAR, RowList
from qaudit.tui.widgets.told_lines import ToldLines

MOST_TOLD, NARROW = 3, 60
"""Rows that the chosen row may be told in, and cells below which it is one more."""
MOST_OF_HEADING = 2

Draw = Callable[[int, int], Content]
Heads = Callable[[int], Content]
Told = Callable[[int], Sequence[str]]


class ComparedList(Vertical):
    """`show` gives it what it draws. `move` chooses another row."""

    DEFAULT_CSS = """
    ComparedList {
        height: 1fr;
        & > ToldLines { background: $background; }
        & > .told { background: $surface; min-height: 2; }
    }
    """

    def __init__(self, *, name: str) -> None:
        super().__init__(id=name)
        self._draw: Draw | None = None
        self._heads: Heads | None = None
        self._told: Told | None = None
        self._count = 0

    def compose(self) -> ComposeResult:
        yield ToldLines(self._heads_at, name=f"{self.id}-heads")
        yield RowList(self._row_at, name=f"{self.id}-rows")
        told = ToldLines(self._told_at, name=f"{self.id}-told")
        told.add_class("told")
        yield told

    def show(self, count: int, heads: Heads, draw: Draw, told: Told, chosen: int = 0) -> None:
        """Shows so many rows, with the chosen one in view."""
        self._count, self._heads, self._draw, self._told = count, heads, draw, told
        self.query_one(RowList).show(count, 1, chosen)
        self.renew()

    def renew(self) -> None:
        """Draws heads and told anew."""
        for lines in self.query(ToldLines):
            lines.refresh(layout=True)

    @property
    def chosen(self) -> int | None:
        """The place of the chosen row; None where there is none."""
        return self.query_one(RowList).chosen if self._count else None

    @property
    def page(self) -> int:
        """Rows in view."""
        return self.query_one(RowList).page

    def move(self, step: int) -> None:
        """Chooses another row, as many further down as `step` says."""
        self.query_one(RowList).move(step)
        self.query_one(f"#{self.id}-told", ToldLines).refresh(layout=True)

    def _row_at(self, place: int, width: int) -> Sequence[Content]:
        assert self._draw is not None
        return (self._draw(place, width),)

    def _heads_at(self, width: int) -> Sequence[Content]:
        if self._heads is None:
            return (Content(""),)
        heads = self._heads(max(1, width - BAR))
        return (heads.pad_left(BAR) if is_mirrored() else heads,)

    def _told_at(self, width: int) -> Sequence[Content]:
        if self._told is None or self.chosen is None:
            return (Content(""),)
        heading, *sentences = self._told(self.chosen)
        most = MOST_TOLD + (width < NARROW)
        lines = [
            at_start(line, width)
            for line in wrapped(Content.styled(heading, "bold"), width)[:MOST_OF_HEADING]
        ]
        return [*lines, *a_few([Content(one) for one in sentences], width, most - len(lines))]
