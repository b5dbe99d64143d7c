"""The odd ends of lists and numbers: what they are measured by, and what is told about it."""

from fractions import Fraction

import pytest

from qaudit.core.measures import (
    Between,
    CountMeasure,
    Measure,
    RatingMeasure,
    YesNoMeasure,
    kind_of,
    options_of,
)
from qaudit.core.standards import AnyOf, FactIs, Not, StandardIs
from tests.interop.forms import Rows, form, read_again, standard, told

HEAD = ("type", "name", "label")
ODD: Rows = (
    ("list_name", "name", "label", "points"),
    ("nil", "yes", "Yes", "0"),
    ("nil", "no", "No", "0"),
    ("both", "yes", "Yes", "4"),
    ("both", "no", "No", "1"),
    ("below", "a", "A", "2"),
    ("below", "b", "B", "-1"),
    ("single", "a", "Only this", ""),
    ("single", "na", "N/A", ""),
    ("scored", "door", "Door", "2"),
    ("scored", "mat", "Mat", "1"),
    ("scored", "none", "None of the above", ""),
    ("scored", "dk", "Don't know", ""),
    ("nobody", "none", "None", ""),
    ("fall", "1", "Very good", ""),
    ("fall", "2", "Good", ""),
    ("fall", "3", "Average", ""),
    ("turned", "0", "Yes", ""),
    ("turned", "3", "No", ""),
    *[("long", f"p{number}", f"Place {number}", "") for number in range(201)],
)


@pytest.mark.parametrize(
    ("type_", "kind", "is_scored", "words"),
    [
        ("select_one nil", "yes_no", False, "0 points"),
        ("select_one both", "choice", True, ""),
        ("select_one below", "choice", True, "points below 0"),
        ("select_one single", "note", False, "no two answers"),
        ("select_one long", "note", False, "201 choices"),
        ("select_multiple long", "note", False, "201 choices"),
        ("select_multiple nobody", "note", False, "1 choices"),
        ("select_multiple scored", "checklist", True, ""),
        ("select_one fall", "choice", True, "names of its choices"),
        ("select_one turned", "yes_no", True, "weight, 3"),
    ],
)
def test_odd_lists(type_: str, kind: str, is_scored: bool, words: str) -> None:
    read = form([HEAD, (type_, "a", "A?")], ODD)
    found = standard(read, "a")
    assert (kind_of(found.measure), found.is_scored) == (kind, is_scored)
    assert told(read, "a", words)
    assert read_again(read.imported.pack) == read.imported.pack


def test_points_become_shares_of_a_weight() -> None:
    survey = [
        HEAD,
        ("select_one both", "a", "A?"),
        ("select_multiple scored", "b", "B?"),
        ("select_one fall", "c", "C?"),
        ("select_one turned", "d", "D?"),
    ]
    a, b, c, d = form(survey, ODD).imported.pack.standards
    assert [each.weight for each in (a, b, c, d)] == [4, 3, 1, 3]
    assert shares(a.measure) == {"yes": 1, "no": Fraction(1, 4)}
    assert shares(b.measure) == {"door": Fraction(2, 3), "mat": Fraction(1, 3)}
    assert shares(c.measure) == {"1": 1, "2": Fraction(1, 2), "3": 0}
    assert d.measure == YesNoMeasure(expects_yes=False)


def shares(measure: Measure) -> dict[str, Fraction]:
    return {option.key: option.share for option in options_of(measure)}


def test_conditions_on_parts_ask_for_the_part() -> None:
    read = form(
        [
            (*HEAD, "relevant"),
            ("select_multiple scored", "seen", "Seen?"),
            ("select_one below", "a", "A?", "selected(${seen}, 'door')"),
            ("select_one below", "b", "B?", "selected(${seen}, 'none')"),
            ("select_one below", "c", "C?", "not(${a} = 'a' or ${a} = 'b')"),
        ],
        ODD,
    )
    assert standard(read, "a").when == StandardIs("seen", "door")
    assert standard(read, "b").when is None
    assert standard(read, "c").when == Not(AnyOf((StandardIs("a", "a"), StandardIs("a", "b"))))
    assert told(read, "survey!D4", "reading of its own")


def test_facts_of_our_own_forms_are_facts_again() -> None:
    read = form(
        [
            (*HEAD, "relevant", "bind::qa:fact"),
            ("begin_group", "qa_facts", "About the visit"),
            ("select_one below", "how", "How?", "", "channel"),
            ("select_one missing", "why", "Why?", "", "reason"),
            ("end_group",),
            ("select_one turned", "x", "X?", "${how} = 'b'"),
        ],
        ODD,
    )
    assert [(fact.name, fact.keys) for fact in read.imported.pack.facts] == [("channel", ("a", "b"))]
    assert standard(read, "x").when == FactIs("channel", ("b",))
    assert told(read, "left_out", "survey!A4", "no list missing")
    assert len(read.imported.pack.sections) == 1


def test_kinds_of_our_own_forms_are_taken_at_their_word() -> None:
    read = form(
        [
            (
                *HEAD,
                "bind::qa:kind",
                "bind::qa:scale",
                "bind::qa:met_from",
                "bind::qa:between",
                "bind::qa:min",
                "bind::qa:max",
            ),
            ("integer", "long", "Of a hundred", "rating", "0 100", "80"),
            ("integer", "odd", "Odd", "rating", "5 5", "9", "", "1", "3"),
            ("time", "last", "Last order", "clock", "", "", "22:00 02:00"),
            ("time", "when", "When?", "clock", "", "", "late"),
        ]
    )
    long, odd, last, when = (each.measure for each in read.imported.pack.standards)
    assert long == RatingMeasure(0, 100, 80)
    assert isinstance(odd, CountMeasure)
    assert odd.limit == Between(Fraction(1), Fraction(3))
    assert [kind_of(each) for each in (last, when)] == ["clock", "note"]
    assert read_again(read.imported.pack) == read.imported.pack
