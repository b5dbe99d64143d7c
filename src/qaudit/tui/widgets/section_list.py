"""All sections with their progress, beside the standard where there is room. One widget, whatever their number."""

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from qaudit.core.walk import Progress
from qaudit.speech import pgettext
from qaudit.tui.messages import SectionClicked
from qaudit.tui.widgets.lines import joined, pointer, row
from qaudit.wording.short import progress_words

Rows = tuple[tuple[str, Progress], ...]
"""Each section's title (plain words) and progress."""


class SectionList(Widget):
    """Draws a line for each section that fits, around the one the walk stands in: that one has a sign and is bold."""

    DEFAULT_CSS = """
    SectionList {
        width: 36;
        height: 100%;
        padding: 1 1 0 1;
        background: $surface;
    }
    """

    rows: reactive[Rows] = reactive(())
    here: reactive[int] = reactive(0)

    @property
    def first_shown(self) -> int:
        """The place of the section on the first line."""
        height = max(1, self.content_size.height)
        return max(0, min(self.here - height // 2, len(self.rows) - height))

    def render(self) -> Content:
        width, height, first = self.content_size.width, self.content_size.height, self.first_shown
        shown = self.rows[first : first + height]
        return joined(
            _section_row(title, progress, first + line == self.here, width)
            for line, (title, progress) in enumerate(shown)
        )

    def on_click(self, event: events.Click) -> None:
        place = event.get_content_offset_capture(self).y + self.first_shown
        if 0 <= place < len(self.rows):
            event.stop()
            self.post_message(SectionClicked(place))


def _section_row(title: str, progress: Progress, is_here: bool, width: int) -> Content:
    sign = pointer("▸") if is_here else Content(" ")
    line = row((sign, Content(" "), Content(title)), width, (Content(_count(progress)),))
    if is_here:
        return line.stylize("bold $accent")
    return line.stylize("$muted") if progress.is_done or not progress.asked else line


def _count(progress: Progress) -> str:
    if not progress.asked:
        return pgettext("a section", "not asked")
    return pgettext("a section", "done") if progress.is_done else progress_words(progress)
