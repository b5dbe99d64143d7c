"""A store to look around in: two brands, seven branches and some thirty visits over two months, all made up.

It is made through the desk's own verbs with a clock that is moved from moment to moment. The same is made each
time, up to the day it is made on.
"""

import csv
import io
import shutil
import tempfile
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from qaudit.core.completeness import Gap, GapKind
from qaudit.core.standards import Fact
from qaudit.core.timeline import running_clocks
from qaudit.core.walk import Walk
from qaudit.desk.authoring import Authoring
from qaudit.desk.chances import Chances
from qaudit.desk.demonstration.aftermath import Aftermath, AftermathDesk
from qaudit.desk.demonstration.clock import MovedClock
from qaudit.desk.demonstration.notes import BY_HAND, note_for
from qaudit.desk.demonstration.picture import receipt_picture
from qaudit.desk.demonstration.plan import AUDITORS, PLACES, PlannedVisit, Stage, planned_visits
from qaudit.desk.demonstration.readings import moments_of_visit, written_reading
from qaudit.desk.fieldwork import Fieldwork
from qaudit.desk.headquarters import Headquarters
from qaudit.desk.world import World
from qaudit.errors import UsageError, system_reason
from qaudit.speech import _
from qaudit.store.store import Store

STORE_NAME = "qaudit.sqlite"
MARKER_NAME = "made-by-qaudit-demo.txt"
MARKER = "This folder was made by qaudit demo. Everything in it is made up; it may be deleted.\n"
ROUNDS = 4


class OpenedDesk(AftermathDesk, Protocol):
    """The part of a desk that the demonstration works at."""

    @property
    def store(self) -> Store: ...

    @property
    def authoring(self) -> Authoring: ...

    @property
    def headquarters(self) -> Headquarters: ...

    @property
    def fieldwork(self) -> Fieldwork: ...

    def close(self) -> None: ...


def make_demonstration(
    folder: Path,
    open_desk: Callable[[str, World], OpenedDesk],
    now: datetime,
    progress: Callable[[int, int], None] = lambda done, of: None,
    *,
    planned: Sequence[PlannedVisit] | None = None,
) -> Path:
    """Makes the store in a folder that is new, empty or an older demonstration's, and gives its path.

    `now` is the moment (UTC) that the newest visits have reached; `planned` are the visits where not all of them
    are wanted. Raises `UsageError` for any other folder.
    """
    make_room(folder)
    clock = MovedClock(now)
    path = folder / STORE_NAME
    desk = open_desk(str(path), clock.world())
    planned = planned_visits() if planned is None else planned
    try:
        desk.store.hurry()
        for place in PLACES:
            branch = place.branch
            desk.headquarters.add_branch(
                branch.code, branch.name, branch.region, branch.country, branch.brand, branch.timezone
            )
        for auditor in AUDITORS:
            desk.headquarters.add_auditor(auditor.alias, auditor.role)
        aftermath = Aftermath(desk, clock, now)
        aftermath.add_people()
        facts = {place.pack: desk.authoring.load(place.pack).pack.facts for place in PLACES}
        submitted = sum(visit.stage is Stage.SUBMITTED for visit in planned)
        for number, visit in enumerate(planned, start=1):
            walk = VisitMaker(desk.fieldwork, clock, visit, now, facts[visit.place.pack]).make()
            if visit.stage is Stage.SUBMITTED:
                submitted -= 1
                aftermath.follow(walk, visit.number, submitted)
            progress(number, len(planned))
        aftermath.say_what_customers_said()
    finally:
        desk.close()
    return path


def make_room(folder: Path) -> None:
    """Makes the folder, or empties that of an older demonstration. Raises `UsageError` for any other."""
    try:
        is_taken = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
        if is_taken and not (folder / MARKER_NAME).is_file():
            raise UsageError(
                _("{folder} is not empty and no demonstration", folder=folder),
                _("name a new folder with --dir"),
            )
        folder.mkdir(parents=True, exist_ok=True)
        for name in (STORE_NAME, f"{STORE_NAME}-wal", f"{STORE_NAME}-shm"):
            (folder / name).unlink(missing_ok=True)
        for name in ("evidence", "reports", "standards", f"{Path(STORE_NAME).stem}.lake"):
            shutil.rmtree(folder / name, ignore_errors=True)
        (folder / MARKER_NAME).write_text(MARKER, encoding="utf-8")
    except OSError as fault:
        raise UsageError(
            _("{folder} cannot be used: {reason}", folder=folder, reason=system_reason(fault)),
            _("name another folder with --dir"),
        ) from None


