"""The structure tree of printed reports: what a screen reader reads, in which order, and what it leaves out.

Each tree is walked with pikepdf and its text is read out of the pages, mark by mark.
"""

import html
import io
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from qaudit import locale
from qaudit.reports.action_plan import action_plan_html, action_plan_pdf
from qaudit.reports.blank_report import BlankInput, blank_pdf
from qaudit.reports.branch_report import branch_html, branch_pdf
from qaudit.reports.briefing import briefing_html, briefing_pdf
from qaudit.reports.certificate import certificate_html, certificate_pdf
from qaudit.reports.comparison_report import comparison_html, comparison_pdf
from qaudit.reports.engine import weasyprint
from qaudit.reports.pdf import Press
from qaudit.reports.round_report import round_html, round_pdf
from qaudit.reports.visit_report import VisitReportInput, visit_html, visit_pdf
from tests.builders import a_pack, a_section, a_standard, a_visit, seconds, seen
from tests.reports.branch_year import branch_year
from tests.reports.briefed import briefed_input
from tests.reports.certified import certified_input
from tests.reports.compared import comparison_input
from tests.reports.harbour import harbour_input, report_of
from tests.reports.round_league import round_input
from tests.reports.tagged import Element, Tagged, read_tagged
from tests.reports.wall import wall_input
from tests.reports.written import plain

LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h2v1z"/></svg>'
HEBREW = "האורח מתקבל בחיוך תוך 60 שניות, כולל (VIP) ו-12:30"


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> VisitReportInput:
    locale.install()
    return replace(harbour_input(tmp_path_factory.mktemp("harbour")), logo=LOGO)


@pytest.fixture(scope="module")
def report(source: VisitReportInput) -> Tagged:
    return read_tagged(visit_pdf(source))


def dense(words: str) -> str:
    """A text without its spaces, of which the end of a line has none, and in one case: small heads are capitals."""
    return re.sub(r"[\s\u200e]", "", words).casefold()


def words_of(page: str) -> str:
    """The words of an HTML page that are read out, in the order of its source."""
    body = page.partition("<body>")[2]
    body = re.sub(r"<nav.*?</nav>|<script.*?</script>", "", body, flags=re.DOTALL)
    body = re.sub(r'<(\w+)[^>]* aria-hidden="true"[^>]*>.*?</\1>', "", body)
    body = re.sub(r"<svg.*?</svg>|<p class=\"state-strip\">.*?</p>", "", body, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]*>", "", body))


def made(tmp_path: Path, body: str, **root: str) -> Tagged:
    """A small page of its own through the press."""
    attributes = "".join(f' {name}="{value}"' for name, value in {"lang": "en", **root}.items())
    page = f"<!DOCTYPE html><html{attributes}><head><title>T</title></head><body>{body}</body></html>"
    return read_tagged(Press(tmp_path).pdf(page, "@page { size: A6; @top-left { content: 'Head' } }"))


def shape(element: Element) -> list[object]:
    """The kinds of a tree, each with what is below it."""
    below = [shape(kid) for kid in element.kids]
    return [element.kind, *below]


# A whole report.


def test_every_piece_that_is_drawn_is_read_or_an_artifact(report: Tagged) -> None:
    assert len(list(report.document.walk())) > 300
    assert report.loose == 0
    assert report.unowned == 0


def test_a_piece_outside_of_every_mark_would_be_seen(tmp_path: Path) -> None:
    """What WeasyPrint prints without tags is all loose."""
    plain_page = weasyprint.HTML(string="<p>text</p>").write_pdf()
    with pikepdf.open(io.BytesIO(plain_page)) as pdf:
        assert "/StructTreeRoot" not in pdf.Root
    tagged = Press(tmp_path).pdf("<html lang='en'><p>text</p></html>")
    with pikepdf.open(io.BytesIO(tagged)) as pdf:
        page = pdf.pages[0]
        page.contents_add(b"0 0 9 9 re f")
        spoilt = io.BytesIO()
        pdf.save(spoilt)
    assert read_tagged(tagged).loose == 0
    assert read_tagged(spoilt.getvalue()).loose == 1


def test_the_order_of_reading_is_that_of_the_page(source: VisitReportInput, report: Tagged) -> None:
    read = dense(report.document.text)
    assert len(read) > 4000
    assert read == dense(words_of(visit_html(source)))


