"""The list of problems is fresh, and has every code."""

import re

from qaudit.packs.catalogue import CATALOGUE
from qaudit.packs.judgement.length import MOST_MINUTES, SECONDS, SECONDS_OF_A_NOTE, SECONDS_OF_A_PART
from qaudit.packs.judgement.screens import COLUMNS, MOST_LINES
from scripts.problems import GROUPS, PAGE, page


def test_the_list_of_problems_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: make problems"


def test_every_problem_is_on_the_page_once() -> None:
    codes = re.findall(r"^\| (P\d{3}) \| (?:fault|warning) \|", page(), re.MULTILINE)
    assert len(codes) > 100
    assert sorted(codes) == sorted(CATALOGUE)
    assert {code[:2] for code in codes} <= GROUPS.keys()


def test_the_page_of_the_format_states_the_editor_s_own_numbers() -> None:
    text = (PAGE.parent / "pack-format.md").read_text(encoding="utf-8")
    for kind in ("yes_no", "checklist", "note"):
        assert re.search(rf"\b{kind} {SECONDS[kind]}\b", text), kind
    assert re.search(
        rf"count, clock and choice {SECONDS['clock']}, duration and rating {SECONDS['rating']}", text
    )
    assert {SECONDS[kind] for kind in ("count", "clock", "choice")} == {SECONDS["clock"]}
    assert SECONDS["duration"] == SECONDS["rating"]
    assert f"and {SECONDS_OF_A_PART} for each part" in text
    assert f"{SECONDS_OF_A_NOTE} more for a note" in text
    assert f"More than {MOST_MINUTES} minutes is told" in text
    shown = " ".join(text.split())
    assert (
        f"in {COLUMNS} columns, a standard's text has {MOST_LINES['text']} lines, guidance {MOST_LINES['guidance']}, "
        f"a title or an event {MOST_LINES['events']}, an anchor, option or part {MOST_LINES['parts']}, "
        f"a fact's question {MOST_LINES['facts']}"
    ) in shown
    assert MOST_LINES["title"] == MOST_LINES["events"]
    assert {MOST_LINES[kind] for kind in ("anchors", "options", "parts")} == {MOST_LINES["parts"]}
