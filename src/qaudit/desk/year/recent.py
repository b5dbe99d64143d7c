"""The last weeks of the year, lived through the desks' own verbs, each step at its moment."""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from qaudit.core.appeals import AppealState
from qaudit.core.findings import findings_of
from qaudit.core.follow_up import APPEAL_REASONS, CAUSES
from qaudit.core.readings import write_reading
from qaudit.core.visits import Evidence, VisitKind
from qaudit.core.walk import Walk
from qaudit.desk.chances import Chances
from qaudit.desk.demonstration.aftermath import AftermathDesk
from qaudit.desk.demonstration.clock import MovedClock
from qaudit.desk.documents.visit import ReportFormat
from qaudit.desk.fieldwork import Fieldwork
from qaudit.desk.year import words
from qaudit.desk.year.agenda import Agenda
from qaudit.desk.year.drawing import Seen
from qaudit.desk.year.lives import MARKED_WHY, SOURCE, Course, Staff, picture_of
from qaudit.desk.year.plan import Outing

RETURNED_SINCE = timedelta(days=10)
"""A visit that is returned waits for its auditor: so only young ones are."""

WAITS_SINCE = timedelta(days=12)
"""An appeal that waits for its decision is not older."""


class LivingDesk(AftermathDesk, Protocol):
    """The part of a desk that visits are lived at."""

    @property
    def fieldwork(self) -> Fieldwork: ...


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures that auditors file: kept once, and where each lies before it is kept."""

    paths: Mapping[Evidence, Path]

    @property
    def kept(self) -> tuple[Evidence, ...]:
        return tuple(self.paths)


class Recent:
    """Puts the lives of visits on an agenda."""

    def __init__(
        self, desk: LivingDesk, clock: MovedClock, agenda: Agenda, pictures: Pictures, now: datetime
    ) -> None:
        self._desk = desk
        self._clock = clock
        self._agenda = agenda
        self._pictures = pictures
        self._now = now

    def expect(
        self, outing: Outing, seen: Seen, course: Course, staff: Staff, done: Callable[[], None]
    ) -> None:
        """Puts a visit on the agenda, from its opening on; `done` is called when it is written."""
        life = _Life(self._desk, self._agenda, outing, seen, course, staff, self._now)

        def open_it() -> None:
            self._clock.offset_minutes = offset_at(outing)
            walk = self._desk.fieldwork.open_visit(
                outing.edition, outing.place.code, outing.observer.alias, seen.facts, outing.kind
            )
            self._agenda.put(course.written, lambda: write_it(walk))

        def write_it(walk: Walk) -> None:
            life.write(walk, self._pictures)
            done()

        self._agenda.put(course.opened, open_it)


def offset_at(outing: Outing) -> int:
    """The branch's offset from UTC in minutes when a visit begins."""
    return round((outing.wall - outing.begins.replace(tzinfo=None)).total_seconds() / 60)


