"""A pack as the rows of a flat table: one row for each standard, and rows for what belongs to the whole pack.

`docs/interop.md` describes the columns. `qaudit.interop.table_reading` reads the same table back to an equal pack.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
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
    Option,
    RatingMeasure,
    Rung,
    YesNoMeasure,
    kind_of,
)
from qaudit.core.percent import decimal_text
from qaudit.core.readings import TimeOfDay, write_reading
from qaudit.core.standards import Demand, Pack, ScoringPolicy, Standard
from qaudit.core.text import Text
from qaudit.core.upkeep import NO_PACK_UPKEEP, NO_UPKEEP, PackUpkeep, Upkeep
from qaudit.interop.table_conditions import write_condition
from qaudit.interop.table_grammar import (
    NA_LABEL,
    NO_WORDS,
    YES_WORDS,
    OptionEntry,
    percent_text,
    write_options,
)
from qaudit.interop.table_head_rows import FOLLOW_UP_LISTS, FOLLOW_UP_NUMBERS, FORMAT
from qaudit.interop.table_heads import TAG_AHEAD, TAG_COLUMNS, TEXT_COLUMNS
from qaudit.interop.table_rows import RowKind
from qaudit.interop.workbook_writing import Cell

Row = Mapping[str, Cell]
"""The filled cells of a row by the names of their columns (`text:he`)."""
_ONE = Fraction(1)

_COLUMNS: Mapping[RowKind, tuple[str, ...]] = {
    RowKind.STANDARD: (
        "section", "code", "text", "kind", "unit", "min", "max", "credit", "from", "to", "met_from", "options",
        "weight", "critical", "bonus", "scored", "na", "note", "evidence", "when", "layer", "dimension", "stage",
        "channel", TAG_AHEAD, "guidance", "source", "gives_away", "accept",
    ),
    RowKind.SECTION: ("code", "text", "weight", "whole", "gate", "when", "accept"),
    RowKind.FACT: ("code", "text", "options"),
    RowKind.EVENT: ("code", "text"),
    RowKind.BAND: ("value", "text"),
    RowKind.PACK: ("code", "value", "text", "options"),
}  # fmt: skip
_ALL_COLUMNS = ("row", "section", "code", "value", *_COLUMNS[RowKind.STANDARD][2:13], "whole", "gate")
"""The columns of a text table, in which all rows are together; the rest follow as they stand above."""


@dataclass(frozen=True, slots=True)
class PackTable:
    """The rows of a pack by what they are, and the columns that they need."""

    pack: Pack
    rows: Mapping[RowKind, tuple[Row, ...]]
    tags: tuple[str, ...]

    def columns(self, kind: RowKind) -> list[str]:
        """The heads of one kind of row."""
        return list(self._spread(_COLUMNS[kind]))

    def all_columns(self) -> list[str]:
        """The heads of a table that holds every kind of row."""
        return list(self._spread(dict.fromkeys((*_ALL_COLUMNS, *_COLUMNS[RowKind.STANDARD]))))

    def _spread(self, columns: Iterable[str]) -> Iterator[str]:
        for column in columns:
            if column == TAG_AHEAD:
                yield from (f"{TAG_AHEAD}{tag}" for tag in self.tags)
            elif column in TEXT_COLUMNS:
                yield from (_head(self.pack, column, language) for language in self.pack.languages)
            else:
                yield column


def table_of(pack: Pack, upkeep: PackUpkeep = NO_PACK_UPKEEP) -> PackTable:
    """The whole pack as a table."""
    tags = {
        tag: None for standard in pack.standards for tag, _value in standard.tags if tag not in TAG_COLUMNS
    }
    rows = {
        RowKind.STANDARD: _standards(pack, upkeep),
        RowKind.SECTION: _sections(pack, upkeep),
        RowKind.FACT: _facts(pack),
        RowKind.EVENT: ({"code": event.name, **_words(pack, "text", event.text)} for event in pack.events),
        RowKind.BAND: (
            {"value": _number(band.lower), **_words(pack, "text", band.name)} for band in pack.scoring.bands
        ),
        RowKind.PACK: _settings(pack, upkeep.pack),
    }
    return PackTable(pack, {kind: tuple(found) for kind, found in rows.items()}, tuple(sorted(tags)))


def _head(pack: Pack, column: str, language: str) -> str:
    return column if len(pack.languages) == 1 else f"{column}:{language}"


def _words(pack: Pack, column: str, text: Text | None) -> dict[str, Cell]:
    entries = () if text is None else text.entries
    return {_head(pack, column, language): words for language, words in entries}


def _own(pack: Pack, column: str, cell: Cell) -> dict[str, Cell]:
    return {_head(pack, column, pack.languages[0]): cell}


def _number(value: Fraction | int | None) -> Cell:
    """An exact number: a decimal where it is one, else `n/d` as text."""
    if value is None:
        return None
    text = decimal_text(Fraction(value))
    return text if "/" in text else Decimal(text)


def _settings(pack: Pack, upkeep: Upkeep) -> Iterator[Row]:
    policy, usual, brand = pack.scoring, ScoringPolicy(), pack.brand
    values: dict[str, Cell] = {
        "format": FORMAT,
        "pack": pack.ref.pack,
        "edition": pack.ref.edition,
        "effective": None if pack.effective is None else pack.effective.isoformat(),
        "languages": ", ".join(pack.languages),
        "primary": brand.primary,
        "accent": brand.accent,
        "logo": brand.logo,
        "roll_up": policy.roll_up.value,
        "not_observed": policy.not_observed.value,
        "bonus": policy.bonus.value,
        "decimals": policy.decimals,
        "pass_mark": _number(policy.pass_mark),
        "show_score_to_shopper": "yes" if policy.shows_score_to_shopper else "no",
        "critical_mode": policy.critical.mode.value,
        "critical_cap": _number(policy.critical.cap),
        "critical_count": None if policy.critical.count == usual.critical.count else policy.critical.count,
        "whole": _number(upkeep.whole),
        "accept": _accept(upkeep),
    }
    yield {"code": "title", **_words(pack, "text", pack.title)}
    yield {"code": "brand", **_words(pack, "text", brand.name)}
    if brand.voice is not None:
        yield {"code": "voice", **_words(pack, "text", brand.voice)}
    yield from ({"code": code, "value": value} for code, value in values.items() if value is not None)
    yield from _follow_up(pack)


def _follow_up(pack: Pack) -> Iterator[Row]:
    """What happens after a visit, where it is not what is usual."""
    told, usual = pack.follow_up, FollowUp()
    for code in FOLLOW_UP_NUMBERS:
        if (number := getattr(told, code)) != getattr(usual, code):
            yield {"code": code, "value": number}
    for code in FOLLOW_UP_LISTS:
        if (entries := getattr(told, code)) != getattr(usual, code):
            yield {"code": code, **_options(pack, [_entry(pack, entry) for entry in entries])}


def _entry(pack: Pack, entry: ListEntry) -> tuple[OptionEntry, Text]:
    text = entry.text or Text.plain(entry.key, pack.languages[0])
    return OptionEntry(str(text), entry.key), text


def _accept(upkeep: Upkeep) -> Cell:
    return write_options([OptionEntry(reason, code) for code, reason in upkeep.accept]) or None


def _facts(pack: Pack) -> Iterator[Row]:
    for fact in pack.facts:
        entries = [(OptionEntry(str(option.text), option.key), option.text) for option in fact.options]
        yield {"code": fact.name, **_words(pack, "text", fact.text), **_options(pack, entries)}


def _options(
    pack: Pack, entries: list[tuple[OptionEntry, Text]], more: list[OptionEntry] | None = None
) -> dict[str, Cell]:
    """Options in the pack's own language with what they earn, and their words alone in the others.

    `more` are options of the own language's cell alone.
    """
    cells = _own(pack, "options", write_options([*(entry for entry, _text in entries), *(more or ())]))
    for language in pack.languages[1:]:
        words = [
            OptionEntry(text.in_language(language), entry.key)
            for entry, text in entries
            if language in text.languages
        ]
        cells[_head(pack, "options", language)] = write_options(words)
    return cells


def _sections(pack: Pack, upkeep: PackUpkeep) -> Iterator[Row]:
    for section in pack.sections:
        kept = upkeep.sections.get(section.code, NO_UPKEEP)
        yield {
            "code": section.code,
            **_words(pack, "text", section.title),
            "weight": _number(section.weight),
            "whole": _number(kept.whole),
            "gate": _number(section.gate),
            "when": write_condition(section.when),
            "accept": _accept(kept),
        }


def _standards(pack: Pack, upkeep: PackUpkeep) -> Iterator[Row]:
    for section in pack.sections:
        for standard in section.standards:
            kept = upkeep.standards.get(standard.code, NO_UPKEEP)
            yield {"section": section.code, **_standard(pack, standard), "accept": _accept(kept)}


def _standard(pack: Pack, standard: Standard) -> dict[str, Cell]:
    measure = standard.measure
    tags = {tag if tag in TAG_COLUMNS else f"{TAG_AHEAD}{tag}": value for tag, value in standard.tags}
    return {
        "code": standard.code,
        **_words(pack, "text", standard.text),
        "kind": kind_of(measure),
        **_MEASURES.get(type(measure), _nothing)(pack, standard),
        "weight": _number(standard.weight),
        "critical": "yes" if standard.is_critical else None,
        "bonus": "yes" if standard.is_bonus else None,
        "scored": None if standard.counts else "no",
        "na": "yes" if standard.may_be_not_applicable else "no",
        "note": None if standard.note is Demand.ON_MISS else standard.note.value,
        "evidence": None if standard.evidence is Demand.NEVER else standard.evidence.value,
        "when": write_condition(standard.when),
        **tags,
        **_words(pack, "guidance", standard.guidance),
        **_words(pack, "source", standard.source),
        "gives_away": "|".join(standard.gives_away) or None,
    }


def _limit(limit: Limit) -> dict[str, Cell]:
    match limit:
        case AtMost(most):
            return {"max": _number(most)}
        case AtLeast(least):
            return {"min": _number(least)}
        case Between(least, most):
            return {"min": _number(least), "max": _number(most)}


def _credit(limit: Limit, ladder: tuple[Rung, ...]) -> Cell:
    if ladder == (Rung(limit, _ONE),):
        return None
    return "|".join(f"{_ends(rung.limit)}:{percent_text(rung.share)}" for rung in ladder)


def _ends(limit: Limit) -> str:
    if isinstance(limit, Between):
        return f"{decimal_text(limit.least)}..{decimal_text(limit.most)}"
    return decimal_text(limit.most if isinstance(limit, AtMost) else limit.least)


def _yes_no(pack: Pack, standard: Standard) -> dict[str, Cell]:
    own = pack.languages[0]
    assert isinstance(standard.measure, YesNoMeasure)
    earned = {True: _earning(standard, _ONE), False: _earning(standard, Fraction(0))}
    entries = [
        earned[standard.measure.expects_yes](YES_WORDS.get(own, YES_WORDS["en"])),
        earned[not standard.measure.expects_yes](NO_WORDS.get(own, NO_WORDS["en"])),
    ]
    return _own(pack, "options", write_options([*entries, *_na(standard)]))


def _earning(standard: Standard, share: Fraction) -> Callable[[str], OptionEntry]:
    """An option that earns a share: in points of the weight, or as a percentage where nothing weighs."""
    if standard.weight == 0:
        return lambda label: OptionEntry(label, earns=share, is_share=True)
    return lambda label: OptionEntry(label, earns=share * standard.weight)


def _na(standard: Standard) -> list[OptionEntry]:
    return [OptionEntry(NA_LABEL, is_not_applicable=True)] if standard.may_be_not_applicable else []


def _duration(pack: Pack, standard: Standard) -> dict[str, Cell]:
    measure = standard.measure
    assert isinstance(measure, DurationMeasure)
    return {
        **_own(pack, "unit", measure.unit.value),
        **_limit(measure.limit),
        "credit": _credit(measure.limit, measure.ladder),
        "from": measure.from_event,
        "to": measure.to_event,
    }


def _count(pack: Pack, standard: Standard) -> dict[str, Cell]:
    measure = standard.measure
    assert isinstance(measure, CountMeasure)
    credit = _credit(measure.limit, measure.ladder)
    return {**_words(pack, "unit", measure.unit), **_limit(measure.limit), "credit": credit}


def _clock(pack: Pack, standard: Standard) -> dict[str, Cell]:
    measure = standard.measure
    assert isinstance(measure, ClockMeasure)
    opens, closes = (write_reading(TimeOfDay(second)) for second in (measure.opens, measure.closes))
    return {"min": opens, "max": closes}


def _rating(pack: Pack, standard: Standard) -> dict[str, Cell]:
    measure = standard.measure
    assert isinstance(measure, RatingMeasure)
    entries = [(OptionEntry(str(text), str(step)), text) for step, text in measure.anchors]
    ends: dict[str, Cell] = {"min": measure.low, "max": measure.high, "met_from": measure.met_from}
    return {**ends, **(_options(pack, entries) if entries else {})}


def _choice(pack: Pack, standard: Standard) -> dict[str, Cell]:
    measure = standard.measure
    assert isinstance(measure, ChoiceMeasure)
    # Points say a share only beside one that earns the whole weight.
    has_points = standard.weight > 0 and any(option.share == 1 for option in measure.options)
    entries = [(_option(standard, option, has_points), option.text) for option in measure.options]
    return _options(pack, entries, _na(standard))


def _checklist(pack: Pack, standard: Standard) -> dict[str, Cell]:
    measure = standard.measure
    assert isinstance(measure, ChecklistMeasure)
    equal = Fraction(1, len(measure.parts))
    if all(part.share == equal for part in measure.parts):
        return _options(pack, [(OptionEntry(str(part.text), part.key), part.text) for part in measure.parts])
    has_points = standard.weight > 0 and sum(part.share for part in measure.parts) == 1
    return _options(pack, [(_option(standard, part, has_points), part.text) for part in measure.parts])


def _option(standard: Standard, option: Option, has_points: bool) -> OptionEntry:
    label = str(option.text)
    if has_points:
        return OptionEntry(label, option.key, option.share * standard.weight)
    return OptionEntry(label, option.key, option.share, is_share=True)


def _nothing(pack: Pack, standard: Standard) -> dict[str, Cell]:
    return {}


_MEASURES: dict[type, Callable[[Pack, Any], dict[str, Cell]]] = {
    YesNoMeasure: _yes_no,
    DurationMeasure: _duration,
    CountMeasure: _count,
    ClockMeasure: _clock,
    RatingMeasure: _rating,
    ChoiceMeasure: _choice,
    ChecklistMeasure: _checklist,
}
