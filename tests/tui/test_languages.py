"""A visit walked from first to last in Hebrew and in Romanian: what is drawn is in order, what is kept is logical."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from textual.widgets import Input

from qaudit import locale, speech
from qaudit.core.readings import write_reading
from qaudit.core.standards import Event, Pack
from qaudit.core.text import Text
from qaudit.core.visits import Branch, VisitStatus
from qaudit.speech import _
from qaudit.tui.display_order import Direction, drawn
from qaudit.tui.widgets.preview import Preview
from qaudit.wiring import Desk
from tests.builders import a_pack, a_section, a_standard, checklist, choice, count, duration, rating, words
from tests.tui.conftest import Drive
from tests.tui.driving import SIZES, Clock, Driven, Size, on_the_disk, open_visit

TEXTS = {
    "GRT-01": ("The guest is greeted by name", "האורח מתקבל בשמו", "Oaspetele este salutat pe nume"),
    "GRT-02": ("Greeted within 60 s", "ברכה תוך 60 שניות", "Salutat în 60 de secunde"),
    "GRT-03": ("Rings before the answer", "צלצולים עד למענה", "Apeluri până la răspuns"),
    "STF-01": ("The uniform", "המדים (VIP)", "Uniforma"),
    "STF-02": ("What the desk gives", "מה נמסר בדלפק", "Ce se dă la recepție"),
    "STF-03": ("Warmth of the welcome", "חום קבלת הפנים", "Căldura primirii"),
    "END-01": ("What was best?", "מה היה הטוב ביותר?", "Ce a fost cel mai bun?"),
    "arrival": ("arrival", "הגעה", "sosire"),
    "greeted": ("greeted", "ברכה", "salut"),
    "clean": ("clean", "נקיים", "curată"),
    "worn": ("worn", "בלויים", "uzată"),
    "key": ("key card", "כרטיס מפתח", "cartela"),
    "map": ("map", "מפה", "harta"),
}
SECTIONS = {
    "GRT": ("Welcome", "קבלת פנים", "Primirea"),
    "STF": ("Staff", "צוות", "Personalul"),
    "END": ("End", "סיום", "Final"),
}
NOTE = {"he": "התאורה (בלובי) כבויה, 12:30", "ro": "Lumina din hol, stinsă"}
WORDS = {"he": "הכול היה טוב", "ro": "Totul a fost bine"}
LAYOUT = {"he": {"y": "ט", "n": "מ", "o": "ם", "s": "ד", "]": "]"}, "ro": {"]": "î"}}
BRANCH = Branch("HAI-01", "מלון הנמל חיפה")


def text_of(name: str) -> Text:
    english, hebrew, romanian = {**TEXTS, **SECTIONS}[name]
    return Text((("en", english), ("he", hebrew), ("ro", romanian)))


def trilingual() -> Pack:
    """A pack with a standard of most kinds, in three languages."""
    uniform = choice(clean=1, worn=0)
    desk = checklist("key", "map")
    pack = a_pack(
        a_section(
            "GRT",
            a_standard("GRT-01", text=text_of("GRT-01")),
            a_standard(
                "GRT-02", duration("s", at_most=60, events=("arrival", "greeted")), text=text_of("GRT-02")
            ),
            a_standard("GRT-03", count("rings", at_most=3), text=text_of("GRT-03")),
            title=text_of("GRT"),
        ),
        a_section(
            "STF",
            a_standard(
                "STF-01",
                replace(
                    uniform, options=tuple(replace(one, text=text_of(one.key)) for one in uniform.options)
                ),
                text=text_of("STF-01"),
            ),
            a_standard(
                "STF-02",
                replace(desk, parts=tuple(replace(one, text=text_of(one.key)) for one in desk.parts)),
                text=text_of("STF-02"),
            ),
            a_standard("STF-03", rating(1, 5), text=text_of("STF-03")),
            title=text_of("STF"),
        ),
        a_section("END", a_standard("END-01", words(), text=text_of("END-01")), title=text_of("END")),
        languages=("en", "he", "ro"),
        events=["arrival", "greeted"],
    )
    return replace(pack, events=tuple(Event(event.name, text_of(event.name)) for event in pack.events))


@pytest.fixture(params=["he", "ro"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """The language that the program speaks."""
    locale.install()
    speech.speak(request.param)
    yield request.param
    speech.speak(speech.ENGLISH)


def as_shown(words: str, language: str) -> str:
    return drawn(words, Direction.RTL) if language == "he" else words


def shows(app: Driven, name: str, language: str) -> bool:
    return as_shown(text_of(name).in_language(language), language) in app.text


@pytest.mark.parametrize("size", SIZES)
async def test_a_visit_is_walked_from_first_to_last(
    desk: Desk, drive: Drive, clock: Clock, size: Size, language: str
) -> None:
    def key(name: str) -> str:
        return LAYOUT[language].get(name, name)

    visit_id = open_visit(desk, trilingual(), branch=BRANCH)
    async with drive(visit_id, size=size) as app:
        assert shows(app, "GRT-01", language)
        assert shows(app, "GRT", language)
        await app.press(key("o"))
        await app.write(NOTE[language])
        if language == "he":
            assert as_shown(NOTE[language], language) in app.text
        assert app.screen.query_one(Preview).display is (language == "he")
        await app.press("enter", key("y"))
        assert shows(app, "GRT-02", language)
        await app.press("space")
        clock.go_on(48)
        await app.press("space")
        assert text_of("greeted").in_language(language) in app.status
        await app.press("tab")
        assert shows(app, "GRT-03", language)
        await app.press("2", "enter")
        assert shows(app, "STF-01", language)
        assert shows(app, "worn", language)
        await app.press("1", "2", "enter")
        assert shows(app, "STF-03", language)
        await app.press("5")
        assert shows(app, "END-01", language)
        await app.press("enter")
        await app.write(WORDS[language])
        await app.press("enter")
        assert _("all answered: s submits") in app.status
        assert as_shown(_("all answered: s submits"), language).split()[-1] in app.text
        await app.press(key("s"), key("s"), key("y"), key("n"))
        assert _("submitted {time}", time="14:00:48") == app.status
    walk = on_the_disk(desk, visit_id)
    assert walk.visit.status is VisitStatus.SUBMITTED
    assert walk.visit.branch == BRANCH
    assert walk.readings["GRT-01"].note == NOTE[language]
    found = {code: write_reading(seen.reading) for code, seen in walk.readings.items() if seen.reading}
    assert found == {
        "GRT-01": "yes",
        "GRT-03": "2",
        "STF-01": "clean",
        "STF-02": "map",
        "STF-03": "5",
        "END-01": WORDS[language],
    }
    assert write_reading(walk.judged["GRT-02"].reading or pytest.fail("no reading")) == "48s"


async def test_keys_of_another_layout_do_what_the_key_at_their_place_does(
    desk: Desk, drive: Drive, language: str
) -> None:
    visit_id = open_visit(desk, trilingual())
    async with drive(visit_id) as app:
        await app.press(LAYOUT[language]["]"])
        assert app.visit.code == "STF-01"
        await app.press("ל", "ל")
        assert app.visit.code == "GRT-02"
        await app.press("צ")
        assert app.page == "PickSheet"
        await app.press("נ")
    assert [mark.event for mark in on_the_disk(desk, visit_id).visit.marks] == ["greeted"]


async def test_words_are_typed_as_they_are_and_shown_in_order_below(
    desk: Desk, drive: Drive, language: str
) -> None:
    visit_id = open_visit(desk, trilingual())
    async with drive(visit_id) as app:
        await app.press("j", "space", "c", "a")
        app.screen.query_one("#time", Input).value = "13:59:30"
        await app.settle()
        await app.press("enter")
        await app.write("טעות (שלי)")
        assert drawn("טעות (שלי)", Direction.RTL) in app.text
        await app.press("enter")
    assert desk.fieldwork.journal(visit_id)[-1].why == "טעות (שלי)"


async def test_a_search_finds_words_as_they_are_kept(desk: Desk, drive: Drive, language: str) -> None:
    visit_id = open_visit(desk, trilingual())
    async with drive(visit_id) as app:
        await app.press("slash")
        await app.write("מה נמסר")
        await app.press("enter")
        assert app.visit.code == "STF-02"


async def test_wide_pages_have_their_sections_where_reading_begins(
    desk: Desk, drive: Drive, language: str
) -> None:
    visit_id = open_visit(desk, trilingual())
    async with drive(visit_id, size=(160, 40)) as app:
        sections, card = app.screen.query_one("#sections"), app.screen.query_one("#card")
        assert (sections.region.x > card.region.x) is (language == "he")


async def test_in_english_a_hebrew_pack_is_read_from_the_right_and_the_program_from_the_left(
    desk: Desk, drive: Drive
) -> None:
    pack = a_pack(a_standard("ARR-01", choice(yes=1, no=0), text="האורח התקבל (VIP) בתוך 60 שניות"))
    visit_id = open_visit(desk, pack)
    async with drive(visit_id) as app:
        lines = [line.rstrip() for line in app.text.split("\n")]
    [text] = [line for line in lines if "VIP" in line]
    assert text.endswith("תוינש 60 ךותב (VIP) לבקתה חרואה")
    assert any(line.endswith("( )  1") for line in lines)
    assert any(line.strip().startswith("Reading   none yet") for line in lines)
