"""One pack to read: sections and standards in a list, the whole of a standard on a sheet."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from qaudit.core.standards import Pack, Section
from qaudit.speech import _, language, ngettext
from qaudit.tui.keys import bindings_of
from qaudit.tui.screens.page import Page
from qaudit.tui.screens.pick import Line
from qaudit.tui.screens.search import SearchSheet
from qaudit.tui.widgets.captions import Caption
from qaudit.tui.widgets.lines import one_line, row

if TYPE_CHECKING:
    from qaudit.desk.authoring import LoadedPack


class PackPage(Page[None]):
    """Every standard of a pack, one line each."""

    TABLE = "pack"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("pack")]

    def __init__(self, loaded: "LoadedPack") -> None:
        super().__init__()
        self._loaded = loaded
        self._pack = loaded.pack

    def compose(self) -> ComposeResult:
        yield Caption(_pack_words(self._pack), id="title")
        yield OptionList(id="standards", markup=False)
        yield self.compose_foot()
        yield self.too_small_notice()

    def on_mount(self) -> None:
        self.show_standards()
        self.renew_keys()

    def on_resize(self) -> None:
        self.show_standards()

    def show_standards(self) -> None:
        """Shows sections and standards at the width that there is."""
        width = max(20, self.size.width - 5)
        standards = self.query_one(OptionList)
        highlighted = standards.highlighted
        standards.set_options(_options(self._pack, width))
        standards.highlighted = highlighted if highlighted is not None else 1

    def action_choose(self) -> None:
        self.query_one(OptionList).action_select()

    @on(OptionList.OptionSelected)
    def _look(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        place = int((event.option.id or "standard-0").removeprefix("standard-"))
        from qaudit.tui.screens.standard import StandardSheet

        self.app.push_screen(StandardSheet(self._loaded, self._pack.standards[place]))

    def action_find(self) -> None:
        self.app.push_screen(
            SearchSheet(_("Find a standard by its code or by words of it"), self._find), self._go
        )

    def _find(self, typed: str) -> Sequence[Line]:
        words = typed.casefold().split()
        return [
            Line(standard.code, standard.text.in_language(language()), code=standard.code)
            for standard in self._pack.standards
            if all(word in f"{standard.code} {standard.text}".casefold() for word in words)
        ]

    def _go(self, code: str | None) -> None:
        codes = [standard.code for standard in self._pack.standards]
        if code in codes:
            standards = self.query_one(OptionList)
            standards.highlighted = standards.get_option_index(f"standard-{codes.index(code)}")

    def action_leave(self) -> None:
        self.dismiss(None)


def _pack_words(pack: Pack) -> str:
    title = one_line(pack.title.in_language(language()))
    return _("{title}, {edition}", title=title, edition=one_line(pack.ref.edition))


def _options(pack: Pack, width: int) -> Iterator[Option]:
    place = 0
    for section in pack.sections:
        yield Option(_section_line(section, width), disabled=True)
        for standard in section.standards:
            code = Content.styled(one_line(standard.code), "bold $accent")
            words = Content(one_line(standard.text.in_language(language())))
            yield Option(row((code, Content("  "), words), width), id=f"standard-{place}")
            place += 1


def _section_line(section: Section, width: int) -> Content:
    pieces = (section.code, "  ", section.title.in_language(language()))
    title = [Content.styled(one_line(piece), "bold $primary") for piece in pieces]
    number = Content(ngettext("{n} standard", "{n} standards", len(section.standards)))
    return row(title, width, (number,))
