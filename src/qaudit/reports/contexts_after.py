"""What happened after the visit, told beside its findings and in a part of its own."""

from collections.abc import Iterable
from dataclasses import dataclass

from qaudit.core.appeals import Appeal
from qaudit.core.corrective_actions import ActionState, CorrectiveAction
from qaudit.core.remarks import Explanation
from qaudit.core.scoring import StandardScore
from qaudit.core.standards import Standard
from qaudit.core.visits import Evidence, Origin, VisitStatus
from qaudit.reports.after_words import (
    action_words,
    appeal_words,
    both_readings,
    change_words,
    correction_mark,
    decision_words,
    entry_part,
    explanation_words,
    fate_words,
    reading_words,
    reopened_words,
)
from qaudit.reports.aftermath import auditors_reading, standing_corrections
from qaudit.reports.contexts_cover import shortened
from qaudit.reports.contexts_state import SHORT_REASON
from qaudit.reports.subject import Subject
from qaudit.speech import _
from qaudit.wording.life import action_state_name
from qaudit.wording.phrases import NOTHING, Phrase, UserText, Value, joined, own, phrase, user_text
from qaudit.wording.regional import day_words
from qaudit.wording.values import VERDICT_MARKS, verdict_key, verdict_name

SHORT_ACTION = 160
"""Characters of a corrective action beside a finding; the whole stands in the part of its own."""
LONG = 800
"""Characters from which a row may break across pages."""


NO_WORDS = UserText("")


@dataclass(frozen=True, slots=True)
class TellingContext:
    """A sentence of ours, with the words that somebody wrote below it. Either may be empty."""

    line: Phrase
    words: UserText = NO_WORDS

    @property
    def length(self) -> int:
        return len(str(self.line)) + len(self.words.text)


@dataclass(frozen=True, slots=True)
class ToldContext:
    """A standard that is no finding, and what was said about it after the visit."""

    code: str
    text: UserText
    mark: str
    verdict: str
    verdict_key: str
    tellings: tuple[TellingContext, ...]
    is_long: bool


@dataclass(frozen=True, slots=True)
class ActionContext:
    """One corrective action, whole. `state_key` is the state's own word."""

    number: str
    what: UserText
    codes: Phrase
    owner: UserText
    due: str
    state: str
    state_key: str
    tellings: tuple[TellingContext, ...]
    is_long: bool


@dataclass(frozen=True, slots=True)
class AfterContext:
    """The part of its own. `as_of` says for which day the states are; empty without actions."""

    tellings: tuple[TellingContext, ...]
    standards: tuple[ToldContext, ...]
    actions: tuple[ActionContext, ...]
    as_of: str


def after_context(subject: Subject, findings: Iterable[str]) -> AfterContext | None:
    """The part of its own; None where nothing is to be told in it. `findings` are the codes told elsewhere."""
    known = set(findings)
    others = (scored for scored in subject.card.standards if scored.standard.code not in known)
    told = [(scored, _said_of(subject, scored.standard)) for scored in others]
    standards = tuple(_told(subject, scored, tellings) for scored, tellings in told if tellings)
    found = AfterContext(
        tellings=tuple(_of_visit(subject)),
        standards=standards,
        actions=tuple(_action(number, one, subject) for number, one in _numbered(subject)),
        as_of=_as_of(subject),
    )
    return found if found.tellings or found.standards or found.actions else None


def tellings_of(subject: Subject, standard: Standard) -> tuple[TellingContext, ...]:
    """All that was said and done about one standard: corrections, appeals, the branch's reason, actions."""
    return (*_said_of(subject, standard), *_promised(subject, standard.code))


def corrected_reading(subject: Subject, standard: Standard) -> Phrase:
    """Both readings of a standard whose reading was corrected; else nothing."""
    standing = subject.visit.correction(standard.code)
    if standing is None:
        return NOTHING
    before = reading_words(standard, auditors_reading(subject.visit, standard), subject.language)
    return correction_mark(before, reading_words(standard, standing.reading, subject.language))


def _said_of(subject: Subject, standard: Standard) -> tuple[TellingContext, ...]:
    code = standard.code
    return (
        *_corrected(subject, standard),
        *(
            telling
            for appeal in subject.after.appeals
            if appeal.code == code
            for telling in _appealed(subject, standard, appeal)
        ),
        *(_explained(subject, one) for one in subject.after.explanations if one.code == code),
    )


def _corrected(subject: Subject, standard: Standard) -> Iterable[TellingContext]:
    """The auditor's reading and the one that stands, then each correction; an appeal tells its own."""
    visit, language = subject.visit, subject.language
    standing = standing_corrections(visit, standard.code)
    if not standing:
        return
    before = reading_words(standard, auditors_reading(visit, standard), language)
    yield TellingContext(both_readings(before, reading_words(standard, standing[-1].reading, language)))
    has_appeal = any(appeal.code == standard.code for appeal in subject.after.appeals)
    for one in standing:
        if one.origin is Origin.APPEAL and has_appeal:
            continue
        reading = reading_words(standard, one.reading, language)
        yield TellingContext(
            change_words(one.origin, subject.day(one.at), user_text(one.who), reading), _words(one.why)
        )


