"""Corrective actions of a branch, of all of a manager's branches, or of one visit: done, postponed, dropped."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from qaudit.core.corrective_actions import UNFINISHED, ActionState
from qaudit.desk.branch_zone import today_at
from qaudit.desk.mending import DueAction
from qaudit.speech import _, ngettext
from qaudit.tui.keys import bindings_of
from qaudit.tui.screens.action_lines import told_lines
from qaudit.tui.screens.branch_words import OwnerNames, by_urgency, list_width, rows_of_actions
from qaudit.tui.screens.page import Page
from qaudit.tui.screens.pick import Line, PickSheet
from qaudit.tui.screens.reason_sheet import ReasonSheet, dropped_words
from qaudit.tui.widgets.line_view import LineView
from qaudit.tui.widgets.lines import aligned, joined, one_line
from qaudit.tui.widgets.status_line import StatusLine, Tone
from qaudit.tui.widgets.title_bar import TitleBar


class ActionsPage(Page[None]):
    """Those that are not finished, overdue first; f shows the others as well.

    `branch` leaves those of one branch; `visit_id` those of one visit, the finished ones too.
    """

    TABLE = "actions"
    AUTO_FOCUS = "#actions"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("actions")]

    def __init__(self, branch: str = "", visit_id: str = "") -> None:
        super().__init__()
        self._branch = branch
        self._visit_id = visit_id
        self._region = self._brand = ""
        self._has_finished = bool(visit_id)
        self._dues: tuple[DueAction, ...] = ()
        self._owners: OwnerNames | None = None

    def compose(self) -> ComposeResult:
        yield TitleBar(self._title())
        with Container(classes="halves"):
            yield OptionList(id="actions", markup=False)
            yield LineView(self._told, name="told")
        yield StatusLine(id="status")
        yield self.compose_foot()
        yield self.too_small_notice()

    def _title(self) -> str:
        if self._visit_id:
            return _("Corrective actions of the visit")
        place = self._branch or self._region or self._brand
        return (
            _("Corrective actions of {branch}", branch=one_line(place)) if place else _("Corrective actions")
        )

    def on_screen_resume(self) -> None:
        self.read()

    def on_resize(self) -> None:
        self.show()

    def read(self) -> None:
        """Reads the actions from the store and shows them."""
        mending, person = self.desk.mending, self.desk.person
        found = self.attempt(
            lambda: mending.actions(
                person,
                branch=self._branch,
                region=self._region,
                brand=self._brand,
                unfinished=not self._has_finished,
            )
        )
        wanted = [one for one in found or () if self._visit_id in ("", one.action.visit_id)]
        self._dues = tuple(by_urgency(wanted))
        self.show()

    def action_places(self) -> None:
        """Narrows the list to a brand, a region or a branch, or widens it again."""
        dues = self.attempt(lambda: self.desk.mending.actions(self.desk.person, unfinished=False)) or ()
        branches = {due.branch.code: due.branch for due in dues}.values()
        named = [
            *(
                ("brand", one, _("brand {name}", name=one))
                for one in sorted({place.brand for place in branches})
            ),
            *(
                ("region", one, _("region {name}", name=one))
                for one in sorted({place.region for place in branches})
            ),
            *(("branch", place.code, f"{place.code} {place.name}") for place in branches),
        ]
        lines = [Line("", _("All branches"))]
        lines += [Line(f"{kind}:{name}", one_line(words)) for kind, name, words in named if name]
        self.app.push_screen(PickSheet(_("The actions of which?"), lines, ""), self._narrow)

    def _narrow(self, chosen: str | None) -> None:
        if chosen is None:
            return
        kind, _colon, name = chosen.partition(":")
        self._brand = name if kind == "brand" else ""
        self._region = name if kind == "region" else ""
        self._branch = name if kind == "branch" else ""
        self.query_one(TitleBar).words = self._title()
        self.read()

    # What is shown.

    def show(self) -> None:
        """Draws what was read; the chosen action stays chosen."""
        actions = self.query_one(OptionList)
        chosen = actions.highlighted_option.id if actions.highlighted_option else None
        actions.set_options(self._options(list_width(self.size)))
        places = {option.id: place for place, option in enumerate(actions.options)}
        actions.highlighted = places.get(chosen, 0) if self._dues else None
        self._count()
        self.query_one(LineView).renew()
        self.renew_keys()

    def _options(self, width: int) -> list[Option]:
        if not self._dues:
            words = _("Nothing to do.") if not self._has_finished else _("There is no corrective action.")
            return [Option(joined(aligned(Content.styled(words, "$muted"), width)), disabled=True)]
        is_told = len({due.branch.code for due in self._dues}) > 1
        owners = [self._owner(due) for due in self._dues]
        drawn = rows_of_actions(self._dues, owners, width, is_branch_told=is_told)
        return [Option(joined(rows), id=due.action.id) for due, rows in zip(self._dues, drawn, strict=True)]

    def _owner(self, due: DueAction) -> str:
        if self._owners is None:
            self._owners = OwnerNames(self.desk.fieldwork)
        return self._owners.words(due.action)

    def _count(self) -> None:
        overdue = sum(1 for one in self._dues if one.state is ActionState.OVERDUE)
        number = len(self._dues)
        counted = ngettext("{n} action", "{n} actions", number)
        late = ngettext("{n} overdue", "{n} overdue", overdue) if overdue else ""
        self.query_one(TitleBar).count = " · ".join(filter(None, (late, counted)))

    @property
    def chosen(self) -> DueAction | None:
        """The action that stands out; None where there is none."""
        option = self.query_one(OptionList).highlighted_option
        return next((one for one in self._dues if option and one.action.id == option.id), None)

    def _told(self, width: int) -> Sequence[Content]:
        due = self.chosen
        if due is None:
            return []
        walk = self.attempt(lambda: self.desk.fieldwork.walk(due.action.visit_id))
        return [] if walk is None else told_lines(due, walk, self._owner(due), width)

    @on(OptionList.OptionHighlighted, "#actions")
    def _follow(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        view = self.query_one(LineView)
        view.renew()
        view.scroll_home(animate=False)
        self.renew_keys()

    def contexts(self) -> frozenset[str]:
        due = self.chosen
        if due is None:
            return frozenset()
        found = {"chosen"}
        if due.action.kept_state in UNFINISHED:
            found.add("unfinished")
        if due.action.kept_state is ActionState.OPEN:
            found.add("open")
        return frozenset(found | {"checked"} if due.action.checked_by else found)

    def key_labels(self) -> dict[str, str]:
        return {"finished": _("unfinished only")} if self._has_finished else {}

    # What can be done.

    def action_done(self) -> None:
        due = self._open_one()
        if due is None:
            return
        from qaudit.tui.screens.appeal_sheet import AppealSheet

        person, action_id = self.desk.person, due.action.id

        def keep(words: str, files: tuple[Path, ...]) -> object:
            return self.desk.mending.done(action_id, words, person, files)

        title = _("Done: {what}", what=one_line(due.action.what))
        sheet = AppealSheet(title, _("What shows that it was done: words, or a file"), keep)
        saved = _("saved · done; the next visit verifies it")
        self.app.push_screen(sheet, partial(self._finish, saved))

    def action_postpone(self) -> None:
        due = self._open_one()
        if due is None:
            return
        from qaudit.tui.screens.action_sheet import ActionSheet

        person, action_id = self.desk.person, due.action.id

        def keep(why: str, day: date) -> object:
            return self.desk.mending.postpone(action_id, day, why, person)

        title = _("Another day for: {what}", what=one_line(due.action.what))
        today = today_at(due.branch, self.desk.world.now())
        sheet = ActionSheet(title, _("Why it takes longer"), keep, today, due.action.due.isoformat())
        self.app.push_screen(sheet, partial(self._finish, _("saved · another day")))

    def action_drop(self) -> None:
        due = self.chosen
        if due is None:
            return
        if due.action.kept_state not in UNFINISHED:
            self.say(_("It is finished: nothing is left to drop"), Tone.REFUSED)
            return
        person, action_id = self.desk.person, due.action.id
        title = _("Drop: {what}", what=one_line(due.action.what))
        sheet = ReasonSheet(
            title,
            _("Why it will not be done"),
            lambda why: self.desk.mending.drop(action_id, why, person),
        )
        self.app.push_screen(sheet, partial(self._finish, _("saved · dropped, with your reason")))

    def _open_one(self) -> DueAction | None:
        """The chosen action where it is still to be done; else it is said that it is not."""
        due = self.chosen
        if due is not None and due.action.kept_state is not ActionState.OPEN:
            self.say(_("This is for an action that is still open"), Tone.REFUSED)
            return None
        return due

    def _finish(self, saved: str, is_saved: bool | None) -> None:
        if is_saved:
            self.read()
            self.say(saved, Tone.SAVED)
        elif is_saved is False:
            self.say(dropped_words(), Tone.REFUSED)

    # Where it leads.

    def action_checked_by(self) -> None:
        due = self.chosen
        if due is not None and due.action.checked_by:
            self._show_visit(due.action.checked_by)
        else:
            self.say(_("No visit has looked at it since: the next one that is published does"))

    def action_origin(self) -> None:
        if (due := self.chosen) is not None:
            self._show_visit(due.action.visit_id)

    @on(OptionList.OptionSelected, "#actions")
    def _select(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_origin()

    def _show_visit(self, visit_id: str) -> None:
        from qaudit.tui.screens.branch_visit import BranchVisitPage

        person = self.desk.person
        look = self.attempt(lambda: self.desk.branch_desk.look(visit_id, person))
        if look is not None:
            self.app.push_screen(BranchVisitPage(look))

    # Keys.

    def action_finished(self) -> None:
        self._has_finished = not self._has_finished
        self.read()
        shown = _("Finished ones are shown too") if self._has_finished else _("Only what is not finished")
        self.say(shown)

    def action_scroll_down(self) -> None:
        self.query_one(LineView).scroll_page_down(animate=False)

    def action_scroll_up(self) -> None:
        self.query_one(LineView).scroll_page_up(animate=False)

    def action_leave(self) -> None:
        self.dismiss(None)
