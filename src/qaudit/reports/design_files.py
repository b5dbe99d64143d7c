"""What a design's pages and style sheets load: its own pictures and fonts, put inside as `data:` URIs.

Nothing else can be loaded: another address is a fault with its file and line, and no page reads a disk.
"""

import re
from functools import lru_cache
from html import escape, unescape
from pathlib import PurePosixPath
from typing import NoReturn

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
FONT_SUFFIXES = tuple(_FONTS)
_SHEET = re.compile(
    r"(?P<comment>/\*.*?(?:\*/|\Z))"
    r"|(?P<import>@import\b)"
    r"|url\(\s*(?P<quote>[\"']?)(?P<url>[^\"'()\\\n]*)(?P=quote)\s*\)"
    r"|(?P<odd>url\(|image-set\(|\\[0-9a-z])"
    r"|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'",
    re.DOTALL | re.IGNORECASE,
)
_PAGE = re.compile(
    r"(?P<style><style\b[^<>]*>)(?P<sheet>.*?)(?=</style[\s/>]|\Z)"
    r"|<(?P<tag>[a-z][^\s\"'<>/=]*+)"
    r"(?P<attributes>(?:\s++[^\s\"'<>/=]++(?:\s*=\s*(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'<>=`]++))?+)*+)(?P<end>\s*/?>)"
    r"|<(?P<malformed>[a-z][^<>\n]{0,40})",
    re.DOTALL | re.IGNORECASE,
)
"""A style, the beginning of an element as every reader of HTML takes it, or of one that readers take each their way."""
_ATTRIBUTE = re.compile(r"(\s)([^\s\"'<>/=]++)\s*=\s*(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'<>=`]++))")
_HERE = ("data:", "#")
_LOADED = frozenset(("src", "srcset", "poster", "data", "background", "href", "xlink:href"))
_STYLED = frozenset(
    (
        "style",
        "fill",
        "stroke",
        "filter",
        "mask",
        "clip-path",
        "cursor",
        "marker-start",
        "marker-mid",
        "marker-end",
    )
)
"""Whose value is written as in a style sheet."""
_FOLLOWED = frozenset(("a", "area"))
"""Whose address is gone to by who reads, and loaded by nobody."""
_FRAMES = frozenset(("iframe", "frame", "object", "embed"))
_ADDRESSES = frozenset(("href", "xlink:href", "action", "formaction", "values", "from", "to", "by"))
"""Where a browser takes an address to go to; the last four may set another's while a picture moves."""
_UNREAD = re.compile(r"[\x00-\x20]+")
"""What browsers leave out at the beginning of an address, and partly inside it."""


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
    if found["odd"] is not None:
        raise DesignBroken(*place, _("a style sheet may not do that: {reason}", reason=found["odd"]))
    if found["url"] is None or found["url"].startswith(_HERE):
        return found[0]
    return f'url("{source_of(design, found["url"].strip(), place)}")'


def with_pictures(design: Design, page: str, template: str) -> str:
    """A page with the design's pictures inside. Raises `DesignBroken` for whatever else a browser would load."""
    inside = _Inside(design, template)
    return _PAGE.sub(inside.part, page)


class _Inside:
    """Puts what one page loads inside it, whichever way it is written."""

    def __init__(self, design: Design, template: str) -> None:
        self._design = design
        self._template = template

    def part(self, found: re.Match[str]) -> str:
        """What stands for a part of a page that `_PAGE` finds: what is loaded stays where it is, ours too."""
        if found["style"] is not None:
            return found["style"] + _SHEET.sub(self._part, found["sheet"])
        if found["malformed"] is not None:
            shown = printable(found[0], one_line=True)
            self._refuse(found[0], _("this tag is not well-formed: {tag}", tag=shown))
        tag = found["tag"].lower()
        if tag == "script":
            self._refuse(found[0], _("a template may not do that: {reason}", reason="<script>"))
        if "=" not in found["attributes"]:
            return found[0]
        attributes = _ATTRIBUTE.sub(lambda one: self._attribute(one, tag), found["attributes"])
        return f"<{found['tag']}{attributes}{found['end']}"

    def _refuse(self, written: str, reason: str) -> NoReturn:
        raise DesignBroken(*_written(self._design, written, self._template), reason)

    def _attribute(self, found: re.Match[str], tag: str) -> str:
        name, value = found[2].lower(), unescape(found[3] or found[4] or found[5] or "")
        if name in _STYLED:
            inside = _SHEET.sub(self._part, value)
            return found[0] if inside == value else f'{found[1]}{found[2]}="{escape(inside)}"'
        if _gives_orders(name, value):
            self._refuse(found[2], _("a template may not do that: {reason}", reason=name))
        # A `srcset` may name more than one; what stands in a frame is a page of its own, which nobody looked into.
        is_here = value.startswith(_HERE) and name != "srcset" and tag not in _FRAMES
        if name not in _LOADED or tag in _FOLLOWED or not value or is_here:
            return found[0]
        source = source_of(self._design, value, _written(self._design, value, self._template))
        return f'{found[1]}{found[2]}="{source}"'

    def _part(self, found: re.Match[str]) -> str:
        if found["comment"] is not None:
            return found[0]
        place = _written(self._design, found["url"] or found[0], self._template)
        return _part_inside(self._design, found, place, BRAND_SHEET)


def _is_script(address: str) -> bool:
    return _UNREAD.sub("", address).lower().startswith("javascript:")


def _gives_orders(attribute: str, value: str) -> bool:
    """Whether a browser would run something, show a page inside the page, or leave for another one by itself."""
    return (
        attribute.startswith("on")
        or attribute == "srcdoc"
        or (attribute == "http-equiv" and value.strip().lower() == "refresh")
        or (attribute in _ADDRESSES and any(map(_is_script, value.split(";"))))
    )


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
