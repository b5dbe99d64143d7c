"""What a check of a submitted visit is: its id, how grave it is, and what it saw. What has to be known from before."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from qaudit.core.judging import Verdict


class CheckId(StrEnum):
    """Ids stay with their meaning and are never given to another check (docs/review-checks.md)."""

    TRAP = "R01"
    ORDER = "R02"
    LONGER_PART = "R03"
    THIN_GROUND = "R04"
    NO_NOTE = "R05"
    EMPTY_WORDS = "R06"
    SAME_NOTE = "R07"
    BY_HAND = "R08"
    BEFORE_ARRIVAL = "R09"
    AFTER_LEAVING = "R10"
    LONGER_THAN_VISIT = "R11"
    OUTSIDE_HOURS = "R12"
    ALL_BEST = "R13"
    ALL_SAME = "R14"
    AT_ONE_GO = "R15"
    FAR_FROM_HISTORY = "R16"
    LATE = "R17"
    ROTATION = "R18"


class Gravity(StrEnum):
    """`stop`: the visit contradicts itself or its pack. `look`: a person can tell, and often all is well."""

    STOP = "stop"
    LOOK = "look"


STOPS = frozenset((CheckId.TRAP, CheckId.ORDER, CheckId.LONGER_PART))


def gravity_of(check: CheckId) -> Gravity:
    """How grave a check is."""
    return Gravity.STOP if check in STOPS else Gravity.LOOK


class Emptiness(StrEnum):
    """Why a note says nothing."""

    NO_WORDS = "no_words"
    STOCK_WORDS = "stock_words"
    COPY = "copy"


# What each check saw. Lengths of time are seconds, exact; times of day are seconds since midnight where the
# auditor was.


@dataclass(frozen=True, slots=True)
class TrapReading:
    """R01: the reading, as `write_reading` writes it."""

    written: str


@dataclass(frozen=True, slots=True)
class WrongOrder:
    """R02: `later` can only come after `earlier`, and is marked `by` seconds before it."""

    earlier: str
    later: str
    by: Fraction


@dataclass(frozen=True, slots=True)
class LongerPart:
    """R03: the part took `part` seconds, the whole that it lies in took `whole`. The part's code comes first."""

    part: Fraction
    whole: Fraction


@dataclass(frozen=True, slots=True)
class ThinGround:
    """R04: the note's length in characters, 1 or more."""

    length: int


@dataclass(frozen=True, slots=True)
class NoNote:
    """R05: *missed* or *partly*; `is_bare` where the standard is critical and there is no evidence either."""

    verdict: Verdict
    is_bare: bool


@dataclass(frozen=True, slots=True)
class EmptyWords:
    """R06: the note as it was written."""

    note: str
    why: Emptiness


@dataclass(frozen=True, slots=True)
class SameNote:
    """R07: the note as the first of the standards has it."""

    note: str


@dataclass(frozen=True, slots=True)
class ByHand:
    """R08: the length entered by hand, and that between the standard's own marks."""

    entered: Fraction
    marked: Fraction


@dataclass(frozen=True, slots=True)
class OutsideVisit:
    """R09: `event` is marked `by` seconds before `arrival`; R10: after leaving, and `arrival` is empty."""

    event: str
    by: Fraction
    arrival: str = ""


@dataclass(frozen=True, slots=True)
class LongerThanVisit:
    """R11: the length that was entered, and the visit's."""

    entered: Fraction
    visit: Fraction


@dataclass(frozen=True, slots=True)
class OutsideHours:
    """R12: times of day; the visit's first and last minute, of which the last may lie after midnight."""

    times: tuple[int, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class AllBest:
    """R13: how many readings."""

    count: int


@dataclass(frozen=True, slots=True)
class AllSame:
    """R14: how many readings, and the one reading of each kind, written."""

    count: int
    written: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AtOneGo:
    """R15: so many readings were saved in so many seconds."""

    count: int
    seconds: Fraction


@dataclass(frozen=True, slots=True)
class FarFromHistory:
    """R16: the visit's score, the median of so many earlier visits, and how far from it is still near.

    All are percentages or points of a percentage.
    """

    percent: Decimal
    median: Fraction
    reach: Fraction
    visits: int


@dataclass(frozen=True, slots=True)
class Late:
    """R17: seconds from leaving to submitting; whether every reading was saved within the day after leaving."""

    lag: Fraction
    is_saved_in_time: bool


@dataclass(frozen=True, slots=True)
class TooSoon:
    """R18: calendar days since the same auditor's visit, and the days that the brand asks for."""

    visit_id: str
    days: int
    asked_days: int


Detail = (
    TrapReading
    | WrongOrder
    | LongerPart
    | ThinGround
    | NoNote
    | EmptyWords
    | SameNote
    | ByHand
    | OutsideVisit
    | LongerThanVisit
    | OutsideHours
    | AllBest
    | AllSame
    | AtOneGo
    | FarFromHistory
    | Late
    | TooSoon
)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing worth a reviewer's look. `codes` are the standards it is about; none where it is the whole visit."""

    id: CheckId
    detail: Detail
    codes: tuple[str, ...] = ()

    @property
    def gravity(self) -> Gravity:
        return gravity_of(self.id)


@dataclass(frozen=True, slots=True)
class EarlierVisit:
    """A visit before this one: when its auditor left the branch, in UTC."""

    id: str
    left_at: datetime


@dataclass(frozen=True, slots=True)
class Past:
    """What the checks have to know from before this visit.

    `percents` are the final percentages of the branch's earlier visits of the same pack and kind, oldest first;
    `by_same_auditor` the auditor's other visits at this branch. `first_submitted_at` is there for a visit that
    was returned and submitted again, whose own `submitted_at` is the last one.
    """

    percents: tuple[Decimal | Fraction, ...] = ()
    by_same_auditor: tuple[EarlierVisit, ...] = ()
    first_submitted_at: datetime | None = None


NO_PAST = Past()
