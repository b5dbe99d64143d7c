"""The figures of a round from plain numbers: what is ranked, what is flagged, and what is not enough for either."""

from datetime import date

import pytest

from qaudit.analysis.samples import Sample, sample_of
from qaudit.core.standards import Pack
from qaudit.desk.documents.round_figures import (
    RoundNumbers,
    TimesNumbers,
    funnel_of,
    league_of,
    misses_of,
    round_figures,
)
from qaudit.desk.documents.round_periods import Days, UsualPeriod, days_of
from qaudit.reports.branch_subject import Lack, Word
from qaudit.reports.round_subject import Side
from tests.builders import a_pack, a_section, a_standard, seconds

SCORES = {
    **{f"B{place:02}": Sample(12, 80.0 + place % 3, 36.0) for place in range(20)},
    "FAR": Sample(12, 55.0, 36.0),
    "FEW": Sample(2, 99.0, 2.0),
    "ONE": Sample(1, 20.0, 0.0),
}


def a_small_pack() -> Pack:
    return a_pack(
        a_section(
            "ARR",
            a_standard("ARR-01", seconds(60)),
            a_standard("ARR-02", is_critical=True),
            a_standard("ARR-03"),
            a_standard("ARR-04", counts=False, gives_away=("yes",)),
        ),
        a_section("TEL", a_standard("TEL-01")),
    )


def test_ranked_branches_come_first_and_those_with_too_few_visits_have_no_place() -> None:
    entries, is_ranked = league_of(SCORES)
    assert is_ranked
    assert [one.code for one in entries][-3:] == ["FAR", "FEW", "ONE"]
    places = [one.place.place for one in entries if one.place is not None]
    assert places == sorted(places)
    assert len(places) == 21
    far, few, one = entries[-3:]
    assert (far.word, few.word, one.word) == (Word.WORSE, Word.NOT_KNOWN, Word.NOT_KNOWN)
    assert far.place is not None
    assert far.place.low == far.place.place == 21
    assert few.place is one.place is None
    assert few.mean.n == 2
    assert few.mean.low is not None, "its interval is borrowed"
    assert few.mean.low < 95
    assert all(entry.likelier is not None for entry in entries)
    assert all(entry.word is Word.NOT_KNOWN for entry in entries if entry.code != "FAR")


@pytest.mark.parametrize(
    "scores",
    [
        {},
        {"B": Sample(9, 80.0, 4.0)},
        {"B": Sample(1, 80.0, 0.0)},
        {"B": Sample(2, 80.0, 4.0), "C": Sample(2, 70.0, 4.0), "D": Sample(2, 60.0, 4.0)},
        {code: Sample(6, 80.0, 0.0) for code in "BCDEF"},
        {"B": Sample(0, 0.0, 0.0)},
    ],
)
def test_where_there_is_not_enough_nobody_is_ranked_or_flagged(scores: dict[str, Sample]) -> None:
    entries, is_ranked = league_of(scores)
    assert not is_ranked
    assert [one.code for one in entries] == [code for code, sample in scores.items() if sample.n]
    assert all(one.word is Word.NOT_KNOWN and one.place is None for one in entries)
    assert funnel_of(scores).entries == ()
    figures = round_figures(RoundNumbers(scores, {}), a_small_pack())
    assert not any((figures.regions, figures.heat, figures.weakest, figures.times))
    assert figures.passed is None


def test_a_funnel_has_limits_beside_its_branches_and_says_who_lies_beyond() -> None:
    found = funnel_of(SCORES)
    sides = {one.code: one.side for one in found.entries}
    assert sides["FAR"] is Side.BELOW
    assert sides["B00"] is Side.INSIDE
    assert found.near[0][0] == 1
    assert found.near[-1][0] > 12
    for near, far in zip(found.near, found.far, strict=True):
        assert far[1] <= near[1] <= found.target <= near[2] <= far[2]
    widths = [high - low for _n, low, high in found.near]
    assert widths == sorted(widths, reverse=True)


