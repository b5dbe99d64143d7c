"""Makes the year: its branches and people, the visits of long ago in bulk, the last weeks through the desks."""

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Protocol

from qaudit.core.people import Role
from qaudit.core.visits import Auditor, AuditorRole, Branch, Visit, VisitStatus
from qaudit.core.walk import PackIndex
from qaudit.desk.authoring import Authoring
from qaudit.desk.chances import Chances
from qaudit.desk.demonstration.clock import MovedClock
from qaudit.desk.demonstration.making import STORE_NAME, make_room
from qaudit.desk.demonstration.picture import receipt_picture
from qaudit.desk.headquarters import Headquarters
from qaudit.desk.world import World
from qaudit.desk.year.agenda import Agenda
from qaudit.desk.year.drawing import Drawing, Seen
from qaudit.desk.year.lives import Course, Staff, WholeLives, course_of
from qaudit.desk.year.places import REGIONS
from qaudit.desk.year.plan import Outing, outings
from qaudit.desk.year.recent import LivingDesk, Pictures, Recent, offset_at
from qaudit.desk.year.truths import OBSERVERS, SELF_CHECKS
from qaudit.desk.year.voices import expect_voices
from qaudit.packs.library import LoadedPack
from qaudit.store.store import KeptPack, Store
from qaudit.store.whole_visits import WholeVisit

STANDARDS = Path(__file__).parent / "standards"
REVIEWER, OFFICE = "owl", "head-office"
PICTURES = 6
AT_ONCE = 100
"""Visits that are taken in by one transaction."""
LIVED = timedelta(days=56)
"""The visits of so many weeks are lived through the desks' verbs; those before are closed."""


class YearDesk(LivingDesk, Protocol):
    """The part of a desk that the year is made at."""

    @property
    def store(self) -> Store: ...

    @property
    def authoring(self) -> Authoring: ...

    @property
    def headquarters(self) -> Headquarters: ...

    def close(self) -> None: ...


OpenDesk = Callable[[str, World, Sequence[str]], YearDesk]
"""Opens a desk over a store, with a world and further folders of packs."""


def make_year(
    folder: Path,
    open_desk: OpenDesk,
    now: datetime,
    progress: Callable[[int, int], None] = lambda done, of: None,
    *,
    planned: Sequence[Outing] | None = None,
    lived: timedelta = LIVED,
) -> Path:
    """Makes the store in a folder that is new, empty or an older demonstration's, and gives its path.

    `now` is the moment (UTC) that the newest visits have reached; `planned` are the visits where not all of them
    are wanted. The packs of the three brands are put beside the store. Raises `UsageError` for any other folder.
    """
    make_room(folder)
    standards = folder / "standards"
    shutil.copytree(STANDARDS, standards)
    clock = MovedClock(now)
    path = folder / STORE_NAME
    planned = outings(now) if planned is None else planned
    desk = open_desk(str(path), clock.world(), (str(standards),))
    try:
        desk.store.hurry()
        with _pictures(desk.store) as pictures:
            _Making(desk, clock, now, planned, pictures).make(lived, progress)
    finally:
        desk.close()
    return path


@contextmanager
def _pictures(store: Store) -> Iterator[Pictures]:
    with tempfile.TemporaryDirectory(prefix="qaudit-demo-") as folder:
        paths = {}
        for number in range(PICTURES):
            path = Path(folder) / f"receipt-{number + 1}.png"
            path.write_bytes(receipt_picture(Chances(f"receipt {number}")))
            paths[store.evidence.keep(path)] = path
        yield Pictures(paths)


