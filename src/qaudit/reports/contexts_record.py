"""The record of a visit: its timeline, facts, lag, edition, digest, scoring version and seal."""

from dataclasses import dataclass
from datetime import datetime

from qaudit.core.visits import Visit
from qaudit.reports.after_words import CORRECTED_SIGN
from qaudit.reports.contexts_cover import LineContext
from qaudit.reports.contexts_timeline import MomentContext, moment_contexts
from qaudit.reports.record_words import (
    CORRECTED,
    COURSE_NOTE,
    METHOD,
    RECORD_LABELS,
    SIGN_MEANINGS,
    UNSEEN_METHOD,
    lag_words,
    late_words,
    zone_words,
)
from qaudit.reports.subject import Subject
from qaudit.reports.theme import Theme
from qaudit.speech import _
from qaudit.wording.phrases import Phrase, Value, own, user_text
from qaudit.wording.values import (
    VERDICT_MARKS,
    date_words,
    minute_words,
    offset_words,
    verdict_name,
)


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
    moments_note: str
    method: tuple[str, ...]
    late: Phrase
    signs: tuple[SignContext, ...]
    facts: tuple[LineContext, ...]
    lines: tuple[LineContext, ...]


def record_context(subject: Subject, theme: Theme, journal_tail: str | None) -> RecordContext:
    """The timeline, the method and the record of one visit."""
    moments = moment_contexts(subject, theme)
    return RecordContext(
        zone=zone_words(offset_words(subject.offset)),
        moments=moments,
        moments_note=_(COURSE_NOTE) if len(moments) > 1 else "",
        method=tuple(map(_, (*METHOD, UNSEEN_METHOD[subject.pack.scoring.not_observed]))),
        late=late_words(subject.visit.lag),
        signs=_signs(subject),
        facts=_facts(subject),
        lines=_lines(subject, journal_tail),
    )


def _signs(subject: Subject) -> tuple[SignContext, ...]:
    """The sign of a correction is told where there is one."""
    signs = [
        SignContext(VERDICT_MARKS[key], verdict_name(key), _(meaning))
        for key, meaning in SIGN_MEANINGS.items()
    ]
    if any(subject.visit.correction(one.code) for one in subject.visit.corrections):
        name, meaning = CORRECTED
        signs.append(SignContext(CORRECTED_SIGN, _(name), _(meaning)))
    return tuple(signs)


def _facts(subject: Subject) -> tuple[LineContext, ...]:
    """What was true of the whole visit, in the words of the pack where it knows them."""
    known = {fact.name: fact for fact in subject.pack.facts}
    lines = []
    for name, key in subject.visit.facts:
        fact = known.get(name)
        texts = {} if fact is None else {option.key: option.text for option in fact.options}
        label = user_text(name if fact is None else fact.text.in_language(subject.language))
        said = user_text(texts[key].in_language(subject.language) if key in texts else key)
        lines.append(LineContext(Phrase((label,)), Phrase((said,))))
    return tuple(lines)


def _lines(subject: Subject, journal_tail: str | None) -> tuple[LineContext, ...]:
    visit, offset = subject.visit, subject.offset
    lag = visit.lag
    found = {
        "visit": visit.id,
        "opened": _moment_words(visit.opened_at, offset),
        "left": _moment_words(visit.left_at, offset),
        "submitted": _moment_words(visit.submitted_at, offset),
        "published": _day_words(visit.published_at, subject),
        "visible": _day_words(visit.visible_from, subject) if _is_later(visit) else "",
        "lag": "" if lag is None else lag_words(lag),
        "pack": str(visit.pack),
        "digest": visit.digest,
        "design": subject.design,
        "scoring_version": str(subject.card.scoring_version),
        "entries": str(visit.version) if journal_tail else "",
        "seal": journal_tail or "",
    }
    return tuple(
        LineContext(own(_(RECORD_LABELS[key])), Phrase((Value(words),)))
        for key, words in found.items()
        if words
    )


def _moment_words(at: datetime | None, offset: int) -> str:
    return "" if at is None else f"{date_words(at, offset)}, {minute_words(at, offset)}"


def _day_words(at: datetime | None, subject: Subject) -> str:
    return "" if at is None else str(subject.day(at))


def _is_later(visit: Visit) -> bool:
    """Whether its branch sees the visit only some time after it was published."""
    return (
        visit.published_at is not None
        and visit.visible_from is not None
        and visit.visible_from > visit.published_at
    )
