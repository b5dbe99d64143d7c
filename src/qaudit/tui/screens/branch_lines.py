"""What a published visit shows: a line for each thing that was missed, and all that is told of the chosen one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from textual.content import Content

from qaudit.core.appeals import Appeal, AppealState
from qaudit.core.branch_time import day_of
from qaudit.core.readings import Reading
from qaudit.core.remarks import Explanation
from qaudit.core.standards import Standard
from qaudit.core.visits import Correction, Evidence, Origin
from qaudit.desk.branch_desk import BranchVisit, Missed
from qaudit.desk.branch_zone import zone_of_visit
from qaudit.desk.mending import DueAction
from qaudit.speech import N_, _, language, pgettext
from qaudit.tui.screens.branch_words import (
    ACTION_STYLES,
    DOT,
    again_words,
    days_left_words,
    due_words,
    in_a_row_words,
    percent_or_not,
    sign_of,
)
from qaudit.tui.widgets.lines import one_line, row, safe
from qaudit.tui.widgets.standard_card import VERDICT_STYLES, Told, fact_lines, head_lines
from qaudit.tui.widgets.trend_line import figures, spark_of
from qaudit.wording.life import appeal_state_name, entry_words
from qaudit.wording.names import kind_name
from qaudit.wording.phrases import plain
from qaudit.wording.readings import seen_in_words
from qaudit.wording.scores import cost_words
from qaudit.wording.short import reading_words, score_words, size_words, verdict_words
from qaudit.wording.values import VERDICT_MARKS, lost_words, verdict_key, verdict_name

WHOLE = ""
"""The code of the line that stands for the whole visit."""
ROOMY = 60
"""Cells that a line needs to say in words what a narrow one says with a sign."""
MARKED, UNMARKED = "[x] ", "[ ] "
BY_ORIGIN = {Origin.REVIEW: N_("On review"), Origin.APPEAL: N_("On appeal")}


@dataclass(frozen=True, slots=True)
class BranchLine:
    """One line: what was missed, what was changed after the visit and is missed no more, or the whole visit."""

    code: str
    missed: Missed | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A published visit as its page shows it. `dues` are its corrective actions today; `today` is the branch's."""

    look: BranchVisit
    dues: tuple[DueAction, ...]
    today: date

    def day(self, at: datetime | None) -> str:
        """A moment's day on the branch's clock; empty for none."""
        return "" if at is None else day_of(at, zone_of_visit(self.look.walk.visit)).isoformat()

    @property
    def appeal_days_left(self) -> int | None:
        """Days on which a verdict can still be appealed, today not counted; below 0 once they are over."""
        until = self.look.appeal_until
        return None if until is None else (until - self.today).days


def lines_of(look: BranchVisit) -> tuple[BranchLine, ...]:
    """What was missed; then what a review or an appeal changed and is missed no more; then the whole visit."""
    missed = [BranchLine(one.code, one) for one in look.missed]
    codes = {line.code for line in missed}
    appealed = {one.code for one in look.after.appeals}
    corrected = {one.code for one in look.walk.visit.corrections}
    changed = [code for code in look.walk.index.codes if code in appealed | corrected and code not in codes]
    return (*missed, *(BranchLine(code) for code in changed), BranchLine(WHOLE))


def line_row(shown: Shown, line: BranchLine, width: int, is_marked: bool | None) -> Content:
    """One line of the list; `is_marked` is None where no line is."""
    tick = "" if is_marked is None else MARKED if is_marked else UNMARKED
    if line.code == WHOLE:
        words = Content.styled(_("The whole visit"), "$primary")
        return row((Content(" " * len(tick)), words), width)
    judgement = shown.look.walk.judged[line.code]
    sign = Content.styled(
        VERDICT_MARKS[verdict_key(judgement)], VERDICT_STYLES.get(judgement.verdict, "$muted")
    )
    text = one_line(shown.look.walk.index.standard[line.code].text.in_language(language()))
    pieces = (
        Content.styled(tick, "bold $accent" if is_marked else "$muted"),
        sign,
        Content(" "),
        Content.styled(one_line(line.code), "bold $accent"),
        Content("  "),
        Content(text),
    )
    return row(pieces, width, tuple(_end(line, width)))


def _end(line: BranchLine, width: int) -> Iterator[Content]:
    missed = line.missed
    if missed is None:
        yield Content.styled(_("changed"), "$success")
        return
    if missed.finding.is_critical and width >= ROOMY:
        yield Content.styled(_("critical"), "bold $error")
        yield DOT if missed.in_a_row > 1 else Content("")
    if missed.in_a_row > 1:
        words = again_words(missed.in_a_row) if width >= ROOMY else f"×{missed.in_a_row}"
        yield Content.styled(words, "bold $warning")


def told_lines(shown: Shown, line: BranchLine, width: int) -> list[Content]:
    """All that is told of a line, at a width."""
    if line.code == WHOLE:
        return fact_lines(list(_of_visit(shown)), width)
    standard = shown.look.walk.index.standard[line.code]
    return [
        *head_lines(standard, language(), width),
        Content(""),
        *fact_lines(list(_of_standard(shown, line, standard)), width),
    ]


