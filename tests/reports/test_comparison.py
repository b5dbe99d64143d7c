"""The comparison report: what stands in it, in which words, what it never says, and its tables in a real browser."""

import html
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from qaudit import locale
from qaudit.analysis.control_charts import score_chart
from qaudit.analysis.figures import Estimate, NotEnough, Why
from qaudit.analysis.intervals import rate_interval
from qaudit.analysis.samples import Sample, sample_of
from qaudit.analysis.spread import variance_shares
from qaudit.reports.comparison_report import comparison_html, comparison_pdf
from qaudit.reports.comparison_subject import (
    ComparisonInput,
    ConsistencyFigures,
    CourseLine,
    GroupFigures,
    HeatFigures,
    HeatLine,
    MonthPoint,
    RunLine,
    SpreadLine,
)
from qaudit.reports.pdf import Press
from qaudit.reports.sheets import branch_sheet, own_sheet, print_sheet
from tests.reports.browser import Browser
from tests.reports.compared import (
    comparison_input,
    course_lines,
    group_figures,
    heat_figures,
    league_of,
    scores,
    standard_lines,
)
from tests.reports.written import COMPARISON, normalised, read_html, read_pdf

HOSTILE = '<script>alert(1)</script>"\u202eevil\x07</bdi>'


@pytest.fixture(scope="module", autouse=True)
def catalogues() -> None:
    locale.install()


@pytest.fixture(scope="module")
def shown() -> str:
    return read_html(comparison_html(comparison_input()))


def words_of(source: ComparisonInput) -> str:
    return read_html(comparison_html(source))


@pytest.mark.parametrize("language", ["en", "he", "ro"])
def test_the_page_is_the_golden_one(language: str) -> None:
    """Written anew by `python -m tests.reports.write_golden`, after the difference was read."""
    golden = (Path(__file__).parent / COMPARISON.format(language=language)).read_text(encoding="utf-8")
    assert len(golden) > 10_000
    page = comparison_html(comparison_input(words=language, language=language))
    assert normalised(page) == golden
    assert f'<html lang="{language}" dir="{"rtl" if language == "he" else "ltr"}"' in page


@pytest.mark.parametrize(
    "words",
    [
        # what stands: each with its interval or its flag, and n
        "What stands Up to three findings",
        "Mean 88.0 → 84.0: −4.0 (−6.2 to −1.8), ▽ worse (n = 40 and 64 visits).",
        "Surely below the mean of the other branches: Harbour Seaside (66.8, n = 9).",
        "Met least: ARR-01 The guest is greeted within 60 seconds of arrival, 19.7 % (11.6 to 31.3) of n = 61",
        # what was compared
        "Visits 64 visits with a score",
        "Compared with 1 January 2025 to 31 December 2025; Kind of visit: unannounced visits",
        "Not known does not mean as good",
        # changes
        "40 → 64 −12.0 −40.0 −55.8 to −20.9 ▽ worse",
        "Judged on one side alone: ARR-03",
        # league
        "1 1 to 1 Harbour Haifa HAI-03 95.2 93.5 to 96.9 95.1 9 ▲ better",
        "– Harbour, new since May NEW-06 93.8 90.2 to 97.5 93.4 2 needs 3",
        "too few to rank (n = 2, needs 3): Harbour, new since May",
        # funnel
        "4 of 9 branches lie outside the inner lines; by chance alone it would be about 0.5.",
        "below the 99.8 % limit: Harbour Seaside",
        # sections and time
        "Harbour Seaside 9 67 ▽ 59 ▽ Harbour York 7 86 –",
        "Harbour, new since May 2 94 ? 86 ?",
        "? has too few visits to be compared. The darker, the lower.",
        "1 of 2 branches with enough months has a signal.",
        "Oct 2026: 41.0 % (n = 1), ▽ below the limit.",
        # standards
        "ARR-01 · reweighted Arrival and check-in 19.7 11.6 to 31.3 61",
        "ARR-04 nearly always met",
        "Too few misses or too few members to tell: ARR-03, ARR-04",
        "ARR-04 – nothing to go by 0 0 0",
        "Harbour Seaside The guest is greeted within 60 seconds of arrival ARR-01 7 9 3 February 2026",
        "108 86 to 130 157 needs 36 43.3 27.4 to 60.8 30",
        # spread, customers, money, auditors
        "Of the variance of one score, in percent: branch 91.4 (77.7 to 97.2)",
        "Harbour, new since May NEW-06 – needs 5 93.8 2",
        "empathy 12 7.0 6.7 to 7.3 5.0 4.7 to 5.3 −1.0 −1.5 to −0.5",
        "ARR-04 ? 6 100.0 95.9 to 100.0 90 OLD-01 3 – 0 1 standard may be the wrong one (?)",
        "4 more complaints name nothing of this table.",
        "It proves nothing about customers.",
        "aud-1 +0.1 −0.8 to +1.1 21 9 not known Oct 2026",
        "2 April 2026 The guest is greeted within 60 seconds of arrival ARR-01 reweighted",
    ],
)
def test_it_says(shown: str, words: str) -> None:
    assert words in shown


