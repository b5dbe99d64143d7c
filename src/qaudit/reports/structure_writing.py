"""The structure tree of a PDF as values, and how they are written into the file."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from qaudit.reports.engine import pydyf
from qaudit.reports.spoken_tongue import is_from_the_right

NEVER_EMPTY = frozenset(("Document", "TR", "TH", "TD"))
"""What stays in the tree though nothing is in it: a table keeps its grid."""
PAIRED = frozenset("()[]{}<>«»‹›")
"""Signs that are drawn the other way round between letters from the right: each shape has one reading in a file."""


@dataclass(slots=True, eq=False)
class Node:
    """One structure element: `kids` are nodes, marks and annotations, in the order of reading.

    `actual` is its text where the order of drawing is another than that of reading.
    """

    kind: str
    page: int
    alt: str = ""
    language: str = ""
    actual: str = ""
    attributes: tuple[tuple[str, object], ...] = ()
    kids: list[Any] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked piece of a page. `text` is what it says, `line` how far down the page; a picture has neither."""

    page: int
    number: int
    text: str = ""
    line: float = 0.0


@dataclass(frozen=True, slots=True)
class Linked:
    """An annotation of a link."""

    page: int
    annotation: Any


class PageMarks:
    """The marked pieces of one page: which of them are read, and what kind of artifact the others are."""

    def __init__(self, tags: dict[Any, dict[str, Any]]) -> None:
        self._tags = tags
        self._artifacts: dict[int, bytes] = {}
        self._says: dict[int, str] = {}
        self.new_numbers: dict[int, int] = {}
        self.owners: list[Any] = []

    def of(self, box: Any) -> int | None:
        """The number of a box's mark; None where nothing of it was drawn."""
        found = self._tags.get(box)
        return None if found is None else int(found["mcid"])

    def put_aside(self, number: int, kind: bytes) -> None:
        """Makes a marked piece an artifact."""
        self._artifacts[number] = kind

    def hear(self, number: int, text: str) -> None:
        """Takes in what a marked piece says."""
        if not PAIRED.isdisjoint(text):
            self._says[number] = text

    def settle(self, content: list[Any], *, has_both_ways: bool = False) -> None:
        """Writes into the page what is an artifact, and counts the other marks from 0 on without a gap.

        Where the file has letters from the right (`has_both_ways`), a piece with brackets and no such letter says its
        text beside its number: programs that copy text out do not look into the tree.
        """
        read = (number for number in range(len(self._tags)) if number not in self._artifacts)
        self.new_numbers = {old: new for new, old in enumerate(read)}
        self.owners = [None] * len(self.new_numbers)
        for place, operator in enumerate(content):
            if operator != b"BDC":
                continue
            number = content[place - 1]["MCID"]
            if number in self._artifacts:
                content[place - 2 : place] = [b"/Artifact", self._artifacts[number]]
            else:
                said = self._says.get(number, "") if has_both_ways else ""
                actual = b"" if not said or is_from_the_right(said) else b"/ActualText" + _hexadecimal(said)
                content[place - 1] = b"<</MCID %d%b>>" % (self.new_numbers[number], actual)


