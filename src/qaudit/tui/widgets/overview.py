"""The standards of the section that the walk stands in, under the standard itself where the window is tall."""

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from qaudit.core.walk import Walk
from qaudit.tui.messages import StandardClicked
from qaudit.tui.widgets.lines import joined, one_line, two_ends
from qaudit.tui.wording import reading_words

MOST_OF_A_READING = 28


@dataclass(frozen=True, slots=True)
class Around:
    """A walk and where it stands."""

    walk: Walk
    code: str
    language: str | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """The asked standards of the section."""
        section = self.walk.index.section[self.code]
        return tuple(one.code for one in section.standards if self.walk.judged[one.code].is_asked)


class Overview(Widget):
    """Draws a line for each standard that fits, around the one the walk stands at."""

    around: reactive[Around | None] = reactive(None)

    def render(self) -> Content:
        if self.around is None:
            return Content("")
        width, (first, last) = self.content_size.width, self._window(self.around)
        return joined(_row(self.around, code, width) for code in self.around.codes[first:last])

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None or self.around is None:
            return
        first, last = self._window(self.around)
        shown = self.around.codes[first:last]
        if offset.y < len(shown):
            event.stop()
            self.post_message(StandardClicked(shown[offset.y]))

    def _window(self, around: Around) -> tuple[int, int]:
        codes, height = around.codes, max(1, self.content_size.height)
        here = codes.index(around.code) if around.code in codes else 0
        first = max(0, min(here - height // 2, len(codes) - height))
        return first, first + height


def _row(around: Around, code: str, width: int) -> Content:
    standard, judgement = around.walk.index.standard[code], around.walk.judged[code]
    words = one_line(standard.text.in_language(around.language))
    is_here = code == around.code
    left = Content.assemble("▸ " if is_here else "  ", (code, "bold" if is_here else ""), "  ", words)
    if judgement.reading is None:
        return two_ends(left.stylize("$accent" if is_here else "$muted"), Content("–"), width)
    seen = one_line(reading_words(standard.measure, judgement.reading, around.language))
    right = Content(seen).truncate(MOST_OF_A_READING, ellipsis=True)
    return two_ends(left.stylize("$accent") if is_here else left, right, width)