def _of_visit(shown: Shown) -> Iterator[Told]:
    look, visit = shown.look, shown.look.walk.visit
    score = score_words(look.walk, language())
    before = [percent_or_not(percent) for percent in look.scores_before]
    if before:
        score = _("{score}; before the appeal: {before}", score=score, before=", ".join(before))
    yield Told(_("Score"), Content.styled(score, "bold"))
    if not look.missed:
        yield Told(_("Missed"), Content(_("nothing")))
    yield Told(_("Pack"), safe(str(visit.pack)))
    yield Told(
        _("Visited"), Content(f"{shown.day(visit.left_at or visit.opened_at)} · {kind_name(visit.kind)}")
    )
    if trend := trend_words(look):
        yield Told(_("Trend"), Content(trend))
    yield Told(_("Published"), Content(shown.day(visit.visible_from)))
    seen = shown.day(visit.acknowledged_at) or _("not acknowledged yet: a")
    yield Told(_("Seen by you"), Content(seen))
    yield Told(_("Appeals"), Content(appeal_time_words(shown)))
    reason = next((one for one in look.after.explanations if one.code == WHOLE), None)
    yield from _reason(shown, reason)


def trend_words(look: BranchVisit) -> str:
    """The last scores of the branch: `▁▃█ 71 % to 88.5 %`; empty where there are no two."""
    percents = tuple(point.percent for point in look.trend)
    scored = [percent for percent in percents if percent is not None]
    return f"{spark_of(percents)} {figures(scored)}" if len(scored) > 1 else ""


def appeal_time_words(shown: Shown) -> str:
    """Until when a verdict can be appealed: `until 2026-05-21, 5 days left`."""
    left = shown.appeal_days_left
    if left is None or shown.look.appeal_until is None:
        return _("not yet")
    day = shown.look.appeal_until.isoformat()
    return _("until {day}, {left}", day=day, left=days_left_words(left))


def _of_standard(shown: Shown, line: BranchLine, standard: Standard) -> Iterator[Told]:
    walk, code = shown.look.walk, line.code
    judgement = walk.judged[code]
    style = VERDICT_STYLES.get(judgement.verdict, "bold")
    yield Told(_("Verdict"), Content.styled(verdict_words(judgement), style))
    if sentence := plain(seen_in_words(standard, judgement, language()).sentence):
        yield Told(_("Seen"), safe(sentence))
    if line.missed is not None:
        yield from _weight_of(shown, line.missed)
    seen = walk.visit.observation(code)
    if seen is not None and seen.note:
        yield Told(_("Note"), safe(seen.note), False)
    if seen is not None and seen.evidence:
        yield Told(_("Evidence"), _names(seen.evidence), False)
    if (correction := walk.visit.correction(code)) is not None:
        yield from _correction(shown, standard, correction, seen.reading if seen else None)
    yield from _reason(shown, next((one for one in shown.look.after.explanations if one.code == code), None))
    appeal = next((one for one in shown.look.after.appeals if one.code == code), None)
    if appeal is not None:
        yield from _appeal(shown, appeal)
    yield from _actions(shown, code)


def _weight_of(shown: Shown, missed: Missed) -> Iterator[Told]:
    finding = missed.finding
    if again := in_a_row_words(missed.in_a_row):
        yield Told(_("Again"), Content.styled(again, "bold $warning"))
    lost = lost_words(finding.lost, finding.scored.score.possible)
    cost = cost_words(finding.cost, shown.look.walk.pack.scoring.decimals)
    yield Told(_("Cost"), Content(plain(f"{lost} · {cost}")))


def _names(evidence: tuple[Evidence, ...]) -> Content:
    return Content("\n".join(f"{one_line(one.name)} · {size_words(one.size)}" for one in evidence))


def _correction(
    shown: Shown, standard: Standard, correction: Correction, was: Reading | None
) -> Iterator[Told]:
    """The reading that stands in, with the auditor's own beside it."""
    reading = reading_words(standard.measure, correction.reading, language())
    yield Told(_(BY_ORIGIN[correction.origin]), Content.styled(reading, "bold"))
    own = pgettext("a reading", "none") if was is None else reading_words(standard.measure, was, language())
    yield Told(_("Auditor's"), safe(own))
    who = _("{who}, {day}", who=one_line(correction.who), day=shown.day(correction.at))
    yield Told(_("Why"), safe(f"{correction.why} ({who})"), False)


def _reason(shown: Shown, reason: Explanation | None) -> Iterator[Told]:
    if reason is None:
        return
    cause = entry_words(reason.cause, shown.look.walk.pack.follow_up.causes)
    said = f"{cause}: {reason.words}" if reason.words else cause
    yield Told(_("Your reason"), safe(said), False)


def _appeal(shown: Shown, appeal: Appeal) -> Iterator[Told]:
    reason = entry_words(appeal.reason, shown.look.walk.pack.follow_up.appeal_reasons)
    yield Told(_("Appeal"), safe(f"{reason}: {appeal.words}"), False)
    if appeal.evidence:
        yield Told(_("Its files"), _names(appeal.evidence), False)
    if appeal.state is AppealState.OPEN:
        waits = _("waits for headquarters since {day}", day=shown.day(appeal.at))
        yield Told(_("Decision"), Content.styled(waits, "$warning"))
        return
    style = "bold $error" if appeal.state is AppealState.REJECTED else "bold $success"
    state = Content.styled(appeal_state_name(appeal.state), style)
    was = verdict_name(appeal.verdict).lower()
    who = _("{who}, {day}", who=one_line(appeal.decided_by), day=shown.day(appeal.decided_at))
    contested = _("contested: {verdict}", verdict=was)
    yield Told(_("Decision"), Content.assemble(state, f" · {contested}"))
    yield Told(_("Its reason"), safe(f"{appeal.why} ({who})"), False)


def _actions(shown: Shown, code: str) -> Iterator[Told]:
    for due in shown.dues:
        if code in due.action.codes:
            state = Content.styled(due_words(due), ACTION_STYLES[due.state])
            day = due.action.due.isoformat()
            body = Content.assemble(sign_of(due.state), f" {day} · ", state, "\n", safe(due.action.what))
            yield Told(_("Action"), body, False)
