"""The list of problems is fresh, and has every code."""

import re

from qaudit.packs.catalogue import CATALOGUE
from scripts.problems import GROUPS, PAGE, page


def test_the_list_of_problems_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: make problems"


def test_every_problem_is_on_the_page_once() -> None:
    codes = re.findall(r"^\| (P\d{3}) \| (?:fault|warning) \|", page(), re.MULTILINE)
    assert len(codes) > 100
    assert sorted(codes) == sorted(CATALOGUE)
    assert {code[:2] for code in codes} <= GROUPS.keys()
