"""What a standard makes of a reading: S01, S03 to S06, S11, and the shares of the pack format."""

from fractions import Fraction

import pytest

from qaudit.core.judging import (
    Judgement,
    Verdict,
    codes_named,
    holds,
    judge,
    judge_seen,
    judge_visit,
    put_aside,
    share_of,
    unmet_condition,
)
from qaudit.core.measures import Measure
from qaudit.core.readings import (
    NOT_APPLICABLE,
    NOT_OBSERVED,
    Choice,
    Count,
    Duration,
    Misfit,
    Words,
    YesNo,
    read_reading,
)
from qaudit.core.standards import (
    AllOf,
    AnyOf,
    Condition,
    FactIs,
    Not,
    Pack,
    StandardIs,
    StandardMissed,
)
from qaudit.core.timeline import moments_of
from qaudit.core.visits import Visit
from tests.builders import (
    Number,
    a_pack,
    a_section,
    a_standard,
    a_visit,
    checklist,
    choice,
    clock,
    count,
    duration,
    moment,
    rating,
    seconds,
    seen,
    words,
    yes_no,
)

LADDER: list[tuple[Number, Number]] = [(60, 1), (120, "0.5")]
PLATES: list[tuple[Number, Number]] = [(10, 1), (5, "1/3"), (2, "1/4")]


@pytest.mark.parametrize(
    ("measure", "written", "verdict", "share"),
    [
        pytest.param(yes_no(), "yes", "met", "1", id="S01-yes"),
        pytest.param(yes_no(), "no", "missed", "0", id="S01-no"),
        pytest.param(yes_no("no"), "no", "met", "1", id="S01-expect-no"),
        pytest.param(yes_no("no"), "yes", "missed", "0", id="S01-expect-no-and-yes"),
        pytest.param(seconds(60), "60", "met", "1", id="S01-within-60-is-60"),
        pytest.param(seconds(60), "60.000001", "missed", "0", id="S01-a-microsecond-late"),
        pytest.param(duration("min", at_most="2.5"), "150s", "met", "1", id="S01-in-the-standards-unit"),
        pytest.param(duration("min", at_most="2.5"), "151s", "missed", "0", id="S01-over-in-minutes"),
        pytest.param(duration(at_least=10), "10", "met", "1", id="S01-at-least"),
        pytest.param(duration(at_least=10), "9.9", "missed", "0", id="S01-too-short"),
        pytest.param(duration("h", between=(1, 2)), "2h", "met", "1", id="S01-between-ends-included"),
        pytest.param(duration("h", between=(1, 2)), "59min", "missed", "0", id="S01-before-the-window"),
        pytest.param(seconds(60, credit=LADDER), "60", "met", "1", id="S01-first-rung"),
        pytest.param(seconds(60, credit=LADDER), "61", "partly", "1/2", id="S01-second-rung"),
        pytest.param(seconds(60, credit=LADDER), "120", "partly", "1/2", id="S01-second-rung-end"),
        pytest.param(seconds(60, credit=LADDER), "121", "missed", "0", id="S01-beyond-the-last-rung"),
        pytest.param(count(at_most=3), "3", "met", "1", id="S01-rings"),
        pytest.param(count(at_most=3), "4", "missed", "0", id="S01-too-many-rings"),
        pytest.param(count(at_least=10, credit=PLATES), "10", "met", "1", id="S01-plates"),
        pytest.param(count(at_least=10, credit=PLATES), "9", "partly", "1/3", id="S01-fewer-plates"),
        pytest.param(count(at_least=10, credit=PLATES), "4", "partly", "1/4", id="S01-few-plates"),
        pytest.param(count(at_least=10, credit=PLATES), "1", "missed", "0", id="S01-too-few-plates"),
        pytest.param(clock("17:00", "21:30"), "17:00", "met", "1", id="S01-window-opens"),
        pytest.param(clock("17:00", "21:30"), "21:30:01", "missed", "0", id="S01-window-is-closed"),
        pytest.param(clock("22:00", "02:00"), "00:30", "met", "1", id="S01-window-past-midnight"),
        pytest.param(clock("22:00", "02:00"), "12:00", "missed", "0", id="S01-outside-past-midnight"),
        pytest.param(rating(1, 5, met_from=4), "5", "met", "1", id="S01-top-of-the-scale"),
        pytest.param(rating(1, 5, met_from=4), "4", "met", "3/4", id="S01-met-from-keeps-its-share"),
        pytest.param(rating(1, 5, met_from=4), "3", "partly", "1/2", id="S01-below-met-from"),
        pytest.param(rating(1, 5, met_from=4), "1", "missed", "0", id="S01-low-end-of-the-scale"),
        pytest.param(rating(-2, 2, met_from=2), "-1", "partly", "1/4", id="S01-scale-below-zero"),
        pytest.param(choice(good=1, fair="0.4", bad=0), "good", "met", "1", id="S01-best-option"),
        pytest.param(choice(good=1, fair="0.4", bad=0), "fair", "partly", "2/5", id="S01-fair-option"),
        pytest.param(choice(good=1, fair="0.4", bad=0), "bad", "missed", "0", id="S01-worst-option"),
        pytest.param(checklist("a", "b", "c"), "a+b+c", "met", "1", id="S01-all-parts"),
        pytest.param(checklist("a", "b", "c"), "b", "partly", "1/3", id="S01-one-part"),
        pytest.param(checklist("a", "b", "c"), "none", "missed", "0", id="S01-no-part"),
        pytest.param(checklist(a="0.75", b="0.25"), "a", "partly", "3/4", id="S01-weighed-parts"),
        pytest.param(yes_no(), "na", "not_applicable", None, id="S03-not-applicable"),
        pytest.param(yes_no(), "unseen", "not_observed", None, id="S04-not-observed"),
        pytest.param(words(), "Calm and quick", "noted", None, id="S11-note"),
        pytest.param(words(), "na", "not_applicable", None, id="S11-note-not-applicable"),
    ],
)
def test_a_reading_gets_its_verdict_and_its_share(
    measure: Measure, written: str, verdict: str, share: str | None
) -> None:
    reading = read_reading(measure, written)
    assert not isinstance(reading, Misfit)
    judgement = judge(a_standard(measure=measure), reading)
    assert judgement == Judgement(Verdict(verdict), None if share is None else Fraction(share), reading)


