"""The comparison report, as PDF for print and as one self-contained HTML page whose tables can be sorted and filtered.

Nothing is loaded from anywhere: the page says so to the browser too, which runs this one script and no other.
"""

from base64 import b64encode
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

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


@dataclass(frozen=True, slots=True)
class Script:
    """Our own script inside a page. `__html__` prints it as it stands: nobody else wrote any of it."""

    text: str

    def __html__(self) -> str:
        return self.text

    @property
    def policy(self) -> str:
        """What the page may do: show itself, run this script, and nothing else."""
        digest = b64encode(sha256(self.text.encode()).digest()).decode()
        return (
            f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; img-src data:; "
            "base-uri 'none'; form-action 'none'"
        )


def comparison_html(source: ComparisonInput) -> str:
    """One HTML page with its style, charts and script inside, for the screen of a phone and for print."""
    with speaking(source.words or language()):
        words, theme = spoken(ComparisonWords), _theme(source)
        sheets = web_sheet(), _own(theme), theme_sheet(theme, words)
        report = _context(source, theme, words, is_print=False)
        return html_page(TEMPLATE, None, *sheets, report=report, words=words, script=_script())


def comparison_pdf(source: ComparisonInput) -> bytes:
    """The document as a PDF. Equal input gives equal bytes. Raises `PdfFailed`."""
    with speaking(source.words or language()):
        words, theme = spoken(ComparisonWords), _theme(source)
        sheets = print_sheet() + _own(theme), theme_sheet(theme, words)
        report = _context(source, theme, words, is_print=True)
        return pdf_pages(TEMPLATE, None, *sheets, report=report, words=words, script=None)


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


@lru_cache(maxsize=1)
def _script() -> Script:
    return Script((templates_folder() / SCRIPT).read_text(encoding="utf-8"))
