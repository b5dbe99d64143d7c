"""An auditor's briefing as one value of ready strings. Nothing in it tells what a reading is worth.

No weight, gate, critical mark, limit, step or option is told, and a trap looks like anything else. A standard's
own words may name its limit: they are told only where the pack shows its score to shoppers anyway, else the stages
of each section stand for them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from qaudit.core.foreseen import ForeseenSection, foresee
from qaudit.core.measures import DurationMeasure, NoteMeasure
from qaudit.core.standards import AllOf, AnyOf, Condition, Demand, FactIs, Not, Pack, Standard
from qaudit.core.timeline import ends_of
from qaudit.reports.briefing_subject import BriefingInput
from qaudit.reports.briefing_words import EVIDENCE_RULE, RULES, RULES_OF_ALL, BriefingWords
from qaudit.reports.contexts import DocumentContext, document_of_day
from qaudit.reports.contexts_cover import HEAD_LENGTH, NAME_LENGTH, LineContext, shortened
from qaudit.reports.headings import edition_words
from qaudit.speech import _, ngettext
from qaudit.wording.conditions import ConditionWords
from qaudit.wording.names import kind_name
from qaudit.wording.phrases import (
    NOTHING,
    Part,
    Phrase,
    UserText,
    Value,
    alternatives,
    counted_phrase,
    joined,
    own,
    phrase,
    user_text,
)
from qaudit.wording.regional import weekday_words
from qaudit.wording.values import tag_words

STAGE = "stage"


@dataclass(frozen=True, slots=True)
class ClockContext:
    """A clock, from one moment to another."""

    start: UserText
    stop: UserText


@dataclass(frozen=True, slots=True)
class ObservedContext:
    """A standard by its own words."""

    code: str
    text: UserText


@dataclass(frozen=True, slots=True)
class TopicContext:
    """A section: its standards where they may be told, else its stages. Either is empty."""

    title: UserText
    only_where: Phrase
    topics: Phrase
    standards: tuple[ObservedContext, ...]


@dataclass(frozen=True, slots=True)
class BriefingContext:
    """Everything `briefing.html.j2` prints."""

    document: DocumentContext
    logo: str
    brand: UserText
    name: UserText
    head: UserText
    title: Phrase
    lines: tuple[LineContext, ...]
    voice: UserText
    rules: tuple[str, ...]
    facts: tuple[LineContext, ...]
    moments: tuple[UserText, ...]
    clocks: tuple[ClockContext, ...]
    by_hand: str
    sections: tuple[TopicContext, ...]
    notes: tuple[Phrase, ...]
    evidence: tuple[Phrase, ...]


def briefing_context(source: BriefingInput, words: BriefingWords, logo: str = "") -> BriefingContext:
    """The context of one briefing. `logo` is a data URI."""
    pack, language = source.pack, source.language
    brand = user_text(pack.brand.name.in_language(language))
    title = user_text(pack.title.in_language(language))
    branch = source.branch
    name = title if branch is None else user_text(branch.name or branch.code)
    voice = "" if pack.brand.voice is None else pack.brand.voice.in_language(language)
    foreseen = foresee(pack, source.facts)
    asked = [one.standard for section in foreseen for one in section.standards]
    return BriefingContext(
        document=_document(source, name, brand),
        logo=logo,
        brand=brand,
        name=user_text(shortened(name.text, NAME_LENGTH)),
        head=user_text(shortened(name.text, HEAD_LENGTH)),
        title=edition_words(user_text(shortened(title.text, NAME_LENGTH)), Value(pack.ref.edition)),
        lines=_lines(source, words),
        voice=user_text(voice, one_line=False),
        rules=tuple(map(_, (*RULES[source.kind], *RULES_OF_ALL))),
        facts=_facts(source),
        moments=_moments(pack, asked, language),
        clocks=_clocks(pack, asked, language),
        by_hand=_by_hand(asked),
        sections=tuple(_section(one, ConditionWords(pack, language), source) for one in foreseen),
        notes=_notes(foreseen, source),
        evidence=_evidence(foreseen, source),
    )


def tells_standards(pack: Pack) -> bool:
    """Whether a briefing has the standards' own words, which may name a limit."""
    return pack.scoring.shows_score_to_shopper


def _lines(source: BriefingInput, words: BriefingWords) -> tuple[LineContext, ...]:
    found: list[LineContext] = []
    if source.branch is not None:
        branch = source.branch
        places: list[Part] = [Value(branch.code), *map(user_text, (branch.region, branch.country))]
        found.append(LineContext(own(words.branch), joined([one for one in places if str(one)], " · ")))
    if source.planned_for is not None:
        found.append(LineContext(own(words.planned), own(weekday_words(source.planned_for))))
    if source.kind is not None:
        found.append(LineContext(own(words.kind), own(kind_name(source.kind))))
    return tuple(found)


