"""A league in one call says of every branch what may be said, and no more."""

from qaudit.analysis.discovery import Flag
from qaudit.analysis.figures import Comparison, Estimate, Interval, NotEnough, Why
from qaudit.analysis.league_table import BranchFigures, league_table
from qaudit.analysis.samples import Sample, sample_of
from qaudit.analysis.shrinkage import Shrunken
from qaudit.analysis.standing import Standing
from tests.analysis.programmes import drawn


def figures(found: dict[str, BranchFigures | NotEnough], code: str) -> BranchFigures:
    one = found[code]
    assert isinstance(one, BranchFigures)
    return one


def test_a_branch_has_its_mean_its_likelier_mean_its_place_and_its_flag() -> None:
    samples = drawn({f"b{i:02}": 85.0 for i in range(20)} | {"poor": 60.0}, 10)
    found = league_table(samples)
    assert list(found) == sorted(samples)
    poor = figures(found, "poor")
    assert (poor.n, poor.mean.n, poor.mean.value) == (10, 10, samples["poor"].mean)
    assert isinstance(poor.mean.interval, Interval)
    assert isinstance(poor.shrunken, Shrunken)
    assert poor.shrunken.raw == poor.mean.value < poor.shrunken.shrunken
    assert isinstance(poor.standing, Standing)
    assert (poor.standing.place, poor.standing.of, poor.standing.interval.low) == (21, 21, 21)
    assert isinstance(poor.flag, Flag)
    assert poor.flag.comparison == Comparison.WORSE


def test_two_visits_have_a_mean_and_neither_place_nor_flag() -> None:
    samples = drawn({f"b{i:02}": 85.0 for i in range(10)}, 6)
    samples |= {"new": sample_of([20, 25]), "first": sample_of([90]), "none": sample_of([])}
    found = league_table(samples)
    for code, n in (("new", 2), ("first", 1)):
        one = figures(found, code)
        assert isinstance(one.mean.interval, Interval)
        assert isinstance(one.shrunken, Shrunken)
        assert one.standing == one.flag == NotEnough(Why.TOO_FEW, n, 3)
    assert found["none"] == NotEnough(Why.NOTHING, 0, 1)
    standing = figures(found, "b00").standing
    assert isinstance(standing, Standing)
    assert standing.of == 10


def test_two_branches_have_means_and_a_comparison_but_no_places() -> None:
    found = league_table({"a": Sample(9, 60.0, 25.0), "b": Sample(9, 90.0, 25.0), "c": Sample(2, 80.0, 1.0)})
    assert figures(found, "a").standing == NotEnough(Why.TOO_FEW_GROUPS, 2, 3)
    assert figures(found, "c").standing == NotEnough(Why.TOO_FEW, 2, 3)
    flag = figures(found, "a").flag
    assert isinstance(flag, Flag)
    assert flag.comparison == Comparison.WORSE


def test_where_nothing_can_be_borrowed_the_means_stand_alone() -> None:
    few = league_table({"a": sample_of([80, 90, 85]), "b": sample_of([90])})
    assert isinstance(figures(few, "a").mean.interval, Interval)
    assert figures(few, "b").mean == Estimate(1, 90, NotEnough(Why.TOO_FEW, 1, 2))
    assert figures(few, "a").standing == figures(few, "a").flag == NotEnough(Why.TOO_FEW_SECOND_VISITS, 2, 8)
    assert figures(few, "b").standing == figures(few, "b").flag == NotEnough(Why.TOO_FEW, 1, 3)
    constant = league_table({code: Sample(5, 90.0, 0.0) for code in "abc"})
    assert figures(constant, "a").mean == Estimate(5, 90, NotEnough(Why.ALL_THE_SAME, 5))
    assert league_table({}) == {}
