"""Rules that need more than one changed place, and what is allowed though it looks strange."""

import pytest

from qaudit.core.problems import Severity
from tests.packs.good_pack import changed, read

HEAD = """\
format: 1
pack: small
edition: "1"
languages: [en]
title: Small
brand: {name: Small}
"""


def codes(text: str) -> list[str]:
    return [problem.code for problem in read(text).problems]


def sections(*standards: str, weight: str = "1") -> str:
    lines = "".join(
        f"      - {{code: X{number}, text: X, {keys}}}\n" for number, keys in enumerate(standards)
    )
    return f"{HEAD}sections:\n  - code: S\n    title: S\n    weight: {weight}\n    standards:\n{lines}"


YES_NO = "measure: {kind: yes_no}"
NOTE = "measure: {kind: note}"


def test_a_section_where_nothing_counts_is_warned_of() -> None:
    for standards in ([NOTE], [f"{YES_NO}, scored: false"], [f"{YES_NO}, bonus: true"]):
        found = read(sections(*standards))
        assert [problem.code for problem in found.problems] == ["P610"]
        assert found.problems[0].severity is Severity.WARNING
        assert found.pack is not None
    assert codes(sections(f"{YES_NO}, weight: 0")) == ["P610", "P609"]
    assert codes(sections(f"{YES_NO}, weight: 0", YES_NO)) == ["P609"]


def test_weights_of_sections_that_are_all_zero_are_warned_of() -> None:
    """S09 holds for either roll-up."""
    text = sections(YES_NO, weight="0")
    assert sorted(codes(text)) == ["P609", "P611"]
    pooled = text.replace("sections:", "scoring: {roll_up: pooled}\nsections:", 1)
    assert sorted(codes(pooled)) == ["P609", "P611"]


def test_a_condition_on_a_verdict_that_never_comes_is_a_problem() -> None:
    for first in (NOTE, f"{YES_NO}, scored: false"):
        text = sections(first, YES_NO, f"{YES_NO}, when: {{standard: X0, verdict: missed}}")
        assert codes(text) == ["P508"]


def test_a_condition_on_a_rating_names_its_steps_as_text() -> None:
    rating = "measure: {kind: rating, scale: [-1, 2], met_from: 1}"
    for step in ("-1", "0", "2"):
        assert codes(sections(rating, f'{YES_NO}, when: {{standard: X0, is: "{step}"}}')) == []
    assert codes(sections(rating, f'{YES_NO}, when: {{standard: X0, is: "3"}}')) == ["P506"]


def test_a_section_looks_back_to_earlier_sections_only() -> None:
    text = sections(YES_NO) + "  - code: T\n    title: T\n    when: {standard: %s, is: yes}\n"
    text += f"    standards:\n      - {{code: Y, text: Y, {YES_NO}}}\n"
    assert codes(text % "X0") == []
    assert codes(text % "Y") == ["P505"]


def test_a_section_and_a_standard_may_have_the_same_code() -> None:
    assert codes(changed("code: ARR", "code: A1")) == []


def test_codes_are_compared_whole() -> None:
    assert codes(changed("code: A2", "code: A11")) == []
    assert codes(changed("code: A2", "code: a1")) == []


@pytest.mark.parametrize("code", ["1", "A.1", "1/2", "חדר-3", "Größe_1", "A" * 40])
def test_a_code_may_be_written_in_any_script(code: str) -> None:
    assert codes(changed("code: A2", f'code: "{code}"')) == []


@pytest.mark.parametrize(
    ("limit", "credit", "expected"),
    [
        ("at_least: 5", "[{at_least: 5, share: 1}, {at_least: 2, share: 0.5}]", []),
        ("at_least: 5", "[{at_least: 5, share: 1}, {at_least: 6, share: 0.5}]", ["P407"]),
        ("between: [2, 3]", "[{between: [2, 3], share: 1}, {between: [1, 3], share: 0.5}]", []),
        ("between: [2, 3]", "[{between: [2, 3], share: 1}, {between: [1, 2.5], share: 0.5}]", ["P407"]),
        ("between: [2, 3]", "[{between: [2, 3], share: 1}, {between: [2, 3], share: 0.5}]", ["P407"]),
        ("between: [3, 3]", "[{between: [3, 3], share: 1}]", []),
        ("at_most: 3", "[{at_most: 3, share: 1}, {at_most: 4, share: 0}]", []),
        ("at_most: 3", "[{at_most: 4, share: 1}, {at_most: 4, share: 1}]", ["P405", "P407", "P406"]),
        ("at_most: 3", "[]", ["P206"]),
    ],
)
def test_a_ladder_widens_and_falls(limit: str, credit: str, expected: list[str]) -> None:
    assert codes(sections(f"measure: {{kind: count, unit: X, {limit}, credit: {credit}}}")) == expected


def test_bands_may_stand_in_any_order_and_above_100_with_a_bonus() -> None:
    bands = "bands: [{from: 105, name: A}, {from: 0, name: C}, {from: 50.5, name: B}]"
    text = sections(YES_NO).replace("sections:", f"scoring: {{bonus: over, {bands}}}\nsections:", 1)
    found = read(text)
    assert found.problems == ()
    assert found.pack is not None
    assert [str(band.name) for band in found.pack.scoring.bands] == ["C", "B", "A"]


def test_a_tag_of_ones_own_may_have_any_value() -> None:
    assert codes(changed("stage: arrival}", "stage: אולם הכניסה, floor: third & fourth}")) == []


def test_a_name_or_a_source_needs_no_other_language() -> None:
    text = changed("{en: Greeted in time, he: ברכה בזמן}", "{en: x, he: y}\n        source: Law 1981, s. 18B")
    assert codes(text) == []


def test_the_window_of_a_clock_may_pass_midnight() -> None:
    assert codes(changed('between: ["17:00", "21:30"]', "between: [22:00, 2:00]")) == []
