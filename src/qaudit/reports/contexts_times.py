"""What was measured against a limit: lengths of time, counts and times of day, each with a small bar."""

from dataclasses import dataclass
from fractions import Fraction

from qaudit.core.completeness import is_hand_timed
from qaudit.core.measures import AtLeast, AtMost, Between, ClockMeasure, CountMeasure, DurationMeasure, Limit
from qaudit.core.readings import Count, Duration, TimeOfDay
from qaudit.core.scoring import StandardScore
from qaudit.reports.charts import Svg, limit_bar, window_bar
from qaudit.reports.headings import FixedWords
from qaudit.reports.subject import Subject
from qaudit.reports.theme import Theme
from qaudit.wording.phrases import Phrase, UserText, Value
from qaudit.wording.readings import limit_in_words, seen_in_words


@dataclass(frozen=True, slots=True)
class MeasuredContext:
    """One measured standard. `off` is empty within the limit; `how` says when the clock was not used."""

    code: str
    text: UserText
    reading: Phrase
    limit: Phrase
    off: Phrase
    how: str
    bar: Svg


def measured_contexts(subject: Subject, theme: Theme, fixed: FixedWords) -> tuple[MeasuredContext, ...]:
    """Every standard with a measured reading, in pack order."""
    found = (_measured(scored, subject, theme, fixed) for scored in subject.card.standards)
    return tuple(one for one in found if one is not None)


def _measured(
    scored: StandardScore, subject: Subject, theme: Theme, fixed: FixedWords
) -> MeasuredContext | None:
    standard, judgement = scored.standard, scored.judgement
    seen = seen_in_words(standard, judgement, subject.language)
    limit = limit_in_words(standard.measure, subject.language)
    words = f"{Value(standard.code)}: {seen.reading}, {limit}" + (f", {seen.off}" if seen.off else "")
    bar = _bar(scored, words, theme)
    if bar is None:
        return None
    return MeasuredContext(
        code=str(Value(standard.code)),
        text=subject.text_of(standard),
        reading=seen.reading,
        limit=limit,
        off=seen.off,
        how=fixed.by_hand if is_hand_timed(standard, judgement) else "",
        bar=bar,
    )


def _bar(scored: StandardScore, words: str, theme: Theme) -> Svg | None:
    match scored.standard.measure, scored.judgement.reading:
        case DurationMeasure(unit=unit, limit=limit), Duration(seconds):
            return limit_bar(seconds / unit.seconds, *_ends(limit), words, theme)
        case CountMeasure(limit=limit), Count(number):
            return limit_bar(Fraction(number), *_ends(limit), words, theme)
        case ClockMeasure(opens, closes), TimeOfDay(second):
            return window_bar(second, opens, closes, words, theme)
        case _:
            return None


def _ends(limit: Limit) -> tuple[Fraction | None, Fraction | None]:
    match limit:
        case AtMost(most):
            return None, most
        case AtLeast(least):
            return least, None
        case Between(least, most):
            return least, most
