"""Many finished reports as one file: a bookmark for each, its own ones below, and nothing of what it was lost.

Tags, enclosed files and the archive's claims are kept: each report becomes a part of one structure tree, and its
enclosed files get its name before theirs. Only signatures stay behind, which hold for the single files. One report
after the other is read and written, so that memory does not grow with their number.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from qaudit.errors import PdfFailed, system_reason
from qaudit.reports.archive_files import first_revision
from qaudit.reports.archive_metadata import packet
from qaudit.reports.files import writing_whole
from qaudit.reports.merged_writing import ObjectWriter
from qaudit.speech import RIGHT_TO_LEFT, _

GENERATOR = "qaudit"
_REFERENCE = re.compile(rb"\((?:\\.|[^\\()])*\)|\b([1-9]\d*) 0 R\b", re.DOTALL)
"""A reference, or a string: what looks like a reference in a string is none."""
_CATALOG, _PAGES, _OUTLINES, _TREE, _DOCUMENT, _PARENTS, _INFO, _PACKET, _FIRST_MARK = range(1, 10)


@dataclass(frozen=True, slots=True)
class Piece:
    """A report of the whole: what its bookmark says, and its file."""

    words: str
    path: Path


@dataclass(slots=True)
class _Whole:
    """What the pieces have left behind for the end of the file: bytes as they are written, numbers of objects."""

    pages: list[bytes] = field(default_factory=list)
    page_count: int = 0
    parts: list[bytes] = field(default_factory=list)
    parents: list[bytes] = field(default_factory=list)
    next_key: int = 0
    enclosed: list[tuple[bytes, bytes]] = field(default_factory=list)
    targets: list[tuple[bytes, bytes]] = field(default_factory=list)
    intents: bytes = b""
    made_at: str = ""
    producer: str = ""
    authors: set[str] = field(default_factory=set)


def write_merged(target: Path, pieces: Sequence[Piece], title: str, language: str) -> None:
    """Writes one PDF of all, in order, whole or not at all. Equal input gives equal bytes. Raises `PdfFailed`."""
    whole = _Whole()
    with writing_whole(target) as file:
        writer = ObjectWriter(file)
        writer.take(_FIRST_MARK - 1 + len(pieces))
        for place, piece in enumerate(pieces):
            with _opened(piece.path) as pdf:
                _Copy(pdf, piece, place, len(pieces)).write(writer, whole)
        _write_end(writer, whole, len(pieces), title, language)


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """A report as it was before anything, such as a signature, was put behind its end."""
    import pikepdf

    try:
        data = path.read_bytes()
    except OSError as fault:
        raise _unusable(path, system_reason(fault)) from fault
    try:
        with pikepdf.open(BytesIO(first_revision(data)), attempt_recovery=False) as pdf:
            if "/StructTreeRoot" not in pdf.Root or b"pdfaid:part" not in pdf.Root.Metadata.read_bytes():
                raise _unusable(path, _("it is no report for the archive"))
            yield pdf
    except (pikepdf.PdfError, AttributeError, KeyError, TypeError, ValueError) as fault:
        raise _unusable(path, fault) from fault


def _unusable(path: Path, reason: object) -> PdfFailed:
    return PdfFailed(
        _("{path} could not be put into one file: {reason}", path=path, reason=reason),
        _("make it again: --again"),
    )


class _Copy:
    """One report on its way into the whole. What counts through all of it is changed in `pdf` before it is copied."""

    def __init__(self, pdf: Any, piece: Piece, place: int, of: int) -> None:
        self._pdf = pdf
        self._piece = piece
        self._place = place
        self._of = of
        self._names: dict[int, int] = {}
        self._base = 0

    def write(self, writer: ObjectWriter, whole: _Whole) -> None:
        """Copies every object but those that the whole has once."""
        root = self._pdf.Root
        self._base = writer.take(len(self._pdf.objects)) - 1
        self._names = {
            root.StructTreeRoot.objgen[0]: _DOCUMENT,
            root.Outlines.objgen[0]: _FIRST_MARK + self._place,
        }
        left_out = {root.objgen[0], root.Metadata.objgen[0], self._pdf.trailer.Info.objgen[0], *self._names}
        if not whole.intents:
            whole.intents = self._told(root.OutputIntents)
        else:
            left_out.add(root.OutputIntents[0].DestOutputProfile.objgen[0])
        self._shift_keys(whole.next_key)
        self._name_part()
        whole.targets += list(self._targets())
        whole.enclosed += list(self._enclosed())
        for thing in self._pdf.objects:
            if thing is not None and thing.objgen[0] not in left_out:
                self._copy(writer, thing, thing.objgen[0])
        writer.put(_FIRST_MARK + self._place, self._mark())
        self._leave(whole)

    def _copy(self, writer: ObjectWriter, thing: Any, number: int) -> None:
        from pikepdf import Stream

        if isinstance(thing, Stream):
            data, entries = thing.read_raw_bytes(), thing.stream_dict
            entries["/Length"] = len(data)
            writer.put_stream(self._base + number, self._moved(entries.unparse()), data)
            return
        told = self._told(thing)
        if number == self._pdf.Root.Pages.objgen[0]:
            told = told.rstrip()[:-2] + b" /Parent %d 0 R >>" % _PAGES
        writer.put(self._base + number, told)

    def _told(self, thing: Any) -> bytes:
        return self._moved(thing.unparse(resolved=True))

    def _moved(self, told: bytes) -> bytes:
        """The bytes of an object with the numbers that its references have in the whole."""
        if b" R" not in told:
            return told
        names, base = self._names, self._base

        def new(found: re.Match[bytes]) -> bytes:
            if found[1] is None:
                return found[0]
            number = int(found[1])
            return b"%d 0 R" % names.get(number, base + number)

        return _REFERENCE.sub(new, told)

    def _shift_keys(self, first: int) -> None:
        """Pages and annotations find their elements by keys, which are unique in a file."""
        for page in self._pdf.pages:
            page.obj["/StructParents"] = int(page.obj.StructParents) + first
            for note in page.obj.get("/Annots", ()):
                if "/StructParent" in note:
                    note["/StructParent"] = int(note.StructParent) + first
        parents = self._pdf.Root.StructTreeRoot.ParentTree
        rows = list(parents.Nums)
        for place in range(0, len(rows), 2):
            parents.Nums[place] = int(rows[place]) + first
        parents["/Limits"] = [int(parents.Nums[0]), int(parents.Nums[-2])]

    def _name_part(self) -> None:
        """What was a document of its own is a part now, with its own language and its bookmark's words."""
        from pikepdf import Name, String

        part = self._pdf.Root.StructTreeRoot.K
        part["/S"] = Name.Part
        part["/T"] = String(self._piece.words)
        if "/Lang" not in part:
            part["/Lang"] = String(str(self._pdf.Root.Lang))

    def _targets(self) -> Iterator[tuple[bytes, bytes]]:
        """The places that links inside the report go to by name; each report gets names of its own."""
        from pikepdf import String

        first = f"{self._place:06}-"
        for page in self._pdf.pages:
            for note in page.obj.get("/Annots", ()):
                for holder, key in ((note, "/Dest"), (note.get("/A", {}), "/D")):
                    if isinstance(holder.get(key), String):
                        holder[key] = String(first + str(holder[key]))
        rows = list(self._pdf.Root.get("/Names", {}).get("/Dests", {}).get("/Names", ()))
        for name, target in zip(rows[::2], rows[1::2], strict=True):
            yield String(first + str(name)).unparse(), self._told(target)

    def _enclosed(self) -> Iterator[tuple[bytes, bytes]]:
        """The name and the place of each enclosed file."""
        from pikepdf import String

        for file in self._pdf.Root.get("/AF", ()):
            name = String(f"{self._piece.path.stem}-{file.UF}")
            file["/F"] = file["/UF"] = name
            yield name.unparse(), b"%d 0 R" % (self._base + file.objgen[0])

    def _mark(self) -> bytes:
        """The report's bookmark, closed over its own ones."""
        from pikepdf import String

        own = self._pdf.Root.Outlines
        told = [
            b"<< /Title %s /Parent %d 0 R" % (String(self._piece.words).unparse(), _OUTLINES),
            b"/Dest [%d 0 R /Fit]" % (self._base + self._pdf.pages[0].obj.objgen[0]),
        ]
        if self._place:
            told.append(b"/Prev %d 0 R" % (_FIRST_MARK + self._place - 1))
        if self._place + 1 < self._of:
            told.append(b"/Next %d 0 R" % (_FIRST_MARK + self._place + 1))
        if "/First" in own:
            first, last = (self._base + one.objgen[0] for one in (own.First, own.Last))
            told.append(b"/First %d 0 R /Last %d 0 R /Count %d" % (first, last, -abs(int(own.Count))))
        return b" ".join((*told, b">>"))

    def _leave(self, whole: _Whole) -> None:
        root, info = self._pdf.Root, self._pdf.docinfo
        tree = root.StructTreeRoot
        whole.pages.append(b"%d 0 R" % (self._base + root.Pages.objgen[0]))
        whole.page_count += len(self._pdf.pages)
        whole.parts.append(b"%d 0 R" % (self._base + tree.K.objgen[0]))
        whole.parents.append(b"%d 0 R" % (self._base + tree.ParentTree.objgen[0]))
        whole.next_key += int(tree.ParentTreeNextKey)
        whole.made_at = max(whole.made_at, str(info.get("/CreationDate", "")))
        whole.producer = str(info.get("/Producer", ""))
        whole.authors.add(str(info.get("/Author", "")))


