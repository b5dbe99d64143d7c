"""What people write and keep, at its worst: the pages of a visit stand."""

import hashlib
from pathlib import Path

import pytest

from qaudit import locale
from qaudit.core.scoring import score_visit
from qaudit.core.standards import Pack
from qaudit.core.visits import Evidence, Visit
from qaudit.reports.evidence import MOST_PICTURES
from qaudit.reports.visit_report import VisitReportInput, visit_html, visit_pdf
from tests.builders import a_pack, a_standard, a_visit, seen
from tests.reports.harbour import picture_bytes
from tests.reports.written import WrittenPdf, read_pdf

HEBREW = "אף אחד לא הרים את הטלפון. "
MARKS = "\u202eevil\u202c \u2066x\u2069 \x07 \x1b[31m \u200f100% <b>&amp;</b> \x00 שלום "
PACK = a_pack(a_standard("A-1", text="Somebody comes"), a_standard("A-2", text="Somebody goes"))


def report(
    pack: Pack, visit: Visit, words: str = "en", kept: dict[str, Path] | None = None
) -> VisitReportInput:
    locale.install()
    return VisitReportInput(
        visit=visit,
        pack=pack,
        card=score_visit(pack, visit),
        logo=None,
        evidence_path=lambda one: (kept or {}).get(one.digest),
        journal_tail="5e" * 32,
        language="en",
        words=words,
    )


def assert_stands(written: WrittenPdf, most: int) -> None:
    """No page is empty, and there are no more than the words need."""
    assert 2 <= len(written.pages) <= most
    assert all(len(page.split()) > 12 for page in written.pages)


@pytest.mark.parametrize(
    ("note", "words", "most"),
    [
        ("Nobody came. " * 150, "he", 5),
        (HEBREW * 385, "en", 11),
        ("W" * 2000, "he", 7),
        (MARKS * 20, "he", 5),
        (MARKS * 20, "en", 5),
    ],
    ids=["English in Hebrew", "Hebrew in English", "one word", "marks in Hebrew", "marks in English"],
)
def test_a_long_note_against_the_direction_of_the_page_stands(note: str, words: str, most: int) -> None:
    visit = a_visit(PACK, seen("A-1", "no", note), seen("A-2", "yes"), submitted="18:00")
    assert_stands(read_pdf(visit_pdf(report(PACK, visit, words))), most)


@pytest.mark.parametrize(("note", "kind"), [("Very kind.", "brief"), ("Very kind. " * 6, "full")])
def test_a_note_of_one_line_stands_on_the_side_of_the_page(note: str, kind: str) -> None:
    visit = a_visit(PACK, seen("A-1", "no", note), submitted="18:00")
    page = visit_html(report(PACK, visit, "he"))
    assert f'<p class="note {kind}" dir="ltr">' in page


def test_three_hundred_pictures_of_one_finding_are_named_and_a_few_are_shown(tmp_path: Path) -> None:
    kept, evidence = {}, []
    for number in range(300):
        data = picture_bytes() + number.to_bytes(2, "big")
        digest = f"sha256:{hashlib.sha256(data).hexdigest()}"
        kept[digest] = tmp_path / str(number)
        kept[digest].write_bytes(data)
        evidence.append(Evidence(digest, f"IMG_{number:04}.png", "image/png", len(data)))
    visit = a_visit(PACK, seen("A-1", "no", evidence=evidence), submitted="18:00")
    page = visit_html(report(PACK, visit, kept=kept))
    assert page.count('class="picture"') == MOST_PICTURES
    assert all(one.name in page for one in evidence)


@pytest.mark.parametrize("words", ["en", "he", "ro"])
def test_a_visit_where_nothing_applied_has_pages_without_a_score(words: str) -> None:
    visit = a_visit(PACK, seen("A-1", "na"), seen("A-2", "na"), submitted="18:00")
    source = report(PACK, visit, words)
    assert 'class="score-none"' in visit_html(source)
    assert_stands(read_pdf(visit_pdf(source)), 3)
