"""The visit: one standard at a time, clocks in view, every reading on the disk before it is called saved."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from qaudit.core.measures import ChecklistMeasure, ChoiceMeasure, NoteMeasure, YesNoMeasure
from qaudit.core.readings import expected_reading, write_reading
from qaudit.core.standards import Standard
from qaudit.core.visits import VisitStatus
from qaudit.core.walk import Walk
from qaudit.errors import QauditError
from qaudit.tui.entering import KIND_OF, MOST_NUMBERED, all_parts, interpret, parts_after, written_by_digit
from qaudit.tui.keys import bindings_of, keys_of
from qaudit.tui.messages import EntryClicked, OptionClicked, SectionClicked, StandardClicked, StandardReached
from qaudit.tui.screens.page import VAST, WIDE
from qaudit.tui.screens.visit_sheets import WithSheets
from qaudit.tui.standing import awaited_event, onward, resumed_at, running, section_start
from qaudit.tui.widgets.clocks import Clocks, Timeline, Timing
from qaudit.tui.widgets.entry import EntryLine, Typed, after_key
from qaudit.tui.widgets.heading import Heading, Place
from qaudit.tui.widgets.lines import one_line
from qaudit.tui.widgets.section_list import SectionList
from qaudit.tui.widgets.standard_card import Shown, StandardCard
from qaudit.tui.widgets.status_line import StatusLine, Tone

if TYPE_CHECKING:
    from qaudit.tui.app import QauditApp

LOOK_AROUND = 2.0
"""Seconds between two looks at whether another terminal wrote to the visit."""
GREETING = "Everything is saved as you go"
MOST_LINES = 99
"""Clocks and marks in a list that has a whole column: its height is the limit."""
ALL_ANSWERED = "all answered: s submits"


class VisitPage(WithSheets):
    """The page that the product is about."""

    TABLE = "visit"
    CSS_PATH = None
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("visit")]

    def __init__(self, walk: Walk) -> None:
        super().__init__(walk, resumed_at(walk))
        self._typed: Typed | None = None
        self._passed: set[str] = set()
        self._is_stale = False
        self._is_blind = False
        self.drafts: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        yield Heading(id="heading")
        with Horizontal(id="middle"):
            yield StandardCard()
        yield Clocks(self.desk.world.now, most=3, most_marks=1, name="clocks")
        yield EntryLine(id="entry")
        yield StatusLine(id="status")
        yield self.compose_foot()
        yield self.too_small_notice()

    def on_mount(self) -> None:
        self._draw()
        self.set_interval(LOOK_AROUND, self.look_around)
        self.say(self.read_only_reason or GREETING)

    def on_screen_resume(self) -> None:
        self.look_around()

    async def on_resize(self, event: events.Resize) -> None:
        """Adds what a wider window has room for. Once there, it is hidden and shown by the styles."""
        middle = self.query_one("#middle")
        if event.size.width >= WIDE and not self.query(SectionList):
            await middle.mount(SectionList(id="sections"), before=0)
            self.renew()
        if event.size.width >= VAST and not self.query(Timeline):
            now = self.desk.world.now
            await middle.mount(Timeline(now, most=MOST_LINES, most_marks=MOST_LINES, name="timeline"))
            self.renew()

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
            visit=f"{walk.pack.brand.name.in_language(self.language)} · {walk.visit.branch.name}",
            whole=walk.progress,
            state="" if walk.visit.status is VisitStatus.OPEN else "submitted",
            section=titles[place],
            part=walk.section_progress[place],
        )
        for sections in self.query(SectionList):
            sections.rows = tuple(zip(titles, walk.section_progress, strict=True))
            sections.here = place
        self.query_one(StandardCard).shown = Shown(walk, self.code, self.language)
        timing = Timing(
            walk.pack, running(walk), walk.visit.marks, walk.visit.utc_offset_minutes, self.language
        )
        for clocks in self.query(Clocks):
            clocks.timing = timing
        self.renew_entry()

    def renew_entry(self) -> None:
        """Draws the typed line and what it comes to, or what the standard takes."""
        line, standard = self.query_one(EntryLine), self.standard
        line.typed = self._typed
        line.prompt = "" if self.read_only_reason else one_line(_prompt(standard))
        self.renew_keys()
        if self._typed is not None:
            line.meaning = one_line(interpret(standard, self._typed.text, self.language).words)

    def foot_table(self) -> str:
        return "visit" if self._typed is None else "entry"

    def contexts(self) -> frozenset[str]:
        walk, standard = self.walk, self.standard
        if self.read_only_reason:
            return frozenset(("submitted",))
        found = {"open", KIND_OF[type(standard.measure)]}
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
        digits = {"number": "type it", "choice": "choose", "parts": "tick", "rating": "rate"}
        return {
            "mark_next": f"mark: {words}" if words else "mark",
            "digit": digits.get(kind, "answer"),
            "settle": "write" if kind == "words" else "done",
        }

    @property
    def standard(self) -> Standard:
        """The standard on the screen."""
        return self.walk.index.standard[self.code]

    # Moving.

    def go_to(self, code: str) -> None:
        """Stands at another standard; a line in the making is dropped."""
        self._typed = None
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
            self.say(f"{ALL_ANSWERED} · {status.words}" if status.words else ALL_ANSWERED, status.tone)
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

    # Answering.

    def answer(self, written: str) -> bool:
        """Saves a reading for this standard and goes on, through the note where one is needed."""
        if not self.record(self.code, written):
            return False
        self._typed = None
        self.renew_entry()
        self.finish_standard()
        return True

    def action_yes(self) -> None:
        self._answer_yes_or_no("yes", True)

    def action_no(self) -> None:
        self._answer_yes_or_no("no", False)

    def _answer_yes_or_no(self, written: str, is_yes: bool) -> None:
        measure = self.standard.measure
        if isinstance(measure, YesNoMeasure):
            self.answer(written)
        elif isinstance(measure, ChecklistMeasure):
            self.answer(all_parts(measure) if is_yes else "none")
        else:
            self.say(f"{self.code} takes {expected_reading(measure)}")

    def action_digit(self, digit: str) -> None:
        measure = self.standard.measure
        if self.read_only_reason:
            self.say(self.read_only_reason, Tone.REFUSED)
        elif isinstance(measure, YesNoMeasure | NoteMeasure):
            self.say(f"{self.code} takes {expected_reading(measure)}")
        elif isinstance(measure, ChecklistMeasure) and len(measure.parts) <= MOST_NUMBERED:
            self._tick(measure, int(digit))
        elif written := written_by_digit(measure, digit):
            self.answer(written)
        else:
            self._typed = Typed.whole(digit)
            self.renew_entry()

    def _tick(self, measure: ChecklistMeasure, number: int) -> None:
        if number > len(measure.parts):
            self.say(f"There is no part {number}")
            return
        written = parts_after(measure, self.walk.judged[self.code].reading, number)
        if written is None:
            self.clear_reading(self.code)
        else:
            self.record(self.code, written)

    @on(OptionClicked)
    def _choose_option(self, event: OptionClicked) -> None:
        measure = self.standard.measure
        if isinstance(measure, ChecklistMeasure):
            self._tick(measure, event.number)
        elif isinstance(measure, ChoiceMeasure):
            self.answer(measure.options[event.number - 1].key)
        else:
            self.answer(str(event.number))

    @on(EntryClicked)
    def _start_typing(self) -> None:
        if self._typed is None:
            self.action_settle()

    def action_settle(self) -> None:
        measure = self.standard.measure
        if self.read_only_reason:
            self.say(self.read_only_reason, Tone.REFUSED)
        elif isinstance(measure, NoteMeasure):
            self.write_words()
        elif isinstance(measure, ChecklistMeasure) and self.walk.is_settled(self.code):
            self.finish_standard()
        else:
            reading = self.walk.judged[self.code].reading
            self._typed = Typed.whole(write_reading(reading) if reading else "")
            self.renew_entry()

    def action_not_applicable(self) -> None:
        self.answer("na")

    def action_unseen(self) -> None:
        self.answer("unseen")

    def action_clear(self) -> None:
        self.clear_reading(self.code)

    def action_undo(self) -> None:
        subject = self.undo_last()
        if subject is not None and subject in self.walk.index.position:
            self.go_to(subject)

    def action_mark_next(self) -> None:
        event = awaited_event(self.walk, self.code)
        if event is None:
            self.say("Nothing waits to be marked here: m lists all moments")
        else:
            self.mark_event(event)

    # Typing.

    async def on_key(self, event: events.Key) -> None:
        # Textual calls the handler of the base class by itself, unless the default is prevented.
        if self._typed is None or self.app.screen is not self:
            return
        event.stop()
        event.prevent_default()
        act = next((key.action for key in keys_of("entry") if event.key in key.keys), None)
        if act is not None:
            await self.run_act(act)
            return
        if (changed := after_key(self._typed, event.key)) is not None:
            self._typed = changed
        elif event.character and event.character.isprintable():
            self._typed = self._typed.with_inserted(event.character)
        self.renew_entry()

    def action_keep(self) -> None:
        if self._typed is not None:
            self.answer(self._typed.text)

    def action_drop(self) -> None:
        self._typed = None
        self.renew_entry()

    def on_paste(self, event: events.Paste) -> None:
        if KIND_OF[type(self.standard.measure)] == "number" and not self.read_only_reason:
            self._typed = (self._typed or Typed("", 0)).with_inserted(event.text.strip())
            self.renew_entry()

    # The world around.

    def action_language(self) -> None:
        languages = self.walk.pack.languages
        place = languages.index(self.language) if self.language in languages else 0
        self.language = languages[(place + 1) % len(languages)]
        self.say(f"The standards in {self.language}")
        self.renew()

    def look_around(self) -> None:
        """Shows what another terminal wrote; under another page it waits until this one is back."""
        if self.app.screen is not self:
            return
        try:
            renewed = self.desk.fieldwork.refresh(self.walk)
        except QauditError as fault:
            if not self._is_blind:
                self.say(f"What others write cannot be seen now: {fault}", Tone.REFUSED)
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
                self.notify("Changed in another terminal: shown here now", markup=False)

    def action_leave(self) -> None:
        cast("QauditApp", self.app).leave_visit()


def _prompt(standard: Standard) -> str:
    kind = KIND_OF[type(standard.measure)]
    if kind == "yes_no":
        return "y or n"
    if kind == "parts":
        return "numbers tick, Enter goes on; y all, n none"
    if kind == "choice":
        return "choose by number"
    if kind == "words":
        return "Enter writes; may stay empty"
    return expected_reading(standard.measure)
