"""What a pack can build on, and how one is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from qaudit.core.problems import Problem
from qaudit.core.standards import PackRef
from qaudit.packs.notices import ProblemKind

if TYPE_CHECKING:
    from qaudit.packs.places import Node

MOST_BASES = 8
"""How many packs may stand under one another."""


@dataclass(frozen=True, slots=True)
class Base:
    """A good pack that another may build on.

    `root` are its nodes with those of its own bases in it, `file` the file it is of. `told` are the warnings of
    it and of those below it, accepted ones too. `under` are the packs it builds on, the nearest first.
    """

    ref: PackRef
    file: str
    root: "Node"
    languages: tuple[str, ...]
    told: frozenset[Problem] = frozenset()
    under: tuple[PackRef, ...] = ()


@dataclass(frozen=True, slots=True)
class NoBase:
    """Why there is none: the problem of the file that asks. `circle` are the packs of a circle, as it is walked."""

    kind: ProblemKind
    words: dict[str, str] = field(default_factory=dict)
    hint: str | None = None
    circle: Sequence[PackRef] = ()


class Bases(Protocol):
    """Where bases are looked for."""

    def find(self, ref: PackRef, own: PackRef | None) -> Base | NoBase:
        """The pack that `own` builds on; `own` is None for a file that does not say what it is."""
        ...
