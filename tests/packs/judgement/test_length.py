"""P811: a visit longer than people bear, on its longest way. P812: words too long for a small screen."""

import pytest

from qaudit.packs.judgement.length import longest_visit
from qaudit.packs.judgement.manuscript import Manuscript
from qaudit.packs.rules.inspection import Inspection
from qaudit.packs.shape import PackFile
from qaudit.packs.yaml_text import read_yaml
from tests.packs.judgement.editor import lines, pack, standard, told_of

FACTS = "facts:\n  f: {text: F, options: yes_no}\n  g: {text: G, options: {x: X, y: Y, z: Z}}"


def _longest(text: str) -> tuple[int, int]:
    return longest_visit(Manuscript(Inspection(PackFile.model_validate(read_yaml(text.encode()).value))))


def test_each_kind_of_measure_takes_its_time() -> None:
    parts = "{kind: checklist, parts: {a: {text: A}, b: {text: B}}}"
    text = pack(standard("X"), standard("Y", parts, "A2"), standard("Z", "{kind: note}", "A3", note="always"))
    assert _longest(text) == (15 + (10 + 2 * 5) + (60 + 40), 3)


def _when(number: int, when: object) -> str:
    return standard("X", code=f"A{number}", when=when)


def test_the_longest_way_is_counted_and_not_the_sum_of_all_ways() -> None:
    text = pack(
        _when(1, {"fact": "f", "is": "yes"}),
        _when(2, {"fact": "f", "is": "no"}),
        _when(3, {"fact": "f", "is": "no"}),
        _when(4, {"fact": "g", "in": ["y", "z"]}),
        _when(5, {"all": [{"fact": "g", "is": "z"}, {"standard": "A1", "verdict": "missed"}]}),
        _when(6, {"not": {"fact": "g", "is": "z"}}),
        _when(7, {"any": [{"fact": "f", "is": "yes"}, {"not": {"standard": "A2", "is": "yes"}}]}),
        head=FACTS,
    )
    assert _longest(text) == (5 * 15, 5)


@pytest.mark.parametrize(("count", "is_told"), [(240, False), (260, True)])
def test_more_than_an_hour_is_told_of(count: int, is_told: bool) -> None:
    text = pack(*(standard("X", code=f"A{number}") for number in range(count)))
    found = told_of(text, "P811")
    says = "the longest visit asks 260 standards and takes about 65 minutes to record"
    assert [problem.message for problem in found] == [says] * is_told
    assert lines(found) == [7] * is_told


def test_a_text_of_six_lines_is_too_long_for_a_small_screen_and_one_of_five_is_not() -> None:
    five = " ".join(["w" * 30] * 5)
    assert told_of(pack(standard(five)), "P812") == []
    found = told_of(pack(standard(five + " w")), "P812")
    assert [problem.message for problem in found] == [
        "this takes 6 lines of 30 columns on a small screen, which has room for 5"
    ]


def test_every_kind_of_words_has_its_room_and_each_text_is_told_of_once() -> None:
    four, thirteen = " ".join(["w" * 30] * 4), " ".join(["w" * 30] * 13)
    choice = f"{{kind: choice, options: {{a: {{text: {four}, share: 1}}, b: {{text: {four} w, share: 0}}}}}}"
    text = pack(standard("X", choice), standard("Y", code="A2", guidance=thirteen))
    assert [problem.message.split(" lines")[0] for problem in told_of(text, "P812")] == ["this takes 5"]
    longer = {"en": thirteen + " w", "he": thirteen + " w w"}
    assert len(told_of(pack(standard("Y", guidance=longer), languages="en, he"), "P812")) == 1
    event = pack(standard("X"), head=f"events: {{a: {four}}}")
    assert len(told_of(event, "P812")) == 1
