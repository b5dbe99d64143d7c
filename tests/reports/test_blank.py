"""The blank checklist: every standard with boxes for its measure, legible in black and white, in each language."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from qaudit import locale
from qaudit.core.standards import AllOf, FactIs, Pack, StandardIs
from qaudit.reports.blank_report import BlankInput, blank_page, blank_pdf
from tests.builders import a_pack, a_section, a_standard, checklist, rating, seconds, yes_no
from tests.reports.harbour import harbour_pack
from tests.reports.written import BLANK, normalised, read_pdf


@pytest.fixture(scope="module")
def harbour() -> BlankInput:
    locale.install()
    return BlankInput(harbour_pack(), {}, None, "en", "en")


@pytest.fixture(scope="module")
def printed(harbour: BlankInput) -> bytes:
    return blank_pdf(harbour)


def test_the_page_is_the_golden_one(harbour: BlankInput) -> None:
    golden = (Path(__file__).parent / BLANK).read_text(encoding="utf-8")
    assert normalised(blank_page(harbour)) == golden


def test_every_standard_stands_once_on_the_pages(harbour: BlankInput, printed: bytes) -> None:
    document = read_pdf(printed)
    seen = Counter(re.findall(r"\b[A-Z]{3,4}-\d\d\b", document.text))
    for code in (standard.code for standard in harbour.pack.standards):
        assert seen[code] >= 1
    rows = re.findall(r'<td class="code" dir="ltr">([\w-]+)', blank_page(harbour))
    assert rows == [standard.code for standard in harbour.pack.standards]


def test_pages_are_numbered_and_sections_bookmarked(harbour: BlankInput, printed: bytes) -> None:
    document = read_pdf(printed)
    assert len(document.pages) >= 2
    for number, page in enumerate(document.pages, start=1):
        assert f"Page {number} of {len(document.pages)}" in page
    assert [title for _depth, title in document.bookmarks] == [
        str(section.title) for section in harbour.pack.sections
    ]
    assert all("Branch and date" in page for page in document.pages[1:])


def test_ink_is_black_and_grey(printed: bytes, tmp_path: Path) -> None:
    file = tmp_path / "blank.pdf"
    file.write_bytes(printed)
    seen = 0
    with pikepdf.open(file) as document:
        for page in document.pages:
            for done in pikepdf.parse_content_stream(page):
                if str(done.operator) in ("rg", "RG"):
                    red, green, blue = (float(str(value)) for value in done.operands)
                    assert red == green == blue
                    seen += 1
    assert seen > 10


def test_conditions_are_said_where_their_facts_are_not_known(harbour: BlankInput) -> None:
    said = normalised(blank_page(harbour))
    assert "Only where" in said
    told = replace(harbour, facts={"luggage": "no", "channel": "phone", "transport": "foot"})
    page = normalised(blank_page(told))
    assert "☒" in page
    assert page.count('class="code"') < said.count('class="code"')


def row_of(pack: Pack, code: str, **facts: str) -> str:
    """The text of one standard's row."""
    page = blank_page(BlankInput(pack, facts, None, "en", "en"))
    rows = re.findall(r'<tr class="row.*?</tr>', page, re.DOTALL)
    found = next(row for row in rows if f">{code}<" in row)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found).replace("\u00a0", " ")).strip()


def test_each_measure_has_its_boxes() -> None:
    pack = a_pack(
        a_section(
            "A",
            a_standard("A-01", yes_no("no"), may_be_not_applicable=False),
            a_standard("A-02", seconds(60)),
            a_standard("A-03", rating(1, 3, met_from=3)),
            a_standard("A-04", checklist("badge", "shoes")),
        )
    )
    assert row_of(pack, "A-01").endswith("expected no Note ☐ Yes ☐ No ☐ not seen")
    assert "limit 60 s" in row_of(pack, "A-02")
    assert row_of(pack, "A-02").endswith("min s ☐ n/a ☐ not seen")
    assert "☐ 1 ☐ 2 ☐ 3" in row_of(pack, "A-03")
    assert "☐ badge ☐ shoes" in row_of(pack, "A-04")


def test_a_known_fact_is_taken_out_of_a_condition(harbour: BlankInput) -> None:
    pack = replace(
        a_pack(
            a_section(
                "A",
                a_standard("A-01", yes_no()),
                a_standard(
                    "A-02", yes_no(), when=AllOf((FactIs("luggage", ("yes",)), StandardIs("A-01", "yes")))
                ),
            )
        ),
        facts=harbour.pack.facts,
    )
    assert "“Did you bring luggage?”" in row_of(pack, "A-02") or "luggage" in row_of(pack, "A-02")
    assert "Only where A-01 is “yes”." in row_of(pack, "A-02", luggage="yes")


@pytest.mark.parametrize("words", ["he", "ro"])
def test_another_language(harbour: BlankInput, words: str) -> None:
    page = blank_page(replace(harbour, language=words, words=words))
    assert f'<html lang="{words}" dir="{"rtl" if words == "he" else "ltr"}">' in page
    codes = set(re.findall(r'<td class="code" dir="(\w+)">', page))
    assert codes == {"ltr"}
    assert read_pdf(blank_pdf(replace(harbour, language=words, words=words))).pages


def test_equal_input_gives_equal_bytes(harbour: BlankInput, printed: bytes) -> None:
    assert blank_pdf(harbour) == printed
