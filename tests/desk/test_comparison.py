"""Headquarters' questions, from a lake to figures: what is told, what is not, and why."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from qaudit.analysis.control_charts import ControlChart
from qaudit.analysis.differences import Contribution, Difference
from qaudit.analysis.figures import Comparison, Estimate, Interval, NotEnough, Why
from qaudit.analysis.severity import Leaning, Severity
from qaudit.analysis.splitting import Split
from qaudit.analysis.standing import Standing
from qaudit.analysis.times import times_summary
from qaudit.core.comparability import Continuity
from qaudit.desk.comparison.asking import (
    Along,
    Asked,
    By,
    Comparisons,
    CourseOf,
    Every,
    Level,
    open_comparisons,
)
from qaudit.desk.comparison.groups import Group
from tests.lake.small_lake import Observed, Seen, programme, write_lake

FIRST = date(2026, 1, 5)
CAFE = Group("unannounced", "Alder", "cafe")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A programme with everything in it."""
    folder = write_lake(tmp_path_factory.mktemp("desk") / "lake", programme(visits=240))
    with open_comparisons(folder) as comparisons:
        yield comparisons


def visits_of(branch: str, marks: Sequence[str], **more: Any) -> list[Seen]:
    """A visit every week; each mark is a visit's verdicts on A1, A2 …: + met, - missed, . not applicable."""
    verdicts = {"+": "met", "-": "missed", ".": "not_applicable"}
    return [
        Seen(
            f"{branch}-{number:03}",
            branch,
            FIRST + timedelta(weeks=number),
            tuple(Observed(f"A{place}", verdicts[one]) for place, one in enumerate(mark, 1)),
            **more,
        )
        for number, mark in enumerate(marks)
    ]


@pytest.fixture
def over(tmp_path: Path) -> Any:
    """`over(visits, ask)` gives what is answered over these visits."""

    def answered(visits: Sequence[Seen], ask: Callable[[Comparisons], Any]) -> Any:
        with open_comparisons(write_lake(tmp_path / "lake", visits)) as comparisons:
            return ask(comparisons)

    return answered


EVERY_QUESTION: list[Callable[[Comparisons, Asked], Any]] = [
    Comparisons.leagues,
    Comparisons.heat_maps,
    Comparisons.courses,
    lambda comparisons, asked: comparisons.courses(asked, Every.VISIT, CourseOf.RATE),
    Comparisons.standards,
    Comparisons.splits,
    Comparisons.repeats,
    Comparisons.consistencies,
    Comparisons.times,
    Comparisons.auditors,
    Comparisons.doubles,
    lambda comparisons, asked: comparisons.changes(asked, asked),
    Comparisons.editions,
]
LITTLE = {
    "one visit": visits_of("b1", ["+-+"]),
    "one branch": visits_of("b1", ["+-+", "++-", "--+", "+++"]),
    "nothing applicable": visits_of("b1", ["..."] * 3) + visits_of("b2", ["..."] * 3),
    "one score for all": [seen for code in "abcdef" for seen in visits_of(code, ["+-+"] * 9)],
}


@pytest.mark.parametrize("visits", LITTLE.values(), ids=LITTLE)
def test_little_is_answered_with_what_there_is(visits: list[Seen], over: Any) -> None:
    """No question fails; none says anything of a place, a flag or a difference."""
    answers = over(visits, lambda open_one: [ask(open_one, Asked()) for ask in EVERY_QUESTION])
    assert len(answers) == len(EVERY_QUESTION)
    for league in answers[0]:
        for row in league.rows:
            assert isinstance(row.figures.standing, NotEnough)
            assert isinstance(row.figures.flag, NotEnough)
    for changes in answers[11]:
        assert not any(standard.is_flagged for standard in changes.standards)


def test_what_nobody_asked_for_is_answered_with_nothing(whole: Comparisons) -> None:
    nobody = Asked(brands=("nobody's",))
    assert [ask(whole, nobody) for ask in EVERY_QUESTION] == [()] * len(EVERY_QUESTION)


def test_a_league_gives_each_kind_and_pack_a_table_of_its_own(whole: Comparisons) -> None:
    leagues = whole.leagues(Asked(kinds=("unannounced", "announced", "self_check")))
    groups = [league.group for league in leagues]
    assert len(groups) == len(set(groups)) == 6
    assert {(group.kind, group.pack) for group in groups} == {
        (kind, pack) for kind in ("unannounced", "announced", "self_check") for pack in ("cafe", "bar")
    }
    cafe = next(league for league in leagues if league.group == CAFE)
    places = [row.figures.standing.place for row in cafe.rows if isinstance(row.figures.standing, Standing)]
    assert len(places) == 6
    assert places == sorted(places)
    assert cafe.rows[0].name == f"Branch {cafe.rows[0].member}"
    assert cafe.n == sum(row.figures.n for row in cafe.rows)
    assert cafe.editions == ("2026-01", "2026-06")
    assert cafe.changed == ("A2",)


