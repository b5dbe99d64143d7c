"""The packs of the library: what there is, and what is wrong with the others."""

from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from qaudit.speech import _, language, ngettext
from qaudit.tui.keys import bindings_of
from qaudit.tui.screens.page import Page
from qaudit.tui.screens.pick import Line, PickSheet
from qaudit.tui.widgets.captions import Caption
from qaudit.tui.widgets.lines import joined, one_line, row
from qaudit.tui.widgets.status_line import StatusLine, Tone


class PacksPage(Page[None]):
    """Enter looks at a pack."""

    TABLE = "packs"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("packs")]

    def compose(self) -> ComposeResult:
        yield Caption(_("The packs of standards"), id="title")
        yield OptionList(id="packs", markup=False)
        yield StatusLine(id="status")
        yield self.compose_foot()
        yield self.too_small_notice()

    def on_mount(self) -> None:
        self.show_packs()
        self.renew_keys()

    def on_resize(self) -> None:
        self.show_packs()

    def show_packs(self) -> None:
        """Shows every pack, those with faults as well."""
        width = max(20, self.size.width - 5)
        packs = self.query_one(OptionList)
        highlighted = packs.highlighted
        packs.clear_options()
        for entry in self.attempt(self.desk.authoring.entries) or ():
            if entry.is_usable:
                state = ngettext(
                    "{n} standard, {measured} measured",
                    "{n} standards, {measured} measured",
                    entry.standards,
                    measured=entry.measured,
                )
            else:
                state = ngettext("{n} problem", "{n} problems", len(entry.problems))
            title = Content.styled(one_line(entry.title.in_language(language())), "bold")
            below = Content.styled(one_line(f"{entry.ref} · {', '.join(entry.languages)}"), "$muted")
            wide = (row((title,), width, (Content(state),)), row((below,), width))
            narrow = (row((title,), width), row((Content(state),), width), row((below,), width))
            rows = wide if title.cell_length + len(state) < width else narrow
            packs.add_option(Option(joined(rows), id=f"{entry.path}"))
        packs.highlighted = highlighted if highlighted is not None else 0
        if not packs.option_count:
            self.say(_("There is no pack: qaudit pack new makes one"), Tone.REFUSED)

    def action_choose(self) -> None:
        self.query_one(OptionList).action_select()

    @on(OptionList.OptionSelected)
    def _look(self, event: OptionList.OptionSelected) -> None:
        from qaudit.tui.screens.pack import PackPage

        event.stop()
        path = event.option.id or ""
        loaded = self.attempt(lambda: self.desk.authoring.load(path))
        if loaded is not None:
            self.app.push_screen(PackPage(loaded))

    def action_check(self) -> None:
        from qaudit.tui.screens.pack_check import CheckSheet

        option = self.query_one(OptionList).highlighted_option
        path = Path(option.id or "") if option is not None else None
        read = self.attempt(lambda: self.desk.authoring.check(path)) if path is not None else None
        if read is not None:
            self.app.push_screen(CheckSheet(one_line(read.pack_name or str(path)), read))

    def action_browse(self) -> None:
        from qaudit.tui.screens.browse import BrowsePage

        self.app.push_screen(BrowsePage())

    def action_compare(self) -> None:
        option = self.query_one(OptionList).highlighted_option
        entries = [entry for entry in self.attempt(self.desk.authoring.entries) or () if entry.is_usable]
        chosen = next((entry for entry in entries if option and str(entry.path) == option.id), None)
        if chosen is None or len(entries) < 2:
            self.say(_("There is nothing to compare with: it takes two packs without faults"), Tone.REFUSED)
            return
        others = [entry for entry in entries if entry is not chosen]
        lines = [
            Line(str(entry.path), entry.title.in_language(language()), str(entry.ref))
            for entry in sorted(others, key=lambda entry: entry.ref.pack != chosen.ref.pack)
        ]
        title = _("Compare {pack} with which pack?", pack=one_line(str(chosen.ref)))
        self.app.push_screen(PickSheet(title, lines), partial(self._compare, chosen.path))

    def _compare(self, before: Path, after: str | None) -> None:
        from qaudit.tui.screens.compare import ComparePage

        if after is not None:
            pair = self.attempt(lambda: self.desk.authoring.side_by_side(str(before), after))
            if pair is not None:
                self.app.push_screen(ComparePage(pair))

    def action_leave(self) -> None:
        self.dismiss(None)
