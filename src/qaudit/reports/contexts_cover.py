"""The first page: who, where and when, the score with its outcome, and why it is what it is."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from qaudit.core.scoring import Outcome, Scorecard
from qaudit.core.timeline import in_order
from qaudit.core.visits import Visit
from qaudit.reports.charts import Svg, score_scale
from qaudit.reports.headings import FixedWords, edition_words, until_words
from qaudit.reports.subject import Subject
from qaudit.reports.theme import Theme
from qaudit.speech import _
from qaudit.wording.phrases import Part, Phrase, UserText, Value, joined, own, user_text
from qaudit.wording.regional import written_number
from qaudit.wording.scores import Why, formula, more_words, outcome_words, why
from qaudit.wording.values import (
    KIND_WORDS,
    VERDICT_MARKS,
    VERDICT_WORDS,
    bound_words,
    long_date_words,
    minute_words,
    percent_sign,
    percent_words,
    verdict_key,
    verdict_name,
)

MOST_ITEMS = 6
"""Missed critical standards named on the cover; the rest stand in the list of what was missed."""
NAME_LENGTH = 120
"""Characters of a branch's name in the cover's large type; a longer one stands whole among the lines below."""
HEAD_LENGTH = 60
"""Characters of a branch's name in the head of each page."""


@dataclass(frozen=True, slots=True)
class CountContext:
    """How many standards have one verdict."""

    mark: str
    words: str
    number: str


@dataclass(frozen=True, slots=True)
class BandContext:
    """One band, and whether the visit is in it."""

    lower: str
    name: UserText
    is_reached: bool


@dataclass(frozen=True, slots=True)
class ScoreContext:
    """The score as it is printed large. Where the visit is unscored or the score hidden, `sentence` says so."""

    number: str
    sign: str
    band: UserText | None
    instead: str
    outcome: str
    outcome_key: str
    outcome_mark: str
    raw: str
    scale: Svg | None
    bands: tuple[BandContext, ...]
    pass_mark: str
    sentence: str


@dataclass(frozen=True, slots=True)
class LineContext:
    """A label with what stands beside it."""

    label: Phrase
    words: Phrase


@dataclass(frozen=True, slots=True)
class CoverContext:
    """The cover. `why` and `formula` are empty where the score is hidden."""

    brand: UserText
    branch: UserText
    head: UserText
    when: Phrase
    lines: tuple[LineContext, ...]
    score: ScoreContext
    why: tuple[Why, ...]
    formula: tuple[Phrase, ...]
    counts: tuple[CountContext, ...]


def cover_context(subject: Subject, theme: Theme, fixed: FixedWords) -> CoverContext:
    """The cover of one visit."""
    visit, pack, card, language = subject.visit, subject.pack, subject.card, subject.language
    name = user_text(visit.branch.name or visit.branch.code)
    branch = user_text(shortened(name.text, NAME_LENGTH))
    shown = not subject.hides_score
    return CoverContext(
        brand=user_text(pack.brand.name.in_language(language)),
        branch=branch,
        head=user_text(shortened(branch.text, HEAD_LENGTH)),
        when=_when(subject),
        lines=_lines(subject, fixed),
        score=_score(subject, theme, fixed) if shown else _hidden(fixed),
        why=tuple(_shortened_why(one) for one in why(pack, card, language)) if shown else (),
        formula=formula(pack, card) if shown else (),
        counts=_counts(card, fixed),
    )


def visit_moment(visit: Visit) -> datetime:
    """When the visit was: its first mark, else when the auditor left, else when it was opened."""
    marks = in_order(visit.marks)
    return marks[0].at if marks else visit.left_at or visit.opened_at


