"""The whole report of a visit: what stands in it, where, and that nothing hostile gets through."""

import re
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path

import pytest

from qaudit.core.appeals import Appeal, AppealState
from qaudit.core.corrective_actions import ActionState, CorrectiveAction
from qaudit.core.readings import Duration
from qaudit.core.remarks import Explanation
from qaudit.core.scoring import score_visit
from qaudit.core.visits import Branch, Correction, Evidence, VisitStatus
from qaudit.reports.aftermath import Aftermath
from qaudit.reports.visit_report import VisitReportInput, visit_html, visit_pdf
from tests.builders import DAY, SHOPPER, a_pack, a_section, a_standard, a_visit, moment, seconds, seen
from tests.reports.harbour import harbour_input, harbour_pack, harbour_visit, report_of
from tests.reports.written import GOLDEN, WrittenPdf, count_pages, normalised, plain, read_html, read_pdf


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> VisitReportInput:
    return harbour_input(tmp_path_factory.mktemp("evidence"))


@pytest.fixture(scope="module")
def printed(worked: VisitReportInput) -> WrittenPdf:
    return read_pdf(visit_pdf(worked))


@pytest.fixture(scope="module")
def shown(worked: VisitReportInput) -> str:
    return read_html(visit_html(worked))


def so_far(source: VisitReportInput) -> VisitReportInput:
    """The same visit with five readings, not submitted."""
    visit = replace(
        source.visit,
        status=VisitStatus.OPEN,
        submitted_at=None,
        observations=source.visit.observations[:5],
    )
    return report_of(source.pack, visit, journal_tail=None)


# The page that was looked at.


def test_the_page_is_the_golden_one(worked: VisitReportInput) -> None:
    """Written anew by `python -m tests.reports.write_golden`, after the difference was read."""
    golden = (Path(__file__).parent / GOLDEN).read_text(encoding="utf-8")
    assert len(golden) > 10_000
    assert normalised(visit_html(worked)) == golden


def test_the_scores_are_those_computed_by_hand(shown: str) -> None:
    """By hand, section by section (S02 to S14):

    arrival 1.5 + 2 + 1 + 0 + 1 of 3 + 2 + 1 + 3 + 2 = 5.5 of 11 = 50 %;
    telephone 0 + 2 + 1 of 2 + 2 + 1 = 3 of 5 = 60 %;
    room 2 + 2 + 0 + 0.5 of 4 + 2 + 1 + 1 = 4.5 of 8 = 56.25 %;
    complaints 2 + 2 of 2 + 2 = 4 of 4 = 100 %; car park not asked;
    farewell 2 + 1 of 2 = 150 %, capped at 100 %.
    Raw (30 x 50 + 15 x 60 + 25 x 56.25 + 20 x 100 + 10 x 100) / 100 = 68.0625 %, held down to 60 %.
    """
    for words in (
        "60.0 %",
        "Raw score 68.1 %",
        "(30 × 50.0 + 15 × 60.0 + 25 × 56.3 + 20 × 100.0 + 10 × 100.0) ÷ 100 = 68.1 %",
        "Arrival and check-in 50.0 % ✗ gate 60 % 5.5 of 11 Weight 30",
        "Guest room 56.3 % 4.5 of 8",
        "Car park Unscored",
        "Farewell 100.0 % 3 of 2",
    ):
        assert words in shown


def test_the_gravest_miss_stands_first(shown: str) -> None:
    missed = shown.partition("What was missed")[2].partition("Profiles")[0]
    codes = re.findall(r"[A-Z]+-\d\d", missed)
    assert codes == ["ARR-04", "ROOM-01", "TEL-01", "ARR-01", "ROOM-03", "ARR-05", "ROOM-04"]


