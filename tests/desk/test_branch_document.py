"""The document of a branch at the desk: which visits count, what is asked of them, and who may have it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from sqlalchemy import event

from qaudit.core.findings import findings_of
from qaudit.core.people import Person, Role
from qaudit.core.scorecard_document import scorecard_document
from qaudit.core.scoring import score_visit
from qaudit.core.visits import VisitKind
from qaudit.core.voices import Channel, VoiceKind
from qaudit.desk.documents.branch import AskedPeriod, default_branch_path
from qaudit.desk.documents.branch_figures import costs_of, mends_of, others_of, trend_of
from qaudit.desk.documents.round import AskedRound
from qaudit.desk.documents.visit import ReportFormat
from qaudit.desk.voices import Said
from qaudit.errors import NotAllowed, UsageError
from qaudit.reports.branch_subject import (
    BranchReportInput,
    Lack,
    MendReason,
    RepeatMiss,
    TrendSignal,
    TrendVisit,
    Word,
)
from tests.command_line import START
from tests.corner_shop import ALL_MET, CORNER_SHOP, write_corner_shop
from tests.desk.staffed import House
from tests.reports.harbour import harbour_pack, harbour_visit
from tests.reports.written import read_html

HAIFA = AskedPeriod("HAI-01")


def readings(greeted: str = "45s", *, window: bool = True, friendly: int = 5) -> str:
    """The table of a visit: what was missed has its note."""
    return (
        ALL_MET.replace("ARR-01,45s,", f"ARR-01,{greeted},")
        .replace("ARR-02,yes,", "ARR-02,yes," if window else "ARR-02,no,A streak")
        .replace("TLK-03,5,", f"TLK-03,{friendly},{'' if friendly > 3 else 'Never looked up'}")
    )


YEAR = (
    (readings(window=False), VisitKind.UNANNOUNCED),
    (readings("75s"), VisitKind.UNANNOUNCED),
    (readings(), VisitKind.UNANNOUNCED),
    (readings("150s", window=False), VisitKind.UNANNOUNCED),
    (readings(window=False), VisitKind.UNANNOUNCED),
    (readings("30s", friendly=2), VisitKind.UNANNOUNCED),
    (readings(), VisitKind.SELF_CHECK),
    (readings(window=False), VisitKind.ANNOUNCED),
    (readings(window=False), VisitKind.UNANNOUNCED),
)
"""One visit every ten days. By hand, of 10 points: 90, 85, 100, 60 (under the cap), 90, 92.5; 100; 90; 90 percent."""


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Haifa's year, a few visits elsewhere, and what the branch does not see yet."""
    folder = tmp_path_factory.mktemp("year")
    house = House(folder, str(folder / "store.sqlite"))
    house.staff()
    for table, kind in YEAR:
        auditor = "rona" if kind is VisitKind.SELF_CHECK else "heron"
        house.published(table, auditor=auditor, kind=kind)
        house.wait(days=10)
    for table in (readings(), readings(window=False), readings(window=False, friendly=1)):
        house.published(table, branch="NYC-01")
    house.published(readings(), branch="ACR-02")
    house.published(readings(), branch="ACR-02", auditor="crane", kind=VisitKind.ANNOUNCED)
    house.approved(readings(friendly=1))
    unseen = house.approved(readings(friendly=1), auditor="crane")
    house.publish(unseen, embargo=house.clock.at + timedelta(days=30))
    yield house
    house.close()


@pytest.fixture(scope="module")
def found(year: House) -> BranchReportInput:
    return gathered(year)


def gathered(house: House, alias: str = "hq", asked: AskedPeriod = HAIFA) -> BranchReportInput:
    return house.desk(alias).branch_document.gathered(house.person(alias), asked, "en")


def day(number: int) -> date:
    """The day of a visit of the year, on the branch's clock."""
    return (START + timedelta(days=10 * number)).date()


# Which visits count.


def test_kinds_are_never_mixed_and_the_others_are_named(found: BranchReportInput) -> None:
    assert found.visits == 7
    assert found.scores == (90.0, 85.0, 100.0, 60.0, 90.0, 92.5, 90.0)
    assert found.mean.n == 7
    assert found.mean.value == pytest.approx(607.5 / 7)
    assert found.mean.low is not None
    assert found.mean.high is not None
    assert found.others_by_kind == {VisitKind.ANNOUNCED: 1, VisitKind.SELF_CHECK: 1}
    assert (found.period.since, found.period.until) == (day(0), found.period.as_of)


