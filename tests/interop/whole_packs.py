"""Packs with everything in them that a pack file can say, for the laws of round trips.

Every value here could stand in a file: words as the reader leaves them, numbers as decimals, names as names are
written. What differs from pack to pack is which of them are there.
"""

from datetime import date
from fractions import Fraction
from typing import TypeVar

from hypothesis import strategies as st

from qaudit.core.follow_up import APPEAL_REASONS, CAUSES, OWNERS, FollowUp, ListEntry
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
from qaudit.core.upkeep import PackUpkeep, Upkeep

LANGUAGES = (("en",), ("he",), ("en", "he", "ro"), ("ro", "en"))
AWKWARD = (
    "Yes:3|No:0", "a=b", "back\\slash", "\\|", "=1+1", "+40 123", "-5 %", "@desk", "'quoted'", "'=1", '"',
    "comma, colon: x", "two\nlines", "tab\there", "#1", "yes", "no", "null", "12:30", "1e5", "0x1F", "2026-01-01",
    "- dash", "? what", "{x}", "[y]", "*star", "&and", "!bang", "%TAG", "תוך 30 שניות (כן)", "în 60 de secunde",
    "😀 ok", "a  b", "ends with:", "x #y", "NA", "N/A", "a\u200eb", "x\u00a0y", "_x0041_", ">- folded", "| block",
    "e\u0301",
)  # fmt: skip
LETTERS = st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"], exclude_characters="\ufffd")
WORDS = (st.sampled_from(AWKWARD) | st.text(LETTERS, max_size=30)).map(str.strip).filter(bool)
NAMES = st.sampled_from(
    [
        "A",
        "A-1",
        "arr_01",
        "x.y/z",
        "קוד",
        "ș",
        "no",
        "yes",
        "is",
        "in",
        "and",
        "not",
        "fact",
        "1",
        "01",
        "-",
        "Aé",
    ]
) | st.from_regex(r"[A-Za-z0-9א-ת][A-Za-z0-9._/-]{0,10}", fullmatch=True)
NUMBERS = st.sampled_from(
    ["0", "1", "2.5", "3", "0.1", "100", "1000000", "0.000001", "12345678901234567890.5"]
).map(Fraction) | st.integers(0, 10**6).map(lambda number: Fraction(number, 1000))
SHARES = st.sampled_from(["0", "1", "1/2", "1/3", "2/3", "0.25", "0.875", "1/7"]).map(Fraction)
PERCENTAGES = st.integers(0, 1000).map(lambda number: Fraction(number, 10))
WEIGHTS = st.sampled_from(["0", "1", "2", "2.5", "0.25", "7"]).map(Fraction)


def distinct(names: list[str]) -> list[str]:
    """Names of which no two differ in case alone, and none is a reading of its own."""
    found = {name.casefold(): name for name in names if name.casefold() not in ("na", "unseen", "none")}
    return list(found.values())


@st.composite
def texts(draw: st.DrawFn, languages: tuple[str, ...]) -> Text:
    """Words in the pack's own language, and in some of the others."""
    own, *others = languages
    entries = [(own, draw(WORDS))]
    entries += [(language, draw(WORDS)) for language in others if draw(st.booleans())]
    return Text(tuple(entries))


def limits() -> st.SearchStrategy[Limit]:
    ends = st.tuples(NUMBERS, NUMBERS).map(sorted)
    return NUMBERS.map(AtMost) | NUMBERS.map(AtLeast) | ends.map(lambda both: Between(*both))


def wider(limit: Limit, by: Fraction) -> Limit:
    """A limit of the same kind that admits more."""
    match limit:
        case AtMost(most):
            return AtMost(most + by)
        case AtLeast(least):
            return AtLeast(least / (1 + by))
        case Between(least, most):
            return Between(least, most + by)


@st.composite
def ladders(draw: st.DrawFn, limit: Limit) -> tuple[Rung, ...]:
    """The limit alone, or with a wider one that earns less."""
    first = Rung(limit, Fraction(1))
    if isinstance(limit, AtLeast) or draw(st.booleans()):
        return (first,)
    return first, Rung(
        wider(limit, Fraction(draw(st.integers(1, 60)))),
        draw(st.sampled_from([Fraction(1, 2), Fraction(1, 3)])),
    )


@st.composite
def options(draw: st.DrawFn, languages: tuple[str, ...], *, least: int) -> tuple[Option, ...]:
    keys = distinct([*draw(st.lists(NAMES, min_size=least, max_size=4)), "p1", "p2"])
    return tuple(Option(key, draw(texts(languages)), draw(SHARES)) for key in keys)


@st.composite
def checklists(draw: st.DrawFn, languages: tuple[str, ...]) -> Measure:
    parts = draw(options(languages, least=1))
    shares = [Fraction(1, len(parts))] * len(parts)
    if draw(st.booleans()):
        shares = [Fraction(place, sum(range(1, len(parts) + 1))) for place in range(1, len(parts) + 1)]
    return ChecklistMeasure(
        tuple(Option(part.key, part.text, share) for part, share in zip(parts, shares, strict=True))
    )


