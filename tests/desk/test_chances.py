"""Made-up data falls the same way each time."""

from qaudit.desk.chances import Chances


def test_the_same_name_falls_the_same_way_and_others_do_not() -> None:
    chances = Chances("a")
    assert [chances.number("x"), chances.share("y")] == [Chances("a").number("x"), Chances("a").share("y")]
    assert len({Chances(seed).of(part).number("x") for seed in "ab" for part in "cd"}) == 4


def test_it_falls_evenly_enough_and_never_outside() -> None:
    thrown = [Chances("dice").between(str(number), 1, 6) for number in range(600)]
    assert set(thrown) == {1, 2, 3, 4, 5, 6}
    assert all(70 < thrown.count(side) < 130 for side in range(1, 7))
    shares = [Chances("share").share(str(number)) for number in range(200)]
    assert 0 <= min(shares) < 0.1
    assert 0.9 < max(shares) < 1
