"""An auditor's briefing for a visit, as PDF and as one self-contained HTML page. It gives nothing of the score away."""

from qaudit.reports.briefing_subject import BriefingInput
from qaudit.reports.briefing_words import BriefingWords
from qaudit.reports.contexts_briefing import BriefingContext, briefing_context
from qaudit.reports.files import write_whole
from qaudit.reports.headings import spoken
from qaudit.reports.html import render
from qaudit.reports.logo import logo_source
from qaudit.reports.sheets import Style, own_sheet, print_sheet, theme_sheet, web_sheet
from qaudit.reports.theme import theme_of
from qaudit.resources import templates_folder
from qaudit.speech import language, speaking

__all__ = ["BriefingInput", "briefing_html", "briefing_pdf", "write_whole"]

NAME = "briefing"
TEMPLATE = f"{NAME}.html.j2"


def briefing_html(source: BriefingInput) -> str:
    """One HTML page with its style inside, for a phone on the way to the branch. Raises `TemplateBroken`."""
    with speaking(source.words or language()):
        words = spoken(BriefingWords)
        style = Style(web_sheet() + own_sheet(NAME) + theme_sheet(theme_of(source.pack.brand), words))
        return render(TEMPLATE, report=_context(source, words), words=words, style=style)


def briefing_pdf(source: BriefingInput) -> bytes:
    """The briefing as a PDF. Equal input gives equal bytes. Raises `TemplateBroken` and `PdfFailed`."""
    from qaudit.reports.pdf import press_for

    with speaking(source.words or language()):
        words = spoken(BriefingWords)
        page = render(TEMPLATE, report=_context(source, words), words=words, style=None)
    theme = theme_sheet(theme_of(source.pack.brand), words)
    return press_for(templates_folder()).pdf(page, print_sheet() + own_sheet(NAME), theme)


def _context(source: BriefingInput, words: BriefingWords) -> BriefingContext:
    return briefing_context(source, words, logo_source(source.logo))
