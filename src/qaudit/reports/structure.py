"""The structure tree of a PDF: what a screen reader reads, made of the elements of the page and in their order.

WeasyPrint marks each piece of text and each picture where it is drawn, and asks for a tree of them when all pages
are there. The tree made here has one node for each element that means something, however many pages it is
broken over, and none for what only lays out. What repeats on every page (running heads, page numbers, the head
of a table that goes on) is an artifact: drawn, and not read.

Letters from right to left are drawn in the order of the eye, so the element that holds them says its text once
more in the order of reading.

An element with `aria-hidden="true"`, and a picture whose alternative text is empty, are artifacts too.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from qaudit.reports.engine import boxes, pydyf, tagging
from qaudit.reports.spoken_tongue import tongue_of
from qaudit.reports.structure_writing import Linked, Mark, Node, PageMarks, TreeWriter, has_both_ways
from qaudit.reports.whole_words import JOINER

SVG = "{http://www.w3.org/2000/svg}"
KINDS = {
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    "p": "P",
    "section": "Sect",
    "article": "Art",
    "blockquote": "BlockQuote",
    "a": "Link",
    "ul": "L",
    "ol": "L",
    "li": "LI",
    "caption": "Caption",
    "figcaption": "Caption",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "img": "Figure",
    f"{SVG}svg": "Figure",
}
"""The structure type of each element that has one; every other gives what it holds to the one around it."""
ROLES = {"list": "L", "listitem": "LI"}
GROUPING = frozenset(
    ("Document", "Sect", "Art", "Div", "BlockQuote", "Table", "THead", "TBody", "TFoot", "TR", "L")
)
"""What holds other nodes and no text: text that stands in one is a paragraph of its own."""
HEADLESS = {"table": "L", "thead": "", "tbody": "", "tfoot": "", "tr": "LI", "td": "Div"}
"""What a table is that has no heads: a list of its rows, set out in columns."""
HEADER, FOOTER, REPEATED = (
    b"<</Type/Pagination/Subtype/Header>>",
    b"<</Type/Pagination/Subtype/Footer>>",
    b"<</Type/Pagination>>",
)
DECORATION = b"<</Type/Layout>>"


@contextmanager
def own_structure() -> Iterator[None]:
    """Inside, a PDF that WeasyPrint tags has the structure tree of this module."""
    theirs = tagging.add_tags
    tagging.add_tags = add_structure
    try:
        yield
    finally:
        tagging.add_tags = theirs


def add_structure(pdf: Any, document: Any, _version: object, streams: list[Any]) -> None:
    """Gives a PDF its structure tree, its parent tree, and the settings that go with them."""
    reader = _Reader()
    for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True)):
        reader.read(number, page, stream._tags)  # noqa: SLF001 - WeasyPrint's own tagging reads them too
    both_ways = has_both_ways(reader.document)
    for marks, stream in zip(reader.pages, streams, strict=True):
        marks.settle(stream.stream, has_both_ways=both_ways)
    TreeWriter(pdf, reader.pages).write(reader.document)
    turned = {"Direction": "/R2L"} if reader.direction == "rtl" else {}  # where two pages stand side by side
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true", **turned})
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    pdf.catalog.setdefault("Lang", pydyf.String("en"))


class _Reader:
    """Reads laid out pages into one tree. `element` stands for an element of the page's source throughout.

    `direction` is that of the document once a page was read.
    """

    def __init__(self) -> None:
        self.document = Node("Document", 0)
        self.pages: list[PageMarks] = []
        self._made: dict[object, Node] = {}
        self._headless: dict[object, str] = {}
        self._root: Any = None
        self._language, self.direction = "", "ltr"

    def read(self, number: int, page: Any, tags: dict[Any, dict[str, Any]]) -> None:
        """Adds what stands on a page."""
        self._page, self._height = number, page.height
        self._marks = PageMarks(tags)
        self.pages.append(self._marks)
        for box in page._page_box.children:  # noqa: SLF001 - the same
            if isinstance(box, boxes.MarginBox):
                self._put_aside(box, HEADER if box.at_keyword.startswith("@top") else FOOTER)
            else:
                if self._root is None:
                    self._begin(box.element)
                self._visit(box, self.document, None)

    def _begin(self, root: Any) -> None:
        self._root, self._language = root, root.get("lang", "")
        self.direction = root.get("dir", "ltr")

    def _visit(self, box: Any, parent: Node, block: Any) -> None:
        """`block` is the nearest element around that is set as a block."""
        box = getattr(box, "_box", box)
        if isinstance(box, boxes.TextBox):
            self._place(box, self._holder(parent, block))
            return
        if isinstance(box, boxes.ReplacedBox) and self._marks.of(box) is None:
            return
        element = box.element
        if not isinstance(box, boxes.InlineBox | boxes.LineBox):
            block = element
        node = self._node(box, element, parent, block)
        if node is None:
            return
        if isinstance(box, boxes.ReplacedBox):
            self._place(box, node)
        if (annotation := box.link_annotation) is not None and node.kind == "Link":
            annotation["Contents"] = pydyf.String(element.get("title") or _words(element))
            node.kids.append(Linked(self._page, annotation))
        for child in box.children:
            self._visit(child, node, block)

    def _node(self, box: Any, element: Any, parent: Node, block: Any) -> Node | None:
        """The node that what is in a box belongs to; None where all of it is put aside."""
        if element is None:
            return parent
        if (made := self._made.get(element)) is not None:
            if made.kind == "THead" and made.page != self._page:
                self._put_aside(box, REPEATED)
                return None
            return made
        if element.get("aria-hidden") == "true" or _is_decoration(element):
            self._put_aside(box, DECORATION)
            return None
        is_inline = isinstance(box, boxes.InlineBox | boxes.InlineReplacedBox)
        kind = self._kind_of(element)
        if not kind and self._language_of(element):
            kind = "Span" if is_inline else "Div"
        if not kind:
            return parent
        return self._new(kind, box, element, self._holder(parent, block) if is_inline else parent)

    def _kind_of(self, element: Any) -> str:
        if element.tag == "table" and next(element.iter("th"), None) is None:
            self._headless.update((one, HEADLESS[one.tag]) for one in element.iter() if one.tag in HEADLESS)
        if (told := self._headless.get(element)) is not None:
            return told
        return ROLES.get(element.get("role", "")) or KINDS.get(element.tag, "")

    def _new(self, kind: str, box: Any, element: Any, parent: Node) -> Node:
        node = Node(kind, self._page, language=self._language_of(element))
        parent.kids.append(node)
        if kind == "Figure":
            node.alt = alternative_text(element)
            node.attributes = (("O", "/Layout"), ("BBox", self._place_on_page(box)))
        elif kind in ("TH", "TD"):
            node.attributes = _cell_attributes(kind, box, element)
        elif kind == "LI":
            body = Node("LBody", self._page)
            node.kids.append(body)
            node = body
        self._made[element] = node
        return node

    def _holder(self, parent: Node, block: Any) -> Node:
        """The node that takes text: a paragraph where `parent` only groups."""
        if parent.kind not in GROUPING:
            return parent
        key = (parent, block)
        if key not in self._made:
            self._made[key] = Node("P", self._page)
            parent.kids.append(self._made[key])
        return self._made[key]

    def _place(self, box: Any, node: Node) -> None:
        if (number := self._marks.of(box)) is not None:
            text = box.text.replace(JOINER, "") if isinstance(box, boxes.TextBox) else ""
            node.kids.append(Mark(self._page, number, text, box.position_y))
            self._marks.hear(number, text)

    def _put_aside(self, box: Any, kind: bytes) -> None:
        box = getattr(box, "_box", box)
        if (number := self._marks.of(box)) is not None:
            self._marks.put_aside(number, kind)
        for child in box.children:
            self._put_aside(child, kind)

    def _language_of(self, element: Any) -> str:
        """The language of an element's text where it is another than the document's; else empty."""
        if element is self._root:
            return ""
        named: str = element.get("lang", "")
        if not named and element.get("dir", self.direction) not in (self.direction, "ltr"):
            named = tongue_of(_words(element))
        return "" if named == self._language else named

    def _place_on_page(self, box: Any) -> Any:
        """Left, bottom, right and top of a picture in points, from the page's lower left corner."""
        left, top = box.content_box_x(), box.content_box_y()
        right, bottom = left + box.width, top + box.height
        corners = (left, self._height - bottom, right, self._height - top)
        return pydyf.Array([round(corner * 0.75, 3) for corner in corners])


def alternative_text(element: Any) -> str:
    """What a picture says to who cannot see it: its title and its description, or its `alt`."""
    if element.tag != f"{SVG}svg":
        return str(element.get("alt") or "").strip()
    told = [(element.findtext(f"{SVG}{name}") or "").strip() for name in ("title", "desc")]
    return ": ".join(filter(None, told))


def _is_decoration(element: Any) -> bool:
    return KINDS.get(element.tag) == "Figure" and not alternative_text(element)


def _cell_attributes(kind: str, box: Any, element: Any) -> tuple[tuple[str, object], ...]:
    found: list[tuple[str, object]] = [("O", "/Table")]
    if kind == "TH":
        found.append(("Scope", "/Row" if element.get("scope") == "row" else "/Column"))
    found += [
        (name, span) for name, span in (("ColSpan", box.colspan), ("RowSpan", box.rowspan)) if span != 1
    ]
    return tuple(found) if len(found) > 1 else ()


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())
