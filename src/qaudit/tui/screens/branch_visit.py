"""A published visit at the branch manager's desk: what was missed, and missed again, with all that became of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from qaudit.core.branch_time import day_of
from qaudit.core.lifecycle import Verb
from qaudit.desk.branch_desk import BranchVisit
from qaudit.desk.branch_zone import zone_of_visit
from qaudit.speech import _, language, ngettext
from qaudit.tui.keys import bindings_of
from qaudit.tui.screens.branch_deeds import BranchDeeds
from qaudit.tui.screens.branch_lines import (
    BranchLine,
    Shown,
    appeal_time_words,
    line_row,
    lines_of,
    told_lines,
)
from qaudit.tui.screens.branch_words import list_width, missed_words
from qaudit.tui.widgets.captions import Caption
from qaudit.tui.widgets.line_view import LineView
from qaudit.tui.widgets.lines import one_line
from qaudit.tui.widgets.status_line import StatusLine, Tone
from qaudit.tui.widgets.title_bar import TitleBar
from qaudit.tui.widgets.trend_line import Trend, TrendLine
from qaudit.wording.names import kind_name
from qaudit.wording.short import score_words

if TYPE_CHECKING:
    from qaudit.tui.app import QauditApp

ABOUT = {
    Verb.EXPLAIN: "may_explain",
    Verb.APPEAL: "may_appeal",
    Verb.ACT: "may_act",
}
"""What holds where a verb is the person's to do, as `Key.when` names it."""


class BranchVisitPage(BranchDeeds):
    """What was missed is a list; what is told of the chosen line stands below it, or beside it."""

    TABLE = "branch_visit"
    AUTO_FOCUS = "#findings"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("branch_visit")]

    def __init__(self, look: BranchVisit) -> None:
        super().__init__()
        self._take(look)
        self._marked: set[str] = set()

    def _take(self, look: BranchVisit) -> None:
        self._look = look
        self._lines = lines_of(look)
        self._shown: Shown | None = None

    def compose(self) -> ComposeResult:
        visit = self._look.walk.visit
        day = self.shown.day(visit.left_at or visit.opened_at)
        title = TitleBar(f"{day} · {visit.branch.name}")
        title.count = score_words(self._look.walk, language())
        yield title
        yield Caption(id="state")
        yield TrendLine(id="trend")
        with Container(classes="halves"):
            yield OptionList(id="findings", markup=False)
            yield LineView(self._told, name="told")
        yield StatusLine(id="status")
        yield self.compose_foot()
        yield self.too_small_notice()

    def on_screen_resume(self) -> None:
        cast("QauditApp", self.app).wear(self._look.walk.pack)
        self.renew()

    def renew(self) -> None:
        visit_id, person = self._look.walk.visit.id, self.desk.person
        look = self.attempt(lambda: self.desk.branch_desk.look(visit_id, person))
        if look is not None:
            self._take(look)
        self.show()

    def on_resize(self) -> None:
        self.show()

    # What is shown.

    @property
    def shown(self) -> Shown:
        if self._shown is None:
            visit = self._look.walk.visit
            dues = [self.desk.mending.find(action.id) for action in self._look.after.actions]
            today = day_of(self.desk.world.now(), zone_of_visit(visit))
            self._shown = Shown(self._look, tuple(dues), today)
        return self._shown

    @property
    def chosen(self) -> BranchLine:
        place = self.query_one(OptionList).highlighted or 0
        return self._lines[min(place, len(self._lines) - 1)]

    @property
    def marked(self) -> Sequence[str]:
        return [line.code for line in self._lines if line.code in self._marked]

    def show(self) -> None:
        """Draws what was read."""
        self.query_one(TitleBar).count = score_words(self._look.walk, language())
        self.query_one("#state", Caption).words = self._state_words()
        self.query_one(TrendLine).trend = trend_of(self._look)
        self._show_lines()
        self.query_one(LineView).renew()
        self.renew_keys()

    def _show_lines(self) -> None:
        findings = self.query_one(OptionList)
        place, width = findings.highlighted, list_width(self.size)
        findings.set_options(
            Option(line_row(self.shown, line, width, self._mark_of(line))) for line in self._lines
        )
        findings.highlighted = min(place or 0, len(self._lines) - 1)

    def _mark_of(self, line: BranchLine) -> bool | None:
        return line.code in self._marked if self._marked else None

    def _state_words(self) -> str:
        visit = self._look.walk.visit
        is_new = visit.acknowledged_at is None
        parts = (
            missed_words(len(self._look.missed)),
            _("not acknowledged yet") if is_new else "",
            _("appeals {until}", until=appeal_time_words(self.shown)),
        )
        return " · ".join(filter(None, parts))

    def _told(self, width: int) -> Sequence[Content]:
        return told_lines(self.shown, self.chosen, width)

    @on(OptionList.OptionHighlighted, "#findings")
    def _follow(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        view = self.query_one(LineView)
        view.renew()
        view.scroll_home(animate=False)

    def contexts(self) -> frozenset[str]:
        found = {word for verb, word in ABOUT.items() if verb in self._look.verbs}
        if (self.shown.appeal_days_left or 0) < 0:
            found.discard("may_appeal")
        if Verb.ACKNOWLEDGE in self._look.verbs and self._look.walk.visit.acknowledged_at is None:
            found.add("new")
        return frozenset(found | {"actions"} if self._look.after.actions else found)

    # Marks.

    def action_mark(self) -> None:
        line = self.chosen
        if line.missed is None:
            self.say(_("Only what was missed is marked"), Tone.REFUSED)
            return
        self._marked ^= {line.code}
        self._show_lines()
        self.query_one(OptionList).action_cursor_down()
        number = len(self._marked)
        told = ngettext("{n} line is marked: c mends it", "{n} lines are marked: c mends them", number)
        self.say(told if number else _("Nothing is marked"))

    def unmark(self) -> None:
        self._marked = set()

    # Keys.

    def action_scroll_down(self) -> None:
        self.query_one(LineView).scroll_page_down(animate=False)

    def action_scroll_up(self) -> None:
        self.query_one(LineView).scroll_page_up(animate=False)

    def action_leave(self) -> None:
        self.dismiss(None)


def trend_of(look: BranchVisit) -> Trend:
    """The scores of the branch up to this visit."""
    visit, number = look.walk.visit, len(look.trend)
    what = one_line(f"{visit.pack.pack} · {kind_name(visit.kind)}")
    counted = ngettext("{n} visit", "{n} visits", number)
    return Trend(f"{counted} · {what}", tuple(point.percent for point in look.trend))