def test_auditors_are_told_on_request_alone() -> None:
    words = words_of(comparison_input(group_figures(auditors=())))
    assert "aud-1" not in words
    assert "Auditors are not told one by one" in words


def test_without_the_pack_codes_stand_for_themselves() -> None:
    words = words_of(comparison_input(packs={}))
    assert "ARR-01 reweighted ARR 19.7" in words
    assert "greeted" not in words


def test_groups_are_never_mixed_and_several_speak_on_the_first_page() -> None:
    announced = group_figures(kind="announced", n=30, changes=None)
    page = words_of(
        comparison_input(group_figures(), announced, brands=(("announced", league_of(scores_of())),))
    )
    assert page.count("The branches The dot is") == 2
    assert "Kinds of visit are never averaged together" in page
    assert "unannounced visits: Mean 88.0" in page
    assert "Harbour Hotels · harbour-hotels · announced visits: Surely below" in page
    assert "Brands beside each other announced visits" in page
    assert "they compare as far as their packs are alike" in page


def scores_of() -> dict[str, Sample]:
    return {code: sample_of(own) for code, own in scores().items()}


def test_the_standard_that_stands_is_met_least_beyond_chance_and_not_the_one_with_two_visits() -> None:
    rare, many = (rate_interval(met, n) for met, n in ((0, 2), (30, 40)))
    assert isinstance(rare, Estimate)
    assert isinstance(many, Estimate)
    weak, *_rest = standard_lines()
    others = tuple(replace(weak, code=f"X-{place:02}", n=40, met=many) for place in range(30))
    lines = (replace(weak, code="X-30", n=2, met=rare), weak, *others)
    group = group_figures(standards=lines, league=None, changes=None, splits=())
    stands = words_of(comparison_input(group)).partition("What stands")[2].partition("64 visits")[0]
    assert "Met least: ARR-01" in stands
    assert "X-30" not in stands
    without = words_of(comparison_input(replace(group, standards=(lines[0], *others))))
    assert "Nothing: no interval of these visits" in without


@pytest.mark.parametrize(
    ("period", "months", "words"),
    [
        ((None, None), (), "Harbour Hotels all visits so far What stands"),
        ((None, None), ("2026-05",), "Harbour Hotels May 2026 What stands"),
        ((None, None), ("2026-01", "2025-12", "2026-01"), "Harbour Hotels Dec 2025 to Jan 2026 What stands"),
        ((None, None), ("2026-05", "2025-05"), "Harbour Hotels May 2025, May 2026 What stands"),
        ((None, date(2026, 5, 9)), ("2026-05",), "Harbour Hotels up to 9 May 2026 What stands"),
    ],
)
def test_the_first_page_says_which_days_or_months_were_asked_for(
    period: tuple[date | None, date | None], months: tuple[str, ...], words: str
) -> None:
    filters = (("month", months),) if months else ()
    group = GroupFigures("unannounced", "Harbour Hotels", "harbour-hotels")
    assert words in words_of(comparison_input(group, period=period, filters=filters))


# Where there is not enough.


def poor_group(samples: dict[str, Sample]) -> GroupFigures:
    """A group of few visits, as the desk gathers it."""
    league = league_of(samples)
    chart = NotEnough(Why.TOO_FEW, 1, 8)
    lack = NotEnough(Why.TOO_FEW, 1, 5)
    lines = league.lines
    return GroupFigures(
        "unannounced",
        "Alder",
        "cafe",
        n=sum(one.n for one in samples.values()),
        league=league,
        heat=HeatFigures(("door",), tuple(HeatLine(one.code, one.name, 2, (None,)) for one in lines)),
        courses=tuple(
            CourseLine(one.code, one.name, (MonthPoint("2026-05", 1, 80.0),), chart) for one in lines
        ),
        standards=standard_lines()[:1],
        consistency=ConsistencyFigures(
            variance_shares(["a"], ["x"], [80.0]),
            tuple(SpreadLine(one.code, one.name, one.figures.n, 80.0, lack) for one in lines),
        ),
    )


