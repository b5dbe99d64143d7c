"""What a certificate is made of: visits that passed, their mean with its interval, and what proves them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from qaudit.core.standards import Band, Pack
from qaudit.core.visits import Branch, VisitKind
from qaudit.reports.design import Design


@dataclass(frozen=True, slots=True)
class CertifiedVisit:
    """One visit that passed, its day at the branch, and the seal of its journal's last entry."""

    id: str
    day: date
    seal: str


@dataclass(frozen=True, slots=True)
class CertificateInput:
    """All of it. `visits` are oldest first, one or more; all passed, and their scores compare.

    `percent` is the score of the one visit or the mean of all, `low` to `high` its 95 % interval; None where there
    is none. `pack` and `digest` are those of the newest visit. `issued` is a day of the branch. `language` is that
    of the pack's texts, `words` that of the page's own; None for the pack's and the program's.
    `design` is the brand's own.
    """

    branch: Branch
    pack: Pack
    digest: str
    kind: VisitKind
    visits: tuple[CertifiedVisit, ...]
    percent: Decimal
    low: Decimal | None
    high: Decimal | None
    band: Band | None
    issued: date
    editions: tuple[str, ...] = ()
    logo: bytes | None = None
    language: str | None = None
    words: str | None = None
    design: Design | None = None
