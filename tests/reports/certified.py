"""Certificates of one visit and of several."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from qaudit.core.standards import Band
from qaudit.core.text import Text
from qaudit.core.visits import Branch, VisitKind
from qaudit.reports.certificate_subject import CertificateInput, CertifiedVisit
from tests.reports.harbour import harbour_pack

CERTIFICATE = "golden/certificate.html"


def certified_input(
    visits: int, *, name: str = "Harbour Haifa", band: str = "Distinguished"
) -> CertificateInput:
    """A certificate of so many visits, each two weeks after the other."""
    first = date(2026, 3, 2)
    has_interval = visits > 1
    return CertificateInput(
        branch=Branch("HAI-01", name, "North", "IL"),
        pack=harbour_pack(),
        digest="sha256:" + "ab" * 32,
        kind=VisitKind.UNANNOUNCED,
        visits=tuple(
            CertifiedVisit(
                f"01a17dff-3640-7d8a-98a4-3154136fe{number:03}",
                first + timedelta(days=14 * number),
                "cd" * 32,
            )
            for number in range(visits)
        ),
        percent=Decimal("91.2"),
        low=Decimal("88.1") if has_interval else None,
        high=Decimal("94.3") if has_interval else None,
        band=Band(Fraction(90), Text.plain(band)),
        issued=date(2026, 6, 1),
        editions=("2026.1",),
        language="en",
        words="en",
    )
