"""P811: how long a visit takes, roughly: what recording each kind of reading takes, on the longest way."""

from collections import Counter
from collections.abc import Iterator, Mapping

from qaudit.packs import catalogue_judgement as catalogue
from qaudit.packs.judgement.conditions import fact_keys, facts_in, may_hold
from qaudit.packs.judgement.manuscript import Manuscript
from qaudit.packs.notices import Notice
from qaudit.packs.shape import StandardFile
from qaudit.packs.shape_conditions import ConditionFile
from qaudit.packs.shape_measures import ChecklistFile

SECONDS = {
    "yes_no": 15,
    "duration": 25,
    "count": 20,
    "clock": 20,
    "rating": 25,
    "choice": 20,
    "checklist": 10,
    "note": 60,
}
"""Looking, reading the standard and recording, for a practised auditor. docs/pack-format.md states them."""
SECONDS_OF_A_PART = 5
SECONDS_OF_A_NOTE = 40
"""Where a note or a picture is always asked for."""
MOST_MINUTES = 60
_MOST_ROUNDS = 4

_Ways = Mapping[tuple[ConditionFile | None, ConditionFile | None], tuple[int, int]]


def judge_length(script: Manuscript) -> Iterator[Notice]:
    """The whole pack, where its longest visit is more than people bear."""
    seconds, standards = longest_visit(script)
    minutes = round(seconds / 60)
    if minutes > MOST_MINUTES:
        words = {"minutes": str(minutes), "standards": str(standards), "most": str(MOST_MINUTES)}
        yield Notice(catalogue.TOO_LONG_A_VISIT, ("sections",), words, at_key=True)


def longest_visit(script: Manuscript) -> tuple[int, int]:
    """Seconds and standards of the longest visit there can be.

    Facts are set one after another to what asks most, a few times over: near to the longest, and quick.
    Conditions on readings are taken to hold.
    """
    seconds: Counter[tuple[int, int]] = Counter()
    standards: Counter[tuple[int, int]] = Counter()
    conditions: dict[tuple[int, int], tuple[ConditionFile | None, ConditionFile | None]] = {}
    known: dict[str, int] = {}
    for section in script.file.sections:
        for standard in section.standards:
            key = _number(known, section.when), _number(known, standard.when)
            conditions[key] = section.when, standard.when
            seconds[key] += seconds_of(standard)
            standards[key] += 1
    facts = _facts_of_longest(script, conditions, seconds)
    asked = [key for key, pair in conditions.items() if all(may_hold(one, facts) for one in pair)]
    return sum(seconds[key] for key in asked), sum(standards[key] for key in asked)


def _number(known: dict[str, int], condition: ConditionFile | None) -> int:
    """Equal conditions have equal numbers."""
    return known.setdefault(repr(condition), len(known))


def _facts_of_longest(
    script: Manuscript,
    conditions: Mapping[tuple[int, int], tuple[ConditionFile | None, ConditionFile | None]],
    seconds: Mapping[tuple[int, int], int],
) -> dict[str, str]:
    used = {name for pair in conditions.values() for one in pair for name in facts_in(one)}
    facts = {name: min(keys) for name in sorted(used) if (keys := fact_keys(script.file, name))}

    def length(facts: Mapping[str, str]) -> int:
        held = (key for key, pair in conditions.items() if all(may_hold(one, facts) for one in pair))
        return sum(seconds[key] for key in held)

    for _ in range(_MOST_ROUNDS):
        before = dict(facts)
        for name in facts:
            options = sorted(fact_keys(script.file, name))
            facts[name] = max(options, key=lambda key: length({**facts, name: key}))
        if facts == before:
            break
    return facts


def seconds_of(standard: StandardFile) -> int:
    """What one standard takes."""
    measure = standard.measure
    taken = SECONDS[measure.kind]
    if isinstance(measure, ChecklistFile):
        taken += SECONDS_OF_A_PART * len(measure.parts)
    return taken + SECONDS_OF_A_NOTE * ((standard.note == "always") + (standard.evidence == "always"))
