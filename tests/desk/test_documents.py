"""Reports through the desk: their names, and files that are written whole or not at all."""

from pathlib import Path

import pytest

from qaudit.desk.documents.visit import ReportFormat, default_report_path
from qaudit.errors import PdfFailed, VisitNotFound
from tests.corner_shop import ALL_MET, write_corner_shop
from tests.desk.conftest import Office


def test_a_report_of_each_kind(office: Office, tmp_path: Path) -> None:
    visit = office.filled().visit.id
    office.work.submit(visit)
    pdf = office.desk.documents.visit_report(visit, tmp_path / "visit.pdf")
    page = office.desk.documents.visit_report(visit[:10], tmp_path / "visit.html", ReportFormat.HTML)
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert "Corner Shop" in page.read_text(encoding="utf-8")


def test_the_name_says_pack_branch_day_and_state(office: Office, tmp_path: Path) -> None:
    walk = office.filled()
    name = default_report_path(walk, tmp_path, ReportFormat.PDF).name
    assert name == "corner-shop-HAI-01-2026-05-14-000001-so-far.pdf"
    submitted = office.work.submit(walk.visit.id)
    assert default_report_path(submitted, tmp_path, ReportFormat.HTML).name == name.replace(
        "-so-far.pdf", ".html"
    )


def test_a_branch_code_cannot_lead_out_of_the_folder(office: Office, tmp_path: Path) -> None:
    office.quarters.add_branch("../../etc", "Elsewhere")
    walk = office.work.open_visit("corner-shop", "../../etc", "heron", {})
    path = default_report_path(walk, tmp_path, ReportFormat.PDF)
    assert path.parent == tmp_path
    assert "/" not in path.name
    assert ".." not in path.name


def test_a_report_that_has_no_place_leaves_nothing_behind(office: Office, tmp_path: Path) -> None:
    visit = office.filled().visit.id
    with pytest.raises(PdfFailed, match="the folder does not exist"):
        office.desk.documents.visit_report(visit, tmp_path / "none" / "visit.html", ReportFormat.HTML)
    with pytest.raises(PdfFailed, match="there is a folder of that name"):
        office.desk.documents.visit_report(visit, tmp_path, ReportFormat.HTML)
    with pytest.raises(VisitNotFound):
        office.desk.documents.visit_report("ffffffff", tmp_path / "visit.html", ReportFormat.HTML)
    assert not (tmp_path / "none").exists()


def test_a_shopper_from_whom_the_score_is_kept_gets_a_report_without_it(
    office: Office, tmp_path: Path
) -> None:
    write_corner_shop(office.library, shown=False, edition="2")
    opened = office.opened("corner-shop@2")
    visit = office.work.fill(opened, ALL_MET.encode(), "readings.csv").walk.visit.id
    office.work.submit(visit)
    documents = office.desk.documents
    whole = documents.visit_report(visit, tmp_path / "whole.html", ReportFormat.HTML).read_text("utf-8")
    own = documents.visit_report(visit, tmp_path / "own.html", ReportFormat.HTML, for_auditor=True).read_text(
        "utf-8"
    )
    assert office.work.walk(visit).hides_score
    assert "Score not shown" in own
    assert "Score not shown" not in whole
