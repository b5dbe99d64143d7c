"""Lines in the order of drawing: what moves, what stays together, and that nothing is lost on the way."""

import io
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

import pytest
from bidi import get_display
from bidi.mirror import MIRRORED
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content, Span

from qaudit import speech
from qaudit.core.walk import Progress
from qaudit.tui.app import _left_alone
from qaudit.tui.display_order import (
    Direction,
    direction_of,
    direction_of_piece,
    draw_in_order,
    drawn,
    levels,
    turns,
    undrawn,
    visual_order,
)
from qaudit.tui.terminal_bidi import is_ordered_by_app
from qaudit.tui.widgets.heading import bar
from qaudit.tui.widgets.lines import hanging, in_order, row, wrapped

RTL, LTR = Direction.RTL, Direction.LTR
LETTERS = "אבגדהשלום abcXYZ 0123456789:,.-+%/()[]<>\"'!·–→ś₪$\u05b0\u05bc"
LINES = st.text(alphabet=LETTERS, min_size=1, max_size=40)
STYLES = ("bold", "italic", "reverse")


@pytest.fixture
def in_english_again() -> Iterator[None]:
    """Whatever the program comes to speak, it speaks English afterwards."""
    yield
    speech.speak(speech.ENGLISH)


@pytest.fixture
def in_hebrew() -> Iterator[None]:
    """The program speaks Hebrew."""
    speech.speak("he")
    yield
    speech.speak(speech.ENGLISH)


@pytest.mark.parametrize(
    ("words", "direction", "shown"),
    [
        ("שלום", RTL, "םולש"),
        ("התקבל תוך 60 שניות", RTL, "תוינש 60 ךות לבקתה"),
        ("התקבל (VIP) ב-12:30", RTL, "12:30-ב (VIP) לבקתה"),
        ("[א] {ב} <ג>", RTL, "<ג> {ב} [א]"),
        ("WhatsApp ו-SMS.", RTL, ".SMS-ו WhatsApp"),
        ("ציון -2 מ-10", RTL, "10-מ -2 ןויצ"),
        ("אין קובץ /tmp/a.png (בדיקה)", RTL, "(הקידב) /tmp/a.png ץבוק ןיא"),
        ("הקובץ ~/a.yaml, עם --db", RTL, "--db םע ,~/a.yaml ץבוקה"),
        ("שָׁלוֹם", RTL, "םוֹלשָׁ"),
        ("טוב 👍🏽", RTL, "👍🏽 בוט"),
        ("א\u200f, ב", RTL, "ב ,א"),
        ("RES-04 · 72 s", LTR, "RES-04 · 72 s"),
        ("RES-04 · כן · 72 s", RTL, "72 s · ןכ · RES-04"),
        ("הגעה → קבלה", RTL, "הלבק ← העגה"),
        ("saved 14:00 · הגעה · 72 s", LTR, "saved 14:00 · העגה · 72 s"),
        ("SMS, 12:30.", RTL, ".SMS, 12:30"),
        (".pdf", RTL, ".pdf"),
    ],
)
def test_a_line_is_drawn_from_the_side_that_its_words_are_read_from(
    words: str, direction: Direction, shown: str
) -> None:
    assert drawn(words, direction) == shown


@given(LINES, st.sampled_from(Direction))
def test_characters_stand_where_the_bidirectional_algorithm_puts_them(
    words: str, direction: Direction
) -> None:
    words = "".join(one for one in words if one not in "\u05b0\u05bc·→-+/")
    found = levels(words, direction)
    order = list(range(len(words)))
    for least in range(max(found, default=0), 0, -1):
        at = 0
        while at < len(order):
            end = at
            while end < len(order) and found[order[end]] >= least:
                end += 1
            order[at:end] = order[at:end][::-1]
            at = max(end, at + 1)
    assert "".join(words[place] for place in order) == get_display(words, base_dir=direction.value)


@pytest.mark.parametrize(
    "words",
    [
        "האורח התקבל תוך 60 שניות",
        "התקבל (VIP) ב-12:30",
        "saved 14:00 · הגעה · 72 s",
        "RES-04 · כן",
        "ציון -2",
    ],
)
@pytest.mark.usefixtures("in_english_again")
def test_what_is_copied_from_the_screen_is_in_the_order_of_reading(words: str) -> None:
    assert undrawn(drawn(words, direction_of_piece(words))) == words
    speech.speak("he")
    assert undrawn(drawn(words, RTL)) == words
    assert undrawn("in English · 72 s") == "in English · 72 s"


@given(LINES, st.sampled_from(Direction))
def test_every_character_is_drawn_once(words: str, direction: Direction) -> None:
    order = visual_order(words, direction)
    assert sorted(place for place, _one in order) == list(range(len(words)))
    turned = {**MIRRORED, "→": "←"}
    assert all(one in (words[place], turned.get(words[place])) for place, one in order)


@given(
    LINES, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from(STYLES)), max_size=4)
)
def test_styles_stay_with_their_characters(words: str, chosen: list[tuple[int, int, str]]) -> None:
    spans = [Span(min(one), min(max(one), len(words)), style) for *one, style in chosen]
    line = Content(words, [span for span in spans if span.start < span.end])
    for direction in Direction:
        assert _styled(in_order(line, direction)) == _styled(line)


