"""Points, section scores and the raw score: S02 to S11, S16 to S19."""

from fractions import Fraction
from typing import Any

import pytest

from qaudit.core.judging import Judgement, Verdict
from qaudit.core.scoring import (
    SCORING_VERSION,
    Reason,
    Score,
    Scorecard,
    points,
    score_visit,
)
from qaudit.core.standards import FactIs, Pack
from qaudit.core.visits import VisitStatus
from tests.builders import (
    a_pack,
    a_policy,
    a_section,
    a_standard,
    a_visit,
    count,
    critical,
    rating,
    scored,
    seen,
    words,
)


def score(earned: str, possible: str) -> Score:
    return Score(Fraction(earned), Fraction(possible))


def shown(card: Scorecard) -> tuple[str, str]:
    """The raw and the final percentage as they are printed."""
    return str(card.raw_percent), str(card.final_percent)


# Points of one standard.

MET = Judgement(Verdict.MET, Fraction(1))
HALF = Judgement(Verdict.PARTLY, Fraction(1, 2))
MISSED = Judgement(Verdict.MISSED, Fraction(0))
UNSEEN = Judgement(Verdict.NOT_OBSERVED)


@pytest.mark.parametrize(
    ("keys", "judgement", "policy", "earned", "possible"),
    [
        pytest.param({"weight": 3}, MET, {}, "3", "3", id="S02-met"),
        pytest.param({"weight": 3}, HALF, {}, "3/2", "3", id="S02-partly"),
        pytest.param({"weight": 3}, MISSED, {}, "0", "3", id="S02-missed"),
        pytest.param({"weight": "2.5"}, MET, {}, "5/2", "5/2", id="S17-any-weight"),
        pytest.param({"weight": 0}, MET, {}, "0", "0", id="S17-zero-weight"),
        pytest.param({}, Judgement(Verdict.NOT_APPLICABLE), {}, "0", "0", id="S03-not-applicable"),
        pytest.param({}, UNSEEN, {"not_observed": "exclude"}, "0", "0", id="S04-excluded"),
        pytest.param({"weight": 2}, UNSEEN, {"not_observed": "miss"}, "0", "2", id="S04-a-miss"),
        pytest.param({}, Judgement(Verdict.UNANSWERED), {}, "0", "0", id="S05-unanswered"),
        pytest.param({"weight": 2, "is_bonus": True}, MET, {}, "2", "0", id="S10-bonus"),
        pytest.param({"weight": 2, "is_bonus": True}, HALF, {}, "1", "0", id="S10-half-a-bonus"),
        pytest.param({"weight": 2, "is_bonus": True}, MISSED, {}, "0", "0", id="S10-no-bonus"),
        pytest.param({"is_bonus": True}, UNSEEN, {"not_observed": "miss"}, "0", "0", id="S10-unseen-bonus"),
        pytest.param({"counts": False}, Judgement(Verdict.NOTED), {}, "0", "0", id="S11-unscored"),
        pytest.param({"counts": False}, UNSEEN, {"not_observed": "miss"}, "0", "0", id="S11-unseen-unscored"),
        pytest.param({"measure": words()}, Judgement(Verdict.NOTED), {}, "0", "0", id="S11-note"),
    ],
)
def test_a_judged_standard_earns_its_points(
    keys: dict[str, Any], judgement: Judgement, policy: dict[str, Any], earned: str, possible: str
) -> None:
    assert points(a_standard(**keys), judgement, a_policy(**policy)) == score(earned, possible)


def test_a_score_is_earned_over_possible_and_nothing_where_nothing_was_possible() -> None:
    """S07"""
    assert score("1", "4").share == Fraction(1, 4)
    assert score("0", "0").share is None
    assert score("2", "0").share is None


# Sections and roll-up.

TWO_SECTIONS = {f"A-{number}": "yes" for number in range(1, 10)} | {"A-10": "no", "B-1": "yes", "B-2": "no"}


def a_and_b(weight_a: int, weight_b: int, **policy: Any) -> Pack:
    """Section A of ten standards and section B of two: 9 of 10 and 1 of 2 with `TWO_SECTIONS`."""
    return a_pack(
        a_section("A", *(a_standard(f"A-{number}") for number in range(1, 11)), weight=weight_a),
        a_section("B", *(a_standard(f"B-{number}") for number in range(1, 3)), weight=weight_b),
        **policy,
    )


@pytest.mark.parametrize(
    ("pack", "percent"),
    [
        pytest.param(a_and_b(1, 1, roll_up="pooled"), "83.3", id="S08-pooled"),
        pytest.param(a_and_b(1, 1), "70.0", id="S08-equal-sections"),
        pytest.param(a_and_b(75, 25), "80.0", id="S08-75-and-25"),
        pytest.param(a_and_b(3, 1), "80.0", id="S17-weights-need-not-sum-to-100"),
        pytest.param(a_and_b(1, 0), "90.0", id="S17-a-section-of-no-weight"),
        pytest.param(a_and_b(1, 0, roll_up="pooled"), "83.3", id="S08-pooled-takes-all-sections"),
    ],
)
def test_sections_roll_up_as_the_pack_says(pack: Pack, percent: str) -> None:
    card = scored(pack, TWO_SECTIONS)
    assert [section.score for section in card.sections] == [score("9", "10"), score("1", "2")]
    assert card.total == score("10", "12")
    assert shown(card) == (percent, percent)


