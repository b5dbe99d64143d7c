"""A blank checklist of any pack, for visits that have no screen: A4, in black and white."""

from collections.abc import Mapping
from dataclasses import dataclass

from qaudit.core.standards import Pack
from qaudit.reports.blank_words import BlankWords
from qaudit.reports.contexts_blank import BlankContext, blank_context
from qaudit.reports.design import Design
from qaudit.reports.files import write_whole
from qaudit.reports.headings import spoken
from qaudit.reports.logo import logo_source
from qaudit.reports.pages import html_page, pdf_pages
from qaudit.reports.sheets import blank_head_sheet, blank_sheet, page_sheet
from qaudit.speech import language, speaking

__all__ = ["BlankInput", "blank_page", "blank_pdf", "write_whole"]

TEMPLATE = "blank.html.j2"


@dataclass(frozen=True, slots=True)
class BlankInput:
    """All a blank checklist is made of.

    `facts` are those of the visit that are known already. `language` is that of the pack's texts, None for the
    pack's own; `words` that of the checklist's own words, None for the program's. `design` is the brand's own.
    """

    pack: Pack
    facts: Mapping[str, str]
    logo: bytes | None = None
    language: str | None = None
    words: str | None = None
    design: Design | None = None


def blank_page(source: BlankInput) -> str:
    """The checklist as one HTML page, for looking at. Raises `TemplateBroken`."""
    with speaking(source.words or language()):
        words = spoken(BlankWords)
        sheets = _sheets(words)
        return html_page(TEMPLATE, source.design, *sheets, blank=_context(source, words), words=words)


def blank_pdf(source: BlankInput) -> bytes:
    """The checklist as a PDF. Equal input gives equal bytes. Raises `TemplateBroken` and `PdfFailed`."""
    with speaking(source.words or language()):
        words = spoken(BlankWords)
        sheets = _sheets(words)
        return pdf_pages(TEMPLATE, source.design, *sheets, blank=_context(source, words), words=words)


def _sheets(words: BlankWords) -> tuple[str, str]:
    return blank_sheet(), page_sheet(words) + blank_head_sheet(words, words.loose_page)


def _context(source: BlankInput, words: BlankWords) -> BlankContext:
    return blank_context(source.pack, source.facts, source.language, words, logo_source(source.logo))
