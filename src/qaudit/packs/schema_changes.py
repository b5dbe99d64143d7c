"""The schema of a pack that builds on another, out of that of a whole pack.

What the base has need not be said again, so little is required; keys that change a base are for it alone.
"""

from copy import deepcopy
from typing import Any

Schema = dict[str, Any]
BUILT = "BuiltPack"
_REQUIRED = {
    BUILT: ["format", "pack", "edition", "extends"],
    "ChangedSection": ["code"],
    "ChangedStandard": ["code"],
}
_CHANGED = (
    "Brand", "Scoring", "Critical", "FollowUp", "Appeal", "Customers", "Fact", "Section", "Standard", "Option", "Part",
    "YesNo", "Duration", "Count", "Clock", "Rating", "Choice", "Checklist", "Note",
)  # fmt: skip
"""What is changed key by key; everything else is written whole."""
_FOR_CHANGES = {"WholePack": ("drop",), "Section": ("before",), "Standard": ("before",)}
_FILLED_BY_THE_BASE = ("sections", "standards", "options", "parts")
_NOT_KNOWN_OF_CHANGES = ("required", "if", "then", "else")
"""What a change need not say itself, since the base may have said it."""
_LIMITS = ("at_most", "at_least", "between")


def alone(name: str, schema: Schema) -> Schema:
    """The schema of a part of a whole pack: without the keys that change a base."""
    left_out = _FOR_CHANGES.get(name, ())
    if not left_out:
        return schema
    properties = {key: value for key, value in schema["properties"].items() if key not in left_out}
    return schema | {"properties": properties}


def changed_parts(pack: Schema, parts: dict[str, Schema]) -> dict[str, Schema]:
    """The schemas of a pack that builds on another and of its parts, by name."""
    whole = {BUILT: pack} | {f"Changed{name}": parts[name] for name in _CHANGED}
    return {name: _changed(name, deepcopy(schema)) for name, schema in whole.items()}


def _changed(name: str, schema: Schema) -> Schema:
    for key in _NOT_KNOWN_OF_CHANGES:
        schema.pop(key, None)
    if "oneOf" in schema:
        schema.pop("oneOf")
        pairs = ((one, two) for place, one in enumerate(_LIMITS) for two in _LIMITS[place + 1 :])
        schema["not"] = {"anyOf": [{"required": [*pair]} for pair in pairs]}
    for key in _FILLED_BY_THE_BASE:
        for size in ("minItems", "minProperties"):
            schema["properties"].get(key, {}).pop(size, None)
    measure = schema["properties"].get("measure", {})
    if "oneOf" in measure:
        measure["anyOf"] = measure.pop("oneOf")
    if name in _REQUIRED:
        schema["required"] = _REQUIRED[name]
    renamed: Schema = _renamed(schema)
    return renamed


def _renamed(value: Any) -> Any:
    """References to what is changed, instead of to what is whole."""
    if isinstance(value, list):
        return [_renamed(entry) for entry in value]
    if not isinstance(value, dict):
        return value
    return {key: _reference(entry) if key == "$ref" else _renamed(entry) for key, entry in value.items()}


def _reference(reference: str) -> str:
    head, _, name = reference.rpartition("/")
    return f"{head}/Changed{name}" if name in _CHANGED else reference
