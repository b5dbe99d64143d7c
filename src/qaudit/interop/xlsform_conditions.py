"""What a form's `relevant` says, as a condition of a pack, where a pack can say it.

The tree of `xlsform_grammar` is turned into conditions only where they hold for the same visits. Whatever a pack
cannot say is `NotSayable`, with the reason: then the standard always applies, and the import says so.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from qaudit.core.standards import AllOf, AnyOf, Condition, FactIs, Not, StandardIs, StandardMissed
from qaudit.interop.xlsform_grammar import (
    Call,
    Itself,
    Literal,
    Negative,
    Node,
    NotUnderstood,
    Operation,
    Reference,
    number_of,
    read_expression,
)
from qaudit.speech import N_, _


@dataclass(frozen=True, slots=True)
class Keyed:
    """A row of the form that became a standard, or a fact, with keys.

    `keys` are the choices as the form names them, with the key of ours; None for one that became a reading of
    its own (not applicable, not observed, none of the parts), which no condition can ask for.
    """

    code: str
    keys: Mapping[str, str | None]
    is_fact: bool = False


@dataclass(frozen=True, slots=True)
class Timed:
    """A row that became a measured standard which is missed above `most`; None where it has no such end."""

    code: str
    most: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Untold:
    """A row whose answer no condition can ask for, and why."""

    why: str


Answered = Keyed | Timed | Untold


class NotSayable(Exception):
    """A condition that a pack cannot say: the reason, and the column of the expression."""

    def __init__(self, why: str, column: int) -> None:
        super().__init__(why, column)
        self.why = why
        self.column = column


@dataclass
class Answers:
    """The rows that came before, by the form's names; later twins of a name hide it."""

    rows: dict[str, Answered] = field(default_factory=dict)
    _folded: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, answered: Answered) -> None:
        """Enters a row; a second one of the same name makes the name say nothing."""
        self.rows[name] = Untold(_("several rows have this name")) if name in self.rows else answered
        self._folded.setdefault(name.casefold(), name)

    def find(self, reference: Reference) -> Answered:
        """The row of a reference; what is not there comes later in the form, or nowhere."""
        found = self.rows.get(reference.name)
        if found is None:
            found = self.rows.get(self._folded.get(reference.name.casefold(), ""))
        return found or Untold(_("no row before this one has that name"))


def read_condition(text: str, answers: Answers) -> Condition | bool:
    """The condition that an expression says; True or False where it is always so.

    A spreadsheet's own TRUE and FALSE are taken too. Raises `NotSayable`, with the column where it stops being
    sayable.
    """
    plain = text.strip().casefold()
    if plain in ("true", "false"):
        return plain == "true"
    try:
        return _Reader(answers).truth(read_expression(text))
    except NotUnderstood as fault:
        raise NotSayable(fault.why, fault.column) from None


def all_of(*conditions: Condition | None) -> Condition | None:
    """All of these, flat; None where there is none."""
    parts: list[Condition] = []
    for condition in conditions:
        if condition is not None:
            parts.extend(condition.parts if isinstance(condition, AllOf) else (condition,))
    if len(parts) < 2:
        return parts[0] if parts else None
    return AllOf(tuple(dict.fromkeys(parts)))


_ORDERS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "=": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
}
_TURNED = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_NO_KEY = N_("the answer '{choice}' of {name} is a reading of its own here, which no condition can ask for")
_NO_KEY_AMONG = N_("some answers of {name} are readings of their own here, which no condition can ask for")


