"""The document of a branch: what stands in it, in which words, and what it never says."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from qaudit import locale
from qaudit.core.measures import DurationMeasure
from qaudit.core.visits import Branch, VisitKind
from qaudit.reports.branch_report import branch_html, branch_pdf
from qaudit.reports.branch_subject import Figure, Lack, Others, Trend, TrendVisit, Word
from tests.builders import a_pack, a_section, a_standard
from tests.reports.branch_year import HOSTILE, branch_year, day, trend
from tests.reports.written import BRANCH, WrittenPdf, count_pages, normalised, plain, read_html, read_pdf


@pytest.fixture(scope="module", autouse=True)
def catalogues() -> None:
    locale.install()


@pytest.fixture(scope="module")
def printed() -> WrittenPdf:
    return read_pdf(branch_pdf(branch_year()))


@pytest.fixture(scope="module")
def shown() -> str:
    return read_html(branch_html(branch_year()))


def words_of(**keys: object) -> str:
    return read_html(branch_html(branch_year(**keys)))


@pytest.mark.parametrize("language", ["en", "he", "ro"])
def test_the_page_is_the_golden_one(language: str) -> None:
    """Written anew by `python -m tests.reports.write_golden`, after the difference was read."""
    golden = (Path(__file__).parent / BRANCH.format(language=language)).read_text(encoding="utf-8")
    assert len(golden) > 10_000
    page = branch_html(branch_year(words=language, language=language))
    assert normalised(page) == golden
    assert f'<html lang="{language}" dir="{"rtl" if language == "he" else "ltr"}"' in page


@pytest.mark.parametrize(
    "words",
    [
        # head: never a figure without its n
        "Harbour Haifa 1 January 2026 to 31 October 2026",
        "84.9 % Mean of the unannounced visits 95 % interval: 79.4 % to 90.4 % n = 11",
        "12 unannounced visits",
        "Not counted here 1 announced visit, 4 self-checks, 2 visits by other standards",
        "2025.2 from 20 January 2026, n = 1; 2026.1 from 3 February 2026, n = 11",
        "Scores by edition 2025.2 do not compare with those by the newest edition",
        # what to mend, with its rule
        "Check-in is finished within five minutes of reaching the desk ARR-04 · critical Critical, missed in 4 visits",
        "Missed in 3 visits in a row; the last miss cost 2.7 % of the score.",
        "Missed by the last visit; it cost 6.0 % of the score.",
        "The rule: first critical standards that were missed again",
        # beside the others
        "The other branches of North 3 branches 78.9 % 76.0 % to 81.8 % 31",
        "Higher than the other branches of North by 6.0 points (0.6 to 11.4).",
        "Whether it is higher or lower than all other branches cannot be told: the difference of +1.9 points is within",
        # the trend
        "Mean and limits come from 11 visits. Fewer than 20: the limits may still move.",
        "▽ 15 February 2026, 61.0 %: below the lower limit.",
        "the eighth visit or more in a row above the mean. The branch has become better.",
        # standards
        "ARR-04 · critical 4 3 June 2026",
        "ARR-05 · changed by an edition 3 9 July 2026",
        "ARR-04 · critical 33 % 14 % to 61 % 12",
        "14 other standards were judged and never missed.",
        # times
        "limit 60 s median 46 s p90 1 min 46 s 10 of 14 45 % to 88 %",
        # afterwards
        "As of 22 November 2026: 1 overdue, 1 open, 1 said to be done, not verified by a visit yet.",
        "✗ overdue, 113 days",
        "rejected Day of the visit: 14 May 2026 Appeal by the branch (dana) on 22 May 2026. Contested: Missed.",
        "Amended by headquarters (boss) on 26 May 2026: the reading is now 2 of 4.",
        "The appeal is not decided yet.",
        # voices
        "9 complaints, 3 compliments, 1 suggestion",
        "TEL-03 Always met, and complained of: is it the right standard? 5 – – 0 of 12",
        "GONE-01 · changed by an edition 1 – – –",
        # method
        "An interval holds the true value 95 times in 100.",
        "not how content customers are",
    ],
)
def test_the_document_says(shown: str, words: str) -> None:
    assert words in shown


def test_overdue_actions_stand_before_the_others(shown: str) -> None:
    actions = shown.partition("Corrective actions")[2].partition("Appeals")[0]
    assert re.findall(r"(?:overdue|open|done)\b(?!,? \d* ?not)", actions.partition("State")[2])[:1] == [
        "overdue"
    ]
    assert actions.index("Two at the desk") < actions.index("לתקן") < actions.index("Practise the greeting")


def test_hostile_words_stay_words() -> None:
    page = branch_html(branch_year(branch=Branch(HOSTILE, HOSTILE, HOSTILE, HOSTILE)))
    assert "<script>" not in page
    assert "{{ 7 * 7 }}" in page
    assert "\u202e" not in page
    assert "[RLO]evil" in page


# What is not known is not said.


@pytest.mark.parametrize(
    ("mean", "scores", "words"),
    [
        (Figure(0, lack=Lack.NOTHING), (), "No scored visit"),
        (
            Figure(1, lack=Lack.TOO_FEW),
            (92.2,),
            "Not enough visits 1 unannounced visit A mean needs 3 visits.",
        ),
        (Figure(2, lack=Lack.TOO_FEW), (92.2, 98.7), "The scores: 92.2 %, 98.7 %"),
        (Figure(3, 90.0, lack=Lack.ALL_THE_SAME), (90.0,) * 3, "All visits have the same score"),
    ],
)
def test_too_few_visits_have_no_mean(mean: Figure, scores: tuple[float, ...], words: str) -> None:
    shown = words_of(
        mean=mean,
        scores=scores,
        region=None,
        brand=Others(2, Figure(9, 80.0, 75.0, 85.0), None, Word.NOT_KNOWN),
    )
    assert words in shown
    assert "Too few visits to compare it with all other branches." in shown
    assert "Higher than" not in shown


@pytest.mark.parametrize(
    ("others", "words"),
    [
        (
            Others(0, Figure(0, lack=Lack.NOTHING), None, Word.NOT_KNOWN),
            "No visit of this period lets it be compared",
        ),
        (Others(1, Figure(5, 80.0), Figure(11, 4.9, lack=Lack.ALL_THE_SAME), Word.NOT_KNOWN), "do not vary"),
        (Others(4, Figure(9, 90.0), Figure(11, -5.1, -9.0, -1.2), Word.WORSE), "by 5.1 points (1.2 to 9.0)"),
    ],
)
def test_nothing_is_called_higher_or_lower_without_an_interval_that_says_so(
    others: Others, words: str
) -> None:
    shown = words_of(region=others, brand=None)
    assert words in shown
    assert ("Lower than" in shown) == (others.word is Word.WORSE)
    assert "Higher than" not in shown


def test_a_trend_of_few_visits_has_no_limits_and_says_so() -> None:
    short = replace(trend()).visits[3:7]
    visits = tuple(replace(one, signals=()) for one in short)
    shown = words_of(trend=Trend(visits, 4, 8, lack=Lack.TOO_FEW))
    assert "Not enough visits for limits: 4 of 8." in shown
    assert "Mean and limits come from" not in shown
    assert "No signal" not in shown


def test_a_trend_without_a_signal_says_so() -> None:
    calm = replace(trend(), visits=tuple(replace(one, signals=()) for one in trend().visits), high=None)
    shown = words_of(trend=calm)
    assert "No signal: the ups and downs are the usual ones." in shown
    assert "A limit beyond the end of the scale is not drawn" in shown


def test_many_signals_are_told_up_to_eight() -> None:
    signal = next(one.signals for one in trend().visits if one.signals)
    visits = tuple(TrendVisit(day(5), 60.0, "2026.1", signal) for _ in range(12))
    assert "And 4 earlier signals." in words_of(trend=replace(trend(), visits=visits))


def test_a_branch_without_anything_has_pages_that_stand() -> None:
    """A pack of one standard, one unscored visit, nothing missed, nobody else visited."""
    pack = a_pack(a_section("ARR", a_standard("ARR-01")))
    bare = branch_year(
        pack=pack, visits=1, mean=Figure(0, lack=Lack.NOTHING), scores=(), region=None,
        brand=Others(0, Figure(0, lack=Lack.NOTHING), None, Word.NOT_KNOWN),
        trend=Trend((), 0, 8, lack=Lack.TOO_FEW), editions=branch_year().editions[1:], others_by_kind={}, other_packs=0,
        changed=frozenset(), repeats=(), weakest=(), never_missed=0, times=(), actions=(), appeals=(), voices=(),
        said={}, mends=(),
    )  # fmt: skip
    shown = read_html(branch_html(bare))
    for words in (
        "Nothing: no standard was missed by the last visit that judged it.",
        "Nothing was missed in two visits in a row.",
        "No corrective action is open.",
        "No verdict of this period was appealed.",
        "No voice of a customer was noted in this period.",
    ):
        assert words in shown
    assert "Measured times" not in shown
    assert count_pages(branch_pdf(bare)) == 2


def test_how_many_standards_are_not_shown_is_said() -> None:
    full = branch_year()
    shown = words_of(repeats=full.repeats * 9, times=full.times * 6)
    assert "And 7 more standards." in shown
    assert "And 2 more standards." in shown


def test_long_words_are_cut_short_where_their_visit_has_them_whole() -> None:
    full = branch_year()
    wordy = replace(full.actions[0], what="word " * 2000)
    shown = words_of(
        branch=Branch("B" * 60, "Grand " * 100, "Region " * 50),
        actions=(wordy,) * 3,
        appeals=((replace(full.appeals[0][0], words="because " * 2000), day(5)),),
    )
    assert len(shown) < 12_000
    assert "word word…" in shown


def test_self_checks_are_called_so_everywhere() -> None:
    shown = words_of(kind=VisitKind.SELF_CHECK)
    assert "Mean of the branch's checks of itself" in shown
    assert "12 self-checks" in shown
    assert "Missed by the last self-checks in a row" in shown


# The PDF.


def test_the_pdf_has_headings_as_bookmarks_and_its_day(printed: WrittenPdf) -> None:
    assert [title for depth, title in printed.bookmarks if depth == 1] == [
        "The next things to mend",
        "Beside the other branches",
        "The trend",
        "Missed again and again",
        "Met least often",
        "Measured times",
        "Corrective actions",
        "Appeals",
        "What customers said",
        "Method and limits",
    ]
    assert plain(printed.info["/Title"]) == "Branch report: Harbour Haifa, 1 January 2026 to 31 October 2026"
    assert printed.info["/CreationDate"].startswith("D:20261122")
    assert "Page 1 of" in printed.pages[0]


def test_no_page_is_empty_and_no_heading_stands_alone_at_a_foot(printed: WrittenPdf) -> None:
    assert 4 <= len(printed.pages) <= 7
    headings = {title for _depth, title in printed.bookmarks}
    for page in printed.pages:
        assert len(page) > 200
        body = page.rpartition("Harbour Hotels")[0].strip() or page
        assert not any(body.endswith(heading) for heading in headings)


def test_words_over_a_chart_are_text_in_their_order() -> None:
    """WeasyPrint would set text inside an SVG letter by letter: Hebrew would be found backwards."""
    hebrew = branch_year(words="he", language="he")
    found = read_pdf(branch_pdf(hebrew)).text
    assert "באוקטובר" in found
    assert "באוקטובר"[::-1] not in found
    assert "<text" not in branch_html(hebrew)


def test_equal_input_gives_equal_bytes() -> None:
    assert branch_pdf(branch_year()) == branch_pdf(branch_year())


def test_a_standard_with_two_limits_has_both_drawn() -> None:
    from tests.builders import duration

    pack = a_pack(a_section("ARR", a_standard("ARR-01", duration("min", between=(5, 7)))))
    assert isinstance(pack.standards[0].measure, DurationMeasure)
    times = (replace(branch_year().times[0], code="ARR-01"),)
    shown = words_of(
        pack=pack, times=times, weakest=(), repeats=(), mends=(), appeals=(), changed=frozenset()
    )
    assert "5 min 7 min" in shown
