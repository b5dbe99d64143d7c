"""The JSON Schema: committed, fresh, and agreeing with the checker."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from qaudit.packs.schema import pack_schema, pack_schema_text
from qaudit.packs.yaml_text import read_yaml
from tests.packs.good_pack import GOOD, changed, read
from tests.packs.test_problems import CASES, Case

STANDARDS = Path(__file__).parents[2] / "standards"
VALIDATOR = jsonschema.Draft202012Validator(pack_schema())
SHIPPED = sorted(STANDARDS.glob("*/*/*.yaml"))


def refused(text: str) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(read_yaml(text.encode()).value)]


def test_the_committed_schema_is_fresh() -> None:
    committed = (STANDARDS / "pack.schema.json").read_text(encoding="utf-8")
    assert committed == pack_schema_text(), "run: qaudit pack schema > standards/pack.schema.json"


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(pack_schema())
    assert json.loads(pack_schema_text()) == pack_schema()


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.parent.name)
def test_a_shipped_pack_is_valid_and_names_the_schema_in_its_first_line(path: Path) -> None:
    assert len(SHIPPED) >= 2
    text = path.read_text(encoding="utf-8")
    assert refused(text) == []
    assert read(text).problems == ()
    first = text.partition("\n")[0]
    assert first == "# yaml-language-server: $schema=../../pack.schema.json"
    assert (path.parent / "../../pack.schema.json").is_file()


def test_the_good_pack_is_valid() -> None:
    assert refused(GOOD) == []


KNOWN_TO_THE_SCHEMA = {"P201", "P202", "P203", "P204", "P205", "P206", "P207", "P301", "P302",
                       "P304", "P308", "P314", "P401", "P402", "P411", "P501", "P701"}  # fmt: skip
SEEN = [case for case in CASES if case.code in KNOWN_TO_THE_SCHEMA]


@pytest.mark.parametrize("case", SEEN, ids=lambda case: f"{case.code} {case.new[:40]!r}")
def test_the_schema_refuses_what_the_checker_finds_in_the_shape(case: Case) -> None:
    assert refused(changed(case.old, case.new).replace("«", "")) != []


def test_those_cases_are_many() -> None:
    assert {case.code for case in SEEN} == KNOWN_TO_THE_SCHEMA


def _silent(schema: Any) -> list[str]:
    """The keys of the schema's objects that an editor could say nothing about."""
    return [
        f"{name}.{key}"
        for name, owner in schema["$defs"].items()
        for key, value in owner.get("properties", {}).items()
        if not value.keys() & {"description", "const", "enum", "$ref"}
    ]


def test_editors_can_say_something_about_every_key() -> None:
    schema: Any = pack_schema()
    assert len(schema["$defs"]) > 20
    assert _silent(schema) == []
    assert all(owner.get("description") for owner in schema["$defs"].values())


def test_nothing_in_the_schema_is_named_after_our_modules() -> None:
    assert "File" not in pack_schema_text()
    assert '"null"' not in pack_schema_text()
