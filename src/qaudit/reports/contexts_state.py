"""Where a visit stands in its life, as its cover and the head of each page say it, and the scores it had before."""

from dataclasses import dataclass
from decimal import Decimal

from qaudit.core.judging import Verdict
from qaudit.core.visits import VisitStatus
from qaudit.reports.after_words import earlier_score_words
from qaudit.reports.aftermath import earlier_scores
from qaudit.reports.contexts_cover import shortened
from qaudit.reports.headings import FixedWords
from qaudit.reports.subject import Subject
from qaudit.speech import _
from qaudit.wording.phrases import NOTHING, Phrase, UserText, own, user_text
from qaudit.wording.scores import so_far_words
from qaudit.wording.values import percent_words

SHORT_REASON = 400
"""Characters of the reason for a void visit on the cover; a longer one stands whole further on."""


@dataclass(frozen=True, slots=True)
class StateContext:
    """`line` stands at the head of every page and is empty for a published visit; `notice` says more on the cover,
    with `reason` in somebody's own words. `earlier` are the scores that no longer stand.
    """

    line: str
    notice: Phrase
    reason: UserText
    earlier: tuple[Phrase, ...]


def state_context(subject: Subject, fixed: FixedWords) -> StateContext:
    """Where the visit stands."""
    is_void = subject.visit.status is VisitStatus.VOID
    reason = user_text(subject.after.void_why if is_void else "", one_line=False)
    return StateContext(
        line=_line(subject.visit.status, fixed),
        notice=_notice(subject),
        reason=user_text(shortened(reason.text, SHORT_REASON), one_line=False),
        earlier=() if subject.hides_score else tuple(_earlier(subject)),
    )


def _line(status: VisitStatus, fixed: FixedWords) -> str:
    return {
        VisitStatus.SUBMITTED: fixed.submitted,
        VisitStatus.APPROVED: fixed.approved,
        VisitStatus.PUBLISHED: "",
        VisitStatus.CLOSED: "",
        VisitStatus.VOID: fixed.void,
    }.get(status, fixed.so_far)


def _notice(subject: Subject) -> Phrase:
    if subject.visit.status is VisitStatus.VOID:
        return own(_("This visit is void. It stays to be read, and counts nowhere."))
    if subject.is_submitted:
        return NOTHING
    asked = [judgement for judgement in subject.judgements.values() if judgement.is_asked]
    answered = [judgement for judgement in asked if judgement.verdict is not Verdict.UNANSWERED]
    return so_far_words(len(asked), len(answered))


def _earlier(subject: Subject) -> list[Phrase]:
    return [
        earlier_score_words(
            one.origin,
            "" if one.score.percent is None else percent_words(Decimal(one.score.percent)),
            subject.day(one.until),
            subject.day(one.score.made_at),
        )
        for one in earlier_scores(subject.visit, subject.after.scores)
    ]
