"""What becomes of the demonstration's submitted visits, and what its customers say."""

from datetime import datetime, timedelta
from typing import Protocol

from qaudit.core.appeals import AppealState
from qaudit.core.findings import findings_of
from qaudit.core.follow_up import APPEAL_REASONS, CAUSES
from qaudit.core.people import Person, Role
from qaudit.core.visits import AuditorRole
from qaudit.core.voices import Channel, VoiceKind
from qaudit.core.walk import Walk
from qaudit.desk.appeals import Appeals
from qaudit.desk.appointments import Appointments
from qaudit.desk.branch_desk import BranchDesk
from qaudit.desk.chances import Chances
from qaudit.desk.demonstration.clock import MovedClock
from qaudit.desk.demonstration.words import APPEALS, MENDING, REASONS, REMARKS, VERDICTS, VOICES
from qaudit.desk.documents.visit import ReportFormat
from qaudit.desk.mending import Mending
from qaudit.desk.people import People
from qaudit.desk.publication import Publication
from qaudit.desk.review import Review
from qaudit.desk.voices import Said, Voices

REVIEWER_ALIAS, OFFICE_ALIAS = "owl", "head-office"
MANAGERS = {
    "dana": ("haifa-bay", "jaffa-port"),
    "radu": ("cluj-old-town", "constanta-sea"),
    "noa": ("north-line", "south-line", "night-line"),
}
RECOGNISED = 4
"""The number of the visit whose auditor was recognised."""
WAITING, APPROVED, RETURNED = 3, 2, 1
"""How many of the newest submitted visits wait for a review, for publication, and for their auditor's answers."""


class AftermathDesk(Protocol):
    """The part of a desk that this works at."""

    @property
    def people(self) -> People: ...

    @property
    def review(self) -> Review: ...

    @property
    def publication(self) -> Publication: ...

    @property
    def branch_desk(self) -> BranchDesk: ...

    @property
    def appeals(self) -> Appeals: ...

    @property
    def mending(self) -> Mending: ...

    @property
    def appointments(self) -> Appointments: ...

    @property
    def voices(self) -> Voices: ...


class Aftermath:
    """What the office and the branches do with visits, one after another, oldest first."""

    def __init__(self, desk: AftermathDesk, clock: MovedClock, now: datetime) -> None:
        self._desk = desk
        self._clock = clock
        self._now = now
        self._managers: dict[str, Person] = {}
        self._reviewer: Person
        self._office: Person

    def add_people(self) -> None:
        """The reviewer is there as an auditor; the office and the managers are added."""
        self._reviewer = self._desk.people.acting(REVIEWER_ALIAS)
        self._office = self._desk.people.add(OFFICE_ALIAS, Role.HEADQUARTERS)
        for alias, branches in MANAGERS.items():
            manager = self._desk.people.add(alias, Role.MANAGER, branches)
            self._managers |= dict.fromkeys(branches, manager)

    def follow(self, walk: Walk, number: int, newer: int) -> None:
        """What becomes of a submitted visit; `newer` counts the submitted ones after it."""
        visit, chances = walk.visit.id, Chances(f"after {number}")
        self._wait(hours=chances.between("queue", 5, 30))
        if number == RECOGNISED:
            self._desk.review.void(visit, "The shift leader greeted the auditor by name.", self._reviewer)
            return
        if newer < WAITING:
            return
        reviewer = self._office if walk.visit.auditor.role is AuditorRole.REVIEWER else self._reviewer
        if newer < WAITING + RETURNED:
            self._send_back(walk, reviewer, chances)
            return
        self._desk.review.approve(visit, reviewer)
        if newer < WAITING + RETURNED + APPROVED:
            return
        self._wait(hours=chances.between("publication", 2, 20))
        self._desk.publication.publish([visit], self._office, form=ReportFormat.HTML)
        self._at_the_branch(walk, number, chances)

    def say_what_customers_said(self) -> None:
        """Complaints, compliments and suggestions of the last weeks, some answered, one waiting for too long."""
        for number, (branch, kind, channel, days_ago, words, pack, codes, answer) in enumerate(VOICES):
            self._clock.now = self._now - timedelta(days=days_ago, hours=number % 5)
            manager = self._managers[branch]
            said = Said(branch, VoiceKind(kind), Channel(channel), words, pack=pack, codes=codes)
            voice = self._desk.voices.add(manager, said)
            if answer:
                self._clock.now += timedelta(hours=20)
                self._desk.voices.answer(manager, voice.id, answer)

    def _send_back(self, walk: Walk, reviewer: Person, chances: Chances) -> None:
        found = findings_of(walk.scorecard(), walk.pack.scoring)
        code = found[0].standard.code if found else walk.index.codes[0]
        self._desk.review.remark(walk.visit.id, code, chances.pick("remark", REMARKS), reviewer)
        self._desk.review.send_back(walk.visit.id, "", reviewer)

    def _at_the_branch(self, walk: Walk, number: int, chances: Chances) -> None:
        visit = walk.visit.id
        manager = self._managers[walk.visit.branch.code]
        self._wait(hours=chances.between("read", 3, 40))
        codes = [one.standard.code for one in findings_of(walk.scorecard(), walk.pack.scoring)]
        if number % 5 == 0 or not codes:
            return
        self._desk.branch_desk.acknowledge(visit, manager)
        cause = chances.pick("cause", CAUSES).key
        self._desk.branch_desk.explain(visit, codes[0], cause, chances.pick("why", REASONS), manager)
        self._mend(visit, codes[: 1 + number % 2], number, manager, chances)
        if number % 3 == 1:
            self._contest(visit, codes[-1], number, manager, chances)

    def _contest(self, visit: str, code: str, number: int, manager: Person, chances: Chances) -> None:
        reason = chances.pick("reason", APPEAL_REASONS).key
        appeal = self._desk.appeals.appeal(visit, code, reason, chances.pick("appeal", APPEALS), manager)
        if number % 4 == 0:
            return
        self._wait(hours=30)
        decision = AppealState.UPHELD if number % 2 else AppealState.REJECTED
        self._desk.appeals.decide(appeal.id, decision, VERDICTS[decision.value], self._office)

    def _mend(self, visit: str, codes: list[str], number: int, manager: Person, chances: Chances) -> None:
        what, shown, owner = chances.pick("what", MENDING)
        due = self._clock.now.date() + timedelta(days=chances.between("due", 5, 21))
        action = self._desk.mending.plan(visit, codes, what, owner, due, manager)
        if number % 7 == 6:
            self._desk.mending.drop(
                action.id, "The counter is closed for good at the end of the month.", manager
            )
        elif number % 4 != 3:
            self._wait(days=chances.between("done", 2, 5))
            self._desk.mending.done(action.id, shown, manager)

    def _wait(self, *, days: int = 0, hours: int = 0) -> None:
        self._clock.now = min(self._clock.now + timedelta(days=days, hours=hours), self._now)
