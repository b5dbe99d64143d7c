"""What is true in the year, and that visits show it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import mean, median

import pytest

from qaudit.core.judging import Judgement, Verdict, judge_visit
from qaudit.core.scoring import score_judged
from qaudit.core.visits import Observation, VisitKind
from qaudit.core.walk import PackIndex
from qaudit.desk.year.drawing import Drawing
from qaudit.desk.year.making import STANDARDS
from qaudit.desk.year.places import BRANDS, KETTLE, PLACES, REGIONS, Course
from qaudit.desk.year.plan import Outing, outings
from qaudit.desk.year.truths import (
    ALWAYS_KEPT,
    LENIENT,
    MONTHS,
    NEVER_KEPT,
    NOON_HOURS,
    OBSERVERS,
    SPLITTING,
    STRICT,
    branch_points,
    is_keeping,
)
from qaudit.wiring import Desk

NOW = datetime(2026, 11, 15, 12, tzinfo=UTC)
EDITIONS = ("lanternfield-hotels@1", "tin-kettle@1", "tin-kettle@2", "banca-trei-poduri@1")
WAITING = "WAI-01"


@dataclass(frozen=True)
class Drawn:
    """A visit as it was drawn."""

    outing: Outing
    percent: float
    judged: Mapping[str, Judgement]


@pytest.fixture(scope="module")
def packs() -> Mapping[str, PackIndex]:
    desk = Desk("sqlite://", [str(STANDARDS)], who="")
    return {edition: PackIndex(desk.authoring.load(edition).pack) for edition in EDITIONS}


@pytest.fixture(scope="module")
def kettle(packs: Mapping[str, PackIndex]) -> tuple[Drawn, ...]:
    """Half a year of one brand, not kept anywhere."""
    index = packs["tin-kettle@2"]
    drawing = Drawing(index)
    found = []
    for outing in outings(NOW):
        if outing.brand is KETTLE and outing.month > MONTHS - 6:
            seen = drawing.see(outing)
            readings = {code: Observation(code, reading) for code, reading in seen.readings.items()}
            judged = judge_visit(index.pack, seen.facts, readings, seen.moments)
            percent = score_judged(index.pack, judged).final_percent
            assert percent is not None
            found.append(Drawn(outing, float(percent), judged))
    return tuple(found)


def kept(drawn: tuple[Drawn, ...], code: str) -> float:
    """The share of visits that met a standard, of those that judged it."""
    verdicts = [one.judged[code].verdict for one in drawn if one.judged[code].share is not None]
    assert len(verdicts) > 20
    return sum(verdict is Verdict.MET for verdict in verdicts) / len(verdicts)


def test_there_are_sixty_branches_and_a_year_and_a_half_of_visits() -> None:
    planned = outings(NOW)
    of_branch = defaultdict(list)
    for outing in planned:
        of_branch[outing.place.code].append(outing)
    assert len(of_branch) == len(PLACES) == len({place.code for place in PLACES}) == 60
    assert 1400 < len(planned) < 1700
    assert sorted(len(found) for found in of_branch.values())[:3] == [1, 2, 24]
    assert {outing.month for outing in planned} == set(range(1, MONTHS + 1))
    assert max(outing.begins for outing in planned) < NOW
    assert all(sum(one.is_last for one in found) == 1 for found in of_branch.values())
    assert {outing.kind for outing in planned} == set(VisitKind)
    assert len({outing.name for outing in planned}) == len(planned)
    assert {outing.edition for outing in planned} == set(EDITIONS)


def test_visits_begin_when_the_branch_is_open_on_its_own_clock() -> None:
    for outing in outings(NOW):
        assert outing.wall.hour in outing.brand.hours
        assert not (outing.brand.is_closed_at_weekends and outing.wall.isoweekday() > 5)


def test_two_auditors_see_the_same_branch_on_the_same_day_again_and_again() -> None:
    pairs = defaultdict(list)
    for outing in outings(NOW):
        pairs[outing.sight].append(outing)
    found = [pair for pair in pairs.values() if len(pair) == 2]
    assert len(found) > 80
    for first, second in found:
        assert first.observer != second.observer
        assert first.wall.date() == second.wall.date()


def test_the_strict_and_the_lenient_auditor_share_branches_with_all_others() -> None:
    met = defaultdict(set)
    for outing in outings(NOW):
        met[outing.observer.alias].add(outing.place.code)
    for alias in (STRICT, LENIENT):
        others = [one for one in OBSERVERS if one.alias != alias and met[one.alias] & met[alias]]
        assert len(others) > 5


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_standards_that_behave_like_no_other_are_asked_at_every_visit(
    packs: Mapping[str, PackIndex], edition: str
) -> None:
    index = packs[edition]
    for singular in (NEVER_KEPT, ALWAYS_KEPT, SPLITTING):
        standard = index.standard[singular[index.pack.ref.pack]]
        assert standard.when is None
        assert index.section[standard.code].when is None
        assert standard.is_scored


@pytest.mark.parametrize(
    ("code", "month", "points"),
    [
        ("tk-deal", 1, 8.0),
        ("tk-deal", 18, 8.0),
        ("lh-heraklion", 9, -9.0),
        ("lh-heraklion", 10, 0.0),
        ("tk-whitstable", 6, 0.0),
        ("tk-whitstable", 12, -5.0),
        ("tk-whitstable", 18, -10.0),
        ("tk-navan", 4, -4.0),
        ("lh-imst", 4, 4.0),
    ],
)
def test_what_a_branch_is_above_or_below_its_brand(code: str, month: int, points: float) -> None:
    place = next(place for place in PLACES if place.code == code)
    assert branch_points(place, month) == points


def test_a_few_branches_are_truly_worse_or_better_and_most_are_alike() -> None:
    own = [abs(place.points) for place in PLACES]
    assert sum(points >= 8 for points in own) == 8
    assert sum(points <= 1 for points in own) == 52
    assert sum(place.course is not Course.STEADY for place in PLACES) == 2
    assert sum(region.points != 0 for region in REGIONS) == 3
    assert {region.timezone for region in REGIONS} >= {"Asia/Jerusalem", "Europe/Bucharest", "Europe/London"}
    assert len(BRANDS) == 3


def test_true_differences_between_branches_show(kettle: tuple[Drawn, ...]) -> None:
    percent = defaultdict(list)
    for one in kettle:
        percent[one.outing.place.code].append(one.percent)
    assert mean(percent["tk-deal"]) - mean(percent["tk-sliema"]) > 8
    assert mean(percent["tk-whitstable"]) < mean(percent["tk-hythe"]) - 4
    assert 65 < mean(one.percent for one in kettle) < 85


def test_the_strict_auditor_gives_less_than_the_lenient_one(kettle: tuple[Drawn, ...]) -> None:
    percent = defaultdict(list)
    for one in kettle:
        if one.outing.kind is VisitKind.UNANNOUNCED:
            usual = branch_points(one.outing.place, one.outing.month)
            percent[one.outing.observer.alias].append(one.percent - usual)
    assert min(len(found) for found in percent.values()) > 15
    assert 4 < mean(percent[LENIENT]) - mean(percent[STRICT]) < 12


def test_one_standard_fails_everywhere_and_one_is_met_everywhere(kettle: tuple[Drawn, ...]) -> None:
    assert kept(kettle, NEVER_KEPT[KETTLE.pack]) < 0.25
    assert kept(kettle, ALWAYS_KEPT[KETTLE.pack]) == 1


def test_one_standard_splits_the_branches(kettle: tuple[Drawn, ...]) -> None:
    keeping = tuple(one for one in kettle if is_keeping(one.outing.place))
    others = tuple(one for one in kettle if not is_keeping(one.outing.place))
    assert kept(keeping, SPLITTING[KETTLE.pack]) > 0.85
    assert kept(others, SPLITTING[KETTLE.pack]) < 0.45


def test_waiting_takes_longer_at_noon(kettle: tuple[Drawn, ...]) -> None:
    seconds: dict[bool, list[float]] = {True: [], False: []}
    for one in kettle:
        reading = one.judged[WAITING].reading
        if one.judged[WAITING].by_clock:
            seconds[one.outing.wall.hour in NOON_HOURS].append(float(reading.seconds))  # type: ignore[union-attr]
    assert min(len(found) for found in seconds.values()) > 30
    assert 1.2 < median(seconds[True]) / median(seconds[False]) < 2.0


def test_two_who_see_the_same_agree_mostly_and_not_always(kettle: tuple[Drawn, ...]) -> None:
    pairs = defaultdict(list)
    for one in kettle:
        pairs[one.outing.sight].append(one.judged)
    same = [
        first[code].verdict is second[code].verdict
        for first, second in (pair for pair in pairs.values() if len(pair) == 2)
        for code in first
        if first[code].share is not None and second[code].share is not None
    ]
    assert len(same) > 300
    assert 0.85 < sum(same) / len(same) < 0.98