def test_the_mean_of_all_visits_and_of_regions_is_that_of_their_visits() -> None:
    values = {"A": [80.0, 90.0], "B": [70.0, 60.0, 65.0, 75.0], "C": [88.0]}
    numbers = RoundNumbers(
        {code: sample_of(scores) for code, scores in values.items()},
        {"A": "North", "B": "North", "C": "South"},
        passed=(3, 7),
        bands=(1, 6),
    )
    figures = round_figures(numbers, a_small_pack())
    assert figures.mean.n == 7
    assert figures.mean.value == pytest.approx(528 / 7)
    north, south = figures.regions
    assert (north.name, north.branches, north.mean.n) == ("North", 2, 6)
    assert north.mean.value == pytest.approx(440 / 6)
    assert (south.mean.value, south.mean.lack) == (None, Lack.TOO_FEW)
    assert figures.passed is not None
    assert figures.passed.value == pytest.approx(3 / 7)


def test_a_heat_map_has_the_branches_with_visits_enough() -> None:
    three = {"ARR": Sample(3, 90.0, 1.0), "TEL": Sample(2, 50.0, 1.0)}
    numbers = RoundNumbers(
        {"A": Sample(3, 80.0, 4.0), "B": Sample(2, 80.0, 4.0)},
        {},
        sections={"A": three, "B": {"ARR": Sample(2, 10.0, 0.0)}},
    )
    [entry] = round_figures(numbers, a_small_pack()).heat
    assert entry.code == "A"
    assert [(cell.n, cell.value) for cell in entry.sections] == [(3, 90.0), (2, None)]


def test_standards_stand_by_what_is_sure_of_their_misses() -> None:
    counts = {
        "ARR-01": {"A": (10, 5), "B": (10, 4), "C": (0, 0)},
        "ARR-02": {"A": (1, 1)},
        "ARR-03": {"A": (9, 0), "B": (3, 0)},
        "TEL-01": {"A": (1, 0), "B": (1, 0)},
        "ARR-04": {"A": (9, 9)},
        "GONE-1": {"A": (9, 9)},
    }
    missed, clean = misses_of(counts, a_small_pack())
    assert [(one.code, one.branches, one.of, one.mostly, one.missed.n) for one in missed] == [
        ("ARR-01", 2, 2, 0, 20),
        ("ARR-02", 1, 1, 1, 1),
    ]
    assert missed[0].missed.value == pytest.approx(0.45)
    assert [(one.code, one.met.n, one.met.value) for one in clean] == [("ARR-03", 12, 1.0)]


def test_times_are_summed_up_from_as_many_as_it_takes() -> None:
    times = {
        "ARR-01": TimesNumbers([float(one) for one in range(1, 41)], 30),
        "ARR-04": TimesNumbers([1.0], 1),
    }
    [found] = round_figures(RoundNumbers({}, {}, times=times), a_small_pack()).times
    assert (found.code, found.median.value, found.median.n) == ("ARR-01", 20.5, 40)
    assert found.high.low is not None
    assert found.within.value == 0.75
    [few] = round_figures(
        RoundNumbers({}, {}, times={"ARR-01": TimesNumbers([5.0, 9.0], 2)}), a_small_pack()
    ).times
    assert few.median.lack is few.high.lack is Lack.TOO_FEW


@pytest.mark.parametrize(
    ("period", "today", "days"),
    [
        (UsualPeriod.THIS_QUARTER, date(2026, 11, 22), (date(2026, 10, 1), date(2026, 11, 22))),
        (UsualPeriod.LAST_QUARTER, date(2026, 11, 22), (date(2026, 7, 1), date(2026, 9, 30))),
        (UsualPeriod.LAST_QUARTER, date(2026, 1, 1), (date(2025, 10, 1), date(2025, 12, 31))),
        (UsualPeriod.THIS_YEAR, date(2026, 1, 1), (date(2026, 1, 1), date(2026, 1, 1))),
        (UsualPeriod.LAST_YEAR, date(2026, 1, 1), (date(2025, 1, 1), date(2025, 12, 31))),
        (UsualPeriod.ALL, date(2026, 1, 1), (None, None)),
    ],
)
def test_usual_periods_are_those_of_the_calendar(
    period: UsualPeriod, today: date, days: tuple[date | None, date | None]
) -> None:
    assert days_of(period, today) == Days(*days)
