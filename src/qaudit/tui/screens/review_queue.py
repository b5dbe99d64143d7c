"""The reviewer's desk: the visits that wait, longest first, and how much the checks see in each."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from qaudit.errors import QauditError
from qaudit.speech import _, ngettext
from qaudit.tui.keys import bindings_of
from qaudit.tui.screens.desk_page import DeskPage
from qaudit.tui.screens.review_lines import (
    UNSEEN_CHECKS,
    Gravities,
    gravities_of,
    gravities_words,
    queue_height,
    queue_lines,
)
from qaudit.tui.widgets.captions import Caption
from qaudit.tui.widgets.row_list import RowChosen, RowList
from qaudit.tui.widgets.status_line import StatusLine, Tone
from qaudit.tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from qaudit.desk.headquarters import VisitSummary

MOST_READ = 200
"""Visits that are read at first; going on to the last of them reads as many again."""


class ReviewQueuePage(DeskPage):
    """Enter looks at a visit. The checks are made for the rows in view, one after another between the keys."""

    TABLE = "queue"
    AUTO_FOCUS = "#rows"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("queue")]

    def __init__(self, *, is_home: bool = True) -> None:
        super().__init__(is_home=is_home)
        self._visits: tuple[VisitSummary, ...] = ()
        self._waiting = 0
        self._most = MOST_READ
        self._found: dict[VisitSummary, Gravities | None] = {}
        self._is_seeing = False
        self._news = ""

    def compose(self) -> ComposeResult:
        yield TitleBar(_("Visits to review"))
        yield Caption(_("No visit waits for a review."), id="nothing")
        yield RowList(self._drawn, name="rows")
        yield StatusLine(id="status")
        yield self.compose_foot()
        yield self.too_small_notice()

    def on_resize(self) -> None:
        self._show()

    # What waits.

    def read(self) -> None:
        review = self.desk.review
        found = self.attempt(lambda: (review.queue(limit=self._most), review.waiting()))
        if found is None:
            return
        is_first = not self._visits
        if found != (self._visits, self._waiting) or is_first:
            chosen = self._chosen
            self._visits, self._waiting = found
            self._found = {one: self._found[one] for one in self._visits if one in self._found}
            self._show(chosen)

    @property
    def _chosen(self) -> "VisitSummary | None":
        place = self.query_one(RowList).chosen
        return self._visits[place] if place < len(self._visits) else None

    def _show(self, chosen: "VisitSummary | None" = None) -> None:
        chosen = chosen or self._chosen
        ids = [one.id for one in self._visits]
        rows = self.query_one(RowList)
        place = ids.index(chosen.id) if chosen is not None and chosen.id in ids else rows.chosen
        rows.show(len(ids), queue_height(self.size.width), min(place, max(0, len(ids) - 1)))
        self.set_class(not ids, "-nothing")
        self.query_one(TitleBar).count = (
            ngettext("{n} visit waits", "{n} visits wait", self._waiting) if self._waiting else ""
        )
        self._moved()
        self.renew_keys()

    def _drawn(self, place: int, width: int) -> Sequence[Content]:
        visit = self._visits[place]
        return queue_lines(visit, self._found.get(visit), self.desk.world.now(), width)

    # What the checks see.

    def _see(self) -> None:
        """Makes the checks of the next row in view, and comes back for the others when the keys are done."""
        self._is_seeing = False
        unseen = (self._visits[place] for place in self.query_one(RowList).in_view)
        visit = next((one for one in unseen if one not in self._found), None)
        if visit is None:
            return
        try:
            self._found[visit] = gravities_of(self.desk.review.checks(visit.id))
        except QauditError:
            self._found[visit] = None
        self.query_one(RowList).refresh()
        if visit is self._chosen:
            self._tell_chosen()
        self._see_soon()

    def _see_soon(self) -> None:
        if not self._is_seeing:
            self._is_seeing = True
            self.call_later(self._see)

    def _tell_chosen(self) -> None:
        visit = self._chosen
        if self._news:
            self.say(self._news, Tone.WRITTEN)
        elif visit is None:
            self.say("")
        elif visit in self._found:
            found = self._found[visit]
            self.say(_(UNSEEN_CHECKS) if found is None else gravities_words(found))
        else:
            self.say("…")

    # Moving.

    def _moved(self) -> None:
        """After a move: what the checks see there, and more of the queue where its end is near."""
        rows = self.query_one(RowList)
        if rows.in_view.stop >= len(self._visits) == self._most < self._waiting:
            self._most += MOST_READ
            self.read()
        self._tell_chosen()
        if self._visits:
            self._see_soon()

    def _move(self, step: int) -> None:
        self._news = ""
        self.query_one(RowList).move(step)
        self._moved()

    def action_down(self) -> None:
        self._move(1)

    def action_up(self) -> None:
        self._move(-1)

    def action_page_down(self) -> None:
        self._move(self.query_one(RowList).page)

    def action_page_up(self) -> None:
        self._move(-self.query_one(RowList).page)

    # Acts.

    def contexts(self) -> frozenset[str]:
        return frozenset(("visits",)) if self._visits else frozenset()

    @on(RowChosen)
    def action_choose(self) -> None:
        from qaudit.tui.screens.review_visit import ReviewVisitPage

        if (visit := self._chosen) is not None:
            self._found.pop(visit, None)
            self.app.push_screen(ReviewVisitPage(visit.id), self._tell)

    def _tell(self, words: str | None) -> None:
        self._news = words or ""
        self._tell_chosen()
        self._see_soon()