def test_brands_are_one_league_whatever_their_packs(whole: Comparisons) -> None:
    (league,) = whole.leagues(Asked(level=Level.BRAND))
    assert league.group == Group("unannounced", "", "")
    assert len(league.rows) == 2
    assert league.changed == ("A2",)


def test_a_branch_below_three_visits_is_last_and_has_no_place(over: Any) -> None:
    marks = ["+-+", "+--", "+++", "-+-", "+++"]
    visits = [seen for code in "bcdef" for seen in visits_of(code, marks)] + visits_of("a", ["+++", "++-"])
    (league,) = over(visits, lambda comparisons: comparisons.leagues(Asked()))
    last = league.rows[-1]
    assert (last.member, last.figures.n) == ("a", 2)
    assert last.figures.standing == NotEnough(Why.TOO_FEW, 2, 3)


def test_a_heat_map_has_a_cell_for_each_branch_and_section(whole: Comparisons) -> None:
    maps = whole.heat_maps(Asked())
    cafe = next(one for one in maps if one.group == CAFE)
    assert cafe.columns == ("door", "table", "till")
    assert [row.member for row in cafe.rows] == [f"b{number}" for number in range(6)]
    leagues = {league.group.key: league for league in whole.leagues(Asked(by=By.SECTION, packs=("cafe",)))}
    door = {row.member: row.figures for row in leagues["door"].rows}
    for row in cafe.rows:
        cell = row.cells[0]
        assert cell is not None
        assert (cell.mean, cell.flag) == (door[row.member].mean, door[row.member].flag)


def test_a_heat_map_counts_visits_that_have_no_column_in_common(over: Any) -> None:
    visits = visits_of("a", ["+.", ".+", "-."])
    (heat,) = over(visits, lambda comparisons: comparisons.heat_maps(Asked(by=By.STANDARD)))
    (row,) = heat.rows
    assert [cell.mean.n for cell in row.cells] == [2, 1]
    assert row.n == 3


@pytest.mark.parametrize("every", Every)
@pytest.mark.parametrize("of", CourseOf)
def test_a_course_is_in_the_order_of_time(every: Every, of: CourseOf, whole: Comparisons) -> None:
    courses = whole.courses(Asked(packs=("cafe",), level=Level.REGION), every, of)
    assert [course.member for course in courses] == ["", "north", "south"]
    for course in courses:
        days = [point.when for point in course.points]
        assert days == sorted(days)
        assert (course.every, course.of) == (every, of)
        assert isinstance(course.chart, ControlChart)
        assert [point.value for point in course.chart.points] == [point.value for point in course.points]
        assert any(point.new_edition for point in course.points)
        assert all((point.visit is None) is (every is Every.MONTH) for point in course.points)


def test_months_of_one_score_have_no_course_and_no_signal(over: Any) -> None:
    """The mean of 30 times 33.33 is not quite that of 35 times, by the rounding of their sums."""
    visits = [seen for code in "abcdefg" for seen in visits_of(code, ["+--"] * 60)]
    north = over(visits, lambda comparisons: comparisons.courses(Asked(level=Level.REGION)))
    (course,) = north
    assert len({point.n for point in course.points}) > 1
    assert course.chart == NotEnough(Why.ALL_THE_SAME, len(course.points))


def test_a_step_of_the_pack_is_marked_in_a_course(over: Any) -> None:
    visits = [
        replace(seen, edition="2026-01" if number < 6 else "2026-06")
        for number, seen in enumerate(visits_of("b1", ["+-", "++"] * 6))
    ]
    (course,) = over(visits, lambda comparisons: comparisons.courses(Asked(), Every.VISIT))
    assert [point.new_edition for point in course.points] == [number == 6 for number in range(12)]


def test_the_weakest_standard_is_first_and_dead_weight_is_what_everybody_meets(over: Any) -> None:
    visits = [seen for code in "abcde" for seen in visits_of(code, ["+-+", "+++", "+--", "+-+"] * 5)]
    (standards,) = over(visits, lambda comparisons: comparisons.standards(Asked()))
    assert [row.code for row in standards.rows] == ["A2", "A3", "A1"]
    weakest = standards.rows[0]
    assert (weakest.n, weakest.met.value, weakest.lost) == (100, 0.25, 75)
    assert weakest.lost_share == pytest.approx(0.75)
    assert [row.code for row in standards.dead_weight] == ["A1"]
    assert sum(row.lost_share for row in standards.rows) == pytest.approx(1)


