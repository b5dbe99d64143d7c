"""Packs, visits and readings in the field's terms, for the tests of every room.

    pack = a_pack(
        a_section("ARR", a_standard("ARR-01", seconds(at_most=60), weight=3, is_critical=True), weight=20),
        pass_mark=80,
        bands={0: "Below standard", 90: "Five star"},
    )
    visit = a_visit(pack, seen("ARR-01", "72s", note="Nobody at the desk"))

Readings are written as an auditor writes them and read by the program's own reader; one that does not fit its
standard is a fault of the test and stops it. Moments are times of one day, 14 May 2026, in UTC.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

from qaudit.core.measures import (
    AtLeast,
    AtMost,
    Between,
    ChecklistMeasure,
    ChoiceMeasure,
    ClockMeasure,
    CountMeasure,
    DurationMeasure,
    Limit,
    Measure,
    NoteMeasure,
    Option,
    RatingMeasure,
    Rung,
    TimeUnit,
    YesNoMeasure,
)
from qaudit.core.readings import Misfit, Reading, TimeOfDay, read_reading
from qaudit.core.scoring import Scorecard, score_visit
from qaudit.core.standards import (
    Band,
    BonusPolicy,
    Brand,
    Condition,
    CriticalMode,
    CriticalRule,
    Event,
    Fact,
    FactOption,
    NotObservedPolicy,
    Pack,
    PackRef,
    RollUp,
    ScoringPolicy,
    Section,
    Standard,
)
from qaudit.core.text import Text
from qaudit.core.visits import (
    Auditor,
    AuditorRole,
    Branch,
    Evidence,
    Mark,
    Observation,
    Visit,
    VisitKind,
    VisitStatus,
)

Number = int | str | Fraction
"""An exact number: `3`, `"2.5"`, `"1/3"`."""

DAY = date(2026, 5, 14)
VISIT_ID = "019708a0-0000-7000-8000-000000000001"
DIGEST = "sha256:" + "0" * 64
HARBOUR_BRANCH = Branch("HAI-01", "Harbour Haifa", region="North", country="IL")
SHOPPER = Auditor("heron", AuditorRole.SHOPPER)


# Measures: one builder for each kind of the pack format.


def yes_no(expect: str = "yes") -> YesNoMeasure:
    """Yes or no; `expect` is the answer that is met."""
    return YesNoMeasure(expects_yes=expect == "yes")


def duration(
    unit: str = "s",
    *,
    at_most: Number | None = None,
    at_least: Number | None = None,
    between: tuple[Number, Number] | None = None,
    credit: Iterable[tuple[Number, Number]] = (),
    events: tuple[str, str] | None = None,
) -> DurationMeasure:
    """A length of time. `credit` has (limit, share) for each rung; `events` are the timeline's two ends."""
    limit = a_limit(at_most, at_least, between)
    start, stop = events or (None, None)
    return DurationMeasure(TimeUnit(unit), limit, a_ladder(limit, credit), start, stop)


def seconds(at_most: Number, **keys: Any) -> DurationMeasure:
    """A length of time of at most so many seconds."""
    return duration("s", at_most=at_most, **keys)


def count(
    unit: str = "times",
    *,
    at_most: Number | None = None,
    at_least: Number | None = None,
    between: tuple[Number, Number] | None = None,
    credit: Iterable[tuple[Number, Number]] = (),
) -> CountMeasure:
    """A whole number of `unit`s."""
    limit = a_limit(at_most, at_least, between)
    return CountMeasure(Text.plain(unit), limit, a_ladder(limit, credit))


def clock(opens: str, closes: str) -> ClockMeasure:
    """A time of day between two times such as `17:00`; it may pass midnight."""
    return ClockMeasure(_second_of_day(opens), _second_of_day(closes))


def rating(low: int = 1, high: int = 5, *, met_from: int = 4) -> RatingMeasure:
    """A step on a scale."""
    return RatingMeasure(low, high, met_from)


def choice(**shares: Number) -> ChoiceMeasure:
    """One of several options, each with its share: `choice(best=1, fair="0.5", none=0)`."""
    return ChoiceMeasure(_options(shares))


def checklist(*keys: str, **shares: Number) -> ChecklistMeasure:
    """Parts of equal shares, `checklist("badge", "shoes")`, or of given: `checklist(badge="0.75", ...)`."""
    equal = {key: Fraction(1, len(keys)) for key in keys}
    return ChecklistMeasure(_options(equal or shares))


def words() -> NoteMeasure:
    """Words, never scored."""
    return NoteMeasure()


