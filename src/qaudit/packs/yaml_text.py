"""YAML text into plain values by the 1.2 core schema, with a place for each of them.

PyYAML's C parser composes the nodes; this module gives them their meaning. `yes`, `no`, `on` and `off` are
words, `12:30` is text, there are no dates, no merge keys and no tags, decimals are exact fractions (they
never pass through a float), and the keys of a mapping are always text. Nothing in a pack may be empty, so
null is a problem wherever it stands. Source: yaml.org/spec/1.2.2, section 10.3.

A file is refused before it can do harm: by size, by nesting, and by the number of values once its aliases are
followed.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import yaml
from yaml._yaml import CParser

from qaudit.core.text import printable
from qaudit.packs import catalogue
from qaudit.packs.file_size import LARGEST_FILE, too_large
from qaudit.packs.notices import Notice, Spot, shown
from qaudit.packs.places import Node, Places, spot_of_mark
from qaudit.speech import N_, _

DEEPEST = 64
MOST_VALUES = 200_000


class Unusable:
    """Stands for a value that already has a problem, so that nobody complains about it again."""

    def __repr__(self) -> str:
        return "UNUSABLE"


UNUSABLE = Unusable()


@dataclass(frozen=True, slots=True)
class YamlText:
    """What a file says: `value` is plain data. `places` is None where nothing could be read."""

    value: Any
    places: Places | None
    notices: tuple[Notice, ...]


def read_yaml(data: bytes, source: str = "") -> YamlText:
    """Read one YAML document. Never raises for what the bytes hold: faults are notices."""
    root = compose_yaml(data)
    return YamlText(None, None, (root,)) if isinstance(root, Notice) else values_of(root, source)


def compose_yaml(data: bytes) -> Node | Notice:
    """The nodes of one YAML document, without their meaning; or why there are none."""
    try:
        return _compose(data)
    except _Refused as refused:
        return refused.notice


def values_of(root: Node, source: str = "") -> YamlText:
    """The meaning of composed nodes. `source` is the file they are of."""
    reading = _Reading()
    try:
        value = reading.value_of(root, 0)
    except _Refused as refused:
        return YamlText(None, None, (refused.notice,))
    return YamlText(value, Places(root, source), tuple(reading.notices))


class _Refused(Exception):
    """A file that cannot be read on."""

    def __init__(self, notice: Notice) -> None:
        super().__init__(notice)
        self.notice = notice


class _Parser(CParser):
    """Composes nodes without resolving tags, and stops at a depth that would exhaust the C stack."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.depth = 0

    def resolve(self, kind: type, value: object, implicit: object) -> str:
        """No tag where the file gives none: a value's meaning is decided by `_Reading`."""
        return ""

    def descend_resolver(self, node: Node | None, index: object) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            spot = None if node is None else spot_of_mark(node.start_mark)
            raise _Refused(Notice(catalogue.TOO_DEEP, words={"most": str(DEEPEST)}, spot=spot))

    def ascend_resolver(self) -> None:
        self.depth -= 1


def _compose(data: bytes) -> Node:
    text = _decode(data)
    try:
        root: Node | None = _Parser(data).get_single_node()
    except yaml.reader.ReaderError:
        raise _Refused(_control_character(text)) from None
    except yaml.MarkedYAMLError as error:
        raise _Refused(_not_yaml(error)) from None
    if root is None:
        raise _Refused(Notice(catalogue.EMPTY_FILE, spot=(1, 1)))
    return root


def _decode(data: bytes) -> str:
    if len(data) > LARGEST_FILE:
        raise _Refused(too_large(len(data)))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        words = {"byte": f"{data[error.start]:02x}"}
        raise _Refused(Notice(catalogue.NOT_UTF8, words=words, spot=_end_of(before))) from None


_NOT_ALLOWED = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")


def _control_character(text: str) -> Notice:
    found = _NOT_ALLOWED.search(text)
    position = found.start() if found else 0
    words = {"point": f"U+{ord(found.group()):04X}" if found else _("a character")}
    return Notice(catalogue.CONTROL_CHARACTER, words=words, spot=_end_of(text[:position]))


def _end_of(text: str) -> Spot:
    lines = _LINE_END.split(text.removeprefix("\ufeff"))
    return len(lines), len(lines[-1]) + 1


def _not_yaml(error: yaml.MarkedYAMLError) -> Notice:
    problem = error.problem or _("it cannot be read")
    mark = error.problem_mark or error.context_mark
    spot = None if mark is None else spot_of_mark(mark)
    if "another document" in problem:
        return Notice(catalogue.SEVERAL_DOCUMENTS, spot=spot)
    reason = printable(f"{problem}{_context(error)}", one_line=True)
    hint = next((_(hint) for word, hint in _YAML_HINTS.items() if word in problem), None)
    return Notice(catalogue.NOT_YAML, words={"reason": reason}, hint=hint, spot=spot)


def _context(error: yaml.MarkedYAMLError) -> str:
    if not error.context:
        return ""
    begun = "" if error.context_mark is None else f" that begins in line {error.context_mark.line + 1}"
    return f" {error.context}{begun}"


