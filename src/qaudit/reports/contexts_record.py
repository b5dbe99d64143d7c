"""The timeline of marks, and the record: lag, edition, digest, scoring version and seal."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from qaudit.core.standards import NotObservedPolicy
from qaudit.core.timeline import in_order, seconds_of
from qaudit.reports.contexts_cover import LineContext
from qaudit.reports.phrases import Phrase, UserText, Value, phrase, user_text
from qaudit.reports.subject import Subject
from qaudit.reports.words import (
    VERDICT_MARKS,
    VERDICT_WORDS,
    date_words,
    duration_words,
    length_words,
    minute_words,
    offset_words,
)
from qaudit.core.moments import local

LATE = timedelta(hours=24)
"""From this lag on the report says that memory fades."""

METHOD = (
    "This is one visit, by one auditor, at one time. It measures compliance with the brand's own standards, "
    "as they were written in the edition named here; it is not customer satisfaction, and one visit says "
    "little about a branch's usual service.",
    "Points are exact fractions and are rounded only in print. What was missed is given as it was seen at "
    "the time; results serve learning.",
)
SIGN_MEANINGS = {
    "met": "the standard was kept",
    "partly": "part of the points was earned",
    "missed": "the standard was not kept",
    "not_applicable": "the situation did not arise; it counts neither way",
    "not_asked": "a condition of the pack put it aside; it counts neither way",
    "not_observed": "it may have arisen and could not be seen",
    "unanswered": "no reading yet",
    "noted": "told, and not scored",
}


@dataclass(frozen=True, slots=True)
class MomentContext:
    """One moment. `since_last` and `since_first` are empty for the first."""

    time: str
    date: str
    name: UserText
    since_last: str
    since_first: str


@dataclass(frozen=True, slots=True)
class SignContext:
    """A verdict's sign and what it means."""

    mark: str
    words: str
    meaning: str


@dataclass(frozen=True, slots=True)
class RecordContext:
    """The last pages. `late` is empty unless the report was written long after the visit."""

    zone: str
    moments: tuple[MomentContext, ...]
    method: tuple[str, ...]
    late: Phrase
    signs: tuple[SignContext, ...]
    lines: tuple[LineContext, ...]


def record_context(subject: Subject, journal_tail: str | None) -> RecordContext:
    """The timeline, the method and the record of one visit."""
    return RecordContext(
        zone=f"Local times, {offset_words(subject.offset)}",
        moments=_moments(subject),
        method=(*METHOD, _unseen_policy(subject)),
        late=_late(subject.visit.lag),
        signs=tuple(
            SignContext(VERDICT_MARKS[key], VERDICT_WORDS[key], meaning)
            for key, meaning in SIGN_MEANINGS.items()
        ),
        lines=_lines(subject, journal_tail),
    )


def _moments(subject: Subject) -> tuple[MomentContext, ...]:
    visit, offset = subject.visit, subject.offset
    names = {event.name: user_text(event.text.in_language(subject.language)) for event in subject.pack.events}
    found = [(mark.at, names.get(mark.event) or user_text(mark.event)) for mark in in_order(visit.marks)]
    if visit.left_at is not None:
        found.append((visit.left_at, UserText("Left the branch")))
        found.sort(key=lambda one: one[0])
    contexts: list[MomentContext] = []
    last: datetime | None = None
    for at, name in found:
        is_new_day = last is None or date_words(last, offset) != date_words(at, offset)
        contexts.append(
            MomentContext(
                time=_clock(at, offset),
                date=date_words(at, offset) if is_new_day else "",
                name=name,
                since_last="" if last is None else "+" + duration_words(seconds_of(at - last)),
                since_first="" if last is None else duration_words(seconds_of(at - found[0][0])),
            )
        )
        last = at
    return tuple(contexts)


def _clock(at: datetime, offset: int) -> str:
    """The time on the auditor's clock, with tenths where there are any."""
    moment = local(at, offset)
    tenths = moment.microsecond // 100_000
    return moment.strftime("%H:%M:%S") + (f".{tenths}" if tenths else "")


def _unseen_policy(subject: Subject) -> str:
    if subject.pack.scoring.not_observed is NotObservedPolicy.MISS:
        return "What could not be observed counts as missed in this pack."
    return "What could not be observed counts neither way in this pack."


def _late(lag: timedelta | None) -> Phrase:
    if lag is None or lag <= LATE:
        return Phrase()
    return phrase(
        "This visit was submitted {lag} after it ended. Memory fades quickly: take details of what was "
        "neither measured nor noted on the spot with care.",
        lag=Value(length_words(lag)),
    )


def _lines(subject: Subject, journal_tail: str | None) -> tuple[LineContext, ...]:
    visit, offset = subject.visit, subject.offset
    lag = visit.lag
    lines = {
        "Visit": visit.id,
        "Opened": _moment_words(visit.opened_at, offset),
        "Left the branch": _moment_words(visit.left_at, offset),
        "Submitted": _moment_words(visit.submitted_at, offset),
        "From leaving to submitting": "" if lag is None else _lag_words(lag),
        "Pack and edition": str(visit.pack),
        "Digest of the pack": visit.digest,
        "Scoring version": str(subject.card.scoring_version),
        "Journal entries": str(visit.version) if journal_tail else "",
        "Seal of the journal": journal_tail or "",
    }
    return tuple(LineContext(label, Phrase((Value(words),))) for label, words in lines.items() if words)


def _moment_words(at: datetime | None, offset: int) -> str:
    return "" if at is None else f"{date_words(at, offset)}, {minute_words(at, offset)}"


def _lag_words(lag: timedelta) -> str:
    return f"before leaving, by {length_words(-lag)}" if lag < timedelta(0) else length_words(lag)
