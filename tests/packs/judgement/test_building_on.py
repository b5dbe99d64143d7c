"""A pack that builds on another is judged for what it brings about itself."""

from pathlib import Path

from qaudit.packs.library import Library
from qaudit.packs.reader import ReadPack
from tests.packs.building import put

BASE = """\
format: 1
pack: base
edition: "1"
languages: [en]
title: Base
brand: {name: Base}
scoring: {whole: 10}
events: {a: A, b: B}
facts: {f: {text: F, options: yes_no}}
sections:
  - code: S
    title: S
    weight: 10
    whole: 4
    standards:
      - {code: A1, text: The clerk is friendly, measure: {kind: yes_no}}
      - {code: A2, text: The floor is clean, measure: {kind: yes_no}, accept: {P802: "a plan says so"}}
      - {code: A3, text: X, measure: {kind: duration, unit: s, from: a, to: b, at_most: 5}}
      - {code: A4, text: The bill is shown, measure: {kind: yes_no}, when: {fact: f, is: yes}}
"""
HEAD = 'format: 1\npack: mine\nedition: "1"\nextends: base@1\n'


def judged(folder: Path, text: str) -> ReadPack:
    """A text below the usual head, over the base, as an editor reads it."""
    put(folder, "base.yaml", BASE)
    path = put(folder, "mine.yaml", HEAD + text)
    return Library([]).read(path, path.read_bytes(), is_judged=True)


def told(folder: Path, text: str) -> list[tuple[str, int]]:
    """Code and line of what is told, all of it in the file itself."""
    problems = judged(folder, text).problems
    assert all(problem.place and problem.place.file.endswith("mine.yaml") for problem in problems)
    return [(problem.code, problem.place.line) for problem in problems if problem.place]


def test_what_an_editor_says_of_the_base_is_told_where_the_base_is_checked(tmp_path: Path) -> None:
    put(tmp_path, "base.yaml", BASE)
    base = Library([]).read(tmp_path / "base.yaml", BASE.encode(), is_judged=True)
    assert [problem.code for problem in base.problems] == ["P802"]
    found = judged(tmp_path, "title: Mine\n")
    assert found.problems == ()
    assert found.accepted == ()


def test_what_the_file_writes_itself_is_judged(tmp_path: Path) -> None:
    text = (
        "sections:\n  - code: S\n    standards:\n      - {code: A4, text: The bill is shown and explained}\n"
    )
    assert told(tmp_path, text) == [("P801", 8)]


def test_a_sum_of_the_base_that_the_file_changes_is_told_at_what_changed_it(tmp_path: Path) -> None:
    found = told(
        tmp_path, "sections:\n  - code: S\n    weight: 9\n    standards:\n      - {code: A4, weight: 2}\n"
    )
    assert sorted(code for code, _line in found) == ["P805", "P806"]
    mended = "scoring: {whole: 9}\nsections:\n  - code: S\n    weight: 9\n    whole: 5\n    standards:\n"
    assert told(tmp_path, mended + "      - {code: A4, weight: 2}\n") == []


def test_an_addition_like_a_standard_of_the_base_is_told(tmp_path: Path) -> None:
    put(tmp_path, "base.yaml", BASE)
    text = "sections:\n  - code: T\n    title: T\n    standards:\n"
    text += "      - {code: B1, text: The bill is shown, measure: {kind: yes_no}}\n"
    found = judged(tmp_path, text)
    [twin] = [problem for problem in found.problems if problem.code == "P809"]
    assert twin.place is not None
    assert twin.place.line == 9
    assert "base.yaml" in twin.message


def test_events_and_facts_of_the_base_that_lose_their_use_can_be_dropped_too(tmp_path: Path) -> None:
    rest = "sections: [{code: S, whole: 2}]\n"
    assert sorted(code for code, _line in told(tmp_path, "drop: [A3, A4]\n" + rest)) == [
        "P816",
        "P816",
        "P817",
    ]
    assert told(tmp_path, "drop: [A3, A4, a, b, f]\n" + rest) == []


def test_a_warning_about_a_changed_standard_is_accepted_in_the_file(tmp_path: Path) -> None:
    text = "sections:\n  - code: S\n    standards:\n      - code: A4\n        text: The bill is shown and explained\n"
    assert told(tmp_path, text) == [("P801", 9)]
    assert told(tmp_path, text + "        accept: {P801: they are one act}\n") == []
    idle = text.replace(" and explained", " to me") + "        accept: {P801: they are one act}\n"
    assert told(tmp_path, idle) == [("P892", 10)]
