"""Verdicts worth telling, and what each cost."""

from fractions import Fraction
from typing import Any

import pytest

from qaudit.core.findings import Finding, findings_of
from qaudit.core.standards import Pack
from tests.builders import a_pack, a_section, a_standard, rating, scored, seconds, words


def pack_of(**policy: Any) -> Pack:
    """A carries 3 points of weight 1; B carries 5 of weight 3."""
    return a_pack(
        a_section("A", a_standard("A-1", weight=2), a_standard("A-2")),
        a_section(
            "B",
            a_standard("B-1", seconds(60, credit=[(60, 1), (120, "0.5")]), weight=2),
            a_standard("B-2", weight=2, is_critical=True),
            a_standard("B-3"),
            weight=3,
        ),
        **policy,
    )


ALL_MET = {"A-1": "yes", "A-2": "yes", "B-1": "60s", "B-2": "yes", "B-3": "yes"}


def found(pack: Pack, readings: dict[str, str]) -> tuple[Finding, ...]:
    return findings_of(scored(pack, readings), pack.scoring)


@pytest.mark.parametrize(
    ("policy", "readings", "findings"),
    [
        pytest.param({}, ALL_MET, [], id="nothing"),
        pytest.param({}, ALL_MET | {"A-1": "no"}, [("A-1", "2", "1/6")], id="S08-weighted-cost"),
        pytest.param(
            {"roll_up": "pooled"}, ALL_MET | {"A-1": "no"}, [("A-1", "2", "1/4")], id="S08-pooled-cost"
        ),
        pytest.param({}, ALL_MET | {"B-1": "90s"}, [("B-1", "1", "3/20")], id="S01-partly"),
        pytest.param(
            {},
            ALL_MET | {"A-1": "no", "B-3": "no"},
            [("A-1", "2", "1/6"), ("B-3", "1", "3/20")],
            id="by-cost",
        ),
        pytest.param(
            {},
            ALL_MET | {"A-1": "no", "B-2": "no"},
            [("B-2", "2", "3/10"), ("A-1", "2", "1/6")],
            id="S12-critical-first",
        ),
        pytest.param({}, ALL_MET | {"A-1": "unseen"}, [], id="S04-excluded"),
        pytest.param(
            {"not_observed": "miss"}, ALL_MET | {"A-1": "unseen"}, [("A-1", "2", "1/6")], id="S04-a-miss"
        ),
        pytest.param(
            {}, ALL_MET | {"A-1": "na", "A-2": "no"}, [("A-2", "1", "1/4")], id="S03-out-of-the-sums"
        ),
        pytest.param(
            {}, dict.fromkeys(("B-1", "B-2", "B-3"), "na") | {"A-2": "no"}, [("A-2", "1", "1")], id="S07"
        ),
    ],
)
def test_a_finding_says_what_it_cost(
    policy: dict[str, Any], readings: dict[str, str], findings: list[tuple[str, str, str]]
) -> None:
    assert [
        (finding.standard.code, str(finding.lost), str(finding.cost))
        for finding in found(pack_of(**policy), readings)
    ] == findings


def test_a_critical_miss_comes_first_though_it_cost_less() -> None:
    """S12"""
    pack = a_pack(a_standard("A-1", weight=9), a_standard("A-2", is_critical=True))
    first, second = found(pack, {"A-1": "no", "A-2": "no"})
    assert (first.standard.code, first.is_critical) == ("A-2", True)
    assert (second.standard.code, second.is_critical) == ("A-1", False)


def test_equal_costs_stand_in_pack_order() -> None:
    pack = a_pack(a_standard("G10"), a_standard("G1"))
    assert [finding.standard.code for finding in found(pack, {"G1": "no", "G10": "no"})] == ["G10", "G1"]


def test_an_unseen_critical_standard_of_no_weight_is_told_where_unseen_is_a_miss() -> None:
    """S04, S12: it decides the outcome, so it is a finding."""
    pack = a_pack(a_standard("A-1"), a_standard("A-2", weight=0, is_critical=True), not_observed="miss")
    (finding,) = found(pack, {"A-1": "yes", "A-2": "unseen"})
    assert (finding.standard.code, finding.is_critical, finding.lost) == ("A-2", True, Fraction(0))


def test_bonus_unscored_and_noted_standards_are_no_findings() -> None:
    """S10, S11"""
    pack = a_pack(
        a_standard("A-1"),
        a_standard("A-2", is_bonus=True),
        a_standard("A-3", counts=False),
        a_standard("A-4", words()),
        not_observed="miss",
    )
    assert found(pack, {"A-1": "yes", "A-2": "no", "A-3": "no", "A-4": "slow"}) == ()
    assert found(pack, {"A-1": "yes", "A-2": "unseen", "A-3": "unseen", "A-4": "unseen"}) == ()


def test_a_rating_that_is_met_is_no_finding_though_it_lost_points() -> None:
    """S01"""
    pack = a_pack(a_standard("A-1", rating(1, 5, met_from=4)))
    assert found(pack, {"A-1": "4"}) == ()
    assert [finding.lost for finding in found(pack, {"A-1": "3"})] == [Fraction(1, 2)]


def test_a_finding_in_a_section_with_no_part_in_the_score_has_no_cost() -> None:
    """S07, S09"""
    weightless = a_pack(a_section("A", a_standard("A-1"), weight=0))
    (finding,) = found(weightless, {"A-1": "no"})
    assert finding.cost is None
    nothing_possible = a_pack(a_section("A", a_standard("A-1", weight=0)), a_section("B", a_standard("B-1")))
    (finding,) = found(nothing_possible, {"A-1": "no", "B-1": "yes"})
    assert finding.cost is None
    last = found(nothing_possible, {"A-1": "no", "B-1": "no"})[-1]
    assert (last.standard.code, last.cost) == ("A-1", None)
