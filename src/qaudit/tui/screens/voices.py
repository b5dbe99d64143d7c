"""What customers say of a manager's branches, where somebody waits first: acknowledged and answered here."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from qaudit.core.branch_time import day_of
from qaudit.core.voices import CLOCKED, Clock, ClockState, Voice, VoiceKind
from qaudit.desk.voices import Asked
from qaudit.speech import _, ngettext
from qaudit.tui.keys import bindings_of
from qaudit.tui.screens.branch_words import list_width
from qaudit.tui.screens.page import Page
from qaudit.tui.screens.reason_sheet import ReasonSheet, dropped_words
from qaudit.tui.widgets.line_view import LineView
from qaudit.tui.widgets.lines import aligned, joined, one_line, row, safe, wrapped
from qaudit.tui.widgets.standard_card import Told, fact_lines
from qaudit.tui.widgets.status_line import StatusLine, Tone
from qaudit.tui.widgets.title_bar import TitleBar
from qaudit.wording.voices import channel_name, clock_words, voice_kind_name

MOST_VOICES = 200
"""Voices in the list: the newest ones, and all where somebody waits for longer than was promised."""
ROOMY = 56
"""Cells that a voice's day, branch, kind and clock need beside each other."""
SIGNS = {VoiceKind.COMPLAINT: "−", VoiceKind.COMPLIMENT: "+", VoiceKind.SUGGESTION: "?"}
STYLES = {
    ClockState.RUNNING: "$warning",
    ClockState.OVERDUE: "bold $error",
    ClockState.KEPT: "$success",
    ClockState.LATE: "$muted",
}