class _Reader:
    def __init__(self, answers: Answers) -> None:
        self._answers = answers

    def truth(self, node: Node) -> Condition | bool:
        """What a node says when it is taken as true or false."""
        match node:
            case Operation("and" | "or", left, right):
                return _joined(node.operator == "and", self.truth(left), self.truth(right))
            case Operation(operator) if operator in _ORDERS:
                return self._compared(node)
            case Call("not", (part,)):
                return _negated(self.truth(part))
            case Call("true" | "false", ()):
                return node.function == "true"
            case Call("selected", (Reference() as asked, Literal() as choice)):
                return self._is(asked, "=", choice)
            case Call("boolean", (part,)):
                return self.truth(part)
            case Literal(number=Fraction() as number):
                return number != 0
            case Reference() if isinstance(row := self._answers.find(node), Untold):
                raise NotSayable(f"{node.name}: {row.why}", node.column)
        raise _cannot(node)

    def _compared(self, node: Operation) -> Condition | bool:
        left, right = _folded(node.left), _folded(node.right)
        operator = node.operator
        if isinstance(left, Literal) and isinstance(right, Literal):
            return _literals(left, operator, right)
        if isinstance(left, Literal):
            left, right, operator = right, left, _TURNED[operator]
        if operator in ("=", "!=") and (said := _boolean(right)) is not None:
            truth = self.truth(left)
            return truth if said == (operator == "=") else _negated(truth)
        if not isinstance(right, Literal):
            raise NotSayable(_("it compares two answers, or sums"), node.column)
        match left:
            case Reference():
                return self._is(left, operator, right)
            case Call("count-selected" | "string-length", (Reference() as asked,)):
                return self._is_given(asked, operator, right, node.column)
        raise _cannot(left)

    def _is(self, asked: Reference, operator: str, choice: Literal) -> Condition | bool:
        row = self._answers.find(asked)
        if isinstance(row, Untold):
            raise NotSayable(f"{asked.name}: {row.why}", asked.column)
        if isinstance(row, Timed):
            return _beyond(row, asked, operator, choice)
        if choice.words == "" and operator in ("=", "!="):
            given = _any(row, asked, tuple(row.keys))
            return given if operator == "!=" else _negated(given)
        if operator in ("=", "!="):
            same = _any(row, asked, _named(row, asked, choice), choice.words)
            return same if operator == "=" else _negated(same)
        return _any(row, asked, _ordered(row, operator, choice))

    def _is_given(self, asked: Reference, operator: str, number: Literal, column: int) -> Condition | bool:
        """`count-selected(${q}) > 0` and its kin: whether there is an answer at all."""
        if number.number is None:
            raise NotSayable(_("it compares a number with words"), column)
        holds_at = [_ORDERS[operator](Fraction(count), number.number) for count in (0, 1)]
        more = [_ORDERS[operator](Fraction(count), number.number) for count in (2, 3, 10**6)]
        row = self._answers.find(asked)
        if isinstance(row, Untold):
            raise NotSayable(f"{asked.name}: {row.why}", asked.column)
        if isinstance(row, Timed) or any(above != holds_at[1] for above in more):
            raise NotSayable(_("it counts what was chosen"), column)
        if holds_at[0] == holds_at[1]:
            return holds_at[0]
        given = _any(row, asked, tuple(row.keys))
        return given if holds_at[1] else _negated(given)


def _beyond(row: Timed, asked: Reference, operator: str, number: Literal) -> Condition:
    """A number beyond the standard's last limit is the same as having missed it."""
    if operator == ">" and row.most is not None and row.most == number.number:
        return StandardMissed(row.code)
    raise NotSayable(
        _("{name} is a number, and no condition compares numbers", name=asked.name), asked.column
    )


def _named(row: Keyed, asked: Reference, choice: Literal) -> tuple[str, ...]:
    if choice.words in row.keys:
        return (choice.words,)
    alike = tuple(name for name in row.keys if choice.number is not None and number_of(name) == choice.number)
    if not alike:
        why = _("{name} has no answer '{choice}'", name=asked.name, choice=choice.words)
        raise NotSayable(why, choice.column)
    return alike


def _ordered(row: Keyed, operator: str, choice: Literal) -> tuple[str, ...]:
    if choice.number is None:
        raise NotSayable(_("it compares a number with words"), choice.column)
    numbers = {name: number_of(name) for name in row.keys}
    return tuple(
        name
        for name, number in numbers.items()
        if number is not None and _ORDERS[operator](number, choice.number)
    )


