"""The summary of a round, as PDF for print and as one self-contained HTML page."""

from qaudit.reports.contexts_round import RoundContext, round_context
from qaudit.reports.files import write_whole
from qaudit.reports.headings import spoken
from qaudit.reports.logo import logo_source
from qaudit.reports.pages import html_page, pdf_pages
from qaudit.reports.round_subject import RoundInput
from qaudit.reports.round_words import RoundWords
from qaudit.reports.sheets import (
    branch_sheet,
    heat_sheet,
    own_sheet,
    print_sheet,
    theme_sheet,
    web_sheet,
)
from qaudit.reports.theme import theme_of
from qaudit.speech import language, speaking

__all__ = ["RoundInput", "round_html", "round_pdf", "write_whole"]

TEMPLATE = "round.html.j2"


def round_html(source: RoundInput) -> str:
    """One HTML page with its style and charts inside, for the screen of a phone and for print.

    Raises `TemplateBroken`.
    """
    with speaking(source.words or language()):
        words = spoken(RoundWords)
        sheets = web_sheet(), _own(source), theme_sheet(theme_of(source.pack.brand), words)
        return html_page(TEMPLATE, source.design, *sheets, report=_context(source, words), words=words)


def round_pdf(source: RoundInput) -> bytes:
    """The document as a PDF. Equal input gives equal bytes. Raises `TemplateBroken` and `PdfFailed`."""
    with speaking(source.words or language()):
        words = spoken(RoundWords)
        sheets = print_sheet() + _own(source), theme_sheet(theme_of(source.pack.brand), words)
        return pdf_pages(TEMPLATE, source.design, *sheets, report=_context(source, words), words=words)


def _own(source: RoundInput) -> str:
    """What the charts and the heat map need beyond the shared style."""
    return branch_sheet() + own_sheet("round") + heat_sheet(theme_of(source.pack.brand))


def _context(source: RoundInput, words: RoundWords) -> RoundContext:
    return round_context(source, theme_of(source.pack.brand), words, logo_source(source.logo))
