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
_TAG = re.compile(r"<([a-zA-Z][^\s<>/]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_ATTRIBUTE = re.compile(r"(\s)([^\s=\"'<>/]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))")
_STYLE = re.compile(r"(<style\b[^<>]*>)(.*?)(</style>)", re.DOTALL | re.IGNORECASE)
_HERE = ("data:", "#")
_LOADED = frozenset(("src", "srcset", "poster", "data", "background", "href", "xlink:href"))
_FOLLOWED = frozenset(("a", "area"))
"""Whose address is gone to by who reads, and loaded by nobody."""


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
        place = design.shown(name), text.count("\n", 0, found.start()) + 1
        return _part_inside(design, found, place, name)

    return _SHEET.sub(put_inside, text)


def _part_inside(design: Design, found: re.Match[str], place: tuple[str, int], name: str) -> str:
    """What stands for a part of a style that `_SHEET` finds; `name` is the sheet for what others would load."""
    if found["comment"] is not None:
        return "\n" * found[0].count("\n")
    if found["import"] is not None:
        raise DesignBroken(*place, _("a style sheet loads no other one; write it into {name}", name=name))
    if found["url"] is None or found["url"].startswith(_HERE):
        return found[0]
    return f'url("{source_of(design, found["url"].strip(), place)}")'


def with_pictures(design: Design, page: str, template: str) -> str:
    """A page with the design's pictures inside. Raises `DesignBroken` for whatever else a browser would load."""
    inside = _Inside(design, template)
    return _TAG.sub(inside.tag, _STYLE.sub(inside.style, page))


class _Inside:
    """Puts what one page loads inside it, whichever way it is written."""

    def __init__(self, design: Design, template: str) -> None:
        self._design = design
        self._template = template

    def style(self, found: re.Match[str]) -> str:
        """A `<style>`: it stays where it is, ours too."""
        return found[1] + _SHEET.sub(self._part, found[2]) + found[3]

    def tag(self, found: re.Match[str]) -> str:
        """The beginning of an element."""
        name = found[1].lower()
        if name == "script":
            reason = _("a template may not do that: {reason}", reason="<script>")
            raise DesignBroken(*_written(self._design, found[0], self._template), reason)
        if "=" not in found[2]:
            return found[0]
        return f"<{found[1]}{_ATTRIBUTE.sub(lambda one: self._attribute(one, name), found[2])}>"

    def _attribute(self, found: re.Match[str], tag: str) -> str:
        name, value = found[2].lower(), found[3] or found[4] or found[5] or ""
        if name == "style" and "url(" in value.lower():
            inside = _SHEET.sub(self._part, value).replace('"', "&quot;")
            return f'{found[1]}{found[2]}="{inside}"'
        if name not in _LOADED or tag in _FOLLOWED or not value or value.startswith(_HERE):
            return found[0]
        source = source_of(self._design, value, _written(self._design, value, self._template))
        return f'{found[1]}{found[2]}="{source}"'

    def _part(self, found: re.Match[str]) -> str:
        if found["comment"] is not None:
            return found[0]
        place = _written(self._design, found["url"] or found[0], self._template)
        return _part_inside(self._design, found, place, BRAND_SHEET)


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
