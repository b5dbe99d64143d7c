"""A house with everybody in it: shoppers, a reviewer, managers of branches in several zones, headquarters.

Each sits at a desk of their own over one store, as they would in life.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from qaudit.core.journal import first_broken
from qaudit.core.people import Person, Role
from qaudit.core.visits import AuditorRole, VisitKind, VisitStatus
from qaudit.desk.documents.visit import ReportFormat
from qaudit.desk.publication import Published
from qaudit.store.store import Store
from qaudit.wiring import Desk
from tests.beginnings import begin
from tests.command_line import TestClock
from tests.corner_shop import ALL_MET, write_corner_shop

MISSED = ALL_MET.replace("ARR-02,yes,", "ARR-02,no,A streak across the glass").replace(
    "TLK-03,5,", "TLK-03,2,Never looked up"
)
"""ARR-02 and TLK-03 are missed, with their notes; all else is met."""
BRANCHES = {"HAI-01": "Asia/Jerusalem", "NYC-01": "America/New_York", "ACR-02": ""}
PEOPLE = {
    "rona": (Role.MANAGER, ("HAI-01", "NYC-01")),
    "dan": (Role.MANAGER, ("ACR-02",)),
    "hq": (Role.HEADQUARTERS, ()),
    "chief": (Role.HEADQUARTERS, ()),
}
AUDITORS = {
    "heron": AuditorRole.SHOPPER,
    "crane": AuditorRole.SHOPPER,
    "owl": AuditorRole.REVIEWER,
    "chief": AuditorRole.REVIEWER,
    "rona": AuditorRole.SELF_CHECK,
}
"""`chief` is at headquarters and also makes visits."""
TABLES = (
    "journal",
    "scorecards",
    "verdicts",
    "reports",
    "appeals",
    "actions",
    "corrections",
    "remarks",
    "explanations",
    "visits",
)


@dataclass
class House:
    """`target` is the store's path or URL, `folder` has the library; one clock hangs over all desks."""

    folder: Path
    target: str
    clock: TestClock = field(default_factory=TestClock)
    desks: dict[str, Desk] = field(default_factory=dict)

    def desk(self, alias: str) -> Desk:
        """The desk at which someone sits."""
        if alias not in self.desks:
            self.desks[alias] = self.new_desk(alias)
        return self.desks[alias]

    def new_desk(self, alias: str | None) -> Desk:
        """A desk with a store of its own: another process as far as the database can tell."""
        return Desk(self.target, (str(self.folder / "library"),), world=self.clock.world(), who=alias)

    @property
    def store(self) -> Store:
        return self.desk("hq").store

    def person(self, alias: str) -> Person:
        return self.desk("hq").people.acting(alias)

    def staff(self) -> None:
        """Takes on everybody."""
        write_corner_shop(self.folder / "library")
        file = Path(self.target)
        if "://" in self.target or file.exists():
            self._hire()
        else:
            begin("a staffed house", file, self.clock, self._hire)

    def _hire(self) -> None:
        with_nobody = self.new_desk(None)
        for code, zone in BRANCHES.items():
            with_nobody.headquarters.add_branch(code, f"Shop {code}", "North", timezone=zone)
        for alias, auditor_role in AUDITORS.items():
            with_nobody.headquarters.add_auditor(alias, auditor_role)
        for alias, (role, branches) in PEOPLE.items():
            with_nobody.people.add(alias, role, branches)
        with_nobody.close()

    def close(self) -> None:
        for desk in self.desks.values():
            desk.close()

    # A visit up to where a test begins.

    def opened(
        self, branch: str = "HAI-01", auditor: str = "heron", kind: VisitKind = VisitKind.UNANNOUNCED
    ) -> str:
        """An open visit without readings."""
        work = self.desk(auditor).fieldwork
        return work.open_visit("corner-shop", branch, auditor, {"channel": "desk"}, kind).visit.id

    def submitted(
        self,
        table: str = MISSED,
        branch: str = "HAI-01",
        auditor: str = "heron",
        kind: VisitKind = VisitKind.UNANNOUNCED,
    ) -> str:
        """A visit that waits for its review."""
        work = self.desk(auditor).fieldwork
        visit_id = self.opened(branch, auditor, kind)
        work.fill(work.walk(visit_id), table.encode(), "readings.csv")
        work.submit(visit_id, who=auditor)
        return visit_id

    def approved(
        self,
        table: str = MISSED,
        branch: str = "HAI-01",
        auditor: str = "heron",
        kind: VisitKind = VisitKind.UNANNOUNCED,
    ) -> str:
        """A visit that waits to be published."""
        visit_id = self.submitted(table, branch, auditor, kind)
        self.desk("owl").review.approve(visit_id, self.person("owl"))
        return visit_id

    def published(
        self,
        table: str = MISSED,
        branch: str = "HAI-01",
        auditor: str = "heron",
        kind: VisitKind = VisitKind.UNANNOUNCED,
    ) -> str:
        """A visit that its branch sees."""
        visit_id = self.approved(table, branch, auditor, kind)
        self.publish(visit_id)
        return visit_id

    def publish(self, *visit_ids: str, embargo: datetime | None = None) -> Published:
        """Publishes as headquarters does, with the lighter kind of report."""
        return self.desk("hq").publication.publish(
            visit_ids, self.person("hq"), embargo=embargo, form=ReportFormat.HTML
        )

    # What stands.

    def status(self, visit_id: str) -> VisitStatus:
        return self.store.visit(visit_id).status

    def acts(self, visit_id: str) -> list[str]:
        """The acts of a visit's journal that are no readings or notes."""
        told = (entry.act.value for entry in self.store.journal(visit_id))
        return [act for act in told if act not in ("reading", "note")]

    def assert_whole(self, visit_id: str) -> None:
        """The chain holds, and nothing in the store is damaged."""
        entries = self.store.journal(visit_id)
        assert entries
        assert first_broken(entries, self.store.version(visit_id)) is None
        assert self.store.damage() == ()

    def contents(self) -> dict[str, int]:
        """How many rows each table has, and how many entries the visits count: what a refusal must leave alone."""
        counts = ", ".join(f"(SELECT count(*) FROM {table})" for table in TABLES)
        counts += ", (SELECT sum(version) FROM visits)"
        with self.store._database.reading() as session:
            [found] = session.connection().execute(text(f"SELECT {counts}"))
        return dict(zip((*TABLES, "entries"), found, strict=True))

    @contextmanager
    def nothing_changes(self) -> Iterator[None]:
        """What is done within leaves every table as it was."""
        before = self.contents()
        yield
        assert self.contents() == before

    # The clock.

    def wait(self, **time: float) -> None:
        """Time passes: `days=3`."""
        self.clock.at += timedelta(**time)

    def wait_until(self, moment: datetime) -> None:
        """The next look at the clock shows this moment."""
        assert moment > self.clock.at, "time goes on"
        self.clock.at = moment - timedelta(seconds=1)

    def today(self) -> date:
        """The day in UTC."""
        return self.clock.at.date()
