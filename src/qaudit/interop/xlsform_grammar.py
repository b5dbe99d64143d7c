"""The conditions of XLSForms read into a tree: the small part of XPath that forms really use.

    or       := and ("or" and)*
    and      := same ("and" same)*
    same     := order (("=" | "!=") order)*
    order    := sum (("<" | "<=" | ">" | ">=") sum)*
    sum      := product (("+" | "-") product)*
    product  := unary (("*" | "div" | "mod") unary)*
    unary    := "-" unary | atom
    atom     := ${name} | 'words' | "words" | number | function "(" [or ("," or)*] ")" | "(" or ")" | "."

Nothing is computed here, and any function may be called: what can be said in a pack's conditions is decided by
`qaudit.interop.xlsform_conditions`. Typographic quotes, which word processors put in, are read as plain ones.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from qaudit.speech import _

DEEPEST = 40
"""Parentheses inside one another; no form needs more, and a pack's conditions may not be deeper."""
LONGEST = 800
"""Words and signs of one expression."""


@dataclass(frozen=True, slots=True)
class Reference:
    """`${name}`: the answer of another row. `column` counts from 1, here and in all nodes."""

    name: str
    column: int


@dataclass(frozen=True, slots=True)
class Literal:
    """Words in quotes, or a number; `number` is the words' value where they are one."""

    words: str
    column: int
    number: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Itself:
    """`.`: the row's own answer, known in constraints alone."""

    column: int


@dataclass(frozen=True, slots=True)
class Call:
    """A function and its arguments."""

    function: str
    arguments: tuple["Node", ...]
    column: int


@dataclass(frozen=True, slots=True)
class Operation:
    """Two sides and what stands between: `and or = != < <= > >= + - * div mod`."""

    operator: str
    left: "Node"
    right: "Node"
    column: int


@dataclass(frozen=True, slots=True)
class Negative:
    """A minus before a number."""

    part: "Node"
    column: int


Node = Reference | Literal | Itself | Call | Operation | Negative


class NotUnderstood(Exception):
    """An expression that is not of the grammar: why, and at which column, counted from 1."""

    def __init__(self, why: str, column: int) -> None:
        super().__init__(why, column)
        self.why = why
        self.column = column


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    column: int


