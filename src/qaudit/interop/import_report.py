"""What an import made of a file of somebody else's: the pack, and everything that is not as it was."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from qaudit.core.measures import kind_of
from qaudit.core.standards import Pack


class Fate(StrEnum):
    """What became of the thing that a remark is about."""

    LEFT_OUT = "left_out"
    """It is not in the pack."""
    CHANGED = "changed"
    """It is in the pack, otherwise than the file had it, or as it had to be guessed."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a thing stands in the file: a sheet or a list, a row that counts from 1, a column or a key.

    `row` is 0 where the whole sheet is meant; `column` is empty where the whole row is.
    """

    sheet: str
    row: int = 0
    column: str = ""

    def __str__(self) -> str:
        return ":".join([self.sheet, *([str(self.row)] if self.row else []), *filter(None, [self.column])])


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that is not carried over as it stood: where, what, and why."""

    spot: Spot
    what: str
    why: str
    fate: Fate = Fate.LEFT_OUT

    def __str__(self) -> str:
        return f"{self.spot}: {self.what}: {self.why}"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What was read, what was made of it, and what was not.

    `rows` counts what the file asks or says, one for each row or item that is not empty. `made` counts the
    standards by kind, `left_out` the rows that are nowhere in the pack by their type in the file.
    """

    source: str
    rows: int
    made: tuple[tuple[str, int], ...]
    left_out: tuple[tuple[str, int], ...]
    remarks: tuple[Remark, ...]

    @property
    def standards(self) -> int:
        return sum(count for _, count in self.made)

    @property
    def rows_left_out(self) -> int:
        return sum(count for _, count in self.left_out)


@dataclass(frozen=True, slots=True)
class Imported:
    """A pack made of a file of somebody else's, with the report of how."""

    pack: Pack
    report: ImportReport


@dataclass
class Remarks:
    """Remarks while they are collected; said twice they count once."""

    found: dict[Remark, None] = field(default_factory=dict)

    def leave_out(self, spot: Spot, what: str, why: str) -> None:
        """Says that something is not in the pack."""
        self.found[Remark(spot, what, why)] = None

    def change(self, spot: Spot, what: str, why: str) -> None:
        """Says that something is in the pack otherwise than in the file."""
        self.found[Remark(spot, what, why, Fate.CHANGED)] = None


def counted_kinds(pack: Pack) -> tuple[tuple[str, int], ...]:
    """How many standards of each kind a pack has, the most first."""
    return counted(kind_of(standard.measure) for standard in pack.standards)


def counted(words: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """How often each word comes, the most frequent first, then by the alphabet."""
    return tuple(sorted(Counter(words).items(), key=lambda entry: (-entry[1], entry[0])))
