"""What a pack says to its checker alone: what its weights are meant to add up to, and warnings it accepts.

It is no part of the pack's meaning: no visit, no score and no digest depends on it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Upkeep:
    """At one place: what the weights below it add up to, and accepted warnings as pairs of code and reason."""

    whole: Fraction | None = None
    accept: tuple[tuple[str, str], ...] = ()


NO_UPKEEP = Upkeep()


@dataclass(frozen=True, slots=True)
class PackUpkeep:
    """Of a whole pack: its own, and that of sections and standards by code, where they have any."""

    pack: Upkeep = NO_UPKEEP
    sections: Mapping[str, Upkeep] = field(default_factory=dict)
    standards: Mapping[str, Upkeep] = field(default_factory=dict)


NO_PACK_UPKEEP = PackUpkeep()