_TOKENS = re.compile(
    r"""(?P<space>\s+)
    |\$\{(?P<reference>[^{}$]*)\}
    |'(?P<single>[^']*)'|"(?P<double>[^"]*)"
    |[\u2018\u2019\u201a](?P<curly>[^\u2018\u2019\u201a]*)[\u2018\u2019]
    |[\u201c\u201d\u201e](?P<curlies>[^\u201c\u201d\u201e]*)[\u201c\u201d]
    |(?P<number>\d{1,30}(?:\.\d{0,30})?|\.\d{1,30})
    |(?P<word>[A-Za-z_][\w.:-]*)
    |(?P<path>\.\./|/|\.\.)
    |(?P<sign><=|>=|!=|[=<>+*(),.]|[-\u2212\u2013])
    """,
    re.VERBOSE,
)
_QUOTED = frozenset({"single", "double", "curly", "curlies"})
_LEVELS = (("or",), ("and",), ("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "div", "mod"))
"""The operators, those that bind least first."""


def read_expression(text: str, longest: int = LONGEST) -> Node:
    """The tree of an expression of at most `longest` words and signs. Raises `NotUnderstood`."""
    parser = _Parser(_tokens(text, longest), len(text) + 1)
    tree = parser.operation(0)
    parser.finish()
    return tree


def _tokens(text: str, longest: int) -> list[_Token]:
    tokens: list[_Token] = []
    place = 0
    while place < len(text):
        found = _TOKENS.match(text, place)
        if found is None or found.lastgroup is None:
            raise NotUnderstood(_("'{sign}' is not expected", sign=text[place]), place + 1)
        kind, column = found.lastgroup, place + 1
        words = found.group(kind)
        place = found.end()
        if kind == "path":
            raise NotUnderstood(_("a path ('{sign}') is not known here", sign=words), column)
        if len(tokens) == longest:
            raise NotUnderstood(_("it has more than {most} words and signs", most=longest), column)
        if kind != "space":
            tokens.append(_Token("words" if kind in _QUOTED else kind, _plain(kind, words), column))
    return tokens


def _plain(kind: str, words: str) -> str:
    if kind == "reference":
        return words.strip()
    return "-" if kind == "sign" and words in "\u2212\u2013" else words


class _Parser:
    """Goes through the tokens once; each method reads one thing and stands behind it then."""

    def __init__(self, tokens: list[_Token], end: int) -> None:
        self._tokens = tokens
        self._end = end
        self._place = 0
        self._depth = 0

    def operation(self, level: int) -> Node:
        """The operators of a level and all that bind closer, from the left."""
        if level == len(_LEVELS):
            return self._unary()
        left = self.operation(level + 1)
        while (token := self._next_is(_LEVELS[level])) is not None:
            left = Operation(token.text, left, self.operation(level + 1), token.column)
        return left

    def finish(self) -> None:
        """Nothing may be left."""
        if self._place < len(self._tokens):
            token = self._tokens[self._place]
            raise NotUnderstood(_("'{sign}' is not expected", sign=token.text), token.column)

    def _next_is(self, texts: tuple[str, ...]) -> _Token | None:
        """The next token, if it is one of these operators; words may stand in any case."""
        if self._place >= len(self._tokens):
            return None
        token = self._tokens[self._place]
        text = token.text.lower() if token.kind == "word" else token.text
        if token.kind not in ("sign", "word") or text not in texts:
            return None
        self._place += 1
        return _Token(token.kind, text, token.column)

    def _unary(self) -> Node:
        if (minus := self._next_is(("-",))) is None:
            return self._atom()
        return self._deeper(lambda: Negative(self._unary(), minus.column))

    def _atom(self) -> Node:
        if self._place >= len(self._tokens):
            raise NotUnderstood(_("something is missing at the end"), self._end)
        token = self._tokens[self._place]
        self._place += 1
        match token.kind:
            case "reference":
                if not token.text:
                    raise NotUnderstood(_("the braces name nothing"), token.column)
                return Reference(token.text, token.column)
            case "words":
                return Literal(token.text, token.column, number_of(token.text))
            case "number":
                return Literal(token.text, token.column, Fraction(token.text.rstrip(".")))
            case "word":
                return self._call(token)
        if token.text == "(":
            return self._deeper(self._in_parentheses)
        if token.text == ".":
            return Itself(token.column)
        raise NotUnderstood(_("'{sign}' is not expected", sign=token.text), token.column)

    def _in_parentheses(self) -> Node:
        part = self.operation(0)
        self._close()
        return part

    def _call(self, name: _Token) -> Node:
        if self._next_is(("(",)) is None:
            raise NotUnderstood(_("'{word}' is not known here", word=name.text), name.column)
        return self._deeper(lambda: Call(name.text.lower(), self._arguments(), name.column))

    def _arguments(self) -> tuple[Node, ...]:
        if self._next_is((")",)) is not None:
            return ()
        found = [self.operation(0)]
        while self._next_is((",",)) is not None:
            found.append(self.operation(0))
        self._close()
        return tuple(found)

    def _close(self) -> None:
        if self._next_is((")",)) is None:
            column = self._tokens[self._place].column if self._place < len(self._tokens) else self._end
            raise NotUnderstood(_("a closing parenthesis is missing"), column)

    def _deeper(self, read: Callable[[], Node]) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            column = self._tokens[self._place - 1].column
            raise NotUnderstood(_("it is nested more than {most} deep", most=DEEPEST), column)
        node = read()
        self._depth -= 1
        return node


def number_of(words: str) -> Fraction | None:
    """The number that words are (`5`, `-88`, `1.0`, `0.25`); None for other words."""
    return Fraction(words.strip()) if _NUMBER.fullmatch(words.strip()) else None


_NUMBER = re.compile(r"-?(?:\d{1,30}(?:\.\d{1,30})?|\.\d{1,30})", re.ASCII)
