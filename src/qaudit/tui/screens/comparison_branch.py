"""One branch in a comparison: its course, and its visits one by one; Enter shows a visit with its standards."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content

from qaudit.desk.comparison.asked import Asked, CourseOf, Every
from qaudit.desk.comparison.open_lake import OpenLake
from qaudit.errors import QauditError
from qaudit.speech import _
from qaudit.tui.keys import bindings_of
from qaudit.tui.screens.asking_page import AskingPage
from qaudit.tui.screens.comparison_filters import in_force
from qaudit.tui.widgets.captions import Caption
from qaudit.tui.widgets.lines import one_line, wrapped
from qaudit.tui.widgets.row_list import RowChosen
from qaudit.tui.widgets.status_line import StatusLine
from qaudit.tui.widgets.title_bar import TitleBar
from qaudit.tui.widgets.told_lines import ToldLines

if TYPE_CHECKING:
    from qaudit.desk.comparison.asking import Comparisons
    from qaudit.desk.comparison.courses import Course
    from qaudit.tui.screens.comparison_visits import BranchPane, VisitRows


MOST_IN_FORCE = 2
"""Rows that filters may take."""


class ComparedBranchPage(AskingPage):
    """`asked` names one branch in one group; what is filtered holds here too."""

    TABLE = "compared"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("compared")]

    def __init__(self, lake: OpenLake, asked: Asked) -> None:
        super().__init__(lake)
        self._asked = asked
        self._every = Every.VISIT
        self._rows: VisitRows | None = None
        self._pane: BranchPane | None = None

    def compose(self) -> ComposeResult:
        yield TitleBar(one_line(self._asked.branches[0]))
        yield ToldLines(self._filter_line, name="filters")
        with Vertical(id="compared"):
            yield Caption(_("asking …"), id="waiting")
        yield StatusLine(id="status")
        yield self.compose_foot()
        yield self.too_small_notice()

    def _filter_line(self, width: int) -> Sequence[Content]:
        shown = replace(self._asked, branches=())
        return wrapped(Content(in_force(shown, self.desk.today)), width, is_ours=True)[:MOST_IN_FORCE]

    def on_mount(self) -> None:
        self._ask(self._every)

    def _ask(self, every: Every) -> None:
        asked = self._asked

        def question(comparisons: "Comparisons") -> Any:
            from qaudit.tui.screens import comparison_visits

            courses = comparisons.courses(asked, every, CourseOf.SCORE)
            return comparison_visits, courses, comparisons.outcomes(asked)

        self.ask(question, partial(self._show, every))

    def _show(self, every: Every, found: Any) -> None:
        drawing, courses, outcomes = found
        if not courses:
            self._wait(_("No visit of this branch has a score here."))
            return
        course: Course = courses[0]
        self._every = every
        self.query_one(TitleBar).words = drawing.heading_of(course)
        scores = drawing.scores_of(course) if self._asked.names_standards else {}
        self._rows = drawing.VisitRows(outcomes, scores or None)
        self.call_next(self._fill, drawing.BranchPane, course, self._rows)

    async def _fill(self, new_pane: "Callable[[], BranchPane]", course: "Course", rows: "VisitRows") -> None:
        self.query_one("#waiting").display = False
        if self._pane is None:
            self._pane = new_pane()
            await self.query_one("#compared").mount(self._pane)
        self._pane.show(course, rows)

    def _wait(self, words: str) -> None:
        self.query_one("#waiting", Caption).words = words

    def refused(self, fault: QauditError) -> None:
        if self._rows is not None:
            self.refuse(fault)
        else:
            self._wait(str(fault))

    def contexts(self) -> frozenset[str]:
        found = {"answered": self._rows is not None, "into": self._rows is not None, "noted": self.is_noted}
        return frozenset(name for name, holds in found.items() if holds)

    def key_labels(self) -> dict[str, str]:
        return {"leave": _("stop")} if self.is_asking else {}

    # Moving.

    def action_down(self) -> None:
        self._move(1)

    def action_up(self) -> None:
        self._move(-1)

    def action_page_down(self) -> None:
        self._move(1, pages=True)

    def action_page_up(self) -> None:
        self._move(-1, pages=True)

    def _move(self, step: int, *, pages: bool = False) -> None:
        if self._pane is not None and self._rows is not None:
            self._pane.move(step, pages=pages)

    @on(RowChosen)
    def action_choose(self) -> None:
        from qaudit.tui.screens.review_visit import ReviewVisitPage

        if self._pane is not None and self._rows is not None and (visit := self._pane.chosen):
            self.app.push_screen(ReviewVisitPage(visit))

    def action_points(self) -> None:
        self._ask(Every.VISIT if self._every is Every.MONTH else Every.MONTH)

    def action_export(self) -> None:
        from qaudit.tui.screens.comparison_export import ask_for_export

        asked, every = self._asked, self._every
        if self._rows is not None:
            ask_for_export(self, "trend", asked, lambda comparisons: comparisons.courses(asked, every))

    def action_step_back(self) -> None:
        if self.is_noted and not self.is_asking:
            self.take_note_away()
        else:
            self.action_leave()

    def action_leave(self) -> None:
        if self.is_asking and self._rows is None:
            self.stop_asking()
            self._wait(_("Stopped. q goes back."))
        elif self.is_asking:
            self.stop_asking()
        else:
            self.dismiss(None)
