"""Headquarters' desk: visits that wait for publication, appeals that wait for a decision, actions that are overdue."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from qaudit.core.appeals import Appeal
from qaudit.speech import _, ngettext
from qaudit.tui.keys import bindings_of
from qaudit.tui.screens.desk_page import DeskPage
from qaudit.tui.screens.office_lines import (
    action_lines,
    action_text,
    appeal_lines,
    approved_lines,
    part_line,
)
from qaudit.tui.screens.text_sheet import TextSheet
from qaudit.tui.widgets.lines import joined, one_line
from qaudit.tui.widgets.status_line import StatusLine, Tone
from qaudit.tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from qaudit.desk.headquarters import VisitSummary
    from qaudit.desk.mending import DueAction
    from qaudit.desk.publication import Published

MOST_LISTED = 200
"""Lines of each part; the commands list the others."""
VISIT, APPEAL, ACTION = "visit-", "appeal-", "action-"
"""Begin the ids of the lines."""
PARTS = (VISIT, APPEAL, ACTION)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for headquarters: of the approved visits the first, and how many there are."""

    approved: "tuple[VisitSummary, ...]" = ()
    to_publish: int = 0
    appeals: tuple[Appeal, ...] = ()
    overdue: "tuple[DueAction, ...]" = ()
    reviews: int = 0


