"""Expressions of forms read into trees, or refused with the column where they stop making sense."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaudit.interop.xlsform_grammar import (
    Call,
    Literal,
    Negative,
    NotUnderstood,
    Operation,
    Reference,
    read_expression,
)

READ = [
    "${a} = 'yes'",
    "${a}='yes' and ${b}!=\"no\" or not(${c} = '1')",
    "selected(${what}, 'x') and count-selected(${what}) > 2",
    "string-length(${name}) >= 1",
    "(${a} + 1) * 2 - 4 div 2 mod 3 < -5.5",
    "${ A.1 } = 1",
    "${a} = ‘yes’",
    "${a} = “yes”",
    "today() > date('2026-01-01')",
    ". > 0 and . <= 120",
    "${a}!=''and${b}=1",
    "true()",
    "${age} − 3 > 2",
    " \n ${a} = 'x'\t",
]
REFUSED = [
    ("", 1, "missing"),
    ("${a} =", 7, "missing"),
    ("(${a} = 1", 10, "parenthesis"),
    ("${a} = 1)", 9, "')'"),
    ("${a} == 1", 7, "'='"),
    ("position(..) <= ${n}", 10, "path"),
    ("/data/x = 1", 1, "path"),
    ("${} = 1", 1, "nothing"),
    ("${a} = yes", 8, "yes"),
    ("${a} & ${b}", 6, "'&'"),
    ("'open", 1, "'''"),
    ("not(" * 41 + ")" * 41, 164, "40"),
    (" or ".join(["${a}=1"] * 300), 2000, "800"),
]


@pytest.mark.parametrize("text", READ)
def test_what_forms_write_is_read(text: str) -> None:
    assert read_expression(text) is not None


@pytest.mark.parametrize(("text", "column", "word"), REFUSED)
def test_what_is_not_of_the_grammar_is_refused_where_it_stands(text: str, column: int, word: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        read_expression(text)
    assert refused.value.column == column
    assert word in refused.value.why


def test_operators_bind_as_in_xpath() -> None:
    tree = read_expression("1 + 2 * 3 = 7 and ${a} or ${b}")
    assert isinstance(tree, Operation)
    assert tree.operator == "or"
    assert tree.right == Reference("b", 27)
    left = tree.left
    assert isinstance(left, Operation)
    assert left.operator == "and"
    same = left.left
    assert isinstance(same, Operation)
    assert same.operator == "="
    assert same.left == Operation(
        "+",
        Literal("1", 1, Fraction(1)),
        Operation("*", Literal("2", 5, Fraction(2)), Literal("3", 9, Fraction(3)), 7),
        3,
    )


def test_columns_count_from_one() -> None:
    assert read_expression("not(-${x})") == Call("not", (Negative(Reference("x", 6), 5),), 1)


def column_of_refusal(text: str) -> int | None:
    try:
        read_expression(text)
    except NotUnderstood as refused:
        return refused.column
    return None


@given(st.text(alphabet="${}ab'\"()=!<>+-*. 1,ornd’“", max_size=60))
def test_whatever_is_written_is_read_or_refused_at_a_column_of_it(text: str) -> None:
    column = column_of_refusal(text)
    assert column is None or 1 <= column <= len(text) + 1