def _facts(source: BriefingInput) -> tuple[LineContext, ...]:
    """Each fact with what is known of it, else with all that it may be."""
    found = []
    for fact in source.pack.facts:
        texts = {one.key: user_text(one.text.in_language(source.language)) for one in fact.options}
        known = source.facts.get(fact.name)
        if known in texts:
            said = Phrase((texts[known],))
        else:
            said = phrase("Find out: {options}", options=alternatives(texts.values()))
        found.append(LineContext(Phrase((user_text(fact.text.in_language(source.language)),)), said))
    return tuple(found)


def _moments(pack: Pack, asked: Iterable[Standard], language: str | None) -> tuple[UserText, ...]:
    """The moments in pack order, without those that only clocks need which are not kept on this visit."""
    needed, needless = _events(asked), _events(pack.standards)
    return tuple(
        user_text(event.text.in_language(language))
        for event in pack.events
        if event.name in needed or event.name not in needless
    )


def _events(standards: Iterable[Standard]) -> set[str]:
    return {name for one in standards if (ends := ends_of(one)) for name in (ends.from_event, ends.to_event)}


def _clocks(pack: Pack, asked: Iterable[Standard], language: str | None) -> tuple[ClockContext, ...]:
    """Each pair of moments once, however many standards it measures."""
    pairs = dict.fromkeys((ends.from_event, ends.to_event) for one in asked if (ends := ends_of(one)))
    return tuple(
        ClockContext(_event(pack, start, language), _event(pack, stop, language)) for start, stop in pairs
    )


def _event(pack: Pack, name: str, language: str | None) -> UserText:
    event = pack.event(name)
    return user_text(name if event is None else event.text.in_language(language))


def _by_hand(asked: Iterable[Standard]) -> str:
    number = sum(isinstance(one.measure, DurationMeasure) and not one.is_clocked for one in asked)
    if not number:
        return ""
    return ngettext(
        "{n} time is taken by hand: take a watch with a second hand.",
        "{n} times are taken by hand: take a watch with a second hand.",
        number,
    )


def _section(foreseen: ForeseenSection, said: ConditionWords, source: BriefingInput) -> TopicContext:
    standards = [one.standard for one in foreseen.standards]
    is_told = tells_standards(source.pack)
    when = foreseen.when
    return TopicContext(
        title=user_text(foreseen.section.title.in_language(source.language)),
        only_where=said.only_where(when) if when is not None and _is_of_facts(when) else NOTHING,
        topics=NOTHING if is_told else _stages(standards),
        standards=tuple(
            ObservedContext(str(Value(one.code)), user_text(one.text.in_language(source.language)))
            for one in standards
        )
        if is_told
        else (),
    )


def _is_of_facts(condition: Condition) -> bool:
    """Whether facts alone decide it: what follows from a reading is told when that is written."""
    match condition:
        case FactIs():
            return True
        case Not(part):
            return _is_of_facts(part)
        case AllOf(parts) | AnyOf(parts):
            return all(map(_is_of_facts, parts))
        case _:
            return False


def _stages(standards: Iterable[Standard]) -> Phrase:
    """The stages of a section, in the order in which they come first."""
    found = dict.fromkeys(value for one in standards for name, value in one.tags if name == STAGE)
    return joined([user_text(tag_words(value)) for value in found], " · ")


def _notes(foreseen: Sequence[ForeseenSection], source: BriefingInput) -> tuple[Phrase, ...]:
    """What is told in words, which has no score; and where else a note is written in any case."""
    words = [
        Phrase((user_text(one.standard.text.in_language(source.language)),))
        for section in foreseen
        for one in section.standards
        if isinstance(one.standard.measure, NoteMeasure)
    ]
    asked = _where(
        foreseen,
        lambda one: one.note is Demand.ALWAYS and not isinstance(one.measure, NoteMeasure),
        source,
    )
    return (*words, *asked)


def _evidence(foreseen: Sequence[ForeseenSection], source: BriefingInput) -> tuple[Phrase, ...]:
    """What is brought in any case, and the rule for all else where anything may be asked for."""
    found = _where(foreseen, lambda one: one.evidence is Demand.ALWAYS, source)
    on_miss = any(
        one.standard.evidence is Demand.ON_MISS for section in foreseen for one in section.standards
    )
    return (*found, own(_(EVIDENCE_RULE))) if on_miss else found


def _where(
    foreseen: Sequence[ForeseenSection], is_asked: Callable[[Standard], bool], source: BriefingInput
) -> tuple[Phrase, ...]:
    """The standards in their own words where they may be told, else how many there are in each section."""
    found: list[Phrase] = []
    for section in foreseen:
        asked = [one.standard for one in section.standards if is_asked(one.standard)]
        if tells_standards(source.pack):
            found += [Phrase((user_text(one.text.in_language(source.language)),)) for one in asked]
        elif asked:
            title = user_text(section.section.title.in_language(source.language))
            found.append(counted_phrase("{section}: once", "{section}: {n} times", len(asked), section=title))
    return tuple(found)


def _document(source: BriefingInput, name: UserText, brand: UserText) -> DocumentContext:
    title = _("Auditor's briefing: {name}", name=name)
    return document_of_day(title, str(brand), source.made, brand)
