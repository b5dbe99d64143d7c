"""The summary of a round: what stands in it, in which words, and what it never says."""

from dataclasses import replace
from pathlib import Path

import pytest

from qaudit import locale
from qaudit.core.visits import VisitKind
from qaudit.reports.branch_subject import Figure, Lack, Word
from qaudit.reports.contexts_round_standards import heat_of
from qaudit.reports.headings import spoken
from qaudit.reports.round_report import round_html, round_pdf
from qaudit.reports.round_subject import (
    FunnelFigures,
    LeagueEntry,
    RoundAfter,
    RoundBranch,
    RoundFigures,
    RoundInput,
)
from qaudit.reports.round_words import RoundWords
from tests.builders import a_pack, a_section, a_standard
from tests.reports.round_league import BRANCHES, FIGURES, round_input, with_figures
from tests.reports.tagged import Tagged, read_tagged
from tests.reports.written import ROUND, WrittenPdf, count_pages, normalised, plain, read_html, read_pdf


@pytest.fixture(scope="module", autouse=True)
def catalogues() -> None:
    locale.install()


@pytest.fixture(scope="module")
def made() -> bytes:
    return round_pdf(round_input())


@pytest.fixture(scope="module")
def printed(made: bytes) -> WrittenPdf:
    return read_pdf(made)


@pytest.fixture(scope="module")
def shown() -> str:
    return read_html(round_html(round_input()))


def words_of(source: RoundInput) -> str:
    return read_html(round_html(source))


@pytest.mark.parametrize("language", ["en", "he", "ro"])
def test_the_page_is_the_golden_one(language: str) -> None:
    """Written anew by `python -m tests.reports.write_golden`, after the difference was read."""
    golden = (Path(__file__).parent / ROUND.format(language=language)).read_text(encoding="utf-8")
    assert len(golden) > 10_000
    page = round_html(round_input(words=language, language=language))
    assert normalised(page) == golden
    assert f'<html lang="{language}" dir="{"rtl" if language == "he" else "ltr"}"' in page


@pytest.mark.parametrize(
    "words",
    [
        # head: never a figure without its n
        "Harbour Hotels 1 July 2026 to 30 September 2026 85.4 % Mean of all unannounced visits 95 % interval: 82.9 %",
        "95 % interval: 82.9 % to 87.9 % n = 46 scored visits of 8 branches",
        "3 of the visits are under an embargo: their branches do not see all of them before 1 December 2026.",
        "Scores by edition 2025.2 do not compare with those by the newest edition: no mean and no place counts them.",
        "An edition changed what 1 standard asks for.",
        "Visits 46 unannounced visits of 8 branches",
        "Not counted here 4 announced visits, 11 self-checks, 3 visits by other standards",
        "Where the visits stand published: 40, closed: 6, approved: 2, void: 1",
        "Not visited 1 branch of 9: Harbour, closed for works",
        "Passed 36 of 46 visits, 78 % (64 % to 88 %)",
        "2025.2 from 2 July 2026, n = 2; 2026.1 from 9 July 2026, n = 44",
        # the league
        "1 1 to 2 Harbour Haifa HAI-01 · North ▲ surely above the mean of the others 94.2 % 91.0 % to 97.4 % 93.1 8",
        "2 2 to 4 Harbour Cluj Old Town CLJ-03 · Transylvania 87.9 %",
        "SEA-06 · North ▽ surely below the mean of the others 71.0 %",
        "– Harbour, new since May NEW-07 · North too few to rank 96.0 % 85.9 % to 100.0 % 89.9 2",
        "2 branches have fewer than 3 scored visits each: too few to rank.",
        "2 branches are surely apart from the mean of the others: they are marked ▲ or ▽.",
        # the funnel
        "2 of 8 branches lie outside the inner lines; by chance alone it would be about 0.4.",
        "Beyond the outer lines, below: Harbour Seaside.",
        "Beside the spread usual among them, 0 stay outside.",
        # regions
        "North 3 branches 86.7 % 82.8 % to 90.6 % 15",
        "מרכז 1 branch Not enough visits 2",
        # sections
        "Harbour Seaside 5 71.0 67.5 58.8 30.0 –",
        # standards
        "ARR-04 · critical · missed more often than met at every branch 89 % 77 % to 95 % 8 of 8 46",
        "ARR-05 · changed by an edition 50 % 33 % to 67 % 5 of 7 30",
        "CPL-01 100 % 34 % to 100 % 2 of 2 2",
        "ARR-04 · critical 6 5 Harbour Seaside",
        "ARR-03 92 % 46",
        "ARR-01 limit 60 s 52 s 47 s to 58 s 1 min 58 s 1 min 36 s to 3 min 1 s 63 % 49 % to 76 % 46",
        "CPL-02 limit 1.5 h 1 h 7 min 12 min to 2 h 32 min 1 d 2 h 100 % 70 % to 100 % 9",
        "TEL-02 limit 30 s 9.3 s – 100 % 51 % to 100 % 4",
        # afterwards
        "7 verdicts were appealed (open: 1, upheld: 2, rejected: 4).",
        "ROOM-01 2 of 5",
        "As of 22 November 2026: 3 overdue, 12 open, 5 said to be done, not verified by a visit yet.",
        "Overdue at: Harbour Seaside (2);",
        "21 complaints, 9 compliments",
        "TEL-03 Always met, and complained of: is it the right standard? 7 – – 0 of 46",
        "GONE-01 · changed by an edition 1 – – –",
        # method
        "few visits find little",
        "not how content customers are",
    ],
)
def test_the_summary_says(shown: str, words: str) -> None:
    assert words in shown


