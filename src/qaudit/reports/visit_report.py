"""The report of one visit, as PDF for print and as one self-contained HTML page."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from qaudit.core.findings import findings_of
from qaudit.core.scoring import Scorecard
from qaudit.core.standards import Pack
from qaudit.core.visits import Evidence, Visit
from qaudit.reports.aftermath import Aftermath
from qaudit.reports.archive_files import Enclosure
from qaudit.reports.contexts import VisitContext, visit_context
from qaudit.reports.design import Design
from qaudit.reports.evidence import Picture, Unprinted, printed
from qaudit.reports.files import write_whole
from qaudit.reports.headings import FixedWords, fixed_words
from qaudit.reports.logo import logo_source
from qaudit.reports.pages import html_page, pdf_pages
from qaudit.reports.sheets import print_sheet, theme_sheet, web_sheet
from qaudit.reports.subject import Subject
from qaudit.reports.theme import theme_of
from qaudit.reports.traps import without_traps
from qaudit.speech import language, speaking

__all__ = ["VisitReportInput", "visit_html", "visit_pdf", "write_whole"]

TEMPLATE = "visit.html.j2"


@dataclass(frozen=True, slots=True)
class VisitReportInput:
    """All a visit's report is made of.

    `card` is the scorecard of `visit` against `pack` (the visit's own snapshot). `logo` holds the bytes of the
    brand's logo. `evidence_path` gives the kept file of a piece of evidence, or None. `journal_tail` is the
    seal of the last journal entry. `language` is that of the pack's texts; None for the pack's own. `words` is
    that of the report's own words; None for the program's. `hides_score` leaves out every score, percentage and point.
    `after` is what happened after the visit. `enclosed` are the files that go into the PDF. `design` is
    the brand's own.
    """

    visit: Visit
    pack: Pack
    card: Scorecard
    logo: bytes | None
    evidence_path: Callable[[Evidence], Path | None]
    journal_tail: str | None
    language: str | None
    hides_score: bool = False
    words: str | None = None
    after: Aftermath = field(default_factory=Aftermath)
    enclosed: tuple[Enclosure, ...] = ()
    design: Design | None = None


def visit_html(source: VisitReportInput) -> str:
    """One HTML page with its style, charts and pictures inside, for the screen of a phone and for print.

    Raises `TemplateBroken`.
    """
    with speaking(source.words or language()):
        words = fixed_words()
        sheets = web_sheet(), theme_sheet(theme_of(source.pack.brand), words)
        return html_page(TEMPLATE, source.design, *sheets, report=_context(source, words), words=words)


def visit_pdf(source: VisitReportInput) -> bytes:
    """The report as a PDF. Equal input gives equal bytes. Raises `TemplateBroken` and `PdfFailed`."""
    with speaking(source.words or language()):
        words = fixed_words()
        sheets = print_sheet(), theme_sheet(theme_of(source.pack.brand), words)
        return pdf_pages(
            TEMPLATE,
            source.design,
            *sheets,
            enclosed=source.enclosed,
            report=_context(source, words),
            words=words,
        )


def _context(source: VisitReportInput, words: FixedWords) -> VisitContext:
    subject = Subject(
        source.visit,
        source.pack,
        without_traps(source.card),
        source.language,
        source.hides_score,
        source.after,
        source.design.digest if source.design else "",
    )
    return visit_context(
        subject,
        theme_of(source.pack.brand),
        words,
        _pictures(source, subject),
        logo_source(source.logo),
        source.journal_tail,
    )


def _pictures(source: VisitReportInput, subject: Subject) -> dict[str, Picture | Unprinted]:
    """The evidence of the findings; that of the other standards is only named."""
    found: dict[str, Picture | Unprinted] = {}
    for finding in findings_of(subject.card, subject.pack.scoring):
        seen = subject.observations.get(finding.standard.code)
        if seen is not None and seen.evidence:
            found.update(printed(seen.evidence, source.evidence_path))
    return found
