"""An appeal on headquarters' desk: what was seen, what the branch says, and the decision with its reason."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content

from qaudit.core.appeals import Appeal, AppealState
from qaudit.core.lifecycle import Verb
from qaudit.core.moments import clock_text, date_text
from qaudit.core.visits import Evidence
from qaudit.core.walk import Walk
from qaudit.desk.permits import verbs_for
from qaudit.desk.words_given import needed
from qaudit.speech import N_, _, language, pgettext
from qaudit.tui.keys import bindings_of
from qaudit.tui.screens.page import Sheet
from qaudit.tui.screens.working import Course, Outcome, WorkingSheet
from qaudit.tui.widgets.captions import Caption
from qaudit.tui.widgets.line_view import LineView
from qaudit.tui.widgets.lines import one_line, safe
from qaudit.tui.widgets.standard_card import Shown, Told, card_lines, fact_lines
from qaudit.tui.widgets.status_line import StatusLine, Tone
from qaudit.wording.life import appeal_state_name, entry_words
from qaudit.wording.short import reading_words, size_words

AROUND = 7
"""Rows of a window that are left to title, status, keys and the page below."""
TITLES = {
    AppealState.UPHELD: N_("Uphold the appeal on {code}: why"),
    AppealState.REJECTED: N_("Reject the appeal on {code}: why"),
}


PathOf = Callable[[Evidence], Path | None]


class DecisionSheet(Sheet[str]):
    """Ends with a sentence about the decision, or with None. It is made in a thread: a report is printed for it."""

    TABLE = "decision"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("decision")]
    AUTO_FOCUS = "#appeal-text"

    def __init__(self, appeal: Appeal, walk: Walk) -> None:
        super().__init__()
        self._appeal = appeal
        self._walk = walk
        self._drafts: dict[AppealState, str] = {}
        self._decide: Callable[[Course], Appeal] | None = None

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            branch = self._walk.visit.branch
            title = _("Appeal of {branch}", branch=one_line(f"{branch.code} {branch.name}"))
            yield Caption(title, classes="box-title")
            yield LineView(self._lines, name="appeal-text", around=AROUND)
            yield StatusLine(id="status")
            yield self.compose_foot()
        yield self.too_small_notice()

    def on_mount(self) -> None:
        self.renew_keys()

    def _lines(self, width: int) -> Sequence[Content]:
        return appeal_text(self._appeal, self._walk, width, self.desk.fieldwork.evidence_path)

    def contexts(self) -> frozenset[str]:
        now = self.desk.world.now()
        may = Verb.DECIDE in verbs_for(self._walk.visit, self.desk.person, now)
        return frozenset(("decide",)) if may and self._appeal.is_open else frozenset()

    # The three decisions.

    def action_uphold(self) -> None:
        self._ask(AppealState.UPHELD)

    def action_reject(self) -> None:
        self._ask(AppealState.REJECTED)

    def _ask(self, decision: AppealState) -> None:
        from qaudit.tui.screens.note import NoteSheet

        title = _(TITLES[decision], code=one_line(self._appeal.code))
        sheet = NoteSheet(
            title,
            self._drafts.get(decision, ""),
            partial(self._take, decision, ""),
            about=self._appeal.words,
            does=_("decide"),
        )
        self.app.push_screen(sheet, partial(self._asked, decision))

    def action_amend(self) -> None:
        from qaudit.tui.screens.reading_sheet import ReadingSheet

        code = self._appeal.code
        title = _("Amend {code}: the reading that stands in", code=one_line(code))
        standard = self._walk.index.standard[code]
        sheet = ReadingSheet(
            title, standard, _reading(self._walk, code), partial(self._take, AppealState.AMENDED)
        )
        self.app.push_screen(sheet, self._amended)

    def _take(self, decision: AppealState, written: str, why: str) -> bool:
        """Holds a decision that has its reason until the sheet that asked for it is gone."""
        reason = needed(why, _("A decision needs a reason"))
        person, appeal = self.desk.person, self._appeal.id
        self._drafts[decision] = reason
        self._decide = lambda course: self.desk.appeals.decide(appeal, decision, reason, person, written)
        return True

    def _asked(self, decision: AppealState, draft: str | None) -> None:
        if draft is None:
            self._work()
        elif draft:
            self._drafts[decision] = draft

    def _amended(self, is_given: bool | None) -> None:
        if is_given:
            self._work()

    def _work(self) -> None:
        if self._decide is not None:
            title = _("The decision is kept, and a new report made …")
            self.app.push_screen(WorkingSheet(title, self._decide), self._done)

    def _done(self, outcome: Outcome[Appeal] | None) -> None:
        decide, self._decide = self._decide, None
        if outcome is None or decide is None:
            return
        if outcome.given is not None:
            state = appeal_state_name(outcome.given.state)
            self.dismiss(_("The appeal on {code} is {state}", code=one_line(self._appeal.code), state=state))
            return
        self.say(str(outcome.refusal), Tone.REFUSED)
        renewed = self.attempt(lambda: self.desk.appeals.find(self._appeal.id, self.desk.person))
        if renewed is not None and not renewed.is_open:
            # Somebody else was quicker: what they decided is shown.
            self._appeal = renewed
            self.query_one(LineView).renew()
            self.renew_keys()

    # Other sheets.

    def action_journal(self) -> None:
        from qaudit.tui.screens.journal import open_journal

        open_journal(self, self._appeal.visit_id)

    def action_leave(self) -> None:
        self.dismiss(None)


def appeal_text(appeal: Appeal, walk: Walk, width: int, path_of: PathOf) -> list[Content]:
    """The appeal and the standard that it is about, at a width. `path_of` says where a kept file lies."""
    shown = Shown(walk, appeal.code, language(), for_reviewer=True)
    return [*fact_lines(list(_facts(appeal, walk, path_of)), width), Content(""), *card_lines(shown, width)]


def _facts(appeal: Appeal, walk: Walk, path_of: PathOf) -> Iterator[Told]:
    offset = walk.visit.utc_offset_minutes
    reason = entry_words(appeal.reason, walk.pack.follow_up.appeal_reasons)
    yield Told(_("Reason"), Content.styled(one_line(reason), "bold"), False)
    yield Told(_("Words"), safe(appeal.words), False)
    when = f"{date_text(appeal.at, offset)} {clock_text(appeal.at, offset)[:5]}"
    yield Told(_("From"), Content(f"{one_line(appeal.who)}, {when}"))
    if appeal.evidence:
        kept_files = [
            f"{one_line(kept.name)} · {size_words(kept.size)}\n{path_of(kept) or _('the file is missing')}"
            for kept in appeal.evidence
        ]
        yield Told(_("Files"), Content("\n".join(kept_files)), False)
    if not appeal.is_open:
        state = appeal_state_name(appeal.state)
        words = _("{state} by {who}", state=state, who=one_line(appeal.decided_by))
        yield Told(_("Decided"), Content.styled(words, "bold $accent"))
        yield Told(_("Why"), safe(appeal.why), False)


def _reading(walk: Walk, code: str) -> str:
    reading = walk.judged[code].reading
    if reading is None:
        return pgettext("a reading", "none yet")
    return reading_words(walk.index.standard[code].measure, reading, language())
