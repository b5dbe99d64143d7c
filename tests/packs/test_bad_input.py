"""Files that are no packs: one clear problem each, quickly, and never an exception."""

import pytest

from qaudit.core.problems import Severity
from qaudit.packs.file_size import LARGEST_FILE
from qaudit.packs.placing import MOST_PROBLEMS
from qaudit.packs.reader import read_pack
from qaudit.packs.yaml_text import DEEPEST
from tests.packs.good_pack import GOOD, changed, read

EXPLODING = b"a: &a [1,1,1,1,1,1,1,1,1]\n" + b"".join(
    b"%c: &%c [*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c]\n" % (name, name, *(name - 1,) * 9)
    for name in range(ord("b"), ord("k"))
)


@pytest.mark.parametrize(
    ("data", "line"),
    [
        pytest.param(b"", "1:1: P106 the file is empty", id="empty"),
        pytest.param(b"# only a remark\n", "1:1: P106 the file is empty", id="only a remark"),
        pytest.param(b"\xef\xbb\xbf", "1:1: P106 the file is empty", id="only a byte order mark"),
        pytest.param(b"a: 1\nb: caf\xe9\n", "2:7: P103 the file is not UTF-8: byte e9", id="Latin-1"),
        pytest.param("a: 1".encode("utf-16"), "1:1: P103 the file is not UTF-8: byte ff", id="UTF-16"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "1:1: P103 the file is not UTF-8: byte 89", id="a picture"),
        pytest.param(b"a: 1\nb: \x00", "2:4: P105 U+0000 is a control character", id="a null byte"),
        pytest.param(b"a\r\nb\x1bc", "2:2: P105 U+001B is a control character", id="an escape"),
        pytest.param(b"a: [1, 2\nb: 3\n", "2:2: P104 this is not YAML", id="an open bracket"),
        pytest.param(b"a:\n\tb: 1\n", "2:1: P104 this is not YAML", id="a tab"),
        pytest.param(b"x: *nobody\n", "1:4: P104 this is not YAML", id="an unknown alias"),
        pytest.param(b"%YAML 3.0\n---\na: 1\n", "1:1: P104 this is not YAML", id="another YAML"),
        pytest.param(b"a: 1\n---\nb: 2\n", "2:1: P107 a second document begins here", id="two documents"),
        pytest.param(b"[a, b]\n", "1:1: P108 a pack is a mapping, and this is a list", id="a list"),
        pytest.param(b"just words\n", "1:1: P108 a pack is a mapping, and this is the text", id="words"),
        pytest.param(b"{" * 100_000, "1:64: P109 values are nested more than 64 deep", id="deep braces"),
        pytest.param(b"[" * 100_000, "1:64: P109 values are nested more than 64 deep", id="deep brackets"),
        pytest.param(b"- " * 100_000, "1:127: P109 values are nested", id="deep dashes"),
        pytest.param(b"? " * 100_000, "1:127: P109 values are nested", id="deep keys"),
        pytest.param(b"a: &a [*a]\n", "1:4: P109 values are nested more than 64 deep", id="a circle"),
        pytest.param(EXPLODING, "P110 the file holds more than 200,000 values", id="exploding aliases"),
        pytest.param(b"a: b\n" * 2_100_000, "1:1: P102 the file has 10.0 MB; a pack may have 4", id="10 MB"),
    ],
)
def test_what_is_no_pack_is_refused_with_one_problem(data: bytes, line: str) -> None:
    found = read_pack(data, "bad.yaml")
    assert found.pack is None
    assert len(found.problems) == 1
    written = str(found.problems[0])
    assert written.startswith("bad.yaml:")
    assert line in written
    assert "(" in written, "what to do is missing"


def test_the_largest_file_is_still_looked_at() -> None:
    text = GOOD + "#" * (LARGEST_FILE - len(GOOD.encode()))
    assert read(text).problems == ()
    assert [problem.code for problem in read(text + "#").problems] == ["P102"]


def test_nesting_that_packs_need_is_far_from_the_limit() -> None:
    condition = "{fact: luggage, is: yes}"
    for _ in range(20):
        condition = f"{{not: {condition}}}"
    assert read(changed("when: {fact: channel, is: desk}", f"when: {condition}")).problems == ()
    for _ in range(DEEPEST):
        condition = f"{{not: {condition}}}"
    found = read(changed("when: {fact: channel, is: desk}", f"when: {condition}"))
    assert [problem.code for problem in found.problems] == ["P109"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\n".join(f"k{number}: 1" for number in range(3 * MOST_PROBLEMS)), id="unknown keys"),
        pytest.param("k: 1\n" * 3 * MOST_PROBLEMS, id="duplicate keys"),
        pytest.param("sections: [" + "1, " * 3 * MOST_PROBLEMS + "]", id="sections that are none"),
        pytest.param(
            changed("in: [desk, phone]", f"in: [{'x, ' * 20 * MOST_PROBLEMS}desk]"), id="unknown options"
        ),
    ],
)
def test_a_great_many_problems_are_cut_short(text: str) -> None:
    found = read(text)
    assert len(found.problems) <= MOST_PROBLEMS + 1
    last = found.problems[-1]
    assert last.code == "P116"
    assert last.severity is Severity.FAULT
    assert "more problems are not listed" in last.message


def test_faults_are_told_before_a_great_many_warnings() -> None:
    line = "      - {code: N%d, text: Only English, measure: {kind: yes_no}}\n"
    many = GOOD + "".join(line % number for number in range(2 * MOST_PROBLEMS))
    found = read(many)
    assert found.pack is not None
    assert {problem.severity for problem in found.problems} == {Severity.WARNING}
    faulty = read(many + "      - {code: N0, text: {en: Twin, he: תאום}, measure: {kind: yes_no}}\n")
    assert faulty.pack is None
    assert "P305" in [problem.code for problem in faulty.problems]


HOSTILE = "[bold red]x[/] <script>alert(1)</script> {{ 7*7 }} %s \u202etxt.exe"


def test_hostile_words_are_shown_as_text() -> None:
    found = read(changed("code: A2", 'code: "' + HOSTILE + '\\e[2J"'))
    problem = found.problems[0]
    assert problem.code == "P304"
    assert "\u202e" not in problem.message
    assert "\x1b" not in problem.message
    assert "[bold red]x[/] <script>alert(1)</script> {{ 7*7 }}" in problem.message


def test_long_words_are_cut_in_messages() -> None:
    found = read(changed("code: A2", f"code: {'x' * 10_000}"))
    assert len(str(found.problems[0])) < 250


def test_line_breaks_in_a_name_do_not_break_a_message() -> None:
    found = read(changed("code: A2", 'code: "A\\nB: P999 all is well"'))
    assert "\n" not in str(found.problems[0])


def test_a_text_may_hold_anything_that_can_be_seen() -> None:
    text = "<script>{{ x }}</script> [red]{% raw %} \\u05d0 & 'quotes' \U0001f600"
    found = read(changed("{en: Calm, he: רגוע}", '{en: "' + text.replace("\\", "\\\\") + '", he: רגוע}'))
    assert found.problems == ()
    assert found.pack is not None
    assert found.pack.brand.voice is not None
    assert found.pack.brand.voice.in_language("en") == text
