"""Small forms for these tests, made of rows as they stand in a workbook; and formulas worked out as a phone would."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from qaudit.core.standards import Pack, Standard
from qaudit.interop.imported import Wishes
from qaudit.interop.opening import open_sheets
from qaudit.interop.sheets import FileKind, Sheet, SheetFile, SheetRow
from qaudit.interop.workbook_writing import SheetOut, write_workbook
from qaudit.interop.xlsform_grammar import (
    Call,
    Literal,
    Negative,
    Node,
    Operation,
    Reference,
    number_of,
    read_expression,
)
from qaudit.interop.xlsform_reading import ReadForm, read_form
from qaudit.packs.reader import read_pack
from qaudit.packs.writer import write_pack

Rows = Sequence[Sequence[str]]
WISHES = Wishes(day=date(2026, 11, 21), stem="our-form")
YES_NO: Rows = (("list_name", "name", "label"), ("yn", "yes", "Yes"), ("yn", "no", "No"))


def sheets(**named: Rows) -> SheetFile:
    """A workbook with these sheets; rows that are empty are not in it, as from a file."""
    return SheetFile(
        "form.xlsx",
        FileKind.XLSX,
        tuple(
            Sheet(name, tuple(SheetRow(n, tuple(row)) for n, row in enumerate(rows, 1) if any(row)))
            for name, rows in named.items()
        ),
    )


def form(
    survey: Rows, choices: Rows = YES_NO, settings: Rows | None = None, wishes: Wishes = WISHES
) -> ReadForm:
    """What is made of a form. Its survey has the columns of its first row."""
    found = {"survey": survey, "choices": choices} | ({"settings": settings} if settings else {})
    return read_form(sheets(**found), wishes)


def standard(read: ReadForm, code: str) -> Standard:
    return next(each for each in read.imported.pack.standards if each.code == code)


def told(read: ReadForm, *words: str) -> list[str]:
    """The notes that have all these words, with their places."""
    lines = [f"{note.fate.value} {note.where} {note.code} {note.message}" for note in read.imported.notes]
    return [line for line in lines if all(word in line for word in words)]


def read_again(pack: Pack) -> Pack:
    """The pack as its file says it. The reader may find no fault in it."""
    read = read_pack(write_pack(pack).text.encode(), "imported.yaml")
    assert read.faults == ()
    assert read.pack is not None
    return read.pack


def workbook(**named: Rows) -> bytes:
    """The bytes of a workbook."""
    file = io.BytesIO()
    write_workbook(file, [SheetOut(name, rows[0], rows[1:]) for name, rows in named.items()])
    return file.getvalue()


def form_of_bytes(data: bytes, source: str = "form.xlsx") -> ReadForm:
    return read_form(open_sheets(data, source), WISHES)


Value = Fraction | str | bool


def worked_out(formula: str, answers: Mapping[str, str]) -> Value:
    """The value of a formula of a form; an answer that is not there is empty."""
    return _value(read_expression(formula, longest=5000), answers)


def _value(node: Node, answers: Mapping[str, str]) -> Value:
    match node:
        case Reference(name):
            return answers.get(name, "")
        case Literal(words, _column, number):
            return words if number is None else number
        case Negative(part):
            return -_number(_value(part, answers))
        case Operation(operator, left, right):
            return _operation(operator, _value(left, answers), _value(right, answers))
        case Call(function, arguments):
            return _call(
                function,
                [_value(each, answers) for each in arguments] if function != "if" else [],
                node,
                answers,
            )
    raise AssertionError(node)


def _operation(operator: str, left: Value, right: Value) -> Value:
    if operator in ("and", "or"):
        return _truth(left) and _truth(right) if operator == "and" else _truth(left) or _truth(right)
    if operator in ("=", "!="):
        return _same(left, right) == (operator == "=")
    first, second = _number_or_none(left), _number_or_none(right)
    if operator in ("<", "<=", ">", ">="):
        if first is None or second is None:
            return False
        return {"<": first < second, "<=": first <= second, ">": first > second, ">=": first >= second}[
            operator
        ]
    assert first is not None
    assert second is not None
    match operator:
        case "+":
            return first + second
        case "-":
            return first - second
        case "*":
            return first * second
        case "div":
            return first / second
    raise AssertionError(operator)


def _call(function: str, values: list[Value], node: Call, answers: Mapping[str, str]) -> Value:
    match function:
        case "if":
            condition, first, second = node.arguments
            return _value(first if _truth(_value(condition, answers)) else second, answers)
        case "not":
            return not _truth(values[0])
        case "selected":
            return str(values[1]) in str(values[0]).split()
        case "number":
            return _number(values[0])
        case "substr":
            return str(values[0])[int(_number(values[1])) : int(_number(values[2]))]
        case "round":
            scale = 10 ** int(_number(values[1]))
            return Fraction(int(_number(values[0]) * scale + Fraction(1, 2)), scale)
        case "false":
            return False
    raise AssertionError(function)


def _same(left: Value, right: Value) -> bool:
    first, second = _number_or_none(left), _number_or_none(right)
    return first == second if first is not None and second is not None else str(left) == str(right)


def _truth(value: Value) -> bool:
    return value if isinstance(value, bool) else value not in ("", Fraction(0))


def _number(value: Value) -> Fraction:
    found = _number_or_none(value)
    assert found is not None, f"{value!r} is no number"
    return found


def _number_or_none(value: Value) -> Fraction | None:
    if isinstance(value, bool):
        return Fraction(value)
    return value if isinstance(value, Fraction) else number_of(value)
