"""What widgets draw, line by line at a width: pure, so without an app."""

from fractions import Fraction

import pytest
from textual.color import Color
from textual.content import Content

from qaudit.core.standards import Brand
from qaudit.core.text import Text
from qaudit.core.timeline import RunningClock
from qaudit.core.walk import PackIndex, Progress, walk_visit
from qaudit.tui.entering import as_written, interpret, parts_after, written_by_digit
from qaudit.tui.keys import footer_keys
from qaudit.tui.theme import LEAST_CONTRAST, PANEL, app_theme, brand_theme, contrast, readable
from qaudit.tui.widgets.clocks import Timing, timing_lines
from qaudit.tui.widgets.entry import Typed, after_key
from qaudit.tui.widgets.heading import bar
from qaudit.tui.widgets.key_line import KeyLabel, laid_out
from qaudit.tui.widgets.lines import hanging, one_line, safe, two_ends, wrapped
from qaudit.tui.widgets.standard_card import Shown, card_lines
from tests.builders import (
    a_pack,
    a_standard,
    a_visit,
    checklist,
    choice,
    duration,
    moment,
    rating,
    seconds,
    seen,
)
from tests.tui.driving import TIMED

WIDTHS = [1, 5, 12, 20, 36, 92, 300]


# Lines.


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_its_window(width: int) -> None:
    words = safe("a word and anotherwordthatisverylongindeed שלום לכולם 界界界 \x1b[31m")
    assert all(line.cell_length <= width for line in wrapped(words, width))
    assert all(line.cell_length <= width for line in hanging(Content("Label"), words, width, 10))
    assert two_ends(words, Content("12 of 63"), width).cell_length <= width


def test_further_lines_hang_under_the_first() -> None:
    lines = hanging(Content("Note"), Content("one two three four"), 20, 8)
    assert [line.plain for line in lines] == ["Note    one two", "        three four"]


def test_the_end_of_a_line_is_kept_and_its_beginning_is_cut() -> None:
    assert two_ends(Content("a long beginning"), Content("end"), 12).plain == "a long … end"


def test_anybodys_words_are_text() -> None:
    assert safe("[b]\x1b[1m\u202e").plain == "[b]␛[1m[RLO]"
    assert one_line("a\nb\tc") == "a b c"


# The card.


def shown(code: str, *readings: object, **keys: object) -> list[str]:
    pack = keys.pop("pack", None)
    from qaudit.core.standards import Pack
    from tests.builders import Seen

    assert isinstance(pack, Pack)
    visit = a_visit(pack, *(one for one in readings if isinstance(one, Seen)), **keys)  # type: ignore[arg-type]
    return [line.plain for line in card_lines(Shown(walk_visit(PackIndex(pack), visit), code), 60)]


def test_a_card_says_limit_reading_and_verdict_in_words() -> None:
    pack = a_pack(
        a_standard("ARR-01", seconds(60, credit=[(60, 1), (120, "0.5")]), text="Greeted within a minute")
    )
    assert shown("ARR-01", seen("ARR-01", "72s", note="Busy"), pack=pack) == [
        "ARR-01",
        "Greeted within a minute",
        "",
        "Expected  at most 60 s; at most 2 min earns 50 %",
        "Reading   72 s, over by 12 s",
        "Verdict   partly met, 50 % of the points",
        "Note      Busy",
    ]


def test_a_card_shows_the_moments_of_its_clock() -> None:
    lines = shown("ARR-01", pack=TIMED, marks={"arrival": "14:00", "greeted": "14:00:48"})
    assert "Clock     arrival 14:00:00 → greeted 14:00:48" in lines
    assert "Reading   48 s, within the limit, by the clock" in lines


def test_a_card_ticks_what_was_chosen() -> None:
    pack = a_pack(
        a_standard("A-01", checklist("badge", "shoes")),
        a_standard("A-02", choice(good=1, bad=0)),
        a_standard("A-03", rating(1, 3)),
    )
    assert shown("A-01", seen("A-01", "shoes"), pack=pack)[3:5] == [" 1 [ ] badge", " 2 [x] shoes"]
    assert shown("A-02", seen("A-02", "good"), pack=pack)[3:5] == [" 1 (•) good", " 2 ( ) bad"]
    assert shown("A-03", seen("A-03", "2"), pack=pack)[3:6] == [" 1 ( ) ", " 2 (•) ", " 3 ( ) "]


def test_a_card_says_what_is_needed_and_how() -> None:
    pack = a_pack(a_standard("ARR-01"))
    assert "Note      a note is needed (o)" in shown("ARR-01", seen("ARR-01", "no"), pack=pack)


def test_a_long_note_is_cut_on_the_card() -> None:
    pack = a_pack(a_standard("ARR-01"))
    lines = shown("ARR-01", seen("ARR-01", "yes", note="n" * 10_000), pack=pack)
    assert len(lines) < 30
    assert "(10000 characters, o shows all)" in " ".join(lines)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_card_fits_any_width(width: int) -> None:
    walk = walk_visit(PackIndex(TIMED), a_visit(TIMED, marks={"arrival": "14:00"}))
    assert all(line.cell_length <= max(width, 8) for line in card_lines(Shown(walk, "ARR-01"), width))


# Clocks.


def clocks(*starts: str, limit: int | None = 60) -> Timing:
    running = tuple(
        RunningClock(
            f"ARR-{n}", "arrival", "greeted", moment(start), None if limit is None else Fraction(limit)
        )
        for n, start in enumerate(starts)
    )
    return Timing(TIMED, running, a_visit(TIMED, marks={"arrival": "14:00", "hold_on": "14:01"}).marks)


