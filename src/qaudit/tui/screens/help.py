"""All keys of a page, by what they are for: made from the one table of keys."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from qaudit.speech import N_, _
from qaudit.tui.key import Key
from qaudit.tui.keys import bindings_of, grouped, keys_of
from qaudit.tui.screens.page import Sheet
from qaudit.tui.widgets.captions import Caption
from qaudit.tui.widgets.lines import aligned, hanging, joined

KEY_WIDTH = 9
PAGES = {
    "home": N_("The visits"),
    "new_visit": N_("A new visit"),
    "visit": N_("The visit"),
    "entry": N_("A line in the making"),
    "note": N_("A note"),
    "evidence": N_("Evidence"),
    "pick": N_("A list with letters"),
    "search": N_("A list that is searched"),
    "correct": N_("Correcting a moment"),
    "time_notes": N_("Time notes"),
    "review": N_("Before submission"),
    "confirm": N_("A question"),
    "report": N_("The report"),
    "packs": N_("The packs"),
    "browse": N_("The standards of all packs"),
    "pack": N_("A pack"),
    "standard": N_("A standard to read"),
    "compare": N_("Two packs side by side"),
    "queue": N_("Visits to review"),
    "reviewing": N_("A visit under review"),
    "seen": N_("A standard under review"),
    "reading": N_("Another reading"),
    "office": N_("Headquarters"),
    "comparison": N_("Comparison"),
    "compared": N_("A branch in a comparison"),
    "publish": N_("Publication"),
    "decision": N_("An appeal to decide"),
    "working": N_("Work that takes a while"),
    "remarks": N_("Remarks on a visit"),
    "branch_desk": N_("The branch manager's desk"),
    "branch_visit": N_("A published visit"),
    "actions": N_("Corrective actions"),
    "voices": N_("What customers say"),
    "reason": N_("A reason in words"),
    "appeal": N_("Words with files"),
    "action": N_("A corrective action"),
    "help": N_("This page"),
}
"""Every page of the table, in the order in which help tells of them."""


KEYBOARDS = (
    N_("On a Hebrew keyboard each key does what the Latin letter beside its own does; Esc stands for q."),
    N_("On a Romanian keyboard ă and î do what [ and ] do: they stand at the same places."),
)


class HelpSheet(Sheet[None]):
    """The keys of the page it was opened on come first, then those of the others."""

    TABLE = "help"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("help")]

    def __init__(self, page: str) -> None:
        super().__init__()
        self._page = page

    def compose(self) -> ComposeResult:
        yield Caption(_("Keys"), id="title")
        with VerticalScroll(id="scroll"):
            yield HelpText((self._page, *(page for page in PAGES if page != self._page)))
        yield self.compose_foot()
        yield self.too_small_notice()

    def on_mount(self) -> None:
        self.renew_keys()

    def action_leave(self) -> None:
        self.dismiss(None)


class HelpText(Widget):
    """Draws the keys of some pages."""

    def __init__(self, pages: tuple[str, ...]) -> None:
        super().__init__(id="help-text")
        self._pages = pages

    def render(self) -> Content:
        return joined(help_lines(self._pages, self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(help_lines(self._pages, width))


def help_lines(pages: tuple[str, ...], width: int) -> list[Content]:
    """The help for some pages at a width: a heading for each, then its groups of keys."""
    lines: list[Content] = []
    for page in pages:
        lines += [*aligned(Content.styled(_(PAGES[page]), "bold $accent"), width), Content("")]
        for group, keys in grouped(keys_of(page)).items():
            lines += aligned(Content.styled(_(group), "bold $primary"), width)
            for key in keys:
                lines += _key_lines(key, width)
            lines.append(Content(""))
        if page == pages[0]:
            lines += [
                line for words in KEYBOARDS for line in aligned(Content.styled(_(words), "$muted"), width)
            ]
            lines.append(Content(""))
    return lines


def _key_lines(key: Key, width: int) -> list[Content]:
    return hanging(Content.styled(_(key.shown), "bold"), Content(_(key.help)), width, KEY_WIDTH, is_ours=True)
