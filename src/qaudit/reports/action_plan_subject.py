"""What an action plan for the wall is made of: plain values of one day."""

from dataclasses import dataclass
from datetime import date

from qaudit.core.follow_up import ListEntry
from qaudit.core.standards import Pack
from qaudit.core.text import Text
from qaudit.core.visits import Branch
from qaudit.reports.design import Design


@dataclass(frozen=True, slots=True)
class WallAction:
    """One promise that is open. `standards` are the texts of what it mends; `owner` is a key of `owners`."""

    what: str
    standards: tuple[Text, ...]
    owner: str
    owners: tuple[ListEntry, ...]
    due: date


@dataclass(frozen=True, slots=True)
class HeldAction:
    """One promise that a later visit verified, on a day of the branch."""

    what: str
    day: date


@dataclass(frozen=True, slots=True)
class ActionPlanInput:
    """All of it. `pack` is that of the branch's newest visit; `actions` are due first, first.

    `done` counts those that are said to be done and that no visit has verified yet. `held` are newest first.
    `language` is that of the pack's texts, `words` that of the page's own; None for the pack's and the program's.
    `design` is the brand's own.
    """

    branch: Branch
    pack: Pack
    today: date
    actions: tuple[WallAction, ...] = ()
    done: int = 0
    held: tuple[HeldAction, ...] = ()
    logo: bytes | None = None
    language: str | None = None
    words: str | None = None
    design: Design | None = None