def _write_end(writer: ObjectWriter, whole: _Whole, marks: int, title: str, language: str) -> None:
    """What the whole file has once."""
    from pikepdf import String

    words, tongue = String(title).unparse(), String(language).unparse()
    writer.put(
        _PAGES, b"<< /Type /Pages /Count %d /Kids [%s] >>" % (whole.page_count, b" ".join(whole.pages))
    )
    writer.put(
        _OUTLINES,
        b"<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count %d >>"
        % (_FIRST_MARK, _FIRST_MARK + marks - 1, marks),
    )
    writer.put(
        _TREE,
        b"<< /Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %d >>"
        % (_DOCUMENT, _PARENTS, whole.next_key),
    )
    writer.put(
        _DOCUMENT,
        b"<< /Type /StructElem /S /Document /P %d 0 R /Lang %s /T %s /K [%s] >>"
        % (_TREE, tongue, words, b" ".join(whole.parts)),
    )
    writer.put(_PARENTS, b"<< /Kids [%s] >>" % b" ".join(whole.parents))
    _write_facts(writer, whole, title, language)
    turned = b" /Direction /R2L" if language in RIGHT_TO_LEFT else b""
    catalog = [
        b"<< /Type /Catalog /Pages %d 0 R /Outlines %d 0 R /StructTreeRoot %d 0 R"
        % (_PAGES, _OUTLINES, _TREE),
        b"/Metadata %d 0 R /Lang %s /MarkInfo << /Marked true >>" % (_PACKET, tongue),
        b"/ViewerPreferences << /DisplayDocTitle true%s >> /OutputIntents %s" % (turned, whole.intents),
    ]
    if whole.enclosed:
        catalog.append(b"/AF [%s]" % b" ".join(place for _name, place in whole.enclosed))
    if whole.enclosed or whole.targets:
        trees = (b"/EmbeddedFiles %s" % _names(whole.enclosed), b"/Dests %s" % _names(whole.targets))
        catalog.append(b"/Names << %s >>" % b" ".join(trees))
    writer.put(_CATALOG, b" ".join((*catalog, b">>")))
    writer.finish(_CATALOG, _INFO)


