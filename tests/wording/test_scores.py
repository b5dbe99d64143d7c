"""Why a score is what it is: every rule that can change it, and the formula with the visit's numbers."""

from fractions import Fraction
from typing import Any

import pytest

from qaudit.core.scoring import score_visit
from qaudit.core.standards import Pack
from qaudit.core.visits import Visit
from qaudit.wording.scores import cost_words, formula, outcome_words, so_far_words, why
from qaudit.wording.values import NBSP
from tests.builders import a_pack, a_section, a_standard, a_visit, critical, seen


def told(pack: Pack, visit: Visit) -> list[str]:
    """All reasons with their items, one line each."""
    lines = []
    for one in why(pack, score_visit(pack, visit), None):
        lines += [plain(one.reason), *(f"- {plain(item)}" for item in one.items)]
    return lines


def plain(words: object) -> str:
    return str(words).replace(NBSP, " ")


def doors(**policy: Any) -> Pack:
    """One critical standard beside three others."""
    return a_pack(
        a_section("A", a_standard("A-1", is_critical=True, text="The door is shut"), a_standard("A-2")),
        a_section("B", a_standard("B-1"), a_standard("B-2"), gate=60, title="Bar"),
        **policy,
    )


def answers(pack: Pack, **readings: str) -> Visit:
    given = {"A-1": "yes", "A-2": "yes", "B-1": "yes", "B-2": "yes"}
    given |= {code.replace("_", "-"): reading for code, reading in readings.items()}
    return a_visit(pack, *(seen(code, reading) for code, reading in given.items()), submitted="18:00")


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (critical("flag"), "the pack marks this and leaves the score as it is."),
        (critical("fail"), "the visit fails, whatever its score."),
        (critical("cap", cap=70), "the score is held down to 70 %."),
        (critical("cap", cap=80), "the score can be 80 % at most, and was not above that."),
        (critical("zero"), "the score is set to 0 % and the visit fails."),
    ],
)
def test_every_critical_mode_says_what_it_did(rule: object, sentence: str) -> None:
    """S12."""
    pack = doors(critical=rule)
    lines = told(pack, answers(pack, A_1="no"))
    assert lines[0] == f"A critical standard was missed: {sentence}"
    assert lines[1] == "- A-1 The door is shut"


def test_an_unseen_critical_standard_that_counts_as_missed_says_so() -> None:
    """S04, S12."""
    pack = doors(critical=critical("fail"), not_observed="miss")
    assert "- A-1 The door is shut (not observed, which this pack counts as missed)" in told(
        pack, answers(pack, A_1="unseen")
    )


def test_a_section_under_its_gate_is_named() -> None:
    """S13."""
    pack = doors()
    assert told(pack, answers(pack, B_1="no")) == [
        "The section Bar reached 50.0 %, under its gate of 60 %: the visit fails."
    ]


def test_several_sections_under_their_gates_are_listed() -> None:
    """S13."""
    sections = [a_section(name, a_standard(f"{name}-1"), gate=50, title=name) for name in ("A", "B")]
    pack = a_pack(*sections)
    assert told(pack, a_visit(pack, seen("A-1", "no"), seen("B-1", "no"), submitted="18:00")) == [
        "2 sections are under their gates: the visit fails.",
        "- A reached 0.0 %, under its gate of 50 %",
        "- B reached 0.0 %, under its gate of 50 %",
    ]


@pytest.mark.parametrize(
    ("mark", "sentence"),
    [
        (80, "The score of 75.0 % is under the pass mark of 80 %."),
        (75, "The score of 75.0 % reaches the pass mark of 75 %."),
    ],
)
def test_the_pass_mark(mark: int, sentence: str) -> None:
    """S20."""
    pack = doors(pass_mark=mark)
    assert told(pack, answers(pack, A_2="no")) == [sentence]


def test_reasons_stand_in_the_order_of_the_rules() -> None:
    """S20: critical standards, gates, the pass mark."""
    pack = doors(pass_mark=90, critical=critical("cap", cap=40))
    starts = [line.split()[0] for line in told(pack, answers(pack, A_1="no", B_1="no"))]
    assert starts == ["A", "-", "The", "The"]


def test_without_a_reason_the_report_says_that_nothing_stood_in_the_way() -> None:
    pack = doors()
    assert told(pack, answers(pack)) == ["No critical standard was missed and no section is under its gate."]


def test_a_pack_without_a_pass_mark_says_that_there_is_no_passing() -> None:
    pack = a_pack(a_standard("A-1"))
    assert told(pack, a_visit(pack, seen("A-1", "yes"))) == [
        "This pack has bands but no pass mark: there is no passing or failing."
    ]
    assert outcome_words(score_visit(pack, a_visit(pack, seen("A-1", "yes"))), is_final=True) == ""


