"""What a visit can come to ask, before anything is seen: with all of its facts known, some of them, or none (S06)."""

from collections.abc import Mapping, Set
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class ForeseenStandard:
    """A standard that may be asked. `when` is what is left of its condition; None where it is asked in any case."""

    standard: Standard
    when: Condition | None


@dataclass(frozen=True, slots=True)
class ForeseenSection:
    """A section that may be asked, with those of its standards that may be. `when` as in `ForeseenStandard`."""

    section: Section
    when: Condition | None
    standards: tuple[ForeseenStandard, ...]


def foresee(pack: Pack, facts: Mapping[str, str]) -> tuple[ForeseenSection, ...]:
    """The sections and standards that these facts leave, in pack order; a fact that is not given may be anything."""
    never: set[str] = set()
    found = []
    for section in pack.sections:
        opens = outlook(section.when, facts, never)
        standards = []
        for standard in section.standards:
            asked = outlook(standard.when, facts, never) if opens is not False else False
            if asked is False:
                never.add(standard.code)
            else:
                standards.append(ForeseenStandard(standard, _left(asked)))
        if standards:
            found.append(ForeseenSection(section, _left(opens), tuple(standards)))
    return tuple(found)


def outlook(condition: Condition | None, facts: Mapping[str, str], never_asked: Set[str]) -> Condition | bool:
    """Whether a condition is true or false already; else what is left of it. No condition is true."""
    match condition:
        case None:
            return True
        case FactIs(fact, keys):
            return facts[fact] in keys if fact in facts else condition
        case StandardIs(code, _) | StandardMissed(code):
            return False if code in never_asked else condition
        case Not(part):
            left = outlook(part, facts, never_asked)
            return not left if isinstance(left, bool) else Not(left)
        case AllOf(parts):
            return _joined(parts, facts, never_asked, decides=False)
    return _joined(condition.parts, facts, never_asked, decides=True)


def _joined(
    parts: tuple[Condition, ...], facts: Mapping[str, str], never_asked: Set[str], *, decides: bool
) -> Condition | bool:
    """What is left of several conditions, of which one that is `decides` decides all."""
    left = [outlook(part, facts, never_asked) for part in parts]
    if any(one is decides for one in left):
        return decides
    waiting = tuple(one for one in left if not isinstance(one, bool))
    if not waiting:
        return not decides
    if len(waiting) == 1:
        return waiting[0]
    return AnyOf(waiting) if decides else AllOf(waiting)


def _left(found: Condition | bool) -> Condition | None:
    return None if isinstance(found, bool) else found
