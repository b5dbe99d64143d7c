"""The plain data of a snapshot back into the core's values.

Nothing is checked beyond what it takes to build them: damage raises `LookupError`, `TypeError`, `ValueError`
or `AttributeError`.
"""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import lru_cache

from qaudit.core.follow_up import FollowUp, ListEntry
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
    Rung,
    TimeUnit,
    YesNoMeasure,
)
from qaudit.core.standards import (
    AllOf,
    AnyOf,
    Band,
    BonusPolicy,
    Brand,
    Condition,
    CriticalMode,
    CriticalRule,
    Demand,
    Event,
    Fact,
    FactIs,
    FactOption,
    Not,
    NotObservedPolicy,
    Pack,
    PackRef,
    RollUp,
    ScoringPolicy,
    Section,
    Standard,
    StandardIs,
    StandardMissed,
)
from qaudit.core.text import Text
from qaudit.packs.snapshot_fields import (
    PACK_DEFAULTS,
    RATING_DEFAULTS,
    SCORING_DEFAULTS,
    SECTION_DEFAULTS,
    STANDARD_DEFAULTS,
    USUAL_FOLLOW_UP,
    YES_NO_DEFAULTS,
    Fields,
)
from qaudit.packs.times import second_of_day


def pack_of(fields: Fields) -> Pack:
    """The whole pack."""
    fields = PACK_DEFAULTS | fields
    effective = fields.get("effective")
    return Pack(
        ref=PackRef(fields["pack"], fields["edition"]),
        title=_text(fields["title"]),
        languages=tuple(fields["languages"]),
        sections=tuple(_section(section) for section in fields["sections"]),
        brand=_brand(fields["brand"]),
        scoring=_scoring(fields["scoring"]),
        facts=tuple(_fact(name, fact) for name, fact in fields["facts"].items()),
        events=tuple(Event(name, _text(text)) for name, text in fields["events"].items()),
        effective=None if effective is None else date.fromisoformat(effective),
        follow_up=_follow_up(fields["follow_up"]),
    )


def _text(entries: dict[str, str]) -> Text:
    return Text(tuple(entries.items()))


def _text_or_none(entries: dict[str, str] | None) -> Text | None:
    return None if entries is None else _text(entries)


@lru_cache(maxsize=1024)
def _number(value: int | str) -> Fraction:
    """An exact number; a pack has the same few of them over and over."""
    return Fraction(value)


def _number_or_none(value: int | str | None) -> Fraction | None:
    return None if value is None else _number(value)


def _brand(fields: Fields) -> Brand:
    colours = fields.get("colours", {})
    return Brand(
        name=_text(fields["name"]),
        voice=_text_or_none(fields.get("voice")),
        primary=colours.get("primary"),
        accent=colours.get("accent"),
        logo=fields.get("logo"),
    )


def _scoring(fields: Fields) -> ScoringPolicy:
    fields = SCORING_DEFAULTS | fields
    critical = fields["critical"]
    return ScoringPolicy(
        roll_up=RollUp(fields["roll_up"]),
        not_observed=NotObservedPolicy(fields["not_observed"]),
        bonus=BonusPolicy(fields["bonus"]),
        decimals=fields["decimals"],
        pass_mark=_number_or_none(fields.get("pass_mark")),
        shows_score_to_shopper=fields["show_score_to_shopper"],
        critical=CriticalRule(
            CriticalMode(critical["mode"]), _number_or_none(critical.get("cap")), critical["count"]
        ),
        bands=tuple(Band(_number(band["from"]), _text(band["name"])) for band in fields["bands"]),
    )


def _follow_up(fields: Fields) -> FollowUp:
    usual = USUAL_FOLLOW_UP
    if not fields:
        return usual
    appeal, customers = fields.get("appeal", {}), fields.get("customers", {})
    return FollowUp(
        appeal_days=appeal.get("days", usual.appeal_days),
        appeal_reasons=_entries(appeal.get("reasons"), usual.appeal_reasons),
        causes=_entries(fields.get("causes"), usual.causes),
        owners=_entries(fields.get("owners"), usual.owners),
        rotation_days=fields.get("rotation_days", usual.rotation_days),
        acknowledge_hours=customers.get("acknowledge_hours", usual.acknowledge_hours),
        answer_days=customers.get("answer_days", usual.answer_days),
    )


def _entries(fields: Fields | None, usual: tuple[ListEntry, ...]) -> tuple[ListEntry, ...]:
    if fields is None:
        return usual
    return tuple(ListEntry(key, _text_or_none(text)) for key, text in fields.items())


