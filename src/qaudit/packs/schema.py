"""The JSON Schema of pack files, made from their shape: editors complete and check with it."""

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from qaudit.packs.schema_changes import alone, changed_parts
from qaudit.packs.shape import PackFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"
WHOLE, BUILT = "WholePack", "BuiltPack"
_ABOUT = {
    "Text": "Words in the pack's own language, or a map from language to words.",
    "Condition": "When it is asked: a fact, an earlier standard, or all, any, not of conditions.",
    BUILT: "A pack that builds on another: what it names is changed, added or dropped, the rest is the base's.",
}


def pack_schema() -> dict[str, object]:
    """The schema as plain data (draft 2020-12)."""
    made = _tidied(PackFile.model_json_schema(schema_generator=_Generator), is_schema=True)
    parts: dict[str, Any] = made.pop("$defs")
    built = changed_parts(made, parts)
    schemas = parts | {WHOLE: alone(WHOLE, made)} | built
    schemas |= {name: alone(name, schemas[name]) for name in parts}
    for name, words in _ABOUT.items():
        schemas[name]["description"] = words
    return {
        "$schema": DIALECT,
        "title": "A qaudit pack",
        "description": made["description"],
        "type": "object",
        "if": {"required": ["extends"]},
        "then": {"$ref": f"#/$defs/{BUILT}"},
        "else": {"$ref": f"#/$defs/{WHOLE}"},
        "$defs": dict(sorted(schemas.items())),
    }


def pack_schema_text() -> str:
    """The schema as it is printed, and committed beside the shipped packs."""
    return json.dumps(pack_schema(), indent=2, ensure_ascii=False) + "\n"


class _Generator(GenerateJsonSchema):
    """Pydantic's schema without nulls, which no pack may hold, and with the names of keys checked."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        if schema.get("default") is None:
            return self.generate_inner(schema["schema"])
        return super().default_schema(schema)

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        sizes = {"minProperties": schema.get("min_length")}
        return {
            "type": "object",
            "propertyNames": self.generate_inner(schema["keys_schema"]),
            "additionalProperties": self.generate_inner(schema["values_schema"]),
        } | {key: size for key, size in sizes.items() if size is not None}

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def _tidied(value: Any, *, is_schema: bool) -> Any:
    """Without the names that models have in Python. `is_schema` is false for a map of names to schemas."""
    if isinstance(value, list):
        return [_tidied(entry, is_schema=True) for entry in value]
    if not isinstance(value, dict):
        return value
    return {
        _public(key) if not is_schema else key: _reference(entry)
        if key == "$ref"
        else _tidied(entry, is_schema=not (is_schema and key in ("properties", "$defs")))
        for key, entry in value.items()
        if not (is_schema and key == "title")
    }


def _public(name: str) -> str:
    return name.removesuffix("File") if name != "File" else name


def _reference(reference: Any) -> str:
    return str(reference).removesuffix("File")
