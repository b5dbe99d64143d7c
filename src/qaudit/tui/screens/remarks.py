"""The remarks on a visit that came back: all of them on a sheet, with what waits for an answer."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from qaudit.core.remarks import Remark
from qaudit.speech import _, pgettext
from qaudit.tui.keys import bindings_of
from qaudit.tui.screens.page import Sheet
from qaudit.tui.widgets.captions import Caption
from qaudit.tui.widgets.line_view import LineView
from qaudit.tui.widgets.lines import hanging, joined, one_line, safe, wrapped

INDENT = 9
"""Cells of a standard's code beside a remark."""
AROUND_WHY, AROUND_REMARKS = 16, 9
"""Rows of a window that the reason, and the remarks, leave to the rest."""


class RemarksSheet(Sheet[int]):
    """Ends with the number of the remark that was chosen, or None. `why` is the reason of the return, if any."""

    TABLE = "remarks"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("remarks")]
    AUTO_FOCUS = "#remarks"

    def __init__(self, title: str, why: str, remarks: Sequence[Remark]) -> None:
        super().__init__()
        self._title = title
        self._why = why
        self._remarks = tuple(remarks)

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Caption(self._title, classes="box-title")
            if self._why:
                yield LineView(self._why_lines, name="why-back", around=AROUND_WHY)
            yield OptionList(id="remarks", markup=False)
            yield self.compose_foot()
        yield self.too_small_notice()

    def on_mount(self) -> None:
        self.on_resize()
        waiting = (place for place, one in enumerate(self._remarks) if not one.is_answered)
        self.query_one(OptionList).highlighted = next(waiting, 0 if self._remarks else None)
        self.renew_keys()

    def on_resize(self) -> None:
        options = self.query_one(OptionList)
        chosen = options.highlighted
        width = max(20, min(self.size.width, 100) - 6)
        drawn = [list(_drawn(remark, width)) for remark in self._remarks]
        options.set_options(Option(joined(lines)) for lines in drawn)
        options.highlighted = chosen
        options.display = bool(drawn)
        rows = sum(len(lines) for lines in drawn)
        options.styles.height = max(2, min(rows, self.size.height - AROUND_REMARKS))

    def _why_lines(self, width: int) -> Sequence[Content]:
        return wrapped(safe(self._why), width)

    def contexts(self) -> frozenset[str]:
        return frozenset(("remarks",)) if self._remarks else frozenset()

    def action_choose(self) -> None:
        self.query_one(OptionList).action_select()

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._remarks[event.option_index].number)

    def action_leave(self) -> None:
        self.dismiss(None)


def _drawn(remark: Remark, width: int) -> Iterator[Content]:
    code = Content.styled(one_line(remark.code) or pgettext("a remark", "visit"), "bold $accent")
    yield from hanging(code, safe(remark.words), width, INDENT)
    if remark.is_answered:
        answer = Content.styled(pgettext("a remark", "answer"), "$muted")
        yield from hanging(answer, safe(remark.answer).stylize("$muted"), width, INDENT)
    else:
        waits = Content.styled(_("waits for an answer"), "bold $warning")
        yield from hanging(Content(""), waits, width, INDENT, is_ours=True)