@pytest.mark.parametrize(
    ("samples", "words"),
    [
        ({"a": Sample(1, 80.0, 0.0)}, "too few to rank (n = 1, needs 3): a"),
        ({"a": Sample(2, 80.0, 4.0), "b": Sample(1, 90.0, 0.0)}, "too few to rank (n = 2, needs 3): a"),
        ({code: Sample(5, 80.0, 0.0) for code in "abcdef"}, "all the same"),
        ({}, "No branch has months enough for limits: 8 are needed."),
    ],
)
def test_too_few_and_all_the_same_are_said_and_nothing_stands(samples: dict[str, Sample], words: str) -> None:
    group = (
        poor_group(samples)
        if samples
        else GroupFigures("unannounced", "Alder", "cafe", courses=course_lines()[2:])
    )
    source = comparison_input(replace(group, standards=standard_lines()[2:3]))
    page = words_of(source)
    assert words in page
    assert "Nothing: no interval of these visits leaves its direction beyond doubt." in page
    assert "▲" not in page.partition("What may be said")[2].partition("Means in percent")[0]


def test_a_paper_of_one_visit_stands_and_is_equal_twice() -> None:
    source = comparison_input(poor_group({"a": Sample(1, 80.0, 0.0)}))
    made = comparison_pdf(source)
    assert "too few to rank (n = 1, needs 3): a" in read_pdf(made).text
    assert comparison_pdf(source) == made


# Very many branches.


@pytest.fixture(scope="module")
def large() -> ComparisonInput:
    """Many branches, many of which have a signal."""
    samples = {f"b{place:03}": Sample(5, 70.0 + place % 25, 20.0) for place in range(130)}
    chart = score_chart([84.0, 86, 83, 85, 86, 84, 85, 83, 85, 41])
    points = tuple(MonthPoint(f"2026-{month:02}", 1, 84.0) for month in range(1, 11))
    heat = heat_figures(scores_of())
    lines = tuple(replace(heat.lines[place % 8], code=code, name=code) for place, code in enumerate(samples))
    day = comparison_input().as_of
    group = group_figures(
        league=league_of(samples),
        heat=replace(heat, lines=lines),
        courses=tuple(CourseLine(code, code, points, chart) for code in samples),
        runs=(RunLine("ARR-01", "b001", 3, 4, day, day),) * 50,
    )
    return comparison_input(group)


def test_very_many_branches_have_a_whole_league_and_the_rest_is_named_with_its_command(
    large: ComparisonInput,
) -> None:
    page = comparison_html(large)
    words = read_html(page)
    league = page.partition('class="list spreads sorts league')[2].partition("</table>")[0]
    assert league.count("<tr") == 1 + 130
    assert "70 branches that stand out less are not shown: qaudit compare heat lists all." in words
    assert page.count('class="plot control-plot"') == 6
    assert (
        "130 of 130 branches with enough months have a signal. qaudit compare trend shows every branch."
        in words
    )
    assert words.count("7 9 3 February 2026") == 0
    assert words.count("22 November 2026 22 November 2026") == 50


# What others wrote.


def test_hostile_names_stay_text() -> None:
    group = group_figures(
        brand=HOSTILE, runs=(RunLine(HOSTILE, HOSTILE, 2, 2, *[comparison_input().as_of] * 2),)
    )
    assert group.league is not None
    line = replace(group.league.lines[0], name=HOSTILE, code=HOSTILE)
    league = replace(group.league, lines=(line, *group.league.lines[1:]))
    page = comparison_html(comparison_input(replace(group, league=league), filters=(("region", (HOSTILE,)),)))
    assert page.count("&lt;script&gt;") > 4
    assert page.count("<script") == 1
    assert "\u202e" not in page
    assert "\x07" not in page


# Paper.


def test_long_tables_end_on_paper_with_the_command_that_goes_on() -> None:
    lines = tuple(replace(standard_lines()[0], code=f"X-{place:02}") for place in range(30))
    group = group_figures(standards=lines, league=None, heat=None, courses=(), changes=None, consistency=None)
    source = comparison_input(group)
    assert "not printed" not in words_of(source)
    assert (
        "10 more are not printed: qaudit compare standards lists all."
        in read_pdf(comparison_pdf(source)).text
    )


