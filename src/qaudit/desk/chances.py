"""Chances that fall the same way each time: for made-up data, not for secrets."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Chances:
    """What falls for a `seed` and a name is always the same, and has nothing to do with any other name."""

    seed: str

    def share(self, name: str) -> float:
        """A number from 0 up to, but not, 1."""
        return self.number(name) / 2**64

    def number(self, name: str) -> int:
        """A whole number of 64 bits."""
        digest = hashlib.sha256(f"{self.seed}/{name}".encode()).digest()
        return int.from_bytes(digest[:8], "big")

    def between(self, name: str, low: int, high: int) -> int:
        """A whole number from `low` to `high`, ends included."""
        return low + self.number(name) % (high - low + 1)

    def pick(self, name: str, choices: Sequence[T]) -> T:
        """One of several."""
        return choices[self.number(name) % len(choices)]

    def of(self, name: str) -> "Chances":
        """Chances for a part."""
        return Chances(f"{self.seed}/{name}")
