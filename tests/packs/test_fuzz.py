"""Whatever the bytes, reading them gives a pack or problems with places, and never an exception."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qaudit.core.problems import Severity
from qaudit.packs.reader import ReadPack, read_pack
from qaudit.packs.snapshot import read_snapshot, write_snapshot
from tests.packs.good_pack import GOOD

FUZZ = settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
LINES = GOOD.splitlines(keepends=True)
SIGNS = (
    "\n",
    "  ",
    "\t",
    ": ",
    "- ",
    "{",
    "}",
    "[",
    "]",
    ",",
    "'",
    '"',
    "#",
    "|",
    ">",
    "? ",
    "%",
    "@",
    "`",
    "\\",
)
WORDS = (
    "null",
    "true",
    "5",
    "-1",
    "1.5",
    "1e9",
    ".inf",
    "yes",
    "~",
    "en",
    "ק",
    "&a ",
    "*a",
    "!t ",
    "<<: ",
    '"\\0"',
)
KEYS = ("code: A1", "kind: rating", "measure: {}", "fact: x", "standards: []", "is: yes", "when: {not: {}}")
PIECES = ("", *SIGNS, *WORDS, *KEYS, "\x00", "\x1b", "\u202e", "\ufeff", "\ud800")


def check(data: bytes) -> ReadPack:
    found = read_pack(data, "fuzz.yaml")
    lines = data.decode("utf-8", "replace").count("\n") + data.count(b"\r") + 10
    for problem in found.problems:
        assert problem.place is not None
        assert 1 <= problem.place.line <= lines
        assert problem.place.column >= 1
        assert str(problem)
        assert not set(str(problem)) & set("\x1b\x00\u202e\n")
    is_faulty = any(problem.severity is Severity.FAULT for problem in found.problems)
    assert (found.pack is None) == is_faulty
    if found.pack is not None:
        assert read_snapshot(write_snapshot(found.pack)) == found.pack
    return found


@FUZZ
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    check(data)


@FUZZ
@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_any_text(text: str) -> None:
    check(text.encode())


@FUZZ
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_pieces_of_yaml(pieces: list[str]) -> None:
    check("".join(pieces).encode("utf-8", "surrogatepass"))


@FUZZ
@given(st.data())
def test_a_good_pack_with_any_piece_anywhere(data: st.DataObject) -> None:
    text = GOOD
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 12)))
        text = text[:start] + data.draw(st.sampled_from(PIECES)) + text[end:]
    check(text.encode("utf-8", "surrogatepass"))


@FUZZ
@given(st.data())
def test_a_good_pack_with_lines_moved_doubled_and_dropped(data: st.DataObject) -> None:
    places = st.integers(0, len(LINES) - 1)
    lines = list(LINES)
    for _ in range(data.draw(st.integers(1, 3))):
        act = data.draw(st.sampled_from(("move", "double", "drop")))
        line = lines[data.draw(places) % len(lines)]
        if act != "double":
            lines.remove(line)
        if act != "drop":
            lines.insert(data.draw(places), line)
    check("".join(lines).encode())


@FUZZ
@given(st.data())
def test_a_good_pack_with_words_exchanged(data: st.DataObject) -> None:
    words = GOOD.split(" ")
    for _ in range(data.draw(st.integers(1, 3))):
        one, other = data.draw(st.tuples(*[st.integers(0, len(words) - 1)] * 2))
        words[one], words[other] = words[other], words[one]
    check(" ".join(words).encode())
