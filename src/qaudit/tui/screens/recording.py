"""The part of the visit page that writes: every change goes through one funnel and is on the disk when it returns."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from textual.message import Message

from qaudit.core.completeness import GapKind
from qaudit.core.journal import Act
from qaudit.core.lifecycle import WRITABLE
from qaudit.core.moments import clock_text
from qaudit.core.timeline import ends_of, measured, moments_of
from qaudit.core.visits import VisitStatus
from qaudit.core.walk import Walk
from qaudit.desk.fieldwork import Step
from qaudit.errors import NotAllowed, QauditError
from qaudit.speech import N_, _, language
from qaudit.tui.messages import ChangeUndone, EventMarked, NoteSaved, ReadingSaved, WriteRefused
from qaudit.tui.screens.page import Page
from qaudit.tui.widgets.lines import one_line
from qaudit.tui.widgets.status_line import Tone
from qaudit.wording.names import status_name
from qaudit.wording.short import past_limit_words, reading_words

NOTE_GAPS = frozenset((GapKind.NOTE, GapKind.HAND_TIMED_NOTE))


UNDONE = {
    Act.OPENED: N_("undone: the opening of {subject}"),
    Act.READING: N_("undone: reading of {subject}"),
    Act.NOTE: N_("undone: note of {subject}"),
    Act.EVIDENCE: N_("undone: evidence of {subject}"),
    Act.MARK: N_("undone: mark of {subject}"),
    Act.FACT: N_("undone: fact {subject}"),
    Act.LEFT: N_("undone: leaving of {subject}"),
    Act.SUBMITTED: N_("undone: submission of {subject}"),
}


class Recording(Page[None]):
    """Holds the walk as it last came from the disk and the code of the standard on the screen."""

    def __init__(self, walk: Walk, code: str) -> None:
        super().__init__()
        self.walk = walk
        self.code = code
        self.language: str | None = language() if language() in walk.pack.languages else None

    # What the page that shows all this adds.

    def renew(self) -> None:
        """Has what changed drawn, once, when the key that changed it is done."""
        raise NotImplementedError

    # Whether and how this terminal may write.

    @property
    def read_only_reason(self) -> str:
        """Why nothing can be written here; empty where it can."""
        visit = self.walk.visit
        if visit.status is VisitStatus.SUBMITTED:
            return _("This visit is submitted: it can be read, and no longer changed")
        if visit.status is VisitStatus.PLANNED:
            return _("This visit is planned: Enter in the list of visits opens it")
        if visit.status not in WRITABLE:
            status = status_name(visit.status)
            return _("This visit is {status}: it can be read, and no longer changed", status=status)
        if (acting := self.desk.acting) is not None:
            me, pattern = acting.alias, N_("This is {alias}'s visit and you are {you}: it can only be read")
        else:
            me = self.desk.settings.auditor
            pattern = N_("This is {alias}'s visit and you are {you} (settings): it can only be read")
        if me and me != visit.auditor.alias:
            return _(pattern, alias=one_line(visit.auditor.alias), you=one_line(me))
        return ""

    # The funnel.

    def write(self, verb: Callable[[Walk], Step]) -> Step | None:
        """What a verb did; None where nothing could be written, and then the status line says why."""
        return self.attempt(partial(self.write_or_raise, verb))

    def write_or_raise(self, verb: Callable[[Walk], Step]) -> Step:
        """What a verb did. Raises its `QauditError`: for sheets, which hold on to what was typed."""
        if reason := self.read_only_reason:
            raise NotAllowed(reason)
        step = verb(self.walk)
        self.walk = step.walk
        if step.met_others:
            self.notify(_("Also changed in another terminal: both changes are shown"), markup=False)
        self.renew()
        return step

    def refuse(self, fault: QauditError) -> None:
        self.say(_("Not saved: {reason}", reason=fault), Tone.REFUSED)
        self.post_message(WriteRefused(str(fault)))

    def say_saved(self, step: Step, words: str) -> None:
        """Says that it is saved and when, after a verb returned."""
        if not step.entries:
            self.say(_("unchanged · {what}", what=words))
            return
        self.say(_("saved {time} · {what}", time=self.time(step.entries[-1].at), what=words), Tone.SAVED)

    def time(self, at: datetime) -> str:
        """A moment on the auditor's clock."""
        return clock_text(at, self.walk.visit.utc_offset_minutes)

    # The verbs.

    def record(self, code: str, written: str) -> bool:
        """Saves a reading. Whether it is saved."""
        step = self.write(lambda walk: self.desk.fieldwork.record(walk, code, written))
        return self._told(step, self._code_and_words(code), ReadingSaved(code, written))

    def record_or_raise(self, code: str, written: str) -> bool:
        """Saves a reading. Raises `ReadingRefused` and its kin, for the sheet that holds what was typed."""
        step = self.write_or_raise(lambda walk: self.desk.fieldwork.record(walk, code, written))
        return self._told(step, self._code_and_words(code), ReadingSaved(code, written))

    def clear_reading(self, code: str) -> bool:
        """Takes a reading away. Whether it is gone."""
        step = self.write(lambda walk: self.desk.fieldwork.clear(walk, code))
        return self._told(step, _("{code} has no reading by hand now", code=code), ReadingSaved(code, None))

    def save_note(self, code: str, note: str) -> bool:
        """Saves a note. Raises `ReadingRefused` and its kin, for the sheet that holds what was typed."""
        step = self.write_or_raise(lambda walk: self.desk.fieldwork.write_note(walk, code, note))
        words = _("note of {code}", code=code) if note.strip() else _("{code} has no note now", code=code)
        return self._told(step, words, NoteSaved(code, note))

    def mark_event(self, event: str) -> bool:
        """Marks an event now. Whether it is marked."""
        step = self.write(lambda walk: self.desk.fieldwork.mark(walk, event))
        if step is None:
            return False
        return self._told(step, self.timed_words(event), EventMarked(event))

    def undo_last(self) -> str | None:
        """Takes the last change back; the subject of the change, or None where there was none."""
        step = self.write(self.desk.fieldwork.undo)
        if step is None:
            return None
        if not step.entries:
            self.say(_("There is nothing to undo"))
            return None
        subject = step.entries[-1].subject
        words = _(UNDONE[step.entries[-1].act], subject=subject)
        self._told(step, words, ChangeUndone(subject))
        return subject

    def note_is_missing(self, code: str) -> bool:
        """Whether a standard needs a note that it does not have."""
        return any(gap.kind in NOTE_GAPS for gap in self.walk.gaps_at(code))

    # How it is told.

    def _told(self, step: Step | None, words: str, message: Message) -> bool:
        if step is None:
            return False
        self.say_saved(step, words)
        if step.entries:
            self.post_message(message)
        return True

    def _code_and_words(self, code: str) -> str:
        return " · ".join(filter(None, (code, self._words(code))))

    def _words(self, code: str) -> str:
        judgement = self.walk.judged[code]
        if judgement.reading is None:
            return ""
        measure = self.walk.index.standard[code].measure
        words = reading_words(measure, judgement.reading, self.language)
        past = past_limit_words(measure, judgement.reading)
        return one_line(f"{words}, {past}" if past else words)[:120]

    def timed_words(self, event: str) -> str:
        """What a mark is called, and the times that it completed."""
        known = self.walk.pack.event(event)
        words = [one_line(known.text.in_language(self.language) if known else event)]
        moments = moments_of(self.walk.visit.marks)
        for code in self.walk.index.timed_by.get(event, ()):
            standard = self.walk.index.standard[code]
            ends = ends_of(standard)
            timed = measured(standard, moments)
            if ends is None or ends.to_event != event or timed is None:
                continue
            if self.walk.judged[code].is_asked:
                past = past_limit_words(standard.measure, timed)
                took = reading_words(standard.measure, timed, self.language)
                words.append(_("{code} took {length}, {past}", code=code, length=took, past=past))
        return " · ".join(words)
