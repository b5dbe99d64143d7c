"""Where the values of a YAML file stand: paths to lines and columns, by way of the composed nodes.

The nodes of a pack that builds on another come from several files. Each node that comes from another file than
the node above it carries that file's name (`mark_file`); all below it are of the same file.
"""

from typing import Any, NamedTuple

import yaml

from qaudit.packs.notices import Path, Spot

Node = yaml.nodes.Node
_Entry = tuple[Node | None, Node]


class Standing(NamedTuple):
    """Where a value stands: the file, the line and the column, both from 1."""

    file: str
    line: int
    column: int

    @property
    def spot(self) -> Spot:
        return self.line, self.column


class Places:
    """The places of one file's values, `source`; with those of the files it builds on.

    Looking one up costs its depth, however wide the mappings are.
    """

    def __init__(self, root: Node, source: str = "") -> None:
        self.root = root
        self.source = source
        self._entries: dict[int, dict[str, _Entry]] = {}

    def spot_of(self, path: Path, at_key: bool = False) -> Spot:
        """The line and column of a path, in whichever file it stands."""
        return self.standing_of(path, at_key).spot

    def standing_of(self, path: Path, at_key: bool = False) -> Standing:
        """Where a path stands; of one that leads nowhere, the last place on the way that there is."""
        key, node, file = self._walked(path)[-1]
        marked = key if at_key and key is not None else node
        return Standing(file, *spot_of_mark(marked.start_mark))

    def nearest_own(self, path: Path) -> Path:
        """The longest beginning of a path that the file itself wrote; empty where that is only its root."""
        steps = self._walked(path)
        own = (length for length in range(len(steps) - 1, 0, -1) if steps[length][2] == self.source)
        return path[: next(own, 0)]

    def written_at(self, path: Path) -> str | None:
        """The scalar at a path as it is written; None where the path leads to no scalar."""
        steps = self._walked(path)
        node = steps[-1][1]
        is_there = len(steps) == len(path) + 1 and isinstance(node, yaml.ScalarNode)
        return str(node.value) if is_there else None

    def _walked(self, path: Path) -> list[tuple[Node | None, Node, str]]:
        """Key, node and file of the root and of each step, as far as the path leads."""
        node, file = self.root, file_of(self.root, self.source)
        steps: list[tuple[Node | None, Node, str]] = [(None, node, file)]
        for step in path:
            found = self._step(node, step)
            if found is None:
                break
            key, node = found
            file = file_of(node, file)
            steps.append((key, node, file))
        return steps

    def _step(self, node: Node, step: str | int) -> _Entry | None:
        if isinstance(node, yaml.MappingNode):
            return self._entries_of(node).get(str(step))
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            return None, node.value[step]
        return None

    def _entries_of(self, node: yaml.MappingNode) -> dict[str, _Entry]:
        entries = self._entries.get(id(node))
        if entries is None:
            entries = {}
            for key, value in node.value:
                if isinstance(key, yaml.ScalarNode):
                    entries.setdefault(key.value, (key, value))
            self._entries[id(node)] = entries
        return entries


def spot_of_mark(mark: Any) -> Spot:
    """PyYAML counts lines and columns from 0, people from 1."""
    return mark.line + 1, mark.column + 1


def mark_file(node: Node, file: str) -> None:
    """Says on a node which file it, and all below it, was written in."""
    vars(node)["file"] = file


def file_of(node: Node, otherwise: str) -> str:
    """The file that a node was marked with; unmarked nodes are of the file of the node above them."""
    return str(vars(node).get("file", otherwise))
