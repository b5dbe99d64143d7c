"""What conditions ask of a visit: which standards can never be asked together, and what the longest visit asks."""

from collections.abc import Iterable, Mapping
from functools import reduce

from qaudit.packs.judgement.manuscript import Manuscript
from qaudit.packs.notices import Path
from qaudit.packs.shape import PackFile
from qaudit.packs.shape_conditions import (
    AllFile,
    AnyFile,
    ConditionFile,
    FactInFile,
    FactIsFile,
    NotFile,
    StandardIsFile,
    StandardVerdictFile,
)
from qaudit.packs.shape_measures import ChecklistFile

Needs = Mapping[str, frozenset[str]]
"""By fact (or standard with one key as its reading): the keys that it may have. What is missing may be anything."""
NOTHING: Needs = {}
_STANDARD = "standard "


def needs_of(script: Manuscript, path: Path) -> Needs:
    """What has to be true for the standard at a path to be asked; its section's condition included."""
    section = script.file.sections[int(path[1])]
    standard = section.standards[int(path[3])]
    return _both(_needs(script, section.when), _needs(script, standard.when))


def are_exclusive(one: Needs, other: Needs) -> bool:
    """Whether no visit can ask both."""
    return any(keys.isdisjoint(other[name]) for name, keys in one.items() if name in other)


def _needs(script: Manuscript, condition: ConditionFile | None) -> Needs:
    match condition:
        case FactIsFile():
            return {condition.fact: frozenset((condition.key,))}
        case FactInFile():
            return {condition.fact: frozenset(condition.keys)}
        case StandardIsFile():
            return _needs_of_reading(script, condition)
        case AllFile():
            return reduce(_both, (_needs(script, part) for part in condition.parts), NOTHING)
        case AnyFile():
            return reduce(_either, [_needs(script, part) for part in condition.parts])
        case NotFile(part=FactIsFile() | FactInFile() as part):
            return {name: fact_keys(script.file, name) - keys for name, keys in _needs(script, part).items()}
        case _:
            return NOTHING


def _needs_of_reading(script: Manuscript, condition: StandardIsFile) -> Needs:
    known = script.inspection.standard_at.get(condition.standard)
    if known is None or isinstance(known[2].measure, ChecklistFile):
        return NOTHING
    return {_STANDARD + condition.standard: frozenset((condition.key,))}


def _both(one: Needs, other: Needs) -> Needs:
    met = {name: keys & other.get(name, keys) for name, keys in one.items()}
    return {**other, **met}


def _either(one: Needs, other: Needs) -> Needs:
    return {name: keys | other[name] for name, keys in one.items() if name in other}


def fact_keys(file: PackFile, name: str) -> frozenset[str]:
    """The keys of a fact's options; none for an unknown fact."""
    fact = file.facts.get(name)
    if fact is None:
        return frozenset()
    return frozenset(fact.options) if isinstance(fact.options, dict) else frozenset(("yes", "no"))


def facts_in(condition: ConditionFile | None) -> Iterable[str]:
    """The facts that a condition looks at."""
    match condition:
        case FactIsFile() | FactInFile():
            yield condition.fact
        case AllFile() | AnyFile():
            for part in condition.parts:
                yield from facts_in(part)
        case NotFile():
            yield from facts_in(condition.part)
        case _:
            return


def may_hold(condition: ConditionFile | None, facts: Mapping[str, str]) -> bool:
    """Whether a condition can hold in a visit with these facts, whatever its readings are."""
    return _holds(condition, facts) is not False


def _holds(condition: ConditionFile | None, facts: Mapping[str, str]) -> bool | None:
    """None where it depends on a reading."""
    match condition:
        case None:
            return True
        case FactIsFile():
            return facts.get(condition.fact) == condition.key
        case FactInFile():
            return facts.get(condition.fact) in condition.keys
        case StandardIsFile() | StandardVerdictFile():
            return None
        case NotFile():
            held = _holds(condition.part, facts)
            return None if held is None else not held
        case AllFile():
            return _all([_holds(part, facts) for part in condition.parts])
        case AnyFile():
            return _any([_holds(part, facts) for part in condition.parts])


def _all(parts: list[bool | None]) -> bool | None:
    if False in parts:
        return False
    return None if None in parts else True


def _any(parts: list[bool | None]) -> bool | None:
    if True in parts:
        return True
    return None if None in parts else False