_YAML_HINTS = {
    "tab": N_("indent with spaces: YAML takes no tabs"),
    "\\t": N_("indent with spaces: YAML takes no tabs"),
    "mapping values are not allowed": N_("put words that hold a colon and a space in quotes"),
    "undefined alias": N_("write *name only after &name; put words that begin with * in quotes"),
    "duplicate anchor": N_("give each &name once"),
}


_CONSTANTS: dict[str, Any] = {
    spelling: value
    for word, value in {"null": None, "true": True, "false": False, "": None, "~": None}.items()
    for spelling in (word, word.capitalize(), word.upper())
}
_INTEGER = re.compile(r"[-+]?[0-9]+", re.ASCII)
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE]([-+]?[0-9]+))?", re.ASCII)
_OTHER_BASE = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+", re.ASCII)
_NO_NUMBER = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)", re.ASCII)
_NUMBER_STARTS = frozenset("+-.0123456789")
_LONGEST_NUMBER = 40
_LARGEST_EXPONENT = 30
_TAGS = {
    "tag:yaml.org,2002:str": yaml.ScalarNode,
    "tag:yaml.org,2002:map": yaml.MappingNode,
    "tag:yaml.org,2002:seq": yaml.SequenceNode,
}


class _Reading:
    """One walk over the nodes of a file, counting values."""

    def __init__(self) -> None:
        self.notices: list[Notice] = []
        self.count = 0

    def value_of(self, node: Node, depth: int) -> Any:
        self.count += 1
        if self.count > MOST_VALUES:
            words = {"most": f"{MOST_VALUES:,}"}
            raise _Refused(Notice(catalogue.TOO_MANY_VALUES, words=words, spot=spot_of_mark(node.start_mark)))
        if depth > DEEPEST:
            words = {"most": str(DEEPEST)}
            raise _Refused(Notice(catalogue.TOO_DEEP, words=words, spot=spot_of_mark(node.start_mark)))
        if node.tag and _TAGS.get(node.tag) is not type(node):
            words = {"tag": shown(node.tag)}
            self.notices.append(Notice(catalogue.TAG, words=words, spot=spot_of_mark(node.start_mark)))
            return UNUSABLE
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.value_of(entry, depth + 1) for entry in node.value]
        assert isinstance(node, yaml.MappingNode)
        return self._mapping(node, depth)

    def _mapping(self, node: yaml.MappingNode, depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        again: list[yaml.ScalarNode] = []
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.notices.append(Notice(catalogue.KEY_NOT_TEXT, spot=spot_of_mark(key_node.start_mark)))
                continue
            key = key_node.value
            if found := _CONTROL.search(key):
                words = {"point": f"U+{ord(found.group()):04X}"}
                spot = spot_of_mark(key_node.start_mark)
                self.notices.append(Notice(catalogue.CONTROL_CHARACTER, words=words, spot=spot))
                continue
            if node.flow_style and value_node.start_mark.index == key_node.end_mark.index:
                words = {"key": shown(key)}
                self.notices.append(
                    Notice(catalogue.COMMA, words=words, spot=spot_of_mark(key_node.start_mark))
                )
                continue
            value = self.value_of(value_node, depth + 1)
            if key in values:
                again.append(key_node)
                continue
            values[key] = value
        if again:
            self._tell_duplicates(node, again)
        return values

    def _tell_duplicates(self, node: yaml.MappingNode, again: list[yaml.ScalarNode]) -> None:
        lines: dict[str, int] = {}
        for key_node, _value in node.value:
            if isinstance(key_node, yaml.ScalarNode):
                lines.setdefault(key_node.value, key_node.start_mark.line + 1)
        for key_node in again:
            words = {"key": shown(key_node.value), "line": str(lines[key_node.value])}
            spot = spot_of_mark(key_node.start_mark)
            self.notices.append(Notice(catalogue.DUPLICATE_KEY, words=words, spot=spot))

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        text: str = node.value
        if node.style or node.tag:
            return text
        if text[:1] in _NUMBER_STARTS:
            return self._number(node, text)
        value = _CONSTANTS.get(text, text)
        if value is None:
            self.notices.append(Notice(catalogue.NOTHING, spot=spot_of_mark(node.start_mark)))
            return UNUSABLE
        return value

    def _number(self, node: Node, text: str) -> Any:
        decimal = _DECIMAL.fullmatch(text)
        if decimal is None and not _OTHER_BASE.fullmatch(text):
            if not _NO_NUMBER.fullmatch(text):
                return text
        elif len(text) <= _LONGEST_NUMBER and (decimal is None or _is_near(decimal[1])):
            if _INTEGER.fullmatch(text):
                return int(text)
            return Fraction(text) if decimal else int(text, 0)
        words = {"number": shown(text)}
        self.notices.append(
            Notice(catalogue.UNUSABLE_NUMBER, words=words, spot=spot_of_mark(node.start_mark))
        )
        return UNUSABLE


def _is_near(exponent: str | None) -> bool:
    return exponent is None or abs(int(exponent)) <= _LARGEST_EXPONENT
