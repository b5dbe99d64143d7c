"""A pack as one line for each value, with the place that set it: its own file, or that of a pack it builds on."""

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from qaudit.core.problems import Place
from qaudit.packs.anatomy import scalar_at
from qaudit.packs.places import Node, Standing, file_of, spot_of_mark
from qaudit.packs.placing import place_at


@dataclass(frozen=True, slots=True)
class FlatValue:
    """One value: its `path` (`sections[ARR].weight`), as it is written, and where."""

    path: str
    value: str
    place: Place


def flat_values(root: Node, source: str) -> tuple[FlatValue, ...]:
    """Every value of the nodes of a good pack, in the order of the pack. `source` is the pack's own file."""
    return tuple(_values(root, "", source))


def _values(node: Node, path: str, file: str) -> Iterator[FlatValue]:
    file = file_of(node, file)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _values(value, f"{path}.{key.value}" if path else key.value, file)
    elif isinstance(node, yaml.SequenceNode):
        for number, entry in enumerate(node.value):
            yield from _values(entry, f"{path}[{scalar_at(entry, 'code') or number}]", file)
    else:
        yield FlatValue(path, node.value, place_at(Standing(file, *spot_of_mark(node.start_mark))))
