"""A pack file as one line for each value, with the place that set it."""

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from qaudit.core.problems import Place
from qaudit.packs.places import Node
from qaudit.packs.yaml_text import read_yaml


@dataclass(frozen=True, slots=True)
class FlatValue:
    """One value: its `path` (`sections[ARR].weight`), as it is written, and where."""

    path: str
    value: str
    place: Place


def flat_values(data: bytes, source: str) -> tuple[FlatValue, ...]:
    """Every value of a pack file that has no fault, in the order of the file."""
    places = read_yaml(data).places
    return () if places is None else tuple(_values(places.root, "", source))


def _values(node: Node, path: str, source: str) -> Iterator[FlatValue]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _values(value, f"{path}.{key.value}" if path else key.value, source)
    elif isinstance(node, yaml.SequenceNode):
        for number, entry in enumerate(node.value):
            yield from _values(entry, f"{path}[{_code_of(entry) or number}]", source)
    else:
        mark = node.start_mark
        yield FlatValue(path, node.value, Place(source, mark.line + 1, mark.column + 1))


def _code_of(node: Node) -> str | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value.value for key, value in node.value if key.value == "code"), None)
