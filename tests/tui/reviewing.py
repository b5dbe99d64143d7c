"""Visits on their way through review and publication, and desks for the people who handle them."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from textual.widgets import OptionList

from qaudit.core.people import Person, Role
from qaudit.core.remarks import Remark
from qaudit.core.standards import Demand, Pack
from qaudit.core.visits import Auditor, Branch
from qaudit.desk.documents.visit import ReportFormat
from qaudit.wiring import Desk
from tests.builders import HARBOUR_BRANCH, SHOPPER, a_pack, a_section, a_standard, seconds
from tests.tui.driving import Clock, Driven, Size, driven, on_the_disk, open_visit

JAFFA = Branch("TLV-02", "Harbour Jaffa")
DESK_PACK = a_pack(
    a_section(
        "ARR",
        a_standard("ARR-01", seconds(60), text="The guest is greeted within 60 seconds", is_critical=True),
        a_standard("ARR-02", text="The desk is tidy", note=Demand.NEVER),
    ),
    a_section(
        "BIL",
        a_standard("BIL-01", text="The bill is right", note=Demand.NEVER),
        a_standard("BIL-02", text="A receipt is given", note=Demand.NEVER),
    ),
)
READINGS = {"ARR-01": "30s", "ARR-02": "yes", "BIL-01": "yes", "BIL-02": "yes"}


@dataclass
class House:
    """One store, and a desk of their own for each of the people around it."""

    desk: Desk
    clock: Clock
    owl: Person = field(init=False)
    boss: Person = field(init=False)
    dana: Person = field(init=False)

    def __post_init__(self) -> None:
        for branch in (HARBOUR_BRANCH, JAFFA):
            self.desk.headquarters.add_branch(branch.code, branch.name, branch.region, branch.country)
        self.desk.headquarters.add_auditor(SHOPPER.alias, SHOPPER.role)
        self.owl = self.desk.people.add("owl", Role.REVIEWER)
        self.boss = self.desk.people.add("boss", Role.HEADQUARTERS)
        self.dana = self.desk.people.add("dana", Role.MANAGER, [HARBOUR_BRANCH.code, JAFFA.code])

    def desk_of(self, alias: str) -> Desk:
        """The desk at which somebody sits."""
        return Desk(db=self.desk.store_target, world=self.clock.world(), who=alias)

    @asynccontextmanager
    async def app_of(
        self, alias: str, visit_id: str | None = None, *, size: Size = (80, 24)
    ) -> AsyncIterator[Driven]:
        """The app as somebody opens it."""
        desk = self.desk_of(alias)
        try:
            async with driven(desk, visit_id, size) as app:
                yield app
        finally:
            desk.store.close()

    def submitted(
        self,
        readings: Mapping[str, str] | None = None,
        *,
        branch: Branch = HARBOUR_BRANCH,
        auditor: Auditor = SHOPPER,
        pack: Pack = DESK_PACK,
        note: str = "",
    ) -> str:
        """A submitted visit in which all was met but what `readings` say; its id."""
        visit_id = open_visit(self.desk, pack, branch=branch, auditor=auditor)
        walk = self.desk.fieldwork.walk(visit_id)
        for code, written in {**READINGS, **(readings or {})}.items():
            walk = self.desk.fieldwork.record(walk, code, written, note=note or None).walk
        self.desk.fieldwork.submit(visit_id)
        self.clock.go_on(60)
        return visit_id

    def returned(self, *remarks: tuple[str, str], why: str = "See the remarks") -> str:
        """A visit that came back with remarks of code and words; its id."""
        visit_id = self.submitted({"ARR-02": "no"})
        for code, words in remarks:
            self.desk.review.remark(visit_id, code, words, self.owl)
        self.desk.review.send_back(visit_id, why, self.owl)
        self.clock.go_on(60)
        return visit_id

    def approved(self, readings: Mapping[str, str] | None = None, branch: Branch = HARBOUR_BRANCH) -> str:
        """An approved visit; its id."""
        visit_id = self.submitted(readings, branch=branch)
        self.desk.review.approve(visit_id, self.owl)
        return visit_id

    def published(self, readings: Mapping[str, str] | None = None, branch: Branch = HARBOUR_BRANCH) -> str:
        """A published visit, its report kept as HTML; its id."""
        visit_id = self.approved(readings, branch)
        self.desk.publication.publish([visit_id], self.boss, form=ReportFormat.HTML)
        self.clock.go_on(60)
        return visit_id

    def remarks(self, visit_id: str) -> tuple[Remark, ...]:
        """The remarks on a visit, as they are on the disk."""
        return self.desk.appointments.after(visit_id).remarks

    def status(self, visit_id: str) -> str:
        """The status of a visit, as it is on the disk."""
        return on_the_disk(self.desk, visit_id).visit.status.value


def shown_lines(app: Driven) -> list[str]:
    """The lines of the list on the page, each in one piece."""
    return [" ".join(str(one.prompt).split()) for one in app.screen.query_one(OptionList).options]


async def ended(app: Driven) -> None:
    """Waits until the work in a thread is done and told."""
    await app.app.workers.wait_for_complete()
    await app.settle()
