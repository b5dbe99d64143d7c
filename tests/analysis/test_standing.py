"""Places, and the places that could as well be."""

import numpy as np
import pytest
from scipy import stats

from qaudit.analysis import standing as standing_module
from qaudit.analysis.figures import NotEnough, Why
from qaudit.analysis.samples import Sample, sample_of
from qaudit.analysis.standing import League, Standing, league
from tests.analysis.programmes import drawn, spreads_of


def league_of(samples: dict[str, Sample]) -> League:
    found = league(samples, spreads_of(samples))
    assert isinstance(found, League)
    return found


def standing(found: League, code: str) -> Standing:
    one = found.standings[code]
    assert isinstance(one, Standing)
    return one


def test_branches_far_apart_have_their_places_and_no_others() -> None:
    samples = drawn({"low": 40, "middle": 60, "high": 80, "highest": 95}, 30, 3.0)
    found = league_of(samples)
    for place, code in enumerate(("highest", "high", "middle", "low"), 1):
        one = standing(found, code)
        assert (one.n, one.place, one.of, one.tied) == (30, place, 4, 1)
        assert (one.interval.low, one.interval.high) == (place, place)


def test_where_nothing_tells_branches_apart_all_share_the_first_place() -> None:
    samples = {
        code: sample_of([80 + x, 90, 100 - x])
        for code, x in zip("abcdefgh", (0, 1, 2, 3, 4, 5, 6, 7), strict=True)
    }
    found = league_of(samples)
    assert (found.n, found.between) == (8, 0)
    for code in samples:
        one = standing(found, code)
        assert (one.place, one.tied, one.interval.low, one.interval.high) == (1, 8, 1, 8)


def test_three_visits_leave_most_places_open_and_thirty_fewer() -> None:
    means = {f"b{i:02}": 70.0 + i for i in range(20)}
    widths = []
    for visits in (3, 30):
        found = league_of(drawn(means, visits))
        widths.append(sum(standing(found, code).interval.width for code in means) / 20)
    assert widths[0] > 10
    assert widths[1] < widths[0] / 1.5


def test_an_interval_holds_the_place_and_stays_in_the_league() -> None:
    found = league_of(drawn({f"b{i:02}": 80.0 + i / 4 for i in range(40)}, 4))
    for one in found.standings.values():
        assert isinstance(one, Standing)
        assert 1 <= one.interval.low <= one.place <= one.place + one.tied - 1 <= one.interval.high <= 40


def test_two_visits_have_no_place() -> None:
    samples = drawn(dict.fromkeys("abcde", 80.0), 5) | {"z": sample_of([100, 99]), "y": sample_of([])}
    found = league_of(samples)
    assert found.n == 5
    assert found.standings["z"] == NotEnough(Why.TOO_FEW, 2, 3)
    assert found.standings["y"] == NotEnough(Why.TOO_FEW, 0, 3)
    assert standing(found, "a").of == 5
    ranked = league(samples, spreads_of(samples), fewest_visits=2)
    assert isinstance(ranked, League)
    assert isinstance(ranked.standings["z"], Standing)


def test_two_branches_are_no_league() -> None:
    samples = drawn({"a": 60.0, "b": 80.0}, 9)
    assert league(samples, spreads_of(samples)) == NotEnough(Why.TOO_FEW_GROUPS, 2, 3)


def test_the_order_of_branches_changes_nothing_and_a_second_draw_neither() -> None:
    samples = drawn({f"b{i:02}": 80.0 + i / 4 for i in range(12)}, 4)
    found = league_of(samples)
    assert league_of(dict(reversed(samples.items()))) == found
    assert league_of(samples) == found


def test_a_lucky_branch_with_few_visits_does_not_win() -> None:
    """Three visits of 95 beside thirty of 93: the raw mean is higher, the shrunken one is not."""
    samples = drawn({f"b{i}": 75.0 + i for i in range(15)}, 30)
    samples |= {"lucky": Sample(3, 95.0, 64.0), "steady": Sample(30, 93.0, 64.0)}
    found = league_of(samples)
    lucky, steady = standing(found, "lucky"), standing(found, "steady")
    assert lucky.shrunken < 95
    assert lucky.interval.width > steady.interval.width
    assert lucky.place == pytest.approx(steady.place, abs=1)


def test_how_far_branches_differ_is_drawn_by_its_likelihood() -> None:
    """A flat centre is the same as looking at the differences from the first branch alone."""
    generator = np.random.default_rng(3)
    errors = generator.uniform(2, 5, 14)
    means = 75 + 8 * generator.standard_normal(14) + errors * generator.standard_normal(14)
    drawn = np.sqrt(standing_module._drawn_between(np.random.default_rng(1), means, errors**2, 20_000))
    contrast = np.hstack([-np.ones((13, 1)), np.eye(13)])
    apart = contrast @ means
    sds = np.linspace(0.01, 30, 600)
    chance = np.array(
        [
            stats.multivariate_normal(cov=contrast @ np.diag(errors**2 + sd**2) @ contrast.T).pdf(apart)
            for sd in sds
        ]
    )
    chance /= chance.sum()
    wanted = float(sds @ chance)
    assert float(drawn.mean()) == pytest.approx(wanted, rel=0.02)
    assert float(drawn.std()) == pytest.approx(float(np.sqrt(chance @ (sds - wanted) ** 2)), rel=0.05)


def test_true_means_are_drawn_with_the_doubt_about_their_centre() -> None:
    """Their covariance, at one spread between branches, is that of the textbook."""
    errors, between = np.array([1.0, 2.0, 4.0, 6.0]), 9.0
    means = np.array([60.0, 70.0, 80.0, 90.0])
    drawn = standing_module._drawn_means(np.random.default_rng(1), means, errors, np.full(100_000, between))
    weight, kept = 1 / (errors**2 + between), between / (between + errors**2)
    centre = weight @ means / weight.sum()
    assert drawn.mean(axis=0) == pytest.approx(centre + kept * (means - centre), abs=0.05)
    wanted = np.diag(kept * errors**2) + np.outer(1 - kept, 1 - kept) / weight.sum()
    assert np.cov(drawn.T) == pytest.approx(wanted, abs=0.15)
