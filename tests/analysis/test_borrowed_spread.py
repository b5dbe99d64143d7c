"""What a branch borrows from its peers: less at many visits, everything at one."""

import numpy as np
import pytest

from qaudit.analysis.borrowed_spread import borrowed_spreads, peer_interval
from qaudit.analysis.figures import UNBOUNDED, Interval, NotEnough, Why
from qaudit.analysis.samples import Sample, sample_of
from tests.analysis.programmes import drawn, spreads_of


def test_branches_that_vary_alike_have_the_pooled_variance() -> None:
    """Four branches, each with variance 4: no less alike than chance, so all their 8 degrees of freedom count."""
    samples = {
        code: sample_of([mean - 2, mean, mean + 2])
        for code, mean in zip("abcd", (60, 70, 80, 90), strict=True)
    }
    spreads = spreads_of(samples)
    assert {(spread.n, spread.variance, spread.freedom) for spread in spreads.values()} == {(3, 4.0, 8.0)}
    interval = peer_interval(samples["a"], spreads["a"]).interval
    assert isinstance(interval, Interval)
    assert interval.high == pytest.approx(60 + 2.306 * 2 / 3**0.5, abs=1e-3)


def test_three_visits_that_are_alike_by_chance_still_have_an_interval() -> None:
    samples = drawn(dict.fromkeys("abcdefgh", 80.0), 3) | {"z": sample_of([85, 85, 85])}
    spread = spreads_of(samples)["z"]
    assert spread.variance > 10
    interval = peer_interval(samples["z"], spread).interval
    assert isinstance(interval, Interval)
    assert interval.width > 10


def test_a_branch_with_one_visit_has_what_its_peers_lend() -> None:
    samples = drawn(dict.fromkeys("abcdefgh", 80.0), 4) | {"z": sample_of([85])}
    spread = spreads_of(samples)["z"]
    assert (spread.n, spread.freedom > 4, spread.variance > 10) == (1, True, True)


def test_branches_that_truly_differ_keep_their_own_spread() -> None:
    """Half steady (SD 2), half not (SD 12), 60 visits each: no common spread of 9 is put in their place."""
    steady = drawn({f"s{i}": 60.0 for i in range(10)}, 60, 2.0)
    loose = drawn({f"u{i}": 60.0 for i in range(10)}, 60, 12.0, seed=2)
    spreads = spreads_of(steady | loose)
    for code, sample in (steady | loose).items():
        assert spreads[code].sd == pytest.approx(sample.sd, abs=2)
        assert spreads[code].freedom < 70
    assert max(spreads[code].sd for code in steady) < min(spreads[code].sd for code in loose) / 2


def test_near_the_top_less_variation_is_usual() -> None:
    generator = np.random.default_rng(4)
    samples = {}
    for place in range(60):
        rate = 0.7 + 0.29 * place / 59
        samples[f"b{place:02}"] = sample_of((100 * generator.binomial(40, rate, 4) / 40).tolist())
    bounded, flat = spreads_of(samples), borrowed_spreads(samples, UNBOUNDED)
    assert isinstance(flat, dict)
    low, top = [f"b{place:02}" for place in range(10)], [f"b{place:02}" for place in range(50, 60)]
    assert sum(bounded[code].variance for code in top) < 0.5 * sum(flat[code].variance for code in top)
    assert sum(bounded[code].variance for code in low) > sum(flat[code].variance for code in low)


def test_the_order_of_branches_changes_nothing() -> None:
    samples = drawn({f"b{i}": 60.0 + i for i in range(20)}, 4)
    turned = dict(reversed(samples.items()))
    assert borrowed_spreads(turned) == borrowed_spreads(samples)


def test_too_little_to_borrow_from_is_a_value() -> None:
    assert borrowed_spreads({}) == NotEnough(Why.TOO_FEW_SECOND_VISITS, 0, 8)
    few = {"a": sample_of([80, 90, 85]), "b": sample_of([70, 75, 90])}
    assert borrowed_spreads(few) == NotEnough(Why.TOO_FEW_SECOND_VISITS, 4, 8)
    same = {code: Sample(4, 90.0, 0.0) for code in "abcd"}
    assert borrowed_spreads(same) == NotEnough(Why.ALL_THE_SAME, 16)


def test_a_branch_without_a_visit_has_no_spread() -> None:
    assert "z" not in spreads_of(drawn(dict.fromkeys("abcdefgh", 80.0), 3) | {"z": sample_of([])})


def test_what_peers_lend_is_how_alike_their_variances_are() -> None:
    """True variances drawn from an inverse chi-square of 16 degrees of freedom: as many are lent."""
    generator = np.random.default_rng(5)
    true = 16 / generator.chisquare(16, 20_000)
    own = true * generator.chisquare(9, 20_000) / 9
    samples = {f"b{place:05}": Sample(10, 80.0, float(one)) for place, one in enumerate(own)}
    found = borrowed_spreads(samples)
    assert not isinstance(found, NotEnough)
    assert found["b00000"].freedom == pytest.approx(9 + 16, abs=0.8)
