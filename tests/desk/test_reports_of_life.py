"""The reports that are kept when visits are published and appeals decided, and those of visits that are not."""

from datetime import timedelta
from pathlib import Path

import pytest

from qaudit.core.appeals import AppealState
from qaudit.core.visits import VisitKind, VisitStatus
from qaudit.desk.documents.visit import ReportFormat, default_report_path
from qaudit.errors import NotAllowed
from tests.corner_shop import ALL_MET
from tests.desk.staffed import MISSED, House
from tests.reports.written import read_html


def kept_pages(house: House, visit_id: str) -> list[str]:
    """The words of the reports that were kept of a visit, oldest first."""
    reports = house.desk("hq").publication.kept_reports(visit_id)
    return [read_html(house.store.reports.read(one.digest, one.media_type).decode()) for one in reports]


def page_now(house: House, visit_id: str, folder: Path) -> str:
    """The words of a visit's report as it would be made now."""
    path = house.desk("hq").documents.visit_report(visit_id, folder / "now.html", ReportFormat.HTML)
    return read_html(path.read_text(encoding="utf-8"))


def test_the_report_of_the_publication_says_how_often_a_miss_was_in_a_row(house: House) -> None:
    """It is made before the visit's own verdicts are kept, and agrees with what is counted from them afterwards."""
    only_window = MISSED.replace("TLK-03,2,Never looked up", "TLK-03,5,")
    told, counted = [], []
    house.published(MISSED, branch="NYC-01")
    for table, auditor, kind in (
        (MISSED, "heron", VisitKind.UNANNOUNCED),
        (ALL_MET, "heron", VisitKind.UNANNOUNCED),
        (MISSED, "crane", VisitKind.UNANNOUNCED),
        (ALL_MET, "rona", VisitKind.SELF_CHECK),
        (MISSED, "rona", VisitKind.SELF_CHECK),
        (only_window, "heron", VisitKind.ANNOUNCED),
        (MISSED, "crane", VisitKind.UNANNOUNCED),
    ):
        visit = house.published(table, auditor=auditor, kind=kind)
        [page] = kept_pages(house, visit)
        assert "Published" in page
        assert "not published" not in page
        told.append(
            sorted(n for n in range(2, 9) for _ in range(page.count(f"Missed in {n} visits in a row")))
        )
        repeats = house.store.life.repeats(visit)
        counted.append(sorted(n for n in repeats.values() if n > 1))
        before = house.store.life.missed_before(house.store.visit(visit), [*repeats, "ARR-03", "NO-99"])
        assert {code: 1 + before.get(code, 0) for code in repeats} == repeats
        assert set(before) <= set(repeats)
        house.wait(days=20)
    assert told == counted == [[], [], [], [], [2, 2], [2], [3]]


def test_each_report_tells_what_was_known_when_it_was_made(house: House, tmp_path: Path) -> None:
    rona, hq, manager = house.desk("rona"), house.desk("hq"), house.person("rona")
    visit = house.submitted(MISSED)
    assert "Submitted: not published" in page_now(house, visit, tmp_path)
    owl = house.desk("owl")
    owl.review.correct(visit, "TLK-03", "3", "The recording has a greeting", owl.person)
    owl.review.approve(visit, owl.person)
    assert "Approved: not published" in page_now(house, visit, tmp_path)
    house.publish(visit, embargo=house.clock.at + timedelta(days=2))
    with pytest.raises(NotAllowed, match="not published for its branch yet"):
        rona.documents.visit_report(visit, tmp_path / "early.html", ReportFormat.HTML)
    house.wait(days=3)
    rona.branch_desk.explain(visit, "TLK-03", "short_of_staff", "Two were ill", manager)
    rona.mending.plan(visit, ["TLK-03"], "A word on greeting", "shift_leader", house.today(), manager)
    appeal = rona.appeals.appeal(visit, "ARR-02", "wrong_fact", "It was cleaned at noon", manager)
    hq.appeals.decide(appeal.id, AppealState.UPHELD, "The receipt says so", hq.person)

    first, second = kept_pages(house, visit)
    assert "Corrected in review on 14 May 2026: was 82.5 % on 14 May 2026" in first
    assert "Corrected in review by owl on 14 May 2026: 3 of 5. The recording has a greeting" in first
    assert "Seen by its branch from 16 May 2026" in first
    assert "Appeal" not in first
    # Without ARR-02 nine points are left, of which a rating of 3 on the scale of 5 loses half of one.
    assert "94.4 %" in second
    assert "Amended after appeal on 17 May 2026: was 85.0 % on 14 May 2026" in second
    for words in (
        "Standards that are no longer missed, or never were Standard – Not applicable ARR-02",
        "Upheld by headquarters (hq) on 17 May 2026: the standard no longer counts. The receipt says so",
        "The branch's reason (rona, 17 May 2026): short of staff. Two were ill",
        "Corrective action 1: A word on greeting (shift leader, due 17 May 2026: open)",
    ):
        assert words in second
    entries = house.store.journal(visit)
    sealed = [entry for entry in entries if f"Seal of the journal {entry.seal}" in second]
    assert [entry.act.value for entry in sealed] == ["scored"]
    assert f"Entries in the journal {sealed[0].number}" in second
    house.wait(days=1)
    assert "due 17 May 2026: overdue)" in page_now(house, visit, tmp_path)


def test_the_days_of_a_report_are_the_branchs(house: House) -> None:
    """The clock of the tests stands at noon UTC; at eleven in the evening there it is the next day in Haifa."""
    pages = []
    for branch in ("HAI-01", "NYC-01"):
        visit = house.approved(MISSED, branch=branch)
        pages.append(visit)
    house.wait(hours=11)
    house.publish(*pages)
    haifa, new_york = (kept_pages(house, visit)[0] for visit in pages)
    assert "Published 15 May 2026" in haifa
    assert "Published 14 May 2026" in new_york


def test_the_report_of_a_void_visit_says_so_and_is_named_so(house: House, tmp_path: Path) -> None:
    hq = house.desk("hq")
    visit = house.published(MISSED)
    names = {default_report_path(hq.fieldwork.walk(visit), tmp_path, ReportFormat.PDF).name}
    hq.review.void(visit, "The shopper was recognised", hq.person)
    walk = hq.fieldwork.walk(visit)
    assert walk.visit.status is VisitStatus.VOID
    page = page_now(house, visit, tmp_path)
    assert "Void: never counts" in page
    assert "This visit is void. It stays to be read, and counts nowhere. The shopper was recognised" in page
    assert "in a row" not in page
    names.add(default_report_path(walk, tmp_path, ReportFormat.PDF).name)
    assert names == {f"corner-shop-HAI-01-2026-05-14-{visit[-6:]}{end}.pdf" for end in ("", "-void")}


@pytest.mark.parametrize(
    ("made", "end"),
    [("opened", "-so-far"), ("submitted", ""), ("approved", ""), ("published", "")],
)
def test_the_name_of_a_report_says_whether_the_visit_was_finished(
    house: House, tmp_path: Path, made: str, end: str
) -> None:
    walk = house.desk("hq").fieldwork.walk(getattr(house, made)())
    name = default_report_path(walk, tmp_path, ReportFormat.HTML).name
    assert name.removesuffix(".html").endswith(walk.visit.id[-6:] + end)
