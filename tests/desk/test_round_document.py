"""The summary of a round at the desk: which visits and branches count, what is asked of them, and who may have it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import event

from qaudit.core.appeals import AppealState
from qaudit.core.visits import VisitKind, VisitStatus
from qaudit.core.voices import Channel, VoiceKind
from qaudit.desk.documents.round import AskedRound, default_round_path
from qaudit.desk.documents.visit import ReportFormat
from qaudit.desk.voices import Said
from qaudit.errors import NotAllowed, UsageError
from qaudit.reports.round_subject import RoundInput
from tests.corner_shop import CORNER_SHOP, write_corner_shop
from tests.desk.staffed import House
from tests.desk.test_branch_document import readings

ALL = AskedRound()


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Three visits at each of three branches, ten days apart, and around them all that has no part in their means.

    By hand, of 10 points: Haifa 90, 85, 90; New York 100, 90, 90; Acre 100, 80, and one under an embargo with 100.
    """
    folder = tmp_path_factory.mktemp("round")
    house = House(folder, str(folder / "store.sqlite"))
    house.staff()
    house.desk("hq").headquarters.add_branch("NEW-09", "Shop, not open yet", "South")
    first = house.published(readings(window=False))
    house.published(readings(), branch="NYC-01")
    house.published(readings(), branch="ACR-02")
    contest(house, first)
    house.wait(days=10)
    house.published(readings("75s"))
    house.published(readings(window=False), branch="NYC-01")
    house.published(readings(window=False, friendly=1), branch="ACR-02")
    house.wait(days=10)
    house.published(readings(window=False))
    house.published(readings(window=False), branch="NYC-01")
    house.publish(house.approved(readings(), branch="ACR-02"), embargo=house.clock.at + timedelta(days=30))
    house.approved(readings(friendly=1), branch="ACR-02", auditor="crane")
    house.published(readings(window=False), auditor="rona", kind=VisitKind.SELF_CHECK)
    voided = house.published(readings("150s", friendly=1), branch="NYC-01", auditor="crane")
    house.desk("hq").review.void(voided, "Recognised at the door", house.person("hq"))
    yield house
    house.close()


def contest(house: House, visit: str) -> None:
    """The window of the visit is appealed in vain, a customer says it is dirty, and somebody promises to clean it."""
    rona, hq = house.person("rona"), house.person("hq")
    appeal = house.desk("rona").appeals.appeal(visit, "ARR-02", "wrong_fact", "It was clean", rona)
    house.desk("hq").appeals.decide(appeal.id, AppealState.REJECTED, "The photo shows it", hq)
    house.desk("rona").mending.plan(
        visit, ("ARR-02",), "Clean it", "maintenance", house.today() + timedelta(days=1), rona
    )
    said = Said("HAI-01", VoiceKind.COMPLAINT, Channel.PHONE, "Dirty", pack="corner-shop", codes=("ARR-02",))
    house.desk("hq").voices.add(hq, said)


def gathered(house: House, asked: AskedRound = ALL) -> RoundInput:
    return house.desk("hq").papers.round_summary.gathered(house.person("hq"), asked, "en")


@pytest.fixture(scope="module")
def found(year: House) -> RoundInput:
    return gathered(year)


# Which visits count, and which branches.


def test_published_visits_of_one_kind_count_and_those_under_an_embargo_are_told(found: RoundInput) -> None:
    visits = {one.code: one.visits for one in found.branches}
    assert visits == {"ACR-02": 3, "HAI-01": 3, "NEW-09": 0, "NYC-01": 3}
    assert found.visits == found.figures.mean.n == 9
    assert found.figures.mean.value == pytest.approx(825 / 9)
    assert found.others_by_kind == {VisitKind.SELF_CHECK: 1}
    assert found.after.embargoed == 1
    assert found.after.embargoed_until is not None
    assert found.after.embargoed_until > found.period.as_of
    assert found.after.standing == {
        VisitStatus.APPROVED: 1,
        VisitStatus.PUBLISHED: 9,
        VisitStatus.VOID: 1,
    }


def test_the_figures_are_those_of_the_scorecards(found: RoundInput) -> None:
    figures = found.figures
    means = {one.code: one.mean.value for one in figures.league}
    assert means == pytest.approx({"ACR-02": 280 / 3, "HAI-01": 265 / 3, "NYC-01": 280 / 3})
    assert not figures.is_ranked, "9 visits of 3 branches are too few to borrow from each other"
    assert figures.bands == (0, 2, 7)
    assert figures.passed is not None
    assert (figures.passed.n, figures.passed.value) == (9, 1.0)
    found_at = {one.code: (one.missed.n, one.branches, one.of) for one in figures.weakest}
    assert found_at == {"ARR-02": (9, 3, 3), "ARR-01": (9, 1, 3), "TLK-03": (9, 1, 3)}
    assert figures.weakest[0].missed.value == pytest.approx(5 / 9)
    assert len(figures.never_missed) == 5
    [times] = figures.times
    assert (times.code, times.median.value) == ("ARR-01", 45.0)
    assert times.within.value == pytest.approx(8 / 9)
    cells = {one.code: [cell.value for cell in one.sections] for one in figures.heat}
    assert cells["HAI-01"] == [pytest.approx(231.6 / 3, abs=3), 100.0]
    assert figures.regions == (), "all are in the north"


