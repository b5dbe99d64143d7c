"""A pack file that was found good, as the core's `Pack`."""

from collections.abc import Callable, Mapping
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
    NoteMeasure,
    Option,
    RatingMeasure,
    Rung,
    TimeUnit,
    YesNoMeasure,
)
from qaudit.core.readings import Misfit, read_reading, write_reading
from qaudit.core.standards import (
    Band,
    BonusPolicy,
    Brand,
    CriticalMode,
    CriticalRule,
    Demand,
    Event,
    Fact,
    FactOption,
    NotObservedPolicy,
    Pack,
    PackRef,
    RollUp,
    ScoringPolicy,
    Section,
    Standard,
)
from qaudit.core.text import Text
from qaudit.packs import shape, shape_follow_up, shape_measures
from qaudit.packs.build_conditions import condition_of
from qaudit.packs.times import second_of_day

ONE = Fraction(1)
YES_NO_WORDS = {
    "yes": {"en": "Yes", "he": "כן", "ro": "Da"},
    "no": {"en": "No", "he": "לא", "ro": "Nu"},
}
"""The words of a fact's `options: yes_no`. A pack in another language of its own shows the key."""


def build_pack(file: shape.PackFile) -> Pack:
    """The core value of a file without faults.

    Tags, languages, bands, anchors and readings are put in an order of their own, whatever the file's, so that two
    files that say the same give equal packs. The white space around texts is dropped.
    """
    return _Builder(tuple(file.languages)).pack(file)


