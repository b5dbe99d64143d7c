"""What sets a standard apart, in words."""

from dataclasses import replace

from qaudit.wording.short import flag_words
from tests.builders import a_standard, yes_no


def test_a_standard_that_carries_no_points_says_so() -> None:
    assert flag_words(replace(a_standard("ARR-01", yes_no()), counts=False)) == "not scored"
    assert flag_words(a_standard("ARR-01", yes_no())) == ""


def test_a_trap_gives_nothing_away() -> None:
    trap = replace(a_standard("ARR-01", yes_no()), counts=False, gives_away=("yes",))
    assert flag_words(trap) == ""
