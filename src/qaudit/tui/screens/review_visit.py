"""A visit under review: what machines see in it, its findings, every standard; and what the reviewer does with it."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from qaudit.core.findings import findings_of
from qaudit.core.lifecycle import Verb
from qaudit.desk.lookup import find_in
from qaudit.errors import QauditError
from qaudit.speech import _, language, ngettext
from qaudit.tui.display_order import is_mirrored
from qaudit.tui.keys import bindings_of
from qaudit.tui.screens.desk_page import LOOK_AROUND
from qaudit.tui.screens.page import WIDE, Sheet
from qaudit.tui.screens.pick import Line, PickSheet
from qaudit.tui.screens.review_acts import WHOLE_VISIT, ReviewActs
from qaudit.tui.screens.review_lines import (
    check_lines,
    finding_lines,
    head_lines,
    remark_lines,
    standard_lines,
)
from qaudit.tui.widgets.line_view import LineView
from qaudit.tui.widgets.lines import joined, one_line, row
from qaudit.tui.widgets.standard_card import Shown, StandardCard, card_lines
from qaudit.tui.widgets.status_line import StatusLine, Tone
from qaudit.tui.widgets.told_lines import ToldLines

if TYPE_CHECKING:
    from qaudit.tui.app import QauditApp

CHECK, REMARK, FINDING, STANDARD = "check-", "remark-", "finding-", "standard-"
"""Begin the ids of the lines; a number follows."""
PARTS = (CHECK, REMARK, FINDING, STANDARD)
AROUND = 5
"""Rows of a window that a sheet leaves to the keys and to the page below."""


class ReviewVisitPage(ReviewActs):
    """Ends with what became of the visit, or None where nothing did."""

    TABLE = "reviewing"
    AUTO_FOCUS = "#seen"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("reviewing")]

    def compose(self) -> ComposeResult:
        yield ToldLines(self._head, name="head")
        with Horizontal(id="middle"):
            sides = (OptionList(id="seen", markup=False), StandardCard())
            yield from reversed(sides) if is_mirrored() else sides
        yield StatusLine(id="status")
        yield self.compose_foot()
        yield self.too_small_notice()

    def on_mount(self) -> None:
        self.read()
        self.set_interval(LOOK_AROUND, self.look_around)

    def on_screen_resume(self) -> None:
        if self.reviewed is not None:
            cast("QauditApp", self.app).wear(self.reviewed.walk.pack)

    def on_resize(self) -> None:
        self.show()

    # What is there.

    def read(self) -> None:
        found = self.attempt(lambda: self.desk.review.look(self.visit_id, self.person))
        if found is not None:
            self.reviewed = found
            self.visit_id = found.walk.visit.id
            cast("QauditApp", self.app).wear(found.walk.pack)
            self.show()

    def look_around(self) -> None:
        """Shows what others wrote to the visit."""
        reviewed = self.reviewed
        if reviewed is None or self.app.screen is not self:
            return
        try:
            is_same = self.desk.fieldwork.refresh(reviewed.walk) is reviewed.walk
        except QauditError:
            return
        if not is_same:
            self.read()
            self.notify(_("Changed in another terminal: shown here now"), markup=False)

    def show(self) -> None:
        """Draws the visit at the width that there is; the chosen line stays chosen."""
        if self.reviewed is None:
            return
        self.query_one(ToldLines).refresh(layout=True)
        lines = self.query_one(OptionList)
        chosen = lines.highlighted_option.id if lines.highlighted_option else None
        # In a wide window the list has the half of it: the chosen standard stands beside it.
        width = self.size.width // 2 if self.size.width >= WIDE else self.size.width
        lines.set_options(self._options(max(20, width - 5)))
        places: dict[str, int | None] = {
            option.id: place for place, option in enumerate(lines.options) if option.id is not None
        }
        first = next(iter(places.values()), None)
        lines.highlighted = places.get(chosen, first) if chosen is not None else first
        self.renew_keys()

    def _head(self, width: int) -> Sequence[Content]:
        return head_lines(self.reviewed, width) if self.reviewed is not None else [Content("")]

    def _options(self, width: int) -> Iterator[Option]:
        reviewed = self.reviewed
        assert reviewed is not None
        walk = reviewed.walk
        if reviewed.checks:
            yield _heading(ngettext("{n} check", "{n} checks", len(reviewed.checks)), width)
        else:
            yield _heading(_("The checks see nothing"), width)
        for place, check in enumerate(reviewed.checks):
            yield Option(joined(check_lines(check, walk, width)), id=f"{CHECK}{place}")
        whole = [(place, one) for place, one in enumerate(reviewed.after.remarks) if not one.code]
        if whole:
            yield _heading(_("On the whole visit"), width)
        for place, remark in whole:
            yield Option(joined(remark_lines(remark, width)), id=f"{REMARK}{place}")
        findings = findings_of(walk.scorecard(), walk.pack.scoring)
        yield _heading(ngettext("{n} finding", "{n} findings", len(findings)), width)
        for finding in findings:
            place = walk.index.position[finding.standard.code]
            yield Option(joined(finding_lines(finding, reviewed, width)), id=f"{FINDING}{place}")
        for section in walk.pack.sections:
            yield _heading(f"{section.code}  {section.title.in_language(language())}", width)
            for standard in section.standards:
                place = walk.index.position[standard.code]
                drawn = joined(standard_lines(standard.code, reviewed, width))
                yield Option(drawn, id=f"{STANDARD}{place}")

    def contexts(self) -> frozenset[str]:
        return frozenset(self.reviewed.verbs if self.reviewed is not None else ())

    # The chosen line.

    @on(OptionList.OptionHighlighted, "#seen")
    def _show_beside(self) -> None:
        """Shows the standard of the chosen line beside the list, where there is room."""
        codes = self._codes()
        self.query_one(StandardCard).shown = self._shown(codes[0]) if codes else None

    def _shown(self, code: str) -> Shown | None:
        reviewed = self.reviewed
        if reviewed is None:
            return None
        return Shown(reviewed.walk, code, language(), remarks=reviewed.after.remarks, for_reviewer=True)

    def _codes(self) -> tuple[str, ...]:
        """The standards that the chosen line is about; none where it is about the whole visit."""
        option = self.query_one(OptionList).highlighted_option
        if option is None or option.id is None or self.reviewed is None:
            return ()
        kind, _dash, place = option.id.rpartition("-")
        if f"{kind}-" == CHECK:
            return self.reviewed.checks[int(place)].codes
        if f"{kind}-" == REMARK:
            return ()
        return (self.reviewed.walk.index.codes[int(place)],)

    def _with_code(self, act: Callable[[str], None], title: str) -> None:
        """Does something with the standard of the chosen line; asks which where the line is about several."""
        codes = self._codes()
        if len(codes) == 1:
            act(codes[0])
        elif codes and self.reviewed is not None:
            texts = self.reviewed.walk.index.standard
            lines = [Line(code, texts[code].text.in_language(language()), code=code) for code in codes]
            self.app.push_screen(PickSheet(title, lines), partial(_if_given, act))
        else:
            self.say(_("This line is about the whole visit: choose a standard"), Tone.REFUSED)

    @on(OptionList.OptionSelected, "#seen")
    def _look(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._with_code(self._show_standard, _("Look at which standard?"))

    def action_choose(self) -> None:
        self.query_one(OptionList).action_select()

    def _show_standard(self, code: str) -> None:
        shown = self._shown(code)
        if shown is not None:
            self.app.push_screen(SeenSheet(shown, self.contexts()), partial(self._standard_closed, code))

    def _standard_closed(self, code: str, wanted: str | None) -> None:
        if wanted == Verb.REMARK:
            self.write_remark(code)
        elif wanted == Verb.CORRECT:
            self.correct_reading(code)

    def action_remark(self) -> None:
        if self._codes():
            self._with_code(self.write_remark, _("A remark on which standard?"))
        else:
            self.write_remark(WHOLE_VISIT)

    def action_correct(self) -> None:
        if self.may(Verb.CORRECT):
            self._with_code(self.correct_reading, _("Correct which reading?"))

    # Moving.

    def action_next_part(self) -> None:
        """Goes to the first line of the next part, and from the last one back to the first."""
        lines = self.query_one(OptionList)
        kinds = [(option.id or "-").rpartition("-")[0] + "-" for option in lines.options]
        here = kinds[lines.highlighted or 0]
        order = [*PARTS[PARTS.index(here) + 1 :], *PARTS] if here in PARTS else [*PARTS]
        goal = next((kinds.index(kind) for kind in order if kind in kinds), None)
        if goal is not None:
            lines.highlighted = goal

    def action_find(self) -> None:
        from qaudit.tui.screens.search import SearchSheet

        sheet = SearchSheet(_("Find a standard by its code or by words of it"), self._find)
        self.app.push_screen(sheet, self._go)

    def _find(self, typed: str) -> Sequence[Line]:
        assert self.reviewed is not None
        return [
            Line(standard.code, standard.text.in_language(language()), code=standard.code)
            for standard in find_in(self.reviewed.walk, typed)
        ]

    def _go(self, code: str | None) -> None:
        if code is not None and self.reviewed is not None:
            lines = self.query_one(OptionList)
            place = self.reviewed.walk.index.position[code]
            lines.highlighted = lines.get_option_index(f"{STANDARD}{place}")

    # Other sheets.

    def action_report(self) -> None:
        from qaudit.tui.screens.report import ReportSheet

        if self.reviewed is not None:
            self.app.push_screen(ReportSheet(self.reviewed.walk, for_auditor=False), self._report_written)

    def _report_written(self, path: Path | None) -> None:
        if path is not None:
            self.say(_("report: {path}", path=one_line(str(path))), Tone.WRITTEN)

    def action_journal(self) -> None:
        from qaudit.tui.screens.journal import open_journal

        open_journal(self, self.visit_id)

    def action_leave(self) -> None:
        self.dismiss(None)


class SeenSheet(Sheet[str]):
    """The whole of one standard as it was seen. Ends with the verb that is wanted for it, or None."""

    TABLE = "seen"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("seen")]
    AUTO_FOCUS = "#standard-text"

    def __init__(self, shown: Shown, verbs: frozenset[str]) -> None:
        super().__init__()
        self._shown = shown
        self._verbs = verbs

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield LineView(self._lines, name="standard-text", around=AROUND)
            yield self.compose_foot()
        yield self.too_small_notice()

    def on_mount(self) -> None:
        self.renew_keys()

    def _lines(self, width: int) -> Sequence[Content]:
        return card_lines(self._shown, width)

    def contexts(self) -> frozenset[str]:
        return self._verbs

    def action_remark(self) -> None:
        self.dismiss(Verb.REMARK.value)

    def action_correct(self) -> None:
        self.dismiss(Verb.CORRECT.value)

    def action_leave(self) -> None:
        self.dismiss(None)


def _if_given(act: Callable[[str], None], code: str | None) -> None:
    if code is not None:
        act(code)


def _heading(words: str, width: int) -> Option:
    return Option(row((Content.styled(one_line(words), "bold $primary"),), width), disabled=True)
