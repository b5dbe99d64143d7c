"""The part of a visit under review that does something: remark, correct, send back, approve, make void."""

from collections.abc import Callable
from functools import partial

from qaudit.core.check_values import Gravity
from qaudit.core.lifecycle import Verb
from qaudit.core.people import Person
from qaudit.desk.permits import permit
from qaudit.desk.review import Reviewed
from qaudit.desk.words_given import needed
from qaudit.speech import N_, _, language, ngettext, pgettext
from qaudit.tui.screens.confirm import ConfirmSheet
from qaudit.tui.screens.page import Page
from qaudit.tui.screens.review_lines import gravities_of
from qaudit.tui.widgets.lines import one_line
from qaudit.tui.widgets.status_line import Tone
from qaudit.wording.short import reading_words

WHOLE_VISIT = ""
"""What stands for the whole visit where a standard's code could be."""


class ReviewActs(Page[str]):
    """A page of one visit: it ends with a sentence about what became of it, or with None."""

    def __init__(self, visit_id: str) -> None:
        super().__init__()
        self.visit_id = visit_id
        self.reviewed: Reviewed | None = None
        self._drafts: dict[str, str] = {}
        self._why = ""

    def read(self) -> None:
        """Reads the visit anew and shows it."""
        raise NotImplementedError

    @property
    def person(self) -> Person:
        """Who reviews."""
        return self.desk.person

    def may(self, verb: Verb) -> bool:
        """Whether it can be done now; says why not."""
        reviewed = self.reviewed
        if reviewed is None:
            return False
        now = self.desk.world.now()
        return self.attempt(lambda: permit(verb, reviewed.walk.visit, self.person, now)) is not None

    # Remarks.

    def write_remark(self, code: str) -> None:
        """Asks for a remark on a standard, or on the whole visit."""
        if not self.may(Verb.REMARK) or self.reviewed is None:
            return
        title = _("{code}: remark", code=one_line(code)) if code else _("Remark on the whole visit")
        about = self.reviewed.walk.index.standard[code].text.in_language(language()) if code else ""
        self._ask_words(f"{Verb.REMARK}-{code}", title, partial(self._save_remark, code), about=about)

    def _save_remark(self, code: str, words: str) -> bool:
        remark = self.desk.review.remark(self.visit_id, code, words, self.person)
        self.read()
        told = N_("remark {n} on {code} is saved") if code else N_("remark {n} on the whole visit is saved")
        self.say(_(told, n=remark.number, code=code), Tone.SAVED)
        return True

    def action_remark_visit(self) -> None:
        self.write_remark(WHOLE_VISIT)

    # Corrections.

    def correct_reading(self, code: str) -> None:
        """Asks for another reading of a standard, with the reason."""
        from qaudit.tui.screens.reading_sheet import ReadingSheet

        if not self.may(Verb.CORRECT) or self.reviewed is None:
            return
        standard = self.reviewed.walk.index.standard[code]
        title = _("{code}: correct the reading", code=one_line(code))
        self.app.push_screen(
            ReadingSheet(title, standard, self._reading_now(code), partial(self._save_reading, code))
        )

    def _reading_now(self, code: str) -> str:
        assert self.reviewed is not None
        walk = self.reviewed.walk
        reading = walk.judged[code].reading
        if reading is None:
            return pgettext("a reading", "none yet")
        return reading_words(walk.index.standard[code].measure, reading, language())

    def _save_reading(self, code: str, written: str, why: str) -> bool:
        self.desk.review.correct(self.visit_id, code, written, why, self.person)
        self.read()
        words = _("{code} is {reading} now", code=code, reading=one_line(self._reading_now(code)))
        self.say(words, Tone.SAVED)
        return True

    # What becomes of the visit.

    def action_send_back(self) -> None:
        if not self.may(Verb.RETURN) or self.reviewed is None:
            return
        waiting = [one for one in self.reviewed.after.remarks if not one.is_answered]
        whole = _("whole visit")
        lines = [f"{one.code or whole}: {one_line(one.words)}" for one in waiting]
        about = "\n".join(lines) or _("There is no remark: say what is to be done.")
        count = len(waiting)
        title = (
            ngettext(
                "Send back with {n} remark; why, if you like",
                "Send back with {n} remarks; why, if you like",
                count,
            )
            if count
            else _("Send back: why")
        )
        ended = partial(self.end, N_("{branch} is sent back to {auditor}"))
        self._ask_words(
            Verb.RETURN, title, self._send_back, about=about, does=_("send back"), afterwards=ended
        )

    def _send_back(self, why: str) -> bool:
        self.desk.review.send_back(self.visit_id, why, self.person)
        return True

    def action_approve(self) -> None:
        if not self.may(Verb.APPROVE) or self.reviewed is None:
            return
        stops = gravities_of(self.reviewed.checks)[Gravity.STOP]
        more = (
            ngettext(
                "{n} check still says what cannot be. It can be published from then on.",
                "{n} checks still say what cannot be. It can be published from then on.",
                stops,
            )
            if stops
            else _("No check says what cannot be. It can be published from then on.")
        )
        self.app.push_screen(ConfirmSheet(_("Approve this visit?"), more), self._approve)

    def _approve(self, is_sure: bool | None) -> None:
        if is_sure and self.attempt(lambda: self.desk.review.approve(self.visit_id, self.person)):
            self.end(N_("{branch} is approved"))

    def action_void(self) -> None:
        if self.may(Verb.VOID):
            title = _("Make this visit void: why")
            self._ask_words(
                Verb.VOID, title, self._take_reason, does=_("make void"), afterwards=self._ask_to_void
            )

    def _take_reason(self, why: str) -> bool:
        self._why = needed(why, _("A visit is made void with a reason"))
        return True

    def _ask_to_void(self) -> None:
        more = _("It stays to be read, and never counts. This cannot be taken back.")
        self.app.push_screen(ConfirmSheet(_("Make this visit void?"), more), self._void)

    def _void(self, is_sure: bool | None) -> None:
        if not is_sure:
            self._drafts[Verb.VOID] = self._why
        elif self.attempt(lambda: self.desk.review.void(self.visit_id, self._why, self.person)):
            self.end(N_("{branch} is void"))

    def action_close(self) -> None:
        if self.may(Verb.CLOSE):
            more = _("Nothing of it can be appealed any more. This cannot be taken back.")
            self.app.push_screen(ConfirmSheet(_("Close this visit?"), more), self._close)

    def _close(self, is_sure: bool | None) -> None:
        if is_sure and self.attempt(lambda: self.desk.publication.close(self.visit_id, self.person)):
            self.end(N_("{branch} is closed"))

    # How words are asked for.

    def _ask_words(
        self,
        name: str,
        title: str,
        keep: Callable[[str], bool],
        *,
        about: str = "",
        does: str = "",
        afterwards: Callable[[], None] | None = None,
    ) -> None:
        """Asks for words on a sheet. `afterwards` is for when they are kept and the sheet is gone."""
        from qaudit.tui.screens.note import NoteSheet

        def closed(draft: str | None) -> None:
            if draft is None:
                self._drafts.pop(name, None)
                if afterwards is not None:
                    afterwards()
            elif draft:
                self._drafts[name] = draft
                self.say(_("Not saved: the same key brings it back as you left it"), Tone.REFUSED)

        sheet = NoteSheet(title, self._drafts.get(name, ""), keep, about=about, does=does)
        self.app.push_screen(sheet, closed)

    def end(self, pattern: str) -> None:
        """Ends the page with a sentence about what became of the visit."""
        assert self.reviewed is not None
        visit = self.reviewed.walk.visit
        self.dismiss(_(pattern, branch=one_line(visit.branch.name), auditor=one_line(visit.auditor.alias)))
