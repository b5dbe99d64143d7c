"""What of visits compares when their packs are not the same edition."""

from typing import Any

import pytest

from qaudit.core.comparability import Comparability, Continuity, Obstacle, Reason, comparability
from qaudit.core.edition_changes import edition_changes
from qaudit.core.standards import AllOf, Demand, FactIs, Not, Pack, StandardIs, StandardMissed
from tests.builders import a_pack, a_section, a_standard, critical, seconds, words


def compared(before: Pack, after: Pack) -> Comparability:
    return comparability(before, after, edition_changes(before, after))


def of_one(before: dict[str, Any], after: dict[str, Any]) -> Continuity:
    """What becomes of the only standard of a pack."""
    first, second = (a_pack(a_standard("A1", **{"measure": seconds(60), **keys})) for keys in (before, after))
    return compared(first, second).standards["A1"]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ({}, Continuity.SAME),
        ({"text": "Other"}, Continuity.REWORDED),
        ({"guidance": "Other"}, Continuity.REWORDED),
        ({"tags": {"layer": "process"}}, Continuity.REWORDED),
        ({"note": Demand.ALWAYS}, Continuity.REWORDED),
        ({"gives_away": ("0s",)}, Continuity.REWORDED),
        ({"weight": 2}, Continuity.REWEIGHTED),
        ({"is_critical": True, "text": "Other"}, Continuity.REWEIGHTED),
        ({"counts": False}, Continuity.REWEIGHTED),
        ({"measure": seconds(30), "weight": 2}, Continuity.REMEASURED),
        ({"may_be_not_applicable": False}, Continuity.REMEASURED),
        ({"when": FactIs("channel", ("desk",))}, Continuity.REMEASURED),
    ],
)
def test_a_standard_is_as_much_the_same_as_its_readings_let_it_be(
    after: dict[str, Any], expected: Continuity
) -> None:
    assert of_one({}, after) is expected
    assert of_one(after, {}) is expected


def test_verdicts_compare_where_the_reading_decides_alike() -> None:
    alike = [found for found in Continuity if found.has_same_verdict]
    assert alike == [Continuity.SAME, Continuity.REWORDED, Continuity.REWEIGHTED]


def test_the_standards_whose_verdicts_do_not_compare_are_listed() -> None:
    before = a_pack(a_section("A", a_standard("A1"), a_standard("A2", seconds(60)), a_standard("A3")))
    after = a_pack(
        a_section("A", a_standard("A1", weight=2), a_standard("A2", seconds(30)), a_standard("A4"))
    )
    assert compared(before, after).changed_standards == ("A2", "A4", "A3")


def test_packs_that_differ_in_words_compare_in_everything() -> None:
    before = a_pack(a_section("A", a_standard("A1", text="Old")), a_section("B"), title="Old", pass_mark=80)
    after = a_pack(a_section("B"), a_section("A", a_standard("A1", text="New")), title="New", pass_mark=80)
    found = compared(before, after)
    assert found.total.is_comparable
    assert found.outcome.is_comparable
    assert all(section.is_comparable for section in found.sections.values())
    assert found.changed_standards == ()


# Sections.


def section_of(*standards: Any, **keys: Any) -> Pack:
    return a_pack(a_section("A", *standards, **keys), a_section("B", a_standard("B1")))


OLD = (a_standard("A1"), a_standard("A2", seconds(60)), a_standard("A3"))


