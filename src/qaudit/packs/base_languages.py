"""The texts of a base in the languages of a pack that builds on it.

A plain text is in its pack's own language. Where the pack above has another one, the text says so from then
on; and languages that the pack above does not have are left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from qaudit.packs.anatomy import PACK, Form
from qaudit.packs.places import Node, file_of, mark_file


def in_languages(root: Node, file: str, was: Sequence[str], now: Sequence[str]) -> Node:
    """The nodes of a base whose languages are `was`, for a pack that has the languages `now`.

    The first of each is the own language. What does not change is shared with the base's own nodes.
    """
    if was[0] == now[0] and set(was) <= set(now):
        return root
    return _Speaker(was[0], now[0], frozenset(now)).said(root, file, PACK)


def in_language(text: yaml.ScalarNode, language: str, file: str) -> yaml.MappingNode:
    """A plain text as a mapping that names its language."""
    key = yaml.ScalarNode("", language, text.start_mark, text.end_mark)
    named: yaml.MappingNode = _like(text, file, yaml.MappingNode("", [(key, text)], flow_style=False))
    return named


@dataclass(frozen=True, slots=True)
class _Speaker:
    was_own: str
    own: str
    kept: frozenset[str]

    def said(self, node: Node, file: str, form: Form) -> Node:
        file = file_of(node, file)
        if form.is_text:
            return self._text(node, file, form)
        if isinstance(node, yaml.MappingNode):
            old = [value for _, value in node.value]
            new = [self.said(value, file, form.of(key.value, node)) for key, value in node.value]
            pairs = list(zip([key for key, _ in node.value], new, strict=True))
            return copied(node, file, pairs) if _differ(old, new) else node
        if isinstance(node, yaml.SequenceNode) and form.entries is not None:
            entries = [self.said(entry, file, form.entries) for entry in node.value]
            return copied(node, file, entries) if _differ(node.value, entries) else node
        return node

    def _text(self, node: Node, file: str, form: Form) -> Node:
        if isinstance(node, yaml.ScalarNode):
            if form.is_proper or self.was_own == self.own:
                return node
            node = in_language(node, self.was_own, file)
        kept = [(key, value) for key, value in node.value if key.value in self.kept]
        return node if len(kept) == len(node.value) else copied(node, file, kept)


def copied(node: Node, file: str, value: list[Any]) -> Node:
    """The same node, at the same place of the same file, with another value."""
    kind: Any = type(node)
    same: Node = _like(node, file, kind(node.tag, value, flow_style=getattr(node, "flow_style", None)))
    return same


def _like(node: Node, file: str, other: Any) -> Any:
    """`other`, standing where `node` stands."""
    other.start_mark, other.end_mark = node.start_mark, node.end_mark
    mark_file(other, file_of(node, file))
    return other


def _differ(old: Sequence[Node], new: Sequence[Node]) -> bool:
    return any(one is not other for one, other in zip(old, new, strict=True))
