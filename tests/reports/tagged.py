"""The structure tree of a PDF as a screen reader walks it: each element with its text, read out of the pages."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf


@dataclass(frozen=True)
class Element:
    """One structure element. `parts` are the texts of its own marks, as they are drawn, and other elements."""

    kind: str
    alt: str
    language: str
    actual: str
    scope: str
    spans: tuple[int, int]
    has_box: bool
    parts: tuple["str | Element", ...] = ()

    @property
    def kids(self) -> tuple["Element", ...]:
        return tuple(part for part in self.parts if isinstance(part, Element))

    @property
    def drawn(self) -> str:
        """The text of its own marks in the order of drawing."""
        return "".join(part for part in self.parts if isinstance(part, str))

    def walk(self) -> Iterator["Element"]:
        """This element and all below it, in the order of reading."""
        yield self
        for kid in self.kids:
            yield from kid.walk()

    @property
    def text(self) -> str:
        """All that is read out, but for what pictures show."""
        if self.kind == "Figure":
            return ""
        if self.actual:
            return self.actual
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    def find(self, kind: str) -> list["Element"]:
        return [one for one in self.walk() if one.kind == kind]


@dataclass
class Tagged:
    """A tagged PDF. `artifacts` are (page, kind, text) of what is drawn and not read; `loose` counts what is
    drawn outside of any mark."""

    document: Element
    artifacts: list[tuple[int, str, str]]
    loose: int
    unowned: int
    catalog: dict[str, Any] = field(default_factory=dict)


@dataclass
class _Page:
    texts: dict[int, str] = field(default_factory=dict)
    artifacts: list[tuple[str, str]] = field(default_factory=list)
    loose: int = 0


def read_tagged(made: bytes) -> Tagged:
    """Reads the tree and everything that is marked."""
    with pikepdf.open(io.BytesIO(made)) as pdf:
        pages = [_read_page(page) for page in pdf.pages]
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        owned: set[tuple[int, int]] = set()
        root = pdf.Root.StructTreeRoot.K
        document = _element(root, pages, numbers, owned)
        _check_the_way_back(pdf, owned, numbers)
        drawn = {(number, mcid) for number, page in enumerate(pages) for mcid in page.texts}
        return Tagged(
            document,
            [(number, *one) for number, page in enumerate(pages) for one in page.artifacts],
            sum(page.loose for page in pages),
            len(drawn ^ owned),
            {
                "lang": str(pdf.Root.Lang),
                "marked": bool(pdf.Root.MarkInfo.Marked),
                "title shown": bool(pdf.Root.ViewerPreferences.DisplayDocTitle),
                "begins at": str(pdf.Root.ViewerPreferences.get("/Direction", "left")).removeprefix("/"),
                "tabs": {str(page.get("/Tabs")) for page in pdf.pages},
            },
        )


def _element(thing: Any, pages: list[_Page], numbers: dict[Any, int], owned: set[tuple[int, int]]) -> Element:
    parts: list[str | Element] = []
    for kid in _kids(thing):
        if isinstance(kid, int) or kid.get("/Type") == "/MCR":
            page = numbers[(thing if isinstance(kid, int) else kid).Pg.objgen]
            mcid = kid if isinstance(kid, int) else int(kid.MCID)
            assert (page, mcid) not in owned, "a piece belongs to two elements"
            owned.add((page, mcid))
            parts.append(pages[page].texts[mcid])
        elif kid.get("/Type") == "/StructElem":
            assert kid.P.objgen == thing.objgen, "an element names another as the one around it"
            parts.append(_element(kid, pages, numbers, owned))
    attributes = thing.get("/A", {})
    return Element(
        str(thing.S)[1:],
        str(thing.get("/Alt", "")),
        str(thing.get("/Lang", "")),
        str(thing.get("/ActualText", "")),
        str(attributes.get("/Scope", ""))[1:],
        (int(attributes.get("/ColSpan", 1)), int(attributes.get("/RowSpan", 1))),
        "/BBox" in attributes,
        tuple(parts),
    )


def _kids(thing: Any) -> list[Any]:
    kids = thing.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _check_the_way_back(pdf: Any, owned: set[tuple[int, int]], numbers: dict[Any, int]) -> None:
    """The parent tree names, for each mark of each page, an element that has it."""
    tree = pdf.Root.StructTreeRoot.ParentTree
    nums = [one for kid in tree.get("/Kids", [tree]) for one in kid.Nums]
    rows = dict(zip((int(key) for key in nums[::2]), nums[1::2], strict=True))
    for number, page in enumerate(pdf.pages):
        row = rows[int(page.StructParents)]
        assert len(row) == len([one for one in owned if one[0] == number])
        for mcid, owner in enumerate(row):
            found = [
                kid if isinstance(kid, int) else int(kid.MCID)
                for kid in _kids(owner)
                if (isinstance(kid, int) and numbers[owner.Pg.objgen] == number)
                or (
                    not isinstance(kid, int)
                    and kid.get("/Type") == "/MCR"
                    and numbers[kid.Pg.objgen] == number
                )
            ]
            assert mcid in found


def _read_page(page: Any) -> _Page:
    found = _Page()
    stack: list[tuple[str, int | None, str]] = []
    maps: dict[str, dict[int, str]] = {}
    letters: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operator, operands = str(instruction.operator), instruction.operands
        if operator in ("BMC", "BDC"):
            properties: Any = operands[1] if operator == "BDC" else {}
            mcid = properties.get("/MCID")
            kind = str(properties.get("/Subtype", properties.get("/Type", "")))[1:]
            stack.append((str(operands[0])[1:], None if mcid is None else int(mcid), kind))
            if mcid is not None:
                found.texts[int(mcid)] = ""
        elif operator == "EMC":
            stack.pop()
        elif operator == "Tf":
            name = str(operands[0])
            maps.setdefault(name, _letters(page.Resources.Font[name]))
            letters = maps[name]
        elif operator in ("Tj", "TJ"):
            _put(found, stack, _shown(operands[0], letters))
        elif operator in ("f", "S", "B", "f*", "Do") and not stack:
            found.loose += 1
    return found


def _put(found: _Page, stack: list[tuple[str, int | None, str]], text: str) -> None:
    marks = [mcid for _, mcid, _ in stack if mcid is not None]
    artifacts = [kind for tag, _, kind in stack if tag == "Artifact"]
    if marks:
        found.texts[marks[-1]] += text
    elif artifacts:
        found.artifacts.append((artifacts[-1], text))
    else:
        found.loose += 1


def _shown(operand: Any, letters: dict[int, str]) -> str:
    pieces = operand if isinstance(operand, pikepdf.Array) else [operand]
    codes = b"".join(bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String))
    pairs = (int.from_bytes(codes[place : place + 2]) for place in range(0, len(codes), 2))
    return "".join(letters[code] for code in pairs)


def _letters(font: Any) -> dict[int, str]:
    """What each code of a font stands for, by its own table."""
    table = font.ToUnicode.read_bytes().decode("latin-1")
    return {
        int(code, 16): bytes.fromhex(text).decode("utf-16-be")
        for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL)
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", block)
    }
