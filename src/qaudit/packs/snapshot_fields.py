"""A core pack as plain data in the file format of packs: what a snapshot is written from.

Fields stand in the order of the alphabet, numbers are whole or exact text (`"7/2"`), texts are maps of
languages, shares are written out. The names that a pack gives itself (facts, events, options, parts, tags,
languages) keep the pack's order, which is the order people see. What has its default is left out: so a pack
keeps its digest when a later version of the program adds a key.
"""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

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
    Option,
    RatingMeasure,
    Rung,
    YesNoMeasure,
    kind_of,
)
from qaudit.core.readings import TimeOfDay, write_reading
from qaudit.core.standards import (
    AllOf,
    AnyOf,
    Brand,
    Condition,
    CriticalRule,
    Fact,
    FactIs,
    Not,
    Pack,
    ScoringPolicy,
    Section,
    Standard,
    StandardIs,
    StandardMissed,
)
from qaudit.core.text import Text

Fields = dict[str, Any]

PACK_DEFAULTS: Fields = {"facts": {}, "events": {}, "scoring": {}, "follow_up": {}}
USUAL_FOLLOW_UP = FollowUp()
SCORING_DEFAULTS: Fields = {
    "roll_up": "weighted_sections",
    "not_observed": "exclude",
    "bonus": "cap",
    "decimals": 1,
    "show_score_to_shopper": True,
    "critical": {"count": 1, "mode": "flag"},
    "bands": [],
}
SECTION_DEFAULTS: Fields = {"weight": 1}
STANDARD_DEFAULTS: Fields = {
    "weight": 1,
    "critical": False,
    "bonus": False,
    "scored": True,
    "tags": {},
    "note": "on_miss",
    "evidence": "never",
    "not_applicable": True,
    "trap": False,
    "gives_away": [],
}
YES_NO_DEFAULTS: Fields = {"expect": "yes"}
RATING_DEFAULTS: Fields = {"anchors": {}}


def fields_of(pack: Pack) -> Fields:
    """The whole pack."""
    return _sorted(
        PACK_DEFAULTS,
        format=1,
        pack=pack.ref.pack,
        edition=pack.ref.edition,
        effective=None if pack.effective is None else pack.effective.isoformat(),
        languages=list(pack.languages),
        title=_text(pack.title),
        brand=_brand(pack.brand),
        scoring=_scoring(pack.scoring),
        follow_up=_follow_up(pack.follow_up),
        facts={fact.name: _fact(fact) for fact in pack.facts},
        events={event.name: _text(event.text) for event in pack.events},
        sections=[_section(section) for section in pack.sections],
    )


def _sorted(defaults: Fields | None = None, /, **fields: Any) -> Fields:
    """Fields in the order of the alphabet, without those that are None or have their default.

    A last `_` is no part of a name.
    """
    usual = defaults or {}
    named = {name.rstrip("_"): value for name, value in fields.items()}
    return {name: named[name] for name in sorted(named) if named[name] != usual.get(name)}


def _number(value: Fraction | None) -> int | str | None:
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else str(value)


def _text(text: Text | None) -> Fields | None:
    return None if text is None else dict(text.entries)


def _brand(brand: Brand) -> Fields:
    colours = _sorted(primary=brand.primary, accent=brand.accent)
    return _sorted(name=_text(brand.name), voice=_text(brand.voice), colours=colours or None, logo=brand.logo)


def _scoring(policy: ScoringPolicy) -> Fields:
    return _sorted(
        SCORING_DEFAULTS,
        roll_up=policy.roll_up.value,
        not_observed=policy.not_observed.value,
        bonus=policy.bonus.value,
        decimals=policy.decimals,
        pass_mark=_number(policy.pass_mark),
        show_score_to_shopper=policy.shows_score_to_shopper,
        critical=rule_fields(policy.critical),
        bands=[_sorted(from_=_number(band.lower), name=_text(band.name)) for band in policy.bands],
    )


def rule_fields(rule: CriticalRule) -> Fields:
    """What critical misses do, as a pack file has it."""
    return _sorted(mode=rule.mode.value, cap=_number(rule.cap), count=rule.count)


def _follow_up(told: FollowUp) -> Fields:
    """What differs from what is usual; an entry without words of its own has none."""
    usual = USUAL_FOLLOW_UP
    appeal = _sorted(
        {"days": usual.appeal_days},
        days=told.appeal_days,
        reasons=_entries(told.appeal_reasons, usual.appeal_reasons),
    )
    customers = _sorted(
        {"acknowledge_hours": usual.acknowledge_hours, "answer_days": usual.answer_days},
        acknowledge_hours=told.acknowledge_hours,
        answer_days=told.answer_days,
    )
    return _sorted(
        {"rotation_days": usual.rotation_days},
        appeal=appeal or None,
        causes=_entries(told.causes, usual.causes),
        owners=_entries(told.owners, usual.owners),
        rotation_days=told.rotation_days,
        customers=customers or None,
    )


