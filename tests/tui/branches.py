"""Published visits at two branches, for the branch manager's pages, with a clock that is moved between the deeds."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

from qaudit.core.follow_up import FollowUp, ListEntry
from qaudit.core.people import Person, Role
from qaudit.core.standards import Pack
from qaudit.core.text import Text
from qaudit.core.visits import Branch
from qaudit.desk.documents.visit import ReportFormat
from qaudit.tui.app import QauditApp
from qaudit.tui.screens.page import Page
from qaudit.wiring import Desk
from tests.builders import HARBOUR_BRANCH, a_pack, a_section, a_standard, seconds
from tests.tui.driving import Clock, Driven, Size, open_visit

DAY = 86_400
JAFFA = Branch("TLV-02", "Harbour Jaffa", timezone="Asia/Jerusalem")
HAIFA = replace(HARBOUR_BRANCH, timezone="Asia/Jerusalem")
CAUSES = (ListEntry("short_of_staff"), ListEntry("storm", Text.plain("The storm of that week")))
FRONT = replace(
    a_pack(
        a_section(
            "FRO",
            a_standard("FRO-01", text="The guest is greeted by name", is_critical=True),
            a_standard("FRO-02", text="The desk is tidy"),
            a_standard("FRO-03", seconds(60), text="The guest is greeted within 60 seconds"),
            a_standard("FRO-04", text="The bill is right"),
            a_standard("FRO-05", text="The door is held"),
        ),
    ),
    follow_up=FollowUp(causes=CAUSES),
)
READINGS = {"FRO-01": "yes", "FRO-02": "yes", "FRO-03": "30s", "FRO-04": "yes", "FRO-05": "yes"}


@dataclass
class Office:
    """The people around a branch, over one store, with the hand on its clock."""

    desk: Desk
    clock: Clock
    dana: Person = field(init=False)
    owl: Person = field(init=False)
    boss: Person = field(init=False)

    def __post_init__(self) -> None:
        headquarters, people = self.desk.headquarters, self.desk.people
        for branch in (HAIFA, JAFFA):
            headquarters.add_branch(
                branch.code, branch.name, branch.region, branch.country, branch.brand, branch.timezone
            )
        self.dana = people.add("dana", Role.MANAGER, [HAIFA.code, JAFFA.code])
        self.owl = people.add("owl", Role.REVIEWER)
        self.boss = people.add("boss", Role.HEADQUARTERS)
        self.sits(self.dana)

    def sits(self, person: Person) -> None:
        """Who sits at the desk from now on."""
        self.desk.__dict__["acting"] = person

    def go_on(self, days: float = 0) -> None:
        """Moves the clock, by a minute at least: no two deeds at one moment."""
        self.clock.go_on(days * DAY + 60)

    def published(
        self,
        missed: Mapping[str, str] | None = None,
        *,
        branch: Branch = HAIFA,
        pack: Pack = FRONT,
        corrected: Mapping[str, str] | None = None,
    ) -> str:
        """A visit that missed what `missed` says, reviewed and published now; its id."""
        self.sits(Person("heron", Role.SHOPPER))
        visit_id = open_visit(self.desk, pack, branch=branch)
        for code, written in {**READINGS, **(missed or {})}.items():
            if code in {standard.code for standard in pack.standards}:
                walk = self.desk.fieldwork.walk(visit_id)
                self.desk.fieldwork.record(walk, code, written, note="Seen from the hall")
        self.go_on()
        self.desk.fieldwork.submit(visit_id)
        self.go_on()
        for code, written in (corrected or {}).items():
            self.desk.review.correct(visit_id, code, written, "The receipt shows it", self.owl)
            self.go_on()
        self.desk.review.approve(visit_id, self.owl)
        self.desk.publication.publish([visit_id], self.boss, form=ReportFormat.HTML)
        self.go_on()
        self.sits(self.dana)
        return visit_id


@asynccontextmanager
async def on_page(desk: Desk, page: Page[None], size: Size = (80, 24)) -> AsyncIterator[Driven]:
    """The app with a page on top of its first one."""
    app = QauditApp(desk)
    async with app.run_test(size=size) as pilot:
        driven = Driven(app, pilot, [])
        await driven.settle()
        await app.push_screen(page)
        await driven.settle()
        yield driven