@pytest.mark.parametrize(
    ("measure", "counts", "verdict"),
    [
        pytest.param(yes_no(), True, "unanswered", id="S05-a-scored-standard"),
        pytest.param(yes_no(), False, "unanswered", id="S05-an-unscored-standard"),
        pytest.param(words(), True, "noted", id="S05-a-note-may-stay-empty"),
    ],
)
def test_only_a_note_may_stay_empty(measure: Measure, counts: bool, verdict: str) -> None:
    assert judge(a_standard(measure=measure, counts=counts), None) == Judgement(Verdict(verdict))


def test_an_unscored_standard_is_noted() -> None:
    """S11: a verdict or words, no points."""
    judgement = judge(a_standard(counts=False), YesNo(False))
    assert judgement == Judgement(Verdict.NOTED, None, YesNo(False))


@pytest.mark.parametrize(
    ("measure", "reading", "fault"),
    [
        (words(), Words("so"), KeyError),
        (yes_no(), Count(1), AttributeError),
        (choice(good=1), Choice("bad"), KeyError),
    ],
)
def test_a_reading_of_another_kind_is_a_fault_of_ours(
    measure: Measure, reading: Words | Count | Choice, fault: type[Exception]
) -> None:
    with pytest.raises(fault):
        share_of(measure, reading)


TIMED = a_standard("ARR-01", seconds(60, events=("arrival", "greeted")))
CLOCK = {"arrival": moment("14:05:10"), "greeted": moment("14:06:22")}


def test_the_timeline_answers_for_a_timed_standard() -> None:
    judgement = judge_seen(TIMED, None, CLOCK)
    assert judgement == Judgement(Verdict.MISSED, Fraction(0), Duration(Fraction(72)), by_clock=True)


