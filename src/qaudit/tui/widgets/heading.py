"""Where the walk stands: the visit on one line, the section on the next where no list of sections is beside it."""

from dataclasses import dataclass

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from qaudit.core.walk import Progress
from qaudit.tui.display_order import is_mirrored
from qaudit.tui.widgets.lines import joined, one_line, row, two_ends
from qaudit.wording.short import progress_words

BAR_WIDTH = 10


@dataclass(frozen=True, slots=True)
class Place:
    """What a heading says: titles as plain words, and progress."""

    visit: str
    whole: Progress
    state: str
    section: str
    part: Progress


class Heading(Widget):
    """Draws one line or two, as many as it is high."""

    place: reactive[Place | None] = reactive(None)

    def render(self) -> Content:
        if self.place is None:
            return Content("")
        width, place = self.content_size.width, self.place
        right = Content(place.state or progress_words(place.whole))
        first = two_ends(Content(one_line(place.visit)).stylize("bold"), right, width)
        if self.content_size.height < 2:
            return first
        part = (
            Content.styled(bar(place.part), "$primary"),
            Content(" "),
            Content(progress_words(place.part)),
        )
        second = row((Content.styled(one_line(place.section), "$primary"),), width, part)
        return joined((first, second))


def bar(progress: Progress, width: int = BAR_WIDTH) -> str:
    """Progress as a bar that needs no colour: `━━━━╌╌╌╌╌╌`."""
    filled = width if not progress.asked else progress.settled * width // progress.asked
    parts = ("━" * filled, "╌" * (width - filled))
    return "".join(reversed(parts) if is_mirrored() else parts)
