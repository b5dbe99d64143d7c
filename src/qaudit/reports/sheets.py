"""The style sheets: those of the templates' folder, read once, and a small one with a brand's colours."""

from dataclasses import dataclass
from functools import lru_cache
from string import Formatter

from qaudit.reports.charts_heat import heat_grounds
from qaudit.reports.fonts import FAMILIES
from qaudit.reports.headings import PageWords
from qaudit.reports.theme import Theme
from qaudit.resources import templates_folder
from qaudit.wording.phrases import RTL

SHARED, PAGED, SCREEN, FROM_THE_RIGHT = "report.css", "print.css", "screen.css", "rtl.css"
BLANK = "blank.css"
BRANCH = "branch.css"
ROMANIAN = "ro"
_COMMA_BELOW = 'html { font-feature-settings: "locl" 0; }\n'
"""Open Sans 1.10 turns a comma below s and t into a cedilla where the language is Romanian: the wrong way round."""


@dataclass(frozen=True, slots=True)
class Style:
    """A style sheet inside a page. `__html__` prints it as it stands: it holds our own files, checked colours
    and our own words, and nothing that anybody else wrote."""

    sheet: str

    def __html__(self) -> str:
        return self.sheet.replace("</", "<\\/")


@lru_cache(maxsize=1)
def print_sheet() -> str:
    """The style of a PDF."""
    return _read(SHARED) + _read(PAGED)


@lru_cache(maxsize=1)
def web_sheet() -> str:
    """The style of an HTML page: the shared part, the printer's for a browser's print, and the screen's."""
    return f"{_read(SHARED)}@media print {{\n{_read(PAGED)}}}\n{_read(SCREEN)}"


@lru_cache(maxsize=1)
def blank_sheet() -> str:
    """The style of a blank checklist."""
    return _read(BLANK)


@lru_cache(maxsize=1)
def branch_sheet() -> str:
    """What the documents with charts need beyond `print_sheet` or `web_sheet`."""
    return _read(BRANCH)


@lru_cache(maxsize=8)
def own_sheet(name: str) -> str:
    """The style of one kind of document, by the name of its template."""
    return _read(f"{name}.css")


@lru_cache(maxsize=64)
def heat_sheet(theme: Theme) -> str:
    """The grounds of a heat map in the brand's colour."""
    return "".join(
        f".heat-{step} {{ background: {ground}; color: {ink}; }}\n"
        for step, (ground, ink) in enumerate(heat_grounds(theme))
    )


@lru_cache(maxsize=64)
def theme_sheet(theme: Theme, fixed: PageWords) -> str:
    """The brand's colours, and what `page_sheet` says."""
    return page_sheet(fixed) + (
        f".head {{ background: {theme.primary}; color: {theme.on_primary}; border-color: {theme.accent}; }}\n"
        f".heading, .score-number, .reached {{ color: {theme.heading}; }}\n"
    )


def blank_head_sheet(fixed: PageWords, words: str) -> str:
    """What stands at the head of every further page of a checklist, to be filled in where pages come apart."""
    side, other = ("left", "right") if fixed.direction == RTL else ("right", "left")
    return (
        f"@page {{ @top-{side} {{ content: {_css(words)}; font-weight: 400; color: #000; }} "
        f"@top-{other} {{ color: #000; }} }}\n"
        f"@page :first {{ @top-{side} {{ content: none; }} }}\n"
    )


def page_sheet(fixed: PageWords) -> str:
    """The faces, the words of the page's foot, and what a page from right to left needs."""
    families = ", ".join(_css(family) if " " in family else family for family in FAMILIES)
    counted = _counted(fixed.page)
    sheet = (
        f"html {{ font-family: {families}; }}\n"
        f"@page {{ @bottom-{_foot_side(fixed)} {{ content: {counted}; }} }}\n"
    )
    if fixed.language == ROMANIAN:
        sheet += _COMMA_BELOW
    return sheet + _read(FROM_THE_RIGHT) if fixed.direction == RTL else sheet


def _foot_side(fixed: PageWords) -> str:
    return "left" if fixed.direction == RTL else "right"


def _counted(pattern: str) -> str:
    """A pattern with the places `{page}` and `{pages}` as the content of a margin box."""
    counters = {"page": "counter(page)", "pages": "counter(pages)"}
    parts: list[str] = []
    for literal, name, _spec, _conversion in Formatter().parse(pattern):
        if literal:
            parts.append(_css(literal))
        if name is not None:
            parts.append(counters[name])
    return " ".join(parts)


def _css(words: str) -> str:
    """Words as a CSS string."""
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _read(name: str) -> str:
    return (templates_folder() / name).read_text(encoding="utf-8")
