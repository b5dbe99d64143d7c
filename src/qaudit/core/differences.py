"""One difference between two editions of a pack, and how texts, orders and measures differ."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any

from qaudit.core.measures import (
    AtLeast,
    AtMost,
    Between,
    ChecklistMeasure,
    ChoiceMeasure,
    ClockMeasure,
    CountMeasure,
    DurationMeasure,
    Limit,
    Measure,
    NoteMeasure,
    Option,
    RatingMeasure,
    YesNoMeasure,
    options_of,
)
from qaudit.core.standards import Condition, CriticalRule
from qaudit.core.text import Text


class Aspect(StrEnum):
    """What of a thing changed."""

    # of any
    TEXT = "text"
    # of a standard
    GUIDANCE = "guidance"
    SOURCE = "source"
    TAG = "tag"
    NOTE = "note"
    EVIDENCE = "evidence"
    PLACE = "place"
    SECTION = "section"
    WEIGHT = "weight"
    CRITICAL = "critical"
    BONUS = "bonus"
    SCORED = "scored"
    NOT_APPLICABLE = "not_applicable"
    WHEN = "when"
    GIVES_AWAY = "gives_away"
    # of its measure
    KIND = "kind"
    LIMIT = "limit"
    CREDIT = "credit"
    EVENTS = "events"
    UNIT = "unit"
    ANCHOR = "anchor"
    OPTION = "option"
    SHARE = "share"
    OPTION_TEXT = "option_text"
    # of a section
    TITLE = "title"
    GATE = "gate"
    # of a pack
    LANGUAGES = "languages"
    EFFECTIVE = "effective"
    BRAND = "brand"
    VOICE = "voice"
    COLOUR = "colour"
    LOGO = "logo"
    ROLL_UP = "roll_up"
    NOT_OBSERVED = "not_observed"
    BONUS_POLICY = "bonus_policy"
    DECIMALS = "decimals"
    PASS_MARK = "pass_mark"  # noqa: S105 - a mark that a score passes
    SHOWN_SCORE = "show_score_to_shopper"
    CRITICAL_RULE = "critical_rule"
    BAND = "band"
    # of what follows a visit
    APPEAL_DAYS = "appeal_days"
    APPEAL_REASON = "appeal_reason"
    CAUSE = "cause"
    OWNER = "owner"
    ROTATION_DAYS = "rotation_days"
    ACKNOWLEDGE_HOURS = "acknowledge_hours"
    ANSWER_DAYS = "answer_days"


Value = str | bool | int | Fraction | date | Measure | Condition | CriticalRule | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. None stands for what is not there.

    `language` is that of a text, `key` that of an option, a part, a step, a tag, an entry of a list or a band's
    lower bound.
    """

    aspect: Aspect
    before: Value
    after: Value
    language: str = ""
    key: str = ""


def option_change(key: str, before: Text | None, after: Text | None) -> Change:
    """An option, a part or an answer that is new or gone."""
    was, now = (None if text is None else str(text) for text in (before, after))
    return Change(Aspect.OPTION, was, now, key=key)


def text_changes(aspect: Aspect, before: Text | None, after: Text | None, key: str = "") -> Iterator[Change]:
    """How a text differs, language by language."""
    said, says = _words(before), _words(after)
    for language in {**said, **says}:
        if said.get(language) != says.get(language):
            yield Change(aspect, said.get(language), says.get(language), language, key)