@pytest.mark.parametrize("roll_up", ["weighted_sections", "pooled"])
def test_a_section_with_nothing_possible_is_unscored_and_its_weight_is_shared_out(roll_up: str) -> None:
    """S07, S08: neither 0 nor 100."""
    card = scored(a_and_b(1, 1, roll_up=roll_up), TWO_SECTIONS | {"B-1": "na", "B-2": "unseen"})
    assert card.sections[1].share is None
    assert card.sections[1].percent is None
    assert shown(card) == ("90.0", "90.0")


@pytest.mark.parametrize(
    ("pack", "readings"),
    [
        pytest.param(a_and_b(1, 1), dict.fromkeys(TWO_SECTIONS, "na"), id="S09-all-not-applicable"),
        pytest.param(a_and_b(1, 1), dict.fromkeys(TWO_SECTIONS, "unseen"), id="S09-all-not-observed"),
        pytest.param(a_and_b(1, 1), {}, id="S09-nothing-answered"),
        pytest.param(a_and_b(0, 0), TWO_SECTIONS, id="S09-no-section-of-positive-weight"),
        pytest.param(a_and_b(0, 0, roll_up="pooled"), TWO_SECTIONS, id="S09-pooled-without-weight"),
        pytest.param(
            a_and_b(1, 0),
            dict.fromkeys(TWO_SECTIONS, "na") | {"B-1": "yes"},
            id="S09-only-the-weightless-section-is-scored",
        ),
        pytest.param(a_pack(a_standard("A-1", weight=0)), {"A-1": "no"}, id="S09-standards-without-weight"),
        pytest.param(
            a_pack(a_standard("A-1", is_bonus=True), pass_mark=80), {"A-1": "yes"}, id="S09-bonus-alone"
        ),
    ],
)
def test_an_unscored_visit_has_no_band_and_no_outcome(pack: Pack, readings: dict[str, str]) -> None:
    card = scored(pack, readings)
    assert (card.raw, card.raw_percent, card.final_percent) == (None, None, None)
    assert (card.band, card.outcome) == (None, None)


def test_an_unscored_visit_still_names_its_missed_critical_standard() -> None:
    """S09, S12: the miss is told, though nothing follows from it."""
    pack = a_pack(a_standard("A-1", weight=0, is_critical=True), critical=critical("fail"))
    card = scored(pack, {"A-1": "no"})
    assert card.outcome is None
    assert card.reasons == (Reason("S12", "A-1"),)


def test_a_visit_in_progress_is_scored_over_what_is_answered() -> None:
    """S05"""
    pack = a_and_b(1, 1)
    card = scored(pack, {"A-1": "yes", "A-2": "no"})
    assert shown(card) == ("50.0", "50.0")
    assert not card.is_complete
    assert scored(pack, TWO_SECTIONS).is_complete


def test_what_is_not_asked_is_not_scored() -> None:
    """S06: a reading it already has is ignored."""
    pack = a_pack(
        a_standard("A-1"),
        a_standard("A-2", when=FactIs("luggage", ("yes",))),
        facts={"luggage": ["yes", "no"]},
    )
    readings = {"A-1": "yes", "A-2": "no"}
    assert shown(scored(pack, readings, facts={"luggage": "no"})) == ("100.0", "100.0")
    assert shown(scored(pack, readings, facts={"luggage": "yes"})) == ("50.0", "50.0")


# Bonus (S10).


def with_bonus(roll_up: str, bonus: str) -> Pack:
    """A: 2 points, and a bonus of 1. B: 4 points."""
    return a_pack(
        a_section("A", a_standard("A-1", weight=2), a_standard("A-2", is_bonus=True)),
        a_section("B", a_standard("B-1", weight=4)),
        roll_up=roll_up,
        bonus=bonus,
        bands={0: "Below", 90: "Top"},
    )