class VisitMaker:
    """Makes one visit as far as its stage."""

    def __init__(
        self,
        work: Fieldwork,
        clock: MovedClock,
        planned: PlannedVisit,
        now: datetime,
        facts: tuple[Fact, ...],
    ) -> None:
        self._work = work
        self._clock = clock
        self._planned = planned
        self._now = now
        self._facts = facts
        self._chances = Chances(f"visit {planned.number}")

    def make(self) -> Walk:
        """Opens the visit, does what its stage asks for, and gives the visit as it then is."""
        begins = self._begins()
        self._clock.now = begins - timedelta(minutes=self._chances.between("early", 4, 15))
        walk = self._open()
        stage = self._planned.stage
        if stage is Stage.OPENED:
            return walk
        if stage is Stage.CLOCK_RUNNING:
            return self._stop_half_way(walk)
        moments = moments_of_visit(walk, begins, self._planned.place.quality, self._chances)
        last = max(moments.values(), default=begins)
        self._clock.now = last + timedelta(minutes=12)
        if stage is Stage.BEGUN:
            return self._fill(walk, walk.index.codes[: len(walk.index.codes) // 4])
        if moments:
            walk = self._work.mark_all(walk, moments, why="from the auditor's time notes").walk
        walk = self._answer_all(walk)
        if stage is Stage.NOTES_MISSING:
            return walk
        walk = self._mend(walk)
        if stage is not Stage.SUBMITTED:
            return walk
        lag = timedelta(minutes=self._chances.between("lag", 35, 60 * 30))
        self._clock.now = min(self._clock.now + lag, self._now)
        return self._work.submit(walk.visit.id, left_at=last + timedelta(minutes=2))

    def _begins(self) -> datetime:
        day = self._now - timedelta(days=self._planned.days_ago)
        if self._planned.stage is Stage.CLOCK_RUNNING:
            return self._now - timedelta(minutes=10)
        if self._planned.stage is Stage.OPENED:
            return self._now
        hour = self._chances.between("hour", 7, 16)
        return day.replace(
            hour=hour, minute=self._chances.between("minute", 0, 59), second=0, microsecond=0
        ) - timedelta(days=1)

    def _open(self) -> Walk:
        place, planned = self._planned.place, self._planned
        facts = {fact.name: self._chances.pick(fact.name, fact.keys) for fact in self._facts}
        return self._work.open_visit(
            place.pack, place.branch.code, planned.auditor.alias, facts, planned.kind
        )

    def _stop_half_way(self, walk: Walk) -> Walk:
        """The first moments are marked, and at least one clock runs."""
        moments = moments_of_visit(walk, self._begins(), self._planned.place.quality, self._chances)
        first = _until_a_clock_runs(walk, moments)
        late = max(moments[event] for event in first) - (self._now - timedelta(seconds=20))
        for event in first:
            self._clock.now = moments[event] - max(late, timedelta(0))
            walk = self._work.mark(walk, event).walk
        asked = [code for code in walk.index.codes if walk.judged[code].is_asked]
        return self._fill(walk, asked[:6])

    def _answer_all(self, walk: Walk) -> Walk:
        """Readings bring standards up that were not asked before: so in a few rounds."""
        for _round in range(ROUNDS):
            unanswered = [code for code in walk.index.codes if not walk.is_settled(code)]
            if not unanswered:
                break
            walk = self._fill(walk, unanswered)
        return walk

    def _fill(self, walk: Walk, codes: Sequence[str]) -> Walk:
        rows = []
        for code in codes:
            standard, judgement = walk.index.standard[code], walk.judged[code]
            if judgement.is_asked and not judgement.by_clock:
                written = written_reading(standard, self._planned.place.quality, self._chances)
                if written is not None:
                    rows.append((code, written, ""))
        return self._work.fill(walk, _table(rows), "the auditor's table").walk

    def _mend(self, walk: Walk) -> Walk:
        """The notes and the evidence that the pack asks for."""
        self._clock.now += timedelta(minutes=20)
        rows = [
            (gap.code, "", self._note(walk, gap))
            for gap in walk.gaps
            if gap.kind in (GapKind.NOTE, GapKind.HAND_TIMED_NOTE)
        ]
        lacking = [gap.code for gap in walk.gaps if gap.kind is GapKind.EVIDENCE]
        walk = self._work.fill(walk, _table(rows), "the auditor's notes").walk
        for code in lacking:
            self._clock.now += timedelta(seconds=40)
            walk = self._attach(walk, code)
        return walk

    def _note(self, walk: Walk, gap: Gap) -> str:
        if gap.kind is GapKind.HAND_TIMED_NOTE:
            return BY_HAND
        return note_for(walk.index.standard[gap.code], walk.judged[gap.code], self._chances)

    def _attach(self, walk: Walk, code: str) -> Walk:
        with tempfile.TemporaryDirectory(prefix="qaudit-demo-") as folder:
            picture = Path(folder) / f"{code.casefold()}.png"
            picture.write_bytes(receipt_picture(self._chances.of(code)))
            return self._work.attach(walk, code, picture).walk


def _until_a_clock_runs(walk: Walk, moments: dict[str, datetime]) -> list[str]:
    """The first events up to one that starts a clock, two at the least."""
    asked = [standard for standard in walk.pack.standards if walk.judged[standard.code].is_asked]
    events = list(moments)
    for count in range(2, len(events)):
        if running_clocks(asked, {event: moments[event] for event in events[:count]}):
            return events[:count]
    return events


def _table(rows: Sequence[tuple[str, str, str]]) -> bytes:
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(("code", "reading", "note"))
    table.writerows(rows)
    return text.getvalue().encode()
