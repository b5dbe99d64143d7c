"""What stands where in a pack file, as far as one file can change another's: texts, lists by code, whole values.

The usual case needs no entry: two mappings become one, key by key, and everything else is replaced.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from qaudit.packs.places import Node


@dataclass(frozen=True)
class Form:
    """How the value at one place is changed.

    `keys` are the forms of named keys, `others` that of all other keys, `entries` that of a list's entries.
    A proper text is the same words in every language, unless it says otherwise. `turned_by` is a key whose
    other value makes the mapping another thing, and `variants` are the forms of keys that it then has.
    Keys of `either` stand for one another: naming one of them puts the others away.
    """

    keys: Mapping[str, "Form"] = field(default_factory=dict)
    others: "Form | None" = None
    entries: "Form | None" = None
    is_text: bool = False
    is_proper: bool = False
    is_whole: bool = False
    by_code: bool = False
    turned_by: str = ""
    variants: Mapping[str, Mapping[str, "Form"]] = field(default_factory=dict)
    either: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    """Keys that a file never takes from the one it builds on."""

    def of(self, key: str, node: Node) -> "Form":
        """The form of a key of the mapping `node`."""
        variant = self.variants.get(scalar_at(node, self.turned_by) or "", {}) if self.turned_by else {}
        return variant.get(key) or self.keys.get(key) or self.others or ANY


ANY = Form()
WHOLE = Form(is_whole=True)
TEXT = Form(is_text=True)
PROPER = Form(is_text=True, is_proper=True)

_ANSWERS = Form(others=Form(keys={"text": TEXT}))
MEASURE = Form(
    keys={"anchors": Form(others=TEXT), "options": _ANSWERS, "parts": _ANSWERS},
    turned_by="kind",
    variants={"count": {"unit": TEXT}},
    either=frozenset({"at_most", "at_least", "between"}),
)
STANDARD = Form(
    keys={"text": TEXT, "guidance": TEXT, "source": PROPER, "measure": MEASURE, "when": WHOLE},
    own=frozenset({"before"}),
)
_CHOSEN_FROM = Form(others=TEXT, is_whole=True)
FOLLOW_UP = Form(
    keys={
        "appeal": Form(keys={"reasons": _CHOSEN_FROM}),
        "causes": _CHOSEN_FROM,
        "owners": _CHOSEN_FROM,
    }
)
STANDARDS = Form(entries=STANDARD, by_code=True)
SECTION = Form(keys={"title": TEXT, "standards": STANDARDS, "when": WHOLE}, own=frozenset({"before"}))
SECTIONS = Form(entries=SECTION, by_code=True)
PACK = Form(
    keys={
        "title": TEXT,
        "brand": Form(keys={"name": PROPER, "voice": TEXT}),
        "scoring": Form(
            keys={
                "bands": Form(entries=Form(keys={"name": TEXT})),
                "critical": Form(turned_by="mode"),
            }
        ),
        "follow_up": FOLLOW_UP,
        "facts": Form(others=Form(keys={"text": TEXT, "options": Form(others=TEXT)})),
        "events": Form(others=TEXT),
        "sections": SECTIONS,
    },
    own=frozenset({"format", "pack", "edition", "effective", "extends", "drop"}),
)


def entries_of(node: Node | None) -> Iterator[tuple[str, Any, Any]]:
    """Key, key's node and value's node of a mapping whose keys are words; nothing for other nodes."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                yield key.value, key, value


def value_at(node: Node | None, key: str) -> Node | None:
    """The value of a key of a mapping; of one that stands twice, the first."""
    return next((value for known, _, value in entries_of(node) if known == key), None)


def scalar_at(node: Node | None, key: str) -> str | None:
    """The word that a key of a mapping has."""
    value = value_at(node, key)
    return str(value.value) if isinstance(value, yaml.ScalarNode) else None


def listed_at(node: Node | None, key: str) -> list[Node]:
    """The entries of the list that a key of a mapping has; none where it has no list."""
    value = value_at(node, key)
    return list(value.value) if isinstance(value, yaml.SequenceNode) else []
