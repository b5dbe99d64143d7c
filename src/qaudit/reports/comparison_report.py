"""The comparison report, as PDF for print and as one self-contained HTML page whose tables can be sorted and filtered.

Nothing is loaded from anywhere: the page says so to the browser too, which runs this one script and no other.
"""

from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from html import escape

from qaudit.core.standards import Brand
from qaudit.core.text import Text
from qaudit.reports.comparison_subject import ComparisonInput
from qaudit.reports.comparison_words import ComparisonWords
from qaudit.reports.contexts_comparison import ComparisonContext, comparison_context
from qaudit.reports.files import write_whole
from qaudit.reports.headings import spoken
from qaudit.reports.logo import logo_source
from qaudit.reports.pages import html_page, pdf_pages
from qaudit.reports.sheets import (
    branch_sheet,
    heat_sheet,
    own_sheet,
    print_sheet,
    theme_sheet,
    web_sheet,
)
from qaudit.reports.theme import Theme, theme_of
from qaudit.resources import templates_folder
from qaudit.speech import language, speaking

__all__ = ["ComparisonInput", "comparison_html", "comparison_pdf", "write_whole"]

TEMPLATE = "comparison.html.j2"
SCRIPT = "comparison.js"


def comparison_html(source: ComparisonInput) -> str:
    """One HTML page with its style, charts and script inside, for the screen of a phone and for print.

    Raises `TemplateBroken`.
    """
    with speaking(source.words or language()):
        words, theme = spoken(ComparisonWords), _theme(source)
        sheets = web_sheet(), _own(theme), theme_sheet(theme, words)
        report = _context(source, theme, words, is_print=False)
        page = html_page(TEMPLATE, source.design, *sheets, report=report, words=words, is_screen=True)
        return _with_script(page, words)


def comparison_pdf(source: ComparisonInput) -> bytes:
    """The document as a PDF. Equal input gives equal bytes. Raises `TemplateBroken` and `PdfFailed`."""
    with speaking(source.words or language()):
        words, theme = spoken(ComparisonWords), _theme(source)
        sheets = print_sheet() + _own(theme), theme_sheet(theme, words)
        report = _context(source, theme, words, is_print=True)
        return pdf_pages(TEMPLATE, source.design, *sheets, report=report, words=words, is_screen=False)


def _own(theme: Theme) -> str:
    return branch_sheet() + own_sheet("comparison") + heat_sheet(theme)


def _theme(source: ComparisonInput) -> Theme:
    """The brand's colours where the document is about one pack, else ours."""
    pack = source.own_pack
    return theme_of(Brand(Text(())) if pack is None else pack.brand)


def _context(
    source: ComparisonInput, theme: Theme, words: ComparisonWords, *, is_print: bool
) -> ComparisonContext:
    return comparison_context(source, theme, words, logo_source(source.logo), is_print=is_print)


def _with_script(page: str, words: ComparisonWords) -> str:
    """The page with our script at its end, and with what it may do at its head: show itself and run that script.

    A brand's design may have none, so this comes after it.
    """
    script, policy = _script()
    said = (("filter", words.filter_rows), ("count", words.shown_of), ("sort", words.sort_by))
    told = "".join(f' data-{name}="{escape(word)}"' for name, word in said)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}"/>'
    before, end, after = page.rpartition("</body>")
    whole = f"{before}<script{told}>{script}</script>\n{end}{after}" if end else page
    return whole.replace("<head>", f"<head>\n{meta}", 1)


@lru_cache(maxsize=1)
def _script() -> tuple[str, str]:
    """The script, and a policy that names it by its hash."""
    text = (templates_folder() / SCRIPT).read_text(encoding="utf-8")
    digest = b64encode(sha256(text.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; img-src data:; "
        "font-src data:; base-uri 'none'; form-action 'none'"
    )
    return text, policy
