"""The part of the visit page that a visit needs which came back: the reviewer's remarks, and the answers to them."""

from functools import partial

from qaudit.core.journal import Act
from qaudit.core.remarks import Remark
from qaudit.core.visits import VisitStatus
from qaudit.core.walk import Walk
from qaudit.desk.words_given import needed
from qaudit.speech import N_, _, ngettext
from qaudit.tui.screens.review import Reviewed
from qaudit.tui.screens.visit_sheets import WithSheets
from qaudit.tui.widgets.lines import one_line
from qaudit.tui.widgets.status_line import Tone

UNREVIEWED = (VisitStatus.PLANNED, VisitStatus.OPEN)
"""A visit in these was never with a reviewer."""


class Remarking(WithSheets):
    """Shows remarks, and saves what is answered."""

    def __init__(self, walk: Walk, code: str) -> None:
        super().__init__(walk, code)
        self._remarks: tuple[Remark, ...] = ()
        self._remarks_of: int | None = None
        self._why_void = ""

    @property
    def came_back(self) -> bool:
        """Whether the visit was sent back and waits for its auditor."""
        return self.walk.visit.status is VisitStatus.RETURNED

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """The remarks as they were when the visit last came from the disk."""
        visit = self.walk.visit
        if visit.status in UNREVIEWED:
            return ()
        if self._remarks_of != visit.version:
            self._remarks_of = visit.version
            found = self.attempt(lambda: self.desk.appointments.after(visit.id).remarks)
            self._remarks = found if found is not None else self._remarks
        return self._remarks

    @property
    def waiting(self) -> tuple[Remark, ...]:
        """The remarks that the auditor has to answer before the visit is submitted again."""
        return tuple(one for one in self.remarks if not one.is_answered) if self.came_back else ()

    # Making void: who was there says that they were recognised.

    def action_void(self) -> None:
        """Asks for the reason, then whether it is meant."""
        if self.read_only_reason:
            self.say(self.read_only_reason, Tone.REFUSED)
            return
        from qaudit.tui.screens.note import NoteSheet

        sheet = NoteSheet(_("Make this visit void: why"), self._why_void, self._take_why, does=_("make void"))
        self.app.push_screen(sheet, self._ask_to_void)

    def _take_why(self, why: str) -> bool:
        self._why_void = needed(why, _("A visit is made void with a reason"))
        return True

    def _ask_to_void(self, draft: str | None) -> None:
        if draft is not None:
            self._why_void = draft
            return
        from qaudit.tui.screens.confirm import ConfirmSheet

        more = _("It stays to be read, and never counts. This cannot be taken back.")
        self.app.push_screen(ConfirmSheet(_("Make this visit void?"), more), self._void)

    def _void(self, is_sure: bool | None) -> None:
        visit = self.walk.visit
        if is_sure:
            walk = self.attempt(
                lambda: self.desk.review.void(
                    visit.id, self._why_void, self.desk.acting or self.desk.people.acting(visit.auditor.alias)
                )
            )
            if walk is not None:
                self.walk = walk
                self.renew()
                self.say(_("{branch} is void", branch=one_line(visit.branch.name)), Tone.SAVED)

    # Showing.

    def action_remarks(self) -> None:
        """Answers the remark on this standard that waits; else lists all, unless one here is all there is to mend."""
        here = [one for one in self.remarks if one.code == self.code]
        mine = [one for one in here if not one.is_answered]
        if not self.waiting and len(here) == 1:
            mine = here
        if self.came_back and not self.read_only_reason and mine:
            self.answer_remark(mine[0].number)
        elif self.remarks or self.came_back:
            self.show_remarks()
        else:
            self.say(_("There is no remark on this visit"))

    def show_remarks(self) -> None:
        """Lists all remarks, with why the visit came back."""
        from qaudit.tui.screens.remarks import RemarksSheet

        waiting = len(self.waiting)
        if waiting:
            title = ngettext(
                "This visit came back: {n} remark waits", "This visit came back: {n} remarks wait", waiting
            )
        else:
            title = _("This visit came back") if self.came_back else _("The reviewer's remarks")
        self.app.push_screen(RemarksSheet(title, self._why_back(), self.remarks), self._remark_chosen)

    def _why_back(self) -> str:
        """Why the visit was sent back the last time; empty where no reason was given beside the remarks."""
        if not self.came_back:
            return ""
        entries = self.attempt(lambda: self.desk.fieldwork.journal(self.walk.visit.id)) or ()
        return next((one.why for one in reversed(entries) if one.act is Act.RETURNED), "")

    def _remark_chosen(self, number: int | None) -> None:
        remark = next((one for one in self.remarks if one.number == number), None)
        if remark is None:
            return
        if remark.code:
            self.go_to(remark.code)
        if self.came_back and not self.read_only_reason:
            self.answer_remark(remark.number)

    # Answering.

    def answer_remark(self, number: int) -> None:
        """Asks for the answer to a remark."""
        from qaudit.tui.screens.note import NoteSheet

        remark = next(one for one in self.remarks if one.number == number)
        if not self.may_write():
            return
        pattern = N_("{code}: answer the remark") if remark.code else N_("Answer the remark on the visit")
        title = _(pattern, code=one_line(remark.code))
        draft = self.drafts.get(_draft(number), remark.answer)
        sheet = NoteSheet(
            title, draft, partial(self._save_answer, number), about=remark.words, does=_("answer it")
        )
        self.app.push_screen(sheet, partial(self._answer_closed, number))

    def _save_answer(self, number: int, words: str) -> bool:
        visit_id = self.walk.visit.id
        answered = self.desk.appointments.answer(visit_id, number, words)
        self.walk = self.desk.fieldwork.refresh(self.walk)
        self.renew()
        at = answered.answered_at or answered.at
        self.say(
            _("saved {time} · {what}", time=self.time(at), what=_("answer to remark {n}", n=number)),
            Tone.SAVED,
        )
        return True

    def _answer_closed(self, number: int, draft: str | None) -> None:
        if draft:
            self.drafts[_draft(number)] = draft
            self.say(_("The answer is not saved: w opens it as you left it"), Tone.REFUSED)
        if draft is not None:
            return
        self.drafts.pop(_draft(number), None)
        following = next((one.code for one in self.waiting if one.code), None)
        if not self.waiting:
            self.say(_("Every remark has its answer: s submits the visit again"), Tone.SAVED)
        elif following is None:
            self.answer_remark(self.waiting[0].number)
        elif following != self.code:
            self.go_to(following)

    def _reviewed(self, reviewed: Reviewed | None) -> None:
        if reviewed is None or reviewed.remark is None:
            super()._reviewed(reviewed)
        else:
            self._remark_chosen(reviewed.remark)


def _draft(number: int) -> str:
    """Where the draft of an answer is kept among those of the notes: no code begins so."""
    return f"#{number}"
