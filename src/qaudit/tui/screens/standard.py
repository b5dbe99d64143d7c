"""The whole of one standard: its words, what it asks for, and where each of its values was set."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content

from qaudit.core.percent import decimal_text
from qaudit.core.standards import Demand, Pack, Standard
from qaudit.desk.browsing import SetValue, set_values
from qaudit.speech import N_, _, language
from qaudit.tui.keys import bindings_of
from qaudit.tui.screens.page import Sheet
from qaudit.tui.widgets.line_view import LineView
from qaudit.tui.widgets.lines import aligned, one_line, row, safe, wrapped
from qaudit.tui.widgets.standard_card import Told, fact_lines, head_lines, option_lines
from qaudit.wording.short import condition_words, expected_words, ladder_words
from qaudit.wording.values import tag_words

if TYPE_CHECKING:
    from qaudit.desk.authoring import LoadedPack

DEMANDS = {Demand.NEVER: N_("never"), Demand.ON_MISS: N_("when missed"), Demand.ALWAYS: N_("always")}
AROUND = 5
"""Rows of a window that are left to the keys and to the page below."""


class StandardSheet(Sheet[None]):
    """A standard as its pack has it; w adds where its values were set."""

    TABLE = "standard"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("standard")]
    AUTO_FOCUS = "#standard-text"

    def __init__(self, loaded: "LoadedPack", standard: Standard) -> None:
        super().__init__()
        self._loaded = loaded
        self._standard = standard
        self._set: tuple[SetValue, ...] = ()

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield LineView(self._lines, name="standard-text", around=AROUND)
            yield self.compose_foot()
        yield self.too_small_notice()

    def on_mount(self) -> None:
        self.renew_keys()

    def _lines(self, width: int) -> Sequence[Content]:
        lines = standard_lines(self._loaded.pack, self._standard, width)
        return [*lines, Content(""), *set_lines(self._set, width)] if self._set else lines

    def action_where(self) -> None:
        if not self._set:
            found = self.attempt(lambda: set_values(self.desk.authoring, self._loaded, self._standard))
            self._set = found or ()
            view = self.query_one(LineView)
            top = (
                len(self._lines(view.scrollable_content_region.width))
                if not found
                else view.virtual_size.height
            )
            view.renew()
            view.scroll_to(y=top, animate=False)

    def action_leave(self) -> None:
        self.dismiss(None)


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
        yield Told(_("Tags"), safe(", ".join(tag_words(value) for _tag, value in standard.tags)))
    if standard.source is not None:
        yield Told(_("Source"), safe(standard.source.in_language(language())), False)


def _asked_words(conditions: list[str]) -> str:
    if len(conditions) == 1:
        return _("where {condition}", condition=conditions[0])
    section, standard = conditions
    return _("where {section} and {standard}", section=section, standard=standard)


def set_lines(values: Sequence[SetValue], width: int) -> Iterator[Content]:
    """Where values were set: a heading for each file, and below it each value with its line."""
    for (file, is_own), group in groupby(values, lambda value: (value.file, value.is_own)):
        path = Path(file)
        name = one_line(str(Path(*path.parts[-2:])))
        pattern = N_("Set in {file}") if is_own else N_("Set in {file}, which it builds on")
        yield from aligned(Content.styled(_(pattern, file=name), "bold $primary"), width)
        for value in group:
            line = Content.styled(_("line {n}", n=value.line), "$muted")
            pieces = (Content.styled(value.name, "$accent"), Content("  "), Content(one_line(value.value)))
            yield row(pieces, width, (line,))
