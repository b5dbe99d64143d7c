"""A problem of a pack before its place in the file is looked up.

Checks speak of values by path (`("sections", 0, "title")`); only a file that has problems pays for finding
the lines and columns. Words from the file pass through `shown` on their way into a sentence.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from qaudit.core.problems import Severity, nearest
from qaudit.core.text import printable
from qaudit.speech import _

Path = tuple[str | int, ...]
Spot = tuple[int, int]
"""Line and column, both from 1."""

_MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One entry of the catalogue. `message` and `hint` are templates; `code` is stable and never reused."""

    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.FAULT


@dataclass(frozen=True, slots=True)
class Notice:
    """A problem at a path, or at a spot where there is no path yet.

    `at_key` means the key and not its value. `other` is a path whose line the message tells as `line`.
    `told_at` is the path it is told at, where that is not the path it is about.
    """

    kind: ProblemKind
    path: Path = ()
    words: dict[str, str] = field(default_factory=dict)
    hint: str | None = None
    at_key: bool = False
    spot: Spot | None = None
    other: Path | None = None
    told_at: Path | None = None


def shown(words: object) -> str:
    """Words of the file as one printable line of at most 60 characters."""
    text = printable(str(words)[: _MOST_SHOWN + 1], one_line=True)
    return text if len(text) <= _MOST_SHOWN else text[: _MOST_SHOWN - 1] + "…"


def listed(words: Iterable[object], most: int = 12) -> str:
    """`a, b, c` and, after `most` of them, how many more."""
    every = [shown(word) for word in words]
    rest = len(every) - most
    head = ", ".join(every[:most])
    return _("{words} and {n} more", words=head, n=rest) if rest > 0 else head


def neighbour(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """The hint that names the known word nearest to a misspelt one, or else lists what is known.

    `otherwise` is the sentence for the list, with the place `{known}`.
    """
    every = list(known)
    near = nearest(word, every)
    if near:
        return _("did you mean {word}?", word=shown(near[0]))
    return _(otherwise, known=listed(every)) if otherwise and every else ""