def _fact(name: str, fields: Fields) -> Fact:
    options = tuple(FactOption(key, _text(text)) for key, text in fields["options"].items())
    return Fact(name, _text(fields["text"]), options)


def _section(fields: Fields) -> Section:
    fields = SECTION_DEFAULTS | fields
    return Section(
        code=fields["code"],
        title=_text(fields["title"]),
        standards=tuple(_standard(standard) for standard in fields["standards"]),
        weight=_number(fields["weight"]),
        gate=_number_or_none(fields.get("gate")),
        when=_condition_or_none(fields.get("when")),
    )


def _standard(fields: Fields) -> Standard:
    fields = STANDARD_DEFAULTS | fields
    return Standard(
        code=fields["code"],
        text=_text(fields["text"]),
        measure=_MEASURES[fields["measure"]["kind"]](fields["measure"]),
        guidance=_text_or_none(fields.get("guidance")),
        weight=_number(fields["weight"]),
        is_critical=fields["critical"],
        is_bonus=fields["bonus"],
        counts=fields["scored"],
        tags=tuple(fields["tags"].items()),
        note=Demand(fields["note"]),
        evidence=Demand(fields["evidence"]),
        may_be_not_applicable=fields["not_applicable"],
        when=_condition_or_none(fields.get("when")),
        source=_text_or_none(fields.get("source")),
        gives_away=tuple(fields["gives_away"]),
    )


def _limit(fields: Fields) -> Limit:
    if "at_most" in fields:
        return AtMost(_number(fields["at_most"]))
    if "at_least" in fields:
        return AtLeast(_number(fields["at_least"]))
    least, most = fields["between"]
    return Between(_number(least), _number(most))


def _ladder(limit: Limit, rungs: list[Fields] | None) -> tuple[Rung, ...]:
    if rungs is None:
        return (Rung(limit, Fraction(1)),)
    return tuple(Rung(_limit(rung), _number(rung["share"])) for rung in rungs)


def _options(options: dict[str, Fields]) -> tuple[Option, ...]:
    return tuple(
        Option(key, _text(option["text"]), _number(option["share"])) for key, option in options.items()
    )


def _yes_no(fields: Fields) -> Measure:
    return YesNoMeasure(expects_yes=(YES_NO_DEFAULTS | fields)["expect"] == "yes")


def _duration(fields: Fields) -> Measure:
    limit = _limit(fields)
    return DurationMeasure(
        unit=TimeUnit(fields["unit"]),
        limit=limit,
        ladder=_ladder(limit, fields.get("credit")),
        from_event=fields.get("from"),
        to_event=fields.get("to"),
    )


def _count(fields: Fields) -> Measure:
    limit = _limit(fields)
    return CountMeasure(_text(fields["unit"]), limit, _ladder(limit, fields.get("credit")))


def _clock(fields: Fields) -> Measure:
    opens, closes = fields["between"]
    return ClockMeasure(second_of_day(opens), second_of_day(closes))


def _rating(fields: Fields) -> Measure:
    fields = RATING_DEFAULTS | fields
    low, high = fields["scale"]
    anchors = tuple((int(step), _text(text)) for step, text in fields["anchors"].items())
    return RatingMeasure(low, high, fields["met_from"], anchors)


def _choice(fields: Fields) -> Measure:
    return ChoiceMeasure(_options(fields["options"]))


def _checklist(fields: Fields) -> Measure:
    return ChecklistMeasure(_options(fields["parts"]))


def _note(fields: Fields) -> Measure:
    return NoteMeasure()


_MEASURES: dict[str, Callable[[Fields], Measure]] = {
    "yes_no": _yes_no,
    "duration": _duration,
    "count": _count,
    "clock": _clock,
    "rating": _rating,
    "choice": _choice,
    "checklist": _checklist,
    "note": _note,
}


def _condition_or_none(fields: Fields | None) -> Condition | None:
    return None if fields is None else _condition(fields)


def _condition(fields: Fields) -> Condition:
    match fields:
        case {"fact": fact, "in": keys}:
            return FactIs(fact, tuple(keys))
        case {"standard": code, "is": key}:
            return StandardIs(code, key)
        case {"standard": code}:
            return StandardMissed(code)
        case {"all": parts}:
            return AllOf(tuple(_condition(part) for part in parts))
        case {"any": parts}:
            return AnyOf(tuple(_condition(part) for part in parts))
        case {"not": part}:
            return Not(_condition(part))
        case _:
            raise ValueError(f"{fields!r:.60} is no condition")