@pytest.mark.parametrize(
    "words",
    [
        # why
        "A critical standard was missed: the score is held down to 60 %.",
        "ARR-04 Check-in is finished within five minutes of reaching the desk",
        "The section Arrival and check-in reached 50.0 %, under its gate of 60 %: the visit fails.",
        "The score of 60.0 % is under the pass mark of 80 %.",
        # findings
        "1 min 35 s, limit 60 s: over by 35 s",
        "5 rings, limit 3: over by 2 Rang from the room at 15:20; picked up on the fifth ring. 2 of 2 points",
        "6.0 % of the total",
        "Evidence: shower.jpg, lamp.jpg, receipt.pdf (application/pdf, 18 bytes)",
        # profiles with their n
        "The three layers of service",
        "The people who give the service 79.2 % n = 6",
        "Reliability 60.0 % n = 3",
        # the full list, limits beside what was measured
        "22:10 (between 17:00 and 21:30)",
        "The line on a bar is the limit; what lies beyond it is drawn as an outline.",
        # every verdict is told from every other
        "✓ Met",
        "◐ Partly met",
        "✗ Missed",
        "– Not applicable",
        "· Not asked",
        "○ Not observed",
        "✎ Noted",
        "Not asked: only where TEL-02 is missed.",
        "Not asked: only where “How was contact made?” is In person and it is not so that",
        # timeline: local times
        "17:14:02.4 Holds the key +6 min 32.4 s 8 min 52.4 s",
        "Local times, UTC+03:00.",
        # method and record
        "it is not customer satisfaction",
        "From leaving to submitting 2 h 32 min",
        "Pack and edition harbour-hotels@2026.1",
        "Digest of the pack sha256:000000",
        "Scoring version 1",
        "Seal of the journal 5e5e5e",
        "Auditor heron",
        "Did you bring luggage? Yes",
    ],
)
def test_the_report_says(shown: str, words: str) -> None:
    assert words in shown


def test_the_pdf_says_what_the_page_says(printed: WrittenPdf) -> None:
    for words in (
        "60.0 %",
        "Raw score 68.1 %",
        "over by 1 min 32.4 s",
        "Hair in the shower",
        "harbour-hotels@2026.1",
    ):
        assert words in printed.text


def test_every_page_has_its_number_and_its_branch(printed: WrittenPdf) -> None:
    total = len(printed.pages)
    assert 5 <= total <= 9
    for number, page in enumerate(printed.pages, start=1):
        assert f"Page {number} of {total}" in page
        assert "Harbour Haifa" in page


def test_the_parts_are_bookmarks(printed: WrittenPdf) -> None:
    parts = [title for depth, title in printed.bookmarks if depth == 1]
    assert parts == [
        "What was missed",
        "Score by section",
        "Profiles",
        "Timeline",
        "All standards",
        "Method and limits",
    ]
    assert (2, "Arrival and check-in 50.0\u00a0%") in printed.bookmarks


def test_the_document_says_of_itself_what_the_visit_says(printed: WrittenPdf) -> None:
    """Dates are the visit's: no clock is read."""
    info = printed.info
    assert plain(info["/Title"]) == "Visit report: Harbour Haifa, 14 May 2026"
    assert info["/Author"] == "Auditor heron"
    assert info["/CreationDate"] == info["/ModDate"] == "D:20260514211200Z"


# An HTML page that stands alone.


