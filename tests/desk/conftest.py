"""A desk over a real store and a real library, with a clock of its own."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from qaudit.core.visits import AuditorRole
from qaudit.core.walk import Walk
from qaudit.desk.fieldwork import Fieldwork
from qaudit.desk.headquarters import Headquarters
from qaudit.store.store import open_store
from qaudit.wiring import Desk
from tests.command_line import TestClock
from tests.corner_shop import ALL_MET, write_corner_shop
from tests.desk.lake_stock import LakeStock
from tests.desk.staffed import House


@dataclass
class Office:
    """One person at a desk. `folder` has the store, its evidence and the library."""

    folder: Path
    clock: TestClock
    desk: Desk

    @property
    def work(self) -> Fieldwork:
        return self.desk.fieldwork

    @property
    def quarters(self) -> Headquarters:
        return self.desk.headquarters

    @property
    def library(self) -> Path:
        return self.folder / "library"

    @property
    def db(self) -> Path:
        return self.folder / "store.sqlite"

    def opened(self, pack: str = "corner-shop", auditor: str = "heron", **facts: str) -> Walk:
        """A new visit at the desk; `channel` is `desk` where no facts are given."""
        return self.work.open_visit(pack, "HAI-01", auditor, facts or {"channel": "desk"})

    def filled(self, table: str = ALL_MET) -> Walk:
        """A new visit with the readings of a table."""
        return self.work.fill(self.opened(), table.encode(), "readings.csv").walk


@pytest.fixture
def offices(tmp_path: Path, empty_store: Path) -> Iterator[list[Office]]:
    """Two people at two desks over one store; a branch and three auditors are there."""
    shutil.copy(empty_store, tmp_path / "store.sqlite")
    write_corner_shop(tmp_path / "library")
    clock = TestClock()
    found = [
        Office(
            tmp_path,
            clock,
            Desk(str(tmp_path / "store.sqlite"), (str(tmp_path / "library"),), world=clock.world()),
        )
        for _ in range(2)
    ]
    quarters = found[0].quarters
    quarters.add_branch("HAI-01", "Harbour Haifa", "North", "IL")
    quarters.add_auditor("heron")
    quarters.add_auditor("owl", AuditorRole.REVIEWER)
    quarters.add_auditor("self", AuditorRole.SELF_CHECK)
    yield found
    for office in found:
        office.desk.close()


@pytest.fixture
def office(offices: list[Office]) -> Office:
    """The first of them."""
    return offices[0]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Everybody at their desks over one store in a file."""
    found = House(tmp_path, str(tmp_path / "store.sqlite"))
    found.staff()
    yield found
    found.close()


@pytest.fixture
def stock(tmp_path: Path, empty_store: Path) -> Iterator[LakeStock]:
    """A store in a file without visits, and no lake beside it yet."""
    shutil.copy(empty_store, tmp_path / "store.sqlite")
    with open_store(tmp_path / "store.sqlite") as store:
        yield LakeStock(store, tmp_path / "store.lake")