def test_what_became_of_the_visits_is_counted(found: RoundInput) -> None:
    after = found.after
    assert after.appeals == {AppealState.REJECTED: 1}
    assert after.appealed == ()
    assert after.overdue_at == (("HAI-01", 1),)
    assert after.said == {VoiceKind.COMPLAINT: 1}
    [voiced] = after.voices
    assert (voiced.code, voiced.complaints, voiced.judged, voiced.missed) == ("ARR-02", 1, 9, 5)
    assert [(one.code, one.branches, one.longest, one.where) for one in found.repeats] == [
        ("ARR-02", 1, 2, "NYC-01")
    ]


def test_a_period_and_a_region_narrow_it_all(year: House, found: RoundInput) -> None:
    first = found.period.since
    narrow = gathered(year, replace(ALL, since=first, until=first + timedelta(days=2), region="North"))
    assert narrow.visits == 3
    assert (narrow.period.since, narrow.period.until) == (first, first + timedelta(days=2))
    assert "NEW-09" not in {one.code for one in narrow.branches}
    assert not narrow.figures.is_ranked
    assert narrow.others_by_kind == {}


def test_another_kind_has_a_summary_of_its_own(year: House) -> None:
    one = gathered(year, replace(ALL, kind=VisitKind.SELF_CHECK))
    assert (one.visits, one.figures.mean.value) == (1, None)
    assert one.others_by_kind == {VisitKind.UNANNOUNCED: 9}


REFUSALS = (
    (replace(ALL, kind=VisitKind.ANNOUNCED), "No published visit of this kind"),
    (replace(ALL, pack="other"), "No published visit of this kind"),
    (replace(ALL, until=date(2020, 1, 1)), "No published visit of this kind"),
    (replace(ALL, since=date(2027, 1, 1), until=date(2026, 1, 1)), "2027-01-01 is after 2026-01-01"),
    (replace(ALL, region="Nort"), "No branch is in the region Nort"),
    (replace(ALL, brand="\x1b[2J"), "No branch is of the brand"),
)


def test_what_cannot_be_summed_up_is_one_sentence(year: House) -> None:
    assert len(REFUSALS) == 6
    for asked, words in REFUSALS:
        with pytest.raises(UsageError, match=words):
            gathered(year, asked)


def test_it_is_headquarters_own(year: House) -> None:
    for alias in ("rona", "owl"):
        document = year.desk(alias).papers.round_summary
        with pytest.raises(NotAllowed, match="headquarters"):
            document.gathered(year.person(alias), ALL)
    assert year.desk("hq").papers.round_summary.packs(year.person("hq")) == ("corner-shop",)


def test_many_branches_take_no_more_queries_than_few(year: House) -> None:
    asked: list[str] = []
    with year.desk("hq").store._database.reading() as session:
        engine = session.get_bind()
    first = gathered(year).period.since
    event.listen(engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    gathered(year, replace(ALL, until=first))
    few = len(asked)
    asked.clear()
    gathered(year)
    assert 5 < few == len(asked) < 40


def test_it_is_written_with_a_name_of_its_own(year: House, found: RoundInput) -> None:
    target = default_round_path(replace(found, region="North / Haifa"), year.folder, ReportFormat.HTML)
    days = f"{found.period.since}-{found.period.until}"
    assert target.name == f"corner-shop-round-North---Haifa-{days}.html"
    written = year.desk("hq").papers.round_summary.write(found, target, ReportFormat.HTML)
    assert "Shop HAI-01" in written.read_text(encoding="utf-8")


# Editions, and what is not scored.


def test_an_edition_that_asks_otherwise_is_told_and_left_out_part_by_part(house: House) -> None:
    house.published(readings("55s"), branch="NYC-01")
    house.published(readings("55s"))
    house.wait(days=5)
    lagging = house.opened("ACR-02", "crane")
    stricter = CORNER_SHOP.replace("SHOWN", "true").replace('edition: "1"', 'edition: "2"')
    stricter = stricter.replace("at_most: 60,\n", "at_most: 50,\n").replace(
        "{at_most: 60, share: 1}", "{at_most: 50, share: 1}"
    )
    write_corner_shop(house.folder / "library", edition="2").write_text(stricter, encoding="utf-8")
    house.published(readings("55s", window=False))
    house.wait(days=5)
    work = house.desk("crane").fieldwork
    work.fill(work.walk(lagging), readings("55s").encode(), "readings.csv")
    work.submit(lagging, who="crane")
    house.desk("owl").review.approve(lagging, house.person("owl"))
    house.publish(lagging)
    found = gathered(house)
    assert [(one.edition, one.visits, one.compares) for one in found.editions] == [
        ("1", 3, False),
        ("2", 1, True),
    ]
    assert found.pack.ref.edition == "2", "a branch that lags behind does not make the old edition the newest"
    assert found.changed == {"ARR-01"}
    assert (found.visits, found.figures.mean.n, found.figures.mean.value) == (4, 1, None)
    assert sum(found.figures.bands) == 1
    judged = {one.code: one.missed.n for one in found.figures.weakest}
    assert judged == {"ARR-01": 1, "ARR-02": 4}
    [times] = found.figures.times
    assert times.within.n == 1
