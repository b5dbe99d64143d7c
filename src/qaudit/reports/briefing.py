"""An auditor's briefing for a visit, as PDF and as one self-contained HTML page. It gives nothing of the score away."""

from qaudit.reports.briefing_subject import BriefingInput
from qaudit.reports.briefing_words import BriefingWords
from qaudit.reports.contexts_briefing import BriefingContext, briefing_context
from qaudit.reports.files import write_whole
from qaudit.reports.headings import spoken
from qaudit.reports.logo import logo_source
from qaudit.reports.pages import html_page, pdf_pages
from qaudit.reports.sheets import own_sheet, print_sheet, theme_sheet, web_sheet
from qaudit.reports.theme import theme_of
from qaudit.speech import language, speaking

__all__ = ["BriefingInput", "briefing_html", "briefing_pdf", "write_whole"]

NAME = "briefing"
TEMPLATE = f"{NAME}.html.j2"


def briefing_html(source: BriefingInput) -> str:
    """One HTML page with its style inside, for a phone on the way to the branch. Raises `TemplateBroken`."""
    with speaking(source.words or language()):
        words = spoken(BriefingWords)
        sheets = web_sheet(), own_sheet(NAME), theme_sheet(theme_of(source.pack.brand), words)
        return html_page(TEMPLATE, source.design, *sheets, report=_context(source, words), words=words)


def briefing_pdf(source: BriefingInput) -> bytes:
    """The briefing as a PDF. Equal input gives equal bytes. Raises `TemplateBroken` and `PdfFailed`."""
    with speaking(source.words or language()):
        words = spoken(BriefingWords)
        sheets = print_sheet() + own_sheet(NAME), theme_sheet(theme_of(source.pack.brand), words)
        return pdf_pages(TEMPLATE, source.design, *sheets, report=_context(source, words), words=words)


def _context(source: BriefingInput, words: BriefingWords) -> BriefingContext:
    return briefing_context(source, words, logo_source(source.logo))
