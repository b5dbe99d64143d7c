"""A pack as one canonical text: what a visit keeps, and what a pack's digest is taken of.

The text is JSON in the file format of packs: fields in the order of the alphabet, numbers whole or as exact
text (`"7/2"`), texts as maps of languages, ladders and shares written out. The names that a pack gives itself
(facts, events, options, parts, tags, languages) stay in the pack's order, which is the order people see.
"""

import hashlib
import json
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from pydantic import ValidationError

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
from qaudit.errors import PackInvalid
from qaudit.packs.build import build_pack
from qaudit.packs.shape import PackFile
from qaudit.packs.shape_values import EXACT_TEXT

Fields = dict[str, Any]


def write_snapshot(pack: Pack) -> str:
    """The canonical text. Equal packs have equal texts, and `read_snapshot` gives an equal pack back."""
    return json.dumps(_pack(pack), ensure_ascii=False, separators=(",", ":"))


def read_snapshot(text: str) -> Pack:
    """The pack of a text of `write_snapshot`. Raises `PackInvalid` for any other text.

    The rules for pack files are not asked again: a snapshot stays what it was when the rules grow.
    """
    try:
        file = PackFile.model_validate(json.loads(text), context=EXACT_TEXT)
        return build_pack(file, as_given=True)
    except (ValueError, ValidationError, AssertionError) as error:
        raise PackInvalid("The kept pack", [f"it is damaged: {str(error).splitlines()[0]}"]) from None


def digest_of(pack: Pack) -> str:
    """`sha256:` and the hash of the canonical text: every value counts, comments and spelling do not."""
    return digest_of_snapshot(write_snapshot(pack))


def digest_of_snapshot(text: str) -> str:
    """The digest of a canonical text."""
    return f"sha256:{hashlib.sha256(text.encode('utf-8')).hexdigest()}"


def _sorted(**fields: Any) -> Fields:
    """Fields in the order of the alphabet, those that are None left out; a last `_` is no part of a name."""
    named = {name.rstrip("_"): value for name, value in fields.items() if value is not None}
    return dict(sorted(named.items()))


def _number(value: Fraction | None) -> int | str | None:
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else str(value)


def _text(text: Text | None) -> Fields | None:
    return None if text is None else dict(text.entries)


def _pack(pack: Pack) -> Fields:
    return _sorted(
        format=1,
        pack=pack.ref.pack,
        edition=pack.ref.edition,
        effective=None if pack.effective is None else pack.effective.isoformat(),
        languages=list(pack.languages),
        title=_text(pack.title),
        brand=_brand(pack.brand),
        scoring=_scoring(pack.scoring),
        facts={fact.name: _fact(fact) for fact in pack.facts},
        events={event.name: _text(event.text) for event in pack.events},
        sections=[_section(section) for section in pack.sections],
    )


def _brand(brand: Brand) -> Fields:
    colours = _sorted(primary=brand.primary, accent=brand.accent)
    return _sorted(name=_text(brand.name), voice=_text(brand.voice), colours=colours or None, logo=brand.logo)


def _scoring(policy: ScoringPolicy) -> Fields:
    critical = policy.critical
    return _sorted(
        roll_up=policy.roll_up.value,
        not_observed=policy.not_observed.value,
        bonus=policy.bonus.value,
        decimals=policy.decimals,
        pass_mark=_number(policy.pass_mark),
        show_score_to_shopper=policy.shows_score_to_shopper,
        critical=_sorted(mode=critical.mode.value, cap=_number(critical.cap), count=critical.count),
        bands=[_sorted(from_=_number(band.lower), name=_text(band.name)) for band in policy.bands],
    )


def _fact(fact: Fact) -> Fields:
    return _sorted(text=_text(fact.text), options={option.key: _text(option.text) for option in fact.options})


def _section(section: Section) -> Fields:
    return _sorted(
        code=section.code,
        title=_text(section.title),
        weight=_number(section.weight),
        gate=_number(section.gate),
        when=_condition(section.when),
        standards=[_standard(standard) for standard in section.standards],
    )


def _standard(standard: Standard) -> Fields:
    return _sorted(
        code=standard.code,
        text=_text(standard.text),
        measure=_measure(standard.measure),
        guidance=_text(standard.guidance),
        weight=_number(standard.weight),
        critical=standard.is_critical,
        bonus=standard.is_bonus,
        scored=standard.counts,
        tags=dict(standard.tags),
        note=standard.note.value,
        evidence=standard.evidence.value,
        not_applicable=standard.may_be_not_applicable,
        when=_condition(standard.when),
        source=_text(standard.source),
    )


def _measure(measure: Measure) -> Fields:
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


def _ladder(ladder: tuple[Rung, ...]) -> list[Fields]:
    return [_sorted(**_limit(rung.limit), share=_number(rung.share)) for rung in ladder]


def _duration(measure: DurationMeasure) -> Fields:
    return {
        "unit": measure.unit.value,
        "from_": measure.from_event,
        "to": measure.to_event,
        "credit": _ladder(measure.ladder),
        **_limit(measure.limit),
    }


def _count(measure: CountMeasure) -> Fields:
    return {"unit": _text(measure.unit), "credit": _ladder(measure.ladder), **_limit(measure.limit)}


def _clock(measure: ClockMeasure) -> Fields:
    return {"between": [write_reading(TimeOfDay(second)) for second in (measure.opens, measure.closes)]}


def _rating(measure: RatingMeasure) -> Fields:
    return {
        "scale": [measure.low, measure.high],
        "met_from": measure.met_from,
        "anchors": {str(step): _text(text) for step, text in measure.anchors},
    }


def _options(options: tuple[Option, ...]) -> Fields:
    return {option.key: _sorted(text=_text(option.text), share=_number(option.share)) for option in options}


def _yes_no(measure: YesNoMeasure) -> Fields:
    return {"expect": "yes" if measure.expects_yes else "no"}


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


def _condition(condition: Condition | None) -> Fields | None:
    match condition:
        case None:
            return None
        case FactIs(fact, keys):
            return _sorted(fact=fact, **({"is": keys[0]} if len(keys) == 1 else {"in": list(keys)}))
        case StandardIs(code, key):
            return _sorted(standard=code, is_=key)
        case StandardMissed(code):
            return _sorted(standard=code, verdict="missed")
        case AllOf(parts):
            return {"all": [_condition(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [_condition(part) for part in parts]}
        case Not(part):
            return {"not": _condition(part)}
