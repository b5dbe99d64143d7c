"""Conditions of a pack file as the core's."""

from qaudit.core.standards import (
    AllOf,
    AnyOf,
    Condition,
    FactIs,
    Not,
    StandardIs,
    StandardMissed,
)
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


def condition_of(file: ConditionFile | None) -> Condition | None:
    """The core's condition; None where there is none."""
    return None if file is None else _condition(file)


def _condition(file: ConditionFile) -> Condition:
    match file:
        case FactIsFile():
            return FactIs(file.fact, (file.key,))
        case FactInFile():
            return FactIs(file.fact, tuple(file.keys))
        case StandardIsFile():
            return StandardIs(file.standard, file.key)
        case StandardVerdictFile():
            return StandardMissed(file.standard)
        case AllFile():
            return AllOf(tuple(_condition(part) for part in file.parts))
        case AnyFile():
            return AnyOf(tuple(_condition(part) for part in file.parts))
        case NotFile():
            return Not(_condition(file.part))
        case _:
            raise TypeError(type(file))
