"""A branch's certificate: one landscape page, as PDF and as one self-contained HTML page."""

from qaudit.reports.certificate_subject import CertificateInput
from qaudit.reports.certificate_words import CertificateWords
from qaudit.reports.contexts_certificate import CertificateContext, certificate_context
from qaudit.reports.files import write_whole
from qaudit.reports.headings import spoken
from qaudit.reports.logo import logo_source
from qaudit.reports.pages import html_page, pdf_pages
from qaudit.reports.sheets import own_sheet, page_sheet
from qaudit.reports.theme import theme_of
from qaudit.speech import language, speaking

__all__ = ["CertificateInput", "certificate_html", "certificate_pdf", "write_whole"]

NAME = "certificate"
TEMPLATE = f"{NAME}.html.j2"


def certificate_html(source: CertificateInput) -> str:
    """One HTML page with its style inside, for a screen and for a browser's print. Raises `TemplateBroken`."""
    with speaking(source.words or language()):
        words = spoken(CertificateWords)
        sheets = page_sheet(words), own_sheet(NAME)
        return html_page(TEMPLATE, source.design, *sheets, report=_context(source, words), words=words)


def certificate_pdf(source: CertificateInput) -> bytes:
    """The certificate as a PDF of one page. Equal input gives equal bytes. Raises `TemplateBroken`, `PdfFailed`."""
    with speaking(source.words or language()):
        words = spoken(CertificateWords)
        sheets = page_sheet(words), own_sheet(NAME)
        return pdf_pages(TEMPLATE, source.design, *sheets, report=_context(source, words), words=words)


def _context(source: CertificateInput, words: CertificateWords) -> CertificateContext:
    return certificate_context(source, theme_of(source.pack.brand), words, logo_source(source.logo))
