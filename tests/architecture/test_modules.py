"""Modules stay small, have names with a meaning, and are told apart by what they do."""

from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "qaudit"
MOST_LINES = 400
NAMELESS = {"common", "helpers", "misc", "models", "types", "util", "utils"}


def modules() -> list[Path]:
    found = sorted(SOURCE.rglob("*.py"))
    assert len(found) > 20
    return found


def test_no_module_is_over_400_lines() -> None:
    sizes = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    assert {str(path): size for path, size in sizes.items() if size > MOST_LINES} == {}


def test_no_module_has_a_name_without_a_meaning() -> None:
    assert [str(path) for path in modules() if path.stem in NAMELESS] == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [path for path in modules() if not path.read_text(encoding="utf-8").lstrip().startswith('"""')]
    assert [str(path) for path in silent if path.read_text(encoding="utf-8").strip()] == []
