"""What a form's condition is in a pack: the same visits, or a reason why a pack cannot say it."""

from fractions import Fraction

import pytest

from qaudit.core.standards import AllOf, AnyOf, Condition, FactIs, Not, StandardIs, StandardMissed
from qaudit.interop.xlsform_conditions import Answers, Keyed, NotSayable, Timed, Untold, read_condition

YES, NO = StandardIs("D1", "yes"), StandardIs("D1", "no")
RED, BLUE = StandardIs("C1", "red"), StandardIs("C1", "blue")


@pytest.fixture
def answers() -> Answers:
    found = Answers()
    found.put("door", Keyed("D1", {"1": "yes", "0": "no", "na": None}))
    found.put("colour", Keyed("C1", {"red": "red", "blue": "blue"}))
    found.put("how", Keyed("channel", {"desk": "desk", "phone": "phone", "chat": "chat"}, is_fact=True))
    found.put("stars", Keyed("R1", {str(step): str(step) for step in range(1, 6)}))
    found.put("wait", Timed("W1", Fraction(60)))
    found.put("visitors", Timed("V1"))
    found.put("sum", Untold("it calculates and asks nothing"))
    found.put("twin", Timed("X"))
    found.put("twin", Timed("Y"))
    return found


SAID: list[tuple[str, Condition | bool]] = [
    ("${door} = 1", YES),
    ("${door}='1'", YES),
    ("1 = ${door}", YES),
    ("${door} != '0'", Not(NO)),
    ("not(${door} != '0')", NO),
    ("${DOOR} = 1", YES),
    ("selected(${colour}, 'red')", RED),
    ("selected(${colour}, 'red') or ${colour} = 'blue'", AnyOf((RED, BLUE))),
    ("${door} = 1 and (${colour} = 'red' and ${colour} = 'blue')", AllOf((YES, RED, BLUE))),
    ("${door} = 1 and ${door} = 1", YES),
    ("${colour} != ''", AnyOf((RED, BLUE))),
    ("${colour} = ''", Not(AnyOf((RED, BLUE)))),
    ("count-selected(${colour}) > 0", AnyOf((RED, BLUE))),
    ("string-length(${colour}) = 0", Not(AnyOf((RED, BLUE)))),
    ("count-selected(${colour}) >= 0", True),
    ("${how} = 'desk'", FactIs("channel", ("desk",))),
    ("${how} = 'desk' or ${how} = 'phone'", FactIs("channel", ("desk", "phone"))),
    ("${stars} >= 4", AnyOf((StandardIs("R1", "4"), StandardIs("R1", "5")))),
    ("4 < ${stars}", StandardIs("R1", "5")),
    ("${stars} > 5", False),
    ("${stars} = 2 + 1", StandardIs("R1", "3")),
    ("${wait} > 60", StandardMissed("W1")),
    ("60 < number(${wait})", StandardMissed("W1")),
    ("${wait} > 30 + 30", StandardMissed("W1")),
    ("true()", True),
    ("false() and ${door} = 1", False),
    ("1 = 1 and ${door} = 1", YES),
    ("'a' = 'b'", False),
    ("TRUE", True),
    ("False", False),
    ("selected(${colour}, 'red') = true()", RED),
    ("(${colour} = 'red') = false()", Not(RED)),
]
NOT_SAID = [
    ("${door} = 'na'", 1, "'na'"),
    ("${door} != ''", 1, "readings of their own"),
    ("${colour} = 'green'", 13, "no answer 'green'"),
    ("${wait} > 30", 1, "compares numbers"),
    ("${wait} < 60", 1, "compares numbers"),
    ("${visitors} = 3", 1, "compares numbers"),
    ("${sum} = 1", 1, "calculates"),
    ("${sum}", 1, "calculates"),
    ("${colour}", 1, "neither true nor false"),
    ("${later} = 1", 1, "no row before"),
    ("${twin} > 60", 1, "several rows"),
    ("${door} = ${colour}", 9, "two answers"),
    ("${door} = 1 and today() > 3", 17, "today()"),
    ("if(${door} = 1, 1, 0) = 1", 1, "if()"),
    ("count-selected(${colour}) > 1", 27, "counts"),
    ("${stars} > 'high'", 12, "words"),
    ("${door} = 1 +", 14, "missing"),
    (". > 3", 1, "'.'"),
    ("'red'", 1, "words alone"),
    ("${stars} = 1 div 0", 14, "by 0"),
]


@pytest.mark.parametrize(("text", "condition"), SAID)
def test_a_condition_that_a_pack_can_say(text: str, condition: Condition | bool, answers: Answers) -> None:
    assert read_condition(text, answers) == condition


@pytest.mark.parametrize(("text", "column", "words"), NOT_SAID)
def test_a_condition_that_no_pack_can_say_is_told_with_its_column(
    text: str, column: int, words: str, answers: Answers
) -> None:
    with pytest.raises(NotSayable) as refused:
        read_condition(text, answers)
    assert refused.value.column == column
    assert words in refused.value.why
