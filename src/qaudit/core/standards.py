"""A pack: one edition of one brand's standards, with its sections, facts, events and scoring policy."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from qaudit.core.follow_up import FollowUp
from qaudit.core.measures import ClockMeasure, CountMeasure, DurationMeasure, Measure, NoteMeasure
from qaudit.core.text import Text


@dataclass(frozen=True, slots=True, order=True)
class PackRef:
    """`pack@edition`."""

    pack: str
    edition: str

    def __str__(self) -> str:
        return f"{self.pack}@{self.edition}"


class Demand(StrEnum):
    """When a note or evidence is asked for."""

    NEVER = "never"
    ON_MISS = "on_miss"
    ALWAYS = "always"


class RollUp(StrEnum):
    """How section scores become the raw score (S08)."""

    WEIGHTED_SECTIONS = "weighted_sections"
    POOLED = "pooled"


class NotObservedPolicy(StrEnum):
    """What *not observed* does to the score (S04)."""

    EXCLUDE = "exclude"
    MISS = "miss"


class BonusPolicy(StrEnum):
    """Whether percentages may pass 100 (S10)."""

    CAP = "cap"
    OVER = "over"


class CriticalMode(StrEnum):
    """What missed critical standards do (S12)."""

    FLAG = "flag"
    FAIL = "fail"
    CAP = "cap"
    ZERO = "zero"


@dataclass(frozen=True, slots=True)
class FactIs:
    """True where the visit's fact is one of `keys`."""

    fact: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StandardIs:
    """True where an earlier standard was asked and its reading is written as `key`."""

    code: str
    key: str


@dataclass(frozen=True, slots=True)
class StandardMissed:
    """True where an earlier standard's verdict is *missed*."""

    code: str


@dataclass(frozen=True, slots=True)
class AllOf:
    """True where every part is."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """True where at least one part is."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """True where the part is not."""

    part: "Condition"


Condition = FactIs | StandardIs | StandardMissed | AllOf | AnyOf | Not


@dataclass(frozen=True, slots=True)
class Standard:
    """One promise that can be judged. `weight` is 0 or more and is compared with other weights only (S17).

    `gives_away` are readings, as `write_reading` writes them, that nobody can have who was there: a trap.
    """

    code: str
    text: Text
    measure: Measure
    guidance: Text | None = None
    weight: Fraction = Fraction(1)
    is_critical: bool = False
    is_bonus: bool = False
    counts: bool = True
    tags: tuple[tuple[str, str], ...] = ()
    note: Demand = Demand.ON_MISS
    evidence: Demand = Demand.NEVER
    may_be_not_applicable: bool = True
    when: Condition | None = None
    source: Text | None = None
    gives_away: tuple[str, ...] = ()

    @property
    def is_trap(self) -> bool:
        """Whether a reading can show that the visit never happened."""
        return bool(self.gives_away)

    @property
    def is_scored(self) -> bool:
        """Whether it can carry points at all (S11)."""
        return self.counts and not isinstance(self.measure, NoteMeasure)

    @property
    def is_clocked(self) -> bool:
        """Whether the visit's timeline measures it."""
        return isinstance(self.measure, DurationMeasure) and self.measure.is_clocked

    @property
    def is_measured(self) -> bool:
        """Whether a number decides: a duration, a count or a time of day."""
        return isinstance(self.measure, DurationMeasure | CountMeasure | ClockMeasure)


@dataclass(frozen=True, slots=True)
class Section:
    """An ordered group of standards. `gate` is the percentage below which the visit fails (S13)."""

    code: str
    title: Text
    standards: tuple[Standard, ...]
    weight: Fraction = Fraction(1)
    gate: Fraction | None = None
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class FactOption:
    """One thing that may be true of a fact."""

    key: str
    text: Text


@dataclass(frozen=True, slots=True)
class Fact:
    """Something true of the whole visit, asked when it is opened."""

    name: str
    text: Text
    options: tuple[FactOption, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(option.key for option in self.options)


@dataclass(frozen=True, slots=True)
class Event:
    """A moment that the auditor can mark."""

    name: str
    text: Text


@dataclass(frozen=True, slots=True)
class Band:
    """A named range of scores: from `lower` percent, inclusive, up to the next band."""

    lower: Fraction
    name: Text


@dataclass(frozen=True, slots=True)
class CriticalRule:
    """From `count` missed critical standards on, `mode` applies; `cap` is a percentage, for mode `cap`."""

    mode: CriticalMode = CriticalMode.FLAG
    cap: Fraction | None = None
    count: int = 1


@dataclass(frozen=True, slots=True)
class ScoringPolicy:
    """How a pack turns points into a score. Percentages are 0 to 100."""

    roll_up: RollUp = RollUp.WEIGHTED_SECTIONS
    not_observed: NotObservedPolicy = NotObservedPolicy.EXCLUDE
    bonus: BonusPolicy = BonusPolicy.CAP
    decimals: int = 1
    pass_mark: Fraction | None = None
    shows_score_to_shopper: bool = True
    critical: CriticalRule = field(default_factory=CriticalRule)
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True, slots=True)
class Brand:
    """Who the standards belong to. Colours are `#rrggbb`; `logo` is a file name beside the pack."""

    name: Text
    voice: Text | None = None
    primary: str | None = None
    accent: str | None = None
    logo: str | None = None


@dataclass(frozen=True, slots=True)
class Pack:
    """One edition of a brand's standards. `languages[0]` is the pack's own language."""

    ref: PackRef
    title: Text
    languages: tuple[str, ...]
    sections: tuple[Section, ...]
    brand: Brand
    scoring: ScoringPolicy = field(default_factory=ScoringPolicy)
    facts: tuple[Fact, ...] = ()
    events: tuple[Event, ...] = ()
    effective: date | None = None
    follow_up: FollowUp = field(default_factory=FollowUp)

    @property
    def standards(self) -> tuple[Standard, ...]:
        """Every standard, in pack order."""
        return tuple(standard for section in self.sections for standard in section.standards)

    @property
    def measured_count(self) -> int:
        """How many standards are measured with a number: a duration, a count or a time of day."""
        return sum(standard.is_measured for standard in self.standards)

    def fact(self, name: str) -> Fact | None:
        return next((fact for fact in self.facts if fact.name == name), None)

    def event(self, name: str) -> Event | None:
        return next((event for event in self.events if event.name == name), None)
