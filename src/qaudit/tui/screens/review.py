"""Before submission: what is still missing, when the branch was left, and how long ago that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from qaudit.core.completeness import Gap, GapKind
from qaudit.core.moments import clock_text, date_text, read_time
from qaudit.core.remarks import Remark
from qaudit.core.walk import Walk
from qaudit.desk.facts import missing_facts
from qaudit.desk.fieldwork import default_leaving
from qaudit.speech import N_, _, language, ngettext
from qaudit.tui.display_order import is_mirrored
from qaudit.tui.keys import bindings_of
from qaudit.tui.messages import VisitSubmitted
from qaudit.tui.screens.confirm import ConfirmSheet
from qaudit.tui.screens.page import Page
from qaudit.tui.widgets.captions import Caption
from qaudit.tui.widgets.fields import LineField
from qaudit.tui.widgets.lines import aligned, joined, one_line
from qaudit.tui.widgets.status_line import StatusLine, Tone
from qaudit.wording.short import score_words
from qaudit.wording.values import length_text

FACT, REMARK, GAP = "fact:", "remark-", "gap-"
"""Begin the ids of lines: about a fact, a remark that waits, a thing that is missing."""
BLIND_SENTENCES = {GapKind.NOTE: N_("{code} needs a note"), GapKind.EVIDENCE: N_("{code} needs evidence")}
"""What a gap says where verdicts are hidden: not that something was missed."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """How the page ended: with a standard, a remark or a fact to go to, or with the submitted visit."""

    code: str | None = None
    remark: int | None = None
    fact: str | None = None
    submitted: Walk | None = None


class ReviewPage(Page[Reviewed]):
    """Each line leads to its standard; s submits when nothing is missing."""

    TABLE = "review"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("review")]
    AUTO_FOCUS = "#gaps"

    def __init__(self, walk: Walk, remarks: Sequence[Remark] = ()) -> None:
        """`remarks` are those that wait for an answer."""
        super().__init__()
        self._walk = walk
        self._remarks = tuple(remarks)
        self._default: datetime | None = None

    def compose(self) -> ComposeResult:
        yield Caption(self._title(), id="title")
        yield OptionList(id="gaps", markup=False)
        with Horizontal(id="leaving"):
            row = (Caption(_("You left the branch at"), classes="box-label"), LineField("left"))
            yield from reversed(row) if is_mirrored() else row
        yield Caption(id="lag")
        yield StatusLine(id="status")
        yield self.compose_foot()
        yield self.too_small_notice()

    def on_resize(self) -> None:
        gaps = self.query_one(OptionList)
        chosen = gaps.highlighted
        gaps.set_options(self._lines())
        gaps.highlighted = chosen or 0

    def on_mount(self) -> None:
        self.on_resize()
        self._default = default_leaving(self._walk.visit, self.desk.world.now())
        self.query_one("#left", Input).value = clock_text(self._default, self._offset)
        if not self._walk.hides_score:
            self.say(_("Score so far: {score}", score=score_words(self._walk, language())))
        self.renew_keys()

    @property
    def _offset(self) -> int:
        return self._walk.visit.utc_offset_minutes

    def _title(self) -> str:
        gaps = self._missing
        if not gaps:
            return _("Ready: s submits")
        return ngettext("Before you submit: {n} thing missing", "Before you submit: {n} things missing", gaps)

    @property
    def _missing(self) -> int:
        """How many things have to be done before the visit can be submitted."""
        return len(self._walk.gaps) + len(self._remarks)

    def _lines(self) -> list[Option]:
        blind = self._walk.hides_score
        lines = [
            Option(self._drawn(remark_words(remark)), id=f"{REMARK}{remark.number}")
            for remark in self._remarks
        ]
        lines += [
            Option(self._drawn(gap_words(gap, blind)), id=f"{GAP}{place}")
            for place, gap in enumerate(self._walk.gaps)
        ]
        known = [name for name, key in self._walk.visit.facts]
        for name in missing_facts(self._walk.pack, known):
            fact = self._walk.pack.fact(name)
            words = one_line(fact.text.in_language(language()) if fact else name)
            told = _("Not known: {fact} Standards that depend on it are not asked", fact=words)
            lines.append(Option(self._drawn(told, "$muted"), id=FACT + name))
        return lines or [Option(self._drawn(_("Nothing is missing"), "$muted"), disabled=True)]

    def _drawn(self, words: str, style: str = "") -> Content:
        return joined(aligned(Content.styled(words, style), max(20, self.size.width - 5)))

    @property
    def left_at(self) -> datetime | None:
        """The moment the branch was left; None where what is typed is no time."""
        typed = self.query_one("#left", Input).value
        if self._default is not None and typed == clock_text(self._default, self._offset):
            return self._default
        return read_time(typed, self.desk.world.now(), self._offset)

    @on(Input.Changed, "#left")
    def _show_lag(self, event: Input.Changed) -> None:
        event.stop()
        left = self.left_at
        words = _("write a time such as 10:02") if left is None else self._lag_words(left)
        self.query_one("#lag", Caption).words = words

    def _lag_words(self, left: datetime) -> str:
        lag = max(0, int((self.desk.world.now() - left).total_seconds()))
        whole = lag if lag < 100 else lag - lag % 60
        date, length = date_text(left, self._offset), length_text(Fraction(whole))
        return _("{date}, {length} before now", date=date, length=length)

    def action_go(self) -> None:
        if self.query_one("#left").has_focus:
            self.query_one("#gaps").focus()
        else:
            self.query_one(OptionList).action_select()

    def action_leaving(self) -> None:
        self.query_one("#left").focus()

    @on(OptionList.OptionSelected)
    def _jump(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        chosen = event.option.id or ""
        if chosen.startswith(FACT):
            self.dismiss(Reviewed(fact=chosen.removeprefix(FACT)))
        elif chosen.startswith(REMARK):
            self.dismiss(Reviewed(remark=int(chosen.removeprefix(REMARK))))
        elif chosen:
            self.dismiss(Reviewed(code=self._walk.gaps[int(chosen.removeprefix(GAP))].code))

    def action_submit(self) -> None:
        gaps, left = self._missing, self.left_at
        if gaps:
            words = ngettext("Not yet: {n} thing is missing", "Not yet: {n} things are missing", gaps)
            self.say(words, Tone.REFUSED)
        elif left is None:
            self.say(_("When did you leave? Write a time such as 10:02"), Tone.REFUSED)
            self.query_one("#left").focus()
        else:
            at = clock_text(left, self._offset)
            more = _(
                "It cannot be changed afterwards. You left at {time}, {ago}.",
                time=at,
                ago=self._lag_words(left),
            )
            self.app.push_screen(ConfirmSheet(_("Submit this visit?"), more), self._submit)

    def _submit(self, is_sure: bool | None) -> None:
        if not is_sure:
            return
        visit_id = self._walk.visit.id
        walk = self.attempt(lambda: self.desk.fieldwork.submit(visit_id, left_at=self.left_at))
        if walk is not None:
            self.app.post_message(VisitSubmitted(visit_id))
            self.dismiss(Reviewed(submitted=walk))

    def action_leave(self) -> None:
        self.dismiss(Reviewed())


def remark_words(remark: Remark) -> str:
    """A remark that waits for its answer, as a line."""
    words = one_line(remark.words)
    if not remark.code:
        return _("The visit: a remark waits for an answer: {words}", words=words)
    return _("{code}: a remark waits for an answer: {words}", code=one_line(remark.code), words=words)


def gap_words(gap: Gap, blind: bool) -> str:
    """What is missing, as a line; `blind` keeps the verdict out of it."""
    if blind and gap.kind in BLIND_SENTENCES:
        return one_line(_(BLIND_SENTENCES[gap.kind], code=gap.code))
    return one_line(gap.sentence)
