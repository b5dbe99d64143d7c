"""The numbers of a round from what the store has of its visits: counted once through, one scorecard at a time."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from qaudit.analysis.samples import sample_of
from qaudit.core.judging import share_of
from qaudit.core.measures import DurationMeasure
from qaudit.core.readings import Duration
from qaudit.core.scoring import Outcome, band_of
from qaudit.core.standards import Pack, Standard
from qaudit.desk.branch_editions import ComparedEditions
from qaudit.desk.documents.branch_figures import seconds_of
from qaudit.desk.documents.round_figures import RoundNumbers, TimesNumbers
from qaudit.store.branch_questions import SeenVisit
from qaudit.store.round_questions import BranchTally

Document = dict[str, Any]


def counted(
    visits: Sequence[SeenVisit],
    documents: Iterable[tuple[str, str]],
    tallies: Iterable[BranchTally],
    regions: Mapping[str, str],
    editions: ComparedEditions,
) -> RoundNumbers:
    """Everything that is counted over visits of one kind and pack; what does not compare is left out part by part.

    `documents` are the visits' scorecards as text, read one after the other.
    """
    alike = [one for one in visits if one.percent is not None and editions.totals_compare(one.digest)]
    scores: dict[str, list[float]] = defaultdict(list)
    for one in alike:
        scores[one.branch].append(float(one.percent or 0))
    reading = _Reading(visits, editions)
    for visit_id, text in documents:
        reading.read(visit_id, json.loads(text))
    bands, unbanded = _bands(editions, alike)
    return RoundNumbers(
        scores={code: sample_of(values) for code, values in scores.items()},
        regions=regions,
        sections={
            branch: {code: sample_of(values) for code, values in sections.items()}
            for branch, sections in reading.sections.items()
        },
        standards=_standards(tallies, editions),
        times={code: TimesNumbers(values, reading.kept[code]) for code, values in reading.seconds.items()},
        passed=(reading.passed, reading.could),
        bands=bands,
        unbanded=unbanded,
    )


class _Reading:
    """What scorecards say beyond the score: sections, passing, and what was measured."""

    def __init__(self, visits: Sequence[SeenVisit], editions: ComparedEditions) -> None:
        self.editions = editions
        self.visits = {one.id: one for one in visits}
        self.clocked = _clocked(editions.newest)
        self.sections: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self.kept: dict[str, int] = defaultdict(int)
        # Many visits measured the same: each reading is read exactly, and once.
        self.known: dict[tuple[str, str], tuple[float, bool] | None] = {}
        self.passed = 0
        self.could = 0

    def read(self, visit_id: str, document: Document) -> None:
        """Counts one scorecard in."""
        visit = self.visits[visit_id]
        for section in document["sections"]:
            if section["percent"] is not None and self.editions.sections_compare(
                section["code"], visit.digest
            ):
                self.sections[visit.branch][section["code"]].append(float(section["percent"]))
        for entry in document["standards"]:
            if entry["code"] in self.clocked and entry["reading"] is not None:
                self._measured(self.clocked[entry["code"]], entry["reading"], visit.digest)
        if document["outcome"] is not None and self.editions.outcomes_compare(visit.digest):
            self.could += 1
            self.passed += document["outcome"] == Outcome.PASS.value

    def _measured(self, standard: Standard, written: str, digest: str) -> None:
        if not self.editions.asks_alike(standard.code, digest):
            return
        key = (standard.code, written)
        if key not in self.known:
            self.known[key] = _timed(standard, written)
        found = self.known[key]
        if found is not None:
            self.seconds[standard.code].append(found[0])
            self.kept[standard.code] += found[1]


def _timed(standard: Standard, written: str) -> tuple[float, bool] | None:
    """How long it took, and whether that kept to the limit; None for what measured nothing."""
    seconds = seconds_of(standard, written)
    if seconds is None:
        return None
    return float(seconds), share_of(standard.measure, Duration(seconds)) == 1


def _clocked(pack: Pack) -> dict[str, Standard]:
    return {
        one.code: one
        for one in pack.standards
        if isinstance(one.measure, DurationMeasure) and not one.is_trap
    }


def _bands(editions: ComparedEditions, visits: Iterable[SeenVisit]) -> tuple[tuple[int, ...], int]:
    """How many scores are in each band of the newest edition, in its order, and how many below all of them."""
    bands = editions.newest.scoring.bands
    if not bands:
        return (), 0
    found = [0] * len(bands)
    unbanded = 0
    for one in visits:
        if editions.outcomes_compare(one.digest):
            band = band_of(bands, Decimal(one.percent or 0))
            if band is None:
                unbanded += 1
            else:
                found[bands.index(band)] += 1
    return tuple(found), unbanded


def _standards(
    tallies: Iterable[BranchTally], editions: ComparedEditions
) -> dict[str, dict[str, tuple[int, int]]]:
    found: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    for one in tallies:
        if editions.asks_alike(one.code, one.digest):
            judged, missed = found[one.code].get(one.branch, (0, 0))
            found[one.code][one.branch] = (judged + one.judged, missed + one.findings)
    return found