@st.composite
def durations(draw: st.DrawFn, events: tuple[str, ...]) -> Measure:
    limit = draw(limits())
    ends = draw(st.permutations(events))[:2] if len(events) > 1 and draw(st.booleans()) else (None, None)
    return DurationMeasure(draw(st.sampled_from(TimeUnit)), limit, draw(ladders(limit)), *ends)


@st.composite
def counts(draw: st.DrawFn, languages: tuple[str, ...]) -> Measure:
    limit = draw(limits())
    return CountMeasure(draw(texts(languages)), limit, draw(ladders(limit)))


@st.composite
def ratings(draw: st.DrawFn, languages: tuple[str, ...]) -> Measure:
    low = draw(st.integers(-3, 3))
    high = low + draw(st.integers(1, 9))
    steps = sorted(draw(st.sets(st.integers(low, high), max_size=3)))
    anchors = tuple((step, draw(texts(languages))) for step in steps)
    return RatingMeasure(low, high, draw(st.integers(low + 1, high)), anchors)


def measures(languages: tuple[str, ...], events: tuple[str, ...]) -> st.SearchStrategy[Measure]:
    times = st.integers(0, 1439).map(lambda minute: minute * 60)
    kinds: list[st.SearchStrategy[Measure]] = [
        st.booleans().map(YesNoMeasure),
        durations(events),
        counts(languages),
        st.builds(ClockMeasure, times, times),
        ratings(languages),
        options(languages, least=2).map(ChoiceMeasure),
        checklists(languages),
        st.just(NoteMeasure()),
    ]
    return st.one_of(kinds)


def conditions(facts: tuple[Fact, ...], codes: tuple[str, ...]) -> st.SearchStrategy[Condition]:
    """Conditions on facts, and on yes-or-no standards by their codes."""
    leaves: list[st.SearchStrategy[Condition]] = []
    for fact in facts:
        leaves += [st.just(FactIs(fact.name, (key,))) for key in fact.keys]
        leaves.append(st.builds(FactIs, st.just(fact.name), many(st.sampled_from(fact.keys), 2)))
    for code in codes:
        leaves.append(st.builds(StandardIs, st.just(code), st.sampled_from(["yes", "no"])))
        leaves.append(st.just(StandardMissed(code)))
    return st.recursive(st.one_of(leaves), grouped, max_leaves=4)


def grouped(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    """Conditions made of others."""
    return st.builds(AllOf, many(inner)) | st.builds(AnyOf, many(inner)) | st.builds(Not, inner)


Thing = TypeVar("Thing")


def many(things: st.SearchStrategy[Thing], least: int = 1) -> st.SearchStrategy[tuple[Thing, ...]]:
    return st.lists(things, min_size=least, max_size=3).map(tuple)


@st.composite
def whole_packs(draw: st.DrawFn) -> Pack:
    """Any pack that a file can say."""
    languages = draw(st.sampled_from(LANGUAGES))
    words = texts(languages)
    fact_names = distinct(draw(st.lists(NAMES, max_size=2)))
    facts = tuple(
        Fact(name, draw(words), tuple(FactOption(key, draw(words)) for key in ("desk", "phone")))
        for name in fact_names
    )
    events = tuple(distinct(draw(st.lists(NAMES, max_size=3))))
    codes = list(dict.fromkeys(["Q1", *draw(st.lists(NAMES, min_size=1, max_size=5))]))
    standards: list[Standard] = []
    for place, code in enumerate(codes):
        measure = YesNoMeasure() if place == 0 else draw(measures(languages, events))
        when = draw(st.none() | conditions(facts, ("Q1",))) if place else None
        standards.append(draw(one_standard(code, measure, words, when)))
    cut = draw(st.integers(1, len(standards)))
    sections = [_section(draw, "S1", standards[:cut], words)]
    if standards[cut:]:
        sections.append(
            _section(draw, "S-2", standards[cut:], words, draw(st.none() | conditions(facts, ("Q1",))))
        )
    return Pack(
        ref=PackRef(
            draw(st.sampled_from(["small", "a-b-2"])),
            draw(st.sampled_from(["2026.1", "2026.10", "1", "x_y"])),
        ),
        title=draw(words),
        languages=languages,
        sections=tuple(sections),
        brand=draw(brands(words)),
        scoring=draw(policies(words)),
        facts=facts,
        events=tuple(Event(name, draw(words)) for name in events),
        effective=draw(st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1))),
        follow_up=draw(st.just(FollowUp()) | follow_ups(words)),
    )