def a_limit(
    at_most: Number | None = None,
    at_least: Number | None = None,
    between: tuple[Number, Number] | None = None,
) -> Limit:
    """Exactly one of the three limits."""
    if at_most is not None:
        return AtMost(Fraction(at_most))
    if at_least is not None:
        return AtLeast(Fraction(at_least))
    assert between is not None, "a limit is needed: at_most, at_least or between"
    return Between(Fraction(between[0]), Fraction(between[1]))


def a_ladder(limit: Limit, credit: Iterable[tuple[Number, Number]] = ()) -> tuple[Rung, ...]:
    """The rungs of a ladder, or the one rung of a standard without one. Not for `between`."""
    rungs = tuple(Rung(_same_kind(limit, Fraction(edge)), Fraction(share)) for edge, share in credit)
    return rungs or (Rung(limit, Fraction(1)),)


# Packs.


def a_standard(code: str = "ARR-01", measure: Measure | None = None, **keys: Any) -> Standard:
    """A standard, yes or no unless a measure is given. Keys are those of `Standard`; plain values will do.

    `weight=3`, `text="..."` and `tags={"layer": "provider"}` become what `Standard` holds.
    """
    text = _text(keys.pop("text", f"Standard {code}"))
    keys = {"weight": 1, "tags": {}, **keys}
    keys["weight"] = Fraction(keys["weight"])
    keys["tags"] = tuple(dict(keys["tags"]).items())
    for name in ("guidance", "source"):
        if name in keys:
            keys[name] = _text(keys[name])
    return Standard(code, text, measure or yes_no(), **keys)


def a_section(
    code: str = "ARR",
    *standards: Standard,
    weight: Number = 1,
    gate: Number | None = None,
    when: Condition | None = None,
    title: str | Text | None = None,
) -> Section:
    """A section of the given standards; of one yes-or-no standard where none is given."""
    return Section(
        code,
        _text(title or f"Section {code}"),
        standards or (a_standard(f"{code}-01"),),
        Fraction(weight),
        None if gate is None else Fraction(gate),
        when,
    )


def a_policy(
    *,
    roll_up: str = "weighted_sections",
    not_observed: str = "exclude",
    bonus: str = "cap",
    decimals: int = 1,
    pass_mark: Number | None = None,
    critical: CriticalRule | None = None,
    bands: Mapping[Any, str] | None = None,
    shows_score_to_shopper: bool = True,
) -> ScoringPolicy:
    """A scoring policy in the words of the pack format. `bands` are lower bounds and names."""
    return ScoringPolicy(
        roll_up=RollUp(roll_up),
        not_observed=NotObservedPolicy(not_observed),
        bonus=BonusPolicy(bonus),
        decimals=decimals,
        pass_mark=None if pass_mark is None else Fraction(pass_mark),
        shows_score_to_shopper=shows_score_to_shopper,
        critical=critical or CriticalRule(),
        bands=tuple(Band(Fraction(lower), _text(name)) for lower, name in (bands or {0: "All"}).items()),
    )


def critical(mode: str = "flag", *, cap: Number | None = None, count: int = 1) -> CriticalRule:
    """The critical rule: `critical("cap", cap=70)`, `critical("fail", count=2)`."""
    return CriticalRule(CriticalMode(mode), None if cap is None else Fraction(cap), count)


def a_pack(
    *parts: Section | Standard,
    ref: str = "harbour-hotels@2026.1",
    title: str | Text = "Harbour Hotels service standards",
    languages: tuple[str, ...] = ("en",),
    facts: Mapping[str, Iterable[str]] | None = None,
    events: Iterable[str] = (),
    brand: Brand | None = None,
    effective: date | None = None,
    **policy: Any,
) -> Pack:
    """A pack of sections; loose standards form a section of their own, `ALL`.

    `facts` are names with their keys (`{"channel": ["desk", "phone"]}`); other keys are those of `a_policy`.
    """
    name, _, edition = ref.partition("@")
    sections = tuple(part for part in parts if isinstance(part, Section))
    loose = tuple(part for part in parts if isinstance(part, Standard))
    if loose or not sections:
        sections = (*sections, a_section("ALL", *loose))
    return Pack(
        ref=PackRef(name, edition),
        title=_text(title),
        languages=languages,
        sections=sections,
        brand=brand or Brand(Text.plain("Harbour Hotels")),
        scoring=a_policy(**policy),
        facts=tuple(_fact(fact, keys) for fact, keys in (facts or {}).items()),
        events=tuple(Event(event, Text.plain(event)) for event in events),
        effective=effective,
    )


