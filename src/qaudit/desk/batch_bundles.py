"""Many reports of a batch in one PDF: all of them, or those of each branch."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from qaudit import speech
from qaudit.core.visits import Visit
from qaudit.desk.batch_mail import place_words, visit_day_words
from qaudit.desk.batch_order import Order, Outcome
from qaudit.desk.documents import words_language
from qaudit.errors import PdfFailed
from qaudit.speech import _
from qaudit.store.store import Store


def write_bundles(visits: Sequence[str], order: Order, outcome: Outcome, store: Store) -> None:
    """Writes what the order asks for, of the visits that have a report, in their order. Raises `PdfFailed`."""
    there = [visit for visit in visits if visit in outcome.files]
    with speech.speaking(words_language(order.language)):
        if order.is_split:
            for path, group in _by_branch(there, order.folder, store):
                _write(path, group, order, outcome)
                outcome.by_branch.append(path)
        if order.merge is not None and there:
            _write(order.merge, [store.visit(visit) for visit in there], order, outcome)
            outcome.merged = order.merge


def _by_branch(visits: Sequence[str], folder: Path, store: Store) -> Iterator[tuple[Path, list[Visit]]]:
    """The file and the visits of each branch; visits come sorted by branch."""
    taken: set[str] = set()
    for code, group in groupby(map(store.visit, visits), lambda visit: visit.branch.code):
        name = _branch_name(code, taken)
        taken.add(name.casefold())
        yield folder / name, list(group)


def _branch_name(code: str, taken: set[str]) -> str:
    """A file name for a branch, which tells apart what no file name may hold."""
    safe = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in code)
    name = f"branch-{safe}.pdf"
    if safe == code and name.casefold() not in taken:
        return name
    return f"branch-{safe}-{sha256(code.encode()).hexdigest()[:6]}.pdf"


def _write(path: Path, visits: Sequence[Visit], order: Order, outcome: Outcome) -> None:
    from qaudit.reports.merging import Piece, write_merged

    if path.resolve() in {file.resolve() for file in outcome.files.values()}:
        raise PdfFailed(_("{path} is one of the reports", path=path), _("name another file"))
    first = visits[0]
    if all(visit.branch == first.branch for visit in visits):
        title = _("Visit reports: {place}", place=place_words(first))
    else:
        title = _("Visit reports")
    pieces = [Piece(_bookmark(visit), outcome.files[visit.id]) for visit in visits]
    write_merged(path, pieces, title, words_language(order.language))


def _bookmark(visit: Visit) -> str:
    return _("{branch}, {day}", branch=place_words(visit), day=visit_day_words(visit))
