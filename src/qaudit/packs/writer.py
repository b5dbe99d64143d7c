"""A `Pack` as the text of a pack file, which the reader reads back to an equal pack.

It is written as people write packs: keys in the order of `docs/pack-format.md`, values that are the default left
out, what is short on one line. Remarks stand as comments above what they are about.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from qaudit.core.follow_up import FollowUp, ListEntry
from qaudit.core.measures import (
    AtLeast,
    AtMost,
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
from qaudit.core.text import Text, printable
from qaudit.core.upkeep import NO_PACK_UPKEEP, NO_UPKEEP, PackUpkeep, Upkeep
from qaudit.packs.yaml_writing import Plain, comment_lines, entry_lines, quoted

Fields = dict[str, Plain]
_POLICY = ScoringPolicy()
_FOLLOW_UP = FollowUp()


@dataclass(frozen=True, slots=True)
class Remarks:
    """Comments of a written pack: above all of it, and above sections and standards by code."""

    head: Sequence[str] = ()
    sections: Mapping[str, Sequence[str]] = field(default_factory=dict)
    standards: Mapping[str, Sequence[str]] = field(default_factory=dict)


NO_REMARKS = Remarks()


@dataclass(frozen=True, slots=True)
class WrittenPack:
    """The text of a pack file. `codes` has, for each line from 1 on, the standard that it belongs to, if any."""

    text: str
    codes: tuple[str, ...]

    def code_at(self, line: int) -> str:
        """The code of the standard that a line belongs to; empty where it is none's."""
        return self.codes[line - 1] if 0 < line <= len(self.codes) else ""


def write_pack(pack: Pack, remarks: Remarks = NO_REMARKS, upkeep: PackUpkeep = NO_PACK_UPKEEP) -> WrittenPack:
    """The file of a pack.

    A pack that breaks a rule of the format is written as it is: the reader then says what is wrong with it.
    """
    numbered = list(_lines(pack, remarks, upkeep))
    text = "".join(f"{line}\n" for line, _ in numbered)
    return WrittenPack(text, tuple(code for _, code in numbered))


Line = tuple[str, str]
"""A line and the standard it belongs to."""


def _lines(pack: Pack, remarks: Remarks, upkeep: PackUpkeep) -> Iterator[Line]:
    for line in _head_lines(pack, remarks, upkeep.pack):
        yield line, ""
    yield "", ""
    yield "sections:", ""
    for section in pack.sections:
        yield "", ""
        for line in _remark_lines(remarks.sections.get(section.code, ()), 2):
            yield line, ""
        kept = upkeep.sections.get(section.code, NO_UPKEEP)
        for line in _listed(_section(section, kept), 2):
            yield line, ""
        yield "    standards:", ""
        for standard in section.standards:
            for line in _remark_lines(remarks.standards.get(standard.code, ()), 6):
                yield line, standard.code
            kept = upkeep.standards.get(standard.code, NO_UPKEEP)
            for line in _listed(_standard(standard, kept), 6):
                yield line, standard.code


def _head_lines(pack: Pack, remarks: Remarks, upkeep: Upkeep) -> Iterator[str]:
    yield from _remark_lines(remarks.head, 0)
    if remarks.head:
        yield ""
    yield "format: 1"
    yield from entry_lines("pack", pack.ref.pack)
    # Always in quotes, so that 2026.10 stays what it is in every editor.
    yield f"edition: {quoted(pack.ref.edition)}"
    if pack.effective is not None:
        yield f"effective: {pack.effective.isoformat()}"
    yield from entry_lines("languages", list(pack.languages))
    yield from entry_lines("title", _text(pack.title))
    if upkeep.accept:
        yield from entry_lines("accept", dict(upkeep.accept))
    facts: Fields = {fact.name: _fact(fact) for fact in pack.facts}
    events: Fields = {event.name: _text(event.text) for event in pack.events}
    parts: Fields = {
        "brand": _brand(pack.brand),
        "scoring": _scoring(pack.scoring, upkeep),
        "follow_up": _follow_up(pack.follow_up),
    }
    for key, value in (parts | {"facts": facts, "events": events}).items():
        if value:
            yield ""
            yield from entry_lines(key, value, open_up=True)


