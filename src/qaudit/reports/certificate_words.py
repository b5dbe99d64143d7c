"""The words of a certificate, with what it says of how it came about."""

from dataclasses import dataclass

from qaudit.reports.headings import PageWords
from qaudit.speech import N_


@dataclass(frozen=True, slots=True)
class CertificateWords(PageWords):
    """As `FixedWords`, for a certificate."""

    certificate: str = N_("Certificate")
    reached: str = N_("reached")
    passed: str = N_("Passed")
    standards: str = N_("Standards")
    visits: str = N_("Visits")
    mean: str = N_("Mean score")
    score: str = N_("Score")
    issued: str = N_("Issued")
    digest: str = N_("Digest of the pack")
    seals: str = N_("Visits and the seals of their journals")


METHOD = (
    N_(
        "Certified is that the brand's own standards were kept, as the edition named here states them and as these "
        "visits found it. It is not customer satisfaction, and it promises nothing about other days."
    ),
)
ONE_VISIT = N_("One visit has no interval: it says little about how a branch usually serves.")
ALL_ALIKE = N_("All visits have the same score: they do not show how much scores vary.")
INTERVAL = N_("The interval is Student's t: it holds the true mean 95 times in 100.")
