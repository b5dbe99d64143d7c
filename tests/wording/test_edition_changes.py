"""What an edition changed, in words."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from qaudit.core.comparability import Continuity, Obstacle, Reason, comparability
from qaudit.core.differences import Aspect, Change
from qaudit.core.edition_changes import edition_changes
from qaudit.core.measures import Measure
from qaudit.core.standards import FactIs, Pack
from qaudit.core.text import Text
from qaudit.wording.edition_changes import ChangeWords, continuity_words, obstacle_words, summary_words
from tests.builders import (
    a_pack,
    a_section,
    a_standard,
    choice,
    clock,
    count,
    critical,
    duration,
    rating,
    seconds,
    words,
    yes_no,
)

PACK = a_pack(a_section("A", a_standard("A1")), facts={"channel": ["desk", "phone"]})


def said(aspect: Aspect, before: Any, after: Any, **more: str) -> str:
    return ChangeWords(PACK, PACK).words(Change(aspect, before, after, **more))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (seconds(60), seconds(30), "limit 60 s -> 30 s"),
        (duration("min", at_most=2), seconds(30), "limit 2 min -> 30 s"),
        (seconds(60), duration(at_least=30), "limit at most 60 s -> at least 30 s"),
        (duration(between=(1, 2)), seconds(2), "limit from 1 s to 2 s -> at most 2 s"),
        (count("rings", at_most=3), count("rings", at_most=2), "limit 3 -> 2"),
        (count("rings", at_most=3), count("rings", at_least=2), "limit at most 3 rings -> at least 2 rings"),
        (
            clock("17:00", "21:00"),
            clock("17:00", "22:00"),
            "limit between 17:00 and 21:00 -> between 17:00 and 22:00",
        ),
        (rating(met_from=4), rating(met_from=5), "limit 4 or more, from 1 to 5 -> 5 or more, from 1 to 5"),
        (yes_no(), yes_no("no"), "limit yes -> no"),
    ],
)
def test_a_limit_is_said_with_its_unit(before: Measure, after: Measure, expected: str) -> None:
    assert said(Aspect.LIMIT, before, after) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (Change(Aspect.WEIGHT, Fraction(1), Fraction(5, 2)), "weight 1 -> 2.5"),
        (Change(Aspect.CRITICAL, False, True), "critical no -> yes"),
        (Change(Aspect.TEXT, "Old", "New", "en"), "text (en) “Old” -> “New”"),
        (Change(Aspect.TEXT, None, "חדש", "he"), "text (he) none -> “חדש”"),
        (Change(Aspect.KIND, seconds(60), choice(a=1, b=0)), "measure a length of time (at most 60 s) -> a choice"),
        (Change(Aspect.CREDIT, seconds(60), seconds(60, credit=[(60, 1), (90, "0.5")])),
         "credit beyond the limit none -> at most 90 s earns 50 %"),
        (Change(Aspect.EVENTS, ("door", "hello"), ()), "clock between door, hello -> none"),
        (Change(Aspect.UNIT, "s", "min"), "unit “s” -> “min”"),
        (Change(Aspect.SHARE, Fraction(1, 2), Fraction(1, 4), key="badge"), "share of badge 50 % -> 25 %"),
        (Change(Aspect.OPTION, None, "Warm", key="warm"), "option warm none -> “Warm”"),
        (Change(Aspect.ANCHOR, "Dirty", "Filthy", "en", "1"), "words for step 1 (en) “Dirty” -> “Filthy”"),
        (Change(Aspect.TAG, "face_to_face", None, key="channel"), "tag channel Face to face -> none"),
        (Change(Aspect.NOTE, "on_miss", "always"), "note asked for on a miss -> always"),
        (Change(Aspect.WHEN, None, FactIs("channel", ("desk",))), "asked where always -> “channel” is desk"),
        (Change(Aspect.PLACE, "A1", None, key="A2"), "stands behind A2 A1 -> none"),
        (Change(Aspect.SECTION, "A", "B"), "section A -> B"),
        (Change(Aspect.GATE, None, Fraction(60)), "gate none -> 60 %"),
        (Change(Aspect.LANGUAGES, ("en",), ("en", "he")), "languages en -> en, he"),
        (Change(Aspect.EFFECTIVE, date(2026, 1, 1), None), "effective 2026-01-01 -> none"),
        (Change(Aspect.COLOUR, None, "#112233", key="accent"), "colour accent none -> #112233"),
        (Change(Aspect.ROLL_UP, "pooled", "weighted_sections"), "roll-up all points together -> sections by weight"),
        (Change(Aspect.NOT_OBSERVED, "exclude", "miss"), "what is not observed left out -> counts as missed"),
        (Change(Aspect.BONUS_POLICY, "cap", "over"), "bonus standards up to 100 % -> beyond 100 %"),
        (Change(Aspect.DECIMALS, 1, 2), "decimals of a score 1 -> 2"),
        (Change(Aspect.CRITICAL_RULE, critical("cap", cap=70), critical("fail", count=2)),
         "critical misses the score ends at 70 % -> the visit fails, from 2 on"),
        (Change(Aspect.BAND, Fraction(80), Fraction(85), key="Good"), "band Good 80 % -> 85 %"),
        (Change(Aspect.BAND, "נמוך", None, "he", "Low"), "band Low (he) “נמוך” -> none"),
        (Change(Aspect.GIVES_AWAY, None, ("0", "3")), "trap, given away by none -> 0, 3"),
        (Change(Aspect.APPEAL_DAYS, 7, 0), "days to appeal in 7 -> 0"),
        (Change(Aspect.CAUSE, None, "Refit", key="refit"), "cause refit none -> “Refit”"),
        (Change(Aspect.OWNER, "Chef", "Cook", "en", "chef"), "owner of actions chef (en) “Chef” -> “Cook”"),
    ],
)  # fmt: skip
def test_every_change_is_said_in_one_line(change: Change, expected: str) -> None:
    assert ChangeWords(PACK, PACK).words(change) == expected


def test_every_aspect_has_words() -> None:
    assert all(said(aspect, None, None) for aspect in Aspect)


def test_hostile_words_are_shown_as_text() -> None:
    assert said(Aspect.TEXT, "a\x1b[2J", "b\u202ec", language="en") == "text (en) “a␛[2J” -> “b[RLO]c”"


def test_every_kind_of_measure_and_every_continuity_has_a_name() -> None:
    kinds: tuple[Measure, ...] = (words(), yes_no(), rating(), clock("1:00", "2:00"), count("x", at_most=1))
    assert all(said(Aspect.KIND, kind, kind) for kind in kinds)
    assert len({continuity_words(each) for each in Continuity}) == len(Continuity)


def test_an_obstacle_names_what_it_comes_of_and_not_too_many() -> None:
    assert obstacle_words(Reason(Obstacle.TOTAL)) == "the total does not compare"
    assert obstacle_words(Reason(Obstacle.NEW_STANDARDS, ("A1", "A2"))) == "new standards: A1, A2"
    many = tuple(f"A{number}" for number in range(20))
    assert obstacle_words(Reason(Obstacle.REMEASURED, many)).endswith("A11 and 8 more")
    assert all(obstacle_words(Reason(obstacle)) for obstacle in Obstacle)


def summed(before: Pack, after: Pack) -> str:
    changes = edition_changes(before, after)
    return summary_words(changes, comparability(before, after, changes))


def two(limit: int, other: int = 60, weight: int = 1, title: str = "T", **policy: Any) -> Pack:
    return a_pack(
        a_section("A", a_standard("A1", seconds(limit))),
        a_section("B", a_standard("B1", seconds(other)), weight=weight),
        ref="h@1",
        title=Text.plain(title),
        **policy,
    )


def test_the_sum_of_it_says_what_compares() -> None:
    assert (
        summed(two(60), replace(two(60))) == "h@1 and h@1 say the same: their visits compare in everything."
    )
    assert (
        summed(two(60), two(60, title="U"))
        == "Visits of h@1 and h@1 compare in their sections and in the total."
    )
    assert summed(two(60), two(30)) == "Visits of h@1 and h@1 do not compare in the total; they do in B."
    assert (
        summed(two(60), two(30, 30)) == "Visits of h@1 and h@1 compare neither in a section nor in the total."
    )
    aside = summed(two(60, 60, 0), two(60, 30, 0))
    assert aside == "Visits of h@1 and h@1 compare in the total, and in the sections A."
    assert "do not compare in the total; they do in A, B" in summed(two(60), two(60, weight=2))
