"""Many finished reports as one file, with a bookmark for each and its own bookmarks below.

What makes a report fit for the archive (tags, enclosed files, signatures) stays with the single files.
"""

from collections.abc import Sequence
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from typing import Any

from qaudit.errors import PdfFailed
from qaudit.speech import _

_DEEPEST = 4


def merged(reports: Sequence[tuple[str, Path]], language: str) -> bytes:
    """One PDF of all: each with its bookmark's words, in order. Equal input gives equal bytes. Raises `PdfFailed`."""
    import pikepdf

    with ExitStack() as opened:
        whole = opened.enter_context(pikepdf.new())
        whole.Root.Lang = pikepdf.String(language)
        found = []
        for words, path in reports:
            try:
                piece = opened.enter_context(pikepdf.open(path))
                found.append(_appended(whole, words, piece, pikepdf))
            except (pikepdf.PdfError, OSError) as fault:
                raise PdfFailed(
                    _("{path} could not be put into one file: {reason}", path=path, reason=fault),
                    _("make it again: --again"),
                ) from fault
        with whole.open_outline() as marks:
            marks.root.extend(found)
        out = BytesIO()
        whole.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _appended(whole: Any, words: str, piece: Any, library: Any) -> Any:
    """Puts the pages of a report behind the others; gives its bookmark, closed over the report's own ones."""
    first = len(whole.pages)
    whole.pages.extend(piece.pages)
    mark = library.OutlineItem(words, first)
    mark.is_closed = True
    pages = {page.objgen: number for number, page in enumerate(piece.pages, first)}
    with piece.open_outline(max_depth=_DEEPEST) as own:
        mark.children.extend(_moved(own.root, pages, library))
    return mark


def _moved(items: Any, pages: dict[tuple[int, int], int], library: Any) -> list[Any]:
    """A report's bookmarks with the numbers of their pages in the whole; those that lead nowhere are left out."""
    found = []
    for item in items:
        target = item.destination
        page = pages.get(target[0].objgen) if isinstance(target, library.Array) and len(target) else None
        if page is None:
            continue
        moved = library.OutlineItem(item.title, page)
        moved.children.extend(_moved(item.children, pages, library))
        found.append(moved)
    return found
