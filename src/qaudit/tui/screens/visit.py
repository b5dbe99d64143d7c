"""The visit: one standard at a time, clocks in view, every reading on the disk before it is called saved."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from qaudit.core.measures import NoteMeasure
from qaudit.core.visits import VisitStatus
from qaudit.core.walk import Walk
from qaudit.errors import QauditError
from qaudit.speech import N_, _, ngettext, pgettext
from qaudit.tui.display_order import is_mirrored
from qaudit.tui.entering import KIND_OF, interpret, prompt_words
from qaudit.tui.keys import bindings_of
from qaudit.tui.messages import SectionClicked, StandardClicked, StandardReached
from qaudit.tui.screens.answering import Answering
from qaudit.tui.screens.page import VAST, WIDE
from qaudit.tui.standing import awaited_event, onward, resumed_at, running, section_start
from qaudit.tui.widgets.clocks import Clocks, Timeline, Timing
from qaudit.tui.widgets.entry import EntryLine
from qaudit.tui.widgets.heading import Heading, Place
from qaudit.tui.widgets.lines import one_line
from qaudit.tui.widgets.section_list import SectionList
from qaudit.tui.widgets.standard_card import Shown, StandardCard
from qaudit.tui.widgets.status_line import StatusLine, Tone
from qaudit.wording.names import language_name, status_name
from qaudit.wording.regional import written_number

if TYPE_CHECKING:
    from qaudit.tui.app import QauditApp

LOOK_AROUND = 2.0
"""Seconds between two looks at whether another terminal wrote to the visit."""
GREETING = N_("Everything is saved as you go")
MOST_LINES = 99
"""Clocks and marks in a list that has a whole column: its height is the limit."""
ALL_ANSWERED = N_("all answered: s submits")
DIGIT_LABELS = {
    "number": N_("type it"),
    "choice": N_("choose"),
    "parts": N_("tick"),
    "rating": N_("rate"),
}
"""What a digit does, by the kind of the standard."""


class VisitPage(Answering):
    """The page that the product is about."""

    TABLE = "visit"
    CSS_PATH = None
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("visit")]

    def __init__(self, walk: Walk) -> None:
        super().__init__(walk, resumed_at(walk))
        self._passed: set[str] = set()
        self._is_stale = False
        self._is_blind = False

    def compose(self) -> ComposeResult:
        yield Heading(id="heading")
        with Horizontal(id="middle"):
            yield StandardCard()
        yield Clocks(self.desk.world.now, most=3, most_marks=1, name="clocks")
        yield EntryLine(id="entry")
        yield StatusLine(id="status")
        yield self.compose_foot()
        yield self.too_small_notice()

    @property
    def greeting(self) -> str:
        """What is said first."""
        return _(GREETING)

    def on_mount(self) -> None:
        self._draw()
        self.set_interval(LOOK_AROUND, self.look_around)
        self.say(self.read_only_reason or self.greeting)
        if self.came_back and not self.read_only_reason:
            self.call_later(self.show_remarks)

    def on_screen_resume(self) -> None:
        self.look_around()

    async def on_resize(self, event: events.Resize) -> None:
        """Adds what a wider window has room for. Once there, it is hidden and shown by the styles."""
        middle = self.query_one("#middle")
        if event.size.width >= WIDE and not self.query(SectionList):
            await self._mount_beside(middle, SectionList(id="sections"), is_first=not is_mirrored())
            self.renew()
        if event.size.width >= VAST and not self.query(Timeline):
            now = self.desk.world.now
            timeline = Timeline(now, most=MOST_LINES, most_marks=MOST_LINES, name="timeline")
            await self._mount_beside(middle, timeline, is_first=is_mirrored())
            self.renew()

    async def _mount_beside(self, middle: Widget, widget: Widget, *, is_first: bool) -> None:
        await (middle.mount(widget, before=0) if is_first else middle.mount(widget))

    # Drawing.

    def renew(self) -> None:
        if not self._is_stale:
            self._is_stale = True
            self.call_next(self._draw)

    def _draw(self) -> None:
        self._is_stale = False
        walk, section = self.walk, self.walk.index.section[self.code]
        place = walk.pack.sections.index(section)
        titles = [one_line(one.title.in_language(self.language)) for one in walk.pack.sections]
        self.query_one(Heading).place = Place(
            visit=_visit_words(walk, self.language),
            whole=walk.progress,
            state=_state_words(walk, len(self.waiting)),
            section=titles[place],
            part=walk.section_progress[place],
        )
        for sections in self.query(SectionList):
            sections.rows = tuple(zip(titles, walk.section_progress, strict=True))
            sections.here = place
        self.query_one(StandardCard).shown = Shown(walk, self.code, self.language, self.remarks)
        timing = Timing(
            walk.pack, running(walk), walk.visit.marks, walk.visit.utc_offset_minutes, self.language
        )
        for clocks in self.query(Clocks):
            clocks.timing = timing
        self.renew_entry()

    def renew_entry(self) -> None:
        """Draws the typed line and what it comes to, or what the standard takes."""
        line, standard = self.query_one(EntryLine), self.standard
        line.typed = self.typed
        line.prompt = "" if self.read_only_reason else one_line(prompt_words(standard))
        self.renew_keys()
        if self.typed is not None:
            line.meaning = one_line(interpret(standard, self.typed.text, self.language).words)

    def foot_table(self) -> str:
        return "visit" if self.typed is None else "entry"

    def contexts(self) -> frozenset[str]:
        walk, standard = self.walk, self.standard
        remarked = {"remarked"} if self.remarks or self.came_back else set()
        if self.read_only_reason:
            return frozenset(("submitted", *remarked))
        found = {"open", KIND_OF[type(standard.measure)], *remarked}
        if awaited_event(walk, self.code) is not None:
            found.add("clocked")
        if standard.may_be_not_applicable:
            found.add("may_not_apply")
        if walk.pack.events:
            found.add("events")
        if walk.pack.facts:
            found.add("facts")
        if len(walk.pack.languages) > 1:
            found.add("languages")
        return frozenset(found)

    def key_labels(self) -> dict[str, str]:
        event = awaited_event(self.walk, self.code)
        known = self.walk.pack.event(event) if event else None
        words = one_line(known.text.in_language(self.language)) if known else ""
        kind = KIND_OF[type(self.standard.measure)]
        return {
            "mark_next": _("mark: {event}", event=words) if words else _("mark"),
            "digit": _(DIGIT_LABELS[kind]) if kind in DIGIT_LABELS else _("answer"),
            "settle": _("write") if kind == "words" else _("done"),
            "remarks": _("answer it") if any(one.code == self.code for one in self.waiting) else _("remarks"),
        }

    # Moving.

    def go_to(self, code: str) -> None:
        """Stands at another standard; a line in the making is dropped."""
        self.typed = None
        self.code = code
        if isinstance(self.standard.measure, NoteMeasure):
            self._passed.add(code)
        self.renew()
        self.post_message(StandardReached(code))

    def go_on(self) -> None:
        """Goes to the next stop, or says that there is none."""
        goal = onward(self.walk, self.code, self._passed)
        if goal is None:
            status = self.query_one(StatusLine).status
            self.say(" · ".join(filter(None, (_(ALL_ANSWERED), status.words))), status.tone)
            self.renew()
        else:
            self.go_to(goal)

    def action_next_unanswered(self) -> None:
        self.say("")
        self.go_on()

    def action_next(self) -> None:
        self.arrive(self.walk.neighbour(self.code, 1))

    def action_previous(self) -> None:
        self.arrive(self.walk.neighbour(self.code, -1))

    def action_next_section(self) -> None:
        self.arrive(section_start(self.walk, self.code, 1))

    def action_previous_section(self) -> None:
        self.arrive(section_start(self.walk, self.code, -1))

    def action_scroll_down(self) -> None:
        self.query_one(StandardCard).scroll_page_down(animate=False)

    def action_scroll_up(self) -> None:
        self.query_one(StandardCard).scroll_page_up(animate=False)

    @on(StandardClicked)
    def _go_to_standard(self, event: StandardClicked) -> None:
        self.arrive(event.code)

    @on(SectionClicked)
    def _go_to_section(self, event: SectionClicked) -> None:
        asked = (standard.code for standard in self.walk.pack.sections[event.place].standards)
        code = next((code for code in asked if self.walk.judged[code].is_asked), None)
        if code is not None:
            self.arrive(code)

    # The world around.

    def action_language(self) -> None:
        languages = self.walk.pack.languages
        place = languages.index(self.language) if self.language in languages else 0
        self.language = languages[(place + 1) % len(languages)]
        self.say(_("The standards in {language}", language=one_line(language_name(self.language))))
        self.renew()

    def look_around(self) -> None:
        """Shows what another terminal wrote; under another page it waits until this one is back."""
        if self.app.screen is not self:
            return
        try:
            renewed = self.desk.fieldwork.refresh(self.walk)
        except QauditError as fault:
            if not self._is_blind:
                self.say(_("What others write cannot be seen now: {reason}", reason=fault), Tone.REFUSED)
            self._is_blind = True
            return
        self._is_blind = False
        if renewed is not self.walk:
            was_open = not self.read_only_reason
            self.walk = renewed
            self.renew()
            if was_open and (reason := self.read_only_reason):
                self.say(reason, Tone.REFUSED)
            else:
                self.notify(_("Changed in another terminal: shown here now"), markup=False)

    def action_leave(self) -> None:
        cast("QauditApp", self.app).leave_visit()


def _visit_words(walk: Walk, language: str | None) -> str:
    brand, branch = walk.pack.brand.name.in_language(language), walk.visit.branch.name
    return branch if brand in branch else f"{brand} · {branch}"


def _state_words(walk: Walk, waiting: int) -> str:
    """What the heading says in the place of progress: nothing while the visit is open."""
    status = walk.visit.status
    if status is VisitStatus.OPEN:
        return ""
    if status is VisitStatus.RETURNED:
        if waiting:
            return ngettext("{n} remark waits", "{n} remarks wait", waiting)
        return pgettext("a visit", "came back")
    if walk.hides_score or status in (VisitStatus.PLANNED, VisitStatus.VOID):
        return status_name(status)
    final = walk.scorecard().final_percent
    if final is None:
        return _("{status}, unscored", status=status_name(status))
    return _("{status}, {percent} %", status=status_name(status), percent=written_number(f"{final:f}"))
