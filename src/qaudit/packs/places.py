"""Where the values of a YAML file stand: paths to lines and columns, by way of the composed nodes."""

from typing import Any

import yaml

from qaudit.packs.notices import Path, Spot

Node = yaml.nodes.Node
_Entry = tuple[Node | None, Node]


class Places:
    """The places of one file. Looking one up costs its depth, however wide the mappings are."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self._entries: dict[int, dict[str, _Entry]] = {}

    def spot_of(self, path: Path, at_key: bool = False) -> Spot:
        """The spot of a path; of one that leads nowhere, the last place on the way that there is."""
        key, node = None, self.root
        for step in path:
            found = self._step(node, step)
            if found is None:
                break
            key, node = found
        return spot_of_mark(key.start_mark if at_key and key is not None else node.start_mark)

    def written_at(self, path: Path) -> str | None:
        """The scalar at a path as it is written; None where the path leads to no scalar."""
        node = self.root
        for step in path:
            found = self._step(node, step)
            if found is None:
                return None
            node = found[1]
        return str(node.value) if isinstance(node, yaml.ScalarNode) else None

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