def moved(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    """The fewest names of both lists that stand elsewhere: `before` and `after` are those they stand behind."""
    place = {name: number for number, name in enumerate(before)}
    stay = _longest_rising([place[name] for name in after if name in place])
    for number, name in enumerate(after):
        if name in place and place[name] not in stay:
            ahead = before[place[name] - 1] if place[name] else None
            yield Change(Aspect.PLACE, ahead, after[number - 1] if number else None, key=name)


def measure_changes(before: Measure, after: Measure) -> Iterator[Change]:
    """How a measure differs; limits and ladders are given as the whole measures, which know their units."""
    if type(before) is not type(after):
        yield Change(Aspect.KIND, before, after)
        return
    yield from _OF_KIND[type(after)](before, after)


def _words(text: Text | None) -> Mapping[str, str]:
    return {} if text is None else dict(text.entries)


def _longest_rising(places: Sequence[int]) -> frozenset[int]:
    """The numbers of a longest rising part of a row of unlike numbers."""
    ends: list[int] = []
    ahead: dict[int, int | None] = {}
    for place in places:
        length = bisect_left(ends, place)
        ahead[place] = ends[length - 1] if length else None
        ends[length : length + 1] = [place]
    found: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        found.add(last)
        last = ahead[last]
    return frozenset(found)


def _if_unlike(
    aspect: Aspect, before: Measure, after: Measure, look: Callable[[Any], object]
) -> Iterator[Change]:
    if look(before) != look(after):
        yield Change(aspect, before, after)


def _duration(before: DurationMeasure, after: DurationMeasure) -> Iterator[Change]:
    yield from _if_unlike(Aspect.LIMIT, before, after, lambda measure: _scaled(measure.limit, measure))
    yield from _if_unlike(Aspect.CREDIT, before, after, _rungs)
    ends_before, ends_after = _ends(before), _ends(after)
    if ends_before != ends_after:
        yield Change(Aspect.EVENTS, ends_before, ends_after)
    if before.unit is not after.unit:
        yield Change(Aspect.UNIT, before.unit.value, after.unit.value)


def _count(before: CountMeasure, after: CountMeasure) -> Iterator[Change]:
    yield from _if_unlike(Aspect.LIMIT, before, after, lambda measure: measure.limit)
    yield from _if_unlike(Aspect.CREDIT, before, after, _rungs)
    yield from text_changes(Aspect.UNIT, before.unit, after.unit)


def _rating(before: RatingMeasure, after: RatingMeasure) -> Iterator[Change]:
    yield from _if_unlike(
        Aspect.LIMIT, before, after, lambda measure: (measure.low, measure.high, measure.met_from)
    )
    said, says = dict(before.anchors), dict(after.anchors)
    for step in {**said, **says}:
        yield from text_changes(Aspect.ANCHOR, said.get(step), says.get(step), str(step))


def _whole(before: Measure, after: Measure) -> Iterator[Change]:
    yield from _if_unlike(Aspect.LIMIT, before, after, lambda measure: measure)


def _options(before: Measure, after: Measure) -> Iterator[Change]:
    had = {option.key: option for option in options_of(before)}
    has = {option.key: option for option in options_of(after)}
    are_equal = _are_equal(had) and _are_equal(has)
    for key in {**had, **has}:
        old, new = had.get(key), has.get(key)
        if old is None or new is None:
            yield option_change(key, None if old is None else old.text, None if new is None else new.text)
            continue
        if old.share != new.share and not are_equal:
            yield Change(Aspect.SHARE, old.share, new.share, key=key)
        yield from text_changes(Aspect.OPTION_TEXT, old.text, new.text, key)


def _are_equal(options: Mapping[str, Option]) -> bool:
    """Whether shares are nobody's choice: as many as there are parts."""
    return len({option.share for option in options.values()}) == 1


def _rungs(measure: DurationMeasure | CountMeasure) -> list[tuple[Limit, Fraction]]:
    """What is earned beyond the limit."""
    return [(_scaled(rung.limit, measure), rung.share) for rung in measure.ladder[1:]]


def _scaled(limit: Limit, measure: DurationMeasure | CountMeasure) -> Limit:
    """A limit in seconds, or in what is counted."""
    unit = measure.unit.seconds if isinstance(measure, DurationMeasure) else 1
    if isinstance(limit, AtMost):
        return AtMost(limit.most * unit)
    if isinstance(limit, AtLeast):
        return AtLeast(limit.least * unit)
    return Between(limit.least * unit, limit.most * unit)


def _ends(measure: DurationMeasure) -> tuple[str, ...]:
    return tuple(event for event in (measure.from_event, measure.to_event) if event is not None)


_OF_KIND: dict[type, Callable[[Any, Any], Iterator[Change]]] = {
    YesNoMeasure: _whole,
    DurationMeasure: _duration,
    CountMeasure: _count,
    ClockMeasure: _whole,
    RatingMeasure: _rating,
    ChoiceMeasure: _options,
    ChecklistMeasure: _options,
    NoteMeasure: _whole,
}
