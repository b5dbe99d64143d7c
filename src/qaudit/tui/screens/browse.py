"""The standards of all packs: found by words, narrowed by what they are tagged with, read whole."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.events import DescendantBlur, DescendantFocus
from textual.widgets import Input
from textual.worker import Worker, WorkerState

from qaudit.desk.browsing import EVERYTHING, MEASURED, OTHER, Shelved, StandardsShelf, shelf_of
from qaudit.speech import N_, _, language, ngettext
from qaudit.tui.keys import bindings_of
from qaudit.tui.screens.page import Page
from qaudit.tui.screens.pick import Line, PickSheet
from qaudit.tui.widgets.captions import Caption
from qaudit.tui.widgets.fields import LineField
from qaudit.tui.widgets.lines import one_line, row
from qaudit.tui.widgets.row_list import RowChosen, RowList
from qaudit.tui.widgets.status_line import StatusLine
from qaudit.tui.widgets.title_bar import TitleBar
from qaudit.wording.values import tag_words

ROOMY = 60
"""Cells that a standard and its pack need beside each other."""
ANY = ""
"""The id of the line that stands for no narrowing."""
NAMES = {
    "sector": N_("sector"),
    "layer": N_("layer"),
    "dimension": N_("dimension"),
    "channel": N_("channel"),
    "measured": N_("measured or not"),
}
MEASURES = {MEASURED: N_("measured"), OTHER: N_("not measured")}


class BrowsePage(Page[None]):
    """Typing finds, letters narrow once Tab has left the field; Enter reads."""

    TABLE = "browse"
    AUTO_FOCUS = FIELD = "#typed"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("browse")]

    def __init__(self) -> None:
        super().__init__()
        self._shelf: StandardsShelf | None = None
        self._narrowing = EVERYTHING
        self._found: Sequence[Shelved] = ()

    def compose(self) -> ComposeResult:
        yield TitleBar(_("The standards of all packs"))
        yield from LineField("typed", placeholder=_("words or a code")).with_preview()
        yield Caption(id="narrowing")
        yield RowList(self._drawn, name="found")
        yield StatusLine(id="status")
        yield self.compose_foot()
        yield self.too_small_notice()

    def on_mount(self) -> None:
        self.say(_("The packs are being read …"))
        self.run_worker(self._read, thread=True, name="shelf")
        self.renew_keys()
        self._tell_narrowing()

    def _read(self) -> StandardsShelf:
        return shelf_of(self.desk.authoring).made_ready()

    @on(Worker.StateChanged)
    def _take_shelf(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.SUCCESS and isinstance(event.worker.result, StandardsShelf):
            self._shelf = event.worker.result
            self.say("")
            self.search()

    def on_resize(self) -> None:
        self.search()

    # Searching.

    def search(self) -> None:
        """Shows what fits now."""
        if self._shelf is None:
            return
        self._found = self._shelf.search(self._typed, self._narrowing)
        self.query_one(RowList).show(len(self._found), 1 if self.size.width >= ROOMY else 2)
        number = len(self._shelf.standards)
        self.query_one(TitleBar).count = ngettext(
            "{found} of {n} standard", "{found} of {n} standards", number, found=len(self._found)
        )

    @property
    def _typed(self) -> str:
        return self.query_one("#typed", Input).value

    @on(Input.Changed, "#typed")
    def _search(self, event: Input.Changed) -> None:
        event.stop()
        self.search()

    def _drawn(self, place: int, width: int) -> Sequence[Content]:
        each = self._found[place]
        code = Content.styled(one_line(each.standard.code), "bold $accent")
        words = Content(one_line(each.standard.text.in_language(language())))
        pack = Content.styled(one_line(each.loaded.pack.ref.pack), "$muted")
        pieces = (code, Content("  "), words)
        if width >= ROOMY - 4:
            return (row(pieces, width, (pack,)),)
        return row(pieces, width), row((Content("  "), pack), width)

    # Narrowing.

    def action_by_sector(self) -> None:
        self._ask("sector")

    def action_by_layer(self) -> None:
        self._ask("layer")

    def action_by_dimension(self) -> None:
        self._ask("dimension")

    def action_by_channel(self) -> None:
        self._ask("channel")

    def action_by_measured(self) -> None:
        self._ask("measured")

    def _ask(self, name: str) -> None:
        if self._shelf is None:
            return
        counts = self._shelf.choices(name, self._typed, self._narrowing)
        lines = [Line(value, self._value_words(name, value), str(count)) for value, count in counts.items()]
        sheet = PickSheet(
            _(NAMES[name]), [Line(ANY, _("any")), *lines], getattr(self._narrowing, name) or ANY
        )
        self.app.push_screen(sheet, partial(self._narrow, name))

    def _narrow(self, name: str, value: str | None) -> None:
        if value is not None:
            self._narrowing = replace(self._narrowing, **{name: value or None})
            self._tell_narrowing()
            self.search()

    def action_widen(self) -> None:
        self._narrowing = EVERYTHING
        self._tell_narrowing()
        self.search()

    def _tell_narrowing(self) -> None:
        given = [self._narrowing_words(name, value) for name, value in self._narrowing.given()]
        self.query_one("#narrowing", Caption).words = " · ".join(given) or _(
            "not narrowed: Tab, then a letter"
        )

    def _narrowing_words(self, name: str, value: str) -> str:
        words = self._value_words(name, value)
        return words if name == "measured" else _("{name}: {value}", name=_(NAMES[name]), value=words)

    def _value_words(self, name: str, value: str) -> str:
        if name == "measured":
            return _(MEASURES[value])
        return self._sector_words(value) if name == "sector" else one_line(tag_words(value))

    def _sector_words(self, sector: str) -> str:
        shelf = self._shelf.standards if self._shelf else ()
        own = next((each.loaded.pack for each in shelf if each.loaded.pack.ref.pack == sector), None)
        return one_line(own.title.in_language(language()) if own else sector)

    # Keys.

    def contexts(self) -> frozenset[str]:
        return frozenset(("typing",)) if self.query_one("#typed").has_focus else frozenset(("list",))

    @on(DescendantFocus)
    @on(DescendantBlur)
    def _focus_moved(self) -> None:
        self.renew_keys()

    def action_other_half(self) -> None:
        field = self.query_one("#typed")
        (self.query_one(RowList) if field.has_focus else field).focus()

    def action_find(self) -> None:
        self.query_one("#typed").focus()

    def action_down(self) -> None:
        self.query_one(RowList).move(1)

    def action_up(self) -> None:
        self.query_one(RowList).move(-1)

    def action_page_down(self) -> None:
        found = self.query_one(RowList)
        found.move(found.page)

    def action_page_up(self) -> None:
        found = self.query_one(RowList)
        found.move(-found.page)

    @on(RowChosen)
    def action_choose(self) -> None:
        from qaudit.tui.screens.standard import StandardSheet

        if self._found:
            each = self._found[self.query_one(RowList).chosen]
            self.app.push_screen(StandardSheet(each.loaded, each.standard))

    def action_leave(self) -> None:
        self.dismiss(None)
