"""Each rule of docs/scoring.md is cited by a test that pytest collects."""

import re
from pathlib import Path

import pytest

RULES = [f"S{number:02}" for number in range(1, 21)]
HERE = Path(__file__).parent
CITED_IN = [HERE, HERE.parent / "worked"]


class Collected:
    """The tests that pytest collects, each with the words in which it can cite a rule."""

    def __init__(self) -> None:
        self.words: dict[str, str] = {}

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        for item in session.items:
            docstring = getattr(getattr(item, "function", None), "__doc__", None) or ""
            self.words[item.nodeid] = f"{item.name} {docstring}"


@pytest.fixture(scope="module")
def collected() -> dict[str, str]:
    """Every test of the core and of the worked visits: its id and its words."""
    found = Collected()
    quiet = ["--collect-only", "-qq", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov"]
    code = pytest.main([*quiet, *map(str, CITED_IN)], plugins=[found])
    assert code == pytest.ExitCode.OK
    return found.words


def test_the_rules_are_those_of_the_document() -> None:
    """And their ids are neither renumbered nor given twice."""
    told = (HERE.parents[1] / "docs" / "scoring.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| (S\d\d) \|", told, re.MULTILINE) == RULES


def test_the_tests_were_seen(collected: dict[str, str]) -> None:
    assert len(collected) > 500
    assert any(HERE.name in test and "test_scoring" in test for test in collected)
    assert any("worked" in test for test in collected)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_cited(rule: str, collected: dict[str, str]) -> None:
    citing = [
        test
        for test, words in collected.items()
        if re.search(rf"\b{rule}\b", words) and "test_rules_are_cited" not in test
    ]
    assert citing, f"no test cites {rule}"


def test_no_unknown_rule_is_cited(collected: dict[str, str]) -> None:
    cited = {rule for words in collected.values() for rule in re.findall(r"\bS\d\d\b", words)}
    assert cited <= set(RULES)