# Visits.


@dataclass(frozen=True)
class Seen:
    """A reading as an auditor writes it; None for a note ahead of its reading."""

    code: str
    written: str | None
    note: str = ""
    evidence: tuple[Evidence, ...] = ()
    at: datetime | None = None


def seen(
    code: str,
    written: str | None = None,
    note: str = "",
    *,
    evidence: Iterable[Evidence] = (),
    at: str | None = None,
) -> Seen:
    """What was seen for one standard: `seen("ARR-01", "72s")`."""
    return Seen(code, written, note, tuple(evidence), None if at is None else moment(at))


def a_reading(pack: Pack, code: str, written: str) -> Reading:
    """The reading that `written` stands for under a standard of the pack."""
    standard = next((known for known in pack.standards if known.code == code), None)
    assert standard is not None, f"the pack of this test has no standard {code}"
    reading = read_reading(standard.measure, written)
    assert not isinstance(reading, Misfit), f"{code}: {reading}"
    return reading


def an_observation(pack: Pack, observed: Seen) -> Observation:
    """What was seen, as the core holds it."""
    reading = None if observed.written is None else a_reading(pack, observed.code, observed.written)
    return Observation(observed.code, reading, observed.note, observed.at, observed.evidence)


def a_visit(
    pack: Pack,
    *observed: Seen,
    facts: Mapping[str, str] | None = None,
    marks: Mapping[str, str] | None = None,
    submitted: str | None = None,
    left: str | None = None,
    visit_id: str = VISIT_ID,
    branch: Branch = HARBOUR_BRANCH,
    auditor: Auditor = SHOPPER,
    kind: VisitKind = VisitKind.UNANNOUNCED,
) -> Visit:
    """A visit with its readings, facts and marks (`{"arrival": "14:05:10"}`); open without `submitted`."""
    return Visit(
        id=visit_id,
        pack=pack.ref,
        digest=DIGEST,
        branch=branch,
        auditor=auditor,
        status=VisitStatus.OPEN if submitted is None else VisitStatus.SUBMITTED,
        opened_at=moment("13:55"),
        kind=kind,
        facts=tuple((facts or {}).items()),
        observations=tuple(an_observation(pack, one) for one in observed),
        marks=tuple(a_mark(event, at) for event, at in (marks or {}).items()),
        left_at=None if left is None else moment(left),
        submitted_at=None if submitted is None else moment(submitted),
    )


def a_mark(event: str, at: str) -> Mark:
    """A moment on the timeline: `a_mark("greeted", "14:06:12")`."""
    return Mark(event, moment(at))


def moment(time: str, *, days_later: int = 0) -> datetime:
    """A time of the tests' one day in UTC: `14:05`, `14:05:10`, `14:05:10.5`."""
    day = datetime.combine(DAY, datetime.min.time(), UTC) + timedelta(days=days_later)
    hours, minutes, *rest = time.split(":")
    return day + timedelta(hours=int(hours), minutes=int(minutes), seconds=float(rest[0]) if rest else 0)


def an_evidence(name: str = "desk.jpg", *, digest: str = "ab" * 32, size: int = 2048) -> Evidence:
    """A kept picture."""
    return Evidence(digest, name, "image/jpeg", size)


def scored(pack: Pack, readings: Mapping[str, str], **visit: Any) -> Scorecard:
    """The scorecard of a visit with these readings: `scored(pack, {"ARR-01": "72s"})`."""
    return score_visit(pack, a_visit(pack, *(seen(code, text) for code, text in readings.items()), **visit))


def renamed(standard: Standard, code: str) -> Standard:
    """The same standard under another code."""
    return replace(standard, code=code)


def _fact(name: str, keys: Iterable[str]) -> Fact:
    return Fact(name, Text.plain(name), tuple(FactOption(key, Text.plain(key)) for key in keys))


def _options(shares: Mapping[str, Number]) -> tuple[Option, ...]:
    return tuple(Option(key, Text.plain(key), Fraction(share)) for key, share in shares.items())


def _same_kind(limit: Limit, edge: Fraction) -> Limit:
    assert not isinstance(limit, Between), "build a ladder of `between` rungs by hand"
    return AtMost(edge) if isinstance(limit, AtMost) else AtLeast(edge)


def _second_of_day(time: str) -> int:
    reading = read_reading(ClockMeasure(0, 0), time)
    assert isinstance(reading, TimeOfDay), f"{time} is no time of day"
    return reading.second


def _text(words: str | Text) -> Text:
    return words if isinstance(words, Text) else Text.plain(words)
