"""What a design's pages and style sheets load: its own pictures and fonts, put inside as `data:` URIs.

Nothing else can be loaded: another address is a fault with its file and line, and no page reads a disk.
"""

import re
from functools import lru_cache
from pathlib import PurePosixPath

from qaudit.core.problems import nearest
from qaudit.core.text import printable
from qaudit.errors import DesignBroken
from qaudit.reports.design import BRAND_SHEET, Design, document_of
from qaudit.reports.images import UnreadableImage, data_uri, print_image
from qaudit.reports.logo import logo_source
from qaudit.speech import _

LONGEST_SIDE = 2400
"""Pixels: a picture over a whole page at 200 dots to the inch."""
_FONTS = {".woff2": "font/woff2", ".woff": "font/woff", ".ttf": "font/ttf", ".otf": "font/otf"}
_SHEET = re.compile(
    r"(?P<comment>/\*.*?(?:\*/|\Z))"
    r"|(?P<import>@import\b)"
    r"|url\(\s*(?P<quote>[\"']?)(?P<url>[^\"'()\n]*)(?P=quote)\s*\)"
    r"|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'",
    re.DOTALL | re.IGNORECASE,
)
_SOURCE = re.compile(r"(<img\b[^<>]*?\ssrc=\")([^\"]*)\"")


def sheet_of(design: Design, template: str) -> str:
    """The design's style of one document: `brand.css`, then the sheet of the document's own name.

    Lines stay where they are. Raises `DesignBroken`.
    """
    names = dict.fromkeys((BRAND_SHEET, f"{document_of(template)}.css"))
    return "".join(f"{inlined(design, name)}\n" for name in names if name in design.by_name)


def inlined(design: Design, name: str) -> str:
    """A style sheet of the design with its pictures and fonts inside. Raises `DesignBroken`."""
    text = design.text(name)

    def put_inside(found: re.Match[str]) -> str:
        if found["comment"] is not None:
            return "\n" * found[0].count("\n")
        place = design.shown(name), text.count("\n", 0, found.start()) + 1
        if found["import"] is not None:
            raise DesignBroken(*place, _("a style sheet loads no other one; write it into {name}", name=name))
        if found["url"] is None or found["url"].startswith(("data:", "#")):
            return found[0]
        return f'url("{source_of(design, found["url"].strip(), place)}")'

    return _SHEET.sub(put_inside, text)


def with_pictures(design: Design, page: str, template: str) -> str:
    """A page in which each picture of the design is put inside. Raises `DesignBroken`."""

    def put_inside(found: re.Match[str]) -> str:
        if found[2].startswith("data:") or not found[2]:
            return found[0]
        return f'{found[1]}{source_of(design, found[2], _written(design, found[2], template))}"'

    return _SOURCE.sub(put_inside, page)


def source_of(design: Design, name: str, place: tuple[str, int]) -> str:
    """A file of the design as a `data:` URI; `place` is where it is asked for. Raises `DesignBroken`."""
    data = design.by_name.get(name.removeprefix("./"))
    if data is None:
        near = nearest(name, design.by_name)
        reason = _("the design has no file {name}", name=printable(name, one_line=True))
        if near:
            reason = _("{reason}; did you mean {word}?", reason=reason, word=near[0])
        raise DesignBroken(*place, reason)
    source = _source(data, PurePosixPath(name).suffix.lower())
    if not source:
        raise DesignBroken(*place, _("{name} is no picture or font that can be used", name=name))
    return source


@lru_cache(maxsize=64)
def _source(data: bytes, suffix: str) -> str:
    if suffix in _FONTS:
        return data_uri(_FONTS[suffix], data)
    if suffix == ".svg":
        return logo_source(data)
    try:
        return print_image(data, LONGEST_SIDE, keeps_transparency=suffix == ".png")[0]
    except UnreadableImage:
        return ""


def _written(design: Design, name: str, template: str) -> tuple[str, int]:
    """Where a picture is asked for: the first template that has its name, else the document's."""
    for one in design.templates:
        text = design.text(one)
        if name in text:
            return design.shown(one), text.count("\n", 0, text.index(name)) + 1
    return design.shown(template), 1