@pytest.mark.parametrize(
    ("roll_up", "bonus", "readings", "sections", "raw"),
    [
        pytest.param(
            "weighted_sections", "cap", "yes yes yes", ("100.0", "100.0"), "100.0", id="S10-all-met-capped"
        ),
        pytest.param(
            "weighted_sections", "over", "yes yes yes", ("150.0", "100.0"), "125.0", id="S10-all-met-over"
        ),
        pytest.param(
            "weighted_sections", "cap", "yes yes no", ("100.0", "0.0"), "50.0", id="S10-a-capped-section"
        ),
        pytest.param(
            "weighted_sections", "over", "yes yes no", ("150.0", "0.0"), "75.0", id="S10-a-section-over-100"
        ),
        pytest.param(
            "weighted_sections", "cap", "no yes yes", ("50.0", "100.0"), "75.0", id="S10-mends-a-miss"
        ),
        pytest.param("pooled", "cap", "yes yes yes", ("100.0", "100.0"), "100.0", id="S10-pooled-capped"),
        pytest.param("pooled", "over", "yes yes yes", ("150.0", "100.0"), "116.7", id="S10-pooled-over"),
        pytest.param("pooled", "cap", "yes yes no", ("100.0", "0.0"), "50.0", id="S10-pooled-uncapped-sums"),
    ],
)
def test_a_bonus_adds_to_earned_and_never_to_possible(
    roll_up: str, bonus: str, readings: str, sections: tuple[str, ...], raw: str
) -> None:
    answers = dict(zip(("A-1", "A-2", "B-1"), readings.split(), strict=True))
    card = scored(with_bonus(roll_up, bonus), answers)
    assert tuple(str(section.percent) for section in card.sections) == sections
    assert shown(card) == (raw, raw)
    assert card.total.possible == 6


def test_a_pooled_total_is_taken_from_the_uncapped_sums() -> None:
    """S10: 3 of 2 and 3 of 4 are 6 of 6, though the first section shows 100 %."""
    pack = a_pack(
        a_section("A", a_standard("A-1", weight=2), a_standard("A-2", is_bonus=True)),
        a_section("B", a_standard("B-1", rating(0, 4), weight=4)),
        roll_up="pooled",
    )
    card = scored(pack, {"A-1": "yes", "A-2": "yes", "B-1": "3"})
    assert str(card.sections[0].percent) == "100.0"
    assert card.sections[0].score == score("3", "2")
    assert shown(card) == ("100.0", "100.0")


def test_a_section_of_bonus_alone_is_unscored() -> None:
    """S10"""
    pack = a_pack(
        a_section("A", a_standard("A-1", is_bonus=True)), a_section("B", a_standard("B-1"), a_standard("B-2"))
    )
    card = scored(pack, {"A-1": "yes", "B-1": "yes", "B-2": "no"})
    assert card.sections[0].percent is None
    assert card.sections[0].score == score("1", "0")
    assert shown(card) == ("50.0", "50.0")


def test_a_score_over_100_has_the_top_band() -> None:
    """S15"""
    card = scored(with_bonus("pooled", "over"), {"A-1": "yes", "A-2": "yes", "B-1": "yes"})
    assert card.band is not None
    assert str(card.band.name) == "Top"


# Points are never negative (S16), profiles (S18), snapshots (S19).


def test_points_are_never_negative() -> None:
    """S16: the worst visit of a scale below zero earns 0."""
    pack = a_pack(a_standard("A-1", rating(-5, 5), weight=3), a_standard("A-2", count(at_least=1)))
    card = scored(pack, {"A-1": "-5", "A-2": "0"})
    assert card.total == score("0", "4")
    assert shown(card) == ("0.0", "0.0")


def test_profiles_pool_the_standards_that_carry_a_tag_value() -> None:
    """S18: section weights play no part, and neither do bonus, unscored and note standards."""
    provider, process = {"layer": "provider"}, {"layer": "process", "stage": "arrival"}
    pack = a_pack(
        a_section(
            "A", a_standard("A-1", weight=3, tags=provider), a_standard("A-2", tags=process), weight=99
        ),
        a_section(
            "B",
            a_standard("B-1", tags=provider),
            a_standard("B-2", tags=process),
            a_standard("B-3", weight=5, is_bonus=True, tags=provider),
            a_standard("B-4", counts=False, tags=provider),
            a_standard("B-5", words(), tags={"layer": "environment"}),
            a_standard("B-6", tags={"channel": "phone"}),
        ),
    )
    readings = {"A-1": "yes", "A-2": "no", "B-1": "no", "B-2": "yes", "B-3": "yes", "B-4": "no", "B-6": "na"}
    profiles = scored(pack, readings).profiles
    assert [(profile.tag, profile.value, profile.score, str(profile.percent)) for profile in profiles] == [
        ("layer", "provider", score("3", "4"), "75.0"),
        ("layer", "process", score("1", "2"), "50.0"),
        ("stage", "arrival", score("1", "2"), "50.0"),
        ("channel", "phone", score("0", "0"), "None"),
    ]


def test_a_scorecard_carries_the_version_of_its_rules() -> None:
    """S19: a submitted visit is scored from its pack, its readings and this version alone."""
    pack = a_pack(a_standard("A-1"))
    open_visit = a_visit(pack, seen("A-1", "yes"))
    submitted = a_visit(pack, seen("A-1", "yes"), submitted="16:00")
    assert submitted.status is VisitStatus.SUBMITTED
    assert score_visit(pack, submitted) == score_visit(pack, open_visit)
    assert score_visit(pack, submitted).scoring_version == SCORING_VERSION == 1


def test_the_scorecard_has_every_standard_in_pack_order() -> None:
    card = scored(a_and_b(1, 1), {"B-2": "yes", "A-1": "no"})
    assert [entry.standard.code for entry in card.standards] == [
        *(f"A-{number}" for number in range(1, 11)),
        "B-1",
        "B-2",
    ]