def test_a_reading_by_hand_goes_before_the_timeline() -> None:
    by_hand = a_visit(a_pack(TIMED), seen("ARR-01", "55s")).observation("ARR-01")
    assert judge_seen(TIMED, by_hand, CLOCK) == Judgement(
        Verdict.MET, Fraction(1), Duration(Fraction(55)), by_clock=False
    )


def test_a_note_ahead_of_its_reading_is_no_reading() -> None:
    ahead = a_visit(a_pack(TIMED), seen("ARR-01", note="A queue at the door")).observation("ARR-01")
    assert judge_seen(TIMED, ahead, {}).verdict is Verdict.UNANSWERED
    assert judge_seen(TIMED, ahead, CLOCK).by_clock


# Conditions (S06).

EARLIER = {
    "A": Judgement(Verdict.MISSED, Fraction(0), YesNo(False)),
    "B": Judgement(Verdict.MET, Fraction(1), YesNo(True)),
    "C": judge(a_standard("C", checklist("badge", "shoes", "badges")), None),
    "D": put_aside(FactIs("channel", ("phone",))),
    "E": Judgement(Verdict.NOT_OBSERVED, None, NOT_OBSERVED),
}
FACTS = {"channel": "desk"}
TRUE: Condition = FactIs("channel", ("desk",))
FALSE: Condition = FactIs("channel", ("phone",))


@pytest.mark.parametrize(
    ("condition", "held"),
    [
        pytest.param(FactIs("channel", ("desk",)), True, id="fact-is"),
        pytest.param(FactIs("channel", ("phone",)), False, id="fact-is-not"),
        pytest.param(FactIs("channel", ("phone", "desk")), True, id="fact-in"),
        pytest.param(FactIs("luggage", ("yes",)), False, id="fact-not-known"),
        pytest.param(StandardIs("A", "no"), True, id="standard-is"),
        pytest.param(StandardIs("A", "yes"), False, id="standard-is-not"),
        pytest.param(StandardIs("C", "yes"), False, id="standard-unanswered"),
        pytest.param(StandardIs("D", "yes"), False, id="standard-not-asked"),
        pytest.param(StandardIs("Z", "yes"), False, id="standard-not-known"),
        pytest.param(StandardMissed("A"), True, id="standard-missed"),
        pytest.param(StandardMissed("B"), False, id="standard-met"),
        pytest.param(StandardMissed("D"), False, id="missed-but-not-asked"),
        pytest.param(StandardMissed("E"), False, id="not-observed-is-not-missed"),
        pytest.param(StandardMissed("Z"), False, id="missed-not-known"),
        pytest.param(AllOf((TRUE, TRUE)), True, id="all"),
        pytest.param(AllOf((TRUE, FALSE)), False, id="not-all"),
        pytest.param(AllOf(()), True, id="all-of-none"),
        pytest.param(AnyOf((FALSE, TRUE)), True, id="any"),
        pytest.param(AnyOf((FALSE, FALSE)), False, id="not-any"),
        pytest.param(AnyOf(()), False, id="any-of-none"),
        pytest.param(Not(FALSE), True, id="not"),
        pytest.param(Not(AllOf((TRUE, AnyOf((FALSE, TRUE))))), False, id="nested"),
    ],
)
def test_a_condition_is_data_about_facts_and_earlier_standards(condition: Condition, held: bool) -> None:
    """S06"""
    assert holds(condition, FACTS, EARLIER) is held


@pytest.mark.parametrize(
    ("written", "key", "held"),
    [("badge+shoes", "shoes", True), ("badges", "badge", False), ("none", "badge", False)],
)
def test_a_checklist_says_each_part_that_was_ticked(written: str, key: str, held: bool) -> None:
    """S06: parts are compared whole, like codes."""
    measure = checklist("badge", "shoes", "badges")
    reading = read_reading(measure, written)
    assert not isinstance(reading, Misfit)
    judged = {"C": judge(a_standard("C", measure), reading)}
    assert holds(StandardIs("C", key), {}, judged) is held


