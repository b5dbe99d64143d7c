"""Headquarters' comparisons: one page, six views of what all published visits say, and one set of filters for all."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content

from qaudit.desk.comparison.asked import By, CourseOf, Every, Level
from qaudit.speech import N_, _
from qaudit.tui.comparing import Between, View, between_of, inside
from qaudit.tui.display_order import is_mirrored
from qaudit.tui.keys import bindings_of
from qaudit.tui.screens.comparison_filters import (
    ask_for_filter,
    ask_for_period,
    ask_for_value,
    lines_of_bys,
)
from qaudit.tui.screens.comparison_shown import OF_MEMBERS, ComparedViews
from qaudit.tui.screens.pick import Line, PickSheet
from qaudit.tui.widgets.lines import one_line, wrapped
from qaudit.tui.widgets.row_list import RowChosen
from qaudit.tui.widgets.status_line import Tone

if TYPE_CHECKING:
    from qaudit.desk.comparison.asking import Comparisons
    from qaudit.desk.lake.keeping import Refreshed
    from qaudit.tui.screens.working import Course, Outcome

NEXT_LEVEL = {Level.BRANCH: Level.REGION, Level.REGION: Level.BRAND, Level.BRAND: Level.BRANCH}
FILTERS_OF_BY = {
    By.SECTION: "sections",
    By.LAYER: "layers",
    By.DIMENSION: "dimensions",
    By.STAGE: "stages",
    By.CHANNEL: "channels",
}
_FILTERS_OF_LEVEL = {Level.BRANCH: "branches", Level.REGION: "regions", Level.BRAND: "brands"}
NO_REGION = N_("These branches have no region: l shows them all")


class ComparisonPage(ComparedViews):
    """Number keys change the view, the others what is compared."""

    TABLE = "comparison"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("comparison")]

    def contexts(self) -> frozenset[str]:
        view, has_answer = self.sight.view, bool(self._shown)
        found = {
            "running": self.is_asking,
            "noted": self.is_noted,
            "stepped": bool(self.comparing.steps),
            "filtered": self.comparing.is_filtered,
            "groups": len(self._groups) > 1 and has_answer,
            "levels": view in OF_MEMBERS,
            "scores": view in OF_MEMBERS and not (view is View.TREND and self.sight.of is CourseOf.RATE),
            "trend": view is View.TREND,
            "heat": view is View.HEAT and has_answer,
            "answered": has_answer,
            "rows": has_answer,
            "into": has_answer,
            "behind": self.may_refresh,
        }
        return frozenset(name for name, holds in found.items() if holds)

    def key_labels(self) -> dict[str, str]:
        if self.is_asking:
            return {"step_back": _("stop")}
        return {"step_back": _("close")} if self.is_noted else {}

    # The view.

    def action_view_league(self) -> None:
        self._look(View.LEAGUE)

    def action_view_trend(self) -> None:
        self._look(View.TREND)

    def action_view_funnel(self) -> None:
        self._look(View.FUNNEL)

    def action_view_heat(self) -> None:
        self._look(View.HEAT)

    def action_view_standards(self) -> None:
        self._look(View.STANDARDS)

    def action_view_repeats(self) -> None:
        self._look(View.REPEATS)

    def _look(self, view: View) -> None:
        self._keep_chosen()
        self.comparing.go(view=view)
        self.show()

    def _keep_chosen(self) -> str:
        """Remembers the line that is chosen, for when one comes back; gives its member or code."""
        pane, views = self.pane, self._views
        if pane is None or views is None or not self._shown:
            return ""
        chosen: str = views.chosen_in(pane, self.sight, self._shown)
        if self.sight.view in OF_MEMBERS:
            self.comparing.go(member=chosen or self.sight.member)
        else:
            self.comparing.go(code=chosen or self.sight.code)
        return chosen

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
        if self.pane is None or self._views is None or not self._shown:
            return
        if self.sight.view is View.TREND:
            self._next_course(step)
        else:
            self._views.move_in(self.pane, step, pages=pages)

    def _next_course(self, step: int) -> None:
        members = [course.member for course in self._shown]
        here = members.index(self.sight.member) if self.sight.member in members else 0
        self.comparing.go(member=members[max(0, min(here + step, len(members) - 1))])
        self.show()

    def action_right(self) -> None:
        self._across(1)

    def action_left(self) -> None:
        self._across(-1)

    def _across(self, step: int) -> None:
        """To the right on the screen: axes run from the left in every language."""
        if self.pane is not None and self._views is not None and self._shown:
            self._views.across_in(self.pane, -step if is_mirrored() else step)

    def action_next_unlike(self) -> None:
        if self.pane is not None and self._views is not None and self._shown:
            self._views.next_unlike_in(self.pane)

    def action_find(self) -> None:
        from qaudit.tui.screens.search import SearchSheet

        if self._views is None or not self._shown:
            return
        texts = self._texts.get(between_of(self._shown[0].group), {})
        names: dict[str, str] = self._views.names_in(self.sight, self._shown, texts)

        def find(typed: str) -> Sequence[Line]:
            words = typed.casefold().split()
            return [
                Line(code, name if name != code else "", code=code)
                for code, name in names.items()
                if all(word in f"{code} {name}".casefold() for word in words)
            ]

        self.app.push_screen(SearchSheet(_("Find by code or name"), find), self._found)

    def _found(self, code: str | None) -> None:
        if code is not None:
            self.comparing.go(**({"member": code} if self.sight.view in OF_MEMBERS else {"code": code}))
            self.show()

    # What is compared.

    def action_filter(self) -> None:
        ask_for_filter(self, self.sight.asked, self._ask_for_value, self._choose_filters)

    def _ask_for_value(self, name: str) -> None:
        asked = self.sight.asked

        def choose(counts: dict[str, int]) -> None:
            # Whoever has opened another page or sheet meanwhile does not want this one above it.
            if self.app.screen is self:
                ask_for_value(self, asked, name, counts, self._choose_filters)

        self.ask(lambda comparisons: comparisons.choices(asked, name), choose)

    def action_period(self) -> None:
        ask_for_period(self, self.sight.asked, self._choose_filters)

    def _choose_filters(self, filters: dict[str, Any]) -> None:
        self._keep_chosen()
        self.comparing.filter(**filters)
        self.show()

    def action_clear(self) -> None:
        self._keep_chosen()
        self.comparing.clear()
        self.show()

    def action_next_group(self) -> None:
        if self._group is not None and self._shown:
            place = self._groups.index(self._group) + 1
            self._take_group(place % len(self._groups))

    def action_group(self) -> None:
        if self._group is None or self._views is None:
            return
        lines = [Line(str(at), self._views.group_name(group)) for at, group in enumerate(self._groups)]
        sheet = PickSheet(_("Which group?"), lines, str(self._groups.index(self._group)))
        self.app.push_screen(sheet, lambda at: None if at is None else self._take_group(int(at)))

    def _take_group(self, place: int) -> None:
        group = self._groups[place]
        self.comparing.go(between=between_of(group), key=group.key, member="", code="")
        self.show()

    def action_level(self) -> None:
        if self.sight.view in OF_MEMBERS:
            asked = self.sight.asked
            self.comparing.go(asked=replace(asked, level=NEXT_LEVEL[asked.level]), member="")
            self.show()

    def action_by(self) -> None:
        if "scores" not in self.contexts():
            return
        asked = self.sight.asked

        def choose(by: str | None) -> None:
            if by is not None:
                self._keep_chosen()
                self.comparing.go(asked=replace(asked, by=By(by)), key="")
                self.show()

        sheet = PickSheet(_("Compared by what?"), list(lines_of_bys()), asked.by.value)
        self.app.push_screen(sheet, choose)

    def action_points(self) -> None:
        if self.sight.view is View.TREND:
            other = Every.VISIT if self.sight.every is Every.MONTH else Every.MONTH
            self.comparing.go(every=other)
            self.show()

    def action_rates(self) -> None:
        if self.sight.view is View.TREND:
            self.comparing.go(of=CourseOf.RATE if self.sight.of is CourseOf.SCORE else CourseOf.SCORE)
            self.show()

    # Going on, and back.

    @on(RowChosen)
    def action_choose(self) -> None:
        views, pane = self._views, self.pane
        if views is None or pane is None or self._group is None or not self._shown:
            return
        chosen = self._keep_chosen()
        if self.sight.view not in OF_MEMBERS:
            self._step_into_standard(chosen)
        elif visit := views.visit_in(pane):
            self._show_visit(visit)
        elif chosen or self.sight.view is View.LEAGUE:
            self._step_into(chosen, views.column_in(pane) or self._group.key)
        else:
            self.say(_("Choose a member first, with the arrows"), Tone.REFUSED)

    def _step_into_standard(self, code: str) -> None:
        asked = replace(self.sight.asked, codes=(code,), level=Level.BRANCH, by=By.TOTAL)
        self.comparing.step(view=View.LEAGUE, asked=asked, between=self._between, key="", member="")
        self.show()

    def _step_into(self, member: str, key: str) -> None:
        asked = self.sight.asked
        if asked.level is Level.BRANCH:
            self._show_branch(member, key)
        elif not member:
            self.say(_(NO_REGION), Tone.REFUSED)
        else:
            into: dict[str, Any] = (
                {"brands": (member,), "level": Level.REGION}
                if asked.level is Level.BRAND
                else {"regions": (member,), "level": Level.BRANCH}
            )
            between = self._between if asked.level is Level.REGION else None
            inner = inside(asked, between) if between is not None else asked
            self.comparing.step(
                asked=replace(inner, **into), between=between or self.sight.between, member=""
            )
            self.show()

    def _show_branch(self, branch: str, key: str) -> None:
        from qaudit.tui.screens.comparison_branch import ComparedBranchPage

        asked = replace(inside(self.sight.asked, self._between), branches=(branch,))
        by = By.SECTION if self.sight.view is View.HEAT and asked.by is By.TOTAL else asked.by
        if key and by in FILTERS_OF_BY:
            only: dict[str, Any] = {FILTERS_OF_BY[by]: (key,)}
            asked = replace(asked, by=by, **only)
        self.app.push_screen(ComparedBranchPage(self.lake, replace(asked, level=Level.BRANCH)))

    def _show_visit(self, visit_id: str) -> None:
        from qaudit.tui.screens.review_visit import ReviewVisitPage

        self.app.push_screen(ReviewVisitPage(visit_id))

    @property
    def _between(self) -> Between | None:
        return None if self._group is None else between_of(self._group)

    def action_step_back(self) -> None:
        if self.is_asking:
            self.stop_asking()
            if not self._shown:
                self._wait(_("Stopped. Choose a view to ask again."))
        elif self.is_noted:
            self.take_note_away()
        elif self.comparing.back():
            self.show()
        else:
            self.dismiss(None)

    def action_leave(self) -> None:
        self._keep_chosen()
        self.dismiss(None)

    # What one has of it.

    def action_export(self) -> None:
        from qaudit.tui.screens.comparison_export import ask_for_export

        if self._views is None or not self._shown:
            return
        views, sight = self._views, self.sight
        asked = inside(sight.question.asked, self._between)
        if sight.view is View.TREND and (member := views.course_of(self._shown, sight.member).member):
            only: dict[str, Any] = {_FILTERS_OF_LEVEL[asked.level]: (member,)}
            asked = replace(asked, **only)
        shown = replace(sight, asked=asked)
        ask: Callable[[Comparisons], Any] = lambda comparisons: views.asked_of(comparisons, shown)  # noqa: E731
        ask_for_export(self, shown.question.view.value, asked, ask)

    def action_notes(self) -> None:
        from qaudit.tui.screens.text_sheet import TextSheet

        if self._views is None or not self._shown:
            return
        answer = self._shown[0]
        if self.sight.view is View.TREND:
            answer = self._views.course_of(self._shown, self.sight.member)
        sentences = [one for one in self._views.notes_of(self.sight.view, answer) if one]
        self.app.push_screen(TextSheet(_("How to read it"), partial(_note_lines, sentences)))

    # The lake.

    def action_refresh(self) -> None:
        from qaudit.tui.screens.working import WorkingSheet

        self.close_lake()

        def work(course: "Course") -> "Refreshed":
            return self.desk.lake().refresh(course.tell)

        self.app.push_screen(WorkingSheet(_("Published visits are taken in …"), work), self._refreshed)

    def _refreshed(self, outcome: "Outcome[Refreshed] | None") -> None:
        self.open_lake()
        self.show()
        if outcome is None:
            return
        if outcome.refusal is not None:
            # In the status line the next answer would take its place.
            self.notify(str(outcome.refusal), severity="warning", markup=False)
        elif (done := outcome.given) is not None:
            from qaudit.wording.lake import refreshed_words

            self.notify(refreshed_words(done.added, done.amended, done.removed, is_changed=done.is_changed))


def _note_lines(sentences: Sequence[str], width: int) -> list[Content]:
    """Sentences with a blank line between them."""
    lines: list[Content] = []
    for sentence in sentences:
        lines += [
            *([Content("")] if lines else []),
            *wrapped(Content(one_line(sentence)), width, is_ours=True),
        ]
    return lines