@pytest.mark.parametrize(
    ("standards", "reasons"),
    [
        (OLD, ()),
        ((*OLD, a_standard("A4")), (Reason(Obstacle.NEW_STANDARDS, ("A4",)),)),
        ((*OLD, a_standard("A4", words())), ()),
        ((*OLD, a_standard("A4", counts=False)), ()),
        ((*OLD, a_standard("A4", weight=0)), ()),
        (OLD[:2], (Reason(Obstacle.DROPPED_STANDARDS, ("A3",)),)),
        ((OLD[0], a_standard("A2", seconds(30)), OLD[2]), (Reason(Obstacle.REMEASURED, ("A2",)),)),
        ((a_standard("A1", weight=2), *OLD[1:]), (Reason(Obstacle.REWEIGHTED, ("A1",)),)),
        ((a_standard("A1", is_critical=True), *OLD[1:]), ()),
        (
            (a_standard("A1", weight=2), a_standard("A2", seconds(30)), a_standard("A4")),
            (
                Reason(Obstacle.NEW_STANDARDS, ("A4",)),
                Reason(Obstacle.DROPPED_STANDARDS, ("A3",)),
                Reason(Obstacle.REMEASURED, ("A2",)),
                Reason(Obstacle.REWEIGHTED, ("A1",)),
            ),
        ),
    ],
)
def test_a_section_compares_where_the_same_readings_earn_the_same(
    standards: tuple[Any, ...], reasons: tuple[Reason, ...]
) -> None:
    found = compared(section_of(*OLD), section_of(*standards))
    assert found.sections["A"].reasons == reasons
    assert found.sections["B"].is_comparable
    expected = (Reason(Obstacle.SECTIONS, ("A",)),) if reasons else ()
    assert found.total.reasons == expected


def test_a_standard_that_moved_to_another_section_is_in_the_way_of_both() -> None:
    before = a_pack(a_section("A", a_standard("X"), a_standard("Y")), a_section("B"))
    after = a_pack(a_section("A", a_standard("Y")), a_section("B", a_standard("B-01"), a_standard("X")))
    found = compared(before, after)
    moved = (Reason(Obstacle.MOVED, ("X",)),)
    assert {code: section.reasons for code, section in found.sections.items()} == {"A": moved, "B": moved}
    assert found.standards["X"] is Continuity.REWEIGHTED


def test_a_condition_on_a_standard_that_is_measured_otherwise_asks_on_other_visits() -> None:
    def pack(limit: int) -> Pack:
        when = AllOf((StandardMissed("A1"), Not(StandardIs("A0", "yes"))))
        return a_pack(
            a_section("A", a_standard("A0"), a_standard("A1", seconds(limit))),
            a_section("B", a_standard("B1", when=when), a_standard("B2")),
            a_section("C", when=StandardMissed("A1")),
        )

    found = compared(pack(60), pack(30))
    assert found.sections["B"].reasons == (Reason(Obstacle.ASKED_OTHERWISE, ("B1",)),)
    assert found.sections["C"].reasons == (Reason(Obstacle.SECTION_WHEN),)
    assert found.standards["B1"] is Continuity.SAME
    assert found.total.reasons == (Reason(Obstacle.SECTIONS, ("A", "B", "C")),)


def test_another_condition_of_a_section_is_in_its_way() -> None:
    found = compared(section_of(*OLD), section_of(*OLD, when=FactIs("channel", ("desk",))))
    assert found.sections["A"].reasons == (Reason(Obstacle.SECTION_WHEN),)


def test_a_section_that_comes_or_goes_has_nothing_to_compare_with() -> None:
    before = a_pack(a_section("A"), a_section("B"))
    after = a_pack(a_section("A"), a_section("C", weight=2))
    found = compared(before, after)
    assert found.sections["C"].reasons == (Reason(Obstacle.NEW_SECTION),)
    assert found.sections["B"].reasons == (Reason(Obstacle.DROPPED_SECTION),)
    assert found.total.reasons == (Reason(Obstacle.SECTIONS, ("C", "B")),)


@pytest.mark.parametrize(
    ("policy", "obstacle"), [({"not_observed": "miss"}, "not_observed"), ({"bonus": "over"}, "bonus_policy")]
)
def test_a_policy_for_points_is_in_the_way_of_every_section(policy: dict[str, Any], obstacle: str) -> None:
    found = compared(a_pack(a_section("A"), a_section("B")), a_pack(a_section("A"), a_section("B"), **policy))
    assert {section.reasons for section in found.sections.values()} == {(Reason(Obstacle(obstacle)),)}


# The total and the outcome.