def _styled(line: Content) -> Counter[tuple[str, frozenset[str]]]:
    """How often each character, or its mirror image, stands in each set of styles."""
    same = {**{one: min(one, other) for one, other in MIRRORED.items()}, "←": "→"}
    found: Counter[tuple[str, frozenset[str]]] = Counter()
    for place, one in enumerate(line.plain):
        styles = frozenset(str(span.style) for span in line.spans if span.start <= place < span.end)
        found[same.get(one, one), styles] += 1
    return found


@given(st.lists(LINES, max_size=6).map(" ".join), st.integers(4, 60))
def test_lines_are_folded_as_they_would_be_without_turning(words: str, width: int) -> None:
    turned = wrapped(Content(words), width)
    draw_in_order(False)
    try:
        plain = wrapped(Content(words), width)
    finally:
        draw_in_order(True)
    assert [_styled(line) - Counter({(" ", frozenset()): 99}) for line in turned] == [
        _styled(line) - Counter({(" ", frozenset()): 99}) for line in plain
    ]
    assert all(line.cell_length <= width for line in turned)


def test_a_hebrew_paragraph_ends_at_the_right_in_every_line() -> None:
    text = "האורח התקבל בכניסה בתוך שישים שניות ובשמו, וגם WhatsApp נבדק."
    lines = [line.plain for line in wrapped(Content(text), 24)]
    assert len(lines) > 2
    assert all(len(line) == 24 and not line.endswith(" ") for line in lines)
    assert lines[0].endswith("הסינכב לבקתה חרואה")


def test_english_is_not_touched() -> None:
    line = Content("RES-04 (a) → b", [Span(0, 6, "bold")])
    assert not turns(line.plain)
    assert in_order(line) is line
    assert [one.plain for one in hanging(Content("Note"), Content("one two three"), 20, 8)] == [
        "Note    one two",
        "        three",
    ]


@pytest.mark.parametrize(
    ("words", "direction"),
    [
        ("שלום", RTL),
        ("Wi-Fi זמין בכל החדרים", RTL),
        ("The sign says שלום", LTR),
        ("12:30", LTR),
        ("English", LTR),
    ],
)
def test_somebodys_words_have_a_direction_of_their_own(words: str, direction: Direction) -> None:
    assert direction_of(words) is direction


@pytest.mark.usefixtures("in_hebrew")
def test_a_row_begins_at_the_right_in_hebrew() -> None:
    pieces = (Content("RES-04"), Content("  "), Content("התקבל בשמו"))
    assert row(pieces, 30, (Content("3 מתוך 12"),)).plain == "12 ךותמ 3   ומשב לבקתה  RES-04"
    assert bar(Progress(settled=3, asked=10)) == "╌╌╌╌╌╌╌━━━"
    label, body = Content("הערה"), Content("a short one")
    assert [line.plain for line in hanging(label, body, 24, 8)] == ["     a short one    הרעה"]


def test_a_row_begins_at_the_left_in_english_whatever_stands_in_it() -> None:
    pieces = (Content("RES-04"), Content("  "), Content("התקבל בשמו"))
    assert row(pieces, 30, (Content("3 of 12"),)).plain == "RES-04  ומשב לבקתה     3 of 12"


@pytest.mark.usefixtures("in_hebrew")
def test_nothing_is_turned_where_the_terminal_does_it() -> None:
    draw_in_order(False)
    try:
        assert row((Content("אחת"), Content(" "), Content("שתיים")), 30).plain == "אחת שתיים"
        assert wrapped(Content("שלום לכם"), 30)[0].plain == "שלום לכם"
    finally:
        draw_in_order(True)


@pytest.mark.parametrize(
    ("bidi", "signs", "is_ours"),
    [
        ("auto", {}, True),
        ("auto", {"TERM": "xterm-kitty"}, True),
        ("auto", {"VTE_VERSION": "7800", "TERM": "xterm-256color"}, True),
        ("auto", {"VTE_VERSION": "7800", "TERM": "tmux-256color"}, False),
        ("auto", {"VTE_VERSION": "5202", "TERM": "screen"}, True),
        ("auto", {"KONSOLE_VERSION": "230804"}, False),
        ("auto", {"TERM_PROGRAM": "Apple_Terminal"}, False),
        ("auto", {"TERM": "mlterm"}, False),
        ("auto", {"TERM": "putty-256color"}, False),
        ("app", {"KONSOLE_VERSION": "230804"}, True),
        ("terminal", {}, False),
        ("off", {}, False),
    ],
)
def test_who_orders_goes_by_the_setting_and_by_what_the_terminal_tells(
    bidi: str, signs: dict[str, str], is_ours: bool
) -> None:
    assert is_ordered_by_app(bidi, signs) is is_ours


class Screen(io.StringIO):
    """What is written to a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("is_wanted", "written"), [(True, "\x1b[8lshown\x1b[8h"), (False, "shown")])
def test_the_terminal_is_told_to_leave_the_order_alone_while_the_app_runs(
    is_wanted: bool, written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "__stderr__", screen)
    with suppress(KeyboardInterrupt), _left_alone(is_wanted):
        screen.write("shown")
        raise KeyboardInterrupt
    assert screen.getvalue() == written
