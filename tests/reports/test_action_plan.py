"""The action plan: one page for a wall, in every language, whatever people wrote."""

import io
import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from qaudit import locale
from qaudit.reports.action_plan import action_plan_html, action_plan_pdf
from qaudit.reports.action_plan_subject import ActionPlanInput
from tests.reports.tagged import read_tagged
from tests.reports.wall import PLAN, hostile_wall, wall_input
from tests.reports.written import count_pages, normalised, read_html, read_pdf


@pytest.fixture(autouse=True)
def words() -> None:
    locale.install()


def test_the_page_is_the_golden_one() -> None:
    golden = (Path(__file__).parent / PLAN).read_text(encoding="utf-8")
    assert normalised(action_plan_html(wall_input(14))) == golden


@pytest.mark.parametrize("language", ["en", "he", "ro"])
@pytest.mark.parametrize("actions", [0, 6, 7, 14])
def test_it_is_one_page(language: str, actions: int) -> None:
    made = action_plan_pdf(replace(wall_input(actions), language=language, words=language))
    assert count_pages(made) == 1


@pytest.mark.parametrize("source", [hostile_wall(), replace(hostile_wall(), words="he")])
def test_words_of_any_length_keep_to_the_page(source: ActionPlanInput) -> None:
    document = read_pdf(action_plan_pdf(source))
    assert len(document.pages) == 1
    assert len(re.findall("<b>x</b>|after line", document.text)) >= 12
    assert "\u202e" not in action_plan_html(source)


def test_what_has_no_room_is_counted() -> None:
    page = action_plan_html(wall_input(14))
    assert page.count('<td class="plan-tick">') == 12
    assert "and 2 more" in read_html(page)
    assert "more" not in read_html(action_plan_html(wall_input(1, done=0, held=0)))


def test_what_is_late_says_so_in_words() -> None:
    told = read_html(action_plan_html(wall_input(3)))
    assert told.count("Overdue: ") == 2
    assert "Overdue: 5 days" in told
    assert "2 actions are said to be done" in told


def test_nothing_open_is_told() -> None:
    told = read_html(action_plan_html(wall_input(0, held=0)))
    assert "Nothing is open." in told
    assert "Mended" not in told


def test_the_style_has_no_colour() -> None:
    made = action_plan_pdf(wall_input(3))
    seen = 0
    with pikepdf.open(io.BytesIO(made)) as document:
        for done in pikepdf.parse_content_stream(document.pages[0]):
            if str(done.operator) in ("rg", "RG"):
                red, green, blue = (float(str(value)) for value in done.operands)
                assert red == green == blue
                seen += 1
    assert seen > 3


def test_a_screen_reader_meets_title_heads_and_rows() -> None:
    tagged = read_tagged(action_plan_pdf(wall_input(3)))
    assert tagged.loose == tagged.unowned == 0
    assert [one.text for one in tagged.document.find("H1")] == ["Action plan"]
    assert [one.text for one in tagged.document.find("TH")] == ["Done", "What we mend", "Until", "Who"]


def test_equal_input_gives_equal_bytes() -> None:
    assert action_plan_pdf(wall_input(7)) == action_plan_pdf(wall_input(7))
