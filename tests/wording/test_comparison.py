"""Words of comparisons: every value of the analysis has some, numbers are written as the language writes them."""

from collections.abc import Callable
from enum import StrEnum

import pytest

from qaudit.analysis.control_charts import Signal
from qaudit.analysis.figures import Comparison, Estimate, Interval, NotEnough, Why
from qaudit.analysis.funnel import Where
from qaudit.analysis.severity import Leaning
from qaudit.analysis.standing import Standing
from qaudit.analysis.value import Range
from qaudit.core.visits import VisitKind
from qaudit.speech import speaking
from qaudit.wording import comparison as say
from qaudit.wording.comparison_sentences import assumed_words

WORDS: list[tuple[type[StrEnum], Callable[[object], str]]] = [
    (Comparison, lambda value: say.comparison_words(Comparison(str(value)))),
    (Leaning, lambda value: say.leaning_words(Leaning(str(value)))),
    (Where, lambda value: say.where_words(Where(str(value)))),
    (Signal, lambda value: say.signal_words([Signal(str(value))])),
    (VisitKind, lambda value: say.kind_words(str(value))),
    (Why, lambda value: say.lack_words(NotEnough(Why(str(value)), 1, 3))),
    (Why, lambda value: say.no_place_words(NotEnough(Why(str(value)), 1, 3))),
    (Why, lambda value: say.estimate_words(NotEnough(Why(str(value)), 1, 3))),
]


@pytest.mark.parametrize(("values", "words"), WORDS)
def test_every_value_has_words_of_its_own(values: type[StrEnum], words: Callable[[object], str]) -> None:
    found = [words(value) for value in values]
    assert len(found) > 1
    assert all(one and "_" not in one for one in found)
    if values is not Why:
        assert len(set(found)) == len(found)


def test_an_estimate_is_told_with_its_interval_or_what_it_lacks() -> None:
    found = Estimate(9, 78.24, Interval(73.06, 83.44))
    assert say.estimate_words(found) == "78.2 (73.1 to 83.4)"
    assert (
        say.estimate_words(Estimate(9, 0.7824, Interval(0.5, 1.0)), say.as_percent) == "78.2 (50.0 to 100.0)"
    )
    assert say.estimate_words(Estimate(2, 78.24, NotEnough(Why.TOO_FEW, 2, 6))) == "78.2 (needs 6)"
    assert say.estimate_words(Estimate(2, 78.24, NotEnough(Why.ALL_THE_SAME, 2))) == "78.2 (all the same)"
    assert say.estimate_words(None) == "–"
    with speaking("ro"):
        assert say.estimate_words(found).startswith("78,2 (73,1")
    standing = Standing(9, 4, 20, 1, Interval(2.0, 9.0), 78.2)
    assert say.place_words(standing) == "4 (2 to 9)"


@pytest.mark.parametrize(
    ("value", "english"), [(2.14, "+2.1"), (-3.06, "−3.1"), (0.04, "0.0"), (-0.04, "0.0")]
)
def test_a_sign_stays_on_the_left_of_its_number(value: float, english: str) -> None:
    assert say.with_sign(value) == english
    with speaking("he"):
        assert say.with_sign(value) == (english if english == "0.0" else f"\u200e{english}")


def test_codes_are_named_as_far_as_a_sentence_holds() -> None:
    assert "\u202e" not in say.named(["A", "B\u202e"])
    assert say.named([f"A{number}" for number in range(14)]).endswith("A11, and 2 more")
    assert say.editions_words(("1", "1")) == "edition 1"
    assert say.editions_words(("1", "2")) == "editions 1 to 2"
    assert say.changed_words(()) == ""


def test_amounts_are_grouped_in_thousands() -> None:
    assert assumed_words(Range(900_000, 1_100_000)) == "900\u00a0000 to 1\u00a0100\u00a0000"
    assert assumed_words(Range(14.5, 14.5)) == "14.5"
    with speaking("ro"):
        assert assumed_words(Range(1014.5, 1014.5)) == "1\u00a0014,5"
