"""The part of the visit page that opens other pages and sheets: note, evidence, moments, facts, find, submit."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from qaudit.core.measures import NoteMeasure
from qaudit.core.moments import clock_text
from qaudit.core.readings import Words
from qaudit.core.remarks import Remark
from qaudit.core.standards import Event, Fact
from qaudit.core.visits import Evidence
from qaudit.core.walk import Walk
from qaudit.desk.lookup import find_in
from qaudit.speech import N_, _, ngettext, pgettext
from qaudit.tui.messages import EventMarked, EvidenceSaved, FactCorrected, MarkCorrected
from qaudit.tui.screens.confirm import ConfirmSheet
from qaudit.tui.screens.pick import Line, PickSheet
from qaudit.tui.screens.recording import Recording
from qaudit.tui.screens.review import Reviewed
from qaudit.tui.standing import awaited_event
from qaudit.tui.widgets.lines import one_line
from qaudit.tui.widgets.standard_card import NEEDS
from qaudit.tui.widgets.status_line import Tone

TIME_NOTES = "time notes"
"""Where the draft of time notes is kept among those of the standards' notes: no code has a blank."""


class WithSheets(Recording):
    """Opens sheets, and saves what they end with."""

    def __init__(self, walk: Walk, code: str) -> None:
        super().__init__(walk, code)
        self.drafts: dict[str, str] = {}

    def go_to(self, code: str) -> None:
        """Stands at another standard."""
        raise NotImplementedError

    def go_on(self) -> None:
        """Goes to the next stop."""
        raise NotImplementedError

    def arrive(self, code: str) -> None:
        """Stands at a standard that was asked for, and says what it still needs: that may be below the window."""
        self.go_to(code)
        kinds = [gap.kind for gap in self.walk.gaps_at(code)]
        self.say(", ".join(_(NEEDS[kind]) for kind in kinds if kind in NEEDS))

    def may_write(self) -> bool:
        """Whether this visit can be written here; says why not."""
        if reason := self.read_only_reason:
            self.say(reason, Tone.REFUSED)
        return not self.read_only_reason

    # Notes and words.

    def finish_standard(self) -> None:
        """Goes on; where the reading needs a note, the note comes first."""
        if self.note_is_missing(self.code):
            self.open_note(self.code, goes_on=True)
        else:
            self.go_on()

    def action_note(self) -> None:
        if self.may_write():
            self.open_note(self.code, goes_on=False)

    def open_note(self, code: str, *, goes_on: bool) -> None:
        """Opens the note of a standard, with the draft that was put off, if there is one."""
        from qaudit.tui.screens.note import NoteSheet

        seen = self.walk.readings.get(code)
        saved = seen.note if seen else ""
        pattern = N_("{code}: a note is needed") if self.note_is_missing(code) else N_("{code}: note")
        title = _(pattern, code=one_line(code))
        sheet = NoteSheet(title, self.drafts.get(code, saved), partial(self.save_note, code))
        self.app.push_screen(sheet, partial(self._note_closed, code, goes_on))

    def _note_closed(self, code: str, goes_on: bool, draft: str | None) -> None:
        if draft is None:
            self.drafts.pop(code, None)
        elif draft:
            self.drafts[code] = draft
            self.say(_("The note of {code} is not saved: o opens it as you left it", code=code), Tone.REFUSED)
        if goes_on:
            self.go_on()

    def write_words(self) -> None:
        """Opens the words of a standard that asks for nothing else."""
        from qaudit.tui.screens.note import NoteSheet

        code, reading = self.code, self.walk.judged[self.code].reading
        text = self.drafts.get(code, reading.text if isinstance(reading, Words) else "")
        sheet = NoteSheet(one_line(code), text, partial(self._save_words, code))
        self.app.push_screen(sheet, partial(self._note_closed, code, True))

    def _save_words(self, code: str, text: str) -> bool:
        if not text.strip():
            return self.clear_reading(code)
        return self.record_or_raise(code, text)

    # Evidence.

    def action_evidence(self) -> None:
        if not self.may_write():
            return
        from qaudit.tui.screens.evidence import EvidenceSheet

        code = self.code
        sheet = EvidenceSheet(
            code,
            partial(self._evidence, code),
            partial(self._attach_file, code),
            partial(self._detach_file, code),
        )
        self.app.push_screen(sheet)

    def _evidence(self, code: str) -> Sequence[Evidence]:
        seen = self.walk.readings.get(code)
        return seen.evidence if seen else ()

    def _attach_file(self, code: str, path: Path) -> bool:
        step = self.write_or_raise(lambda walk: self.desk.fieldwork.attach(walk, code, path))
        return self._told(step, _("evidence of {code}", code=code), EvidenceSaved(code))

    def _detach_file(self, code: str, digest: str) -> bool:
        step = self.write_or_raise(lambda walk: self.desk.fieldwork.detach(walk, code, digest))
        return self._told(step, _("evidence of {code} taken away", code=code), EvidenceSaved(code))

    # Moments.

    def action_mark(self) -> None:
        if self.may_write():
            sheet = PickSheet(_("Mark now"), self._event_lines(), awaited_event(self.walk, self.code))
            self.app.push_screen(sheet, self._mark_or_correct)

    def action_correct(self) -> None:
        if not self.may_write():
            return
        if not self.walk.visit.marks:
            self.say(_("Nothing is marked yet"))
            return
        marked = {mark.event for mark in self.walk.visit.marks}
        lines = [line for line in self._event_lines() if line.id in marked]
        latest = max(self.walk.visit.marks, key=lambda mark: mark.at).event
        self.app.push_screen(PickSheet(_("Correct which moment?"), lines, latest), self._correct)

    def _event_lines(self) -> list[Line]:
        return [
            Line(event.name, self._event_words(event), self._marked_at(event))
            for event in self.walk.pack.events
        ]

    def _event_words(self, event: Event) -> str:
        return one_line(event.text.in_language(self.language))

    def _marked_at(self, event: Event) -> str:
        mark = self.walk.visit.mark(event.name)
        return clock_text(mark.at, self.walk.visit.utc_offset_minutes) if mark else ""

    def _mark_or_correct(self, event: str | None) -> None:
        if event is not None and self.walk.visit.mark(event) is not None:
            self._correct(event)
        elif event is not None:
            self.mark_event(event)

    def _correct(self, event: str | None) -> None:
        from qaudit.tui.screens.correct import CorrectSheet

        mark = self.walk.visit.mark(event) if event else None
        known = self.walk.pack.event(event) if event else None
        if mark is None or known is None:
            return
        offset = self.walk.visit.utc_offset_minutes
        sheet = CorrectSheet(self._event_words(known), mark, offset, partial(self._save_mark, mark.event))
        self.app.push_screen(sheet)

    def _save_mark(self, event: str, at: datetime | None, why: str) -> bool:
        desk = self.desk.fieldwork
        if at is None:
            step = self.write_or_raise(lambda walk: desk.unmark(walk, event, why=why))
        else:
            step = self.write_or_raise(lambda walk: desk.mark(walk, event, at, why=why))
        return self._told(step, _("corrected: {what}", what=self.timed_words(event)), MarkCorrected(event))

    def action_time_notes(self) -> None:
        if not self.may_write():
            return
        from qaudit.tui.screens.time_notes import TimeNotesPage

        page = TimeNotesPage(self.walk, self.drafts.get(TIME_NOTES, ""), self._save_marks)
        self.app.push_screen(page, self._time_notes_closed)

    def _time_notes_closed(self, draft: str | None) -> None:
        self.drafts[TIME_NOTES] = draft or ""

    def _save_marks(self, marks: Mapping[str, datetime]) -> bool:
        step = self.write_or_raise(lambda walk: self.desk.fieldwork.mark_all(walk, marks))
        for event in marks:
            self.post_message(EventMarked(event))
        self.say_saved(step, ngettext("{n} mark", "{n} marks", len(marks)))
        return True

    # Facts.

    def action_facts(self) -> None:
        lines = [
            Line(fact.name, one_line(fact.text.in_language(self.language)), self._fact_words(fact))
            for fact in self.walk.pack.facts
        ]
        if lines:
            self.app.push_screen(PickSheet(_("What is true of the visit"), lines), self.open_fact)

    def _fact_words(self, fact: Fact) -> str:
        key = dict(self.walk.visit.facts).get(fact.name)
        found = next((option for option in fact.options if option.key == key), None)
        return one_line(found.text.in_language(self.language)) if found else pgettext("a fact", "not known")

    def open_fact(self, name: str | None) -> None:
        """Asks for one fact."""
        fact = self.walk.pack.fact(name) if name else None
        if fact is None or not self.may_write():
            return
        lines = [Line(one.key, one_line(one.text.in_language(self.language))) for one in fact.options]
        title = one_line(fact.text.in_language(self.language))
        sheet = PickSheet(title, lines, dict(self.walk.visit.facts).get(fact.name))
        self.app.push_screen(sheet, partial(self._save_fact, fact))

    def _save_fact(self, fact: Fact, key: str | None) -> None:
        if key is None:
            return
        step = self.write(lambda walk: self.desk.fieldwork.correct_fact(walk, fact.name, key))
        asked = one_line(fact.text.in_language(self.language))
        words = _("{fact} {answer}", fact=asked, answer=self._fact_words(fact))
        if self._told(step, words, FactCorrected(fact.name)):
            self.renew()

    # Finding.

    def action_find(self) -> None:
        from qaudit.tui.screens.search import SearchSheet

        sheet = SearchSheet(_("Find a standard by its code or by words of it"), self._find)
        self.app.push_screen(sheet, self._found)

    def _find(self, typed: str) -> Sequence[Line]:
        return [
            Line(
                standard.code,
                standard.text.in_language(self.language),
                self._state_words(standard.code),
                standard.code,
            )
            for standard in find_in(self.walk, typed)
        ]

    def _state_words(self, code: str) -> str:
        if not self.walk.judged[code].is_asked:
            return pgettext("a standard", "not asked")
        return pgettext("a standard", "done") if self.walk.is_settled(code) else ""

    def _found(self, code: str | None) -> None:
        if code is not None:
            self.arrive(code)

    # The end.

    def action_submit(self) -> None:
        if self.may_write():
            from qaudit.tui.screens.review import ReviewPage

            self.app.push_screen(ReviewPage(self.walk, self.waiting), self._reviewed)

    @property
    def waiting(self) -> tuple[Remark, ...]:
        """The remarks that have to be answered before the visit is submitted again."""
        return ()

    def _reviewed(self, reviewed: Reviewed | None) -> None:
        if reviewed is None:
            return
        if reviewed.submitted is not None:
            self.walk = reviewed.submitted
            self.renew()
            at = self.walk.visit.submitted_at
            said = _("submitted {time}", time=self.time(at)) if at else pgettext("a visit", "submitted")
            self.say(said, Tone.SAVED)
            question = ConfirmSheet(
                _("The visit is submitted. Write its report now?"),
                _("A PDF in this folder; r does it later."),
            )
            self.app.push_screen(question, self._report_if)
        elif reviewed.fact is not None:
            self.open_fact(reviewed.fact)
        elif reviewed.code is not None:
            self.arrive(reviewed.code)

    def _report_if(self, is_wanted: bool | None) -> None:
        if is_wanted:
            self.action_report()

    def action_report(self) -> None:
        from qaudit.tui.screens.report import ReportSheet

        self.app.push_screen(ReportSheet(self.walk), self._report_written)

    def _report_written(self, path: Path | None) -> None:
        if path is not None:
            self.say(_("report: {path}", path=one_line(str(path))), Tone.WRITTEN)

    def words_are_asked(self) -> bool:
        """Whether the standard on the screen asks for words alone."""
        return isinstance(self.walk.index.standard[self.code].measure, NoteMeasure)
