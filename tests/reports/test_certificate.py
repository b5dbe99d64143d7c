"""The certificate: one landscape page that says n, the interval, and what proves it."""

import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pikepdf
import pytest

from qaudit import locale
from qaudit.core.visits import VisitKind
from qaudit.reports.certificate import certificate_html, certificate_pdf
from tests.reports.browser import Browser
from tests.reports.certified import CERTIFICATE, certified_input
from tests.reports.tagged import read_tagged
from tests.reports.written import count_pages, normalised, read_html


@pytest.fixture(autouse=True)
def words() -> None:
    locale.install()


def test_the_page_is_the_golden_one() -> None:
    golden = (Path(__file__).parent / CERTIFICATE).read_text(encoding="utf-8")
    assert normalised(certificate_html(certified_input(5))) == golden


def test_one_visit_says_that_it_has_no_interval() -> None:
    told = read_html(certificate_html(certified_input(1)))
    assert "1 unannounced visit, which passed" in told
    assert "91.2 %, n = 1" in told
    assert "One visit has no interval" in told
    assert "95" not in told


def test_several_visits_have_their_interval() -> None:
    told = read_html(certificate_html(replace(certified_input(5), kind=VisitKind.ANNOUNCED)))
    assert "5 announced visits, each of which passed" in told
    assert "91.2 %, 95 % interval 88.1 % to 94.3 %, n = 5" in told
    assert "2 March 2026 to 27 April 2026" in told


def test_visits_of_one_and_the_same_score_say_why_there_is_none() -> None:
    told = read_html(certificate_html(replace(certified_input(5), low=None, high=None)))
    assert "All visits have the same score" in told


def test_a_pack_without_bands_certifies_that_the_branch_passed() -> None:
    told = read_html(certificate_html(replace(certified_input(2), band=None)))
    assert "Passed" in told
    assert "reached" not in told


def test_seals_that_have_no_room_are_counted() -> None:
    told = read_html(certificate_html(certified_input(9)))
    assert told.count("cdcdcdcdcdcd") == 6
    assert "and 3 more" in told


@pytest.mark.parametrize("language", ["en", "he"])
def test_no_line_of_a_narrow_window_ends_within_the_id_of_a_visit(
    language: str, browser: Browser, tmp_path: Path
) -> None:
    page = tmp_path / "certificate.html"
    source = replace(certified_input(4), language=language, words=language)
    page.write_text(certificate_html(source), encoding="utf-8")
    lines = (
        "[...document.querySelectorAll('.record bdi')].filter(one => one.textContent.startsWith('01a17dff'))"
        ".map(one => one.getClientRects().length)"
    )
    for width in (1280, 390, 360, 320):
        browser.open(page, width)
        assert browser.run(f"JSON.stringify({lines})") == "[1,1,1,1]"
        assert browser.run("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("language", ["en", "he", "ro"])
@pytest.mark.parametrize("name", ["Harbour Haifa", "\u202eGrand " + "W" * 400])
def test_it_is_one_landscape_page(language: str, name: str) -> None:
    source = replace(certified_input(20, name=name, band=name), language=language, words=language)
    made = certificate_pdf(replace(source, percent=Decimal(100)))
    assert count_pages(made) == 1
    with pikepdf.open(io.BytesIO(made)) as document:
        _, _, width, height = (float(str(value)) for value in document.pages[0].MediaBox)
        assert width > height


def test_a_screen_reader_meets_the_branch_first() -> None:
    tagged = read_tagged(certificate_pdf(certified_input(5)))
    assert tagged.loose == tagged.unowned == 0
    assert [one.text for one in tagged.document.find("H1")] == ["Harbour Haifa"]


def test_equal_input_gives_equal_bytes() -> None:
    assert certificate_pdf(certified_input(5)) == certificate_pdf(certified_input(5))