class _Making:
    def __init__(
        self,
        desk: YearDesk,
        clock: MovedClock,
        now: datetime,
        planned: Sequence[Outing],
        pictures: Pictures,
    ) -> None:
        self._desk = desk
        self._clock = clock
        self._now = now
        self._planned = planned
        self._pictures = pictures
        self._places = tuple(dict.fromkeys(outing.place for outing in planned))
        self._packs = {
            edition: desk.authoring.load(edition) for edition in dict.fromkeys(one.edition for one in planned)
        }
        self._drawings = {edition: Drawing(PackIndex(loaded.pack)) for edition, loaded in self._packs.items()}

    def make(self, lived: timedelta, progress: Callable[[int, int], None]) -> None:
        """All of it. `progress` is told how many visits are made, and of how many."""
        staff = self._add_people()
        since = self._now - lived
        old = [outing for outing in self._planned if outing.begins < since]
        young = self._planned[len(old) :]
        of = len(self._planned)
        made = 0
        for batch in _batches(self._whole(old, staff), AT_ONCE):
            self._desk.store.take_in(batch)
            made += len(batch)
            progress(made, of)

        def count() -> None:
            nonlocal made
            made += 1
            progress(made, of)

        agenda = Agenda(self._clock)
        recent = Recent(self._desk, self._clock, agenda, self._pictures, self._now)
        for outing in young:
            seen = self._drawings[outing.edition].see(outing)
            recent.expect(outing, seen, course_of(outing, seen), staff[outing.place.region.name], count)
        office = next(iter(staff.values())).office
        expect_voices(self._desk.voices, agenda, self._places, self._now, office)
        agenda.work_off(self._now)
        self._clock.now = self._now
        self._plan_next()
        progress(of, of)

    def _add_people(self) -> Mapping[str, Staff]:
        """Branches, auditors and people; gives who works for each region."""
        desk = self._desk
        for place in self._places:
            region = place.region
            desk.headquarters.add_branch(
                place.code, place.name, region.name, region.country, region.brand.name, region.timezone
            )
        for observer in (*OBSERVERS, *SELF_CHECKS.values()):
            desk.headquarters.add_auditor(observer.alias, observer.role)
        desk.headquarters.add_auditor(REVIEWER, AuditorRole.REVIEWER)
        office = desk.people.add(OFFICE, Role.HEADQUARTERS)
        reviewer = desk.people.acting(REVIEWER)
        staff = {}
        for region in REGIONS:
            codes = [place.code for place in self._places if place.region == region]
            if codes:
                manager = desk.people.add(region.manager, Role.MANAGER, codes)
                staff[region.name] = Staff(reviewer, office, manager)
        return staff

    def _whole(self, old: Iterable[Outing], staff: Mapping[str, Staff]) -> Iterator[WholeVisit]:
        """The visits of long ago, each from its opening to its end."""
        for loaded in self._packs.values():
            self._desk.store.keep_pack(kept_pack(loaded))
        branches = {branch.code: branch for branch in self._desk.store.branches()}
        auditors = {auditor.alias: auditor for auditor in self._desk.store.auditors()}
        lives = WholeLives(self._desk.fieldwork, self._pictures.kept)
        for outing in old:
            loaded = self._packs[outing.edition]
            seen = self._drawings[outing.edition].see(outing)
            course = course_of(outing, seen)
            opened = self._opened(
                outing, loaded, seen, course, branches[outing.place.code], auditors[outing.observer.alias]
            )
            yield lives.live(outing, opened, seen, course, staff[outing.place.region.name])

    def _opened(
        self,
        outing: Outing,
        loaded: LoadedPack,
        seen: Seen,
        course: Course,
        branch: Branch,
        auditor: Auditor,
    ) -> Visit:
        self._clock.now = course.opened
        return Visit(
            id=self._clock.world().new_id(),
            pack=loaded.pack.ref,
            digest=loaded.digest,
            branch=branch,
            auditor=auditor,
            status=VisitStatus.OPEN,
            opened_at=course.opened,
            kind=outing.kind,
            facts=tuple(sorted(seen.facts.items())),
            utc_offset_minutes=offset_at(outing),
        )

    def _plan_next(self) -> None:
        """A visit in the weeks to come, for every sixth branch."""
        for number, place in enumerate(self._places[::6]):
            day = (self._now + timedelta(days=2 + 3 * number)).date()
            newest = f"{place.region.brand.pack}@{2 if place.region.brand.edition_changes else 1}"
            auditors = [one for one in OBSERVERS if place.region.brand in one.brands]
            self._desk.appointments.plan(newest, place.code, auditors[number % len(auditors)].alias, day, {})


def kept_pack(loaded: LoadedPack) -> KeptPack:
    """A pack as the store keeps it."""
    return KeptPack(loaded.digest, loaded.pack.ref, loaded.document, loaded.logo, loaded.logo_name)


def _batches(visits: Iterator[WholeVisit], size: int) -> Iterator[list[WholeVisit]]:
    while batch := list(islice(visits, size)):
        yield batch