@pytest.mark.parametrize(
    ("condition", "codes"),
    [
        (None, set()),
        (TRUE, set()),
        (StandardIs("A", "yes"), {"A"}),
        (StandardMissed("A"), {"A"}),
        (AllOf((StandardIs("A", "yes"), AnyOf((StandardMissed("B"), TRUE)))), {"A", "B"}),
        (Not(StandardMissed("A")), {"A"}),
        (AllOf(()), set()),
    ],
)
def test_the_standards_a_condition_looks_at_are_known(condition: Condition | None, codes: set[str]) -> None:
    assert codes_named(condition) == codes


def judged_visit(pack: Pack, visit: Visit) -> dict[str, Judgement]:
    readings = {observation.code: observation for observation in visit.observations}
    return judge_visit(pack, dict(visit.facts), readings, moments_of(visit.marks))


CONDITIONAL = a_pack(
    a_section(
        "LUG",
        a_standard("LUG-01", when=StandardIs("LUG-00", "yes")),
        a_standard("LUG-02"),
        when=FactIs("luggage", ("yes",)),
    ),
    a_section(
        "BIL",
        a_standard("BIL-01"),
        a_standard("BIL-02", when=StandardMissed("BIL-01")),
        a_standard("BIL-03", when=StandardIs("BIL-02", "yes")),
    ),
    facts={"luggage": ["yes", "no"]},
)


def test_a_standard_that_is_not_asked_is_not_applicable_for_a_reason() -> None:
    """S06: of the section's condition and its own, the section's comes first."""
    judged = judged_visit(CONDITIONAL, a_visit(CONDITIONAL, facts={"luggage": "no"}))
    section = FactIs("luggage", ("yes",))
    assert judged["LUG-01"] == Judgement(Verdict.NOT_APPLICABLE, is_asked=False, unmet=section)
    assert judged["LUG-02"] == Judgement(Verdict.NOT_APPLICABLE, is_asked=False, unmet=section)
    asked = judged_visit(CONDITIONAL, a_visit(CONDITIONAL, facts={"luggage": "yes"}))
    assert asked["LUG-01"].unmet == StandardIs("LUG-00", "yes")
    assert asked["LUG-02"] == Judgement(Verdict.UNANSWERED)


def test_a_reading_of_a_standard_that_is_not_asked_is_kept_and_ignored() -> None:
    """S06"""
    visit = a_visit(CONDITIONAL, seen("BIL-01", "yes"), seen("BIL-02", "yes"), seen("BIL-03", "no"))
    judged = judged_visit(CONDITIONAL, visit)
    assert judged["BIL-02"] == put_aside(StandardMissed("BIL-01"))
    assert judged["BIL-03"] == put_aside(StandardIs("BIL-02", "yes"))
    kept = visit.observation("BIL-02")
    assert kept is not None
    assert kept.reading == YesNo(True)


def test_conditions_follow_one_another() -> None:
    """S06"""
    visit = a_visit(CONDITIONAL, seen("BIL-01", "no"), seen("BIL-02", "yes"), seen("BIL-03", "no"))
    judged = judged_visit(CONDITIONAL, visit)
    assert judged["BIL-02"].verdict is Verdict.MET
    assert judged["BIL-03"].verdict is Verdict.MISSED


def test_an_asked_standard_has_no_unmet_condition() -> None:
    """S06"""
    section = CONDITIONAL.sections[1]
    assert unmet_condition(section, section.standards[0], {}, {}) is None


def test_every_standard_has_exactly_one_verdict() -> None:
    """S01: readings of codes that the pack lacks change nothing."""
    visit = a_visit(CONDITIONAL, seen("BIL-01", "na"), facts={"luggage": "yes"})
    readings = dict.fromkeys(("BIL-01", "GONE-01"), visit.observations[0])
    judged = judge_visit(CONDITIONAL, dict(visit.facts), readings, {})
    assert list(judged) == [standard.code for standard in CONDITIONAL.standards]
    assert judged["BIL-01"].reading == NOT_APPLICABLE
