"""The JSON Schema: committed, fresh, and agreeing with the checker."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from qaudit.packs.library import Library
from qaudit.packs.schema import pack_schema, pack_schema_text
from qaudit.packs.yaml_text import read_yaml
from tests.packs.building import HEAD
from tests.packs.good_pack import GOOD, changed
from tests.packs.test_building_problems import CASES as BUILDING_CASES
from tests.packs.test_building_problems import Case as BuildingCase
from tests.packs.test_building_problems import arrival
from tests.packs.test_follow_up import FOLLOW_UP, SPRUNG
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
    assert Library([STANDARDS]).read(path, text.encode()).problems == ()
    first = text.partition("\n")[0]
    assert first == "# yaml-language-server: $schema=../../pack.schema.json"
    assert (path.parent / "../../pack.schema.json").is_file()


def test_the_good_pack_is_valid() -> None:
    assert refused(GOOD) == []
    assert refused(SPRUNG) == []


KNOWN_TO_THE_SCHEMA = {"P201", "P202", "P203", "P204", "P205", "P206", "P207", "P301", "P302",
                       "P304", "P308", "P314", "P401", "P402", "P411", "P418", "P419", "P501", "P701"}  # fmt: skip
SEEN = [case for case in CASES if case.code in KNOWN_TO_THE_SCHEMA]


@pytest.mark.parametrize("case", SEEN, ids=lambda case: f"{case.code} {case.new[:40]!r}")
def test_the_schema_refuses_what_the_checker_finds_in_the_shape(case: Case) -> None:
    assert refused(changed(case.old, case.new).replace("«", "")) != []


def test_those_cases_are_many() -> None:
    assert {case.code for case in SEEN} == KNOWN_TO_THE_SCHEMA


# A pack that builds on another.

BUILDING = [case for case in BUILDING_CASES if case.code in ("P201", "P203")]
GOOD_CHANGES = (
    "",
    "languages: [he]\ntitle: {he: שלי}\nbrand: {colours: {accent: '#112233'}}\n",
    "drop: [A1, END]\nscoring: {critical: {count: 2}}\nfacts: {channel: {text: Wie}}\n",
    arrival("code: A1, before: A2, measure: {at_most: 30, credit: [{at_most: 30, share: 1}]}"),
    arrival(
        "code: A4, measure: {options: {warm: {text: {he: חם}}}}",
        "code: A5, measure: {parts: {tie: {text: T}}}",
    ),
    FOLLOW_UP + arrival("code: A6, gives_away: [no]", "code: A3, trap: true", "code: A2, trap: false"),
    "follow_up: {appeal: {days: 3}, customers: {}}\n",
    arrival("code: A3, measure: {met_from: 5}", "code: A6, measure: {kind: yes_no}", "code: A9, weight: 2"),
)


@pytest.mark.parametrize("text", GOOD_CHANGES)
def test_changes_to_a_base_need_not_be_whole(text: str) -> None:
    assert refused(HEAD + text) == []


@pytest.mark.parametrize("case", BUILDING, ids=lambda case: f"{case.code} {case.text[:40]!r}")
def test_the_schema_refuses_in_changes_what_the_checker_does(case: BuildingCase) -> None:
    assert refused(HEAD + case.text.replace("«", "")) != []


@pytest.mark.parametrize(
    "text",
    [
        GOOD + "drop: [A1]\n",
        GOOD.replace("code: A2\n", "code: A2\n        before: A1\n"),
        GOOD.replace("code: END\n", "code: END\n    before: ARR\n"),
        HEAD.replace("small-pack@2026.1", "small-pack"),
        HEAD.replace('edition: "1"\n', ""),
        HEAD + arrival("weight: 2"),
        HEAD + arrival("code: A1, measure: {at_most: 1, at_least: 1}"),
        HEAD + arrival("code: A1, measure: {kind: zebra}"),
        HEAD + "scoring: {bands: [{from: 0}]}\n",
        HEAD + "follow_up: {causes: {}}\n",
        HEAD + "follow_up: {appeal: {hours: 3}}\n",
        HEAD + "follow_up: {customers: {answer_days: 367}}\n",
        HEAD + arrival("code: A1, gives_away: []"),
        HEAD + arrival("code: A1, gives_away: 3"),
        HEAD + arrival("code: A9, text: T, trap: yes"),
    ],
)
def test_building_keys_have_their_own_shape(text: str) -> None:
    assert refused(text) != []


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