def weighted(*weights: int, **policy: Any) -> Pack:
    return a_pack(
        *(a_section(code, weight=weight) for code, weight in zip("ABC", weights, strict=False)), **policy
    )


def test_weights_of_sections_compare_where_they_are_in_proportion() -> None:
    assert compared(weighted(1, 2, 3), weighted(10, 20, 30)).total.is_comparable
    found = compared(weighted(1, 2, 3), weighted(2, 4, 5))
    assert found.total.reasons == (Reason(Obstacle.SECTION_WEIGHTS, ("C",)),)
    found = compared(weighted(1, 2, 0), weighted(1, 2, 1))
    assert found.total.reasons == (Reason(Obstacle.SECTION_WEIGHTS, ("C",)),)
    assert compared(weighted(0, 0, 0), weighted(0, 0, 0)).total.is_comparable


def test_weights_of_sections_do_not_matter_where_points_are_pooled() -> None:
    assert compared(weighted(1, 2, roll_up="pooled"), weighted(2, 1, roll_up="pooled")).total.is_comparable
    found = compared(weighted(1, 2), weighted(1, 2, roll_up="pooled"))
    assert found.total.reasons == (Reason(Obstacle.ROLL_UP),)


def test_a_section_of_weight_0_is_in_nobody_s_way_but_where_points_are_pooled() -> None:
    def pack(limit: int, **policy: Any) -> Pack:
        return a_pack(a_section("A"), a_section("B", a_standard("B1", seconds(limit)), weight=0), **policy)

    assert compared(pack(60), pack(30)).total.is_comparable
    pooled = compared(pack(60, roll_up="pooled"), pack(30, roll_up="pooled"))
    assert pooled.total.reasons == (Reason(Obstacle.SECTIONS, ("B",)),)


def with_critical(mode: str, *codes: str, **keys: Any) -> Pack:
    standards = (a_standard(code, is_critical=code in codes) for code in ("A1", "A2"))
    return a_pack(a_section("A", *standards), critical=critical(mode, **keys))


@pytest.mark.parametrize(
    ("before", "after", "total", "outcome"),
    [
        (with_critical("flag", "A1"), with_critical("flag", "A2"), (), ()),
        (with_critical("flag"), with_critical("flag", count=2), (), ()),
        (with_critical("cap", "A1", cap=70), with_critical("cap", "A1", cap=70), (), ()),
        (
            with_critical("cap", "A1", cap=70),
            with_critical("cap", "A1", cap=60),
            (Reason(Obstacle.CRITICAL_RULE),),
            (Reason(Obstacle.TOTAL),),
        ),
        (
            with_critical("zero", "A1"),
            with_critical("zero", "A2"),
            (Reason(Obstacle.CRITICAL_STANDARDS, ("A1", "A2")),),
            (Reason(Obstacle.TOTAL),),
        ),
        (
            with_critical("fail", "A1"),
            with_critical("fail", "A1", "A2"),
            (),
            (Reason(Obstacle.CRITICAL_STANDARDS, ("A2",)),),
        ),
        (with_critical("flag"), with_critical("fail"), (), (Reason(Obstacle.CRITICAL_RULE),)),
    ],
)
def test_critical_misses_matter_where_they_change_a_number_or_fail_a_visit(
    before: Pack, after: Pack, total: tuple[Reason, ...], outcome: tuple[Reason, ...]
) -> None:
    found = compared(before, after)
    assert (found.total.reasons, found.outcome.reasons) == (total, outcome)


def test_marks_gates_bands_and_rounding_are_in_the_way_of_the_outcome_alone() -> None:
    before = a_pack(a_section("A", gate=50), pass_mark=80, bands={0: "Low", 80: "Good"})
    after = a_pack(a_section("A", gate=60), pass_mark=85, bands={0: "Low", 85: "Good"}, decimals=2)
    found = compared(before, after)
    assert found.total.is_comparable
    assert found.outcome.reasons == (
        Reason(Obstacle.DECIMALS),
        Reason(Obstacle.PASS_MARK),
        Reason(Obstacle.BANDS),
        Reason(Obstacle.GATES, ("A",)),
    )
