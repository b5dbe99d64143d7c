"""Two packs, or two editions of one, side by side: what each says otherwise, and what of their visits compares."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from qaudit.core.comparability import Comparison
from qaudit.core.differences import Change
from qaudit.core.edition_changes import Fate, NamedChange, StandardChange
from qaudit.speech import _, language, pgettext
from qaudit.tui.keys import bindings_of
from qaudit.tui.screens.page import Page
from qaudit.tui.widgets.captions import Caption
from qaudit.tui.widgets.line_view import LineView
from qaudit.tui.widgets.lines import abreast, aligned, one_line, row
from qaudit.wording.edition_changes import ChangeWords, continuity_words, obstacle_words, summary_words

if TYPE_CHECKING:
    from qaudit.desk.editions import SideBySide

INDENT = "  "


class ComparePage(Page[None]):
    """The first pack on the side where reading begins, the second on the other."""

    TABLE = "compare"
    AUTO_FOCUS = "#compared"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("compare")]

    def __init__(self, pair: "SideBySide") -> None:
        super().__init__()
        self._pair = pair

    def compose(self) -> ComposeResult:
        changes = self._pair.changes
        yield Caption(f"{changes.before} → {changes.after}", id="title")
        yield LineView(self._lines, name="compared")
        yield self.compose_foot()
        yield self.too_small_notice()

    def on_mount(self) -> None:
        self.renew_keys()

    def _lines(self, width: int) -> Sequence[Content]:
        return list(compare_lines(self._pair, width))

    def action_leave(self) -> None:
        self.dismiss(None)


def compare_lines(pair: "SideBySide", width: int) -> Iterator[Content]:
    """The whole comparison at a width: the summary, what changed, and what compares."""
    changes, words = pair.changes, ChangeWords(pair.before.pack, pair.after.pack, language())
    yield from aligned(Content.styled(summary_words(changes, pair.comparability), "bold"), width)
    if changes.are_none:
        return
    yield Content("")
    heads = [Content.styled(one_line(str(ref)), "bold $primary") for ref in (changes.before, changes.after)]
    yield from abreast(heads[0], heads[1], width)
    if changes.pack:
        yield from _head(_("The pack"), width)
        yield from _changes(changes.pack, words, width)
    for title, named in (
        (_("Facts"), changes.facts),
        (_("Events"), changes.events),
        (_("Sections"), changes.sections),
    ):
        yield from _named(title, named, words, width)
    yield from _standards(pair, words, width)
    yield from _comparisons(pair, width)


def _head(title: str, width: int) -> Iterator[Content]:
    yield Content("")
    yield from aligned(Content.styled(title, "bold $accent"), width)


def _named(title: str, named: Iterable[NamedChange], words: ChangeWords, width: int) -> Iterator[Content]:
    changed = [each for each in named if each.fate is not Fate.SAME]
    if changed:
        yield from _head(title, width)
    for each in changed:
        yield _thing(each.name, each.text.in_language(language()), _fate(each.fate), width)
        yield from _changes(each.changes, words, width)


def _standards(pair: "SideBySide", words: ChangeWords, width: int) -> Iterator[Content]:
    changed: list[StandardChange] = [each for each in pair.changes.standards if each.fate is not Fate.SAME]
    if changed:
        yield from _head(_("Standards"), width)
    for each in changed:
        state = continuity_words(pair.comparability.standards[each.code])
        yield _thing(each.code, each.text.in_language(language()), state, width)
        yield from _changes(each.changes, words, width)


def _thing(code: str, words: str, state: str, width: int) -> Content:
    pieces = (Content.styled(one_line(code), "bold"), Content("  "), Content(one_line(words)))
    return row(pieces, width, (Content.styled(state, "$muted"),))


def _changes(changes: Iterable[Change], words: ChangeWords, width: int) -> Iterator[Content]:
    for change in changes:
        what, before, after = words.parts(change)
        yield row((Content(INDENT), Content.styled(what, "$muted")), width)
        yield from abreast(Content(before), Content.styled(after, "bold"), width)


def _comparisons(pair: "SideBySide", width: int) -> Iterator[Content]:
    found = pair.comparability
    yield from _head(_("What compares"), width)
    rows = [*found.sections.items(), (_("total"), found.total), (_("pass and bands"), found.outcome)]
    for name, comparison in rows:
        yield from abreast(Content.styled(one_line(name), "bold"), Content(_answer(comparison)), width)


def _answer(comparison: Comparison) -> str:
    if comparison.is_comparable:
        return _("yes")
    return _("no: {reasons}", reasons="; ".join(obstacle_words(reason) for reason in comparison.reasons))


def _fate(fate: Fate) -> str:
    names = {
        Fate.NEW: pgettext("a thing of a pack", "new"),
        Fate.DROPPED: pgettext("a thing of a pack", "dropped"),
        Fate.CHANGED: pgettext("a thing of a pack", "changed"),
        Fate.SAME: pgettext("a thing of a pack", "the same"),
    }
    return names[fate]
