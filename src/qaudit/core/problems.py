"""A fault in data, as a value: where it stands, what it is, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """A fault stops the pack from being used; a warning does not."""

    FAULT = "fault"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a file; lines and columns count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault. `code` is stable and never reused; `hint` says what to do."""

    code: str
    message: str
    hint: str = ""
    place: Place | None = None
    severity: Severity = Severity.FAULT

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{where}{self.code} {self.message}{hint}"


def nearest(word: str, known: Iterable[str], count: int = 1) -> tuple[str, ...]:
    """The `count` known words that look most like `word`, best first; none where nothing is near."""
    from difflib import get_close_matches

    by_fold = {entry.casefold(): entry for entry in known}
    folded = get_close_matches(word.casefold(), by_fold, n=count, cutoff=0.6)
    return tuple(by_fold[entry] for entry in folded)