class HeadquartersDeskPage(DeskPage):
    """Three parts in one list; Enter looks at a line, Space chooses what is published."""

    TABLE = "office"
    AUTO_FOCUS = "#waiting"
    EVERY = 10.0
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("office")]

    def __init__(self, *, is_home: bool = True) -> None:
        super().__init__(is_home=is_home)
        self._waiting: Waiting | None = None
        self._chosen: set[str] = set()

    def compose(self) -> ComposeResult:
        yield TitleBar(_("Headquarters"))
        yield OptionList(id="waiting", markup=False)
        yield StatusLine(id="status")
        yield self.compose_foot()
        yield self.too_small_notice()

    def on_resize(self) -> None:
        self.show()

    # What waits.

    def read(self) -> None:
        found = self.attempt(self._read)
        if found is not None and found != self._waiting:
            self._waiting = found
            self._chosen &= {one.id for one in found.approved}
            self.show()

    def _read(self) -> Waiting:
        overdue = self.desk.mending.actions(self.person, only_overdue=True)
        return Waiting(
            self.desk.publication.approved(limit=MOST_LISTED),
            self.desk.publication.waiting(),
            self.desk.appeals.appeals(self.person, only_open=True),
            tuple(sorted(overdue, key=lambda one: (one.branch.code, one.action.due))),
            self.desk.review.waiting(),
        )

    def show(self) -> None:
        """Draws everything at the width that there is; the chosen line stays chosen."""
        if self._waiting is None:
            return
        lines = self.query_one(OptionList)
        place, option = lines.highlighted, lines.highlighted_option
        lines.set_options(self._options(self._waiting, max(20, self.size.width - 5)))
        places: dict[str, int | None] = {
            one.id: at for at, one in enumerate(lines.options) if one.id is not None
        }
        near = next(
            (at for at in places.values() if place is not None and at is not None and at >= place), None
        )
        first = near if near is not None else next(iter(places.values()), None)
        known = option.id if option is not None else None
        lines.highlighted = places.get(known, first) if known is not None else first
        reviews = self._waiting.reviews
        self.query_one(TitleBar).count = (
            ngettext("r: {n} visit to review", "r: {n} visits to review", reviews) if reviews else ""
        )
        self.renew_keys()

    def _options(self, waiting: Waiting, width: int) -> Iterator[Option]:
        now = self.desk.world.now()
        approved, appeals, overdue = waiting.to_publish, len(waiting.appeals), len(waiting.overdue)
        title = ngettext("{n} visit to publish", "{n} visits to publish", approved)
        chosen = ngettext("{n} chosen", "{n} chosen", len(self._chosen)) if self._chosen else ""
        yield Option(part_line(title, chosen, width), disabled=True)
        for visit in waiting.approved:
            drawn = approved_lines(visit, visit.id in self._chosen, now, width)
            yield Option(joined(drawn), id=VISIT + visit.id)
        yield from _more(approved, width)
        title = ngettext("{n} appeal to decide", "{n} appeals to decide", appeals)
        yield Option(part_line(title, "", width), disabled=True)
        for appeal in waiting.appeals[:MOST_LISTED]:
            yield Option(joined(appeal_lines(appeal, now, width)), id=APPEAL + appeal.id)
        yield from _more(appeals, width)
        title = ngettext("{n} action overdue", "{n} actions overdue", overdue)
        yield Option(part_line(title, "", width), disabled=True)
        for due in waiting.overdue[:MOST_LISTED]:
            yield Option(joined(action_lines(due, width)), id=ACTION + due.action.id)
        yield from _more(overdue, width)

    def contexts(self) -> frozenset[str]:
        found = set()
        if self.query_one(OptionList).highlighted_option is not None:
            found.add("lines")
        if self._here(VISIT):
            found.add("visit")
        if self._waiting is not None and self._waiting.approved:
            found.add("approved")
        return frozenset(found)

    def _here(self, kind: str) -> str:
        """The id of what the chosen line is about, where it is of that kind."""
        option = self.query_one(OptionList).highlighted_option
        line = (option.id or "") if option is not None else ""
        return line.removeprefix(kind) if line.startswith(kind) else ""

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        self.renew_keys()

    # Looking.

    def action_choose(self) -> None:
        self.query_one(OptionList).action_select()

    @on(OptionList.OptionSelected, "#waiting")
    def _look(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if visit_id := self._here(VISIT):
            from qaudit.tui.screens.review_visit import ReviewVisitPage

            self.app.push_screen(ReviewVisitPage(visit_id), self._tell)
        elif appeal_id := self._here(APPEAL):
            self._look_at_appeal(appeal_id)
        elif (action_id := self._here(ACTION)) and self._waiting is not None:
            due = next(one for one in self._waiting.overdue if one.action.id == action_id)
            walk = self.attempt(lambda: self.desk.fieldwork.walk(due.action.visit_id))
            if walk is not None:
                title = _("Corrective action at {branch}", branch=one_line(due.branch.name))
                self.app.push_screen(TextSheet(title, partial(action_text, due, walk)))

    def _look_at_appeal(self, appeal_id: str) -> None:
        from qaudit.tui.screens.decision import DecisionSheet

        found = self.attempt(lambda: self.desk.appeals.find(appeal_id, self.person))
        walk = self.attempt(lambda: self.desk.fieldwork.walk(found.visit_id)) if found is not None else None
        if found is not None and walk is not None:
            self.app.push_screen(DecisionSheet(found, walk), self._tell)

    def _tell(self, words: str | None) -> None:
        if words:
            self.say(words, Tone.WRITTEN)

    def action_actions(self) -> None:
        from qaudit.tui.screens.actions import ActionsPage

        self.app.push_screen(ActionsPage())

    def action_reviews(self) -> None:
        from qaudit.tui.screens.review_queue import ReviewQueuePage

        self.app.push_screen(ReviewQueuePage(is_home=False))

    def action_compare(self) -> None:
        from qaudit.tui.screens.comparison import ComparisonPage

        self.app.push_screen(ComparisonPage())

    def action_summary(self) -> None:
        from qaudit.tui.screens.round_summary import ask_for_summary

        ask_for_summary(self)

    def action_next_part(self) -> None:
        """Goes to the first line of the next part that has one, and from the last one back to the first."""
        lines = self.query_one(OptionList)
        kinds = [(option.id or "-").partition("-")[0] + "-" for option in lines.options]
        here = kinds[lines.highlighted] if lines.highlighted is not None else ""
        order = [*PARTS[PARTS.index(here) + 1 :], *PARTS] if here in PARTS else [*PARTS]
        goal = next((kinds.index(kind) for kind in order if kind in kinds), None)
        if goal is not None:
            lines.highlighted = goal

    # Publishing.

    def action_mark(self) -> None:
        if visit_id := self._here(VISIT):
            self._chosen ^= {visit_id}
            self.show()
            self.query_one(OptionList).action_cursor_down()

    def action_publish(self) -> None:
        from qaudit.tui.screens.publish import PublishSheet

        approved = self.attempt(self.desk.publication.approved) or ()
        wanted = [one.id for one in approved if one.id in self._chosen] or [one.id for one in approved]
        if not wanted:
            self.say(_("No approved visit waits for publication"), Tone.REFUSED)
        else:
            self.app.push_screen(PublishSheet(wanted), self._published)

    def _published(self, published: "Published | None") -> None:
        if published is None:
            return
        self._chosen -= set(published.visits)
        done = ngettext("{n} visit is published", "{n} visits are published", len(published.visits))
        if published.refused:
            refused = ngettext("{n} was refused", "{n} were refused", len(published.refused))
            self.say(f"{done} · {refused}", Tone.REFUSED)
            self._show_refused(published)
        else:
            self.say(done, Tone.WRITTEN)

    def _show_refused(self, published: "Published") -> None:
        from qaudit.tui.screens.office_lines import refused_lines

        title = ngettext(
            "{n} visit was not published", "{n} visits were not published", len(published.refused)
        )
        self.app.push_screen(TextSheet(title, partial(refused_lines, published.refused)))


def _more(number: int, width: int) -> Sequence[Option]:
    if number <= MOST_LISTED:
        return ()
    words = ngettext("and {n} more", "and {n} more", number - MOST_LISTED)
    return (Option(part_line("", words, width), disabled=True),)
