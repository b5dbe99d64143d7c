"""Warnings that a pack accepts: where an acceptance holds, and what it may say."""

import pytest

from qaudit.packs.snapshot import digest_of
from tests.packs.good_pack import GOOD, changed, read

LACKS_HEBREW = changed("{en: Rings, he: צלצולים}", "Rings")
REASON = '{P312: "one word for both"}'


def codes(text: str) -> list[str]:
    return [problem.code for problem in read(text).problems]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("      - code: A2\n", f"      - code: A2\n        accept: {REASON}\n"),
        ("  - code: ARR\n", f"  - code: ARR\n    accept: {REASON}\n"),
        ("facts:\n", f"accept: {REASON}\nfacts:\n"),
    ],
    ids=["standard", "section", "pack"],
)
def test_an_acceptance_holds_where_it_stands_and_below(old: str, new: str) -> None:
    assert codes(LACKS_HEBREW) == ["P312"]
    found = read(LACKS_HEBREW.replace(old, new))
    assert found.problems == ()
    assert [(each.problem.code, each.reason) for each in found.accepted] == [("P312", "one word for both")]
    place = found.accepted[0].problem.place
    assert place is not None
    assert found.pack is not None


def test_an_acceptance_holds_nowhere_else() -> None:
    for old in ("      - code: A1\n", "      - code: A3\n", "  - code: END\n"):
        indent = " " * (len(old) - len(old.lstrip()) + (2 if "- code" in old else 0))
        found = read(LACKS_HEBREW.replace(old, f"{old}{indent}accept: {REASON}\n"))
        assert [problem.code for problem in found.problems] == ["P312"]
        assert found.accepted == ()


def test_the_nearest_acceptance_counts() -> None:
    text = LACKS_HEBREW.replace("facts:\n", 'accept: {P312: "far"}\nfacts:\n')
    text = text.replace("      - code: A2\n", '      - code: A2\n        accept: {P312: "near"}\n')
    assert [each.reason for each in read(text).accepted] == ["near"]


@pytest.mark.parametrize(
    ("accept", "code"),
    [
        ("{P999: because}", "P891"),
        ("{P401: because}", "P891"),
        ("{later: because}", "P891"),
        ('{P312: " "}', "P313"),
        ("{P312: }", "P115"),
        ("{P312: 5}", "P203"),
        ("[P312]", "P203"),
    ],
)
def test_an_acceptance_names_a_warning_and_gives_a_reason(accept: str, code: str) -> None:
    text = changed("facts:\n", f"accept: {accept}\nfacts:\n")
    assert codes(text) == [code]
    assert read(text).pack is None


def test_what_is_accepted_and_what_weights_are_meant_to_sum_to_is_no_part_of_the_edition() -> None:
    text = GOOD.replace("facts:\n", f"accept: {REASON}\nfacts:\n").replace(
        "  decimals: 1\n", "  whole: 100\n"
    )
    text = text.replace("    gate: 60\n", "    gate: 60\n    whole: 8\n")
    text = text.replace("      - code: A2\n", f"      - code: A2\n        accept: {REASON}\n")
    plain, stated = read(GOOD).pack, read(text).pack
    assert plain is not None
    assert stated is not None
    assert plain == stated
    assert digest_of(plain) == digest_of(stated)


@pytest.mark.parametrize("whole", ["-1", '"100"'])
def test_a_stated_whole_is_a_number(whole: str) -> None:
    assert codes(changed("  decimals: 1\n", f"  whole: {whole}\n"))[0] in ("P203", "P205")
