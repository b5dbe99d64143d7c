"""The JSON Schema of pack files, made from their shape: editors complete and check with it."""

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from qaudit.packs.shape import PackFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TOP = ("$schema", "title", "description", "type", "required", "additionalProperties", "properties", "$defs")
_ABOUT = {
    "Text": "Words in the pack's own language, or a map from language to words.",
    "Condition": "When it is asked: a fact, an earlier standard, or all, any, not of conditions.",
}


def pack_schema() -> dict[str, object]:
    """The schema as plain data (draft 2020-12)."""
    made = PackFile.model_json_schema(schema_generator=_Generator)
    schema = _tidied(made | {"$schema": DIALECT}, is_schema=True)
    schema["title"] = "A qaudit pack"
    for name, words in _ABOUT.items():
        schema["$defs"][name]["description"] = words
    return {key: schema[key] for key in _TOP}


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
