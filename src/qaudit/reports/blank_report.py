"""A blank checklist of any pack, for visits that have no screen: A4, in black and white."""

from collections.abc import Mapping
from dataclasses import dataclass

from qaudit.core.standards import Pack
from qaudit.reports.blank_words import BlankWords
from qaudit.reports.contexts_blank import BlankContext, blank_context
from qaudit.reports.files import write_whole
from qaudit.reports.headings import spoken
from qaudit.reports.html import render
from qaudit.reports.logo import logo_source
from qaudit.reports.sheets import blank_head_sheet, blank_sheet, page_sheet
from qaudit.resources import templates_folder
from qaudit.speech import language, speaking

__all__ = ["BlankInput", "blank_page", "blank_pdf", "write_whole"]

TEMPLATE = "blank.html.j2"


@dataclass(frozen=True, slots=True)
class BlankInput:
    """All a blank checklist is made of.

    `facts` are those of the visit that are known already. `language` is that of the pack's texts, None for the
    pack's own; `words` that of the checklist's own words, None for the program's.
    """

    pack: Pack
    facts: Mapping[str, str]
    logo: bytes | None = None
    language: str | None = None
    words: str | None = None


def blank_page(source: BlankInput) -> str:
    """The page that becomes a PDF, without its style. Raises `TemplateBroken`."""
    with speaking(source.words or language()):
        words = spoken(BlankWords)
        return render(TEMPLATE, blank=_context(source, words), words=words)


def blank_pdf(source: BlankInput) -> bytes:
    """The checklist as a PDF. Equal input gives equal bytes. Raises `TemplateBroken` and `PdfFailed`."""
    from qaudit.reports.pdf import press_for

    page = blank_page(source)
    with speaking(source.words or language()):
        words = spoken(BlankWords)
    sheet = page_sheet(words) + blank_head_sheet(words, words.loose_page)
    return press_for(templates_folder()).pdf(page, blank_sheet(), sheet)


def _context(source: BlankInput, words: BlankWords) -> BlankContext:
    return blank_context(source.pack, source.facts, source.language, words, logo_source(source.logo))
