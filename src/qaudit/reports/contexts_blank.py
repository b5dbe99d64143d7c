"""A blank checklist as one value of ready strings: what may be asked, each standard with its boxes."""

from collections.abc import Mapping
from dataclasses import dataclass

from qaudit.core.foreseen import ForeseenSection, ForeseenStandard, foresee
from qaudit.core.measures import (
    ChecklistMeasure,
    ChoiceMeasure,
    ClockMeasure,
    CountMeasure,
    DurationMeasure,
    Measure,
    NoteMeasure,
    RatingMeasure,
    TimeUnit,
    YesNoMeasure,
    options_of,
)
from qaudit.core.standards import Condition, Demand, Pack, Standard
from qaudit.core.visits import VisitKind
from qaudit.reports.blank_words import BlankWords
from qaudit.speech import _
from qaudit.wording.conditions import ConditionWords
from qaudit.wording.names import kind_name
from qaudit.wording.phrases import NOTHING, Part, Phrase, UserText, Value, joined, own, phrase, user_text
from qaudit.wording.readings import limit_in_words
from qaudit.wording.values import NBSP, around_unit

TICK, TICKED = "☐", "☒"
_BOXES = {
    TimeUnit.SECOND: (60, 1),
    TimeUnit.MINUTE: (60, 1),
    TimeUnit.HOUR: (3600, 60),
    TimeUnit.DAY: (86_400, 3600),
}
"""The two units, in seconds, that a time is written in by hand."""
WRITING_LINES = 3


@dataclass(frozen=True, slots=True)
class TickContext:
    """A box to tick, with its words; `mark` is ticked where that is known already."""

    words: Phrase
    mark: str = TICK


