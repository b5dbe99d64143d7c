"""What is written in a report: a PDF's pages as text, an HTML page as text, and a page without its noise."""

import html
import io
import re
from dataclasses import dataclass

import pypdf
from pypdf.generic import DecodedStreamObject, NameObject

GOLDEN = "golden/harbour.html"
AFTERMATH = "golden/harbour-after.html"
BLANK = "golden/blank.html"
BRANCH = "golden/branch-{language}.html"
ROUND = "golden/round-{language}.html"
COMPARISON = "golden/comparison-{language}.html"


@dataclass(frozen=True)
class WrittenPdf:
    """A PDF as a reader sees it."""

    pages: tuple[str, ...]
    bookmarks: tuple[tuple[int, str], ...]
    info: dict[str, str]

    @property
    def text(self) -> str:
        return "\n".join(self.pages)


def read_pdf(made: bytes) -> WrittenPdf:
    """The text of each page, the bookmarks with their depth, and the document's information."""
    reader = pypdf.PdfReader(io.BytesIO(made))
    pages = tuple(plain(_words_alone(page).extract_text()) for page in reader.pages)
    info = {str(key): str(value) for key, value in (reader.metadata or {}).items()}
    return WrittenPdf(pages, tuple(_bookmarks(reader.outline, 1)), info)


def count_pages(made: bytes) -> int:
    """How many pages a PDF has, without reading them."""
    return len(pypdf.PdfReader(io.BytesIO(made)).pages)


NO_WORDS = re.compile(
    rb"^(?:[-\d. ]+ (?:re|m|l|c|rg|RG|w)|f\*?|W\*?|n|S|/\w+ gs|/\w+|<</MCID \d+>>|B[DM]C|EMC)\n", re.MULTILINE
)
"""A line of a page's content that draws or marks: a reader of words has no use for it."""
KERNING = re.compile(rb">(?:-?\d{1,2}(?:\.\d+)?(?:<>)?)+<")
"""Between two letters: too small for a space, which begins at some 250."""


def _words_alone(page: pypdf.PageObject) -> pypdf.PageObject:
    """The page with less to read: WeasyPrint writes each letter by itself. The text is the same, in half the time."""
    content = page.get_contents()
    if content is not None:
        words = DecodedStreamObject()
        words.set_data(KERNING.sub(b"", NO_WORDS.sub(b"", content.get_data())))
        page[NameObject("/Contents")] = words
    return page


def _bookmarks(outline: object, depth: int) -> list[tuple[int, str]]:
    found = []
    assert isinstance(outline, list)
    for entry in outline:
        found += _bookmarks(entry, depth + 1) if isinstance(entry, list) else [(depth, str(entry.title))]
    return found


def read_html(page: str) -> str:
    """The words of a page, as a browser would show them."""
    body = re.sub(r"<title>.*?</title>", "", page.partition("<body>")[2])
    body = re.sub(r"<svg.*?</svg>|<script.*?</script>", "", body, flags=re.DOTALL)
    body = re.sub(r"</?(?:bdi|b|span)\b[^>]*>", "", body)
    return plain(html.unescape(re.sub(r"<[^>]*>", " ", body)))


def plain(words: str) -> str:
    """Words with single, ordinary spaces."""
    return re.sub(r"\s+", " ", words.replace("\u00a0", " ")).strip()


def normalised(page: str) -> str:
    """A page without its style, its script and the bytes of its pictures, one element to a line."""
    page = re.sub(r"<script.*?</script>", "<script>…</script>", page, flags=re.DOTALL)
    page = re.sub(r"sha256-[A-Za-z0-9+/=]+", "sha256-…", page)
    page = re.sub(r"<style>.*?</style>", "<style>…</style>", page, flags=re.DOTALL)
    page = re.sub(r'"data:([a-z+/]+);base64,[^"]*"', r'"data:\1,…"', page)
    lines = (line.strip() for line in page.splitlines())
    return "\n".join(line for line in lines if line) + "\n"
