"""The score by section, and the profiles by layer, dimension and every other tag."""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from qaudit.core.scoring import NO_SCORE, Profile, Scorecard, SectionScore
from qaudit.core.standards import RollUp
from qaudit.reports.charts import Svg, empty_bar, share_bar
from qaudit.reports.headings import FixedWords
from qaudit.reports.subject import Subject
from qaudit.reports.theme import Theme
from qaudit.wording.phrases import UserText, Value, user_text
from qaudit.wording.values import bound_words, number_words, out_of_words, percent_words, tag_words

LAYERS = ("provider", "environment", "process")
DIMENSIONS = ("tangibles", "reliability", "responsiveness", "assurance", "empathy")


@dataclass(frozen=True, slots=True)
class SectionBarContext:
    """One section's bar. `gate` is empty without one; `gate_note` says so where the section is under it."""

    code: str
    title: UserText
    bar: Svg
    percent: str
    gate: str
    is_under_gate: bool
    points: str
    weight: str


@dataclass(frozen=True, slots=True)
class ProfileBarContext:
    """One tag value's bar; `n` is how many standards were scored."""

    name: UserText
    bar: Svg
    percent: str
    n: str


@dataclass(frozen=True, slots=True)
class ProfileContext:
    """One tag with its values."""

    title: str
    column: str
    bars: tuple[ProfileBarContext, ...]


def section_bars(subject: Subject, theme: Theme, fixed: FixedWords) -> tuple[SectionBarContext, ...]:
    """Every section in pack order. Where sections are pooled their weights say nothing and are left out."""
    is_weighted = subject.pack.scoring.roll_up is RollUp.WEIGHTED_SECTIONS
    return tuple(
        _section_bar(section, subject.language, theme, fixed, is_weighted)
        for section in subject.card.sections
    )


def _section_bar(
    section: SectionScore, language: str | None, theme: Theme, fixed: FixedWords, is_weighted: bool
) -> SectionBarContext:
    title = user_text(section.section.title.in_language(language))
    gate = section.section.gate
    percent = fixed.unscored if section.percent is None else percent_words(section.percent)
    words = percent + (f", {fixed.gate} {bound_words(gate)}" if gate is not None else "")
    return SectionBarContext(
        code=str(Value(section.section.code)),
        title=title,
        bar=_bar(section.share, title, words, theme, gate),
        percent=percent,
        gate="" if gate is None else f"{fixed.gate} {bound_words(gate)}",
        is_under_gate=gate is not None and section.percent is not None and section.percent < gate,
        points=out_of_words(section.score.earned, section.score.possible)
        if section.score != NO_SCORE
        else "–",
        weight=number_words(section.section.weight) if is_weighted else "",
    )


def _bar(
    share: Fraction | None, title: UserText, words: str, theme: Theme, gate: Fraction | None = None
) -> Svg:
    if share is None:
        return empty_bar(title.text, words)
    return share_bar(share, title.text, words, theme, None if gate is None else gate / 100)


def profiles(subject: Subject, theme: Theme, fixed: FixedWords) -> tuple[ProfileContext, ...]:
    """The layers, the dimensions, then every other tag of the pack in its order."""
    card = subject.card
    counts = _scored_counts(card)
    by_tag: dict[str, list[Profile]] = {"layer": [], "dimension": [], "channel": []}
    for profile in card.profiles:
        by_tag.setdefault(profile.tag, []).append(profile)
    titles = {
        "layer": fixed.layer,
        "dimension": fixed.dimension,
        "channel": fixed.channel,
        "stage": fixed.stage,
    }
    return tuple(
        ProfileContext(
            titles.get(tag) or user_text(tag.replace("_", " ").capitalize()).text,
            {"layer": fixed.layer_column, "dimension": fixed.dimension_column}.get(tag, ""),
            tuple(
                _profile_bar(one, counts[(one.tag, one.value)], theme, fixed) for one in _ordered(tag, found)
            ),
        )
        for tag, found in by_tag.items()
        if found
    )


def _profile_bar(profile: Profile, count: int, theme: Theme, fixed: FixedWords) -> ProfileBarContext:
    name = user_text(tag_words(profile.value))
    percent = fixed.unscored if profile.percent is None else percent_words(profile.percent)
    words = f"{percent}, n = {count}"
    return ProfileBarContext(name, _bar(profile.score.share, name, words, theme), percent, str(count))


def _ordered(tag: str, found: list[Profile]) -> list[Profile]:
    known = {"layer": LAYERS, "dimension": DIMENSIONS}.get(tag, ())
    return sorted(found, key=lambda one: known.index(one.value) if one.value in known else len(known))


def _scored_counts(card: Scorecard) -> Counter[tuple[str, str]]:
    """How many standards have points to earn, by tag and value: the n of each profile (S18)."""
    return Counter(
        tag
        for scored in card.standards
        if scored.score.possible > 0 and not scored.standard.is_bonus
        for tag in scored.standard.tags
    )
