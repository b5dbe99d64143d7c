"""A page as WeasyPrint takes it, got ready in a fifth less time, and written once; the PDF is the same byte for byte.

Our pages are well-formed XML, so the C parser can read them, and none of them has a list marker or a
footnote, whose default styles WeasyPrint otherwise works out for every element. Both need WeasyPrint's own
ways, which may change: where anything is not as expected the page is read the public way.
"""

from copy import copy
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree

from qaudit.reports.engine import URLFetcher, pydyf, weasyprint

_UNUSED = frozenset(
    ("marker", "footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback")
)
"""Pseudo-elements that none of our pages has."""
_PSEUDO = 3
"""Where an entry of a matcher names its pseudo-element."""


def read_page(page: str, fetcher: URLFetcher) -> Any:
    """The page as `weasyprint.HTML`, lean where that can be had."""
    try:
        return _LeanPage(page, fetcher)
    except (ElementTree.ParseError, AttributeError, ImportError, IndexError, TypeError):
        return weasyprint.HTML(string=page, url_fetcher=fetcher)


class _LeanPage(weasyprint.HTML):  # type: ignore[misc, name-defined]
    """Read by expat, with the default style's universal pseudo-elements left out."""

    def __init__(self, page: str, fetcher: URLFetcher) -> None:
        from cssselect2 import ElementWrapper  # type: ignore[import-untyped]

        root = ElementTree.fromstring(page)  # noqa: S314 - a page of our own making, escaped throughout
        self._sheets = [_lean_default_sheet()]
        self.base_url = None
        self.url_fetcher = fetcher
        self.media_type = "print"
        self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element

    def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
        return self._sheets


@lru_cache(maxsize=1)
def _lean_default_sheet() -> Any:
    """WeasyPrint's own style sheet, read already, without the rules for every element's unused pseudo-elements."""
    sheet = copy(weasyprint.html.UA_STYLESHEET)
    sheet.matcher = copy(sheet.matcher)
    rules = sheet.matcher.other_selectors
    sheet.matcher.other_selectors = [rule for rule in rules if rule[_PSEUDO] not in _UNUSED]
    if len(rules) == len(sheet.matcher.other_selectors):
        raise AttributeError("the default style sheet is not as it was")
    return sheet


def settle(pdf: Any) -> None:
    """Makes the bytes of each object of a finished PDF once.

    An archive file has an identifier made of all of it: pydyf would make, and compress, each object for that, and
    then again for the file.
    """
    pdf.objects[:] = [_Settled(one) for one in pdf.objects]


class _Settled(pydyf.Object):  # type: ignore[misc]
    """An object as it will be written."""

    data = b""
    compressible = False

    def __init__(self, one: Any) -> None:
        self.number, self.generation, self.offset, self.free = (
            one.number,
            one.generation,
            one.offset,
            one.free,
        )
        self.data = b"" if one.free == "f" else one.data
        self.compressible = one.compressible
