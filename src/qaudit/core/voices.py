"""What customers say of a branch: complaints, compliments and suggestions, and the clocks that run for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

from qaudit.core.branch_time import day_of, end_of_day
from qaudit.core.follow_up import FollowUp


class VoiceKind(StrEnum):
    """What a customer meant by it."""

    COMPLAINT = "complaint"
    COMPLIMENT = "compliment"
    SUGGESTION = "suggestion"


CLOCKED = frozenset((VoiceKind.COMPLAINT, VoiceKind.SUGGESTION))
"""The kinds that wait for an acknowledgement and an answer."""


class Channel(StrEnum):
    """The way it came: the channels that standards are tagged with, or another."""

    FACE_TO_FACE = "face_to_face"
    PHONE = "phone"
    EMAIL = "email"
    LETTER = "letter"
    CHAT = "chat"
    SOCIAL = "social"
    FAX = "fax"
    SELF_SERVICE = "self_service"
    OTHER = "other"


class ClockState(StrEnum):
    """How a promised time stands. `overdue`: not done, and its time is over. `late`: done, but after its time."""

    RUNNING = "running"
    OVERDUE = "overdue"
    KEPT = "kept"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Clock:
    """A promised time as it stands, due at `due` (UTC, included).

    `length` is what is left (running), what was taken (kept), or how long after its time (overdue, late).
    """

    due: datetime
    state: ClockState
    length: timedelta


@dataclass(frozen=True, slots=True)
class Limits:
    """Until when one voice is acknowledged and answered: moments in UTC, included; None where none is promised."""

    acknowledge_by: datetime | None = None
    answer_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """One complaint, compliment or suggestion. Moments are UTC, `at` is when it came; `branch` is its code.

    `words` are the customer's own; nothing here says who the customer is. `pack` is the name of the pack whose
    standards `codes` it touches, both empty where that is not known. `limits` are those of the day it was taken
    in: a brand that changes its promise later changes none that was given. `acknowledged_by`, `answered_by` and
    `noted_by` are aliases; the first two are empty where a table told the moment.
    """

    id: str
    branch: str
    kind: VoiceKind
    channel: Channel
    at: datetime
    words: str
    noted_by: str
    pack: str = ""
    codes: tuple[str, ...] = ()
    limits: Limits = Limits()
    acknowledged_at: datetime | None = None
    acknowledged_by: str = ""
    answered_at: datetime | None = None
    answered_by: str = ""
    answer: str = ""

    def acknowledgement(self, now: datetime) -> Clock | None:
        """How the promise to acknowledge it stands; None where there is none."""
        return clock_at(self.at, self.limits.acknowledge_by, self.acknowledged_at, now)

    def answering(self, now: datetime) -> Clock | None:
        """How the promise to answer it stands; None where there is none."""
        return clock_at(self.at, self.limits.answer_by, self.answered_at, now)

    def is_overdue(self, now: datetime) -> bool:
        """Whether somebody waits for longer than was promised."""
        clocks = (self.acknowledgement(now), self.answering(now))
        return any(clock is not None and clock.state is ClockState.OVERDUE for clock in clocks)


def limits_of(kind: VoiceKind, at: datetime, follow_up: FollowUp, zone: tzinfo) -> Limits:
    """Until when a voice that came at `at` is acknowledged (hours) and answered (days of the branch).

    The day it came is not counted: with 1 day it is answered until the end of the next. Nothing is promised for
    a compliment.
    """
    if kind not in CLOCKED:
        return Limits()
    last = day_of(at, zone) + timedelta(days=follow_up.answer_days)
    return Limits(at + timedelta(hours=follow_up.acknowledge_hours), end_of_day(last, zone))


def clock_at(begun: datetime, due: datetime | None, done: datetime | None, now: datetime) -> Clock | None:
    """How a promise given at `begun` and due at `due` stands at `now`; None where nothing was promised.

    No length is below zero, also where a day alone was noted and something happened before its noon.
    """
    if due is None:
        return None
    if done is None:
        is_over = now > due
        state = ClockState.OVERDUE if is_over else ClockState.RUNNING
        return Clock(due, state, now - due if is_over else due - now)
    if done > due:
        return Clock(due, ClockState.LATE, done - due)
    return Clock(due, ClockState.KEPT, max(done - begun, timedelta(0)))


LEAST_JUDGED = 3
LEAST_COMPLAINTS = 3


@dataclass(frozen=True, slots=True)
class BesideStandard:
    """A standard in one period: visits that judged it, those that found it missed or partly met, and voices."""

    pack: str
    code: str
    judged: int
    missed: int
    complaints: int
    compliments: int
    suggestions: int = 0

    @property
    def is_doubtful(self) -> bool:
        """Whether it looks like a wrong standard: always met, and always complained of.

        That is at least `LEAST_JUDGED` visits without a miss, and at least `LEAST_COMPLAINTS` complaints.
        """
        return self.judged >= LEAST_JUDGED and self.missed == 0 and self.complaints >= LEAST_COMPLAINTS


def by_weight(standards: Iterable[BesideStandard]) -> tuple[BesideStandard, ...]:
    """The doubtful ones first, then by complaints, by misses, and by code."""
    return tuple(
        sorted(
            standards,
            key=lambda one: (not one.is_doubtful, -one.complaints, -one.missed, one.pack, one.code),
        )
    )
