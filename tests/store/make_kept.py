"""Makes the store that is kept from a release, through the public door alone.

    python tests/store/make_kept.py tests/store/kept

It is made once for each release and never again: later programs have to open what this one wrote.
"""

import json
import sys
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path

from qaudit import __version__
from qaudit.core.changes import EvidenceSet, FactSet, MarkSet, NoteSet, ReadingSet
from qaudit.core.readings import (
    NOT_APPLICABLE,
    NOT_OBSERVED,
    Choice,
    Count,
    Duration,
    Parts,
    Rating,
    Reading,
    TimeOfDay,
    Words,
    YesNo,
)
from qaudit.core.standards import PackRef
from qaudit.core.visits import Auditor, AuditorRole, Branch, Visit, VisitKind, VisitStatus
from qaudit.store.store import KeptPack, open_store

START = datetime(2026, 5, 14, 10, 0, 0, 250_000, tzinfo=UTC)
REF = PackRef("harbour-hotels", "2026.1")
DIGEST = "sha256:" + "5" * 64
SUBMITTED = "019708a0-0000-7000-8000-000000000001"
OPEN = "019708a0-0000-7000-8000-000000000002"
READINGS: dict[str, Reading] = {
    "A-YES-NO": YesNo(False),
    "A-DURATION": Duration(Fraction(145, 2)),
    "A-THIRD": Duration(Fraction(1, 3)),
    "A-COUNT": Count(3),
    "A-CLOCK": TimeOfDay(21 * 3600 + 600),
    "A-RATING": Rating(4),
    "A-CHOICE": Choice("partly"),
    "A-PARTS": Parts(("badge", "uniform")),
    "A-NO-PART": Parts(()),
    "A-NOTE": Words("Nobody at the desk\nאיש לא היה בדלפק"),
    "A-NA": NOT_APPLICABLE,
    "A-UNSEEN": NOT_OBSERVED,
}
SCORECARD = json.dumps({"visit": SUBMITTED, "scoring_version": 1, "final_percent": "87.5"})


def main(folder: Path) -> None:
    file = folder / f"{__version__}.sqlite"
    if file.exists():
        raise SystemExit(f"{file} is there already, and a kept store is never made anew")
    notes = folder / "notes.txt"
    notes.write_text("Nobody at the desk at 14:05\n", encoding="utf-8")
    with open_store(file, folder / f"{__version__}-evidence") as store:
        haifa = Branch("HAI-01", "Harbour Haifa", "North", "IL")
        heron = Auditor("heron", AuditorRole.SHOPPER)
        store.add_branch(haifa)
        store.add_branch(Branch("ASH-01", "Harbour Ashdod"))
        store.add_auditor(heron)
        store.keep_pack(KeptPack(DIGEST, REF, '{"pack": "harbour-hotels"}', b"\x89PNG", "logo.png"))
        for number, visit_id in enumerate((SUBMITTED, OPEN)):
            visit = Visit(
                id=visit_id,
                pack=REF,
                digest=DIGEST,
                branch=haifa,
                auditor=heron,
                status=VisitStatus.OPEN,
                opened_at=START + timedelta(days=number),
                kind=VisitKind.ANNOUNCED,
                facts=(("channel", "desk"),),
                utc_offset_minutes=180,
            )
            store.open_visit(visit, "heron", visit.opened_at)
        at = START + timedelta(minutes=5)
        kept = store.evidence.keep(notes)
        for code, reading in READINGS.items():
            store.write(SUBMITTED, [ReadingSet(code, reading)], who="heron", at=at)
        store.write(SUBMITTED, [EvidenceSet("A-YES-NO", (kept,))], who="heron", at=at)
        store.write(SUBMITTED, [MarkSet("arrival", at), MarkSet("greeted", at)], who="heron", at=at)
        store.write(
            SUBMITTED, [MarkSet("greeted", at + timedelta(seconds=72))], who="heron", at=at, why="late"
        )
        store.write(SUBMITTED, [FactSet("channel", "phone")], who="heron", at=at)
        store.write(SUBMITTED, [NoteSet("A-YES-NO", "Twice")], who="heron", at=at)
        left, now = START + timedelta(hours=1), START + timedelta(hours=2)
        store.submit(SUBMITTED, left_at=left, at=now, who="heron", scorecard=lambda visit: SCORECARD)
        store.write(OPEN, [NoteSet("A-COUNT", "ahead of its reading")], who="heron", at=at)
    notes.unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
