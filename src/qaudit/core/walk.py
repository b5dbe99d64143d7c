"""A visit as the auditor walks it: which standards are asked, what is answered, what comes next.

`Walk` keeps one judgement for each standard and renews only those that a change can touch, so that a
reading costs the same in a pack of 40 standards and in one of 800.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from qaudit.core.completeness import Gap, gaps_of, gaps_of_standard
from qaudit.core.judging import (
    EMPTY_NOTE,
    Judgement,
    Verdict,
    codes_named,
    judge_seen,
    judge_visit,
    put_aside,
    unmet_condition,
)
from qaudit.core.scoring import Scorecard, score_judged
from qaudit.core.standards import Pack, Section, Standard
from qaudit.core.timeline import ends_of, moments_of
from qaudit.core.visits import AuditorRole, Observation, Visit


class PackIndex:
    """Where each code stands in a pack, and which standards look at which: made once for a pack."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.codes: tuple[str, ...] = tuple(standard.code for standard in pack.standards)
        self.standard: dict[str, Standard] = {standard.code: standard for standard in pack.standards}
        self.section: dict[str, Section] = {
            standard.code: section for section in pack.sections for standard in section.standards
        }
        self.position: dict[str, int] = {code: place for place, code in enumerate(self.codes)}
        self.timed_by: dict[str, tuple[str, ...]] = _timed_by(pack)
        self._watchers = _watchers(pack)

    def touched_by(self, codes: Iterable[str]) -> tuple[str, ...]:
        """The codes themselves and every standard whose conditions depend on them, in pack order."""
        touched: set[str] = set()
        waiting = [code for code in codes if code in self.position]
        while waiting:
            code = waiting.pop()
            if code not in touched:
                touched.add(code)
                waiting.extend(self._watchers.get(code, ()))
        return tuple(sorted(touched, key=self.position.__getitem__))


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a section, or the visit, is: standards asked, and those of them that are settled.

    A `note` standard that is still empty is in neither: nothing waits for it (S05).
    """

    asked: int
    settled: int

    @property
    def is_done(self) -> bool:
        return self.settled == self.asked


@dataclass(frozen=True)
class Walk:
    """A visit, its pack and all judgements. A value: `after` gives the walk of a later state."""

    index: PackIndex
    visit: Visit
    readings: Mapping[str, Observation]
    judged: Mapping[str, Judgement]

    @property
    def pack(self) -> Pack:
        return self.index.pack

    @property
    def hides_score(self) -> bool:
        """Whether the pack keeps score and verdicts from this auditor: they would colour what is reported."""
        is_shopper = self.visit.auditor.role is AuditorRole.SHOPPER
        return is_shopper and not self.pack.scoring.shows_score_to_shopper

    @cached_property
    def progress(self) -> Progress:
        """The whole visit's progress."""
        return self._count(self.index.codes)

    @cached_property
    def section_progress(self) -> tuple[Progress, ...]:
        """Each section's progress, in pack order."""
        return tuple(
            self._count(standard.code for standard in section.standards) for section in self.pack.sections
        )

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """Everything that blocks submission."""
        return gaps_of(self.pack, self.judged, self.readings, moments_of(self.visit.marks))

    def gaps_at(self, code: str) -> tuple[Gap, ...]:
        """What one standard still lacks."""
        return gaps_of_standard(self.index.standard[code], self.judged[code], self.readings.get(code))

    def is_settled(self, code: str) -> bool:
        """Whether an asked standard has its reading (a required note may still be missing)."""
        return self.judged[code].verdict is not Verdict.UNANSWERED

    def next_unanswered(self, code: str | None = None) -> str | None:
        """The next asked standard without a reading after `code`, going round; None where all have one."""
        codes = self.index.codes
        start = self.index.position[code] + 1 if code is not None else 0
        return next(
            (other for other in (*codes[start:], *codes[:start]) if not self.is_settled(other)),
            None,
        )

    def neighbour(self, code: str, step: int) -> str:
        """The asked standard `step` (+1 or -1) away; the same one at either end."""
        place = self.index.position[code] + step
        while 0 <= place < len(self.index.codes):
            if self.judged[self.index.codes[place]].is_asked:
                return self.index.codes[place]
            place += step
        return code

    def scorecard(self) -> Scorecard:
        """The score so far, or the score of a submitted visit."""
        return score_judged(self.pack, self.judged)

    def after(self, visit: Visit, changed_codes: Iterable[str], changed_events: Iterable[str] = ()) -> "Walk":
        """The walk of a later state of the same visit, in which only these codes and events changed.

        Changed facts can touch every standard: then all are judged afresh.
        """
        if visit.facts != self.visit.facts:
            return walk_visit(self.index, visit)
        readings = {seen.code: seen for seen in visit.judged_observations}
        moments = moments_of(visit.marks)
        facts = dict(visit.facts)
        timed = [code for event in changed_events for code in self.index.timed_by.get(event, ())]
        judged = dict(self.judged)
        for code in self.index.touched_by([*changed_codes, *timed]):
            standard = self.index.standard[code]
            unmet = unmet_condition(self.index.section[code], standard, facts, judged)
            seen = readings.get(code)
            judged[code] = judge_seen(standard, seen, moments) if unmet is None else put_aside(unmet)
        return Walk(self.index, visit, readings, judged)

    def _count(self, codes: Iterable[str]) -> Progress:
        asked = settled = 0
        for code in codes:
            judgement = self.judged[code]
            if judgement.is_asked and judgement is not EMPTY_NOTE:
                asked += 1
                settled += judgement.verdict is not Verdict.UNANSWERED
        return Progress(asked, settled)


def walk_visit(index: PackIndex, visit: Visit) -> Walk:
    """The walk of a visit, every standard judged afresh."""
    readings = {seen.code: seen for seen in visit.judged_observations}
    judged = judge_visit(index.pack, dict(visit.facts), readings, moments_of(visit.marks))
    return Walk(index, visit, readings, judged)


def _timed_by(pack: Pack) -> dict[str, tuple[str, ...]]:
    timed: dict[str, list[str]] = {}
    for standard in pack.standards:
        if ends := ends_of(standard):
            for event in (ends.from_event, ends.to_event):
                timed.setdefault(event, []).append(standard.code)
    return {event: tuple(codes) for event, codes in timed.items()}


def _watchers(pack: Pack) -> dict[str, list[str]]:
    watchers: dict[str, list[str]] = {}
    for section in pack.sections:
        section_codes = codes_named(section.when)
        for standard in section.standards:
            for watched in section_codes | codes_named(standard.when):
                watchers.setdefault(watched, []).append(standard.code)
    return watchers