def test_two_branches_of_two_are_not_called_every_branch(shown: str) -> None:
    assert shown.count("missed more often than met at every branch") == 1


def test_the_league_stands_in_the_order_of_the_places_and_the_unranked_come_last(shown: str) -> None:
    league = shown.partition("The branches")[2].partition("Chance or more")[0]
    places = [league.index(one.name if "<" not in one.name else "[RLO]evil") for one in BRANCHES[:8]]
    assert places == sorted(places)
    assert "closed for works" not in league


def test_hostile_words_stay_words() -> None:
    page = round_html(round_input(region='<i>"North'))
    assert "<script>" not in page
    assert "<i>" not in page
    assert "{{ 7 * 7 }}" in page
    assert "\u202e" not in page
    assert "[RLO]evil" in page


# What is not known is not said.


def test_nothing_is_called_surely_better_where_no_branch_is_flagged() -> None:
    calm = tuple(replace(one, word=Word.NOT_KNOWN) for one in FIGURES.league)
    found = words_of(with_figures(league=calm))
    assert "surely above the mean of the others 9" not in found
    assert "▲" not in found.partition("Method and limits")[0]
    assert (
        "No branch is surely above or below the mean of the others: the visits do not tell them apart."
        in found
    )


def test_without_a_ranking_there_are_no_places_and_it_says_why() -> None:
    entries = (
        LeagueEntry("HAI-01", Figure(2, 94.0, 80.0, 100.0)),
        LeagueEntry("TLV-02", Figure(3, 90.0, lack=Lack.ALL_THE_SAME)),
    )
    found = words_of(
        with_figures(league=entries, is_ranked=False, funnel=FunnelFigures(2, 5, lack=Lack.TOO_FEW))
    )
    assert (
        "No branch is ranked: the visits are too few, or too much alike, to put branches in an order."
        in found
    )
    assert "TLV-02 · מרכז 90.0 % all the same score – 3" in found
    assert "too few to rank" not in found
    assert "Not enough branches: 2 of 5." in found


def test_a_round_of_one_score_has_neither_interval_nor_funnel() -> None:
    found = words_of(
        with_figures(
            mean=Figure(46, 90.0, lack=Lack.ALL_THE_SAME), funnel=FunnelFigures(8, lack=Lack.ALL_THE_SAME)
        )
    )
    assert "All visits have the same score: they do not show how much scores vary." in found
    assert "All visits of each branch have one score: chance cannot be told." in found
    once = words_of(with_figures(funnel=FunnelFigures(8, 5, lack=Lack.TOO_FEW)))
    assert "Not enough visits: no branch was visited twice." in once


def test_one_visit_without_a_score_has_pages_that_stand() -> None:
    """A pack of one standard, all not applicable, nothing missed, no other branch."""
    bare = round_input(
        pack=a_pack(a_section("ARR", a_standard("ARR-01"))), visits=1, branches=(RoundBranch("B", "", "", 1),),
        figures=RoundFigures(Figure(0, lack=Lack.NOTHING), funnel=FunnelFigures(0, 5, lack=Lack.TOO_FEW)),
        editions=round_input().editions[1:], brand="", others_by_kind={}, other_packs=0, changed=frozenset(),
        repeats=(), after=RoundAfter(),
    )  # fmt: skip
    found = words_of(bare)
    for words in (
        "No scored visit n = 0 scored visits of 0 branches",
        "Not enough branches: 0 of 5.",
        "Nothing was missed.",
        "No branch missed anything in two visits in a row.",
        "No standard that 3 visits or more judged was met by all of them.",
        "No verdict of this period was appealed.",
        "No corrective action is open.",
        "No voice of a customer was noted in this period.",
    ):
        assert words in found
    assert "Measured times" not in found
    assert "The regions" not in found
    assert count_pages(round_pdf(bare)) == 2


