"""Packs, visits and changes that Hypothesis makes up, for the laws."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from itertools import product
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from qaudit.core.changes import Change, EvidenceSet, FactSet, MarkSet, NoteSet, ReadingSet
from qaudit.core.measures import (
    ChecklistMeasure,
    ChoiceMeasure,
    ClockMeasure,
    CountMeasure,
    DurationMeasure,
    Measure,
    NoteMeasure,
    RatingMeasure,
)
from qaudit.core.readings import (
    NOT_APPLICABLE,
    NOT_OBSERVED,
    Choice,
    Count,
    Duration,
    Parts,
    Rating,
    Reading,
    TimeOfDay,
    Words,
    YesNo,
)
from qaudit.core.standards import (
    AllOf,
    AnyOf,
    Condition,
    FactIs,
    Not,
    Pack,
    Section,
    Standard,
    StandardIs,
    StandardMissed,
)
from qaudit.core.visits import Mark, Observation, Visit
from tests.builders import (
    Number,
    a_pack,
    a_section,
    a_standard,
    a_visit,
    an_evidence,
    checklist,
    choice,
    clock,
    count,
    critical,
    duration,
    moment,
    rating,
    seconds,
    words,
    yes_no,
)

LAW = settings(deadline=None, max_examples=60)
"""Laws are not timed: a slow machine breaks none."""

EVENTS = ("arrival", "greeted", "seated")
FACTS = {"channel": ("desk", "phone"), "luggage": ("yes", "no")}
MEASURES: tuple[Measure, ...] = (
    yes_no(),
    yes_no("no"),
    seconds(60),
    seconds(60, credit=[(60, 1), (120, "0.5")]),
    duration("min", at_least=2, credit=[(2, 1), (1, "1/3")]),
    duration("h", between=(1, "1.5")),
    count(at_most=3, credit=[(3, 1), (5, "0.7"), (9, "0.1")]),
    clock("17:00", "21:30"),
    clock("22:00", "02:00"),
    rating(1, 5, met_from=4),
    rating(-2, 2, met_from=1),
    choice(a=1, b="0.4", c=0),
    checklist("a", "b", "c"),
    checklist(a="0.7", b="0.3"),
    words(),
)
CLOCKED = (
    seconds(60, events=("arrival", "greeted")),
    duration("min", at_most=2, events=("greeted", "seated")),
)
WEIGHTS = (Fraction(0), Fraction(1), Fraction(5, 2), Fraction(7), Fraction(1, 3))
EDGES = ("0", "59.999", "60", "60.001", "90", "120", "120.001", "3600", "5400", "86400")
SPANS = st.sampled_from(EDGES).map(Fraction) | st.integers(0, 10**7).map(
    lambda thousandths: Fraction(thousandths, 1000)
)
CAPS: st.SearchStrategy[Number] = st.sampled_from((0, 50, "66.65", 70, 100))


@st.composite
def readings_of(draw: st.DrawFn, measure: Measure) -> Reading | None:
    """A reading of the measure, seven times in ten; else none, *not applicable* or *not observed*."""
    kind = draw(st.integers(0, 9))
    return draw(MEASURED[id(measure)]) if kind > 2 else (None, NOT_APPLICABLE, NOT_OBSERVED)[kind]


def measured(measure: Measure) -> st.SearchStrategy[Reading]:
    match measure:
        case DurationMeasure():
            return SPANS.map(Duration)
        case CountMeasure():
            return st.integers(0, 12).map(Count)
        case ClockMeasure():
            return st.integers(0, 86_399).map(TimeOfDay)
        case RatingMeasure(low, high):
            return st.integers(low, high).map(Rating)
        case ChoiceMeasure(options):
            return st.sampled_from([Choice(option.key) for option in options])
        case ChecklistMeasure(parts):
            keys = [part.key for part in parts]
            ticked = st.sets(st.sampled_from(keys))
            return ticked.map(lambda found: Parts(tuple(key for key in keys if key in found)))
        case NoteMeasure():
            return st.text(max_size=20).filter(lambda text: text.strip() not in ("na", "unseen")).map(Words)
        case _:
            return st.booleans().map(YesNo)


UNMEASURED: st.SearchStrategy[Reading] = st.sampled_from((NOT_APPLICABLE, NOT_OBSERVED))
MEASURED = {id(measure): measured(measure) for measure in MEASURES + CLOCKED}
"""By the measure itself: the strategies are made once, and looked up without comparing measures."""


def conditions(earlier: list[str]) -> st.SearchStrategy[Condition]:
    """Any condition on facts and on the standards before."""
    facts = st.sampled_from([FactIs(name, keys[:1]) for name, keys in FACTS.items()])
    leaves: st.SearchStrategy[Condition] = facts
    if earlier:
        codes = st.sampled_from(earlier)
        keys = st.sampled_from(["yes", "no", "a", "b", "4"])
        leaves = facts | codes.map(StandardMissed) | st.builds(StandardIs, codes, keys)
    return st.recursive(leaves, _joined, max_leaves=3)


def _joined(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(parts, max_size=2).map(tuple)
    return several.map(AllOf) | several.map(AnyOf) | parts.map(Not)


CRITICAL = {"is_critical": True}
ROLES: tuple[dict[str, bool], ...] = ({}, CRITICAL, CRITICAL, {"counts": False}, {"is_bonus": True})
TAGS: tuple[dict[str, str], ...] = ({}, {"layer": "x"}, {"layer": "y", "stage": "x"})
PROTOTYPES = tuple(
    a_standard("C0", measure, weight=weight, tags=tags, **role)
    for role, measure, weight, tags in product(ROLES, MEASURES + CLOCKED, WEIGHTS, TAGS)
    if not (role and isinstance(measure, NoteMeasure))
)
"""Every combination a pack may have, made once: one choice among many is quicker made up than many choices."""
ANY_STANDARD = st.sampled_from(PROTOTYPES)
WITHOUT_BONUS = st.sampled_from([standard for standard in PROTOTYPES if not standard.is_bonus])


@st.composite
def standards(draw: st.DrawFn, code: str, earlier: list[str], *, has_bonus: bool = True) -> Standard:
    """Any standard; its condition, if it has one, looks back only."""
    prototype = draw(ANY_STANDARD if has_bonus else WITHOUT_BONUS)
    when = draw(conditions(earlier)) if draw(st.integers(0, 3)) == 0 else None
    return replace(prototype, code=code, when=when)


@st.composite
def policies(draw: st.DrawFn) -> dict[str, Any]:
    """The keys of any scoring policy."""
    rule = critical(
        draw(st.sampled_from(["flag", "fail", "cap", "zero"])),
        cap=draw(CAPS),
        count=draw(st.sampled_from([1, 1, 2])),
    )
    return {
        "roll_up": draw(st.sampled_from(["weighted_sections", "pooled"])),
        "not_observed": draw(st.sampled_from(["exclude", "miss"])),
        "bonus": draw(st.sampled_from(["cap", "over"])),
        "decimals": draw(st.integers(0, 3)),
        "pass_mark": draw(st.sampled_from([None, 0, 80])),
        "critical": rule,
        "bands": {0: "Below", 60: "Fair", 90: "Top"},
    }


@st.composite
def packs(draw: st.DrawFn, *, has_bonus: bool = True) -> Pack:
    """Any small pack, with conditions, gates and a policy."""
    sections: list[Section] = []
    codes: list[str] = []
    for number in range(draw(st.integers(1, 3))):
        when = draw(conditions(list(codes))) if draw(st.integers(0, 4)) == 0 else None
        members = []
        for _ in range(draw(st.integers(1, 4))):
            code = f"C{len(codes) + 1}"
            members.append(draw(standards(code, list(codes), has_bonus=has_bonus)))
            codes.append(code)
        gate = draw(st.sampled_from([None, None, 60]))
        sections.append(
            a_section(f"S{number}", *members, weight=draw(st.sampled_from(WEIGHTS)), gate=gate, when=when)
        )
    return a_pack(*sections, events=EVENTS, facts=FACTS, **draw(policies()))


@st.composite
def visits(draw: st.DrawFn, pack: Pack) -> Visit:
    """Any visit of the pack, complete or not."""
    readings = [(standard.code, draw(readings_of(standard.measure))) for standard in pack.standards]
    observations = tuple(Observation(code, reading) for code, reading in readings if reading is not None)
    marks = tuple(Mark(event, draw(MOMENTS)) for event in EVENTS if draw(st.booleans()))
    facts = {name: draw(st.sampled_from(keys)) for name, keys in FACTS.items() if draw(st.booleans())}
    return replace(a_visit(pack, facts=facts), observations=observations, marks=marks)


@st.composite
def visited_packs(draw: st.DrawFn, *, has_bonus: bool = True) -> tuple[Pack, Visit]:
    """A pack with a visit of it."""
    pack = draw(packs(has_bonus=has_bonus))
    return pack, draw(visits(pack))


MOMENTS = st.integers(0, 400).map(lambda after: moment("14:00") + timedelta(seconds=after))
NOTES = st.sampled_from(["", "A queue at the desk"])
EVIDENCE = st.sampled_from([(), (an_evidence(),), (an_evidence(), an_evidence("bill.jpg", digest="cd" * 32))])


@st.composite
def changes(draw: st.DrawFn, pack: Pack) -> Change:
    """Any change of a visit of the pack."""
    standard = pack.standards[draw(st.integers(0, len(pack.standards) - 1))]
    fact = draw(st.sampled_from(sorted(FACTS)))
    kinds: list[st.SearchStrategy[Change]] = [
        st.builds(ReadingSet, st.just(standard.code), readings_of(standard.measure)),
        st.builds(MarkSet, st.sampled_from(EVENTS), st.none() | MOMENTS),
        st.builds(FactSet, st.just(fact), st.none() | st.sampled_from(FACTS[fact])),
        st.builds(NoteSet, st.just(standard.code), NOTES),
        st.builds(EvidenceSet, st.just(standard.code), EVIDENCE),
    ]
    return draw(st.one_of(kinds))
