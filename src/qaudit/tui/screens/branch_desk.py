"""The branch manager's desk: published visits, what nobody looked at yet first; the trend; what is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from qaudit.core.corrective_actions import ActionState
from qaudit.core.people import Role
from qaudit.core.visits import Branch
from qaudit.desk.headquarters import VisitSummary
from qaudit.desk.mending import DueAction
from qaudit.speech import _, ngettext, pgettext
from qaudit.tui.keys import bindings_of
from qaudit.tui.screens.branch_words import (
    DOT,
    OwnerNames,
    branch_visit_row,
    by_urgency,
    list_width,
    rows_of_actions,
)
from qaudit.tui.screens.desk_page import DeskPage
from qaudit.tui.screens.pick import Line, PickSheet
from qaudit.tui.widgets.lines import aligned, joined, one_line, row
from qaudit.tui.widgets.status_line import StatusLine, Tone
from qaudit.tui.widgets.title_bar import TitleBar
from qaudit.tui.widgets.trend_line import Trend, TrendLine
from qaudit.wording.names import kind_name

MOST_VISITS = 200
"""Visits in the list: the newest ones."""
TREND = 12
"""Visits in the trend."""
MOST_DUE = 40
"""Corrective actions, and lines of them, that the desk shows at most."""
ALL = ""
"""The id of the line that stands for all branches."""


class BranchDeskPage(DeskPage):
    """The visits that a manager's branches may see; Enter opens one. `branch` shows one branch alone."""

    TABLE = "branch_desk"
    AUTO_FOCUS = "#visits"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("branch_desk")]

    def __init__(self, branch: str = ALL, *, is_home: bool = True) -> None:
        super().__init__(is_home=is_home)
        self._branch = branch
        self._visits: tuple[VisitSummary, ...] = ()
        self._dues: tuple[DueAction, ...] = ()
        self._branches: tuple[Branch, ...] = ()
        self._is_shown = False
        self._owners: OwnerNames | None = None

    def compose(self) -> ComposeResult:
        yield TitleBar(_("The branch desk"))
        yield TrendLine(id="trend")
        with Container(classes="halves"):
            yield OptionList(id="visits", markup=False)
            yield DueView()
        yield StatusLine(id="status")
        yield self.compose_foot()
        yield self.too_small_notice()

    def read(self) -> None:
        """Reads visits and actions from the store, and draws them where they changed."""
        found = self.attempt(self._read)
        if found != (self._visits, self._dues) or not self._is_shown:
            self._visits, self._dues = found or ((), ())
            self.show()

    def _read(self) -> tuple[tuple[VisitSummary, ...], tuple[DueAction, ...]]:
        self._branches = self._own_branches()
        overview = self.desk.branch_desk.overview(self.person, self._branch, limit=MOST_VISITS)
        dues = self.desk.mending.actions(self.person, branch=self._branch)
        # What nobody acknowledged comes first, the newest first in both parts.
        visits = sorted(overview.visits, key=lambda one: one.acknowledged_at is not None)
        return tuple(visits), tuple(by_urgency(dues))

    def _own_branches(self) -> tuple[Branch, ...]:
        known = self.desk.headquarters.branches()
        if self.person.role is Role.HEADQUARTERS:
            return tuple(known)
        return tuple(one for one in known if self.person.manages(one.code))

    def on_resize(self) -> None:
        self.show()

    # What is shown.

    def show(self) -> None:
        """Draws what was read."""
        self._is_shown = True
        visits = self.query_one(OptionList)
        chosen = visits.highlighted_option.id if visits.highlighted_option else None
        visits.set_options(self._options(list_width(self.size)))
        places = {option.id: place for place, option in enumerate(visits.options) if option.id is not None}
        first = next(iter(places.values()), None)
        visits.highlighted = first if chosen is None else places.get(chosen, first)
        self._count()
        is_branch_told = len(self._branches) > 1 and not self._branch
        self.query_one(DueView).due = Due(self._dues, self._owner_names(), is_branch_told)
        self._show_trend()
        self.renew_keys()

    def _owner_names(self) -> tuple[str, ...]:
        if self._owners is None:
            self._owners = OwnerNames(self.desk.fieldwork)
        return tuple(self._owners.words(due.action) for due in self._dues[:MOST_DUE])

    def _options(self, width: int) -> list[Option]:
        if not self._visits:
            words = _("No visit is published for your branches yet.")
            return [Option(joined(aligned(Content.styled(words, "$muted"), width)), disabled=True)]
        groups = (
            (pgettext("visits", "Not acknowledged yet"), [one for one in self._visits if is_new(one)]),
            (pgettext("visits", "Acknowledged"), [one for one in self._visits if not is_new(one)]),
        )
        options: list[Option] = []
        for title, visits in groups:
            if visits:
                head = (Content.styled(title, "bold $primary"),)
                count = (Content.styled(str(len(visits)), "$muted"),)
                options.append(Option(row(head, width, count), disabled=True))
                options.extend(Option(branch_visit_row(one, width), id=one.id) for one in visits)
        return options

    def _count(self) -> None:
        new = sum(1 for one in self._visits if is_new(one))
        number = len(self._visits)
        words = ngettext("{new} new of {n} visit", "{new} new of {n} visits", number, new=new)
        if number == MOST_VISITS:
            words = ngettext("{new} new of the newest {n}", "{new} new of the newest {n}", number, new=new)
        where = one_line(self._branch)
        self.query_one(TitleBar).count = f"{where} · {words}" if where else words

    def _show_trend(self) -> None:
        chosen = self._chosen
        self.query_one(TrendLine).trend = None if chosen is None else trend_of(chosen, self._visits)

    @property
    def _chosen(self) -> VisitSummary | None:
        option = self.query_one(OptionList).highlighted_option
        return next((one for one in self._visits if option and one.id == option.id), None)

    @on(OptionList.OptionHighlighted, "#visits")
    def _follow(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._show_trend()

    def contexts(self) -> frozenset[str]:
        found = {"visits"} if self._visits else set()
        return frozenset(found | {"branches"} if len(self._branches) > 1 else found)

    # What can be done.

    def action_choose(self) -> None:
        self.query_one(OptionList).action_select()

    @on(OptionList.OptionSelected, "#visits")
    def _open(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        from qaudit.tui.screens.branch_visit import BranchVisitPage

        visit_id = event.option.id or ""
        look = self.attempt(lambda: self.desk.branch_desk.look(visit_id, self.person))
        if look is not None:
            self.app.push_screen(BranchVisitPage(look))

    def action_actions(self) -> None:
        from qaudit.tui.screens.actions import ActionsPage

        self.app.push_screen(ActionsPage(self._branch))

    def action_voices(self) -> None:
        from qaudit.tui.screens.voices import VoicesPage

        self.app.push_screen(VoicesPage(self._branch))

    def action_branch(self) -> None:
        if len(self._branches) < 2:
            self.say(_("There is no other branch"))
            return
        lines = [Line(one.code, one.name, code=one.code) for one in self._branches]
        sheet = PickSheet(_("Which branch?"), [Line(ALL, _("all of them")), *lines], self._branch)
        self.app.push_screen(sheet, self._narrow)

    def _narrow(self, branch: str | None) -> None:
        if branch is not None and branch != self._branch:
            self._branch = branch
            self._visits, self._dues = (), ()
            self.read()
            self.say(_("Branch {branch} alone", branch=branch) if branch else _("All branches"), Tone.PLAIN)


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be done, most urgent first; `owners` are the names of the owners of the first of them."""

    dues: tuple[DueAction, ...] = ()
    owners: tuple[str, ...] = ()
    is_branch_told: bool = False


class DueView(Widget):
    """Draws as many corrective actions as there is room for."""

    due: reactive[Due] = reactive(Due(), layout=True)

    def render(self) -> Content:
        size = self.content_size
        return joined(due_lines(self.due, size.width, max(1, size.height)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(due_lines(self.due, width, MOST_DUE))


def due_lines(due: Due, width: int, height: int) -> list[Content]:
    """How much is to be done, and the most urgent of it, at a width and in at most `height` lines."""
    overdue = sum(1 for one in due.dues if one.state is ActionState.OVERDUE)
    number = len(due.dues)
    count = ngettext("{n} action", "{n} actions", number) if number else _("nothing to do")
    pieces = [Content.styled(_("Corrective actions"), "bold $primary")]
    late = ngettext("{n} overdue", "{n} overdue", overdue)
    end = (Content.styled(late, "bold $error"), DOT) if overdue else ()
    lines = [row(pieces, width, (*end, Content.styled(count, "$muted")))]
    shown = due.dues[: len(due.owners)]
    drawn = rows_of_actions(shown, due.owners, width, is_branch_told=due.is_branch_told)
    for place, rows in enumerate(drawn):
        is_last = place == number - 1
        if len(lines) + len(rows) + (not is_last) > height:
            more = ngettext("and {n} more: d", "and {n} more: d", number - place)
            return (
                [*lines[: height - 1], row((Content.styled(more, "$muted"),), width)] if height > 1 else lines
            )
        lines += rows
    return lines


def is_new(visit: VisitSummary) -> bool:
    """Whether nobody of the branch acknowledged it."""
    return visit.acknowledged_at is None


def trend_of(chosen: VisitSummary, visits: Sequence[VisitSummary]) -> Trend:
    """The last scores of a visit's branch, in visits of the same pack and kind, oldest first."""
    alike = [one for one in visits if _series(one) == _series(chosen)]
    last = sorted(alike, key=lambda one: one.left_at or one.opened_at)[-TREND:]
    what = f"{chosen.branch.code} · {chosen.pack.pack} · {kind_name(chosen.kind)}"
    counted = ngettext("{n} visit", "{n} visits", len(last))
    percents = tuple(None if one.final_percent is None else Decimal(one.final_percent) for one in last)
    return Trend(f"{counted} · {what}", percents)


def _series(visit: VisitSummary) -> tuple[str, ...]:
    return visit.branch.code, visit.pack.pack, visit.kind.value
