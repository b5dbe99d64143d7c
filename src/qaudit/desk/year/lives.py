"""What becomes of a visit of the year, and when; and a visit of long ago, lived whole in memory.

A visit that is lived whole has the journal that the desks' verbs would have left (a test makes one both ways), and
each step is asked of the one table of a visit's life.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from qaudit.core.changes import Change, EvidenceSet, MarkSet, NoteSet, ReadingSet, write_moment, written
from qaudit.core.changes import subject_of as subject_of_change
from qaudit.core.journal import Act, JournalEntry, act_of
from qaudit.core.lifecycle import Verb
from qaudit.core.people import Person, Role
from qaudit.core.scoring import SCORING_VERSION
from qaudit.core.visits import Evidence, Mark, Observation, Visit, VisitStatus
from qaudit.core.walk import Walk
from qaudit.desk.chances import Chances
from qaudit.desk.fieldwork import Fieldwork
from qaudit.desk.permits import permit
from qaudit.desk.publication import verdicts_of
from qaudit.desk.year.drawing import Seen
from qaudit.desk.year.plan import Outing
from qaudit.desk.year.words import void_reason
from qaudit.store.kept import KeptScorecard
from qaudit.store.whole_visits import WholeVisit
from qaudit.store.writing import digest_of_document

MARKED_WHY, SOURCE = "time notes", "the auditor's table"
_VOID = 0.01
"""So many auditors are recognised."""


@dataclass(frozen=True, slots=True)
class Course:
    """The moments of a visit's life in UTC, each after the one before. A void visit is void when it is reviewed."""

    opened: datetime
    written: datetime
    left: datetime
    submitted: datetime
    reviewed: datetime
    published: datetime
    acknowledged: datetime
    closed: datetime
    is_void: bool


@dataclass(frozen=True, slots=True)
class Staff:
    """Who does what after a visit of one region."""

    reviewer: Person
    office: Person
    manager: Person


def course_of(outing: Outing, seen: Seen) -> Course:
    """When what happens with a visit."""
    chances = Chances(f"course {outing.name}")

    def later(name: str, least: int, most: int) -> timedelta:
        return timedelta(minutes=chances.between(name, least, most))

    last = max(seen.moments.values())
    left = last + timedelta(minutes=2)
    submitted = left + later("lag", 35, 30 * 60)
    reviewed = submitted + later("queue", 3 * 60, 40 * 60)
    published = reviewed + later("publication", 2 * 60, 30 * 60)
    acknowledged = published + later("read", 3 * 60, 90 * 60)
    return Course(
        opened=outing.begins - later("early", 4, 15),
        written=left + timedelta(minutes=12),
        left=left,
        submitted=submitted,
        reviewed=reviewed,
        published=published,
        acknowledged=acknowledged,
        closed=max(acknowledged, published + timedelta(days=28)) + timedelta(hours=4),
        is_void=chances.share("void") < _VOID,
    )


class WholeLives:
    """Lives visits from their opening to their closing, each with one value at the end of it."""

    def __init__(self, fieldwork: Fieldwork, pictures: Sequence[Evidence]) -> None:
        self._fieldwork = fieldwork
        self._pictures = pictures

    def live(self, outing: Outing, opened: Visit, seen: Seen, course: Course, staff: Staff) -> WholeVisit:
        """A visit that is closed or void; `opened` is the empty visit at its beginning."""
        changes = list(changes_of(outing, seen, self._pictures))
        told = [_told(opened, why, change, course.written) for why, change in changes]
        auditor = Person(opened.auditor.alias, Role.SHOPPER)
        submitted = replace(
            opened,
            observations=_observations((change for _why, change in changes), course.written),
            marks=_marks(seen.moments),
            left_at=course.left,
            submitted_at=course.submitted,
            status=permit(Verb.SUBMIT, opened, auditor, course.submitted),
        )
        walk = self._fieldwork.walk_of(submitted)
        if walk.gaps:
            raise ValueError(f"a visit of the demonstration is not complete: {walk.gaps[0].sentence}")
        document = self._fieldwork.document_of(submitted)
        telling = _Telling(opened.id, told)
        telling.tell(auditor, course.submitted, Act.LEFT, write_moment(course.left))
        telling.tell(auditor, course.submitted, Act.SUBMITTED, digest_of_document(document))
        percent = json.loads(document)["final_percent"]
        card = KeptScorecard(course.submitted, SCORING_VERSION, document, percent)
        done = _void if course.is_void else _published
        visit = done(telling, submitted, course, staff, void_reason(outing.brand.language))
        verdicts = () if course.is_void else tuple(verdicts_of(_with(walk, visit)))
        return WholeVisit(visit, opened.auditor.alias, tuple(telling.entries), (card,), verdicts)


