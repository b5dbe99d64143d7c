"""A short list on a sheet: each line has a letter, and the letter picks it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from qaudit.tui.keys import bindings_of
from qaudit.tui.screens.page import Sheet
from qaudit.tui.widgets.lines import hanging, joined, one_line, two_ends

ROOM_AROUND = 7
"""Lines that a list leaves to its title, to the keys, and to the page under it."""
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list: what it stands for, its words, and a word at its end."""

    id: str
    words: str
    end: str = ""


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
            yield Static(self._title, classes="box-title", markup=False)
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
        options.styles.height = max(1, min(rows, self.size.height - ROOM_AROUND))

    async def on_key(self, event: events.Key) -> None:
        # Textual calls the handler of the base class by itself, unless the default is prevented.
        place = LETTERS.find((event.character or "").casefold() or " ")
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


def _drawn(letter: str, line: Line, width: int) -> Content:
    """The line, with its end on a line of its own where both do not fit beside each other."""
    words = Content.assemble((f"{letter} ", "bold $accent"), " ", one_line(line.words))
    end = Content.styled(one_line(line.end), "$primary")
    if not line.end or words.cell_length + end.cell_length < width:
        return two_ends(words, end, width)
    return joined([words.truncate(width, ellipsis=True), *hanging(Content(""), end, width, 3)])
