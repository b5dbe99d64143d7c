"""The rows that answer questions, as the engines give them; the fields are the columns. Plain values, no library."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class SampleRow:
    """The scores (percent) of one branch, region or brand, by section, layer … (`key`)."""

    kind: str
    brand: str
    pack: str
    key: str
    member: str
    n: int
    mean: float
    variance: float
    first_edition: str
    last_edition: str


@dataclass(frozen=True, slots=True)
class MonthSampleRow:
    """The same of one month."""

    kind: str
    brand: str
    pack: str
    key: str
    member: str
    month: str
    n: int
    mean: float
    variance: float
    first_edition: str
    last_edition: str


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One visit's score (percent), by branch and auditor."""

    kind: str
    brand: str
    pack: str
    member: str
    key: str
    branch: str
    auditor: str
    day: date
    score: float


@dataclass(frozen=True, slots=True)
class VisitScoreRow:
    """One visit's score (percent), by visit."""

    kind: str
    brand: str
    pack: str
    member: str
    key: str
    visit: str
    edition: str
    day: date
    score: float


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """What became of one visit. `percent` is its score, None for none; `findings` were missed or partly met."""

    kind: str
    brand: str
    pack: str
    branch: str
    visit: str
    edition: str
    auditor: str
    day: date
    percent: float | None
    outcome: str | None
    capped: bool
    judged: int
    findings: int


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A branch by the last of its names."""

    branch: str
    name: str
    region: str
    brand: str


@dataclass(frozen=True, slots=True)
class TallyRow:
    """One standard: how often judged and missed, its mean share (0 to 1), points."""

    kind: str
    brand: str
    pack: str
    code: str
    section: str
    judged: int
    findings: int
    share: float | None
    possible: float
    earned: float
    first_edition: str
    last_edition: str


@dataclass(frozen=True, slots=True)
class SpreadRow:
    """One standard over `members` branches: sums of asked, met, met²/asked and asked²."""

    kind: str
    brand: str
    pack: str
    code: str
    members: int
    asked: float
    met: float
    met_squares: float
    asked_squares: float


@dataclass(frozen=True, slots=True)
class MonthRateRow:
    """How often standards were judged and missed in one month."""

    kind: str
    brand: str
    pack: str
    member: str
    month: str
    asked: int
    missed: int
    first_edition: str
    last_edition: str


@dataclass(frozen=True, slots=True)
class VisitRateRow:
    """How often standards were judged and missed on one visit."""

    kind: str
    brand: str
    pack: str
    member: str
    visit: str
    edition: str
    day: date
    asked: int
    missed: int


@dataclass(frozen=True, slots=True)
class BothRow:
    """One standard in two groups of visits: how often judged, points earned and possible."""

    kind: str
    brand: str
    pack: str
    code: str
    section: str
    n_first: int
    n_second: int
    earned_first: float
    earned_second: float
    possible_first: float
    possible_second: float


@dataclass(frozen=True, slots=True)
class EditionRow:
    """One standard as one edition has it. `first` is the day on which the edition was first used, in `visits`."""

    brand: str
    pack: str
    edition: str
    digest: str
    first: date
    visits: int
    section: str
    code: str
    measure: str
    weight: float
    limit: float | None
    critical: bool
    bonus: bool
    scored: bool
    layer: str | None
    dimension: str | None
    stage: str | None
    channel: str | None


@dataclass(frozen=True, slots=True)
class RepeatRow:
    """One standard at one branch that missed it: see `questions.repeats`."""

    kind: str
    brand: str
    pack: str
    code: str
    branch: str
    judged: int
    missed: int
    again: int
    repeated: int
    run: int
    since: date | None
    last: date


@dataclass(frozen=True, slots=True)
class SliceRow:
    """The measured times of one standard and slice, counted: `seconds` from the shortest on, how often each came.

    `limited` of all had a limit, `within` of these kept it, `lost` are the seconds past it.
    """

    kind: str
    brand: str
    pack: str
    code: str
    slice: str
    seconds: list[float]
    counts: list[int]
    limited: int
    within: int
    lost: float


@dataclass(frozen=True, slots=True)
class OccasionRow:
    """An occasion that two auditors or more observed: of `standards` standards so many said met, partly, missed."""

    kind: str
    brand: str
    pack: str
    edition: str
    branch: str
    day: date
    met: int
    partly: int
    missed: int
    standards: int


@dataclass(frozen=True, slots=True)
class TwiceJudgedRow:
    """A standard that two auditors or more judged: on `occasions` occasions so many said met, partly, missed."""

    kind: str
    brand: str
    pack: str
    code: str
    met: int
    partly: int
    missed: int
    occasions: int