@dataclass(frozen=True, slots=True)
class BoxContext:
    """A box to write into, with what stands before and after it."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class AnswerContext:
    """Where a standard is answered. `is_clock`: a time of day; `lines` are to write on."""

    boxes: tuple[BoxContext, ...] = ()
    ticks: tuple[TickContext, ...] = ()
    options: tuple[TickContext, ...] = ()
    lines: int = 0
    is_clock: bool = False


@dataclass(frozen=True, slots=True)
class BlankStandardContext:
    """One standard. `rests` are the small ticks; `note` is the label of its line, empty where none may be due."""

    code: str
    label: str
    text: UserText
    only_where: Phrase
    limit: Phrase
    guidance: UserText
    answer: AnswerContext
    rests: str
    note: str


@dataclass(frozen=True, slots=True)
class BlankSectionContext:
    """One section."""

    title: UserText
    only_where: Phrase
    standards: tuple[BlankStandardContext, ...]


@dataclass(frozen=True, slots=True)
class BlankFactContext:
    """One fact of the visit with its options."""

    question: UserText
    options: tuple[TickContext, ...]


@dataclass(frozen=True, slots=True)
class BlankContext:
    """Everything `blank.html.j2` prints. `document` is its title as a file; `logo` a data URI, or empty."""

    document: str
    logo: str
    brand: UserText
    title: UserText
    edition: Phrase
    kinds: tuple[TickContext, ...]
    facts: tuple[BlankFactContext, ...]
    events: tuple[UserText, ...]
    sections: tuple[BlankSectionContext, ...]


def blank_context(
    pack: Pack, facts: Mapping[str, str], language: str | None, words: BlankWords, logo: str = ""
) -> BlankContext:
    """The checklist of a pack. Where facts are given they are ticked, and what cannot apply is left out."""
    title = user_text(pack.title.in_language(language))
    said = ConditionWords(pack, language)
    return BlankContext(
        document=_("Checklist: {pack}, edition {edition}", pack=title, edition=pack.ref.edition),
        logo=logo,
        brand=user_text(pack.brand.name.in_language(language)),
        title=title,
        edition=phrase("Checklist, edition {edition}", edition=Value(pack.ref.edition)),
        kinds=tuple(TickContext(own(kind_name(kind))) for kind in VisitKind),
        facts=_facts(pack, facts, language),
        events=tuple(user_text(event.text.in_language(language)) for event in pack.events),
        sections=tuple(_section(section, said, pack, language, words) for section in foresee(pack, facts)),
    )


def _facts(pack: Pack, facts: Mapping[str, str], language: str | None) -> tuple[BlankFactContext, ...]:
    return tuple(
        BlankFactContext(
            user_text(fact.text.in_language(language)),
            tuple(
                TickContext(
                    _words(user_text(option.text.in_language(language))),
                    TICKED if facts.get(fact.name) == option.key else TICK,
                )
                for option in fact.options
            ),
        )
        for fact in pack.facts
    )


def _section(
    foreseen: ForeseenSection, said: ConditionWords, pack: Pack, language: str | None, words: BlankWords
) -> BlankSectionContext:
    return BlankSectionContext(
        title=user_text(foreseen.section.title.in_language(language)),
        only_where=_only_where(foreseen.when, said),
        standards=tuple(_standard(one, said, pack, language, words) for one in foreseen.standards),
    )


def _only_where(condition: Condition | None, said: ConditionWords) -> Phrase:
    return NOTHING if condition is None else said.only_where(condition)


def _standard(
    foreseen: ForeseenStandard, said: ConditionWords, pack: Pack, language: str | None, words: BlankWords
) -> BlankStandardContext:
    standard = foreseen.standard
    guidance = "" if standard.guidance is None else standard.guidance.in_language(language)
    return BlankStandardContext(
        code=str(Value(standard.code)),
        label=_label(standard, words),
        text=user_text(standard.text.in_language(language)),
        only_where=_only_where(foreseen.when, said),
        limit=_limit(standard, pack, language),
        guidance=user_text(guidance),
        answer=_answer(standard.measure, language, words),
        rests=_rests(standard, words),
        note=_note(standard, words),
    )


def _label(standard: Standard, words: BlankWords) -> str:
    if standard.is_critical:
        return words.critical
    if standard.is_bonus:
        return words.bonus
    if standard.is_scored or standard.is_trap or isinstance(standard.measure, NoteMeasure):
        return ""  # A trap looks like anything else that is asked for.
    return words.not_scored


def _limit(standard: Standard, pack: Pack, language: str | None) -> Phrase:
    measure = standard.measure
    match measure:
        case YesNoMeasure(expects_yes=False) if standard.is_scored:
            return own(_("expected no"))
        case RatingMeasure(met_from=met_from):
            return phrase("met from {step}", step=Value(str(met_from)))
        case DurationMeasure(from_event=str(start), to_event=str(stop)):
            between = phrase(
                "from “{start}” to “{stop}”",
                start=_event(pack, start, language),
                stop=_event(pack, stop, language),
            )
            return joined((limit_in_words(measure, language), between))
        case _:
            return limit_in_words(measure, language)


def _event(pack: Pack, name: str, language: str | None) -> Part:
    event = pack.event(name)
    return Value(name) if event is None else user_text(event.text.in_language(language))


def _answer(measure: Measure, language: str | None, words: BlankWords) -> AnswerContext:
    match measure:
        case YesNoMeasure():
            return AnswerContext(ticks=(TickContext(own(words.yes)), TickContext(own(words.no))))
        case DurationMeasure(unit):
            return AnswerContext(boxes=tuple(BoxContext(*around_unit(size)) for size in _BOXES[unit]))
        case CountMeasure(unit=unit_text):
            return AnswerContext(boxes=(BoxContext("", f" {user_text(unit_text.in_language(language))}"),))
        case ClockMeasure():
            return AnswerContext(boxes=(BoxContext("", ":"), BoxContext("", "")), is_clock=True)
        case RatingMeasure():
            return _steps(measure, language)
        case ChoiceMeasure() | ChecklistMeasure():
            return AnswerContext(
                options=tuple(
                    TickContext(_words(user_text(option.text.in_language(language))))
                    for option in options_of(measure)
                )
            )
        case _:
            return AnswerContext(lines=WRITING_LINES)


def _steps(measure: RatingMeasure, language: str | None) -> AnswerContext:
    """The steps of a scale: in a row, or each on its own line where all have their meaning."""
    anchors = dict(measure.anchors)
    steps = [*range(measure.low, measure.high + 1)]
    if not anchors:
        return AnswerContext(ticks=tuple(TickContext(_words(Value(str(step)))) for step in steps))
    return AnswerContext(
        options=tuple(
            TickContext(
                joined((Value(str(step)), user_text(anchors[step].in_language(language))), " ")
                if step in anchors
                else _words(Value(str(step)))
            )
            for step in steps
        )
    )


def _rests(standard: Standard, words: BlankWords) -> str:
    """The small boxes in one line: not applicable, where that may be; not seen; evidence, where it may be due."""
    is_note = isinstance(standard.measure, NoteMeasure)
    found = (
        (standard.may_be_not_applicable and not is_note, words.not_applicable),
        (not is_note, words.not_seen),
        (standard.evidence is not Demand.NEVER, words.evidence),
    )
    return "   ".join(f"{TICK}{NBSP}{label}".replace(" ", NBSP) for is_there, label in found if is_there)


def _note(standard: Standard, words: BlankWords) -> str:
    """A line for a note where one may be due: after a miss, in any case, or for a clock that was not used."""
    if standard.note is Demand.ALWAYS:
        return words.note_always
    return words.note if standard.note is Demand.ON_MISS or standard.is_clocked else ""


def _words(part: Part) -> Phrase:
    return Phrase((part,))
