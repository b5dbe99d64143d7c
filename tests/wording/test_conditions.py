"""Why a standard was not asked, in the pack's own words."""

import pytest

from qaudit.core.standards import AllOf, AnyOf, Condition, FactIs, Not, StandardIs, StandardMissed
from qaudit.wording.conditions import ConditionWords
from tests.builders import a_pack, a_standard, checklist, choice
from tests.reports.harbour import harbour_pack

LUGGAGE = FactIs("luggage", ("yes",))
ON_FOOT = FactIs("transport", ("foot", "taxi"))


@pytest.mark.parametrize(
    ("condition", "sentence"),
    [
        (LUGGAGE, "Not asked: only where “Did you bring luggage?” is Yes."),
        (ON_FOOT, "Not asked: only where “How did you arrive?” is On foot or By taxi."),
        (StandardMissed("TEL-02"), "Not asked: only where TEL-02 is missed."),
        (StandardIs("CPL-01", "yes"), "Not asked: only where CPL-01 is “yes”."),
        (StandardIs("ROOM-04", "some"), "Not asked: only where ROOM-04 is “some”."),
        (Not(LUGGAGE), "Not asked: only where it is not so that “Did you bring luggage?” is Yes."),
        (
            AllOf((LUGGAGE, AnyOf((ON_FOOT, StandardMissed("TEL-02"))))),
            (
                "Not asked: only where “Did you bring luggage?” is Yes and "
                "(“How did you arrive?” is On foot or By taxi or TEL-02 is missed)."
            ),
        ),
        (AnyOf((LUGGAGE,)), "Not asked: only where “Did you bring luggage?” is Yes."),
        (FactIs("weather", ("rain",)), "Not asked: only where “weather” is rain."),
        (StandardIs("GONE-01", "yes"), "Not asked: only where GONE-01 is “yes”."),
    ],
)
def test_a_condition_in_words(condition: Condition, sentence: str) -> None:
    """S06."""
    assert str(ConditionWords(harbour_pack(), None).not_asked(condition)) == sentence


def test_an_option_is_named_by_its_text() -> None:
    pack = a_pack(a_standard("A", choice(best=1)), a_standard("B", checklist("badge")))
    words = ConditionWords(pack, None)
    assert str(words.words(StandardIs("A", "best"))) == "A is “best”"
    assert str(words.words(StandardIs("B", "badge"))) == "B is “badge”"
