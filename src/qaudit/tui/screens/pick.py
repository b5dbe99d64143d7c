"""A short list on a sheet: each line has a letter, and the letter picks it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from qaudit.tui.key_places import placed
from qaudit.tui.keys import bindings_of
from qaudit.tui.screens.page import Sheet
from qaudit.tui.widgets.captions import Caption
from qaudit.tui.widgets.lines import aligned, hanging, joined, one_line, row

ROOM_AROUND = 7
"""Lines that a list leaves to its title, to the keys, and to the page under it."""
WIDEST_SHEET, MOST_OF_A_TITLE = 100, 3
"""Cells and rows, as the styles of a sheet have them."""
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list: what it stands for, its words, a word at its end, and a code before them all."""

    id: str
    words: str
    end: str = ""
    code: str = ""

    @property
    def pieces(self) -> tuple[Content, ...]:
        """Code and words, side by side."""
        words = Content(one_line(self.words))
        return (Content(one_line(self.code)), Content("  "), words) if self.code else (words,)


class PickSheet(Sheet[str | None]):
    """Ends with the id of the line that was picked, or None."""

    TABLE = "pick"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("pick")]

    def __init__(self, title: str, lines: Sequence[Line], chosen: str | None = None) -> None:
        super().__init__()
        self._title = title
        self._lines = tuple(lines)
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Caption(self._title, classes="box-title")
            yield OptionList(id="lines", markup=False)
            yield self.compose_foot()
        yield self.too_small_notice()

    def on_mount(self) -> None:
        self.on_resize()
        ids = [line.id for line in self._lines]
        self.query_one(OptionList).highlighted = ids.index(self._chosen) if self._chosen in ids else 0
        self.renew_keys()

    def on_resize(self) -> None:
        options = self.query_one(OptionList)
        chosen = options.highlighted
        width = max(20, min(self.size.width, 100) - 6)
        letters = LETTERS.ljust(len(self._lines))
        drawn = [_drawn(letter, line, width) for letter, line in zip(letters, self._lines, strict=False)]
        options.set_options(Option(content) for content in drawn)
        options.highlighted = chosen
        rows = sum(content.plain.count("\n") + 1 for content in drawn)
        options.styles.height = max(1, min(rows, room_for_lines(self.size, self._title)))

    async def on_key(self, event: events.Key) -> None:
        # Textual calls the handler of the base class by itself, unless the default is prevented.
        letter = placed(event.character) or (event.character or " ").casefold()
        place = LETTERS.find(letter) if len(letter) == 1 else -1
        if 0 <= place < len(self._lines) and not self.is_too_small:
            event.stop()
            event.prevent_default()
            self.dismiss(self._lines[place].id)

    @on(OptionList.OptionSelected)
    def _pick(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._lines[event.option_index].id)

    def action_leave(self) -> None:
        self.dismiss(None)


def room_for_lines(window: Size, title: str) -> int:
    """Rows that a list may take on a sheet with this title."""
    title_rows = len(aligned(Content(title), min(window.width, WIDEST_SHEET) - 2))
    return window.height - ROOM_AROUND - min(title_rows, MOST_OF_A_TITLE) + 1


def _drawn(letter: str, line: Line, width: int) -> Content:
    """The line, with its end on a line of its own where both do not fit beside each other."""
    pieces = (Content.styled(letter, "bold $accent"), Content("  "), *line.pieces)
    end = Content.styled(one_line(line.end), "$primary")
    if not line.end or sum(piece.cell_length for piece in (*pieces, end)) < width:
        return row(pieces, width, (end,))
    return joined([row(pieces, width), *hanging(Content(""), end, width, 3)])