def test_an_unscored_visit_is_neither_0_nor_100() -> None:
    """S09."""
    pack = a_pack(a_standard("A-1"), pass_mark=80)
    (line,) = told(pack, a_visit(pack, seen("A-1", "na"), submitted="18:00"))
    assert line.endswith("That is neither 0 % nor 100 %.")
    assert formula(pack, score_visit(pack, a_visit(pack, seen("A-1", "na")))) == ()


def test_an_outcome_before_submission_is_so_far() -> None:
    """S05."""
    pack = doors(pass_mark=80)
    card = score_visit(pack, answers(pack))
    assert outcome_words(card, is_final=True) == "Passed"
    assert outcome_words(card, is_final=False) == "Passed so far"
    assert plain(so_far_words(10, 4)).startswith("This visit is not submitted. 4 of 10 standards")


def formulas(pack: Pack, visit: Visit) -> list[str]:
    return [plain(sentence) for sentence in formula(pack, score_visit(pack, visit))]


def test_the_weighted_formula_has_every_section() -> None:
    """S08: (1 × 50 + 3 × 100) / 4."""
    pack = a_pack(
        a_section("A", a_standard("A-1"), a_standard("A-2"), weight=1),
        a_section("B", a_standard("B-1"), weight=3),
    )
    assert formulas(pack, a_visit(pack, seen("A-1", "no"), seen("A-2", "yes"), seen("B-1", "yes"))) == [
        "Raw score, the mean of the section scores by section weight: (1 × 50.0 + 3 × 100.0) ÷ 4 = 87.5 %.",
        "Final score: the raw score; no rule changed it.",
    ]


def test_with_many_sections_the_formula_has_the_sums() -> None:
    """S08."""
    names = "ABCDEFGH"
    pack = a_pack(*(a_section(name, a_standard(f"{name}-1"), weight=2) for name in names))
    visit = a_visit(pack, *(seen(f"{name}-1", "no" if name == "A" else "yes") for name in names))
    assert formulas(pack, visit)[0] == (
        "Raw score, the mean of the section scores by section weight: "
        "1400 (the sum of weight × score) ÷ 16 (the sum of the weights) = 87.5 %."
    )


def test_the_pooled_formula_has_all_points() -> None:
    """S08."""
    pack = a_pack(a_standard("A-1", weight=3), a_standard("A-2", weight=1), roll_up="pooled")
    assert formulas(pack, a_visit(pack, seen("A-1", "yes"), seen("A-2", "no")))[0] == (
        "Raw score, all points earned by all points possible: 3 ÷ 4 = 75.0 %."
    )


def test_one_section_is_its_own_mean() -> None:
    pack = a_pack(a_standard("A-1"), a_standard("A-2"))
    assert formulas(pack, a_visit(pack, seen("A-1", "yes"), seen("A-2", "no")))[0] == (
        "Raw score, points earned by points possible of the one section that counts: 1 ÷ 2 = 50.0 %."
    )


@pytest.mark.parametrize(
    ("policy", "sentence"),
    [
        ("cap", "Bonus points add to what is earned; no percentage passes 100 %."),
        ("over", "Bonus points add to what is earned, and percentages may pass 100 %."),
    ],
)
def test_bonus_points_are_explained_where_there_are_any(policy: str, sentence: str) -> None:
    """S10."""
    pack = a_pack(a_standard("A-1"), a_standard("A-2", is_bonus=True), bonus=policy)
    assert sentence in formulas(pack, a_visit(pack, seen("A-1", "yes"), seen("A-2", "yes")))
    assert sentence not in formulas(pack, a_visit(pack, seen("A-1", "yes"), seen("A-2", "no")))


def test_a_score_that_a_rule_changed_shows_both() -> None:
    """S12: raw and final are both printed."""
    pack = doors(critical=critical("cap", cap=60))
    assert formulas(pack, answers(pack, A_1="no"))[-2:] == [
        "Raw score, the mean of the section scores by section weight: (1 × 50.0 + 1 × 100.0) ÷ 2 = 75.0 %.",
        "Final score: the raw score after the rule for critical standards = 60.0 %.",
    ]


@pytest.mark.parametrize(
    ("cost", "decimals", "words"),
    [
        (Fraction(3, 125), 1, "2.4 % of the total"),
        (Fraction(3, 125), 0, "2.4 % of the total"),
        (Fraction(1, 3000), 1, "under 0.1 % of the total"),
        (Fraction(0), 1, "no part in the total"),
        (None, 1, "no part in the total"),
    ],
)
def test_what_a_finding_cost(cost: Fraction | None, decimals: int, words: str) -> None:
    assert plain(cost_words(cost, decimals)) == words