def _appealed(subject: Subject, standard: Standard, appeal: Appeal) -> Iterable[TellingContext]:
    reason = entry_part(appeal.reason, subject.pack.follow_up.appeal_reasons, subject.language)
    line = appeal_words(subject.day(appeal.at), user_text(appeal.who), appeal.verdict, reason)
    yield TellingContext(line, _words(appeal.words))
    if appeal.evidence:
        yield TellingContext(_files(appeal.evidence))
    reading = reading_words(standard, appeal.reading, subject.language)
    day = subject.day(appeal.decided_at or appeal.at)
    yield TellingContext(
        decision_words(appeal.state, day, user_text(appeal.decided_by), reading), _words(appeal.why)
    )


def _explained(subject: Subject, explanation: Explanation) -> TellingContext:
    cause = entry_part(explanation.cause, subject.pack.follow_up.causes, subject.language)
    line = explanation_words(subject.day(explanation.at), user_text(explanation.who), cause)
    return TellingContext(line, _words(explanation.words))


def _promised(subject: Subject, code: str) -> Iterable[TellingContext]:
    for number, action in _numbered(subject):
        if code in action.codes:
            what = user_text(shortened(user_text(action.what).text, SHORT_ACTION))
            due = Value(day_words(action.due))
            state = action_state_name(_state(subject, action))
            yield TellingContext(action_words(number, what, _owner(subject, action), due, state))


def _of_visit(subject: Subject) -> Iterable[TellingContext]:
    visit = subject.visit
    if visit.status is VisitStatus.VOID and len(subject.after.void_why) > SHORT_REASON:
        yield TellingContext(own(_("Why this visit is void:")), _words(subject.after.void_why))
    if visit.acknowledged_at is not None:
        day = subject.day(visit.acknowledged_at)
        yield TellingContext(phrase("The branch acknowledged this visit on {day}.", day=day))
    for one in subject.after.explanations:
        if not one.code:
            yield _explained(subject, one)


def _told(subject: Subject, scored: StandardScore, tellings: tuple[TellingContext, ...]) -> ToldContext:
    key = verdict_key(scored.judgement)
    text = subject.text_of(scored.standard)
    return ToldContext(
        code=str(Value(scored.standard.code)),
        text=text,
        mark=VERDICT_MARKS[key],
        verdict=verdict_name(key),
        verdict_key=key,
        tellings=tellings,
        is_long=len(text.text) + sum(one.length for one in tellings) > LONG,
    )


def _action(number: int, action: CorrectiveAction, subject: Subject) -> ActionContext:
    state = _state(subject, action)
    tellings = tuple(_fate(subject, action))
    what = _words(action.what)
    return ActionContext(
        number=str(number),
        what=what,
        codes=joined([Value(code) for code in action.codes]),
        owner=_owner(subject, action),
        due=day_words(action.due),
        state=action_state_name(state),
        state_key=state.value,
        tellings=tellings,
        is_long=len(what.text) + sum(one.length for one in tellings) > LONG,
    )


def _fate(subject: Subject, action: CorrectiveAction) -> Iterable[TellingContext]:
    state = action.kept_state
    fate = fate_words(state, subject.day(action.done_at or action.at), Value(action.checked_by))
    if fate or action.done_words:
        yield TellingContext(fate, _words(action.done_words))
    if action.evidence:
        yield TellingContext(_files(action.evidence))
    if action.reopened:
        yield TellingContext(own(reopened_words(action.reopened)))
    if state is ActionState.DROPPED:
        yield TellingContext(own(_("Dropped. The reason:")), _words(action.why_dropped))


def _as_of(subject: Subject) -> str:
    today = subject.after.today
    if today is None or not subject.after.actions:
        return ""
    return _("As the corrective actions stood on {day}.", day=day_words(today))


def _numbered(subject: Subject) -> Iterable[tuple[int, CorrectiveAction]]:
    return enumerate(subject.after.actions, start=1)


def _state(subject: Subject, action: CorrectiveAction) -> ActionState:
    today = subject.after.today
    return action.kept_state if today is None else action.state_on(today)


def _owner(subject: Subject, action: CorrectiveAction) -> UserText:
    return entry_part(action.owner, subject.pack.follow_up.owners, subject.language)


def _files(evidence: tuple[Evidence, ...]) -> Phrase:
    names = joined([user_text(one.name) for one in evidence])
    return phrase("Files of the branch: {names}", names=names)


def _words(words: str) -> UserText:
    return user_text(words, one_line=False)