def _remark_lines(remarks: Sequence[str], indent: int) -> Iterator[str]:
    for remark in remarks:
        yield from comment_lines(printable(remark, one_line=True), indent)


def _listed(fields: Fields, indent: int) -> Iterator[str]:
    """The lines of one entry of a list."""
    lines = [line for key, value in fields.items() for line in entry_lines(key, value, indent + 2)]
    yield f"{' ' * indent}- {lines[0].lstrip()}"
    yield from lines[1:]


def _given(**fields: Any) -> Fields:
    """Fields without those that are None, an empty mapping or an empty list. A last `_` is no part of a name."""
    return {
        name.rstrip("_"): value
        for name, value in fields.items()
        if value is not None and value not in ({}, [])
    }


def _unless(value: Any, usual: Any) -> Any:
    """The value, or None where it is the usual one."""
    return None if value == usual else value


def _text(text: Text) -> Plain:
    return text.entries[0][1] if len(text.entries) == 1 else dict(text.entries)


def _text_or_none(text: Text | None) -> Plain | None:
    return None if text is None else _text(text)


def _brand(brand: Brand) -> Fields:
    return _given(
        name=_text(brand.name),
        voice=_text_or_none(brand.voice),
        colours=_given(primary=brand.primary, accent=brand.accent),
        logo=brand.logo,
    )


def _scoring(policy: ScoringPolicy, upkeep: Upkeep) -> Fields:
    return _given(
        roll_up=_unless(policy.roll_up, _POLICY.roll_up),
        not_observed=_unless(policy.not_observed, _POLICY.not_observed),
        bonus=_unless(policy.bonus, _POLICY.bonus),
        decimals=_unless(policy.decimals, _POLICY.decimals),
        pass_mark=policy.pass_mark,
        show_score_to_shopper=_unless(policy.shows_score_to_shopper, _POLICY.shows_score_to_shopper),
        critical=None if policy.critical == CriticalRule() else _critical(policy.critical),
        whole=upkeep.whole,
        bands=[{"from": band.lower, "name": _text(band.name)} for band in policy.bands],
    )


def _critical(rule: CriticalRule) -> Fields:
    return _given(mode=rule.mode.value, cap=rule.cap, count=_unless(rule.count, 1))


def _follow_up(told: FollowUp) -> Fields:
    usual = _FOLLOW_UP
    return _given(
        appeal=_given(
            days=_unless(told.appeal_days, usual.appeal_days),
            reasons=_entries(told.appeal_reasons, usual.appeal_reasons),
        ),
        causes=_entries(told.causes, usual.causes),
        owners=_entries(told.owners, usual.owners),
        rotation_days=_unless(told.rotation_days, usual.rotation_days),
        customers=_given(
            acknowledge_hours=_unless(told.acknowledge_hours, usual.acknowledge_hours),
            answer_days=_unless(told.answer_days, usual.answer_days),
        ),
    )


def _entries(told: Sequence[ListEntry], usual: Sequence[ListEntry]) -> Fields | None:
    """A list in a file has words of its own throughout; an entry without any gets its key."""
    if told == usual:
        return None
    return {entry.key: entry.key if entry.text is None else _text(entry.text) for entry in told}


def _fact(fact: Fact) -> Fields:
    options: Fields = {option.key: _text(option.text) for option in fact.options}
    return {"text": _text(fact.text), "options": options}


def _section(section: Section, upkeep: Upkeep) -> Fields:
    return _given(
        code=section.code,
        title=_text(section.title),
        weight=_unless(section.weight, 1),
        whole=upkeep.whole,
        gate=section.gate,
        when=_condition_or_none(section.when),
        accept=dict(upkeep.accept),
    )