def shortened(words: str, most: int) -> str:
    """The words, or their beginning with an ellipsis."""
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def _lines(subject: Subject, fixed: FixedWords) -> tuple[LineContext, ...]:
    visit, pack, language = subject.visit, subject.pack, subject.language
    name = user_text(visit.branch.name)
    places: list[Part] = [
        *([name] if len(name.text) > NAME_LENGTH else []),
        Value(visit.branch.code),
        *map(user_text, (visit.branch.region, visit.branch.country)),
    ]
    title = user_text(pack.title.in_language(language))
    return (
        LineContext(own(fixed.branch), joined([place for place in places if str(place)], " · ")),
        LineContext(own(fixed.kind), own(_(KIND_WORDS[visit.kind.value]).capitalize())),
        LineContext(own(fixed.auditor), Phrase((user_text(visit.auditor.alias),))),
        LineContext(
            own(fixed.standards_used),
            edition_words(title, Value(visit.pack.edition)),
        ),
    )


def _when(subject: Subject) -> Phrase:
    visit, offset = subject.visit, subject.offset
    start = visit_moment(visit)
    day = Value(long_date_words(start, offset))
    if not visit.marks and visit.left_at is None:
        return Phrase((day,))
    begins, ends = Value(minute_words(start, offset)), visit.left_at
    if ends is None or not visit.marks or ends <= start:
        return joined((day, begins))
    if long_date_words(ends, offset) != day.text:
        return until_words(
            day, begins, Value(f"{long_date_words(ends, offset)}, {minute_words(ends, offset)}")
        )
    return until_words(day, begins, Value(minute_words(ends, offset)))


def _score(subject: Subject, theme: Theme, fixed: FixedWords) -> ScoreContext:
    pack, card, language = subject.pack, subject.card, subject.language
    if card.final_percent is None or card.raw_percent is None:
        return _without_number(fixed.unscored, "")
    final, raw = Fraction(card.final_percent), Fraction(card.raw_percent)
    bands = sorted(pack.scoring.bands, key=lambda band: band.lower)
    mark = pack.scoring.pass_mark
    title = f"{fixed.score} {percent_words(card.final_percent)}"
    told = [f"{bound_words(band.lower)} {user_text(band.name.in_language(language))}" for band in bands]
    if mark is not None:
        told.append(f"{fixed.mark} {bound_words(mark)}")
    return ScoreContext(
        number=written_number(f"{card.final_percent:f}"),
        sign=percent_sign(),
        band=None if card.band is None else user_text(card.band.name.in_language(language)),
        instead="",
        outcome=outcome_words(card, is_final=subject.is_submitted),
        outcome_key="" if card.outcome is None else card.outcome.value,
        outcome_mark={Outcome.PASS: "✓", Outcome.FAIL: "✗", None: ""}[card.outcome],
        raw=percent_words(card.raw_percent) if raw != final else "",
        scale=score_scale(
            final, raw, tuple(band.lower for band in bands), mark, title, ", ".join(told), theme
        ),
        bands=tuple(
            BandContext(
                bound_words(band.lower),
                user_text(band.name.in_language(language)),
                band == card.band,
            )
            for band in bands
        ),
        pass_mark="" if mark is None else f"{fixed.mark} {bound_words(mark)}",
        sentence="",
    )


def _hidden(fixed: FixedWords) -> ScoreContext:
    return _without_number(fixed.score_hidden, fixed.score_hidden_why)


def _without_number(instead: str, sentence: str) -> ScoreContext:
    return ScoreContext("", "", None, instead, "", "", "", "", None, (), "", sentence)


def _shortened_why(one: Why) -> Why:
    if len(one.items) <= MOST_ITEMS:
        return one
    return Why(one.reason, (*one.items[:MOST_ITEMS], more_words(len(one.items) - MOST_ITEMS)))


def _counts(card: Scorecard, fixed: FixedWords) -> tuple[CountContext, ...]:
    counted = Counter(verdict_key(scored.judgement) for scored in card.standards)
    whole = CountContext("", fixed.standards, str(len(card.standards)))
    return (
        whole,
        *(
            CountContext(VERDICT_MARKS[key], verdict_name(key), str(counted[key]))
            for key in VERDICT_WORDS
            if counted[key]
        ),
    )
