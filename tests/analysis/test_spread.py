"""Variance components: a balanced layout by hand, and what cannot be told apart."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qaudit.analysis.crossed import auditor_directions, branch_directions, crossed, squares
from qaudit.analysis.figures import Estimate, Interval, NotEnough, Why
from qaudit.analysis.spread import VarianceShares, score_sd, variance_shares

Visits = tuple[list[str], list[str], list[float]]


def programme(
    seed: int, branches: int = 30, auditors: int = 6, visits: int = 8, sds: tuple[float, ...] = (5, 3, 7)
) -> Visits:
    generator = np.random.default_rng(seed)
    where = np.repeat(np.arange(branches), visits)
    who = generator.integers(0, auditors, len(where))
    effects = [
        sd * generator.standard_normal(many)
        for sd, many in zip(sds, (branches, auditors, len(where)), strict=True)
    ]
    scores = 80 + effects[0][where] + effects[1][who] + effects[2]
    return [f"b{i:02}" for i in where], [f"a{i}" for i in who], scores.tolist()


def shares(visits: Visits) -> VarianceShares:
    found = variance_shares(*visits)
    assert isinstance(found, VarianceShares)
    return found


def test_a_balanced_layout_gives_the_components_of_the_textbook() -> None:
    """Three branches, three auditors, one visit of each pair; mean squares by hand: 300, 75 and 3."""
    branch_effect, auditor_effect = (-10, 0, 10), (-5, 0, 5)
    rest = ((1, -1, 0), (-2, 1, 1), (1, 0, -1))
    rows = [(b, a) for b in range(3) for a in range(3)]
    scores = [80.0 + branch_effect[b] + auditor_effect[a] + rest[b][a] for b, a in rows]
    design = crossed([f"b{b}" for b, _ in rows], [f"a{a}" for _, a in rows], scores)
    found = squares(design)
    assert (found.branches_beyond, found.auditors_beyond, found.rest) == pytest.approx((600, 150, 10))
    assert (design.freedom, design.rank) == (4, 5)
    # (300 - 2.5) / 3, (75 - 2.5) / 3, and 2.5.
    total = 297.5 / 3 + 72.5 / 3 + 2.5
    answer = shares(([f"b{b}" for b, _ in rows], [f"a{a}" for _, a in rows], scores))
    assert (answer.n, answer.branches, answer.auditors, answer.sd) == pytest.approx((9, 3, 3, total**0.5))
    assert (answer.branch.value, answer.auditor.value, answer.visit.value) == pytest.approx(
        (297.5 / 3 / total, 72.5 / 3 / total, 2.5 / total)
    )


def test_unbalanced_sums_of_squares_are_those_of_regression() -> None:
    """R(b|a), R(a|b) and the rest, from least squares on dummies."""
    branches, auditors, scores = programme(3, 12, 5, 4)
    names = sorted(set(branches)), sorted(set(auditors))
    of_branch = np.array([[branch == name for name in names[0]] for branch in branches], dtype=float)
    of_auditor = np.array([[auditor == name for name in names[1]] for auditor in auditors], dtype=float)

    def rest(columns: np.ndarray) -> float:
        fitted = columns @ np.linalg.lstsq(columns, np.array(scores), rcond=None)[0]
        return float(((np.array(scores) - fitted) ** 2).sum())

    both = rest(np.hstack([of_branch, of_auditor]))
    design = crossed(branches, auditors, scores)
    found = squares(design)
    assert found.rest == pytest.approx(both)
    assert found.auditors_beyond == pytest.approx(rest(of_branch) - both)
    assert found.branches_beyond == pytest.approx(rest(of_auditor) - both)
    assert auditor_directions(design).square.sum() == pytest.approx(found.auditors_beyond)
    assert branch_directions(design).square.sum() == pytest.approx(found.branches_beyond)


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000))
def test_shares_add_up_and_each_interval_holds_its_share(seed: int) -> None:
    found = shares(programme(seed))
    parts = (found.branch, found.auditor, found.visit)
    assert sum(part.value for part in parts) == pytest.approx(1)
    for part in parts:
        assert isinstance(part.interval, Interval)
        assert 0 <= part.interval.low <= part.value <= part.interval.high <= 1


def test_more_branches_and_auditors_narrow_the_shares() -> None:
    few, many = shares(programme(1)), shares(programme(1, 120, 24))
    assert isinstance(few.auditor.interval, Interval)
    assert isinstance(many.auditor.interval, Interval)
    assert many.auditor.interval.width < few.auditor.interval.width / 1.5
    assert many.branch.value == pytest.approx(25 / 83, abs=0.1)


def test_more_branches_than_directions_are_taken_as_alike() -> None:
    found = shares(programme(1, 320, 6, 4))
    assert found.branches == 320
    assert found.branch.value == pytest.approx(25 / 83, abs=0.1)
    assert isinstance(found.branch.interval, Interval)
    assert found.branch.interval.width < 0.2


def test_the_order_of_visits_changes_nothing() -> None:
    branches, auditors, scores = programme(5)
    assert variance_shares(branches[::-1], auditors[::-1], scores[::-1]) == shares(
        (branches, auditors, scores)
    )


def test_an_auditor_of_one_s_own_for_each_branch_tells_nothing_apart() -> None:
    branches = ["b1", "b1", "b2", "b2", "b3", "b3"] * 3
    auditors = [branch.replace("b", "a") for branch in branches]
    scores = [float(80 + place % 5) for place in range(18)]
    assert variance_shares(branches, auditors, scores) == NotEnough(Why.NOT_CROSSED, 0, 2)


def test_what_is_too_little_is_a_value() -> None:
    assert variance_shares([], [], []) == NotEnough(Why.NOTHING, 0, 1)
    same = programme(1)
    assert variance_shares(same[0], same[1], [90.0] * len(same[2])) == NotEnough(Why.ALL_THE_SAME, 240)
    assert variance_shares(["one"], ["falcon"], [90.0]) == NotEnough(Why.TOO_FEW, 1, 2)
    pairs = [("b1", "a1"), ("b1", "a2"), ("b2", "a2"), ("b2", "a3"), ("b3", "a3"), ("b3", "a1")]
    few = variance_shares([b for b, _ in pairs], [a for _, a in pairs], [70, 80, 90, 85, 75, 60])
    assert few == NotEnough(Why.TOO_FEW, 1, 2)


def test_two_auditors_who_share_every_branch_are_too_few_and_not_uncrossed() -> None:
    branches, auditors, scores = programme(1, 12, 2)
    assert variance_shares(branches, auditors, scores) == NotEnough(Why.TOO_FEW_GROUPS, 2, 3)
    assert variance_shares(*programme(1, 1, 6, 40)) == NotEnough(Why.TOO_FEW_GROUPS, 1, 3)


@pytest.mark.parametrize("seed", range(6))
def test_branches_of_one_score_each_leave_nothing_for_the_visit(seed: int) -> None:
    """But for rounding, which may be above 0."""
    branches, auditors, scores = programme(seed)
    of_branch = dict(zip(branches, scores, strict=True))
    constant = [of_branch[branch] for branch in branches]
    assert len(set(constant)) > 10
    assert variance_shares(branches, auditors, constant) == NotEnough(Why.ALL_THE_SAME, len(scores))


@pytest.mark.parametrize("scores", [[80.0], [80.0, float("inf")]])
def test_columns_that_do_not_fit_are_our_fault(scores: list[float]) -> None:
    with pytest.raises(ValueError, match="every visit"):
        variance_shares(["b1", "b2"], ["a1", "a1"], scores)


def test_the_spread_of_a_branch_has_bonetts_interval() -> None:
    """By hand: 16 even scores with SD 11.83 and kurtosis 1.762; skewed ones widen it more."""
    even = [60.0, 65, 70, 75, 80, 85, 90, 95] * 2
    skewed = [95.0, 96, 94, 95, 97, 95, 96, 94, 95, 96, 95, 94, 96, 95, 97, 55]
    found = [score_sd(even), score_sd(skewed)]
    ratios = []
    for one in found:
        assert isinstance(one, Estimate)
        assert isinstance(one.interval, Interval)
        assert one.value in one.interval
        ratios.append(one.interval.high / one.interval.low)
    assert isinstance(found[0], Estimate)
    assert isinstance(found[0].interval, Interval)
    assert (found[0].value, found[0].interval.low, found[0].interval.high) == pytest.approx(
        (140**0.5, 9.537, 16.729), abs=1e-3
    )
    assert ratios[0] < 2.5
    assert ratios[1] > 5
    assert score_sd([80, 90, 85, 70]) == NotEnough(Why.TOO_FEW, 4, 5)
    assert score_sd([80.0] * 6) == NotEnough(Why.ALL_THE_SAME, 6)