def _any(row: Keyed, asked: Reference, names: tuple[str, ...], choice: str = "") -> Condition | bool:
    """Whether the answer is one of these choices."""
    keys = [row.keys[name] for name in names]
    told = tuple(dict.fromkeys(key for key in keys if key is not None))
    if len(told) < len(set(keys)):
        pattern = _NO_KEY if len(names) == 1 else _NO_KEY_AMONG
        raise NotSayable(_(pattern, name=asked.name, choice=choice or names[0]), asked.column)
    if not told:
        return False
    if row.is_fact:
        return FactIs(row.code, told)
    parts = tuple(StandardIs(row.code, key) for key in told)
    return parts[0] if len(parts) == 1 else AnyOf(parts)


def _folded(node: Node) -> Node:
    """Sums of plain numbers as one number."""
    match node:
        case Negative(part, column):
            inner = _folded(part)
            if isinstance(inner, Literal) and inner.number is not None:
                return Literal(str(-inner.number), column, -inner.number)
        case Operation(operator, left, right, column) if operator in _SUMS:
            first, second = _folded(left), _folded(right)
            if isinstance(first, Literal) and isinstance(second, Literal):
                return _summed(operator, first, second, column)
        case Call("number" | "int", (part,)):
            return _folded(part)
    return node


_SUMS: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "div": lambda left, right: left / right,
    "mod": lambda left, right: left - right * int(left / right),
}


def _summed(operator: str, left: Literal, right: Literal, column: int) -> Literal:
    if left.number is None or right.number is None:
        raise NotSayable(_("it calculates with words"), column)
    if right.number == 0 and operator in ("div", "mod"):
        raise NotSayable(_("it divides by 0"), column)
    number = _SUMS[operator](left.number, right.number)
    return Literal(str(number), column, number)


def _literals(left: Literal, operator: str, right: Literal) -> bool:
    if left.number is not None and right.number is not None:
        return _ORDERS[operator](left.number, right.number)
    if operator in ("=", "!="):
        return (left.words == right.words) == (operator == "=")
    return False


def _boolean(node: Node) -> bool | None:
    return node.function == "true" if isinstance(node, Call) and node.function in ("true", "false") else None


def _joined(is_all: bool, left: Condition | bool, right: Condition | bool) -> Condition | bool:
    if isinstance(left, bool):
        return right if left is is_all else left
    if isinstance(right, bool):
        return left if right is is_all else right
    kind = AllOf if is_all else AnyOf
    parts: list[Condition] = []
    for side in (left, right):
        parts.extend(side.parts if isinstance(side, kind) else (side,))
    parts = list(dict.fromkeys(parts))
    if not is_all:
        parts = _same_fact_once(parts)
    return kind(tuple(parts)) if len(parts) > 1 else parts[0]


def _same_fact_once(parts: list[Condition]) -> list[Condition]:
    """Alternatives that ask for one fact, as one: `a or b` is the fact with the keys a and b."""
    facts: dict[str, FactIs] = {}
    for part in parts:
        if isinstance(part, FactIs):
            before = facts[part.fact].keys if part.fact in facts else ()
            facts[part.fact] = FactIs(part.fact, tuple(dict.fromkeys((*before, *part.keys))))
    merged = [facts[part.fact] if isinstance(part, FactIs) else part for part in parts]
    return list(dict.fromkeys(merged))


def _negated(truth: Condition | bool) -> Condition | bool:
    if isinstance(truth, bool):
        return not truth
    return truth.part if isinstance(truth, Not) else Not(truth)


def _cannot(node: Node) -> NotSayable:
    match node:
        case Call(function, _arguments, column):
            return NotSayable(_("no condition of a pack can say {function}()", function=function), column)
        case Reference(name, column):
            return NotSayable(_("{name} alone is neither true nor false", name=name), column)
        case Itself(column):
            return NotSayable(_("'.' is not known in a condition"), column)
        case Literal(_words, column):
            return NotSayable(_("words alone are neither true nor false"), column)
        case _:
            return NotSayable(_("it calculates"), node.column)
