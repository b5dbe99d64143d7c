"""Whoever holds a printed report asks whether it is ours, whether it still stands, and whether anybody changed it."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qaudit.core.journal import first_broken
from qaudit.core.lifecycle import FINISHED
from qaudit.core.scorecard_document import scorecard_document
from qaudit.core.text import printable
from qaudit.core.walk import Walk
from qaudit.desk.fieldwork import Fieldwork
from qaudit.errors import UsageError, VisitNotFound, system_reason
from qaudit.speech import _, ngettext
from qaudit.store.store import Store

if TYPE_CHECKING:
    from qaudit.reports.archive_reading import Inside

PDF = "application/pdf"


class Mark(StrEnum):
    """What came of one check."""

    GOOD = "good"
    NOTE = "note"
    """True, and something has happened since."""
    OPEN = "open"
    """It could not be checked, or there is nothing to check."""
    DIFFERS = "differs"
    """The store says otherwise."""
    BROKEN = "broken"
    """The file itself was changed, or never was whole."""


@dataclass(frozen=True, slots=True)
class Line:
    """One check: its name for programs, what came of it, and that in words."""

    check: str
    mark: Mark
    words: str


@dataclass(frozen=True, slots=True)
class Verified:
    """All checks of one file. `visit_id` is the visit that it says it is about."""

    visit_id: str
    lines: tuple[Line, ...]

    @property
    def is_broken(self) -> bool:
        return any(line.mark is Mark.BROKEN for line in self.lines)

    @property
    def differs(self) -> bool:
        return any(line.mark is Mark.DIFFERS for line in self.lines)


@dataclass(frozen=True, slots=True)
class _Case:
    """A report beside what the store has of its visit."""

    data: bytes
    inside: "Inside"
    store: Store
    walk: Walk


class Verification:
    """Looks at a file, and at the store where there is one. Changes nothing."""

    def __init__(self, store: Callable[[], Store | None], fieldwork: Callable[[], Fieldwork]) -> None:
        """`store` gives None where there is none."""
        self._store = store
        self._fieldwork = fieldwork

    def verify(self, path: Path, trust: Path | None = None) -> Verified:
        """Everything that can be said of a report. `trust` names certificates of those who vouch for others.

        Raises `PdfFailed` for a file that is no report of ours, `UsageError` for one that cannot be read.
        """
        from qaudit.reports.archive_reading import MOST_BYTES, read_inside

        data = _read(path, MOST_BYTES + 1)
        inside = read_inside(data, printable(str(path), one_line=True))
        lines = [_together(inside), *self._beside_the_store(data, inside)]
        lines.append(_signature(data, inside, trust))
        return Verified(inside.tail.visit_id, tuple(lines))

    def _beside_the_store(self, data: bytes, inside: "Inside") -> Iterator[Line]:
        store = self._store()
        if store is None:
            yield Line("store", Mark.OPEN, _("There is no store here to compare it with"))
            return
        try:
            walk = self._fieldwork().walk_of(store.visit(inside.tail.visit_id))
        except VisitNotFound:
            shown = printable(inside.tail.visit_id, one_line=True)[:80]
            yield Line("store", Mark.DIFFERS, _("The store has no visit {visit}", visit=shown))
            return
        case = _Case(data, inside, store, walk)
        yield from _scorecard_lines(case)
        yield _journal_line(case)
        yield _kept_line(case)


def _together(inside: "Inside") -> Line:
    if inside.fits and _belongs(inside):
        return Line("enclosed", Mark.GOOD, _("What is enclosed in the file belongs together"))
    return Line("enclosed", Mark.BROKEN, _("The scorecard in the file is not the one that it was made with"))


def _belongs(inside: "Inside") -> bool:
    return inside.scorecard is None or inside.scorecard.get("visit") == inside.tail.visit_id


def _scorecard_lines(case: _Case) -> Iterator[Line]:
    """Whether the enclosed scorecard is one that was kept, and whether the readings still give it."""
    from qaudit.reports.archive_files import without_traps

    found = case.inside.scorecard
    if found is None:
        yield Line("scorecard", Mark.OPEN, _("No scorecard is enclosed in it, so that none is compared"))
        return
    kept = [
        (one, json.loads(without_traps(one.document, case.walk.pack)))
        for one in case.store.scorecards(case.walk.visit.id)
    ]
    places = [place for place, (_one, document) in enumerate(kept) if document == found]
    if not places:
        yield Line("scorecard", Mark.DIFFERS, _("Its scorecard is none that the store has of this visit"))
        return
    is_newest = places[-1] == len(kept) - 1
    if is_newest:
        yield Line("scorecard", Mark.GOOD, _("Its scorecard is the newest that the store has of this visit"))
    else:
        until = kept[places[-1] + 1][0].made_at
        yield Line(
            "scorecard",
            Mark.NOTE,
            _("Its scorecard was in force until {moment} UTC: a newer one stands", moment=_moment(until)),
        )
    yield _recomputed(case, found, is_newest)


def _recomputed(case: _Case, found: dict[str, Any], is_newest: bool) -> Line:
    from qaudit.reports.archive_files import without_traps

    walk = case.walk
    if walk.visit.status not in FINISHED:
        return Line("recomputed", Mark.OPEN, _("The visit is being written again: it is not scored anew"))
    again = scorecard_document(walk.visit, walk.scorecard())
    if again["scoring_version"] != found.get("scoring_version"):
        return Line("recomputed", Mark.OPEN, _("It was scored by an older version: it is not scored anew"))
    told = json.loads(without_traps(json.dumps(again), walk.pack)) | {"status": found.get("status")}
    if told == found:
        return Line(
            "recomputed", Mark.GOOD, _("The readings in the store give the same score, standard by standard")
        )
    if not is_newest:
        return Line(
            "recomputed", Mark.NOTE, _("The readings were corrected since and give another score now")
        )
    return Line("recomputed", Mark.DIFFERS, _("The readings in the store do not give its score"))


def _journal_line(case: _Case) -> Line:
    tail, visit = case.inside.tail, case.walk.visit
    entries = case.store.journal(visit.id)
    broken = first_broken(entries, visit.version)
    if broken is not None:
        return Line(
            "journal",
            Mark.DIFFERS,
            _("The journal of the visit is broken: entry {n} is missing or was changed", n=broken),
        )
    if not 1 <= tail.entries <= len(entries) or entries[tail.entries - 1].seal != tail.seal:
        return Line("journal", Mark.DIFFERS, _("Its seal is that of no such entry of the visit's journal"))
    words = ngettext(
        "Its seal is that of entry {place} of {n} entry, and the journal is whole",
        "Its seal is that of entry {place} of {n} entries, and the journal is whole",
        len(entries),
        place=tail.entries,
    )
    return Line("journal", Mark.GOOD, words)


def _kept_line(case: _Case) -> Line:
    from qaudit.reports.archive_files import first_revision
    from qaudit.reports.archive_reading import is_only_signed

    reports = case.store.life.after(case.walk.visit.id).reports
    whole, begin = (sha256(piece).hexdigest() for piece in (case.data, first_revision(case.data)))
    for report in reports:
        if report.digest not in (whole, begin) or report.media_type != PDF:
            continue
        moment = _moment(report.made_at)
        if report.digest == whole or is_only_signed(case.data):
            words = _("It is the report that was kept at {moment} UTC, byte for byte", moment=moment)
            return Line("kept", Mark.GOOD, words)
        words = _("Something was put behind the report that was kept at {moment} UTC", moment=moment)
        return Line("kept", Mark.BROKEN, words)
    if not reports:
        return Line("kept", Mark.OPEN, _("No report of this visit was kept: it was not published"))
    return Line("kept", Mark.OPEN, _("It is none of the reports that were kept: it was printed besides"))


def _signature(data: bytes, inside: "Inside", trust: Path | None) -> Line:
    if not inside.is_signed:
        return Line("signature", Mark.OPEN, _("It is not signed"))
    from qaudit.reports.archive_signing import Seal, read_signature

    trusted = None if trust is None else _read(trust, 10_000_000)
    found = read_signature(data, trusted, str(trust))
    who = printable(found.owner, one_line=True)
    at = "" if found.at is None else _moment(found.at)
    told = {
        Seal.TRUSTED: (
            Mark.GOOD,
            _("Signed by {who} at {moment} UTC; the certificate is trusted", who=who, moment=at),
        ),
        Seal.WHOLE: (
            Mark.NOTE if trust is None else Mark.BROKEN,
            _("Signed by {who} at {moment} UTC; nobody vouches here for the certificate", who=who, moment=at),
        ),
        Seal.CHANGED: (
            Mark.BROKEN,
            _("Signed by {who} at {moment} UTC, and changed after that", who=who, moment=at),
        ),
        Seal.BROKEN: (Mark.BROKEN, _("Its signature is broken: the file was changed after it was signed")),
        Seal.UNKNOWN: (Mark.OPEN, _("It is signed; to check that: pip install 'qaudit[sign]'")),
    }
    return Line("signature", *told[found.seal])


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"


def _read(path: Path, most: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError as fault:
        raise UsageError(
            _("{path} cannot be read: {reason}", path=path, reason=system_reason(fault)), _("check the name")
        ) from None
