"""The full list: every standard by section, with what was seen, its verdict and points, and its note."""

from collections.abc import Mapping
from dataclasses import dataclass

from qaudit.core.completeness import is_hand_timed
from qaudit.core.measures import NoteMeasure
from qaudit.core.readings import Words
from qaudit.core.scoring import SectionScore, StandardScore
from qaudit.core.standards import Condition
from qaudit.reports.charts import Svg
from qaudit.reports.contexts_after import corrected_reading
from qaudit.reports.contexts_times import measured_bar
from qaudit.reports.headings import FixedWords
from qaudit.reports.subject import Subject
from qaudit.reports.theme import Theme
from qaudit.wording.phrases import NOTHING, Phrase, UserText, Value, joined, user_text
from qaudit.wording.readings import UNSEEN, limit_in_words, seen_in_words
from qaudit.wording.values import (
    NBSP,
    VERDICT_MARKS,
    out_of_words,
    percent_words,
    signed,
    two_places,
    verdict_key,
    verdict_name,
    whole_note_words,
)

SHORT_LIMIT = 22
"""Characters of a limit that fit beside each other under what was measured."""
LONG = 800
"""Characters of text and note from which a row may break across pages; shorter ones stay whole."""


@dataclass(frozen=True, slots=True)
class StandardContext:
    """One row. `label` is a word such as critical; `aside` says why it was not asked; `see` where the note of a finding
    stands; `how` says when the clock was not used; `corrected` has both readings where another stands in.
    """

    code: str
    label: str
    is_critical: bool
    text: UserText
    note: UserText
    see: str
    aside: Phrase
    evidence: Phrase
    reading: Phrase
    limit: Phrase
    how: str
    bar: Svg
    corrected: Phrase
    mark: str
    verdict: str
    verdict_key: str
    points: str
    is_long: bool


@dataclass(frozen=True, slots=True)
class SectionContext:
    """One section's rows. `aside` says why the whole section was not asked; else it is empty."""

    code: str
    title: UserText
    percent: str
    aside: Phrase
    standards: tuple[StandardContext, ...]


def section_contexts(
    subject: Subject, theme: Theme, fixed: FixedWords, numbers: Mapping[str, str]
) -> tuple[SectionContext, ...]:
    """Every section in pack order. `numbers` are the findings' numbers by code."""
    return tuple(_section(section, subject, theme, fixed, numbers) for section in subject.card.sections)


def _section(
    section: SectionScore, subject: Subject, theme: Theme, fixed: FixedWords, numbers: Mapping[str, str]
) -> SectionContext:
    aside = _unmet_by_all(section)
    if subject.hides_score:
        percent = ""
    else:
        percent = fixed.unscored if section.percent is None else percent_words(section.percent)
    return SectionContext(
        code=str(Value(section.section.code)),
        title=user_text(section.section.title.in_language(subject.language)),
        percent=percent,
        aside=_aside(aside, subject),
        standards=tuple(
            _standard(scored, subject, theme, fixed, numbers, section_asked=aside is None)
            for scored in section.standards
        ),
    )


def _standard(
    scored: StandardScore,
    subject: Subject,
    theme: Theme,
    fixed: FixedWords,
    numbers: Mapping[str, str],
    *,
    section_asked: bool,
) -> StandardContext:
    standard, judgement = scored.standard, scored.judgement
    key = verdict_key(judgement)
    text, note = subject.text_of(standard), subject.note_of(standard.code)
    aside = judgement.unmet if section_asked else None
    seen = seen_in_words(standard, judgement, subject.language)
    if isinstance(judgement.reading, Words):
        note = user_text(f"{judgement.reading.text}\n{note}", one_line=False)
        seen = UNSEEN
    number = numbers.get(standard.code)
    told_above = number is not None and bool(note.text)
    return StandardContext(
        code=str(Value(standard.code)),
        label=_label(scored, fixed),
        is_critical=standard.is_critical,
        text=text,
        note=user_text("") if told_above else note,
        see=whole_note_words(fixed.missed, number or "") if told_above else "",
        aside=_aside(aside, subject),
        evidence=_evidence(scored, subject),
        reading=seen.reading,
        limit=_unbroken(
            seen.limit
            or (limit_in_words(standard.measure, subject.language) if judgement.is_asked else NOTHING)
        ),
        how=fixed.by_hand if is_hand_timed(standard, judgement) else "",
        bar=measured_bar(scored, theme),
        corrected=corrected_reading(subject, standard),
        mark=VERDICT_MARKS[key],
        verdict=verdict_name(key),
        verdict_key=key,
        points="" if subject.hides_score else _points(scored),
        is_long=len(note.text) + len(text.text) > LONG,
    )


def _unbroken(limit: Phrase) -> Phrase:
    """A short limit stays in one line, and goes to the next one whole."""
    if len(str(limit)) > SHORT_LIMIT or any(isinstance(part, UserText) for part in limit.parts):
        return limit
    return Phrase(
        tuple(
            part.replace(" ", NBSP) if isinstance(part, str) else Value(str(part).replace(" ", NBSP))
            for part in limit.parts
        )
    )


def _label(scored: StandardScore, fixed: FixedWords) -> str:
    standard = scored.standard
    if standard.is_critical:
        return fixed.critical
    if standard.is_bonus:
        return fixed.bonus
    if not standard.is_scored and not isinstance(standard.measure, NoteMeasure):
        return fixed.not_scored
    return ""


def _points(scored: StandardScore) -> str:
    """`2 of 3`; empty where nothing was to be earned."""
    earned, possible = scored.score.earned, scored.score.possible
    if scored.standard.is_bonus and earned:
        return signed(two_places(earned))
    return out_of_words(earned, possible) if possible else ""


def _unmet_by_all(section: SectionScore) -> Condition | None:
    """The section's own condition, where it put every standard aside (S06)."""
    unmet = {scored.judgement.unmet for scored in section.standards}
    return section.section.when if unmet == {section.section.when} else None


def _aside(condition: Condition | None, subject: Subject) -> Phrase:
    return NOTHING if condition is None else subject.conditions.not_asked(condition)


def _evidence(scored: StandardScore, subject: Subject) -> Phrase:
    seen = subject.observations.get(scored.standard.code)
    return joined([user_text(one.name) for one in (seen.evidence if seen is not None else ())])
