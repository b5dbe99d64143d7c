"""How the document of a branch writes its figures, and the standards they are about."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from qaudit.core.percent import rounded
from qaudit.core.standards import Standard
from qaudit.reports.branch_subject import Figure
from qaudit.reports.contexts_cover import shortened
from qaudit.wording.phrases import NOTHING, Phrase, UserText, Value, phrase, user_text
from qaudit.wording.values import duration_words, percent_words

LONGEST_STANDARD, LONGEST_WORDS, LONGEST_PLACE = 240, 400, 60
"""Characters of a standard's text, of what somebody wrote, and of a branch's or region's name in a row."""


class OfStandards(Protocol):
    """What knows the standards that a document is about, and which of them an edition changed."""

    @property
    def language(self) -> str | None: ...
    @property
    def changed(self) -> frozenset[str]: ...
    def standard(self, code: str) -> Standard | None: ...


class StandardLabels(Protocol):
    """The words that stand beside a standard."""

    @property
    def critical(self) -> str: ...
    @property
    def changed(self) -> str: ...


@dataclass(frozen=True, slots=True)
class NamedStandard:
    """A standard as it is named in a row. `label` and `change` are words of ours, or empty."""

    code: str
    text: UserText
    label: str
    change: str


@dataclass(frozen=True, slots=True)
class FigureWords:
    """A figure in words: its value, its interval, and n. Each may be empty but n."""

    value: str
    interval: Phrase
    n: str


def named(code: str, source: OfStandards, words: StandardLabels) -> NamedStandard:
    """A standard by its code; without a text where no edition that the document knows has it."""
    standard = source.standard(code)
    if standard is None:
        return NamedStandard(str(Value(code)), UserText(""), "", words.changed)
    return NamedStandard(
        str(Value(code)),
        short_text(standard.text.in_language(source.language), LONGEST_STANDARD),
        words.critical if standard.is_critical else "",
        words.changed if code in source.changed else "",
    )


def short_text(words: str, most: int, *, one_line: bool = True) -> UserText:
    """Words somebody wrote, or their beginning: they stand whole in the report of their visit."""
    shown = user_text(words, one_line=one_line)
    return shown if len(shown.text) <= most else user_text(shortened(shown.text, most), one_line=one_line)


def percent_of(value: float) -> str:
    """A percentage with one decimal: `87.5 %`."""
    return percent_words(one_place(value))


def whole_percent(share: float) -> str:
    """A share of 1 as a whole percentage: `88 %`."""
    return percent_words(rounded(Fraction(share) * 100, 0))


def one_place(value: float) -> Decimal:
    """Rounded half up to one decimal."""
    return rounded(Fraction(value), 1)


def seconds_of(value: float) -> str:
    """A length of time: `48 s`, `1 min 35.5 s`."""
    return duration_words(Fraction(value).limit_denominator(1_000_000))


def score_words(figure: Figure) -> FigureWords:
    """A mean score."""
    return _figure(figure, percent_of)


def share_words(figure: Figure) -> FigureWords:
    """A share of 1."""
    return _figure(figure, whole_percent)


def range_words(low: str, high: str) -> Phrase:
    """From one end to the other: `84.1 % to 92.3 %`."""
    return phrase("{low} to {high}", low=Value(low), high=Value(high))


def _figure(figure: Figure, written: Callable[[float], str]) -> FigureWords:
    value = "" if figure.value is None else written(figure.value)
    interval = NOTHING
    if figure.low is not None and figure.high is not None:
        interval = range_words(written(figure.low), written(figure.high))
    return FigureWords(value, interval, str(figure.n))
