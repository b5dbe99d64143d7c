"""The part of the visit page that answers: one key for each common act, and a line for what needs more than one."""

from textual import events, on

from qaudit.core.measures import ChecklistMeasure, ChoiceMeasure, NoteMeasure, YesNoMeasure
from qaudit.core.readings import expected_reading, write_reading
from qaudit.core.standards import Standard
from qaudit.core.walk import Walk
from qaudit.speech import _
from qaudit.tui.entering import KIND_OF, MOST_NUMBERED, all_parts, parts_after, written_by_digit
from qaudit.tui.keys import keys_of
from qaudit.tui.messages import EntryClicked, OptionClicked
from qaudit.tui.screens.remarking import Remarking
from qaudit.tui.standing import awaited_event
from qaudit.tui.widgets.entry import Typed, after_key
from qaudit.tui.widgets.status_line import Tone


class Answering(Remarking):
    """Turns keys into readings. `typed` is the line in the making, or None."""

    def __init__(self, walk: Walk, code: str) -> None:
        super().__init__(walk, code)
        self.typed: Typed | None = None

    def renew_entry(self) -> None:
        """Draws the typed line."""
        raise NotImplementedError

    @property
    def standard(self) -> Standard:
        """The standard on the screen."""
        return self.walk.index.standard[self.code]

    # Answering.

    def answer(self, written: str) -> bool:
        """Saves a reading for this standard and goes on, through the note where one is needed."""
        if not self.record(self.code, written):
            return False
        self.typed = None
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
            self.say(_("{code} takes {reading}", code=self.code, reading=expected_reading(measure)))

    def action_digit(self, digit: str) -> None:
        measure = self.standard.measure
        if self.read_only_reason:
            self.say(self.read_only_reason, Tone.REFUSED)
        elif isinstance(measure, YesNoMeasure | NoteMeasure):
            self.say(_("{code} takes {reading}", code=self.code, reading=expected_reading(measure)))
        elif isinstance(measure, ChecklistMeasure) and len(measure.parts) <= MOST_NUMBERED:
            self._tick(measure, int(digit))
        elif written := written_by_digit(measure, digit):
            self.answer(written)
        else:
            self.typed = Typed.whole(digit)
            self.renew_entry()

    def _tick(self, measure: ChecklistMeasure, number: int) -> None:
        if number > len(measure.parts):
            self.say(_("There is no part {n}", n=number))
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
        if self.typed is None:
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
            self.typed = Typed.whole(write_reading(reading) if reading else "")
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
            self.say(_("Nothing waits to be marked here: m lists all moments"))
        else:
            self.mark_event(event)

    # Typing.

    async def on_key(self, event: events.Key) -> None:
        # Textual calls the handler of the base class by itself, unless the default is prevented.
        if self.typed is None or self.app.screen is not self:
            return
        event.stop()
        event.prevent_default()
        act = next((key.action for key in keys_of("entry") if event.key in key.keys), None)
        if act is not None:
            await self.run_act(act)
            return
        if (changed := after_key(self.typed, event.key)) is not None:
            self.typed = changed
        elif event.character and event.character.isprintable():
            self.typed = self.typed.with_inserted(event.character)
        self.renew_entry()

    def action_keep(self) -> None:
        if self.typed is not None:
            self.answer(self.typed.text)

    def action_drop(self) -> None:
        self.typed = None
        self.renew_entry()

    def on_paste(self, event: events.Paste) -> None:
        if KIND_OF[type(self.standard.measure)] == "number" and not self.read_only_reason:
            self.typed = (self.typed or Typed("", 0)).with_inserted(event.text.strip())
            self.renew_entry()