class _Life:
    """One visit from its writing on; each step puts the next on the agenda."""

    def __init__(
        self,
        desk: LivingDesk,
        agenda: Agenda,
        outing: Outing,
        seen: Seen,
        course: Course,
        staff: Staff,
        now: datetime,
    ) -> None:
        self._desk = desk
        self._agenda = agenda
        self._outing = outing
        self._seen = seen
        self._course = course
        self._staff = staff
        self._now = now
        self._chances = Chances(f"after {outing.name}")
        self._language = outing.brand.language
        self._id = ""
        self._codes: list[str] = []
        self._appeal = ""

    def write(self, walk: Walk, pictures: Pictures) -> None:
        """Moments, readings, notes and pictures."""
        work, seen = self._desk.fieldwork, self._seen
        self._id = walk.visit.id
        walk = work.mark_all(walk, seen.moments, why=MARKED_WHY).walk
        walk = work.fill(walk, _table(seen), SOURCE).walk
        for code in seen.filed:
            kept = picture_of(self._outing, code, pictures.kept)
            walk = work.attach(walk, code, pictures.paths[kept]).walk
        self._codes = [one.standard.code for one in findings_of(walk.scorecard(), walk.pack.scoring)]
        self._agenda.put(self._course.submitted, self._submit)

    @property
    def _is_contested(self) -> bool:
        is_own = self._outing.kind is VisitKind.SELF_CHECK
        return bool(self._codes) and not is_own and self._chances.share("contested") < 0.14

    def _submit(self) -> None:
        self._desk.fieldwork.submit(self._id, left_at=self._course.left)
        self._agenda.put(self._course.reviewed, self._review)

    def _review(self) -> None:
        desk, reviewer = self._desk.review, self._staff.reviewer
        if self._course.is_void:
            desk.void(self._id, words.void_reason(self._language), reviewer)
            return
        is_young = self._now - self._course.reviewed < RETURNED_SINCE
        if is_young and self._codes and self._chances.share("returned") < 0.12:
            desk.remark(self._id, self._codes[0], words.remark(self._language, self._chances), reviewer)
            desk.send_back(self._id, "", reviewer)
            return
        desk.approve(self._id, reviewer)
        self._agenda.put(self._course.published, self._publish)

    def _publish(self) -> None:
        # The report of every visit would take longer than all the rest.
        keeps = self._outing.is_last or self._is_contested
        form = ReportFormat.HTML if keeps else None
        self._desk.publication.publish([self._id], self._staff.office, form=form)
        self._agenda.put(self._course.acknowledged, self._at_the_branch)

    def _at_the_branch(self) -> None:
        manager, chances = self._staff.manager, self._chances
        if chances.share("read") < 0.15 or not self._codes:
            return
        self._desk.branch_desk.acknowledge(self._id, manager)
        if chances.share("explained") < 0.4:
            cause = chances.pick("cause", CAUSES).key
            why = words.reason(self._language, chances)
            self._desk.branch_desk.explain(self._id, self._codes[0], cause, why, manager)
        if self._outing.kind is not VisitKind.SELF_CHECK and chances.share("mended") < 0.4:
            self._plan_mending()
        if self._is_contested:
            self._contest()
        self._agenda.put(self._course.closed, self._close)

    def _plan_mending(self) -> None:
        chances, manager, language = self._chances, self._staff.manager, self._language
        what, shown, owner = words.mending(language, chances)
        at = self._course.acknowledged
        due = at.date() + timedelta(days=chances.between("due", 5, 21))
        codes = self._codes[: chances.between("codes", 1, 2)]
        action = self._desk.mending.plan(self._id, codes, what, owner, due, manager)
        fallen, then = chances.share("becomes"), at + timedelta(days=chances.between("done", 2, 9))
        if fallen < 0.08:
            why = words.dropping(language)
            self._agenda.put(then, lambda: _done(self._desk.mending.drop(action.id, why, manager)))
        elif fallen < 0.88:
            self._agenda.put(then, lambda: _done(self._desk.mending.done(action.id, shown, manager)))

    def _contest(self) -> None:
        chances = self._chances
        reason = chances.pick("reason", APPEAL_REASONS).key
        said = words.appeal_words(self._language, chances)
        code = chances.pick("contested code", self._codes)
        appeal = self._desk.appeals.appeal(self._id, code, reason, said, self._staff.manager)
        self._appeal = appeal.id
        is_young = self._now - self._course.acknowledged < WAITS_SINCE
        if not is_young or chances.share("decided") < 0.4:
            self._agenda.put(self._course.acknowledged + timedelta(hours=30), self._decide)

    def _decide(self) -> None:
        is_upheld = self._chances.share("upheld") < 0.4
        decision = AppealState.UPHELD if is_upheld else AppealState.REJECTED
        said = words.decision_words(self._language, is_upheld=is_upheld)
        self._desk.appeals.decide(self._appeal, decision, said, self._staff.office)
        self._appeal = ""

    def _close(self) -> None:
        if not self._appeal:
            self._desk.publication.close(self._id, self._staff.office)


def _done(_result: object) -> None:
    """A deed on the agenda gives nothing back."""


def _table(seen: Seen) -> bytes:
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(("code", "reading", "note"))
    for code in dict.fromkeys((*seen.readings, *seen.notes)):
        reading = seen.readings.get(code)
        table.writerow((code, "" if reading is None else write_reading(reading), seen.notes.get(code, "")))
    return text.getvalue().encode()
