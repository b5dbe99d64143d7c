"""P805 to P808: sums against what is stated, sections for nothing, critical standards that can be left out."""

import pytest

from qaudit.packs.reader import read_pack
from tests.packs.judgement.editor import lines, pack, standard, told_of

THREE = (
    standard("X", weight=2),
    standard("Y", code="A2"),
    standard("Z", code="A3", bonus=True, weight=5),
    standard("W", code="A4", scored=False, weight=5),
    standard("V", "{kind: note}", "A5", weight=5),
)


@pytest.mark.parametrize(
    ("whole", "is_told"), [("3", False), ("3.0", False), ("4", True), ("18", True), ("0", True)]
)
def test_a_section_adds_up_what_is_scored_and_no_bonus(whole: str, is_told: bool) -> None:
    found = told_of(pack(*THREE, section=f"whole: {whole}"), "P805")
    assert [problem.message for problem in found] == [f"the standards of S weigh 3, not {whole}"] * is_told
    assert lines(found) == [10] * is_told


@pytest.mark.parametrize(("weight", "is_told"), [("weight: 100", False), ("weight: 99.5", True), ("", True)])
def test_the_sections_add_up_to_what_the_scoring_states(weight: str, is_told: bool) -> None:
    found = told_of(pack(*THREE, head="scoring: {whole: 100}", section=weight), "P806")
    total = weight.removeprefix("weight: ") or "1"
    assert [problem.message for problem in found] == [f"the sections weigh {total}, not 100"] * is_told


def test_nothing_is_added_up_where_no_whole_is_stated() -> None:
    assert told_of(pack(*THREE), "P805") == told_of(pack(*THREE), "P806") == []


def test_a_section_of_weight_0_is_told_of_once_where_it_asks_for_scored_readings() -> None:
    other = "\n  - code: T\n    title: T\n    weight: 0\n    standards: [%s]\n"
    scored = pack(*THREE).rstrip() + other % standard("U", code="B1")
    assert [problem.message for problem in told_of(scored, "P807")] == [
        "the section has weight 0, and 1 of its standards are scored"
    ]
    unscored = pack(*THREE).rstrip() + other % standard("U", code="B1", scored=False)
    assert told_of(unscored, "P807") == []
    codes = [problem.code for problem in read_pack(scored.encode(), "x", is_judged=True).problems]
    assert (codes.count("P807"), codes.count("P609")) == (1, 0)
    assert [problem.code for problem in read_pack(scored.encode(), "x").problems] == ["P609"]


WHEN = {"when": {"fact": "f", "is": "yes"}}
FACT = "facts: {f: {text: F, options: yes_no}}"


@pytest.mark.parametrize(
    ("keys", "section", "is_told"),
    [
        ({}, "", True),
        ({"not_applicable": False}, "", False),
        (WHEN, "", False),
        ({}, "when: {fact: f, is: yes}", False),
        ({"critical": False}, "", False),
    ],
)
def test_a_critical_standard_that_any_visit_may_leave_out_is_told(
    keys: dict[str, object], section: str, is_told: bool
) -> None:
    text = pack(standard("X", **{"critical": True, **keys}), head=FACT, section=section)  # type: ignore[arg-type]
    assert bool(told_of(text, "P808")) == is_told
