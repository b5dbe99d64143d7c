"""Auditors beside their peers at the same branches."""

import numpy as np
import pytest
from scipy import stats

from qaudit.analysis.control_charts import ControlChart, Signal, score_chart
from qaudit.analysis.figures import UNBOUNDED, Interval, NotEnough, Why
from qaudit.analysis.severity import Leaning, Severity, all_departures, departures, severities

Visits = tuple[list[str], list[str], list[float]]


def programme(leans: dict[str, float], branches: int = 20, visits: int = 8, sd: float = 6.0) -> Visits:
    """Each branch by its own mean; the strict auditor is sent to the best branches."""
    generator = np.random.default_rng(1)
    rows: Visits = ([], [], [])
    aliases = sorted(leans)
    for place in range(branches):
        for turn in range(visits):
            alias = aliases[
                (place // 5 + turn) % len(aliases) if turn % 2 else (place * 3 + turn) % len(aliases)
            ]
            rows[0].append(f"b{place:02}")
            rows[1].append(alias)
            rows[2].append(70 + place + leans[alias] + sd * float(generator.standard_normal()))
    return rows


def severity(found: dict[str, Severity | NotEnough], alias: str) -> Severity:
    one = found[alias]
    assert isinstance(one, Severity)
    return one


def test_without_chance_the_severities_are_exact() -> None:
    """Heron gives 4 more than the average of the three, wren 4 less; branches are 60 to 90."""
    rows = [(b, a) for b in (60, 75, 90) for a in ("heron", "heron", "kite", "wren")]
    leans = {"heron": 4, "kite": 0, "wren": -4}
    jitter = {("heron", 0): 1, ("heron", 1): -1}
    scores, seen = [], dict.fromkeys((60, 75, 90), 0)
    for branch, alias in rows:
        scores.append(branch + leans[alias] + jitter.get((alias, seen[branch]), 0.0))
        seen[branch] += 1
    found = severities([str(branch) for branch, _ in rows], [alias for _, alias in rows], scores)
    assert list(found) == ["heron", "kite", "wren"]
    for alias, lean in leans.items():
        one = severity(found, alias)
        assert one.apart.value == pytest.approx(lean)
        assert (one.branches, one.peers) == (3, 2)
        assert one.shrunken is not None
        assert abs(one.shrunken.shrunken) <= abs(lean) + 1e-3
    assert severity(found, "heron").n == 6


def test_a_strict_auditor_is_found_though_sent_to_good_branches() -> None:
    found = severities(*programme({"heron": 0, "kite": 0, "owl": 0, "strict": -10, "wren": 0}))
    leanings = {alias: severity(found, alias).leaning for alias in found}
    assert leanings.pop("strict") == Leaning.STRICTER
    one = severity(found, "strict")
    assert isinstance(one.apart.interval, Interval)
    # The peers' average has the strict one in it.
    assert -8 in one.apart.interval
    assert Leaning.STRICTER not in leanings.values()


def test_auditors_who_are_alike_are_not_told_apart() -> None:
    found = severities(*programme(dict.fromkeys(("heron", "kite", "owl", "wren"), 0.0)))
    assert {severity(found, alias).leaning for alias in found} == {Leaning.NOT_KNOWN}


def test_the_order_of_visits_changes_nothing() -> None:
    rows = programme({"heron": 0, "kite": 3, "wren": -3})
    assert severities(rows[0][::-1], rows[1][::-1], rows[2][::-1]) == severities(*rows)


def test_who_shares_no_branch_or_has_two_visits_is_not_compared() -> None:
    rows = programme({"heron": 0, "kite": 3, "wren": -3})
    rows[0].extend(["alone"] * 4 + ["b00"] * 2)
    rows[1].extend(["hermit"] * 4 + ["new"] * 2)
    rows[2].extend([80, 90, 85, 70, 95, 96])
    found = severities(*rows)
    assert found["hermit"] == NotEnough(Why.NOT_CROSSED, 0, 1)
    assert found["new"] == NotEnough(Why.TOO_FEW, 2, 3)
    assert severity(found, "heron").shrunken is not None


def test_two_auditors_are_compared_and_not_shrunken() -> None:
    found = severities(*programme({"heron": 6, "wren": -6}))
    assert severity(found, "heron").shrunken is None
    assert severity(found, "heron").apart.value == pytest.approx(-severity(found, "wren").apart.value)
    assert severity(found, "heron").leaning == Leaning.MORE_LENIENT


def test_too_few_visits_compare_nobody() -> None:
    found = severities(["b1", "b1", "b2", "b2"], ["heron", "wren"] * 2, [80, 70, 90, 85])
    assert set(found) == {"heron", "wren"}
    assert all(isinstance(one, NotEnough) for one in found.values())
    assert severities([], [], []) == {}


def test_where_every_branch_has_one_score_nobody_is_compared_and_nothing_drifts() -> None:
    """Rounding leaves departures of 1e-14, which are no course."""
    branches, auditors, scores = programme({"heron": 0, "kite": 0, "wren": 0})
    of_branch = dict(zip(branches, scores, strict=True))
    constant = [of_branch[branch] for branch in branches]
    found = severities(branches, auditors, constant)
    assert set(found.values()) == {NotEnough(Why.ALL_THE_SAME, 160)}
    drift = departures(branches, auditors, constant, "kite")
    assert score_chart(drift, bounds=UNBOUNDED) == NotEnough(Why.ALL_THE_SAME, len(drift))


def test_departures_show_an_auditor_who_drifts() -> None:
    branches, auditors, scores = programme({"heron": 0, "kite": 0, "wren": 0}, 40, 6, 3.0)
    seen = 0
    for place, alias in enumerate(auditors):
        if alias == "wren":
            seen += 1
            scores[place] -= 12 if seen > 40 else 0
    drift = departures(branches, auditors, scores, "wren")
    assert len(drift) == auditors.count("wren")
    found = score_chart(drift, baseline=40, bounds=UNBOUNDED)
    assert isinstance(found, ControlChart)
    assert any(place >= 40 and signal == Signal.RUN_BELOW for place, signal in found.signals)
    assert departures(branches, auditors, scores, "nobody") == ()
    assert departures([], [], [], "wren") == ()


def test_departures_of_all_are_those_of_each() -> None:
    branches, auditors = ["a", "a", "b", "b", "b", "c"], ["x", "y", "x", "z", "y", "z"]
    scores = [80.0, 90.0, 70.0, 75.0, 90.0, 60.0]
    every = all_departures(branches, auditors, scores)
    for alias in "xyz":
        own = tuple(apart for apart, auditor in zip(every, auditors, strict=True) if auditor == alias)
        assert departures(branches, auditors, scores, alias) == own != ()
    assert all_departures([], [], []) == ()


def test_the_interval_is_that_of_least_squares() -> None:
    """By dummies for every branch and auditor; an auditor beside the mean of all."""
    branches, auditors, scores = programme({"heron": 0, "kite": 3, "wren": -3})
    rows = np.array(
        [
            [
                *(branch == one for one in sorted(set(branches))),
                *(alias == one for one in sorted(set(auditors))),
            ]
            for branch, alias in zip(branches, auditors, strict=True)
        ],
        dtype=float,
    )
    y, unknown = np.array(scores), np.linalg.matrix_rank(rows)
    fitted = np.linalg.lstsq(rows, y, rcond=None)[0]
    variance = ((y - rows @ fitted) ** 2).sum() / (len(y) - unknown)
    contrast = np.concatenate([np.zeros(20), [2 / 3, -1 / 3, -1 / 3]])
    error = np.sqrt(variance * contrast @ np.linalg.pinv(rows.T @ rows) @ contrast)
    half = stats.t.ppf(0.975, len(y) - unknown) * error
    apart = severity(severities(branches, auditors, scores), "heron").apart
    assert apart.value == pytest.approx(contrast @ fitted)
    assert isinstance(apart.interval, Interval)
    assert apart.interval.width == pytest.approx(2 * half)