def _entries(told: tuple[ListEntry, ...], usual: tuple[ListEntry, ...]) -> Fields | None:
    return None if told == usual else {entry.key: _text(entry.text) for entry in told}


def _fact(fact: Fact) -> Fields:
    return _sorted(text=_text(fact.text), options={option.key: _text(option.text) for option in fact.options})


def _section(section: Section) -> Fields:
    return _sorted(
        SECTION_DEFAULTS,
        code=section.code,
        title=_text(section.title),
        weight=_number(section.weight),
        gate=_number(section.gate),
        when=condition_fields(section.when),
        standards=[_standard(standard) for standard in section.standards],
    )


def _standard(standard: Standard) -> Fields:
    return _sorted(
        STANDARD_DEFAULTS,
        code=standard.code,
        text=_text(standard.text),
        measure=measure_fields(standard.measure),
        guidance=_text(standard.guidance),
        weight=_number(standard.weight),
        critical=standard.is_critical,
        bonus=standard.is_bonus,
        scored=standard.counts,
        tags=dict(standard.tags),
        note=standard.note.value,
        evidence=standard.evidence.value,
        not_applicable=standard.may_be_not_applicable,
        when=condition_fields(standard.when),
        source=_text(standard.source),
        trap=standard.is_trap,
        gives_away=list(standard.gives_away),
    )


def measure_fields(measure: Measure) -> Fields:
    """A measure as a pack file has it."""
    fields = _MEASURES.get(type(measure), lambda measure: {})(measure)
    return _sorted(kind=kind_of(measure), **fields)


def _limit(limit: Limit) -> Fields:
    match limit:
        case AtMost(most):
            return {"at_most": _number(most)}
        case AtLeast(least):
            return {"at_least": _number(least)}
        case Between(least, most):
            return {"between": [_number(least), _number(most)]}


def _ladder(limit: Limit, ladder: tuple[Rung, ...]) -> list[Fields] | None:
    if ladder == (Rung(limit, Fraction(1)),):
        return None
    return [_sorted(**_limit(rung.limit), share=_number(rung.share)) for rung in ladder]


def _duration(measure: DurationMeasure) -> Fields:
    return {
        "unit": measure.unit.value,
        "from_": measure.from_event,
        "to": measure.to_event,
        "credit": _ladder(measure.limit, measure.ladder),
        **_limit(measure.limit),
    }


def _count(measure: CountMeasure) -> Fields:
    return {
        "unit": _text(measure.unit),
        "credit": _ladder(measure.limit, measure.ladder),
        **_limit(measure.limit),
    }


def _clock(measure: ClockMeasure) -> Fields:
    return {"between": [write_reading(TimeOfDay(second)) for second in (measure.opens, measure.closes)]}


def _rating(measure: RatingMeasure) -> Fields:
    return _sorted(
        RATING_DEFAULTS,
        scale=[measure.low, measure.high],
        met_from=measure.met_from,
        anchors={str(step): _text(text) for step, text in measure.anchors},
    )


def _options(options: tuple[Option, ...]) -> Fields:
    return {option.key: _sorted(text=_text(option.text), share=_number(option.share)) for option in options}


def _yes_no(measure: YesNoMeasure) -> Fields:
    return _sorted(YES_NO_DEFAULTS, expect="yes" if measure.expects_yes else "no")


def _choice(measure: ChoiceMeasure) -> Fields:
    return {"options": _options(measure.options)}


def _checklist(measure: ChecklistMeasure) -> Fields:
    return {"parts": _options(measure.parts)}


_MEASURES: dict[type, Callable[[Any], Fields]] = {
    YesNoMeasure: _yes_no,
    DurationMeasure: _duration,
    CountMeasure: _count,
    ClockMeasure: _clock,
    RatingMeasure: _rating,
    ChoiceMeasure: _choice,
    ChecklistMeasure: _checklist,
}


def condition_fields(condition: Condition | None) -> Fields | None:
    """A condition as a pack file has it."""
    match condition:
        case None:
            return None
        case FactIs(fact, keys):
            return {"fact": fact, "in": list(keys)}
        case StandardIs(code, key):
            return _sorted(standard=code, is_=key)
        case StandardMissed(code):
            return _sorted(standard=code, verdict="missed")
        case AllOf(parts):
            return {"all": [condition_fields(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [condition_fields(part) for part in parts]}
        case Not(part):
            return {"not": condition_fields(part)}