def test_a_standard_met_always_but_seldom_asked_is_no_dead_weight(over: Any) -> None:
    (standards,) = over(visits_of("b1", ["+-"] * 20), lambda comparisons: comparisons.standards(Asked()))
    assert standards.dead_weight == ()


def test_a_standard_that_half_of_the_branches_never_meet_splits_them(over: Any) -> None:
    good = [seen for code in "abc" for seen in visits_of(code, ["++-", "++-", "+--", "-+-"] * 2)]
    poor = [seen for code in "def" for seen in visits_of(code, ["-+-", "++-", "+--", "++-"] * 2)]
    poor = [replace(seen, observed=(*seen.observed[:1], Observed("A2", "missed"))) for seen in poor]
    (found,) = over([*good, *poor], lambda comparisons: comparisons.splits(Asked()))
    code, first = found.rows[0]
    assert code == "A2"
    assert isinstance(first, Split)
    assert first.beyond_chance
    (other,) = [one for code, one in found.rows if code == "A1"]
    assert isinstance(other, Split)
    assert not other.beyond_chance


def test_a_miss_that_comes_again_is_counted_over_visits_that_did_not_ask(over: Any) -> None:
    visits = visits_of("b1", ["-", ".", "-", "+", "-", "-"]) + visits_of("b2", ["+", "-", "+"])
    (repeats,) = over(visits, lambda comparisons: comparisons.repeats(Asked()))
    (standard,) = repeats.standards
    # After a miss: missed, met, missed (b1); met (b2).
    assert (standard.n, standard.branches, standard.running) == (4, 2, 1)
    assert isinstance(standard.repeated, Estimate)
    assert standard.repeated.value == 0.5
    (run,) = repeats.runs
    assert (run.branch, run.name, run.visits, run.n) == ("b1", "Branch b1", 2, 5)
    assert (run.since, run.last) == (FIRST + timedelta(weeks=4), FIRST + timedelta(weeks=5))


def test_times_are_told_along_what_is_asked(whole: Comparisons) -> None:
    (all_hours,) = whole.times(Asked(packs=("cafe",)))
    (row,) = all_hours.rows
    assert (row.code, row.slice, row.lost_share) == ("B1", "", 1.0)
    for along in (Along.BRANCH, Along.HOUR, Along.WEEKDAY, Along.MONTH):
        (times,) = whole.times(Asked(packs=("cafe",)), along)
        assert sum(one.n for one in times.rows) == row.n
        assert sum(one.lost for one in times.rows) == pytest.approx(row.lost)
        assert sum(one.lost_share for one in times.rows) == pytest.approx(1)
        lost = [one.lost for one in times.most_lost]
        assert len(lost) > 1
        assert lost == sorted(lost, reverse=True)
    seconds = [
        one.seconds
        for seen in programme(visits=240)
        for one in seen.observed
        if (seen.kind, seen.pack) == ("unannounced", "cafe") and one.seconds is not None
    ]
    assert len(seconds) == row.n > 100
    assert row.summary == times_summary(seconds, 90)


def severe(visits: int = 8) -> list[Seen]:
    """Three auditors at five branches; cy always sees three misses more."""
    found = []
    for branch, alias in ((b, a) for b in "abcde" for a in ("ann", "bea", "cy")):
        for number in range(visits):
            misses = (number + ord(branch)) % 3 + (3 if alias == "cy" else 0)
            mark = "-" * misses + "+" * (10 - misses)
            (seen,) = visits_of(branch, [mark], auditor=alias)
            day = FIRST + timedelta(days=30 * number + ord(alias[0]) % 3)
            found.append(replace(seen, visit=f"{branch}{alias}{number}", day=day))
    return found


def test_a_strict_auditor_is_told_by_alias_and_never_ranked(over: Any) -> None:
    (auditors,), (consistency,) = over(
        severe(), lambda one: (one.auditors(Asked()), one.consistencies(Asked()))
    )
    assert [row.alias for row in auditors.rows] == ["ann", "bea", "cy"]
    found = {row.alias: row.severity for row in auditors.rows}
    assert isinstance(found["cy"], Severity)
    assert found["cy"].leaning is Leaning.STRICTER
    drift = auditors.rows[2].drift
    assert len(drift.months) == len(drift.visits) == len(drift.departures) == 8
    assert sum(drift.visits) == auditors.rows[2].n == 40
    assert consistency.n == 120
    assert consistency.shares.auditor.value > consistency.shares.branch.value
    assert [spread.member for spread in consistency.branches] == list("abcde")


