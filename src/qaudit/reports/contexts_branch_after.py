"""What is promised at a branch and what it contested: corrective actions that are not finished, and appeals."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from qaudit.core.appeals import Appeal
from qaudit.core.branch_time import day_of
from qaudit.core.corrective_actions import ActionState, CorrectiveAction
from qaudit.reports.after_words import (
    appeal_words,
    decision_words,
    entry_part,
    fate_words,
    reading_words,
    reopened_words,
)
from qaudit.reports.branch_subject import BranchReportInput
from qaudit.reports.branch_words import BranchWords
from qaudit.reports.contexts_after import LONG, ActionContext, TellingContext
from qaudit.reports.contexts_branch_values import LONGEST_WORDS, NamedStandard, named, short_text
from qaudit.speech import _, ngettext
from qaudit.wording.life import action_state_name, appeal_state_name
from qaudit.wording.phrases import NOTHING, Phrase, Value, joined, own, phrase, user_text
from qaudit.wording.regional import day_words


@dataclass(frozen=True, slots=True)
class AppealContext:
    """One appeal: the standard, the visit's day, the state, and what was said and decided."""

    standard: NamedStandard
    visit: str
    state: str
    tellings: tuple[TellingContext, ...]
    is_long: bool


@dataclass(frozen=True, slots=True)
class BranchAfterContext:
    """Actions, overdue ones first, and appeals, oldest first; each with a sentence that counts them."""

    actions: tuple[ActionContext, ...]
    counted: Phrase
    appeals: tuple[AppealContext, ...]


def branch_after(source: BranchReportInput, words: BranchWords) -> BranchAfterContext:
    """Both parts."""
    today = source.period.as_of
    ordered = sorted(source.actions, key=lambda one: (_ORDER[one.state_on(today)], one.due, one.id))
    return BranchAfterContext(
        actions=tuple(_action(number, one, source) for number, one in enumerate(ordered, start=1)),
        counted=_counted(source),
        appeals=tuple(_appeal(one, visit, source, words) for one, visit in source.appeals),
    )


_ORDER = {
    state: place for place, state in enumerate((ActionState.OVERDUE, ActionState.OPEN, ActionState.DONE))
}


def _counted(source: BranchReportInput) -> Phrase:
    """`As of 22 November 2026: 2 overdue, 1 open, 3 done and not verified yet`."""
    states = [one.state_on(source.period.as_of) for one in source.actions]
    counts = {state: states.count(state) for state in _ORDER}
    told = [own(_COUNTED[state](number)) for state, number in counts.items() if number]
    if not told:
        return NOTHING
    return phrase("As of {day}: {states}.", day=Value(day_words(source.period.as_of)), states=joined(told))


_COUNTED = {
    ActionState.OVERDUE: lambda n: ngettext("{n} overdue", "{n} overdue", n),
    ActionState.OPEN: lambda n: ngettext("{n} open", "{n} open", n),
    ActionState.DONE: lambda n: ngettext(
        "{n} said to be done, not verified by a visit yet",
        "{n} said to be done, not verified by a visit yet",
        n,
    ),
}


def _action(number: int, action: CorrectiveAction, source: BranchReportInput) -> ActionContext:
    state = action.state_on(source.period.as_of)
    what = short_text(action.what, LONGEST_WORDS, one_line=False)
    tellings = []
    fate = fate_words(action.kept_state, _day(source, action.done_at or action.at), Value(action.checked_by))
    if fate or action.done_words:
        tellings.append(TellingContext(fate, short_text(action.done_words, LONGEST_WORDS, one_line=False)))
    if action.reopened:
        tellings.append(TellingContext(own(reopened_words(action.reopened))))
    return ActionContext(
        number=str(number),
        what=what,
        codes=joined([Value(code) for code in action.codes]),
        owner=entry_part(action.owner, source.pack.follow_up.owners, source.language),
        due=day_words(action.due),
        state=_state(action, state, source.period.as_of),
        state_key=state.value,
        tellings=tuple(tellings),
        is_long=len(what.text) + sum(one.length for one in tellings) > LONG,
    )


def _state(action: CorrectiveAction, state: ActionState, today: date) -> str:
    if state is not ActionState.OVERDUE:
        return action_state_name(state)
    late = (today - action.due).days
    return _(
        "{mark} {state}, {days}",
        mark="✗",
        state=action_state_name(state),
        days=ngettext("{n} day", "{n} days", late),
    )


def _appeal(appeal: Appeal, visit: date, source: BranchReportInput, words: BranchWords) -> AppealContext:
    reason = entry_part(appeal.reason, source.pack.follow_up.appeal_reasons, source.language)
    who = user_text(appeal.who)
    standard = source.standard(appeal.code)
    reading = NOTHING if standard is None else reading_words(standard, appeal.reading, source.language)
    told = (
        TellingContext(
            appeal_words(_day(source, appeal.at), who, appeal.verdict, reason),
            short_text(appeal.words, LONGEST_WORDS, one_line=False),
        ),
        TellingContext(
            decision_words(
                appeal.state,
                _day(source, appeal.decided_at or appeal.at),
                user_text(appeal.decided_by),
                reading,
            ),
            short_text(appeal.why, LONGEST_WORDS, one_line=False),
        ),
    )
    return AppealContext(
        standard=named(appeal.code, source, words),
        visit=_("Day of the visit: {day}", day=day_words(visit)),
        state=appeal_state_name(appeal.state),
        tellings=told,
        is_long=sum(one.length for one in told) > LONG,
    )


def _day(source: BranchReportInput, at: datetime) -> Value:
    """The day of something that happened, on the branch's clock."""
    return Value(day_words(day_of(at, source.zone or UTC)))