class _Builder:
    def __init__(self, languages: tuple[str, ...]) -> None:
        self.languages = languages

    def pack(self, file: shape.PackFile) -> Pack:
        return Pack(
            ref=PackRef(file.pack, file.edition),
            title=self.text(file.title),
            languages=self.languages,
            sections=tuple(self.section(section) for section in file.sections),
            brand=self.brand(file.brand),
            scoring=self.scoring(file.scoring or shape.ScoringFile()),
            facts=tuple(self.fact(name, fact) for name, fact in file.facts.items()),
            events=tuple(Event(name, self.text(text)) for name, text in file.events.items()),
            effective=file.effective,
            follow_up=self.follow_up(file.follow_up or shape_follow_up.FollowUpFile()),
        )

    def text(self, text: str | Mapping[str, str]) -> Text:
        if isinstance(text, str):
            return Text(((self.languages[0], text.strip()),))
        return Text(tuple((known, text[known].strip()) for known in self.languages if known in text))

    def text_or_none(self, text: str | Mapping[str, str] | None) -> Text | None:
        return None if text is None else self.text(text)

    def brand(self, file: shape.BrandFile) -> Brand:
        colours = file.colours or shape.ColoursFile()
        return Brand(
            name=self.text(file.name),
            voice=self.text_or_none(file.voice),
            primary=colours.primary,
            accent=colours.accent,
            logo=file.logo,
        )

    def scoring(self, file: shape.ScoringFile) -> ScoringPolicy:
        critical = file.critical
        bands = [Band(band.lower, self.text(band.name)) for band in file.bands]
        return ScoringPolicy(
            roll_up=RollUp(file.roll_up),
            not_observed=NotObservedPolicy(file.not_observed),
            bonus=BonusPolicy(file.bonus),
            decimals=file.decimals,
            pass_mark=file.pass_mark,
            shows_score_to_shopper=file.show_score_to_shopper,
            critical=CriticalRule()
            if critical is None
            else CriticalRule(CriticalMode(critical.mode), critical.cap, critical.count),
            bands=tuple(sorted(bands, key=lambda band: band.lower)),
        )

    def follow_up(self, file: shape_follow_up.FollowUpFile) -> FollowUp:
        usual = FollowUp()
        appeal = file.appeal or shape_follow_up.AppealFile()
        customers = file.customers or shape_follow_up.CustomersFile()
        return FollowUp(
            appeal_days=appeal.days,
            appeal_reasons=self.entries(appeal.reasons) or usual.appeal_reasons,
            causes=self.entries(file.causes) or usual.causes,
            owners=self.entries(file.owners) or usual.owners,
            rotation_days=file.rotation_days,
            acknowledge_hours=customers.acknowledge_hours,
            answer_days=customers.answer_days,
        )

    def entries(self, file: Mapping[str, str | Mapping[str, str]] | None) -> tuple[ListEntry, ...]:
        return tuple(ListEntry(key, self.text(text)) for key, text in (file or {}).items())

    def fact(self, name: str, file: shape.FactFile) -> Fact:
        if isinstance(file.options, dict):
            options = [FactOption(key, self.text(text)) for key, text in file.options.items()]
        else:
            options = [FactOption(key, self.yes_no_words(key)) for key in YES_NO_WORDS]
        return Fact(name, self.text(file.text), tuple(options))

    def yes_no_words(self, key: str) -> Text:
        words = YES_NO_WORDS[key]
        own = self.languages[0]
        return self.text({own: key} | {known: words[known] for known in self.languages if known in words})

    def section(self, file: shape.SectionFile) -> Section:
        return Section(
            code=file.code,
            title=self.text(file.title),
            standards=tuple(self.standard(standard) for standard in file.standards),
            weight=ONE if file.weight is None else file.weight,
            gate=file.gate,
            when=condition_of(file.when),
        )

    def standard(self, file: shape.StandardFile) -> Standard:
        measure = _MEASURES[type(file.measure)](self, file.measure)
        return Standard(
            code=file.code,
            text=self.text(file.text),
            measure=measure,
            guidance=self.text_or_none(file.guidance),
            weight=ONE if file.weight is None else file.weight,
            is_critical=file.critical,
            is_bonus=file.bonus,
            counts=file.scored,
            tags=tuple(sorted(file.tags.items())),
            note=Demand(file.note),
            evidence=Demand(file.evidence),
            may_be_not_applicable=file.not_applicable,
            when=condition_of(file.when),
            source=self.text_or_none(file.source),
            gives_away=_readings(measure, file.gives_away),
        )

    def yes_no(self, file: shape_measures.YesNoFile) -> Measure:
        return YesNoMeasure(expects_yes=file.expect == "yes")

    def duration(self, file: shape_measures.DurationFile) -> Measure:
        limit = limit_of(file)
        return DurationMeasure(TimeUnit(file.unit), limit, _ladder(limit, file.credit), file.start, file.end)

    def count(self, file: shape_measures.CountFile) -> Measure:
        limit = limit_of(file)
        return CountMeasure(self.text(file.unit), limit, _ladder(limit, file.credit))

    def clock(self, file: shape_measures.ClockFile) -> Measure:
        opens, closes = file.between
        return ClockMeasure(second_of_day(opens), second_of_day(closes))

    def rating(self, file: shape_measures.RatingFile) -> Measure:
        low, high = file.scale
        anchors = {int(step): self.text(text) for step, text in file.anchors.items()}
        return RatingMeasure(
            low, high, file.met_from, tuple(sorted(anchors.items(), key=lambda anchor: anchor[0]))
        )

    def choice(self, file: shape_measures.ChoiceFile) -> Measure:
        return ChoiceMeasure(
            tuple(Option(key, self.text(option.text), option.share) for key, option in file.options.items())
        )

    def checklist(self, file: shape_measures.ChecklistFile) -> Measure:
        equal = Fraction(1, len(file.parts))
        return ChecklistMeasure(
            tuple(
                Option(key, self.text(part.text), equal if part.share is None else part.share)
                for key, part in file.parts.items()
            )
        )

    def note(self, file: shape_measures.NoteFile) -> Measure:
        return NoteMeasure()


def _readings(measure: Measure, written: str | list[str] | None) -> tuple[str, ...]:
    """Readings as they are kept, whatever way they are written."""
    listed = [written] if isinstance(written, str) else written or ()
    found = (read_reading(measure, text) for text in listed)
    return tuple(sorted(write_reading(reading) for reading in found if not isinstance(reading, Misfit)))


def limit_of(file: shape_measures.LimitFile) -> Limit:
    """The one limit that a measure or a step of a ladder has."""
    if file.at_most is not None:
        return AtMost(file.at_most)
    if file.at_least is not None:
        return AtLeast(file.at_least)
    assert file.between is not None
    return Between(*file.between)


def _ladder(limit: Limit, credit: list[shape_measures.RungFile] | None) -> tuple[Rung, ...]:
    if credit is None:
        return (Rung(limit, ONE),)
    return tuple(Rung(limit_of(rung), rung.share) for rung in credit)


_MEASURES: dict[type, Callable[[_Builder, Any], Measure]] = {
    shape_measures.YesNoFile: _Builder.yes_no,
    shape_measures.DurationFile: _Builder.duration,
    shape_measures.CountFile: _Builder.count,
    shape_measures.ClockFile: _Builder.clock,
    shape_measures.RatingFile: _Builder.rating,
    shape_measures.ChoiceFile: _Builder.choice,
    shape_measures.ChecklistFile: _Builder.checklist,
    shape_measures.NoteFile: _Builder.note,
}