def _names(pairs: list[tuple[bytes, bytes]]) -> bytes:
    return b"<< /Names [%s] >>" % b" ".join(name + b" " + place for name, place in sorted(pairs))


def _write_facts(writer: ObjectWriter, whole: _Whole, title: str, language: str) -> None:
    """The file's information and the packet of metadata, which agree. The date is that of the newest report."""
    from pikepdf import String

    authors = sorted(filter(None, whole.authors))
    day = whole.made_at.removeprefix("D:").removesuffix("Z")
    date, time = (day[0:4], day[4:6], day[6:8]), (day[8:10], day[10:12], day[12:14])
    moment = f"{'-'.join(date)}T{':'.join(time)}Z" if len(day) == 14 else None
    facts = SimpleNamespace(
        title=title,
        authors=authors,
        description=None,
        lang=language,
        generator=GENERATOR,
        created=moment,
        modified=moment,
    )
    told = {
        "/Title": title,
        "/Creator": GENERATOR,
        "/Producer": whole.producer,
        "/Author": ", ".join(authors),
    }
    if moment is not None:
        told |= {"/CreationDate": whole.made_at, "/ModDate": whole.made_at}
    entries = b" ".join(
        f"{name} ".encode() + String(words).unparse() for name, words in told.items() if words
    )
    writer.put(_INFO, b"<< %s >>" % entries)
    data = packet(facts, whole.producer)
    writer.put_stream(_PACKET, b"<< /Type /Metadata /Subtype /XML /Length %d >>" % len(data), data)