class VoicesPage(Page[None]):
    """Late ones first, then those that wait; f shows the others as well. `branch` leaves those of one branch."""

    TABLE = "voices"
    AUTO_FOCUS = "#voices"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("voices")]

    def __init__(self, branch: str = "") -> None:
        super().__init__()
        self._branch = branch
        self._has_settled = False
        self._voices: tuple[Voice, ...] = ()
        self._clocks: Mapping[str, tzinfo] = {}

    def compose(self) -> ComposeResult:
        where = one_line(self._branch)
        yield TitleBar(
            _("What customers say of {branch}", branch=where) if where else _("What customers say")
        )
        with Container(classes="halves"):
            yield OptionList(id="voices", markup=False)
            yield LineView(self._told, name="told")
        yield StatusLine(id="status")
        yield self.compose_foot()
        yield self.too_small_notice()

    def on_screen_resume(self) -> None:
        self.read()

    def on_resize(self) -> None:
        self.show()

    def read(self) -> None:
        """Reads the voices from the store and shows them."""
        found = self.attempt(self._read)
        self._voices = found or ()
        self.show()

    def _read(self) -> tuple[Voice, ...]:
        voices, person, asked = self.desk.voices, self.desk.person, Asked(branch=self._branch)
        self._clocks = voices.clocks()
        late = voices.list(person, asked, is_late=True)
        newest = voices.list(person, asked, limit=MOST_VOICES)
        all_of_them = {voice.id: voice for voice in (*late, *newest)}.values()
        now = self.desk.world.now()
        shown = [voice for voice in all_of_them if self._has_settled or is_waiting(voice)]
        return tuple(sorted(shown, key=lambda voice: (not voice.is_overdue(now), not is_waiting(voice))))

    # What is shown.

    def show(self) -> None:
        """Draws what was read; the chosen voice stays chosen."""
        voices = self.query_one(OptionList)
        chosen = voices.highlighted_option.id if voices.highlighted_option else None
        voices.set_options(self._options(list_width(self.size)))
        places = {option.id: place for place, option in enumerate(voices.options)}
        voices.highlighted = places.get(chosen, 0) if self._voices else None
        now = self.desk.world.now()
        late = sum(1 for voice in self._voices if voice.is_overdue(now))
        number = len(self._voices)
        words = ngettext("{n} voice", "{n} voices", number)
        told = ngettext("{n} late", "{n} late", late) if late else ""
        self.query_one(TitleBar).count = " · ".join(filter(None, (told, words)))
        self.query_one(LineView).renew()
        self.renew_keys()

    def _options(self, width: int) -> list[Option]:
        if not self._voices:
            words = _("Nobody waits for an answer.") if not self._has_settled else _("Nobody said anything.")
            return [Option(joined(aligned(Content.styled(words, "$muted"), width)), disabled=True)]
        now = self.desk.world.now()
        return [Option(joined(self._rows(voice, now, width)), id=voice.id) for voice in self._voices]

    def _rows(self, voice: Voice, now: datetime, width: int) -> list[Content]:
        day = day_of(voice.at, self._zone(voice)).isoformat()
        clock = pressing(voice, now)
        state = clock_words(clock) or _("settled")
        head = (
            Content.styled(SIGNS[voice.kind], "bold $accent"),
            Content(" "),
            Content.styled(day, "bold"),
        )
        whose = Content.styled(f"{one_line(voice.branch)} · {voice_kind_name(voice.kind)}", "$muted")
        words, blank = Content(one_line(voice.words)), Content("  ")
        end = (Content.styled(state, STYLES[clock.state] if clock else "$muted"),)
        if width >= ROOMY:
            return [row((*head, blank, whose), width, end), row((blank, words), width)]
        return [row((*head, blank, whose), width), row((blank, *end), width), row((blank, words), width)]

    def _zone(self, voice: Voice) -> tzinfo:
        return self._clocks.get(voice.branch, UTC)

    @property
    def chosen(self) -> Voice | None:
        """The voice that stands out; None where there is none."""
        option = self.query_one(OptionList).highlighted_option
        return next((one for one in self._voices if option and one.id == option.id), None)

    def _told(self, width: int) -> Sequence[Content]:
        voice = self.chosen
        if voice is None:
            return []
        facts = list(_facts(voice, self._zone(voice), self.desk.world.now()))
        return [*wrapped(safe(voice.words).stylize("bold"), width), Content(""), *fact_lines(facts, width)]

    @on(OptionList.OptionHighlighted, "#voices")
    def _follow(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        view = self.query_one(LineView)
        view.renew()
        view.scroll_home(animate=False)
        self.renew_keys()

    def contexts(self) -> frozenset[str]:
        voice, found = self.chosen, set()
        if voice is not None and voice.acknowledged_at is None:
            found.add("unheard")
        if voice is not None and voice.answered_at is None:
            found.add("unanswered")
        return frozenset(found)

    def key_labels(self) -> dict[str, str]:
        return {"settled": _("waiting only")} if self._has_settled else {}

    # What can be done.

    def action_acknowledge(self) -> None:
        voice = self.chosen
        if voice is None:
            return
        person, voice_id = self.desk.person, voice.id
        if self.attempt(lambda: self.desk.voices.acknowledge(person, voice_id)) is not None:
            self.read()
            self.say(_("saved · the customer was told"), Tone.SAVED)

    def action_answer(self) -> None:
        voice = self.chosen
        if voice is None:
            return
        if voice.answered_at is not None:
            self.say(_("It was answered before: an answer is written down once"), Tone.REFUSED)
            return
        person, voice_id = self.desk.person, voice.id
        sheet = ReasonSheet(
            one_line(voice.words),
            _("The answer that the customer was given"),
            lambda words: self.desk.voices.answer(person, voice_id, words),
        )
        self.app.push_screen(sheet, partial(self._finish, _("saved · the answer")))

    def _finish(self, saved: str, is_saved: bool | None) -> None:
        if is_saved:
            self.read()
            self.say(saved, Tone.SAVED)
        elif is_saved is False:
            self.say(dropped_words(), Tone.REFUSED)

    # Keys.

    def action_settled(self) -> None:
        self._has_settled = not self._has_settled
        self.read()
        self.say(_("Settled ones are shown too") if self._has_settled else _("Only where somebody waits"))

    def action_scroll_down(self) -> None:
        self.query_one(LineView).scroll_page_down(animate=False)

    def action_scroll_up(self) -> None:
        self.query_one(LineView).scroll_page_up(animate=False)

    def action_leave(self) -> None:
        self.dismiss(None)


def is_waiting(voice: Voice) -> bool:
    """Whether the customer still waits for something."""
    return voice.kind in CLOCKED and (voice.acknowledged_at is None or voice.answered_at is None)


def pressing(voice: Voice, now: datetime) -> Clock | None:
    """The clock that matters most: one that is over first, then one that runs, then how the answer was kept."""
    clocks = [clock for clock in (voice.acknowledgement(now), voice.answering(now)) if clock is not None]
    ranks = (ClockState.OVERDUE, ClockState.RUNNING)
    for state in ranks:
        for clock in clocks:
            if clock.state is state:
                return clock
    return clocks[-1] if clocks else None


def _facts(voice: Voice, zone: tzinfo, now: datetime) -> Iterator[Told]:
    yield Told(_("Kind"), Content(voice_kind_name(voice.kind)))
    yield Told(_("Came"), Content(f"{_moment(voice.at, zone)} · {channel_name(voice.channel)}"))
    if voice.codes:
        yield Told(_("Standards"), safe(f"{voice.pack}: {', '.join(voice.codes)}"))
    acknowledged = _promise(voice.acknowledged_at, voice.acknowledged_by, voice.acknowledgement(now), zone)
    yield Told(_("Acknowledged"), acknowledged)
    yield Told(_("Answered"), _promise(voice.answered_at, voice.answered_by, voice.answering(now), zone))
    if voice.answer:
        yield Told(_("Answer"), safe(voice.answer), False)
    yield Told(_("Noted by"), safe(voice.noted_by))


def _promise(done_at: datetime | None, who: str, clock: Clock | None, zone: tzinfo) -> Content:
    """When it was done and by whom, or until when it is promised; and how the clock stands."""
    if done_at is not None:
        when = ", ".join(filter(None, (_moment(done_at, zone), one_line(who))))
    elif clock is not None:
        when = _("until {moment}", moment=_moment(clock.due, zone))
    else:
        when = _("nothing is promised")
    told = Content.styled(clock_words(clock), STYLES[clock.state]) if clock else Content("")
    return Content.assemble(when, " · ", told) if told else Content(when)


def _moment(moment: datetime, zone: tzinfo) -> str:
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M")
