"""What an item of an inspection is measured by, and what was read: a standard whose points are the document's own.

The document says for each item how much it earned of how much. A measure is kept only where it gives exactly that
for the reading; else the item becomes a choice between what was earned, all and nothing, and the import says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from qaudit.core.judging import share_of
from qaudit.core.measures import (
    AtLeast,
    ChecklistMeasure,
    ChoiceMeasure,
    CountMeasure,
    Measure,
    NoteMeasure,
    Option,
    RatingMeasure,
    Rung,
    YesNoMeasure,
)
from qaudit.core.percent import decimal_text
from qaudit.core.readings import (
    NOT_APPLICABLE,
    NOT_OBSERVED,
    Choice,
    Count,
    Parts,
    Rating,
    Reading,
    Words,
    YesNo,
)
from qaudit.core.text import Text
from qaudit.interop.naming import RESERVED, Names
from qaudit.interop.safetyculture_document import Item, Response, media_words
from qaudit.interop.xlsform_words import NO, YES, is_any
from qaudit.interop.xlsform_words import NOT_APPLICABLE as NA_WORDS
from qaudit.speech import _

ONE, NOTHING = Fraction(1), Fraction(0)
MOST_RUNGS = 100

YES_NO_SET = "7bb1cb10-7020-11e2-bcfd-0800200c9a66"
SAFE_SET = "7bb1cb11-7020-11e2-bcfd-0800200c9a66"
BUILT_IN: dict[str, tuple[Response, ...]] = {
    YES_NO_SET: (
        Response("8bcfbf00-e11b-11e1-9b23-0800200c9a66", "Yes", ONE, True),
        Response("8bcfbf01-e11b-11e1-9b23-0800200c9a66", "No", NOTHING, True),
        Response("8bcfbf02-e11b-11e1-9b23-0800200c9a66", "N/A", NOTHING, False),
    ),
    SAFE_SET: (
        Response("b5c92350-e11b-11e1-9b23-0800200c9a66", "Safe", ONE, True),
        Response("b5c92351-e11b-11e1-9b23-0800200c9a66", "At Risk", NOTHING, True),
        Response("b5c92352-e11b-11e1-9b23-0800200c9a66", "N/A", NOTHING, False),
    ),
}
"""Sets that documents name and do not hold."""

NOT_ASKED = "a smart field kept it from being asked"
NOT_ANSWERED = "it was not answered"
FAILED = "marked as failed"
"""Notes that a visit keeps: what is stored is in English, whatever the program speaks."""

WORDS_KINDS = frozenset(
    {
        "text",
        "textsingle",
        "datetime",
        "address",
        "signature",
        "drawing",
        "media",
        "scanner",
        "weather",
        "asset",
        "site",
    }
)


@dataclass
class Seen:
    """An item as a standard without its code, with what was read for it."""

    measure: Measure
    reading: Reading | None = None
    weight: Fraction = ONE
    counts: bool = True
    has_na: bool = False
    note: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


def seen_item(item: Item, responses: Sequence[Response] | None, *, language: str, is_hidden: bool) -> Seen:
    """The measure and the reading of an item; `responses` is its set, None where the file has none.

    `is_hidden` is true where a smart field kept the item from being asked.
    """
    seen = _KINDS.get(item.kind, _words)(item, responses, language)
    if isinstance(seen.measure, NoteMeasure):
        seen = _as_scored(item, seen, language) if item.is_scored else seen
    else:
        _settle(item, seen, is_hidden=is_hidden)
        seen = seen if _is_as_scored(item, seen) else _as_scored(item, seen, language)
    _add_notes(item, seen)
    return seen


def _settle(item: Item, seen: Seen, *, is_hidden: bool) -> None:
    """The weight that the document says, and a reading for every item that is asked."""
    is_unscored = item.most is None and seen.reading is not None and seen.reading != NOT_APPLICABLE
    if is_unscored or seen.weight <= 0:
        seen.counts = False
    if item.is_scored and item.most is not None:
        seen.weight, seen.counts = item.most, True
    seen.weight = seen.weight if seen.weight > 0 else ONE
    if seen.reading is None:
        seen.reading = NOT_OBSERVED if item.is_scored else NOT_APPLICABLE
        seen.note.append(NOT_ASKED if is_hidden else NOT_ANSWERED)


def _is_as_scored(item: Item, seen: Seen) -> bool:
    """Whether the reading earns what the document says: nothing, where it does not count the item."""
    if seen.reading is None or seen.reading == NOT_APPLICABLE or not seen.counts:
        return not item.is_scored
    earned = NOTHING if seen.reading == NOT_OBSERVED else seen.weight * share_of(seen.measure, seen.reading)
    return item.is_scored and earned == (item.score or NOTHING)


def _as_scored(item: Item, seen: Seen, language: str) -> Seen:
    """A choice between what was earned, the whole and nothing."""
    most, score = item.most or NOTHING, item.score or NOTHING
    if most <= 0:
        changed = Seen(
            seen.measure, seen.reading, seen.weight, counts=False, has_na=seen.has_na, note=seen.note
        )
        changed.told = [*seen.told, _("the inspection did not score it")]
        return changed
    share = min(max(score / most, NOTHING), ONE)
    steps = {"all": ONE, "scored": share, "nothing": NOTHING}
    words = {key: f"{decimal_text(share * most)} / {decimal_text(most)}" for key, share in steps.items()}
    key = next(key for key, value in steps.items() if value == share)
    options = tuple(
        Option(each, Text(((language, words[each]),)), value)
        for each, value in steps.items()
        if each != "scored" or key == "scored"
    )
    answer = ", ".join(response.label for response in item.chosen) or _value_words(item)
    if isinstance(seen.reading, Words):
        answer = seen.reading.text
    told = _("its score is not that of its answer: it became a choice of points")
    return Seen(
        ChoiceMeasure(options),
        Choice(key),
        most,
        has_na=seen.has_na,
        note=[*seen.note, *([f"answer: {answer}"] if answer else [])],
        told=[*seen.told, told],
    )


def _value_words(item: Item) -> str:
    value = item.responses.get("value")
    if isinstance(value, Fraction):
        return decimal_text(value)
    return "" if value is None else str(value)


def _add_notes(item: Item, seen: Seen) -> None:
    comment = item.responses.get("text")
    if isinstance(comment, str) and comment.strip() and not isinstance(seen.measure, NoteMeasure):
        seen.note.insert(0, comment.strip())
    if item.responses.get("failed") is True:
        seen.note.append(FAILED)
    seen.note.extend(f"media: {media}" for media in item.media if not isinstance(seen.measure, NoteMeasure))


def _chosen_from(item: Item, responses: Sequence[Response] | None, language: str) -> Seen:
    """A question: one response, or several where the item allows it."""
    known = {response.id: response for response in (*(responses or ()), *item.chosen)}
    scored = [response for response in known.values() if response.is_scored]
    if not known:
        seen = Seen(NoteMeasure())
        seen.told.append(_("the file has none of its responses: it is asked in words"))
        return seen
    seen = _several(item, known, language) if item.is_multiple else _single(item, known, scored, language)
    if not responses:
        seen.told.append(_("its response set is not in the file: it has the responses that were chosen"))
    return seen


def _single(item: Item, known: dict[str, Response], scored: list[Response], language: str) -> Seen:
    """Responses that do not score are *not applicable*, where others do; where none does, nothing is scored."""
    options = scored or list(known.values())
    chosen = next((response for response in item.chosen if response.id in known), None)
    best = max((response.score for response in scored), default=NOTHING)
    seen = Seen(NoteMeasure(), weight=best * item.weighting, has_na=len(options) < len(known))
    if chosen is not None and chosen.id not in {response.id for response in options}:
        seen.reading = NOT_APPLICABLE
        if not is_any([chosen.label], NA_WORDS):
            seen.note.append(f"answer: {chosen.label or chosen.id}")
        chosen = None
    if _is_yes_no(options):
        yes = next(response for response in options if is_any([response.label], YES))
        expects_yes = yes.score >= min(response.score for response in options if response is not yes)
        seen.measure = YesNoMeasure(expects_yes)
        seen.reading = YesNo(chosen.id == yes.id) if chosen else seen.reading
        return seen
    if len(options) < 2:
        options = [*options, Response("other", "…", NOTHING, True)]
    keys = _keys(options)
    seen.measure = ChoiceMeasure(
        tuple(
            Option(
                keys[each.id], _label(each, language), max(each.score, NOTHING) / best if best > 0 else ONE
            )
            for each in options
        )
    )
    seen.reading = Choice(keys[chosen.id]) if chosen else seen.reading
    return seen


def _several(item: Item, known: dict[str, Response], language: str) -> Seen:
    """Several responses together: parts that share the whole by their scores."""
    options = list(known.values())
    keys = _keys(options)
    worth = {each.id: max(each.score, NOTHING) if each.is_scored else NOTHING for each in options}
    whole = sum(worth.values(), NOTHING)
    parts = tuple(
        Option(
            keys[each.id],
            _label(each, language),
            worth[each.id] / whole if whole else Fraction(1, len(options)),
        )
        for each in options
    )
    chosen = {response.id for response in item.chosen}
    ticked = tuple(keys[each.id] for each in options if each.id in chosen)
    reading = Parts(ticked) if item.chosen else None
    return Seen(ChecklistMeasure(parts), reading, whole * item.weighting)


def _is_yes_no(options: Sequence[Response]) -> bool:
    said = [(is_any([each.label], YES), is_any([each.label], NO)) for each in options]
    return sorted(said) == [(False, True), (True, False)]


def _keys(options: Sequence[Response]) -> dict[str, str]:
    names = Names(RESERVED)
    return {option.id: names.give(option.label.casefold(), "option") for option in options}


def _label(response: Response, language: str) -> Text:
    return Text(((language, response.label or response.id),))


def _ticked(item: Item, responses: Sequence[Response] | None, language: str) -> Seen:
    """A switch or a box."""
    value = item.responses.get("value")
    reading = YesNo(bool(value)) if isinstance(value, bool | Fraction) else None
    return Seen(YesNoMeasure(), reading, item.weighting)


def _slid(item: Item, responses: Sequence[Response] | None, language: str) -> Seen:
    """A slider: its value is its score. From 0 in whole steps it is a rating, else a count with a ladder."""
    low, high = (_whole(item.options.get(key), default) for key, default in (("min", 0), ("max", 10)))
    value = item.responses.get("value")
    step = value if isinstance(value, Fraction) and value.denominator == 1 else None
    if low is None or high is None or not 0 <= low < high:
        seen = Seen(NoteMeasure(), Words(str(value)) if value is not None else None)
        seen.told.append(_("its slider has no whole steps from 0 up: it is asked in words"))
        return seen
    if low == 0:
        reading = Rating(int(step)) if step is not None and 0 <= step <= high else None
        return Seen(RatingMeasure(0, high, -(-3 * high // 4)), reading, high * item.weighting)
    steps = range(high, max(low, high - MOST_RUNGS) - 1, -1)
    ladder = tuple(Rung(AtLeast(Fraction(number)), Fraction(number, high)) for number in steps)
    unit = Text(((language, "points"),))
    counted = Count(int(step)) if step is not None and step >= 0 else None
    return Seen(CountMeasure(unit, AtLeast(Fraction(high)), ladder), counted, high * item.weighting)


def _whole(value: object, default: int) -> int | None:
    if value is None:
        return default
    return (
        int(value) if isinstance(value, Fraction) and value.denominator == 1 and abs(value) < 10**6 else None
    )


def _words(item: Item, responses: Sequence[Response] | None, language: str) -> Seen:
    """Texts, dates, places, signatures, pictures: words beside the score."""
    said: list[str] = []
    for key in ("text", "datetime", "location_text", "name", "timestamp", "barcode", "value"):
        value = item.responses.get(key)
        if isinstance(value, str) and value.strip():
            said.append(value.strip())
        elif isinstance(value, Fraction):
            said.append(decimal_text(value))
    if picture := media_words(item.responses.get("image")):
        said.append(f"media: {picture}")
    said += [f"media: {media}" for media in item.media]
    return Seen(NoteMeasure(), Words("\n".join(said)) if said else None)


_KINDS = {
    "question": _chosen_from,
    "list": _chosen_from,
    "switch": _ticked,
    "checkbox": _ticked,
    "slider": _slid,
}