def test_what_two_auditors_saw_on_one_day_is_compared(over: Any) -> None:
    ann = visits_of("b1", ["++-", "+--", "-++", "++-", "--+", "+++"])
    bea = [replace(seen, visit=f"x{seen.visit}", auditor="bea") for seen in ann]
    bea[0] = replace(bea[0], observed=(Observed("A1"), Observed("A2", "missed"), Observed("A3", "missed")))
    alone = visits_of("b2", ["+++"] * 3)
    announced = [replace(seen, visit=f"y{seen.visit}", kind="announced", auditor="cy") for seen in ann]
    (doubles,) = over([*ann, *bea, *alone, *announced], lambda one: one.doubles(Asked(kinds=())))
    assert (doubles.group, doubles.n) == (CAFE, 6)
    assert doubles.verdicts.alike == pytest.approx(17 / 18)
    assert doubles.verdicts.units == 18
    assert [(one.code, one.n) for one in doubles.standards] == [("A2", 6), ("A1", 6), ("A3", 6)]
    assert doubles.standards[0].alike == pytest.approx(5 / 6)


def test_the_parts_of_a_change_add_up_to_it(whole: Comparisons) -> None:
    before, after = Asked(until=date(2026, 5, 31)), Asked(since=date(2026, 6, 1))
    cafe = next(one for one in whole.changes(before, after) if one.group == CAFE)
    assert isinstance(cafe.difference, Difference)
    assert cafe.difference.n == cafe.n
    assert isinstance(cafe.difference.interval, Interval)
    parts = [one.contribution for one in cafe.standards]
    assert all(isinstance(part, Contribution) for part in parts)
    first, second = cafe.points
    assert first is not None
    assert second is not None
    assert sum(part.points for part in parts if isinstance(part, Contribution)) == pytest.approx(
        second - first
    )
    sizes = [abs(part.points) for part in parts if isinstance(part, Contribution)]
    assert all(larger >= smaller for larger, smaller in pairwise(sizes))
    assert {one.code: one.changed for one in cafe.standards}["A2"] is Continuity.REWEIGHTED
    assert cafe.editions == (("2026-01", "2026-01"), ("2026-06", "2026-06"))


def test_nothing_is_called_a_change_that_chance_explains(over: Any) -> None:
    visits = [seen for code in "abcd" for seen in visits_of(code, ["+-+", "--+", "+++", "-++"] * 4)]
    middle = FIRST + timedelta(weeks=8)
    (found,) = over(
        visits,
        lambda one: one.changes(Asked(until=middle - timedelta(days=1)), Asked(since=middle)),
    )
    assert found.n == (32, 32)
    assert found.difference.comparison is Comparison.NOT_KNOWN
    assert not any(standard.is_flagged for standard in found.standards)


def test_an_edition_that_neither_side_has_marks_nothing(over: Any) -> None:
    seen = visits_of("b1", ["+-", "++", "--"] * 6)
    light = (Observed("A1"), Observed("A2", weight=2.0))
    visits = [replace(one, edition="2025-01", observed=light) if one.day.month == 1 else one for one in seen]
    february, march, january = (Asked(months=(f"2026-0{month}",)) for month in (2, 3, 1))
    (later,), (sooner,) = over(
        visits, lambda one: (one.changes(february, march), one.changes(january, march))
    )
    assert later.editions == (("2026-01", "2026-01"),) * 2
    assert [one.changed for one in later.standards] == [None, None]
    assert Continuity.REWEIGHTED in [one.changed for one in sooner.standards]


def test_a_group_that_only_one_side_has_says_so(over: Any) -> None:
    (found,) = over(
        visits_of("a", ["+-+", "--+"]),
        lambda one: one.changes(Asked(), Asked(since=date(2030, 1, 1))),
    )
    assert found.n == (2, 0)
    assert found.means == (50, None)
    assert found.difference == NotEnough(Why.NOTHING, 0, 1)
    assert found.points[1] is None
    assert all(isinstance(standard.contribution, NotEnough) for standard in found.standards)


def test_what_an_edition_did_to_its_standards_is_told(over: Any) -> None:
    old = (Observed("A1"), Observed("A2", limit=60.0), Observed("A3"), Observed("A4"))
    new = (Observed("A1"), Observed("A2", limit=45.0), Observed("A3", weight=2.0), Observed("A5"))
    visits = [
        Seen("v1", "a", FIRST, old),
        Seen("v2", "a", FIRST + timedelta(days=40), new, edition="2026-02"),
        Seen("v3", "b", FIRST + timedelta(days=41), new, edition="2026-02"),
    ]
    (change,) = over(visits, lambda comparisons: comparisons.editions(Asked()))
    assert (change.before, change.after) == ("2026-01", "2026-02")
    assert change.since == FIRST + timedelta(days=40)
    assert dict(change.standards) == {
        "A2": Continuity.REMEASURED,
        "A3": Continuity.REWEIGHTED,
        "A4": Continuity.DROPPED,
        "A5": Continuity.NEW,
    }
