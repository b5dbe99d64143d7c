"""Many reports of a batch in one PDF: all of them, or those of each branch."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from qaudit import speech
from qaudit.core.visits import Branch, Visit
from qaudit.desk.bulk.mail import place_words, visit_day_words
from qaudit.desk.bulk.order import Order, Outcome
from qaudit.desk.documents.visit import words_language
from qaudit.desk.files import in_a_name
from qaudit.errors import PdfFailed
from qaudit.speech import _
from qaudit.store.store import Store


@dataclass(frozen=True, slots=True)
class _Bound:
    """What a bundle tells of one report. Visits themselves are not kept: a batch may have thousands."""

    branch: Branch
    place: str
    bookmark: str
    file: Path


def write_bundles(visits: Sequence[str], order: Order, outcome: Outcome, store: Store) -> None:
    """Writes what the order asks for, of the visits that have a report, in their order. Raises `PdfFailed`."""
    if order.merge is None and not order.is_split:
        return
    with speech.speaking(words_language(order.language)):
        bound = [_bound(store.visit(one), outcome.files[one]) for one in visits if one in outcome.files]
        taken = {one.file.resolve() for one in bound}
        if order.is_split:
            for path, group in _by_branch(bound, order.folder):
                _write(path, group, order, taken)
                outcome.by_branch.append(path)
        if order.merge is not None and bound:
            _write(order.merge, bound, order, taken)
            outcome.merged = order.merge


def _bound(visit: Visit, file: Path) -> _Bound:
    place = place_words(visit)
    return _Bound(visit.branch, place, _("{branch}, {day}", branch=place, day=visit_day_words(visit)), file)


def _by_branch(bound: Sequence[_Bound], folder: Path) -> Iterator[tuple[Path, list[_Bound]]]:
    """The file and the reports of each branch; they come sorted by branch."""
    taken: set[str] = set()
    for code, group in groupby(bound, lambda one: one.branch.code):
        name = _branch_name(code, taken)
        taken.add(name.casefold())
        yield folder / name, list(group)


def _branch_name(code: str, taken: set[str]) -> str:
    """A file name for a branch, which tells apart what no file name may hold."""
    safe = in_a_name(code)
    name = f"branch-{safe}.pdf"
    if safe == code and name.casefold() not in taken:
        return name
    return f"branch-{safe}-{sha256(code.encode()).hexdigest()[:6]}.pdf"


def _write(path: Path, bound: Sequence[_Bound], order: Order, taken: set[Path]) -> None:
    """Writes one bundle, and takes its name: neither a report nor another bundle is written over."""
    from qaudit.reports.merging import Piece, write_merged

    if path.resolve() in taken:
        with speech.speaking_to_user():
            raise PdfFailed(_("{path} is one of the reports", path=path), _("name another file"))
    taken.add(path.resolve())
    first = bound[0]
    if all(one.branch == first.branch for one in bound):
        title = _("Visit reports: {place}", place=first.place)
    else:
        title = _("Visit reports")
    pieces = [Piece(one.bookmark, one.file) for one in bound]
    with speech.speaking_to_user():
        write_merged(path, pieces, title, words_language(order.language))
