"""People's text keeps its direction, cannot steer a page, and cannot become markup."""

import pytest

from qaudit.wording.phrases import LTR, RTL, Phrase, Value, alternatives, direction_of, phrase, user_text


@pytest.mark.parametrize(
    ("words", "direction"),
    [
        ("plain", LTR),
        ("", LTR),
        ("60 שניות", RTL),
        ("שלום Harbour", RTL),
        ("Harbour שלום", LTR),
        ("(12:30)", LTR),
        ("مرحبا", RTL),
        ("…–…", LTR),
    ],
)
def test_the_first_letter_with_a_direction_decides(words: str, direction: str) -> None:
    assert direction_of(words) == direction


def test_markup_in_peoples_text_is_shown_as_text() -> None:
    shown = user_text('<img src=x onerror="alert(1)"> & {{ 7*7 }}').__html__()
    assert shown == ('<bdi dir="ltr">&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; {{ 7*7 }}</bdi>')


def test_what_steers_a_page_is_made_visible() -> None:
    assert str(user_text("a\u202eb\x1b[31m\x00\ud800")) == "a[RLO]b␛[31m␀\ufffd"


def test_lines_stay_only_where_they_are_wanted() -> None:
    assert str(user_text("one\ntwo")) == "one two"
    assert str(user_text("one\ntwo", one_line=False)) == "one\ntwo"


def test_a_sentence_keeps_its_parts_apart() -> None:
    made = phrase("{title} reached {percent}.", title=user_text("קבלה"), percent=Value("50 %"))
    assert str(made) == "קבלה reached 50 %."
    assert made.__html__() == '<bdi dir="rtl">קבלה</bdi> reached <bdi dir="ltr">50 %</bdi>.'


def test_a_place_without_its_field_is_our_fault() -> None:
    with pytest.raises(KeyError, match="percent"):
        phrase("reached {percent}")


def test_peoples_text_is_never_read_as_a_pattern() -> None:
    assert str(phrase("{a}{b}", a=user_text("{b}"), b=Value("2"))) == "{b}2"


@pytest.mark.parametrize(
    ("parts", "words"),
    [([], ""), (["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")],
)
def test_a_list_has_its_own_last_joint(parts: list[str], words: str) -> None:
    assert str(alternatives(parts)) == words


def test_an_empty_phrase_is_nothing() -> None:
    assert not Phrase()
    assert not user_text("  ")
    assert phrase("x")
