"""Plain values as YAML that the pack reader reads back as they were: mappings, lists, words, exact numbers.

What fits on a line is written on one line, as people write packs; the rest is written out below its key. Words
are quoted where any YAML program might take them for something else, and what cannot be seen is written as an
escape.
"""

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from qaudit.core.percent import decimal_text

Plain = str | bool | int | Fraction | Mapping[str, "Plain"] | Sequence["Plain"]
"""What can be written. Words are `str`; numbers are exact."""

WIDEST = 112
_LONGEST_LINE_OF_WORDS = 96
_LONGEST_NUMBER = 40
_FARTHEST_EXPONENT = 30
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_./-]*", re.ASCII)
_SENTENCE = re.compile(r"[^\W\d_][^\n\t]*")
_FLOW_SIGNS = re.compile(r"[,\[\]{}\"'&*!|>%@`?:]")
_TAKEN = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))
"""Words that YAML, of one version or another, takes for something else."""
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def entry_lines(key: str, value: Plain, indent: int = 0, *, open_up: bool = False) -> Iterator[str]:
    """The lines of one `key: value`. `open_up`: a mapping or a list goes below its key whatever its size."""
    ahead = f"{' ' * indent}{key_text(key)}:"
    if isinstance(value, str):
        yield from _word_lines(ahead, value, indent)
        return
    short = f"{ahead} {flow_text(value)}"
    if not isinstance(value, Mapping | list | tuple) or not value or (not open_up and len(short) <= WIDEST):
        yield short
        return
    yield ahead
    yield from block_lines(value, indent + 2)


def block_lines(value: Mapping[str, Plain] | Sequence[Plain], indent: int) -> Iterator[str]:
    """The lines of a mapping or a list, one entry below another."""
    if isinstance(value, Mapping):
        for key, below in value.items():
            yield from entry_lines(key, below, indent)
        return
    for one in value:
        short = f"{' ' * indent}- {flow_text(one)}"
        if len(short) <= WIDEST or not isinstance(one, Mapping | list | tuple):
            yield short
            continue
        first, *rest = block_lines(one, indent + 2)
        yield f"{' ' * indent}- {first.lstrip()}"
        yield from rest


def flow_text(value: Plain) -> str:
    """A value on one line: `{kind: duration, at_most: 60}`."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return value if _is_plain_in_flow(value) else quoted(value)
        case int() | Fraction():
            return number_text(Fraction(value))
        case Mapping():
            entries = (f"{key_text(key)}: {flow_text(below)}" for key, below in value.items())
            return "{" + ", ".join(entries) + "}"
    return "[" + ", ".join(flow_text(one) for one in value) + "]"


def key_text(key: str) -> str:
    """A key, in quotes where it is more than a plain name."""
    return key if _is_plain_name(key) else quoted(key)


def number_text(value: Fraction) -> str:
    """A number exactly: a decimal, with an exponent where it would be too long for the reader, or `n/d`."""
    text = decimal_text(value)
    if len(text) <= _LONGEST_NUMBER or "/" in text:
        return text
    exponent = -_FARTHEST_EXPONENT if abs(value) < 1 else _FARTHEST_EXPONENT
    return f"{decimal_text(value / Fraction(10) ** exponent)}e{exponent}"


def quoted(words: str) -> str:
    """Words in double quotes, with an escape for each character that cannot be seen."""
    escaped = "".join(_ESCAPES.get(sign, sign) for sign in words)
    return '"' + _UNSEEN.sub(lambda found: f"\\u{ord(found.group()):04x}", escaped) + '"'


def comment_lines(words: str, indent: int = 0) -> Iterator[str]:
    """Words as lines of comment. They must be printable and without line breaks."""
    ahead = " " * indent + "# "
    for line in textwrap.wrap(words, max(40, WIDEST - len(ahead))) or [""]:
        yield f"{ahead}{line}".rstrip()


def _word_lines(ahead: str, words: str, indent: int) -> Iterator[str]:
    if len(words) > _LONGEST_LINE_OF_WORDS and _can_be_folded(words):
        yield f"{ahead} >-"
        below = " " * (indent + 2)
        wrapped = textwrap.wrap(
            words, WIDEST - len(below), break_long_words=False, break_on_hyphens=False, tabsize=1
        )
        yield from (f"{below}{line}" for line in wrapped)
        return
    yield f"{ahead} {words if _is_plain_sentence(words) else quoted(words)}"


def _is_plain_name(words: str) -> bool:
    return _NAME.fullmatch(words) is not None and words.casefold() not in _TAKEN


def _is_plain_in_flow(words: str) -> bool:
    return _is_plain_name(words) or (_is_plain_sentence(words) and not _FLOW_SIGNS.search(words))


def _is_plain_sentence(words: str) -> bool:
    return (
        _SENTENCE.fullmatch(words) is not None
        and words.casefold() not in _TAKEN
        and not words[-1].isspace()
        and not words.endswith(":")
        and ": " not in words
        and " #" not in words
        and not _UNSEEN.search(words)
    )


def _can_be_folded(words: str) -> bool:
    """Whether folding gives the words back: single blanks between them and nothing else to be lost."""
    return words == " ".join(words.split(" ")).strip() and not (
        "  " in words or "\n" in words or "\t" in words or _UNSEEN.search(words)
    )