@pytest.mark.parametrize("words", ["he", "ro"])
def test_the_order_of_reading_is_that_of_the_page_in_every_language(
    source: VisitReportInput, words: str
) -> None:
    asked = replace(source, words=words, language=words)
    document = read_tagged(visit_pdf(asked)).document
    assert len(document.text) > 4000
    assert dense(document.text) == dense(words_of(visit_html(asked)))


def test_there_is_one_first_heading_and_no_level_is_left_out(report: Tagged) -> None:
    levels = [int(one.kind[1]) for one in report.document.walk() if re.fullmatch(r"H\d", one.kind)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert len(levels) > 15
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert [one.text for one in report.document.find("H1")] == ["Harbour Haifa"]


def test_every_table_has_heads_that_say_what_they_are_of(report: Tagged) -> None:
    tables = report.document.find("Table")
    assert len(tables) > 12
    for table in tables:
        heads = table.find("TH")
        assert heads
        assert all(head.scope in ("Row", "Column") and plain(head.text) for head in heads)
    assert {"Row", "Column"} == {head.scope for table in tables for head in table.find("TH")}


def test_every_row_of_a_table_has_as_many_cells(report: Tagged) -> None:
    for table in report.document.find("Table"):
        widths = {sum(cell.spans[0] for cell in row.kids) for row in table.find("TR")}
        assert len(widths) == 1
        assert all(cell.kind in ("TH", "TD") for row in table.find("TR") for cell in row.kids)


def test_a_table_over_many_pages_is_one_and_its_head_is_read_once() -> None:
    standards = [a_standard(f"A-{n:02}", text=f"Standard number {n}") for n in range(60)]
    pack = a_pack(*standards)
    visit = a_visit(pack, *(seen(one.code, "yes") for one in standards), submitted="18:00")
    found = read_tagged(visit_pdf(report_of(pack, visit)))
    long = [table for table in found.document.find("Table") if len(table.find("TR")) > 50]
    assert len(long) == 1
    assert [head.text for head in long[0].find("TH")] == ["Code", "Standard", "Observed", "Result"]
    repeated = [text for _, kind, text in found.artifacts if kind == "Pagination"]
    assert repeated.count("Result") >= 1


def test_every_picture_says_what_it_shows(report: Tagged) -> None:
    figures = report.document.find("Figure")
    assert len(figures) > 15
    assert all(one.alt and one.has_box for one in figures)
    told = [one.alt for one in figures]
    assert told[0] == "Harbour Hotels"
    assert any("60.0\u00a0%" in one and "pass mark" in one for one in told)
    evidence = [one for one in told if "shower.jpg" in one]
    assert len(evidence) == 1
    assert evidence[0].startswith("Evidence, ROOM-01 ")


def test_lists_are_lists(report: Tagged) -> None:
    lists = report.document.find("L")
    assert len(lists) >= 2
    for one in lists:
        assert {item.kind for item in one.kids} == {"LI"}
        assert all([body.kind for body in item.kids] == ["LBody"] for item in one.kids)
    assert "–" not in lists[0].text[:2]


def test_running_heads_and_page_numbers_are_not_read(report: Tagged) -> None:
    heads = [text for _, kind, text in report.artifacts if kind == "Header"]
    feet = "".join(text for _, kind, text in report.artifacts if kind == "Footer")
    assert heads.count("Harbour Haifa") > 3
    assert "Page 1 of" in feet
    assert "Page 1 of" not in report.document.text


def test_the_document_says_what_a_reader_has_to_know(report: Tagged) -> None:
    facts = {"lang": "en", "marked": True, "title shown": True, "begins at": "left", "tabs": {"/S"}}
    assert report.catalog == facts


def test_words_in_another_language_say_so(source: VisitReportInput) -> None:
    """A report in Romanian of a pack in English: our words are Romanian, the brand's are not."""
    document = read_tagged(visit_pdf(replace(source, words="ro", language="en"))).document
    foreign = [one for one in document.walk() if one.language]
    assert {one.language for one in foreign} == {"en"}
    assert any("Check-in is finished within five minutes" in one.text for one in foreign)
    assert not any(one.text == "Standard" for one in foreign)


def test_a_blank_checklist_is_tagged_too(source: VisitReportInput) -> None:
    found = read_tagged(blank_pdf(BlankInput(source.pack, {}, LOGO)))
    assert found.loose == found.unowned == 0
    assert len(found.document.find("H1")) == 1
    assert all(plain(one.text) for one in found.document.find("H2"))
    assert all(table.find("TH") for table in found.document.find("Table"))
    assert len(found.document.find("LI")) >= len(source.pack.standards)
    assert all(one.alt for one in found.document.find("Figure"))


Page = tuple[Callable[[], str], Callable[[], bytes]]


def branch_pages(language: str) -> Page:
    source = branch_year(words=language, language=language)
    return lambda: branch_html(source), lambda: branch_pdf(source)


def round_pages(language: str) -> Page:
    source = round_input(words=language, language=language)
    return lambda: round_html(source), lambda: round_pdf(source)


def comparison_pages(language: str) -> Page:
    source = comparison_input(words=language, language=language)
    return lambda: comparison_html(source), lambda: comparison_pdf(source)


def plan_pages(language: str) -> Page:
    source = replace(wall_input(14), words=language, language=language)
    return lambda: action_plan_html(source), lambda: action_plan_pdf(source)


def briefing_pages(language: str) -> Page:
    source = replace(briefed_input(luggage="yes"), words=language, language=language)
    return lambda: briefing_html(source), lambda: briefing_pdf(source)


def certificate_pages(language: str) -> Page:
    source = replace(certified_input(5), words=language, language=language)
    return lambda: certificate_html(source), lambda: certificate_pdf(source)


@pytest.mark.parametrize(
    ("pages", "language"),
    [
        (branch_pages, "he"),
        (round_pages, "he"),
        (comparison_pages, "ro"),
        (plan_pages, "ro"),
        (briefing_pages, "he"),
        (certificate_pages, "ro"),
    ],
)
def test_every_document_is_read_as_it_stands(pages: Callable[[str], Page], language: str) -> None:
    html_of, pdf_of = pages(language)
    made = read_tagged(pdf_of())
    begins = "R2L" if language == "he" else "left"
    facts = {"lang": language, "marked": True, "title shown": True, "begins at": begins, "tabs": {"/S"}}
    assert made.catalog == facts
    assert made.loose == made.unowned == 0
    assert len(made.document.text) > 200
    if pages is not plan_pages:  # Whose lines are cut to fit one page.
        assert dense(made.document.text) == dense(words_of(html_of()))
    levels = [int(one.kind[1]) for one in made.document.walk() if re.fullmatch(r"H\d", one.kind)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(one.alt and one.has_box for one in made.document.find("Figure"))
    tables = made.document.find("Table")
    assert tables
    for table in tables:
        assert table.find("TH")
        assert all(head.scope in ("Row", "Column") and plain(head.text) for head in table.find("TH"))
        assert len({sum(cell.spans[0] for cell in row.kids) for row in table.find("TR")}) == 1


# Letters from right to left.


def test_hebrew_is_read_in_the_order_of_reading() -> None:
    pack = a_pack(a_section("A", a_standard("A-1", seconds(60), text=HEBREW)))
    note = "לא היה איש בדלפק, 3 עמיתים דיברו בחדר האחורי ולא שמעו את הפעמון למרות שצלצלתי (WOW) שלוש פעמים"
    source = report_of(pack, a_visit(pack, seen("A-1", "95", note), submitted="18:00"))
    document = read_tagged(visit_pdf(source)).document
    read = [one for one in document.walk() if one.actual]
    assert [one.actual for one in read if one.actual == HEBREW] == [HEBREW, HEBREW]
    assert [one.language for one in read if one.actual == note] == ["he"]
    drawn = next(one for one in read if one.actual == HEBREW).drawn
    assert dense(drawn) != dense(HEBREW), "the order of the eye is another one"
    assert sorted(dense(drawn)) == sorted(dense(HEBREW))


def test_brackets_of_the_other_direction_are_copied_as_they_were_written(tmp_path: Path) -> None:
    """Each shape has one reading in a file: that of the text from the right, where there is any."""
    page = "<html lang='he'><p>שלום (א)</p><p>English (VIP)</p><p>none</p></html>"
    for told, expected in ((page, ["English (VIP)"]), (page.replace("שלום (א)", "(a)"), [])):
        with pikepdf.open(io.BytesIO(Press(tmp_path).pdf(told))) as pdf:
            begun = [one for one in pikepdf.parse_content_stream(pdf.pages[0]) if str(one.operator) == "BDC"]
            marks = [one.operands[1] for one in begun]
        assert len(marks) == 3
        assert [str(mark.ActualText) for mark in marks if "/ActualText" in mark] == expected


def test_text_from_left_to_right_needs_no_second_telling(report: Tagged) -> None:
    assert not any(one.actual for one in report.document.walk())


# Small pages.


def test_what_only_lays_out_has_no_element(tmp_path: Path) -> None:
    body = (
        "<main><div style='display:table'><div style='display:table-cell'>One</div>"
        "<div style='display:table-cell'><span>Two <b>three</b></span></div></div></main>"
    )
    found = made(tmp_path, body)
    assert shape(found.document) == ["Document", ["P"], ["P"]]
    assert [plain(one.text) for one in found.document.find("P")] == ["One", "Two three"]


def test_a_paragraph_over_two_pages_is_one(tmp_path: Path) -> None:
    found = made(tmp_path, f"<p>{'word ' * 900}</p>")
    assert shape(found.document) == ["Document", ["P"]]
    assert found.document.text.count("word") == 900
    assert len([one for one in found.artifacts if one[1] == "Header"]) > 1


def test_decoration_is_not_read(tmp_path: Path) -> None:
    drawn = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/%3E"
    found = made(
        tmp_path,
        f"<p><span aria-hidden='true'>*</span>Word<img src=\"{drawn}\" alt=''/><img src=\"{drawn}\" alt='A bell'/></p>",
    )
    assert shape(found.document) == ["Document", ["P", ["Figure"]]]
    assert found.document.text == "Word"
    assert ("*" in [text for _, _, text in found.artifacts]) is True


def test_lists_of_html_are_lists_too(tmp_path: Path) -> None:
    found = made(tmp_path, "<ul style='list-style:none'><li>One</li><li><p>Two</p></li></ul>")
    assert shape(found.document) == ["Document", ["L", ["LI", ["LBody"]], ["LI", ["LBody", ["P"]]]]]


def test_a_table_without_heads_is_a_list_of_its_rows(tmp_path: Path) -> None:
    rows = "<tbody><tr><td>1</td><td><p>Say who you are</p></td></tr><tr><td>2</td><td></td></tr></tbody>"
    found = made(tmp_path, f"<table>{rows}</table>")
    item = ["LI", ["LBody", ["Div", ["P"]], ["Div", ["P"]]]]
    assert shape(found.document.find("LI")[0]) == item
    assert [one.kind for one in found.document.kids] == ["L"]
    with_heads = made(tmp_path, f"<table><thead><tr><th>No</th><th>What</th></tr></thead>{rows}</table>")
    assert [one.kind for one in with_heads.document.kids] == ["Table"]
    assert len(with_heads.document.find("TD")) == 4


def test_a_link_says_where_it_leads(tmp_path: Path) -> None:
    body = "<p>See <a href='https://example.org/x'>the rules</a>.</p>"
    page = f"<html lang='en'><head><title>T</title></head><body>{body}</body></html>"
    with pikepdf.open(io.BytesIO(Press(tmp_path).pdf(page))) as pdf:
        annotation = pdf.pages[0].Annots[0]
        assert annotation.Contents == "the rules"
        assert int(annotation.F) == 4
        owner = list(pdf.Root.StructTreeRoot.ParentTree.Nums)[-1]
        assert owner.S == "/Link"
        assert int(annotation.StructParent) == 1
        assert [str(kid.Type) for kid in list(owner.K)[:1]] == ["/OBJR"]


def test_a_part_in_another_language_is_marked(tmp_path: Path) -> None:
    found = made(
        tmp_path, f"<p>Say <span lang='fr'>bonjour</span></p><div lang='ro'>Da</div><p dir='rtl'>{HEBREW}</p>"
    )
    assert [(one.kind, one.language) for one in found.document.walk() if one.language] == [
        ("Span", "fr"),
        ("Div", "ro"),
        ("P", "he"),
    ]
    assert found.document.find("Div")[0].kids[0].kind == "P"


def test_hebrew_beside_a_list_of_its_own(tmp_path: Path) -> None:
    """Marks beside other elements get an element of their own, which says them in order."""
    found = made(tmp_path, f"<table><tr><th scope='row'>A</th><td>{HEBREW}<p>note</p></td></tr></table>")
    cell = found.document.find("TD")[0]
    assert shape(cell) == ["TD", ["Span"], ["P"]]
    assert cell.kids[0].actual == HEBREW