class Loads(HTMLParser):
    """Every address that a page would load or lead to."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "data", "action")]


def test_the_page_needs_nothing_beside_itself(worked: VisitReportInput) -> None:
    page = visit_html(worked)
    found = Loads()
    found.feed(page)
    assert len(found.addresses) == 2
    assert all(address.startswith("data:image/") for address in found.addresses)
    assert found.tags.isdisjoint({"script", "link", "iframe", "object", "embed", "form"})
    style = page.partition("<style>")[2].partition("</style>")[0]
    assert "url(" not in style
    assert "@import" not in style
    assert '"Open Sans"' in style


def test_a_phone_is_told_its_own_width(worked: VisitReportInput) -> None:
    assert 'content="width=device-width, initial-scale=1"' in visit_html(worked)


# A visit that is not finished.


def test_a_visit_that_is_not_submitted_says_so_on_every_page(worked: VisitReportInput) -> None:
    """S05."""
    source = so_far(worked)
    written = read_pdf(visit_pdf(source))
    assert len(written.pages) > 3
    assert all("So far: not submitted" in page for page in written.pages)
    page = read_html(visit_html(source))
    assert "9 of 19 standards are answered so far" in page
    assert "… Unanswered" in page
    assert "Not passed so far" in page
    assert "Submitted" not in page
    assert "Seal of the journal" not in page


def test_a_submitted_visit_does_not(printed: WrittenPdf, shown: str) -> None:
    assert "so far" not in printed.text.lower()
    assert "so far" not in shown.lower()


def test_an_unscored_visit_has_no_number(worked: VisitReportInput) -> None:
    """S09: neither 0 nor 100."""
    pack = a_pack(a_standard("A-1", text="The door is shut"), pass_mark=80, bands={0: "Low", 90: "High"})
    source = report_of(pack, a_visit(pack, seen("A-1", "na"), submitted="18:00"))
    page = read_html(visit_html(source))
    assert "Unscored" in page
    assert "neither 0 % nor 100 %" in page
    assert re.search(r"\b\d+(\.\d)? %", page.replace("neither 0 % nor 100 %", "")) is None
    assert "Low" not in page
    assert "passed" not in page.lower().replace("pass mark", "")


def test_a_hidden_score_is_nowhere(worked: VisitReportInput) -> None:
    """No percentage, no points, no band, no outcome, no reason; what was seen stays."""
    page = read_html(visit_html(replace(worked, hides_score=True)))
    for words in (" % ", "Below standard", "passed", "gate", "Profiles", "60.0", "68.1", "Weight"):
        assert words not in page
    assert re.search(r"[\d.]+ of [\d.]+ point", page) is None
    assert re.search(r"(Met|Missed|met) [\d.]+ of", page) is None
    assert "1 min 35 s, limit 60 s: over by 35 s" in page
    assert "Score not shown" in page


def test_the_readers_are_warned_of_a_late_report(worked: VisitReportInput) -> None:
    assert worked.visit.left_at is not None
    late = replace(worked.visit, submitted_at=worked.visit.left_at + timedelta(hours=60))
    page = read_html(visit_html(replace(worked, visit=late)))
    assert "This visit was submitted 2 d 12 h after it ended." in page


# What may be missing or wrong.


def test_a_report_without_logo_names_the_brand(worked: VisitReportInput) -> None:
    for logo in (None, b"no picture", b'<svg xmlns="x"><image href="file:///etc/passwd"/></svg>'):
        page = visit_html(replace(worked, logo=logo))
        assert 'class="logo"' not in page
        assert "Harbour Hotels" in read_html(page).partition("Harbour Haifa")[0]


def test_a_logo_stands_for_the_brands_name(worked: VisitReportInput) -> None:
    logo = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h2v1z"/></svg>'
    page = visit_html(replace(worked, logo=logo))
    assert re.search(r'class="logo" src="data:image/svg\+xml;base64,[^"]+" alt="Harbour Hotels"', page)
    assert visit_pdf(replace(worked, logo=logo)) != visit_pdf(worked)


def test_evidence_that_is_gone_is_named_with_the_reason(worked: VisitReportInput) -> None:
    def nowhere(evidence: Evidence) -> Path | None:
        return None

    source = replace(worked, evidence_path=nowhere)
    assert "shower.jpg (the file is missing)" in plain(read_html(visit_html(source)))
    assert "shower.jpg (the file is missing)" in read_pdf(visit_pdf(source)).text


def test_a_language_the_pack_lacks_gives_its_own(worked: VisitReportInput) -> None:
    assert visit_html(replace(worked, language="xx")) == visit_html(replace(worked, language="en"))


def test_a_visit_with_nothing_missed_says_so() -> None:
    pack = a_pack(a_standard("A-1"))
    page = read_html(visit_html(report_of(pack, a_visit(pack, seen("A-1", "yes"), submitted="18:00"))))
    assert "Nothing was missed." in page


def test_a_long_note_stands_whole_and_once() -> None:
    note = "Nobody came. " * 800
    pack = a_pack(a_standard("A-1", text="Somebody comes"))
    source = report_of(pack, a_visit(pack, seen("A-1", "no", note), submitted="18:00"))
    assert len(note) > 10_000
    written = read_pdf(visit_pdf(source))
    assert 790 <= written.text.count("Nobody came.") <= 800, "some are broken by a page's end"
    assert "whole note: What was missed, no. 1" in written.text
    assert all(len(page) > 100 for page in written.pages)


# Hostile text.

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style></title></bdi><b>",
    "{{ 7 * 7 }} {% raw %} {# x #}",
    "[bold red]x[/] [link=file:///etc/passwd]",
    "&lt;b&gt; &amp;amp; &#60;",
    "\x1b[31mred\x07\x00\x9b",
    "\u202egnp.tpecxe\u202c \u2066x\u2069",
    "שלום (VIP) 12:30 – 60 שניות",
    "e\u0301\u0302\u0303" * 40,
    "😀👩‍👩‍👧‍👦🏳️‍🌈",
    "\ud800 \ufffe \uffff \ufdd0",
    "W" * 600,
    "url(file:///etc/passwd) expression(1)",
    "line one\nline two\r\n\u2028line three\tend",
    "%s %(x)s {0} {name} $x ${x}",
]


def everywhere(words: str) -> VisitReportInput:
    """A visit with the words in every place that takes any."""
    pack = a_pack(
        a_section("A", a_standard("A-1", seconds(60), text=words, tags={"layer": words}), title=words),
        title=words,
        facts={words: [words]},
        events=[words],
    )
    visit = a_visit(
        pack,
        seen("A-1", "95", words, evidence=[Evidence("ab" * 32, words, "image/png", 1)]),
        facts={words: words},
        marks={words: "14:05"},
        submitted="18:00",
        branch=Branch(words, words, words, words),
        auditor=replace(SHOPPER, alias=words),
    )
    changed = Correction("A-1", Duration(Fraction(90)), words, moment("19:00"), words)
    visit = replace(visit, status=VisitStatus.VOID, corrections=(changed,))
    return replace(report_of(pack, visit, after=everything_after(words)), journal_tail=words)


def everything_after(words: str) -> Aftermath:
    """What happened after a visit, with the words in every place that takes any."""
    evidence = (Evidence("cd" * 32, words, "image/png", 1),)
    appeal = Appeal(
        "1", "1", "A-1", words, words, words, words, moment("20:00"), evidence, AppealState.AMENDED, words,
        moment("21:00"), words, Duration(Fraction(80)),
    )  # fmt: skip
    action = CorrectiveAction(
        "1", "1", "B", "P", ("A-1", words), words, words, DAY, words, moment("20:30"), ActionState.DROPPED,
        moment("20:40"), words, evidence, words, words, 2,
    )  # fmt: skip
    explanations = tuple(Explanation(code, words, words, words, moment("20:10")) for code in ("", "A-1"))
    return Aftermath((appeal,), explanations, (action,), {"A-1": 3}, void_why=words, today=DAY)


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_shown_as_text(words: str) -> None:
    """In every place at once, on the page and in print."""
    source = everywhere(words)
    page = visit_html(source)
    found = Loads()
    found.feed(page)
    assert found.addresses == []
    assert found.tags <= EXPECTED_TAGS
    assert not set(page) & set("\x1b\x00\x07\x9b\u202e\u202c\u2066\u2069\u2028\r")
    assert page.count("<style>") == page.count("</style>") == 1
    assert "49" not in read_html(page) or "49" in words
    page.encode("utf-8")
    made = visit_pdf(source)
    assert count_pages(made) < 20


EXPECTED_TAGS = {
    *("html", "head", "meta", "title", "style", "body", "main", "header", "section", "div", "p", "span"),
    *("h1", "h2", "h3", "table", "colgroup", "col", "thead", "tbody", "tr", "th", "td", "b", "bdi"),
    *("svg", "desc", "rect", "path", "text", "circle"),
}


def test_peoples_text_keeps_its_direction() -> None:
    page = visit_html(everywhere("שלום (VIP)"))
    assert page.count('dir="rtl"') > 10
    assert '<bdi dir="rtl">שלום (VIP)</bdi>' in page


# One standard, and many.


def test_a_pack_of_one_standard() -> None:
    pack = a_pack(a_standard("A-1", text="The door is shut"))
    written = read_pdf(
        visit_pdf(report_of(pack, a_visit(pack, seen("A-1", "no", "Open"), submitted="18:00")))
    )
    assert len(written.pages) <= 4
    assert "0.0 %" in written.pages[0]


def test_a_page_of_eight_hundred_standards_has_them_all() -> None:
    from benchmarks.report_visits import visit_of

    source = visit_of(800)
    page = visit_html(source)
    assert len(source.pack.standards) == 800
    codes = re.findall(r'<td class="code" dir="ltr">([^<]+)<', page)
    assert [standard.code for standard in source.pack.standards if standard.code not in codes] == []


def test_a_pack_on_many_pages() -> None:
    """The benchmark of reports prints eight hundred standards; a hundred have all that pages can do wrong."""
    from benchmarks.report_visits import visit_of

    source = visit_of(100)
    assert len(source.pack.standards) == 100
    written = read_pdf(visit_pdf(source))
    total = len(written.pages)
    assert 10 < total < 30
    assert f"Page {total} of {total}" in written.pages[-1]
    assert len([title for depth, title in written.bookmarks if depth == 2]) > len(source.pack.sections)
    missing = [standard.code for standard in source.pack.standards if standard.code not in written.text]
    assert missing == []


def test_the_scorecard_that_is_printed_is_the_one_that_was_given(worked: VisitReportInput) -> None:
    """S19: a report never scores anew."""
    kept = score_visit(worked.pack, worked.visit)
    lenient = harbour_pack(critical=None)
    source = replace(worked, card=score_visit(lenient, harbour_visit(lenient)))
    assert kept.final_percent != source.card.final_percent
    assert f"<title>Score {source.card.final_percent} %</title>" in plain(visit_html(source))