def drawn(timing: Timing, most: int = 3, most_marks: int = 1, now: str = "14:01:12.34") -> list[str]:
    return [line.plain for line in timing_lines(timing, moment(now), 44, most, most_marks)]


def test_a_clock_shows_tenths_and_the_limit_or_how_far_it_is_over() -> None:
    assert drawn(clocks("14:00:30")) == [
        "▸   42.3  until greeted              of 60 s",
        "14:01:00  hold_on",
    ]
    assert drawn(clocks("14:00"))[0] == "▸ 1:12.3  until greeted         over by 12 s"
    assert drawn(clocks("14:00:12"))[0].endswith("over by a moment")
    assert drawn(clocks("14:00", limit=None))[0].rstrip() == "▸ 1:12.3  until greeted"


def test_clocks_that_do_not_fit_are_counted() -> None:
    assert drawn(clocks("14:00", "14:00", "14:00", "14:00"))[2] == "  and 2 more clocks"


def test_marks_come_newest_first() -> None:
    assert drawn(clocks(), most=9, most_marks=9) == ["14:01:00  hold_on", "14:00:00  arrival"]


def test_without_events_there_is_nothing_to_draw() -> None:
    assert timing_lines(Timing(a_pack(a_standard())), moment("14:00"), 40, 3, 1) == []
    assert drawn(Timing(TIMED)) == ["No clock runs"]


# Typing.


def test_a_line_is_edited_at_its_cursor() -> None:
    typed = Typed.whole("1:2")
    for key in ("left", "backspace", "home", "delete", "end"):
        typed = after_key(typed, key) or pytest.fail(key)
    assert typed == Typed("2", 1)
    assert typed.with_inserted("a\nb") == Typed("2a b", 4)
    assert after_key(typed, "ctrl+u") == Typed("", 0)
    assert after_key(typed, "f5") is None


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("1:12", "= 72 s, over by 12 s"),
        ("48", "= 48 s, within the limit"),
        ("unseen", "= not observed"),
        ("", "a length of time such as 72s, 1:12 or 2.5min (bare: s)"),
        ("1:", "write a length of time such as 72s, 1:12 or 2.5min (bare: s)"),
    ],
)
def test_what_a_line_comes_to(typed: str, words: str) -> None:
    assert interpret(a_standard("ARR-01", seconds(60)), typed).words == words


def test_not_applicable_comes_to_nothing_where_it_is_not_allowed() -> None:
    found = interpret(a_standard("ARR-01", seconds(60), may_be_not_applicable=False), "na")
    assert (found.reading, found.words) == (None, "this standard always applies")


def test_options_go_by_number_too() -> None:
    many = choice(**{f"option{number}": "0.5" for number in range(12)})
    assert as_written(many, "12") == "option11"
    assert as_written(many, "13") == "13"
    assert as_written(checklist("badge", "shoes"), "1+2") == "badge+shoes"
    assert written_by_digit(many, "1") is None
    assert written_by_digit(choice(a=1, b=0), "2") == "b"
    assert written_by_digit(rating(0, 10), "1") is None
    assert written_by_digit(duration("s", at_most=60), "7") is None


def test_a_part_is_turned_round() -> None:
    from qaudit.core.readings import Parts

    measure = checklist("badge", "shoes")
    assert parts_after(measure, None, 2) == "shoes"
    assert parts_after(measure, Parts(("shoes",)), 1) == "badge+shoes"
    assert parts_after(measure, Parts(("shoes",)), 2) is None
    assert parts_after(measure, None, 0) == "none"


# The foot, the heading, the colours.


def test_keys_that_do_not_fit_are_left_out() -> None:
    labels = [
        KeyLabel("y", "yes", "yes"),
        KeyLabel("Space", "mark: a long moment", "mark"),
        KeyLabel("?", "help", "help"),
    ]
    assert [[label.shown for label in row] for row in laid_out(labels, 16, 1)] == [["y", "?"]]
    assert [[label.shown for label in row] for row in laid_out(labels, 26, 2)] == [["y", "?"], ["Space"]]
    assert laid_out(labels, 1, 2) == [[]]


def test_the_foot_shows_what_the_standard_takes() -> None:
    assert [key.shown for key in footer_keys("visit", {"yes_no", "open"})][:3] == ["y", "n", "?"]
    assert footer_keys("visit", {"number", "clocked"})[0].shown == "Space"


@pytest.mark.parametrize(
    ("settled", "asked", "drawn"), [(0, 4, "╌╌╌╌"), (1, 4, "━╌╌╌"), (4, 4, "━━━━"), (0, 0, "━━━━")]
)
def test_progress_is_a_bar_that_needs_no_colour(settled: int, asked: int, drawn: str) -> None:
    assert bar(Progress(asked, settled), 4) == drawn


@pytest.mark.parametrize("colour", ["#000000", "#0b3d5c", "#14474c", "#b5402a", "#ffffff", "#1a0033"])
def test_a_brands_colours_can_be_read(colour: str) -> None:
    assert contrast(Color.parse(readable(colour)), Color.parse(PANEL)) >= LEAST_CONTRAST


def test_a_brand_without_colours_has_the_apps_own() -> None:
    name = Text.plain("Harbour Hotels")
    assert brand_theme("x", Brand(name)).primary == app_theme().primary
    assert brand_theme("x", Brand(name, primary="#0b3d5c")).primary == readable("#0b3d5c")
    assert contrast(Color.parse("#ffffff"), Color.parse("#000000")) == pytest.approx(21)