class TreeWriter:
    """Writes the tree into a PDF."""

    def __init__(self, pdf: Any, pages: list[PageMarks]) -> None:
        self._pdf = pdf
        self._pages = pages
        self._links: list[tuple[Any, Any]] = []
        self._has_both_ways = False

    def write(self, document: Node) -> None:
        """The tree's root, its elements, and the way back from each mark to its element."""
        self._has_both_ways = has_both_ways(document)
        root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
        self._pdf.add_object(root)
        root["K"] = self._element(document, root).reference
        numbers: list[Any] = []
        for number, page in enumerate(self._pages):
            numbers += [number, pydyf.Array(page.owners)]
        for number, (owner, annotation) in enumerate(self._links, start=len(self._pages)):
            annotation["StructParent"] = number
            numbers += [number, owner]
        parents = pydyf.Dictionary({"Nums": pydyf.Array(numbers)})
        self._pdf.add_object(parents)
        root["ParentTree"] = parents.reference
        root["ParentTreeNextKey"] = len(self._pages) + len(self._links)
        self._pdf.catalog["StructTreeRoot"] = root.reference

    def _element(self, node: Node, parent: Any) -> Any:
        element = pydyf.Dictionary(
            {"Type": "/StructElem", "S": f"/{node.kind}", "P": parent.reference, "Pg": self._page(node.page)}
        )
        self._pdf.add_object(element)
        if node.alt:
            element["Alt"] = pydyf.String(node.alt)
        if node.language:
            element["Lang"] = pydyf.String(node.language)
        node.kids = in_reading_order(node, has_both_ways=self._has_both_ways)
        if node.actual:
            element["ActualText"] = pydyf.String(node.actual)
        if node.attributes:
            element["A"] = pydyf.Dictionary(dict(node.attributes))
        kids = [self._kid(kid, node, element) for kid in node.kids if not _is_empty(kid)]
        if kids:
            element["K"] = kids[0] if len(kids) == 1 else pydyf.Array(kids)
        return element

    def _kid(self, kid: Any, node: Node, element: Any) -> Any:
        if isinstance(kid, Node):
            return self._element(kid, element).reference
        if isinstance(kid, Linked):
            self._links.append((element.reference, kid.annotation))
            return pydyf.Dictionary(
                {"Type": "/OBJR", "Pg": self._page(kid.page), "Obj": kid.annotation.reference}
            )
        number = self._pages[kid.page].new_numbers[kid.number]
        self._pages[kid.page].owners[number] = element.reference
        if kid.page == node.page:
            return number
        return pydyf.Dictionary({"Type": "/MCR", "Pg": self._page(kid.page), "MCID": number})

    def _page(self, number: int) -> Any:
        return self._pdf.page_references[number]


def in_reading_order(node: Node, *, has_both_ways: bool) -> list[Any]:
    """The kids of a node; where their letters run from right to left `actual` says what they say.

    Beside other nodes such marks get a node of their own. `has_both_ways`: the document has letters from right to
    left, so paired signs may be read the wrong way round from their shapes.
    """

    def is_told(kid: object) -> bool:
        return isinstance(kid, Mark) and (
            is_from_the_right(kid.text) or (has_both_ways and not PAIRED.isdisjoint(kid.text))
        )

    if not any(map(is_told, node.kids)):
        return node.kids
    if all(isinstance(kid, Mark) for kid in node.kids):
        node.actual = _read_out(node.kids)
        return node.kids
    kids: list[Any] = []
    for is_mark, run in groupby(node.kids, lambda kid: isinstance(kid, Mark)):
        pieces = list(run)
        if is_mark and any(map(is_told, pieces)):
            pieces = [Node("Span", pieces[0].page, actual=_read_out(pieces), kids=pieces)]
        kids += pieces
    return kids


def has_both_ways(document: Node) -> bool:
    """Whether any text of the tree is from right to left."""
    return any(is_from_the_right(mark.text) for mark in _marks(document))


def _hexadecimal(text: str) -> bytes:
    return b"<%b>" % ("\ufeff" + text).encode("utf-16-be").hex().upper().encode()


def _marks(node: Node) -> Iterator[Mark]:
    for kid in node.kids:
        if isinstance(kid, Mark):
            yield kid
        elif isinstance(kid, Node):
            yield from _marks(kid)


def _read_out(marks: list[Mark]) -> str:
    """The text of marks, a space where a line ends."""
    told = ""
    for number, mark in enumerate(marks):
        is_new_line = number > 0 and (mark.page, mark.line) != (
            marks[number - 1].page,
            marks[number - 1].line,
        )
        told += (" " if is_new_line and not told.endswith((" ", "\u00a0")) else "") + mark.text
    return told


def _is_empty(kid: object) -> bool:
    return (
        isinstance(kid, Node)
        and kid.kind not in NEVER_EMPTY
        and all(isinstance(one, Node) and _is_empty(one) for one in kid.kids)
    )
