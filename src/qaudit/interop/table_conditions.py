"""Conditions as a line of a table: `fact channel is desk and not standard RES-04 missed`.

    condition = either {"or" either}
    either    = one {"and" one}
    one       = "not" one | "(" condition ")" | ("all" | "any") "(" condition {"," condition} ")"
              | "fact" NAME "is" KEY | "fact" NAME "in" "(" KEY {"," KEY} ")"
              | "standard" CODE "is" KEY | "standard" CODE "missed"

`and` and `or` join two or more; `all(…)` and `any(…)` are there for what they cannot say, such as a group of one.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from qaudit.core.standards import (
    AllOf,
    AnyOf,
    Condition,
    FactIs,
    Not,
    StandardIs,
    StandardMissed,
)
from qaudit.core.text import printable
from qaudit.speech import _

DEEPEST = 60
"""Parentheses inside each other."""
_Part = TypeVar("_Part")
_TOKEN = re.compile(r"\s*([(),]|[^\s(),]+)")


@dataclass(frozen=True, slots=True)
class BadCondition:
    """Why words are no condition; `position` counts characters from 1."""

    reason: str
    position: int


def write_condition(condition: Condition | None) -> str:
    """The condition as one line, empty where there is none; `read_condition` gives an equal one back."""
    return "" if condition is None else _written(condition, _OUTSIDE)


_OUTSIDE, _IN_OR, _IN_AND, _IN_NOT = range(4)
"""What a condition is written into: the farther in, the more of it needs parentheses."""


def _written(condition: Condition, inside: int) -> str:
    match condition:
        case FactIs(fact, (key,)):
            return f"fact {fact} is {key}"
        case FactIs(fact, keys):
            return f"fact {fact} in ({', '.join(keys)})"
        case StandardIs(code, key):
            return f"standard {code} is {key}"
        case StandardMissed(code):
            return f"standard {code} missed"
        case AllOf(parts):
            return _joined(parts, "and", "all", _IN_AND, inside)
        case AnyOf(parts):
            return _joined(parts, "or", "any", _IN_OR, inside)
        case Not(part):
            return f"not {_written(part, _IN_NOT)}"


def _joined(parts: tuple[Condition, ...], word: str, group: str, level: int, inside: int) -> str:
    if len(parts) < 2:
        return f"{group}({', '.join(_written(part, _OUTSIDE) for part in parts)})"
    text = f" {word} ".join(_written(part, level) for part in parts)
    return f"({text})" if inside >= level else text


def read_condition(text: str) -> Condition | BadCondition:
    """The condition that a line says, or why it says none."""
    reader = _Reader(text)
    try:
        condition = reader.condition()
        reader.expect_end()
    except _Bad as bad:
        return BadCondition(bad.reason, bad.position)
    return condition


class _Bad(Exception):
    def __init__(self, reason: str, position: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.position = position


class _Reader:
    """Reads tokens from left to right, one ahead."""

    def __init__(self, text: str) -> None:
        self._tokens = [(found[1], found.start(1) + 1) for found in _TOKEN.finditer(text)]
        self._place = 0
        self._end = len(text) + 1
        self._depth = 0

    def condition(self) -> Condition:
        return self._chain("or", lambda: self._chain("and", self._one, AllOf), AnyOf)

    def expect_end(self) -> None:
        if self._place < len(self._tokens):
            raise self._bad(_("'{word}' was not expected here", word=self._shown()))

    def _chain(
        self, word: str, part: Callable[[], Condition], join: Callable[[tuple[Condition, ...]], Condition]
    ) -> Condition:
        parts = [part()]
        while self._take(word):
            parts.append(part())
        return parts[0] if len(parts) == 1 else join(tuple(parts))

    def _one(self) -> Condition:
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._bad(_("too much stands inside each other"))
        found = self._inner()
        self._depth -= 1
        return found

    def _inner(self) -> Condition:
        if self._take("not"):
            return Not(self._one())
        if self._take("("):
            inner = self.condition()
            self._need(")")
            return inner
        for word, join in (("all", AllOf), ("any", AnyOf)):
            if self._take(word):
                return join(self._group(self.condition))
        if self._take("fact"):
            return self._fact()
        if self._take("standard"):
            return self._standard()
        raise self._bad(_("'fact', 'standard', 'not' or '(' was expected"))

    def _fact(self) -> Condition:
        name = self._word()
        if self._take("in"):
            return FactIs(name, self._group(self._word))
        self._need("is")
        return FactIs(name, (self._word(),))

    def _standard(self) -> Condition:
        code = self._word()
        if self._take("missed"):
            return StandardMissed(code)
        self._need("is")
        return StandardIs(code, self._word())

    def _group(self, part: Callable[[], _Part]) -> tuple[_Part, ...]:
        self._need("(")
        parts = [part()]
        while self._take(","):
            parts.append(part())
        self._need(")")
        return tuple(parts)

    def _word(self) -> str:
        ahead = self._peek()
        if ahead is None or ahead in "(),":
            raise self._bad(_("a name was expected"))
        self._place += 1
        return ahead

    def _take(self, word: str) -> bool:
        ahead = self._peek()
        if ahead is None or ahead.casefold() != word:
            return False
        self._place += 1
        return True

    def _need(self, word: str) -> None:
        if not self._take(word):
            raise self._bad(_("'{word}' was expected", word=word))

    def _peek(self) -> str | None:
        return self._tokens[self._place][0] if self._place < len(self._tokens) else None

    def _shown(self) -> str:
        return printable(self._peek() or "", one_line=True)[:40]

    def _bad(self, reason: str) -> _Bad:
        position = self._tokens[self._place][1] if self._place < len(self._tokens) else self._end
        return _Bad(reason, position)
