"""A branch's action plan: one page for the wall, as PDF and as one self-contained HTML page."""

from qaudit.reports.action_plan_subject import ActionPlanInput
from qaudit.reports.action_plan_words import PlanWords
from qaudit.reports.contexts_action_plan import PlanContext, plan_context
from qaudit.reports.files import write_whole
from qaudit.reports.headings import spoken
from qaudit.reports.html import render
from qaudit.reports.logo import logo_source
from qaudit.reports.sheets import Style, own_sheet, page_sheet
from qaudit.resources import templates_folder
from qaudit.speech import language, speaking

__all__ = ["ActionPlanInput", "action_plan_html", "action_plan_pdf", "write_whole"]

NAME = "action_plan"
TEMPLATE = f"{NAME}.html.j2"


def action_plan_html(source: ActionPlanInput) -> str:
    """One HTML page with its style inside, for a screen and for a browser's print. Raises `TemplateBroken`."""
    with speaking(source.words or language()):
        words = spoken(PlanWords)
        style = Style(page_sheet(words) + own_sheet(NAME))
        return render(TEMPLATE, report=_context(source, words), words=words, style=style)


def action_plan_pdf(source: ActionPlanInput) -> bytes:
    """The plan as a PDF of one page. Equal input gives equal bytes. Raises `TemplateBroken` and `PdfFailed`."""
    from qaudit.reports.pdf import press_for

    with speaking(source.words or language()):
        words = spoken(PlanWords)
        page = render(TEMPLATE, report=_context(source, words), words=words, style=None)
    return press_for(templates_folder()).pdf(page, page_sheet(words), own_sheet(NAME))


def _context(source: ActionPlanInput, words: PlanWords) -> PlanContext:
    return plan_context(source, words, logo_source(source.logo))