@pytest.mark.parametrize(
    ("kind", "scores"), [(VisitKind.SELF_CHECK, (100.0,)), (VisitKind.ANNOUNCED, (90.0,))]
)
def test_another_kind_has_a_document_of_its_own(
    year: House, kind: VisitKind, scores: tuple[float, ...]
) -> None:
    one = gathered(year, asked=replace(HAIFA, kind=kind))
    assert one.scores == scores
    assert one.mean.lack is Lack.TOO_FEW
    assert one.mean.value is None


def test_a_period_ends_with_its_last_day(year: House) -> None:
    inside = gathered(year, asked=replace(HAIFA, since=day(1), until=day(3)))
    assert inside.scores == (85.0, 100.0, 60.0)
    assert [one.is_before for one in inside.trend.visits] == [True, False, False, False]
    assert [repeat.code for repeat in inside.repeats] == []
    assert {mend.code for mend in inside.mends} == {"ARR-01", "ARR-02"}


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (AskedPeriod("HAI-02"), "HAI-02"),
        (replace(HAIFA, since=date(2027, 1, 2), until=date(2027, 1, 1)), "is after"),
        (replace(HAIFA, since=date(2020, 1, 1), until=date(2020, 1, 2)), "no published visit of this kind"),
        (replace(HAIFA, pack="city-hotel"), "its packs in that period: corner-shop"),
        (AskedPeriod("NYC-01", kind=VisitKind.ANNOUNCED), "--kind unannounced (3)"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_one_sentence(
    year: House, asked: AskedPeriod, message: str
) -> None:
    with pytest.raises(UsageError) as refused:
        gathered(year, asked=asked)
    assert message in f"{refused.value} {refused.value.hint}"


# What is found.


def test_the_others_are_counted_without_this_branch(found: BranchReportInput) -> None:
    for others in (found.region, found.brand):
        assert others is not None
        assert others.branches == 2
        assert others.figure.n == 4
        assert others.figure.value == pytest.approx((100 + 90 + 80 + 100) / 4)
        assert others.word is Word.NOT_KNOWN
        assert others.difference is not None
        assert others.difference.low is not None


def test_a_miss_is_repeated_until_a_visit_meets_the_standard(found: BranchReportInput) -> None:
    """The window was dirty on the announced visit and on the one after; the check of itself in between is no part."""
    assert found.repeats == (RepeatMiss("ARR-02", 2, day(7), day(8)),)


def test_the_next_things_to_mend_are_what_the_last_visit_missed(found: BranchReportInput) -> None:
    assert [(mend.code, mend.visits, mend.cost) for mend in found.mends] == [("ARR-02", 2, Fraction(1, 10))]


def test_the_standards_met_least_often_have_their_interval(found: BranchReportInput) -> None:
    shares = {one.code: (one.met.value, one.met.n) for one in found.weakest}
    assert shares == {"ARR-02": (3 / 7, 7), "ARR-01": (5 / 7, 7), "TLK-03": (6 / 7, 7)}
    assert [one.code for one in found.weakest] == ["ARR-02", "ARR-01", "TLK-03"]
    assert all(one.met.low is not None and one.met.high is not None for one in found.weakest)
    assert found.never_missed == 5


def test_measured_times_are_those_of_the_visits_of_the_kind(found: BranchReportInput) -> None:
    [times] = found.times
    assert times.code == "ARR-01"
    assert times.seconds == (30.0, 45.0, 45.0, 45.0, 45.0, 75.0, 150.0)
    assert times.median.value == 45.0
    assert times.high.lack is Lack.TOO_FEW
    assert times.within.value == pytest.approx(5 / 7)
    assert times.within.n == 7


def test_too_few_visits_for_limits_are_a_trend_without_them(found: BranchReportInput) -> None:
    assert (found.trend.n, found.trend.needed, found.trend.centre) == (7, 8, None)
    assert [one.percent for one in found.trend.visits] == list(found.scores)


def test_actions_appeals_and_voices_are_there(house: House) -> None:
    hq, rona = house.desk("hq"), house.desk("rona")
    visit = house.published(readings(window=False))
    rona.appeals.appeal(visit, "ARR-02", "wrong_fact", "It was rain", house.person("rona"))
    rona.mending.plan(
        visit,
        ("ARR-02",),
        "Wash it daily",
        "maintenance",
        house.today() + timedelta(days=3),
        house.person("rona"),
    )
    said = Said(
        "HAI-01", VoiceKind.COMPLAINT, Channel.PHONE, "A dirty window", pack="corner-shop", codes=("ARR-02",)
    )
    hq.voices.add(house.person("hq"), said)
    one = gathered(house)
    assert [(appeal.code, when) for appeal, when in one.appeals] == [("ARR-02", house.today())]
    assert [action.what for action in one.actions] == ["Wash it daily"]
    assert [(voice.code, voice.complaints) for voice in one.voices] == [("ARR-02", 1)]
    assert one.said == {VoiceKind.COMPLAINT: 1}


def test_a_document_takes_a_fixed_number_of_queries(year: House) -> None:
    """However many visits there are: nothing is asked visit by visit."""
    store, counted = year.desk("hq").store, []
    gathered(year)
    with store._database.reading() as session:
        engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", lambda *told: counted.append(told[2]))
    few = len(_asked(year, counted, replace(HAIFA, since=day(8))))
    many = len(_asked(year, counted, HAIFA))
    assert many == few < 40


def _asked(house: House, counted: list[str], asked: AskedPeriod) -> list[str]:
    counted.clear()
    gathered(house, asked=asked)
    return list(counted)


# Who may have it.


def test_managers_have_their_own_branches_and_headquarters_all(year: House) -> None:
    assert gathered(year, "rona").visits == gathered(year, "hq").visits
    with pytest.raises(NotAllowed, match="not one of yours"):
        gathered(year, "dan")
    document = year.desk("hq").branch_document
    for role in (Role.SHOPPER, Role.REVIEWER):
        with pytest.raises(NotAllowed):
            document.gathered(Person("x", role), HAIFA)


def test_it_is_written_whole_under_a_name_that_says_what_it_is(year: House, found: BranchReportInput) -> None:
    target = default_branch_path(found, year.folder, ReportFormat.HTML)
    assert target.name == f"corner-shop-HAI-01-{found.period.since}-{found.period.until}.html"
    written = year.desk("hq").branch_document.write(found, target, ReportFormat.HTML)
    assert "Shop HAI-01" in written.read_text(encoding="utf-8")
    as_pdf = year.desk("hq").branch_document.write(found, target.with_suffix(".pdf"))
    assert as_pdf.read_bytes().startswith(b"%PDF-")


# Editions.


def test_visits_by_an_edition_that_asks_otherwise_stand_apart(house: House) -> None:
    for _ in range(2):
        house.published(readings("55s", window=False))
        house.wait(days=5)
    stricter = CORNER_SHOP.replace("SHOWN", "true").replace('edition: "1"', 'edition: "2"')
    stricter = stricter.replace("at_most: 60,\n", "at_most: 50,\n").replace(
        "{at_most: 60, share: 1}", "{at_most: 50, share: 1}"
    )
    write_corner_shop(house.folder / "library", edition="2").write_text(stricter, encoding="utf-8")
    house.published(readings("55s", window=False))
    one = gathered(house)
    assert [(use.edition, use.visits, use.compares) for use in one.editions] == [
        ("1", 2, False),
        ("2", 1, True),
    ]
    assert one.changed == {"ARR-01"}
    assert one.scores == (75.0,)
    assert [trend.is_apart for trend in one.trend.visits] == [True, True, False]
    shares = {shared.code: shared.met.n for shared in one.weakest}
    assert shares == {"ARR-01": 1, "ARR-02": 3}
    assert [times.seconds for times in one.times] == [(55.0,)]


def test_a_standard_that_an_edition_dropped_is_told_in_the_words_it_had(house: House) -> None:
    visit = house.published(readings(window=False))
    appeals, rona, hq = house.desk("rona").appeals, house.person("rona"), house.person("hq")
    appeals.appeal(visit, "ARR-02", "wrong_fact", "It was rain", rona)
    said = Said("HAI-01", VoiceKind.COMPLAINT, Channel.PHONE, "Dirty", pack="corner-shop", codes=("ARR-02",))
    house.desk("hq").voices.add(hq, said)
    window = CORNER_SHOP[
        CORNER_SHOP.index("      - code: ARR-02") : CORNER_SHOP.index("      - code: ARR-03")
    ]
    without = CORNER_SHOP.replace(window, "").replace("SHOWN", "true").replace('edition: "1"', 'edition: "2"')
    write_corner_shop(house.folder / "library", edition="2").write_text(without, encoding="utf-8")
    house.wait(days=5)
    house.published(readings().replace("ARR-02,yes,\n", ""))
    one = gathered(house)
    assert one.changed == {"ARR-02"}
    assert "ARR-02" not in {standard.code for standard in one.pack.standards}
    assert [standard.code for standard in one.dropped] == ["ARR-02"]
    page = house.desk("hq").branch_document.write(one, house.folder / "branch.html", ReportFormat.HTML)
    told = read_html(page.read_text(encoding="utf-8"))
    assert told.count("The window is clean") == len((*one.appeals, *one.voices)) == 2
    found = house.desk("hq").papers.round_summary.gathered(hq, AskedRound())
    assert found.dropped == one.dropped
    assert found.standard("ARR-02") == one.dropped[0]


# The statistics that are handed on.


def test_the_cost_of_a_miss_is_that_of_the_findings() -> None:
    """The document of a scorecard alone is enough to say what each miss cost."""
    for policy in ({}, {"roll_up": "pooled"}):
        pack = harbour_pack(**policy)
        visit = harbour_visit(pack)
        card = score_visit(pack, visit)
        costs = costs_of(scorecard_document(visit, card), pack, frozenset(one.code for one in pack.standards))
        found = findings_of(card, pack.scoring)
        assert len(found) > 4
        assert all(costs[one.standard.code] == one.cost for one in found if one.cost)


def test_critical_standards_missed_again_come_before_what_costs_more() -> None:
    misses = [
        RepeatMiss(code, visits, day(0), day(1)) for code, visits in (("A", 1), ("B", 3), ("C", 2), ("D", 9))
    ]
    costs = {"A": Fraction(1, 2), "B": Fraction(1, 10), "C": Fraction(1, 100)}
    found = mends_of(misses, costs, frozenset({"C", "A"}))
    assert [(one.code, one.reason) for one in found] == [
        ("C", MendReason.CRITICAL_AGAIN),
        ("A", MendReason.COST),
        ("B", MendReason.COST),
    ]
    assert mends_of([], {}, frozenset()) == ()


def test_a_clear_difference_is_called_so_and_no_other() -> None:
    low, high = [70.0, 71.0, 72.0, 70.5], [90.0, 91.0, 92.0, 90.5]
    assert others_of(high, {"B": low}).word is Word.BETTER
    assert others_of(low, {"B": high}).word is Word.WORSE
    assert others_of(low, {"B": low}).word is Word.NOT_KNOWN
    assert others_of(low[:2], {"B": high}).difference is None
    assert others_of([80.0] * 3, {"B": low}).word is Word.NOT_KNOWN
    assert others_of(low, {}).figure.lack is Lack.NOTHING


def test_a_trend_of_many_visits_has_limits_and_signals() -> None:
    scores = [80.0, 82.0, 81.0, 83.0, 79.0, 81.0, 82.0, 80.0, 81.0, 40.0]
    visits = [TrendVisit(day(place), score, "1") for place, score in enumerate(scores)]
    found = trend_of([replace(visits[0], percent=10.0, is_apart=True), *visits])
    assert found.n == 10
    assert found.visits[-1].signals == (TrendSignal.BELOW,)
    assert found.visits[0].signals == ()
    assert found.provisional
    assert found.low is not None
    assert found.high is None or found.high <= 100
    assert trend_of([replace(one, percent=90.0) for one in visits]).lack is Lack.ALL_THE_SAME
    assert len(trend_of(visits * 40).visits) == 24
