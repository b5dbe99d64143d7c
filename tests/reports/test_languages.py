"""A report in another language: direction, numbers and margins follow; the pack's texts are in it where it has them."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pypdf
import pytest

from qaudit import locale, speech
from qaudit.errors import DesignBroken, PdfFailed
from qaudit.reports.archive_files import Enclosure
from qaudit.reports.design import Design
from qaudit.reports.visit_report import VisitReportInput, visit_html, visit_pdf
from qaudit.speech import _, speaking
from tests.reports.harbour import harbour_input


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> VisitReportInput:
    locale.install()
    return harbour_input(tmp_path_factory.mktemp("harbour"))


def in_language(source: VisitReportInput, words: str) -> str:
    return visit_html(replace(source, words=words, language=words))


@pytest.mark.parametrize(("words", "direction"), [("en", "ltr"), ("he", "rtl"), ("ro", "ltr")])
def test_the_page_says_its_language_and_direction(
    worked: VisitReportInput, words: str, direction: str
) -> None:
    page = in_language(worked, words)
    assert f'<html lang="{words}" dir="{direction}">' in page
    assert ('transform="translate(160 0) scale(-1 1)"' in page) is (direction == "rtl")
    assert ("margin boxes and alignments of numbers are physical" in page) is (direction == "rtl")
    assert ('font-feature-settings: "locl" 0' in page) is (words == "ro")


def test_the_programs_language_is_the_reports_unless_another_is_asked_for(worked: VisitReportInput) -> None:
    english = in_language(worked, "en")
    with speaking("he"):
        assert visit_html(replace(worked, words=None)) == visit_html(replace(worked, words="he"))
        assert in_language(worked, "en") == english


@pytest.fixture
def in_romanian() -> Iterator[None]:
    """A program that speaks Romanian, and English again afterwards."""
    speech.speak("ro")
    yield
    speech.speak(speech.ENGLISH)


AT_NO_TIME = datetime(9999, 12, 31, 23, tzinfo=timezone(timedelta(hours=-2)))
"""A moment that is in no year in UTC: a file from then cannot be put inside."""
BROKEN = Design("/brands/harbour/design", (("visit.html.j2", b"{{ nothing }}"),))


@pytest.mark.parametrize("words", ["he", "en"])
@pytest.mark.usefixtures("in_romanian")
def test_a_fault_is_told_in_the_programs_language_whatever_the_reports_is(
    worked: VisitReportInput, words: str
) -> None:
    source = replace(worked, words=words, language=words)
    own = visit_html(replace(source, design=Design("/brands/harbour/design", (("brand.css", b""),))))
    assert f'<html lang="{words}"' in own
    assert (f'<bdi dir="ltr">{source.visit.digest}</bdi>' in own) is (words == "he"), "a page from the right"
    assert _("there is no {name} here", name="x") != "there is no x here", "Romanian is spoken"
    for make in (visit_html, visit_pdf):
        with pytest.raises(DesignBroken) as broken:
            make(replace(source, design=BROKEN))
        told = broken.value
        assert told.reason == _("there is no {name} here", name="nothing")
        assert told.message == _(
            "{place}: the brand's design is broken: {reason}", place=f"{told.file}:1", reason=told.reason
        )
    with pytest.raises(PdfFailed) as failed:
        visit_pdf(replace(source, enclosed=(Enclosure("x.json", "x", b"{}", AT_NO_TIME),)))
    assert failed.value.hint == _("qaudit doctor checks fonts and libraries")


@pytest.mark.parametrize(("words", "number"), [("en", "60.0"), ("he", "60.0"), ("ro", "60,0")])
def test_numbers_are_written_as_the_language_writes_them(
    worked: VisitReportInput, words: str, number: str
) -> None:
    assert f'<p class="score-number"><bdi dir="ltr">{number}<span' in in_language(worked, words)


def test_machine_values_stand_from_left_to_right_in_a_page_from_the_right(worked: VisitReportInput) -> None:
    page = in_language(worked, "he")
    codes = re.findall(r'<td class="code" dir="(\w+)">', page)
    assert len(codes) > 20
    assert set(codes) == {"ltr"}
    assert f'<bdi dir="ltr">{worked.visit.digest}</bdi>' in page
    assert f'<bdi dir="ltr">{worked.visit.id}</bdi>' in page


def places_of(made: bytes, sought: str) -> list[float]:
    """The distances from the left edge, in points, at which the second page shows some words."""
    found: list[float] = []

    def visit(text: str, _user: Any, matrix: list[float], *_others: Any) -> None:
        if sought in text:
            found.append(matrix[4])

    pypdf.PdfReader(io.BytesIO(made)).pages[1].extract_text(visitor_text=visit)
    return found


def test_the_foot_of_a_page_changes_sides(worked: VisitReportInput, tmp_path: Path) -> None:
    middle = 595 / 2
    for words, is_right in (("en", False), ("he", True)):
        brand = places_of(visit_pdf(replace(worked, words=words, language=words)), "Harbour Hotels")
        assert brand
        assert (max(brand) > middle) is is_right


def test_equal_input_gives_equal_bytes_in_hebrew(worked: VisitReportInput) -> None:
    source = replace(worked, words="he", language="he")
    assert visit_pdf(source) == visit_pdf(source)