def changes_of(outing: Outing, seen: Seen, pictures: Sequence[Evidence]) -> Iterator[tuple[str, Change]]:
    """What the auditor writes, in its order, each with the reason that the journal keeps."""
    for event, at in seen.moments.items():
        yield MARKED_WHY, MarkSet(event, at)
    filled = f"filled from {SOURCE}"
    for code in dict.fromkeys((*seen.readings, *seen.notes)):
        if code in seen.readings:
            yield filled, ReadingSet(code, seen.readings[code])
        if code in seen.notes:
            yield filled, NoteSet(code, seen.notes[code])
    for code in seen.filed:
        yield "", EvidenceSet(code, (picture_of(outing, code, pictures),))


def picture_of(outing: Outing, code: str, pictures: Sequence[Evidence]) -> Evidence:
    """The picture that is filed with a standard."""
    return Chances(f"picture {outing.name}").pick(code, pictures)


class _Telling:
    def __init__(self, visit_id: str, entries: Iterable[JournalEntry]) -> None:
        self._visit_id = visit_id
        self.entries = list(entries)

    def tell(self, person: Person, at: datetime, act: Act, became: str, why: str = "") -> None:
        self.entries.append(JournalEntry(self._visit_id, 0, at, person.alias, act, became=became, why=why))


def _told(visit: Visit, why: str, change: Change, at: datetime) -> JournalEntry:
    return JournalEntry(
        visit.id,
        0,
        at,
        visit.auditor.alias,
        act_of(change),
        subject_of_change(change),
        became=written(change),
        why=why,
    )


def _observations(changes: Iterable[Change], at: datetime) -> tuple[Observation, ...]:
    seen: dict[str, Observation] = {}
    for change in changes:
        match change:
            case ReadingSet(code, reading):
                seen[code] = Observation(code, reading, at=at)
            case NoteSet(code, note):
                seen[code] = replace(seen.get(code, Observation(code, None)), note=note)
            case EvidenceSet(code, evidence):
                seen[code] = replace(seen.get(code, Observation(code, None)), evidence=evidence)
    return tuple(seen.values())


def _marks(moments: Mapping[str, datetime]) -> tuple[Mark, ...]:
    marks = [Mark(event, at) for event, at in moments.items()]
    return tuple(sorted(marks, key=lambda mark: (mark.at, mark.event)))


def _with(walk: Walk, visit: Visit) -> Walk:
    return Walk(walk.index, visit, walk.readings, walk.judged)


def _void(telling: _Telling, visit: Visit, course: Course, staff: Staff, reason: str) -> Visit:
    status = permit(Verb.VOID, visit, staff.reviewer, course.reviewed)
    telling.tell(staff.reviewer, course.reviewed, Act.VOIDED, status.value, reason)
    return replace(visit, status=status)


def _published(telling: _Telling, visit: Visit, course: Course, staff: Staff, reason: str) -> Visit:
    def moved(visit: Visit, verb: Verb, person: Person, at: datetime) -> Visit:
        return replace(visit, status=permit(verb, visit, person, at))

    visit = moved(visit, Verb.APPROVE, staff.reviewer, course.reviewed)
    telling.tell(staff.reviewer, course.reviewed, Act.APPROVED, VisitStatus.APPROVED.value)
    visit = replace(
        moved(visit, Verb.PUBLISH, staff.office, course.published),
        published_at=course.published,
        visible_from=course.published,
    )
    telling.tell(staff.office, course.published, Act.PUBLISHED, write_moment(course.published))
    visit = replace(
        moved(visit, Verb.ACKNOWLEDGE, staff.manager, course.acknowledged),
        acknowledged_at=course.acknowledged,
    )
    telling.tell(staff.manager, course.acknowledged, Act.ACKNOWLEDGED, write_moment(course.acknowledged))
    visit = moved(visit, Verb.CLOSE, staff.office, course.closed)
    telling.tell(staff.office, course.closed, Act.CLOSED, visit.status.value)
    return visit
