"""Words in several languages, and hostile text made visible."""

import pytest

from qaudit.core.text import Text, printable, storable

GREETING = Text((("en", "The guest is greeted"), ("he", "האורח מתקבל בברכה")))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("he", "האורח מתקבל בברכה"),
        ("en", "The guest is greeted"),
        ("ro", "The guest is greeted"),
        (None, "The guest is greeted"),
    ],
)
def test_a_missing_language_falls_back_to_the_packs_own(language: str | None, words: str) -> None:
    assert GREETING.in_language(language) == words


def test_text_is_shown_in_the_packs_own_language() -> None:
    assert str(GREETING) == "The guest is greeted"
    assert GREETING.languages == ("en", "he")
    assert str(Text.plain("Bună ziua", "ro")) == "Bună ziua"


def test_text_in_no_language_is_empty() -> None:
    assert str(Text(())) == ""


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        pytest.param("Room 12", "Room 12", id="plain"),
        pytest.param("חשבון 12:30 (VIP)", "חשבון 12:30 (VIP)", id="hebrew"),
        pytest.param("\x1b[31mred", "␛[31mred", id="escape"),
        pytest.param("a\x00b\x7fc", "a␀b␡c", id="null-and-delete"),
        pytest.param("a\x9bb", "a\ufffdb", id="C1-control"),
        pytest.param("\u202egpj.exe\u202c", "[RLO]gpj.exe[PDF]", id="override"),
        pytest.param("\u2066a\u2069", "[LRI]a[PDI]", id="isolate"),
        pytest.param("a\u200f\u200e\u061cb", "a\u200f\u200e\u061cb", id="direction-marks-stay"),
        pytest.param("a\ud800b", "a\ufffdb", id="lone-surrogate"),
        pytest.param("one\ntwo\tthree", "one\ntwo\tthree", id="lines-and-tabs-stay"),
        pytest.param("one\r\ntwo", "one\ntwo", id="windows-lines"),
        pytest.param("one\rtwo", "one␍two", id="bare-carriage-return"),
        pytest.param("one\u2028two\u2029three", "one\ntwo\nthree", id="unicode-lines"),
    ],
)
def test_what_steers_a_terminal_is_shown_as_text(words: str, shown: str) -> None:
    assert printable(words) == shown


@pytest.mark.parametrize("words", ["one\ntwo", "one\ttwo", "one\u2028two", "one\r\ntwo"])
def test_one_line_stays_one_line(words: str) -> None:
    assert printable(words, one_line=True) == "one two"


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("Room 12", "Room 12"),
        ("חשבון", "חשבון"),
        ("a\x00b", "a␀b"),
        ("a\ud800\udc00b\udfff", "a\ufffd\ufffdb\ufffd"),
        ("\x1b[31m\u202e", "\x1b[31m\u202e"),
    ],
)
def test_what_no_database_keeps_is_replaced_before_it_is_kept(words: str, kept: str) -> None:
    assert storable(words) == kept
