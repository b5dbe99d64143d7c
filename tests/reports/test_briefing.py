"""The auditor's briefing: what to do on the visit, and nothing that gives the score away."""

from dataclasses import replace
from pathlib import Path

import pytest

from qaudit import locale
from qaudit.core.standards import Demand, FactIs, Pack, StandardMissed
from qaudit.core.text import Text
from qaudit.core.visits import VisitKind
from qaudit.packs.library import Library
from qaudit.reports.briefing import briefing_html, briefing_pdf
from qaudit.resources import standards_folder
from tests.builders import a_pack, a_section, a_standard, checklist, choice, rating, seconds, words, yes_no
from tests.reports.briefed import BRIEFING, briefed_input, hidden
from tests.reports.harbour import harbour_pack
from tests.reports.tagged import read_tagged
from tests.reports.written import normalised, read_html, read_pdf


@pytest.fixture(autouse=True)
def spoken() -> None:
    locale.install()


def told(pack: Pack, **known: str) -> str:
    return read_html(briefing_html(briefed_input(pack, **known)))


def telling_pack() -> Pack:
    """Every kind of thing that a briefing must be silent about; 73, 37 and 88 stand nowhere in its texts."""
    return a_pack(
        a_section(
            "A",
            a_standard(
                "A-01",
                seconds(73),
                text="Greeted at once",
                weight=37,
                is_critical=True,
                tags={"stage": "greeting"},
            ),
            a_standard("A-02", rating(1, 5, met_from=4), text="The desk shines", tags={"stage": "bill"}),
            a_standard(
                "A-03", yes_no("no"), text="Boxes are in the way", gives_away=("no",), note=Demand.ALWAYS
            ),
            a_standard("A-04", choice(led="1", shown="1/2"), text="Shown the way", evidence=Demand.ALWAYS),
            a_standard("A-05", checklist("badge", "apron"), text="Dressed for work"),
            a_standard("A-06", text="Made good", when=StandardMissed("A-01")),
            a_standard("A-07", words(), text="What else was seen?"),
            weight=37,
            gate=88,
            title="At the door",
        ),
    )


def test_the_page_is_the_golden_one() -> None:
    golden = (Path(__file__).parent / BRIEFING).read_text(encoding="utf-8")
    assert normalised(briefing_html(briefed_input(luggage="yes"))) == golden


@pytest.mark.parametrize("pack", [telling_pack(), hidden(telling_pack())], ids=["shown", "hidden"])
def test_nothing_tells_what_a_reading_is_worth(pack: Pack) -> None:
    page = briefing_html(briefed_input(pack))
    said = read_html(page)
    assert "At the door" in said
    for secret in ("73", "37", "88", "1 min", "critical", "Critical", "gate", "weight", "limit", "badge", "led",
                   "missed", "expected", "trap", "Only where"):  # fmt: skip
        assert secret not in said, secret


def test_the_standards_own_words_stand_only_where_the_score_is_shown() -> None:
    texts = ("Greeted at once", "The desk shines", "Boxes are in the way", "Made good")
    shown, kept = told(telling_pack()), told(hidden(telling_pack()))
    assert all(text in shown for text in texts)
    assert not any(text in kept for text in texts)
    assert "Greeting · Bill" in kept
    assert "What else was seen?" in kept


def test_notes_and_evidence_of_a_hidden_pack_are_counted_by_section() -> None:
    kept = told(hidden(telling_pack()))
    assert kept.count("At the door: once") == 2
    assert "To note in any case" in kept
    assert "Evidence to bring" in kept


def test_clocks_are_told_by_their_moments() -> None:
    said = told(harbour_pack())
    clocks = said.partition("Clocks to keep")[2].partition("What to observe")[0]
    assert "Reaches the desk Holds the key" in clocks
    assert "1 time is taken by hand" in clocks
    assert not any(sign in clocks for sign in ("60", "30", "five", "limit"))


def test_known_facts_are_told_and_take_away_what_cannot_apply() -> None:
    pack = a_pack(
        a_section("A", a_standard("A-01", seconds(60, events=("in", "out")), when=FactIs("way", ("car",)))),
        a_section("B", a_standard("B-01", text="Always there")),
        facts={"way": ("car", "foot")},
        events=("in", "out"),
    )
    unknown = told(pack)
    assert "Find out:" in unknown
    assert "Clocks to keep" in unknown
    known = told(pack, way="foot")
    assert "Find out:" not in known
    assert "Clocks to keep" not in known
    assert "Moments to mark" not in known


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (None, "Do not say who you are"),
        (VisitKind.UNANNOUNCED, "Do not say who you are"),
        (VisitKind.ANNOUNCED, "Say who you are"),
        (VisitKind.SELF_CHECK, "Look as a customer looks"),
    ],
)
def test_each_kind_of_visit_has_its_rules(kind: VisitKind | None, sentence: str) -> None:
    said = read_html(briefing_html(replace(briefed_input(), kind=kind)))
    assert sentence in said
    assert "Submit within a day" in said


@pytest.mark.parametrize("language", ["en", "he", "ro"])
def test_a_shipped_pack_in_each_language(language: str) -> None:
    pack = Library((standards_folder(),)).load("city-hotel").pack
    source = replace(briefed_input(pack), language=language, words=language)
    document = read_pdf(briefing_pdf(source))
    assert 2 <= len(document.pages) <= 6
    page = briefing_html(source)
    assert f'<html lang="{language}" dir="{"rtl" if language == "he" else "ltr"}">' in page
    assert not pack.scoring.shows_score_to_shopper
    assert not any(one.text.in_language(language) in page for one in pack.standards if one.note is not Demand.ALWAYS
                   and one.is_scored)  # fmt: skip


def test_hostile_words_stand_and_are_shown_as_they_are() -> None:
    pack = harbour_pack()
    voice = Text.plain("<script>\u202e" + "W" * 3000)
    source = briefed_input(replace(pack, title=voice, brand=replace(pack.brand, voice=voice)))
    page = briefing_html(source)
    assert "<script>" not in page
    assert "\u202e" not in page
    assert read_pdf(briefing_pdf(source)).pages


def test_a_screen_reader_meets_the_parts_in_order() -> None:
    tagged = read_tagged(briefing_pdf(briefed_input()))
    assert tagged.loose == tagged.unowned == 0
    heads = [one.text for one in tagged.document.find("H2")]
    assert heads == [
        "Rules of the trade",
        "Facts to know",
        "Moments to mark",
        "Clocks to keep",
        "What to observe, in order",
        "To note in any case",
    ]


def test_equal_input_gives_equal_bytes() -> None:
    assert briefing_pdf(briefed_input()) == briefing_pdf(briefed_input())
