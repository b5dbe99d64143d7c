"""A number beside a pack's word for what is counted, which is a plural whatever the number."""

from fractions import Fraction

import pytest

from qaudit import locale
from qaudit.core.measures import AtLeast, AtMost, Between, CountMeasure, Limit, Rung
from qaudit.core.readings import Count
from qaudit.core.text import Text
from qaudit.speech import speaking
from qaudit.wording.readings import limit_in_words
from qaudit.wording.short import limit_words, reading_words

PEOPLE = Text((("en", "people"), ("he", "אנשים"), ("ro", "persoane")))


def counting(limit: Limit) -> CountMeasure:
    return CountMeasure(PEOPLE, limit, (Rung(limit, Fraction(1)),))


@pytest.mark.parametrize(
    ("spoken", "number", "said"),
    [
        ("en", 1, "people: 1"),
        ("en", 2, "2 people"),
        ("he", 1, "אנשים: 1"),
        ("he", 2, "2 אנשים"),
        ("ro", 1, "persoane: 1"),
        ("ro", 19, "19 persoane"),
        ("ro", 20, "20 de persoane"),
        ("ro", 101, "101 persoane"),
    ],
)
def test_a_count_goes_with_its_word(spoken: str, number: int, said: str) -> None:
    locale.install()
    with speaking(spoken):
        assert reading_words(counting(AtMost(Fraction(2))), Count(number), spoken) == said


@pytest.mark.parametrize(
    ("limit", "said", "printed"),
    [
        (AtMost(Fraction(1)), "people: at most 1", "people: limit 1"),
        (AtLeast(Fraction(1)), "people: at least 1", "people: at least 1"),
        (AtMost(Fraction(3)), "at most 3 people", "limit 3 people"),
        (Between(Fraction(1), Fraction(3)), "from 1 to 3 people", "between 1 and 3 people"),
    ],
)
def test_a_limit_of_one_stands_behind_the_word(limit: Limit, said: str, printed: str) -> None:
    assert limit_words(counting(limit), "en") == said
    assert str(limit_in_words(counting(limit), "en")).replace("\u00a0", " ") == printed
