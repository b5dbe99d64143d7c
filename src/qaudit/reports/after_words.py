"""The sentences about what happened after a visit: corrections, appeals, reasons and corrective actions."""

from qaudit.core.appeals import AppealState
from qaudit.core.corrective_actions import ActionState
from qaudit.core.follow_up import ListEntry
from qaudit.core.judging import Judgement, Verdict
from qaudit.core.readings import NotApplicable, NotObserved, Reading, Words
from qaudit.core.standards import Standard
from qaudit.core.visits import Origin
from qaudit.speech import N_, _, ngettext
from qaudit.wording.life import entry_words
from qaudit.wording.phrases import Part, Phrase, UserText, Value, own, phrase, user_text
from qaudit.wording.readings import seen_in_words
from qaudit.wording.values import VERDICT_WORDS, verdict_name

CORRECTED_SIGN = "⇄"
"""Beside a reading that stands in for the auditor's."""
LONG_READING = 200
"""Characters of a reading in words; the whole reading stands in the journal."""

CHANGED = {
    Origin.REVIEW: N_("Corrected in review by {who} on {day}: {reading}."),
    Origin.APPEAL: N_("Amended after an appeal by {who} on {day}: {reading}."),
}
DECIDED = {
    AppealState.UPHELD: N_("Upheld by headquarters ({who}) on {day}: the standard no longer counts."),
    AppealState.AMENDED: N_("Amended by headquarters ({who}) on {day}: the reading is now {reading}."),
    AppealState.REJECTED: N_("Rejected by headquarters ({who}) on {day}: the verdict stays."),
}
EARLIER = {
    Origin.REVIEW: (
        N_("Corrected in review on {day}: was {score} on {before}"),
        N_("Corrected in review on {day}: was unscored on {before}"),
    ),
    Origin.APPEAL: (
        N_("Amended after appeal on {day}: was {score} on {before}"),
        N_("Amended after appeal on {day}: was unscored on {before}"),
    ),
}


def in_a_row_words(visits: int) -> str:
    """`Missed in 3 visits in a row`; nothing for a first miss."""
    if visits < 2:
        return ""
    return ngettext("Missed in {n} visit in a row", "Missed in {n} visits in a row", visits)


def earlier_score_words(origin: Origin, score: str, day: Value, before: Value) -> Phrase:
    """What a score was before it was changed. `score` is empty where the visit was unscored."""
    scored, unscored = EARLIER[origin]
    if not score:
        return phrase(unscored, day=day, before=before)
    return phrase(scored, score=Value(score), day=day, before=before)


def reading_words(standard: Standard, reading: Reading | None, language: str | None) -> Phrase:
    """A reading alone, without its limit: `95 s`, `No`, `Not applicable`."""
    match reading:
        case None:
            return own(_("no reading"))
        case NotApplicable():
            return own(verdict_name(Verdict.NOT_APPLICABLE.value))
        case NotObserved():
            return own(verdict_name(Verdict.NOT_OBSERVED.value))
        case Words(text):
            short = text if len(text) <= LONG_READING else f"{text[:LONG_READING]}…"
            return Phrase((user_text(short),))
        case _:
            return seen_in_words(standard, Judgement(Verdict.NOTED, reading=reading), language).reading


def both_readings(before: Phrase, now: Phrase) -> Phrase:
    """The auditor's reading and the one that stands in for it."""
    return phrase("The auditor's reading: {before}. The reading that stands: {now}.", before=before, now=now)


def correction_mark(before: Phrase, now: Phrase) -> Phrase:
    """Both readings, short, beside the one that stands."""
    return phrase("{sign} corrected from {before} to {now}", sign=CORRECTED_SIGN, before=before, now=now)


def change_words(origin: Origin, day: Value, who: UserText, reading: Phrase) -> Phrase:
    """One correction: when, by whom, to what."""
    return phrase(CHANGED[origin], day=day, who=who, reading=reading)


def appeal_words(day: Value, who: UserText, verdict: str, reason: Part) -> Phrase:
    """Who appealed for a branch, when, against which verdict (a key of the core) and for which reason."""
    contested = verdict_name(verdict) if verdict in VERDICT_WORDS else user_text(verdict)
    return phrase(
        "Appeal by the branch ({who}) on {day}. Contested: {verdict}. Reason: {reason}.",
        day=day,
        who=who,
        verdict=contested,
        reason=reason,
    )


def decision_words(state: AppealState, day: Value, who: UserText, reading: Phrase) -> Phrase:
    """What headquarters decided, or that it did not yet."""
    if state is AppealState.OPEN:
        return own(_("The appeal is not decided yet."))
    return phrase(DECIDED[state], day=day, who=who, reading=reading)


def explanation_words(day: Value, who: UserText, cause: Part) -> Phrase:
    """The manager's reason."""
    return phrase("The branch's reason ({who}, {day}): {cause}.", day=day, who=who, cause=cause)


def action_words(number: int, what: UserText, owner: Part, due: Value, state: str) -> Phrase:
    """A corrective action in one line."""
    return phrase(
        "Corrective action {number}: {what} ({owner}, due {due}: {state})",
        number=Value(str(number)),
        what=what,
        owner=owner,
        due=due,
        state=state,
    )


FATES = {
    ActionState.DONE: N_("Said to be done on {day}."),
    ActionState.VERIFIED: N_("Done on {day}; verified by visit {visit}."),
}


def fate_words(state: ActionState, day: Value, visit: Value) -> Phrase:
    """What became of an action; nothing for one that is open or dropped."""
    return phrase(FATES[state], day=day, visit=visit) if state in FATES else Phrase()


def reopened_words(times: int) -> str:
    """How often a later visit opened an action again."""
    return ngettext(
        "Opened again {n} time, by a later visit that missed it.",
        "Opened again {n} times, by later visits that missed it.",
        times,
    )


def entry_part(key: str, entries: tuple[ListEntry, ...], language: str | None) -> UserText:
    """What a key of a brand's list says: the brand's words in the language of the pack's texts, else ours."""
    entry = next((one for one in entries if one.key == key), None)
    if entry is not None and entry.text is not None:
        return user_text(entry.text.in_language(language))
    return user_text(entry_words(key, entries))
