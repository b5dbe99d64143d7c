"""A branch's action plan: one page for the wall, as PDF and as one self-contained HTML page."""

from qaudit.reports.action_plan_subject import ActionPlanInput
from qaudit.reports.action_plan_words import PlanWords
from qaudit.reports.contexts_action_plan import PlanContext, plan_context
from qaudit.reports.files import write_whole
from qaudit.reports.headings import spoken
from qaudit.reports.logo import logo_source
from qaudit.reports.pages import html_page, pdf_pages
from qaudit.reports.sheets import own_sheet, page_sheet
from qaudit.speech import language, speaking

__all__ = ["ActionPlanInput", "action_plan_html", "action_plan_pdf", "write_whole"]

NAME = "action_plan"
TEMPLATE = f"{NAME}.html.j2"


def action_plan_html(source: ActionPlanInput) -> str:
    """One HTML page with its style inside, for a screen and for a browser's print. Raises `TemplateBroken`."""
    with speaking(source.words or language()):
        words = spoken(PlanWords)
        sheets = page_sheet(words), own_sheet(NAME)
        return html_page(TEMPLATE, source.design, *sheets, report=_context(source, words), words=words)


def action_plan_pdf(source: ActionPlanInput) -> bytes:
    """The plan as a PDF of one page. Equal input gives equal bytes. Raises `TemplateBroken` and `PdfFailed`."""
    with speaking(source.words or language()):
        words = spoken(PlanWords)
        sheets = page_sheet(words), own_sheet(NAME)
        return pdf_pages(TEMPLATE, source.design, *sheets, report=_context(source, words), words=words)


def _context(source: ActionPlanInput, words: PlanWords) -> PlanContext:
    return plan_context(source, words, logo_source(source.logo))
