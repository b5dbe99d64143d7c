"""Made-up visits by any pack, for whoever looks at its documents without a store of their own.

The same pack gives the same visits each day. Nothing of them is kept beyond the folder they are made in.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from qaudit.core.findings import findings_of
from qaudit.core.people import Person, Role
from qaudit.core.visits import Auditor, AuditorRole, Branch, VisitKind
from qaudit.core.walk import Walk
from qaudit.desk.chances import Chances
from qaudit.desk.demonstration.clock import MovedClock
from qaudit.desk.demonstration.making import OpenedDesk, VisitMaker
from qaudit.desk.demonstration.plan import Place, PlannedVisit, Stage
from qaudit.desk.demonstration.words import MENDING
from qaudit.desk.world import World
from qaudit.speech import _

STORE_NAME = "sample.sqlite"
SAMPLE, NEIGHBOUR, BEST = "SAMPLE", "NEIGHBOUR", "BEST"
"""Codes of the branches: the one that documents are of, one beside it, and one that meets every standard."""
DaysAgo = Mapping[str, tuple[int, ...]]
"""Before how many days each branch was visited, by its code."""
NEWEST: DaysAgo = {SAMPLE: (33, 9), NEIGHBOUR: (100, 20), BEST: (15,)}
PERIOD: DaysAgo = {**NEWEST, SAMPLE: (150, 118, 91, 64, 33, 9)}
ROUND: DaysAgo = {
    SAMPLE: (64, 33, 9),
    NEIGHBOUR: (100, 20),
    BEST: (71, 44, 15),
    "FOURTH": (80, 52, 24),
    "FIFTH": (77, 49, 21),
    "SIXTH": (60, 31, 3),
}
"""What a document shows: the newest visits of a few branches, one branch over half a year, or a round of six."""
_QUALITY = {SAMPLE: 0.82, NEIGHBOUR: 0.9, BEST: 1.0, "FOURTH": 0.86, "FIFTH": 0.7, "SIXTH": 0.93}
_FARTHER = ("FOURTH", "FIFTH", "SIXTH")
_AUDITOR, _REVIEWER, _OFFICE, _MANAGER = "heron", "owl", "head-office", "manager"


@dataclass(frozen=True, slots=True)
class Sample:
    """Its newest visit at `SAMPLE`, the visit at `BEST`, and the person of headquarters who may see all of them."""

    visit: str
    best: str
    office: Person


def make_sample(
    folder: Path,
    open_desk: Callable[[str, World], OpenedDesk],
    pack: str,
    now: datetime,
    days_ago: DaysAgo = NEWEST,
) -> Sample:
    """Published visits by a pack, in a store of its own in an empty folder.

    `days_ago` has at least the branches of `NEWEST`. Raises `PackNotFound`, `PackInvalid`, and `UsageError` where
    the pack's standards cannot all be answered by chance.
    """
    clock = MovedClock(now)
    desk = open_desk(str(folder / STORE_NAME), clock.world())
    try:
        desk.store.hurry()
        return _Maker(desk, clock, pack, now).made(days_ago)
    finally:
        desk.close()


class _Maker:
    def __init__(self, desk: OpenedDesk, clock: MovedClock, pack: str, now: datetime) -> None:
        self._desk = desk
        self._clock = clock
        self._pack = desk.authoring.load(pack)
        self._named = pack
        self._now = now

    def made(self, days_ago: DaysAgo) -> Sample:
        self._clock.now = self._now - timedelta(days=200)
        places = {code: self._place(code) for code in days_ago}
        auditor = self._desk.headquarters.add_auditor(_AUDITOR)
        self._desk.headquarters.add_auditor(_REVIEWER, AuditorRole.REVIEWER)
        office = self._desk.people.add(_OFFICE, Role.HEADQUARTERS)
        manager = self._desk.people.add(_MANAGER, Role.MANAGER, (SAMPLE,))
        planned = sorted(((days, code) for code, each in days_ago.items() for days in each), reverse=True)
        newest = {}
        for number, (days, code) in enumerate(planned):
            walk = self._visit(number, places[code], auditor, days, office)
            if code == SAMPLE:
                self._mend(walk, number, manager)
            newest[code] = walk.visit.id
        self._clock.now = self._now
        return Sample(newest[SAMPLE], newest[BEST], office)

    def _place(self, code: str) -> Place:
        brand = self._pack.pack.brand.name.in_language(None)
        names = {SAMPLE: _("Sample branch"), NEIGHBOUR: _("The branch beside"), BEST: _("The best branch")}
        names |= {far: f"{names[SAMPLE]} {number}" for number, far in enumerate(_FARTHER, start=4)}
        region = _("Sample region") if code not in _FARTHER else f"{_('Sample region')} 2"
        branch = self._desk.headquarters.add_branch(code, names[code], region, "", brand)
        return Place(Branch(branch.code, branch.name), self._named, _QUALITY[code])

    def _visit(self, number: int, place: Place, auditor: Auditor, days_ago: int, office: Person) -> Walk:
        planned = PlannedVisit(number, place, auditor, VisitKind.UNANNOUNCED, Stage.SUBMITTED, days_ago)
        facts = self._pack.pack.facts
        walk = VisitMaker(self._desk.fieldwork, self._clock, planned, self._now, facts).make()
        self._clock.now += timedelta(hours=9)
        self._desk.review.approve(walk.visit.id, self._desk.people.acting(_REVIEWER))
        self._clock.now += timedelta(hours=3)
        self._desk.publication.publish([walk.visit.id], office, form=None)
        return walk

    def _mend(self, walk: Walk, number: int, manager: Person) -> None:
        """A promise out of each visit that missed anything; the older ones are said to be done."""
        codes = [one.standard.code for one in findings_of(walk.scorecard(), walk.pack.scoring)]
        if not codes:
            return
        owners = walk.pack.follow_up.owners
        chances = Chances(f"sample {number}")
        what, shown, _owner = chances.pick("what", MENDING)
        due = self._clock.now.date() + timedelta(days=chances.between("due", 5, 21))
        owner = chances.pick("owner", [one.key for one in owners])
        action = self._desk.mending.plan(walk.visit.id, codes[:2], what, owner, due, manager)
        if number % 3 == 0:
            self._clock.now += timedelta(days=2)
            self._desk.mending.done(action.id, shown, manager)