@st.composite
def follow_ups(draw: st.DrawFn, words: st.SearchStrategy[Text]) -> FollowUp:
    """What may happen after a visit; each list is the program's own, or has words of its own throughout."""

    def entries(usual: tuple[ListEntry, ...]) -> tuple[ListEntry, ...]:
        keys = distinct(draw(st.lists(NAMES, max_size=3)))
        return tuple(ListEntry(key, draw(words)) for key in keys) or usual

    days, hours = st.integers(0, 366), st.integers(1, 720)
    return FollowUp(
        appeal_days=draw(days),
        appeal_reasons=entries(APPEAL_REASONS),
        causes=entries(CAUSES),
        owners=entries(OWNERS),
        rotation_days=draw(days),
        acknowledge_hours=draw(hours),
        answer_days=draw(days),
    )


def givings_away(measure: Measure) -> st.SearchStrategy[tuple[str, ...]]:
    """Some of the readings that a measure can give, as they are kept; never all of them."""
    readings: tuple[str, ...] = ()
    match measure:
        case YesNoMeasure():
            readings = ("yes",)
        case ChoiceMeasure(options):
            readings = tuple(option.key for option in options[1:])
        case CountMeasure():
            readings = ("0", "3")
        case DurationMeasure():
            readings = ("72s", "1.5s")
        case ClockMeasure():
            readings = ("00:00", "21:10")
        case ChecklistMeasure(parts):
            readings = ("none", "+".join(part.key for part in parts))
        case RatingMeasure(low, _high):
            readings = (str(low),)
    chosen = st.sets(st.sampled_from(readings)) if readings else st.just(set[str]())
    return chosen.map(lambda found: tuple(sorted(found)))


def _section(
    draw: st.DrawFn,
    code: str,
    standards: list[Standard],
    words: st.SearchStrategy[Text],
    when: Condition | None = None,
) -> Section:
    return Section(code, draw(words), tuple(standards), draw(WEIGHTS), draw(st.none() | PERCENTAGES), when)


@st.composite
def one_standard(
    draw: st.DrawFn, code: str, measure: Measure, words: st.SearchStrategy[Text], when: Condition | None
) -> Standard:
    # The first is looked at by conditions, and what is not scored is never missed.
    counted = code == "Q1" or (not isinstance(measure, NoteMeasure) and draw(st.booleans()))
    tags = draw(st.dictionaries(NAMES.map(lambda name: f"t-{name}"), WORDS, max_size=2))
    tags |= draw(st.dictionaries(st.just("layer"), st.just("process"))) | draw(
        st.dictionaries(st.just("stage"), WORDS)
    )
    return Standard(
        code=code,
        text=draw(words),
        measure=measure,
        guidance=draw(st.none() | words),
        weight=draw(WEIGHTS),
        is_critical=counted and draw(st.booleans()),
        is_bonus=False,
        counts=counted,
        tags=tuple(sorted(tags.items())),
        note=draw(st.sampled_from(Demand)),
        evidence=draw(st.sampled_from(Demand)),
        may_be_not_applicable=draw(st.booleans()),
        when=when,
        source=draw(st.none() | words),
        gives_away=draw(givings_away(measure)),
    )


def brands(words: st.SearchStrategy[Text]) -> st.SearchStrategy[Brand]:
    colours = st.none() | st.sampled_from(["#0b3d5c", "#FFFFFF"])
    return st.builds(Brand, words, st.none() | words, colours, colours, st.none() | st.just("logo.svg"))


@st.composite
def policies(draw: st.DrawFn, words: st.SearchStrategy[Text]) -> ScoringPolicy:
    mode = draw(st.sampled_from(CriticalMode))
    cap = draw(PERCENTAGES) if mode is CriticalMode.CAP else None
    lowers = sorted({Fraction(0)} | draw(st.sets(PERCENTAGES, max_size=2))) if draw(st.booleans()) else []
    return ScoringPolicy(
        roll_up=draw(st.sampled_from(RollUp)),
        not_observed=draw(st.sampled_from(NotObservedPolicy)),
        bonus=draw(st.sampled_from(BonusPolicy)),
        decimals=draw(st.integers(0, 6)),
        pass_mark=draw(st.none() | PERCENTAGES),
        shows_score_to_shopper=draw(st.booleans()),
        critical=CriticalRule(mode, cap, draw(st.integers(1, 3))),
        bands=tuple(Band(lower, draw(words)) for lower in lowers),
    )


@st.composite
def upkeeps(draw: st.DrawFn, pack: Pack) -> PackUpkeep:
    """What such a pack may say to its checker."""
    accepted = st.dictionaries(st.sampled_from(["P804", "P811"]), WORDS, max_size=2).map(
        lambda codes: tuple(codes.items())
    )
    kept = st.builds(Upkeep, st.none() | PERCENTAGES, accepted)
    sections = {section.code: found for section in pack.sections if (found := draw(kept)) != Upkeep()}
    standards = {
        standard.code: found
        for standard in pack.standards[:2]
        if (found := Upkeep(None, draw(accepted))) != Upkeep()
    }
    return PackUpkeep(draw(kept), sections, standards)
