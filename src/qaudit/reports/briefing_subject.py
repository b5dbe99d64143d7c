"""What an auditor's briefing is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from qaudit.core.standards import Pack
from qaudit.core.visits import Branch, VisitKind
from qaudit.reports.design import Design


@dataclass(frozen=True, slots=True)
class BriefingInput:
    """All of it. What is not known yet is None, and of `facts` it is left out.

    `made` is the day of the briefing, `planned_for` that of the visit. `language` is that of the pack's texts,
    `words` that of the page's own; None for the pack's and the program's.
    `design` is the brand's own.
    """

    pack: Pack
    made: date
    facts: Mapping[str, str] = field(default_factory=dict)
    branch: Branch | None = None
    kind: VisitKind | None = None
    planned_for: date | None = None
    logo: bytes | None = None
    language: str | None = None
    words: str | None = None
    design: Design | None = None