def test_too_few_visits_have_no_mean() -> None:
    found = words_of(
        with_figures(mean=Figure(2, lack=Lack.TOO_FEW), passed=None, bands=(0, 0, 0, 0), unbanded=0)
    )
    assert "Not enough visits n = 2 scored visits of 8 branches" in found
    assert "Passed" not in found
    assert "Bands reached" not in found


def test_self_checks_are_called_so_everywhere() -> None:
    found = words_of(round_input(kind=VisitKind.SELF_CHECK))
    assert "Mean of all checks of branches by themselves" in found
    assert "46 self-checks of 8 branches" in found
    assert "Missed by two or more self-checks of a branch in a row" in found


# Many branches.


def test_many_sections_make_several_maps_below_each_other() -> None:
    source = round_input()
    sections = tuple(
        replace(one, code=f"{one.code}{turn}") for turn in range(5) for one in source.pack.sections
    )
    heat = tuple(replace(one, sections=one.sections * 5) for one in FIGURES.heat)
    shown = [
        section.code
        for place, section in enumerate(sections)
        if any(one.sections[place].value is not None for one in heat)
    ]
    assert len(shown) == 25
    figures = replace(FIGURES, heat=heat)
    maps = heat_of(
        replace(source, pack=replace(source.pack, sections=sections), figures=figures), spoken(RoundWords)
    )
    assert [len(one.columns) for one in maps] == [10, 10, 8]
    assert [name.text for one in maps for name in one.columns if name.text != "n"] == shown
    assert all(len(one.rows) == len(heat) for one in maps)


def test_a_long_league_pages_with_its_head_on_every_page() -> None:
    """50 branches with long names, and as many that were not visited."""
    branches = tuple(
        RoundBranch(f"B{place:03}", ("שם ארוך " if place % 3 else "Branch ") * 25, f"Region {place % 9}", 4)
        for place in range(50)
    )
    unseen = tuple(replace(one, code=f"U{one.code}", visits=0) for one in branches)
    figures = replace(
        FIGURES,
        league=tuple(replace(FIGURES.league[1], code=one.code) for one in branches),
        heat=tuple(replace(FIGURES.heat[0], code=one.code) for one in branches),
        weakest=FIGURES.weakest * 9,
        never_missed=FIGURES.never_missed * 9,
    )
    found = read_pdf(round_pdf(round_input(branches=(*branches, *unseen), figures=figures)))
    league = [page for page in found.pages if page.count("2 1 to 4") > 3]
    assert len(league) > 1
    assert all("Mean score" in page and "Likelier" in page for page in league)
    assert sum(page.count("2 1 to 4") for page in found.pages) == 50
    assert all(len(page) > 150 for page in found.pages)
    assert "and 10 more" in found.text
    assert "And 21 more standards." in found.text


# The PDF.


def test_the_pdf_has_headings_as_bookmarks_and_its_day(printed: WrittenPdf) -> None:
    assert [title for depth, title in printed.bookmarks if depth == 1] == [
        "Bands reached",
        "The branches",
        "Chance or more",
        "The regions",
        "Branches and sections",
        "Missed most often",
        "Missed again",
        "Met by everyone",
        "Measured times",
        "Appeals",
        "Corrective actions",
        "What customers said",
        "Method and limits",
    ]
    assert plain(printed.info["/Title"]).startswith("Summary of the round: Harbour Hotels, 1 July 2026 to")
    assert printed.info["/CreationDate"].startswith("D:20261122")


def test_no_page_is_empty_and_no_heading_stands_alone_at_a_foot(printed: WrittenPdf) -> None:
    assert 5 <= len(printed.pages) <= 8
    headings = {title for _depth, title in printed.bookmarks}
    for page in printed.pages:
        assert len(page) > 150
        body = page.rpartition("Harbour Hotels")[0].strip() or page
        assert not any(body.endswith(heading) for heading in headings)


def test_a_screen_reader_finds_tables_with_heads_and_pictures_with_words(made: bytes) -> None:
    tagged: Tagged = read_tagged(made)
    tables = tagged.document.find("Table")
    assert len(tables) >= 9
    assert all(table.find("TH") or table.find("TD") for table in tables)
    figures = tagged.document.find("Figure")
    assert len(figures) > 15
    assert all(one.alt for one in figures)
    told = " ".join(one.alt for one in figures)
    assert "Harbour Haifa" in told
    assert "n = 8" in told


def test_equal_input_gives_equal_bytes(made: bytes) -> None:
    assert round_pdf(round_input()) == made
