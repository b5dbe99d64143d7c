"""The document of one branch over a period, as PDF for print and as one self-contained HTML page."""

from qaudit.reports.branch_subject import BranchReportInput
from qaudit.reports.branch_words import BranchWords
from qaudit.reports.contexts_branch import BranchContext, branch_context
from qaudit.reports.files import write_whole
from qaudit.reports.headings import spoken
from qaudit.reports.logo import logo_source
from qaudit.reports.pages import html_page, pdf_pages
from qaudit.reports.sheets import branch_sheet, print_sheet, theme_sheet, web_sheet
from qaudit.reports.theme import theme_of
from qaudit.speech import language, speaking

__all__ = ["BranchReportInput", "branch_html", "branch_pdf", "write_whole"]

TEMPLATE = "branch.html.j2"


def branch_html(source: BranchReportInput) -> str:
    """One HTML page with its style and charts inside, for the screen of a phone and for print.

    Raises `TemplateBroken`.
    """
    with speaking(source.words or language()):
        words = spoken(BranchWords)
        sheets = web_sheet(), branch_sheet(), theme_sheet(theme_of(source.pack.brand), words)
        return html_page(TEMPLATE, source.design, *sheets, report=_context(source, words), words=words)


def branch_pdf(source: BranchReportInput) -> bytes:
    """The document as a PDF. Equal input gives equal bytes. Raises `TemplateBroken` and `PdfFailed`."""
    with speaking(source.words or language()):
        words = spoken(BranchWords)
        sheets = print_sheet() + branch_sheet(), theme_sheet(theme_of(source.pack.brand), words)
        return pdf_pages(TEMPLATE, source.design, *sheets, report=_context(source, words), words=words)


def _context(source: BranchReportInput, words: BranchWords) -> BranchContext:
    return branch_context(source, theme_of(source.pack.brand), words, logo_source(source.logo))
