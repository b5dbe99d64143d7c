"""Faults in data as values."""

import pytest

from qaudit.core.problems import Place, Problem, Severity, nearest


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (
            Problem("P12", "weight is below 0", "write 0 or more", Place("hotel.yaml", 7, 15)),
            "hotel.yaml:7:15: P12 weight is below 0 (write 0 or more)",
        ),
        (Problem("P01", "the file is empty"), "P01 the file is empty"),
    ],
)
def test_a_problem_says_where_what_and_what_to_do(problem: Problem, line: str) -> None:
    assert str(problem) == line
    assert problem.severity is Severity.FAULT


def test_places_are_sorted_as_they_stand_in_their_file() -> None:
    late, early = Place("hotel.yaml", 10, 1), Place("hotel.yaml", 9, 40)
    assert sorted([late, early]) == [early, late]


@pytest.mark.parametrize(
    ("word", "near"),
    [("ARR-O1", ("ARR-01",)), ("arr-01", ("ARR-01",)), ("zzz", ())],
)
def test_the_nearest_known_word_is_found_whatever_its_case(word: str, near: tuple[str, ...]) -> None:
    assert nearest(word, ["ARR-01", "DEP-07"]) == near


def test_several_near_words_come_best_first() -> None:
    assert nearest("greeting", ["greeted", "greetings", "farewell"], count=2) == ("greetings", "greeted")
