"""Publishing one visit and many: the day from which branches see them, what is refused, and the kept reports."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from qaudit.core.appeals import AppealState
from qaudit.core.corrective_actions import ActionState
from qaudit.core.visits import VisitStatus
from qaudit.desk.documents.visit import ReportFormat
from qaudit.errors import NotAllowed, PdfFailed, UsageError, VisitNotFound
from qaudit.store.kept import KeptReport
from tests.corner_shop import ALL_MET, write_corner_shop
from tests.desk.staffed import House
from tests.store.stocked import behind


def seen_by_rona(house: House) -> set[str]:
    desk = house.desk("rona")
    return {one.id for one in desk.branch_desk.overview(desk.person).visits}


def test_a_round_appears_at_once_for_all_to_the_second(house: House) -> None:
    visits = [house.approved(), house.approved(ALL_MET, "NYC-01")]
    embargo = house.clock.at.replace(microsecond=0) + timedelta(days=3)
    done = house.publish(*visits, visits[0], embargo=embargo)
    assert (done.visits, done.refused, done.visible_from) == (tuple(visits), (), embargo)
    house.wait_until(embargo - timedelta(seconds=1))
    assert seen_by_rona(house) == set()
    assert house.clock.at == embargo - timedelta(seconds=1)
    assert seen_by_rona(house) == set(visits)
    assert house.clock.at == embargo


def test_without_a_day_they_appear_at_once(house: House) -> None:
    visit = house.published()
    assert seen_by_rona(house) == {visit}
    stands = house.store.visit(visit)
    assert stands.published_at is not None
    assert stands.visible_from is not None
    assert stands.visible_from <= stands.published_at


def test_a_day_of_publication_that_is_over_is_refused(house: House) -> None:
    visit = house.approved()
    with house.nothing_changes(), pytest.raises(UsageError, match="day of publication is over: 2026-05-14"):
        house.publish(visit, embargo=house.clock.at - timedelta(seconds=1))


def test_one_that_cannot_be_published_does_not_stop_the_others_and_is_told(house: House) -> None:
    good, waiting, other = house.approved(), house.submitted(), house.approved(ALL_MET)
    said: list[tuple[int, int]] = []
    hq = house.desk("hq")
    done = hq.publication.publish(
        [good, waiting, other],
        hq.person,
        form=ReportFormat.HTML,
        progress=lambda number, of: said.append((number, of)),
    )
    assert done.visits == (good, other)
    [(refused, reason)] = done.refused
    assert (refused, f"visit {waiting} is submitted" in reason) == (waiting, True)
    assert said == [(1, 3), (2, 3), (3, 3)]
    assert house.status(waiting) is VisitStatus.SUBMITTED
    assert seen_by_rona(house) == {good, other}
    with house.nothing_changes(), pytest.raises(NotAllowed, match="None of the 2 visits was published"):
        house.publish(good, waiting)
    with house.nothing_changes(), pytest.raises(NotAllowed, match=f"visit {good} is published"):
        house.publish(good)
    with house.nothing_changes(), pytest.raises(VisitNotFound):
        house.publish(waiting, "ffffffff")
    assert house.publish().visits == ()


def test_a_visit_that_somebody_returned_meanwhile_is_not_published(house: House) -> None:
    visits = [house.approved(), house.approved(ALL_MET)]
    hq, owl = house.desk("hq"), house.desk("owl")

    def meanwhile(number: int, of: int) -> None:
        if number == 1:
            owl.review.send_back(visits[1], "One thing more", owl.person)

    done = hq.publication.publish(visits, hq.person, form=ReportFormat.HTML, progress=meanwhile)
    assert done.visits == (visits[0],)
    assert "is returned" in done.refused[0][1]
    assert hq.publication.kept_reports(visits[1]) == ()


@pytest.mark.parametrize("alias", ["heron", "owl", "rona", "dan"])
def test_only_headquarters_publishes_and_closes(house: House, alias: str) -> None:
    approved, published = house.approved(), house.published()
    person = house.person(alias)
    publication = house.desk("hq").publication
    with house.nothing_changes():
        with pytest.raises(NotAllowed, match=r"not in your role \(this is for headquarters"):
            publication.publish([approved], person, form=ReportFormat.HTML)
        with pytest.raises(NotAllowed, match="not in your role"):
            publication.close(published, person)


def test_the_visits_that_wait_are_listed_by_place(house: House) -> None:
    here, there = house.approved(), house.approved(branch="ACR-02")
    publication = house.desk("hq").publication
    assert [one.id for one in publication.approved()] == [here, there]
    assert [one.id for one in publication.approved(branch="ACR-02")] == [there]
    assert [one.id for one in publication.approved(region="North")] == [here, there]
    assert publication.approved(brand="Other") == ()


# Closing.


def test_a_visit_with_an_open_appeal_is_not_closed(house: House) -> None:
    visit, hq, rona = house.published(), house.desk("hq"), house.desk("rona")
    appeal = rona.appeals.appeal(visit, "ARR-02", "wrong_fact", "Clean", rona.person)
    with house.nothing_changes(), pytest.raises(NotAllowed, match="an appeal that is not decided"):
        hq.publication.close(visit, hq.person)
    hq.appeals.decide(appeal.id, AppealState.REJECTED, "It was not", hq.person)
    assert hq.publication.close(visit, hq.person).visit.status is VisitStatus.CLOSED
    house.assert_whole(visit)


def test_a_store_in_memory_lives_a_whole_life_but_keeps_no_reports(tmp_path: Path) -> None:
    house = House(tmp_path, "sqlite://")
    write_corner_shop(tmp_path / "library")
    desk = house.new_desk(None)
    try:
        desk.headquarters.add_branch("HAI-01", "Shop")
        desk.headquarters.add_auditor("heron")
        visit = desk.fieldwork.open_visit("corner-shop", "HAI-01", "heron", {"channel": "desk"})
        filled = desk.fieldwork.fill(visit, ALL_MET.encode(), "t.csv").walk
        desk.fieldwork.submit(filled.visit.id)
        found = desk.store.visit(filled.visit.id)
        with desk.store.life.deed(found.id, who="hq", at=house.clock.at) as deed:
            assert not deed.has_open_appeal()
            deed.move(VisitStatus.APPROVED)
    finally:
        desk.close()


# The kept reports.


def test_the_report_is_what_it_was_whatever_happens_later(house: House, tmp_path: Path) -> None:
    visit, hq = house.published(), house.desk("hq")
    [kept] = hq.publication.kept_reports(visit)
    target = tmp_path / "out" / "report.html"
    assert hq.publication.write_kept(visit, target) == kept
    assert len(target.read_bytes()) == kept.size
    [entry] = [one for one in house.store.journal(visit) if one.act.value == "reported"]
    assert (entry.became, entry.subject) == (kept.digest, "text/html")
    for number in (0, 2, -1):
        with pytest.raises(UsageError, match="no such kept report"):
            hq.publication.write_kept(visit, tmp_path / "x.html", number)
    with pytest.raises(UsageError, match="no such kept report"):
        hq.publication.write_kept(house.approved(), tmp_path / "x.html")
    path = hq.store.reports.path_of(kept.digest, kept.media_type)
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(PdfFailed, match="was changed after it was published"):
        hq.publication.write_kept(visit, target)
    path.unlink()
    with pytest.raises(PdfFailed, match="is missing"):
        hq.publication.write_kept(visit, target)
    assert len(target.read_bytes()) == kept.size, "what was written before stays"
    assert not (tmp_path / "x.html").exists()


@pytest.mark.parametrize(
    ("media_type", "misleading", "honest"),
    [
        (
            "application/pdf",
            {"x.html": "PDF", "x.HTM": "PDF"},
            ("x.pdf", "x.PDF", "-", "x", "x.old", ".html"),
        ),
        ("text/html", {"x.pdf": "HTML"}, ("x.html", "x.htm", "-", "x", "x.pdf.old", ".pdf")),
    ],
)
def test_a_kept_report_goes_to_no_file_that_claims_to_be_something_else(
    media_type: str, misleading: dict[str, str], honest: tuple[str, ...], house: House, tmp_path: Path
) -> None:
    visit, hq = house.approved(), house.desk("hq")
    hq.publication.publish([visit], hq.person, form=None)
    digest = hq.store.reports.keep(b"as it was kept", media_type)
    at = house.clock.at
    with hq.store.life.deed(visit, who="hq", at=at) as deed:
        deed.keep_report(KeptReport(at, digest, media_type, len(b"as it was kept"), "en"))
    for name, form in misleading.items():
        ending = {"PDF": ".pdf", "HTML": ".html"}[form]
        with pytest.raises(UsageError) as refused:
            hq.publication.write_kept(visit, tmp_path / name)
        assert str(refused.value) == (
            f"{tmp_path / name}: the report was kept as {form} (name a file that ends in {ending})"
        )
        assert not (tmp_path / name).exists()
    for name in honest:
        hq.publication.write_kept(visit, tmp_path / name)
        assert (tmp_path / name).read_bytes() == b"as it was kept"


def test_a_report_after_a_decision_is_in_the_form_and_the_language_of_the_first(house: House) -> None:
    visit, hq, rona = house.approved(), house.desk("hq"), house.desk("rona")
    hq.publication.publish([visit], hq.person, form=ReportFormat.HTML, report_language="he")
    appeal = rona.appeals.appeal(visit, "ARR-02", "wrong_fact", "Clean", rona.person)
    hq.appeals.decide(appeal.id, AppealState.UPHELD, "It was", hq.person)
    first, second = hq.publication.kept_reports(visit)
    assert (first.media_type, first.language) == (second.media_type, second.language) == ("text/html", "he")
    assert first.digest != second.digest
    assert second.made_at > first.made_at


def test_a_visit_published_without_a_report_has_none_until_one_is_made(house: House) -> None:
    visit, hq = house.approved(), house.desk("hq")
    hq.publication.publish([visit], hq.person, form=None)
    assert house.store.visit(visit).status is VisitStatus.PUBLISHED
    assert seen_by_rona(house) == {visit}
    assert hq.publication.kept_reports(visit) == ()
    with pytest.raises(UsageError, match="no such kept report"):
        hq.publication.write_kept(visit, Path("never.html"))
    hq.publication.keep_new_report(visit, hq.person)
    assert [one.media_type for one in hq.publication.kept_reports(visit)] == ["application/pdf"]
    assert house.store.damage() == ()


def test_a_branch_reads_kept_reports_when_it_may_see_the_visit(house: House) -> None:
    visit, rona = house.approved(), house.desk("rona")
    house.publish(visit, embargo=datetime(2026, 6, 1, tzinfo=UTC))
    for deed in (rona.publication.kept_reports, rona.fieldwork.journal, rona.fieldwork.walk):
        with pytest.raises(NotAllowed, match="not published for its branch yet"):
            deed(visit)
    house.wait_until(datetime(2026, 6, 1, tzinfo=UTC))
    assert len(rona.publication.kept_reports(visit)) == 1
    assert rona.fieldwork.journal(visit)


def test_what_an_embargo_hides_checks_nothing_before_its_day(house: House) -> None:
    first = house.published()
    rona = house.desk("rona")
    code = rona.branch_desk.look(first, rona.person).missed[0].code
    action = rona.mending.plan(
        first, [code], "Practise it", "trainer", house.today() + timedelta(days=9), rona.person
    )
    rona.mending.done(action.id, "Practised", rona.person)
    house.wait(days=1)
    second = house.approved(ALL_MET)
    embargo = house.clock.at + timedelta(days=3)
    house.publish(second, embargo=embargo)
    assert rona.mending.find(action.id).state is ActionState.DONE
    assert second not in str([entry.became for entry in rona.fieldwork.journal(first)])
    house.wait_until(embargo)
    assert rona.mending.find(action.id).state is ActionState.VERIFIED
    assert rona.fieldwork.journal(first)[-1].why == second
    with house.nothing_changes():
        rona.branch_desk.overview(rona.person)
    assert house.store.damage() == ()


def test_a_visit_that_cannot_be_read_does_not_close_the_desks(house: House) -> None:
    good, bad = house.published(), house.approved()
    embargo = house.clock.at + timedelta(days=1)
    house.publish(bad, embargo=embargo)
    behind(house.store, "UPDATE visits SET kind = 'x' WHERE id = :id", id=bad)
    house.wait_until(embargo)
    assert seen_by_rona(house) == {good}
    behind(house.store, "UPDATE visits SET kind = 'unannounced' WHERE id = :id", id=bad)
    assert seen_by_rona(house) == {good, bad}
