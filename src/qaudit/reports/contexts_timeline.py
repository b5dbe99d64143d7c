"""The timeline of a visit: its marks in order, each with the time since the one before, in words and drawn."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from qaudit.core.moments import local
from qaudit.core.timeline import in_order, seconds_of
from qaudit.reports.charts import Svg
from qaudit.reports.charts_course import Leg, course_row, legs
from qaudit.reports.record_words import LEFT
from qaudit.reports.subject import Subject
from qaudit.reports.theme import Theme
from qaudit.speech import _
from qaudit.wording.phrases import UserText, base_direction, user_text
from qaudit.wording.regional import written_number
from qaudit.wording.values import date_words, duration_words, signed

Moment = tuple[datetime, UserText]

LONG = 300


@dataclass(frozen=True, slots=True)
class MomentContext:
    """One moment. `since_last` and `since_first` are empty for the first; `date` is empty unless a new day begins.

    A name of more than `LONG` signs may go on over the page: kept whole, it could be higher than what is left under
    its heading, which would then stand alone.
    """

    time: str
    date: str
    name: UserText
    is_long: bool
    since_last: str
    since_first: str
    course: Svg


def moment_contexts(subject: Subject, theme: Theme) -> tuple[MomentContext, ...]:
    """The marks and the moment of leaving."""
    found = _moments(subject)
    pauses = [float(seconds_of(later[0] - earlier[0])) for earlier, later in pairwise(found)]
    first = Leg(0.0, 0.0, is_broken=False)
    return tuple(
        _context(found, place, course_row(leg, theme), subject.offset)
        for place, leg in zip(range(len(found)), (first, *legs(pauses)), strict=False)
    )


def _moments(subject: Subject) -> list[Moment]:
    names = {event.name: user_text(event.text.in_language(subject.language)) for event in subject.pack.events}
    visit = subject.visit
    found = [(mark.at, names.get(mark.event) or user_text(mark.event)) for mark in in_order(visit.marks)]
    if visit.left_at is not None:
        found.append((visit.left_at, UserText(_(LEFT), base_direction())))
        found.sort(key=lambda one: one[0])
    return found


def _context(found: list[Moment], place: int, course: Svg, offset: int) -> MomentContext:
    at, name = found[place]
    last = found[place - 1][0] if place else None
    is_new_day = last is None or date_words(last, offset) != date_words(at, offset)
    return MomentContext(
        time=_clock(at, offset),
        date=date_words(at, offset) if is_new_day else "",
        name=name,
        is_long=len(name.text) > LONG,
        since_last="" if last is None else signed(duration_words(seconds_of(at - last))),
        since_first="" if last is None else duration_words(seconds_of(at - found[0][0])),
        course=course,
    )


def _clock(at: datetime, offset: int) -> str:
    """The time on the auditor's clock, with tenths where there are any."""
    moment = local(at, offset)
    tenths = moment.microsecond // 100_000
    return moment.strftime("%H:%M:%S") + (written_number(f".{tenths}") if tenths else "")