def _standard(standard: Standard, upkeep: Upkeep) -> Fields:
    return _given(
        code=standard.code,
        text=_text(standard.text),
        guidance=_text_or_none(standard.guidance),
        measure=_measure(standard.measure),
        weight=_unless(standard.weight, 1),
        critical=standard.is_critical or None,
        bonus=standard.is_bonus or None,
        scored=None if standard.counts else False,
        tags=dict(standard.tags),
        note=_unless(standard.note.value, "on_miss"),
        evidence=_unless(standard.evidence.value, "never"),
        not_applicable=None if standard.may_be_not_applicable else False,
        when=_condition_or_none(standard.when),
        source=_text_or_none(standard.source),
        trap=standard.is_trap or None,
        gives_away=_one_or_many(standard.gives_away),
        accept=dict(upkeep.accept),
    )


def _one_or_many(readings: tuple[str, ...]) -> Plain:
    return readings[0] if len(readings) == 1 else list(readings)


def _measure(measure: Measure) -> Fields:
    fields = _MEASURES.get(type(measure), lambda measure: {})(measure)
    return {"kind": kind_of(measure), **fields}


def _limit(limit: Limit) -> Fields:
    if isinstance(limit, AtMost):
        return {"at_most": limit.most}
    if isinstance(limit, AtLeast):
        return {"at_least": limit.least}
    return {"between": [limit.least, limit.most]}


def _credit(limit: Limit, ladder: tuple[Rung, ...]) -> list[Fields]:
    if ladder == (Rung(limit, Fraction(1)),):
        return []
    return [{**_limit(rung.limit), "share": rung.share} for rung in ladder]


def _yes_no(measure: YesNoMeasure) -> Fields:
    return {} if measure.expects_yes else {"expect": "no"}


def _duration(measure: DurationMeasure) -> Fields:
    return _given(
        unit=measure.unit.value,
        from_=measure.from_event,
        to=measure.to_event,
        **_limit(measure.limit),
        credit=_credit(measure.limit, measure.ladder),
    )


def _count(measure: CountMeasure) -> Fields:
    return _given(
        unit=_text(measure.unit), **_limit(measure.limit), credit=_credit(measure.limit, measure.ladder)
    )


def _clock(measure: ClockMeasure) -> Fields:
    return {"between": [write_reading(TimeOfDay(second)) for second in (measure.opens, measure.closes)]}


def _rating(measure: RatingMeasure) -> Fields:
    return _given(
        scale=[measure.low, measure.high],
        met_from=measure.met_from,
        anchors={str(step): _text(text) for step, text in measure.anchors},
    )


def _choice(measure: ChoiceMeasure) -> Fields:
    return {"options": {option.key: _option(option) for option in measure.options}}


def _checklist(measure: ChecklistMeasure) -> Fields:
    parts = measure.parts
    has_equal_parts = all(part.share == Fraction(1, len(parts)) for part in parts)
    return {
        "parts": {
            part.key: {"text": _text(part.text)} if has_equal_parts else _option(part) for part in parts
        }
    }


def _option(option: Option) -> Fields:
    return {"text": _text(option.text), "share": option.share}


_MEASURES: dict[type, Callable[[Any], Fields]] = {
    YesNoMeasure: _yes_no,
    DurationMeasure: _duration,
    CountMeasure: _count,
    ClockMeasure: _clock,
    RatingMeasure: _rating,
    ChoiceMeasure: _choice,
    ChecklistMeasure: _checklist,
}


def _condition_or_none(condition: Condition | None) -> Fields | None:
    return None if condition is None else _condition(condition)


def _condition(condition: Condition) -> Fields:
    match condition:
        case FactIs(fact, (key,)):
            return {"fact": fact, "is": key}
        case FactIs(fact, keys):
            return {"fact": fact, "in": list(keys)}
        case StandardIs(code, key):
            return {"standard": code, "is": key}
        case StandardMissed(code):
            return {"standard": code, "verdict": "missed"}
        case AllOf(parts):
            return {"all": [_condition(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [_condition(part) for part in parts]}
        case Not(part):
            return {"not": _condition(part)}
