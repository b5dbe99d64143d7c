"""Small packs read by an editor: what is told of them."""

import json
from collections.abc import Iterable

from qaudit.core.problems import Problem
from qaudit.packs.judgement import judge
from qaudit.packs.placing import placed
from qaudit.packs.shape import PackFile
from qaudit.packs.yaml_text import read_yaml

YES_NO = "{kind: yes_no}"


def standard(text: object, measure: str = YES_NO, code: str = "A1", **keys: object) -> str:
    """One standard in a line of YAML. Words and maps are written as JSON, which YAML reads; `measure` is YAML."""
    more = "".join(f", {key}: {json.dumps(value, ensure_ascii=False)}" for key, value in keys.items())
    return f"{{code: {code}, text: {json.dumps(text, ensure_ascii=False)}, measure: {measure}{more}}}"


def pack(*standards: str, languages: str = "en", head: str = "", section: str = "") -> str:
    """A pack of one section with these standards. `head` and `section` are more lines of YAML."""
    lines = [
        "format: 1", "pack: small", 'edition: "1"', f"languages: [{languages}]", "title: X", "brand: {name: X}",
        *head.splitlines(), "sections:", "  - code: S", "    title: X",
        *(f"    {line}" for line in section.splitlines()), "    standards:",
        *(f"      - {each}" for each in standards),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def told(text: str) -> tuple[Problem, ...]:
    """What the editor says of a pack that has no fault."""
    read = read_yaml(text.encode())
    assert read.notices == ()
    assert read.places is not None
    return placed(judge(PackFile.model_validate(read.value)), read.places, "small.yaml")


def told_of(text: str, code: str) -> list[Problem]:
    """What the editor says by one code."""
    return [problem for problem in told(text) if problem.code == code]


def lines(problems: Iterable[Problem]) -> list[int]:
    """The lines that problems stand at."""
    return [problem.place.line for problem in problems if problem.place is not None]