# A real browser.


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Browser:
    target = tmp_path / "page.html"
    target.write_text(comparison_html(comparison_input()), encoding="utf-8")
    browser.open(target)
    return browser


HEAD = "document.querySelector('table.league th:nth-child({})')"
ROWS = "[...document.querySelectorAll('table.league tbody tr')].filter(r => r.offsetParent)"
FIELD = "document.querySelector('table.league').parentNode.previousElementSibling.querySelector('input')"
STATUS = (
    "document.querySelector('table.league').parentNode.previousElementSibling.querySelector('[role=status]')"
)


def test_a_click_sorts_by_number_and_what_is_empty_stays_last(page: Browser) -> None:
    for direction, first in (("ascending", "Harbour Haifa"), ("descending", "Harbour Seaside")):
        page.click(HEAD.format(1) + ".firstChild")
        assert page.run(HEAD.format(1) + ".getAttribute('aria-sort')") == direction
        codes = page.run(f"{ROWS}.map(row => row.cells[1].dataset.value)")
        assert codes[0] == first
        assert codes[-1] == "Harbour, new since May"
    page.click(HEAD.format(2) + ".firstChild")
    assert page.run(HEAD.format(1) + ".getAttribute('aria-sort')") == "none"
    names = page.run(f"{ROWS}.map(row => row.cells[1].dataset.value)")
    assert names == sorted(names, key=str.casefold)
    assert page.complaints == []
    assert [url for url in page.fetched if not url.startswith(("file:", "data:"))] == []


def test_the_keyboard_alone_filters_and_sorts_and_the_count_is_announced(page: Browser) -> None:
    assert page.run(f"{STATUS}.getAttribute('aria-live')") == "polite"
    page.run(f"{FIELD}.focus()")
    page.type("iasi")
    assert page.run(f"{STATUS}.textContent") == "1 of 9"
    assert page.run(f"{ROWS}.map(row => row.cells[1].dataset.value)") == ["Harbour Iași"]
    page.press("Tab")
    assert page.run(f"document.activeElement === {HEAD.format(1)}.firstChild")
    page.press("Enter")
    assert page.run(HEAD.format(1) + ".getAttribute('aria-sort')") == "ascending"
    assert page.run(f"{STATUS}.textContent") == "1 of 9"


@pytest.mark.parametrize("language", ["en", "he"])
@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_the_screen(
    browser: Browser, tmp_path: Path, language: str, width: int
) -> None:
    target = tmp_path / "page.html"
    target.write_text(comparison_html(comparison_input(words=language)), encoding="utf-8")
    browser.open(target, width)
    assert browser.run("document.documentElement.scrollWidth") <= width
    assert browser.run("document.querySelectorAll('.sorter').length") > 40


def test_without_its_script_the_page_is_whole() -> None:
    page = comparison_html(comparison_input())
    assert "<button" not in re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
    assert "default-src 'none'" in html.unescape(page)


# Where pages break.

ROWS_OF_A_TABLE = "".join(
    f'<tr class="plain{" tied" if row in (2, 9) else ""}"><td class="text"><p>row {row}</p></td></tr>'
    for row in range(1, 10)
)


@pytest.mark.parametrize("above", ["lead", "before"])
def test_a_heading_and_the_sentences_below_it_never_stand_at_the_foot_without_their_table(
    above: str, tmp_path: Path
) -> None:
    sentences = f'<p class="prose {above}">{"What the line and the dot of each branch mean. " * 7}</p>'
    table = f'<table class="list sorts"><thead><tr><th>HEAD</th></tr></thead>{ROWS_OF_A_TABLE}</table>'
    parts = "".join(
        f'<section style="break-before: page"><div style="height: {height}mm"></div>'
        f'<section class="compared"><h3 class="section-title">PART</h3>{sentences}'
        f'<div class="figure">{table}</div></section></section>'
        for height in range(190, 240, 7)
    )
    made = Press(tmp_path).pdf(
        f'<!DOCTYPE html><html lang="en"><head><title>T</title></head><body>{parts}</body></html>',
        print_sheet() + branch_sheet() + own_sheet("comparison"),
    )
    pages = [page for page in read_pdf(made).pages if "PART" in page]
    assert len(pages) == 8
    for page in pages:
        assert re.search(r"PART What .*mean\. HEAD row 1 row 2", page), "whole, and with two rows at least"
