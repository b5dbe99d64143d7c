"""Bands, critical standards, gates and the outcome: S12 to S15, S20."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from qaudit.core.judging import Judgement, Verdict
from qaudit.core.scoring import (
    Outcome,
    Reason,
    Scorecard,
    band_of,
    is_critical_miss,
)
from qaudit.core.standards import CriticalMode, CriticalRule, Pack
from tests.builders import (
    a_pack,
    a_policy,
    a_section,
    a_standard,
    critical,
    scored,
    seconds,
)

HALF = Judgement(Verdict.PARTLY, Fraction(1, 2))
MISSED = Judgement(Verdict.MISSED, Fraction(0))
UNSEEN = Judgement(Verdict.NOT_OBSERVED)


def shown(card: Scorecard) -> tuple[str, str]:
    """The raw and the final percentage as they are printed."""
    return str(card.raw_percent), str(card.final_percent)


# Bands (S14, S15).

BANDS = {0: "Below standard", 72: "Recommended", 82: "Four star", 90: "Five star"}


@pytest.mark.parametrize(
    ("final", "band"),
    [
        pytest.param("0.0", "Below standard", id="S15-zero"),
        pytest.param("71.9", "Below standard", id="S15-under-an-edge"),
        pytest.param("72.0", "Recommended", id="S15-an-edge-is-inside"),
        pytest.param("89.9", "Four star", id="S15-under-the-top"),
        pytest.param("90.0", "Five star", id="S15-top"),
        pytest.param("116.7", "Five star", id="S15-over-100"),
    ],
)
def test_the_band_is_the_highest_that_is_reached(final: str, band: str) -> None:
    found = band_of(a_policy(bands=BANDS).bands, Decimal(final))
    assert found is not None
    assert str(found.name) == band


def test_bands_may_stand_in_any_order_and_may_be_missing() -> None:
    """S15"""
    bands = a_policy(bands=BANDS).bands
    assert band_of(bands[::-1], Decimal(85)) == bands[2]
    assert band_of((), Decimal(85)) is None


@pytest.mark.parametrize(
    ("met", "decimals", "percent", "band", "outcome"),
    [
        pytest.param(1799, 1, "90.0", "Five star", "pass", id="S14-89.95-is-90.0-and-in-the-band-from-90"),
        pytest.param(1798, 1, "89.9", "Four star", "fail", id="S14-89.9-is-not"),
        pytest.param(1799, 2, "89.95", "Four star", "fail", id="S14-with-two-decimals-it-is-not"),
        pytest.param(1790, 0, "90", "Five star", "pass", id="S14-without-decimals-89.5-is-90"),
        pytest.param(1789, 0, "89", "Four star", "fail", id="S14-without-decimals-89.45-is-89"),
    ],
)
def test_bands_and_the_pass_mark_compare_the_rounded_percentage(
    met: int, decimals: int, percent: str, band: str, outcome: str
) -> None:
    pack = a_pack(
        a_standard("A-1", weight=met),
        a_standard("A-2", weight=2000 - met),
        bands=BANDS,
        pass_mark=90,
        decimals=decimals,
    )
    card = scored(pack, {"A-1": "yes", "A-2": "no"})
    assert str(card.final_percent) == percent
    assert card.band is not None
    assert str(card.band.name) == band
    assert card.outcome == outcome


def test_a_gate_compares_the_rounded_percentage() -> None:
    """S13, S14: 59.95 is shown as 60.0 and passes a gate of 60."""
    pack = a_pack(a_section("A", a_standard("A-1", weight=1199), a_standard("A-2", weight=801), gate=60))
    card = scored(pack, {"A-1": "yes", "A-2": "no"})
    assert str(card.sections[0].percent) == "60.0"
    assert (card.outcome, card.reasons) == (Outcome.PASS, ())


# Critical standards (S12) and the outcome (S13, S20).


def with_critical(rule: CriticalRule, **policy: Any) -> Pack:
    """C-1 and C-2 are critical; C-3 and C-4 carry the rest of 10 points."""
    return a_pack(
        a_standard("C-1", seconds(60, credit=[(60, 1), (120, "0.5")]), is_critical=True),
        a_standard("C-2", is_critical=True),
        a_standard("C-3", weight=4),
        a_standard("C-4", weight=4),
        critical=rule,
        bands=BANDS,
        **policy,
    )


ALL_MET = {"C-1": "60s", "C-2": "yes", "C-3": "yes", "C-4": "yes"}
ONE_MISSED = ALL_MET | {"C-1": "121s"}
BOTH_MISSED = ONE_MISSED | {"C-2": "no"}
LOW = ONE_MISSED | {"C-3": "no"}


@pytest.mark.parametrize(
    ("rule", "readings", "final", "outcome", "reasons"),
    [
        pytest.param(critical("flag"), ONE_MISSED, "90.0", None, ["C-1"], id="S12-flag-marks-only"),
        pytest.param(critical("fail"), ONE_MISSED, "90.0", "fail", ["C-1"], id="S12-fail-keeps-the-score"),
        pytest.param(critical("fail"), ALL_MET, "100.0", "pass", [], id="S20-fail-and-nothing-missed"),
        pytest.param(critical("cap", cap=70), ONE_MISSED, "70.0", None, ["C-1"], id="S12-cap"),
        pytest.param(critical("cap", cap=70), LOW, "50.0", None, ["C-1"], id="S12-cap-raises-nothing"),
        pytest.param(
            critical("cap", cap="66.65"), ONE_MISSED, "66.7", None, ["C-1"], id="S14-cap-is-rounded"
        ),
        pytest.param(critical("cap", cap=70), ALL_MET, "100.0", None, [], id="S12-cap-and-nothing-missed"),
        pytest.param(critical("zero"), ONE_MISSED, "0.0", "fail", ["C-1"], id="S12-zero"),
        pytest.param(critical("zero"), ALL_MET, "100.0", "pass", [], id="S20-zero-and-nothing-missed"),
        pytest.param(critical("fail", count=2), ONE_MISSED, "90.0", "pass", [], id="S12-below-the-count"),
        pytest.param(
            critical("fail", count=2), BOTH_MISSED, "80.0", "fail", ["C-1", "C-2"], id="S12-at-the-count"
        ),
        pytest.param(critical("fail"), BOTH_MISSED, "80.0", "fail", ["C-1", "C-2"], id="S12-over-the-count"),
        pytest.param(
            critical("fail"), ALL_MET | {"C-1": "90s"}, "95.0", "pass", [], id="S12-partly-does-not-trigger"
        ),
        pytest.param(
            critical("fail"), ALL_MET | {"C-1": "na"}, "100.0", "pass", [], id="S12-not-applicable-does-not"
        ),
        pytest.param(
            critical("fail"), ALL_MET | {"C-1": "unseen"}, "100.0", "pass", [], id="S04-excluded-does-not"
        ),
        pytest.param(critical("flag"), ALL_MET, "100.0", None, [], id="S20-flag-judges-nothing"),
    ],
)
def test_missed_critical_standards_do_what_the_pack_says(
    rule: CriticalRule, readings: dict[str, str], final: str, outcome: str | None, reasons: list[str]
) -> None:
    card = scored(with_critical(rule), readings)
    assert str(card.final_percent) == final
    assert card.outcome == outcome
    assert card.reasons == tuple(Reason("S12", code) for code in reasons)


@pytest.mark.parametrize("mode", CriticalMode)
def test_the_raw_score_is_kept_whatever_the_mode(mode: CriticalMode) -> None:
    """S12"""
    card = scored(with_critical(critical(mode.value, cap=70)), ONE_MISSED)
    assert str(card.raw_percent) == "90.0"
    assert card.raw == Fraction(9, 10)
    assert card.reasons == (Reason("S12", "C-1"),)


def test_a_capped_score_has_the_band_of_its_final_score() -> None:
    """S12, S15"""
    card = scored(with_critical(critical("cap", cap=70)), ONE_MISSED)
    assert card.band is not None
    assert str(card.band.name) == "Below standard"


def test_not_observed_counts_as_missed_where_the_pack_says_so() -> None:
    """S04, S12"""
    card = scored(with_critical(critical("fail"), not_observed="miss"), ALL_MET | {"C-1": "unseen"})
    assert shown(card) == ("90.0", "90.0")
    assert (card.outcome, card.reasons) == (Outcome.FAIL, (Reason("S12", "C-1"),))


@pytest.mark.parametrize(
    ("is_critical", "judgement", "policy", "counted"),
    [
        pytest.param(True, MISSED, "exclude", True, id="S12-missed"),
        pytest.param(False, MISSED, "exclude", False, id="S12-not-critical"),
        pytest.param(True, HALF, "exclude", False, id="S12-partly"),
        pytest.param(True, UNSEEN, "exclude", False, id="S04-exclude"),
        pytest.param(True, UNSEEN, "miss", True, id="S04-miss"),
        pytest.param(True, Judgement(Verdict.NOT_APPLICABLE), "miss", False, id="S03-not-applicable"),
    ],
)
def test_a_critical_miss_is_known(
    is_critical: bool, judgement: Judgement, policy: str, counted: bool
) -> None:
    standard = a_standard(is_critical=is_critical)
    assert is_critical_miss(standard, judgement, a_policy(not_observed=policy)) is counted


def test_a_cap_without_a_number_caps_nothing() -> None:
    """The pack reader refuses such a pack; the score does not invent a cap."""
    assert str(scored(with_critical(critical("cap")), ONE_MISSED).final_percent) == "90.0"


def gated(gate: int | None, **policy: Any) -> Pack:
    """A: half of it met with `HALF_OF_A`. B: all of it. Together 95.0."""
    return a_pack(
        a_section("A", a_standard("A-1"), a_standard("A-2"), gate=gate),
        a_section("B", a_standard("B-1"), a_standard("B-2"), weight=9),
        **policy,
    )


HALF_OF_A = {"A-1": "yes", "A-2": "no", "B-1": "yes", "B-2": "yes"}


@pytest.mark.parametrize(
    ("pack", "readings", "outcome", "reasons"),
    [
        pytest.param(gated(60), HALF_OF_A, "fail", [("S13", "A")], id="S13-below-the-gate"),
        pytest.param(gated(50), HALF_OF_A, "pass", [], id="S13-at-the-gate"),
        pytest.param(
            gated(60),
            HALF_OF_A | {"A-1": "na", "A-2": "na"},
            "pass",
            [],
            id="S13-an-unscored-section-has-no-gate-to-pass",
        ),
        pytest.param(gated(50, pass_mark=95), HALF_OF_A, "pass", [], id="S20-at-the-pass-mark"),
        pytest.param(
            gated(50, pass_mark="95.1"),
            HALF_OF_A,
            "fail",
            [("S20", "pass_mark")],
            id="S20-under-the-pass-mark",
        ),
        pytest.param(
            gated(60, pass_mark=99),
            HALF_OF_A,
            "fail",
            [("S13", "A"), ("S20", "pass_mark")],
            id="S20-gate-before-pass-mark",
        ),
        pytest.param(gated(None), HALF_OF_A, None, [], id="S20-a-pack-that-judges-nothing"),
        pytest.param(gated(None, pass_mark=70), HALF_OF_A, "pass", [], id="S20-pass-mark-alone"),
    ],
)
def test_the_outcome_has_its_reasons(
    pack: Pack, readings: dict[str, str], outcome: str | None, reasons: list[tuple[str, str]]
) -> None:
    card = scored(pack, readings)
    assert card.outcome == outcome
    assert card.reasons == tuple(Reason(rule, code) for rule, code in reasons)


def test_reasons_stand_in_the_order_of_their_rules() -> None:
    """S20: each missed critical standard, then each section, then the pass mark."""
    pack = a_pack(
        a_section("A", a_standard("A-1"), gate=100),
        a_section("B", a_standard("B-1", is_critical=True), a_standard("B-2", is_critical=True), gate=50),
        pass_mark=50,
        critical=critical("flag"),
    )
    card = scored(pack, {"A-1": "no", "B-1": "no", "B-2": "no"})
    assert [(reason.rule, reason.code) for reason in card.reasons] == [
        ("S12", "B-1"),
        ("S12", "B-2"),
        ("S13", "A"),
        ("S13", "B"),
        ("S20", "pass_mark"),
    ]


def test_a_visit_zeroed_by_a_critical_miss_is_under_its_pass_mark_too() -> None:
    """S12, S20"""
    card = scored(with_critical(critical("zero"), pass_mark=80), ONE_MISSED)
    assert card.reasons == (Reason("S12", "C-1"), Reason("S20", "pass_mark"))
