"""From the store to the lake: published visits with their scorecards, as rows of each brand and month."""

from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation

from qaudit.core.scoring import band_of
from qaudit.core.standards import Pack
from qaudit.desk.branch_zone import zone_of_visit
from qaudit.errors import QauditError
from qaudit.lake.parts import Tables, by_partition
from qaudit.lake.scored import ScoredVisit
from qaudit.lake.unfolding import Unfolder
from qaudit.packs.snapshot import read_snapshot
from qaudit.speech import _
from qaudit.store.lake_book import LakeView, ScoredNow, UnreadVisit

MOST_VISITS = 400
MOST_CHARACTERS = 4_000_000
"""Of the documents that are opened together: what is in memory at a time."""
_ENGLISH = "en"


class LakeSource:
    """The rows of visits at one moment of the store. `left_out` has the visits that gave none, each with the reason."""

    def __init__(self, view: LakeView, unfolder: Unfolder) -> None:
        self._view = view
        self._unfolder = unfolder
        self._packs: dict[str, Pack | str] = {}
        self.left_out: dict[str, str] = {}

    def rows(self, found: Iterable[ScoredNow | UnreadVisit]) -> Iterator[tuple[str, Tables]]:
        """The visits' rows apart by brand and month, in the order in which the visits come."""
        for batch in _batches(self._scored(found)):
            unfolded = self._unfolder.unfold(batch)
            for visit in unfolded.unread:
                self.left_out[visit] = _("its scorecard cannot be read")
            readable = {one.visit.id: one.partition for one in batch if one.visit.id not in unfolded.unread}
            if readable:
                yield from by_partition(readable, unfolded.tables)

    def _scored(self, found: Iterable[ScoredNow | UnreadVisit]) -> Iterator[ScoredVisit]:
        for one in found:
            if isinstance(one, UnreadVisit):
                self.left_out[one.id] = one.reason
                continue
            pack = self._pack(one.visit.digest)
            if isinstance(pack, str):
                self.left_out[one.visit.id] = pack
                continue
            yield ScoredVisit(
                one.visit,
                one.card.made_at,
                one.card.scoring_version,
                one.card.document,
                _band(pack, one.card.final_percent),
                zone_of_visit(one.visit),
            )

    def _pack(self, digest: str) -> Pack | str:
        """The pack of a digest, which the unfolder then knows; or why it cannot be read."""
        if digest not in self._packs:
            try:
                pack = read_snapshot(self._view.pack(digest).document)
                self._unfolder.learn(digest, pack)
                self._packs[digest] = pack
            except QauditError:
                self._packs[digest] = _("its pack {digest} cannot be read", digest=digest[:19])
        return self._packs[digest]


def _batches(visits: Iterable[ScoredVisit]) -> Iterator[list[ScoredVisit]]:
    batch: list[ScoredVisit] = []
    size = 0
    for scored in visits:
        batch.append(scored)
        size += len(scored.document)
        if len(batch) >= MOST_VISITS or size >= MOST_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _band(pack: Pack, final_percent: str | None) -> str | None:
    if final_percent is None:
        return None
    try:
        band = band_of(pack.scoring.bands, Decimal(final_percent))
    except (InvalidOperation, TypeError):
        # The document says the same, and is refused for it.
        return None
    return None if band is None else band.name.in_language(_ENGLISH)
