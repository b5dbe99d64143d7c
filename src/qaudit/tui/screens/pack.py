"""One pack to read: sections and standards in a list, the whole of a standard on a sheet."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from qaudit.core.percent import decimal_text
from qaudit.core.standards import Demand, Pack, Section, Standard
from qaudit.speech import N_, _, language, ngettext
from qaudit.tui.keys import bindings_of
from qaudit.tui.screens.page import Page, Sheet
from qaudit.tui.screens.pick import Line
from qaudit.tui.screens.search import SearchSheet
from qaudit.tui.widgets.captions import Caption
from qaudit.tui.widgets.lines import joined, one_line, row, safe, wrapped
from qaudit.tui.widgets.standard_card import Told, fact_lines, head_lines, option_lines
from qaudit.wording.short import condition_words, expected_words, ladder_words

DEMANDS = {Demand.NEVER: N_("never"), Demand.ON_MISS: N_("when missed"), Demand.ALWAYS: N_("always")}


class PackPage(Page[None]):
    """Every standard of a pack, one line each."""

    TABLE = "pack"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("pack")]

    def __init__(self, pack: Pack) -> None:
        super().__init__()
        self._pack = pack

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
        self.app.push_screen(StandardSheet(self._pack, self._pack.standards[place]))

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


class StandardSheet(Sheet[None]):
    """The whole of one standard."""

    TABLE = "help"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("help")]

    def __init__(self, pack: Pack, standard: Standard) -> None:
        super().__init__()
        self._pack = pack
        self._standard = standard

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            with VerticalScroll(id="scroll"):
                yield StandardText(self._pack, self._standard)
            yield self.compose_foot()
        yield self.too_small_notice()

    def on_mount(self) -> None:
        self.renew_keys()

    def action_leave(self) -> None:
        self.dismiss(None)


class StandardText(Widget):
    """Draws a standard as its pack has it."""

    def __init__(self, pack: Pack, standard: Standard) -> None:
        super().__init__(id="standard-text")
        self._pack = pack
        self._standard = standard

    def render(self) -> Content:
        return joined(standard_lines(self._pack, self._standard, self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(standard_lines(self._pack, self._standard, width))


def standard_lines(pack: Pack, standard: Standard, width: int) -> list[Content]:
    """A standard as its pack has it, at a width."""
    lines = [*head_lines(standard, language(), width), Content("")]
    if standard.guidance is not None:
        lines += [*wrapped(safe(standard.guidance.in_language(language())), width), Content("")]
    options = option_lines(standard, None, language(), width)
    lines += [*options, Content("")] if options else []
    return [*lines, *fact_lines(list(_facts(pack, standard)), width)]


def _facts(pack: Pack, standard: Standard) -> Iterator[Told]:
    if limit := expected_words(standard.measure, language()):
        rungs = ladder_words(standard.measure)
        yield Told(_("Expected"), Content(f"{limit}; {rungs}" if rungs else limit))
    yield Told(_("Weight"), Content(decimal_text(standard.weight)))
    section = next(one for one in pack.sections if standard in one.standards)
    asked = [
        condition_words(one, pack, language()) for one in (section.when, standard.when) if one is not None
    ]
    if asked:
        yield Told(_("Asked"), safe(_asked_words(asked)))
    yield Told(_("Note"), Content(_(DEMANDS[standard.note])))
    yield Told(_("Evidence"), Content(_(DEMANDS[standard.evidence])))
    if standard.tags:
        yield Told(_("Tags"), safe(", ".join(f"{tag}: {value}" for tag, value in standard.tags)))
    if standard.source is not None:
        yield Told(_("Source"), safe(standard.source.in_language(language())), False)


def _asked_words(conditions: list[str]) -> str:
    if len(conditions) == 1:
        return _("where {condition}", condition=conditions[0])
    section, standard = conditions
    return _("where {section} and {standard}", section=section, standard=standard)


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
