"""What changed between two editions of a pack, as values."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import permutations
from typing import Any

import pytest

from qaudit.core.differences import Aspect, Change, measure_changes, moved
from qaudit.core.edition_changes import EditionChanges, Fate, NamedChange, StandardChange, edition_changes
from qaudit.core.follow_up import APPEAL_REASONS, FollowUp, ListEntry
from qaudit.core.measures import (
    AtMost,
    ChecklistMeasure,
    ChoiceMeasure,
    CountMeasure,
    Measure,
    Option,
    RatingMeasure,
    Rung,
)
from qaudit.core.standards import Band, Brand, Demand, Event, Fact, FactIs, FactOption, Pack, StandardMissed
from qaudit.core.text import Text
from tests.builders import (
    a_pack,
    a_policy,
    a_section,
    a_standard,
    checklist,
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


def text(**by_language: str) -> Text:
    return Text(tuple(by_language.items()))


def pairs(changes: Iterable[Change]) -> list[tuple[Aspect, Any, Any]]:
    return [(change.aspect, change.before, change.after) for change in changes]


def keyed(changes: Iterable[Change]) -> list[tuple[Aspect, str, str, Any, Any]]:
    return [(each.aspect, each.key, each.language, each.before, each.after) for each in changes]


def of_standard(before: Any, after: Any) -> tuple[Change, ...]:
    """The changes of the only standard of a pack."""
    found = edition_changes(a_pack(before), a_pack(after)).standards
    assert len(found) == 1
    return found[0].changes


def fates(named: Iterable[NamedChange | StandardChange]) -> dict[str, Fate]:
    return {each.code if isinstance(each, StandardChange) else each.name: each.fate for each in named}


def test_a_pack_and_itself_differ_in_nothing() -> None:
    pack = a_pack(a_section("A", a_standard("A1", seconds(60))), facts={"channel": ["desk"]}, events=["door"])
    changes = edition_changes(pack, replace(pack, ref=replace(pack.ref, edition="2")))
    assert changes.are_none
    assert (str(changes.before), str(changes.after)) == ("harbour-hotels@2026.1", "harbour-hotels@2")
    assert fates(changes.standards) == {"A1": Fate.SAME}
    assert fates(changes.facts) == {"channel": Fate.SAME}


# Measures.


@pytest.mark.parametrize(
    ("before", "after", "aspects"),
    [
        (seconds(60), seconds(30), [Aspect.LIMIT]),
        (seconds(60), duration(at_least=60), [Aspect.LIMIT]),
        (duration(between=(1, 2)), duration(between=(1, 3)), [Aspect.LIMIT]),
        (seconds(60), duration("min", at_most=1), [Aspect.UNIT]),
        (seconds(60), duration("min", at_most=60), [Aspect.LIMIT, Aspect.UNIT]),
        (duration("min", between=(1, 2)), duration("s", between=(60, 120)), [Aspect.UNIT]),
        (duration("min", at_least=1), duration("s", at_least=60), [Aspect.UNIT]),
        (seconds(60), seconds(60, credit=[(60, 1), (90, "0.5")]), [Aspect.CREDIT]),
        (
            seconds(60, credit=[(60, 1), (90, "0.5")]),
            seconds(30, credit=[(30, 1), (90, "0.5")]),
            [Aspect.LIMIT],
        ),
        (seconds(60), seconds(60, events=("door", "hello")), [Aspect.EVENTS]),
        (count(at_most=3), count(at_most=2), [Aspect.LIMIT]),
        (count(at_most=3), count(at_most=3, credit=[(3, 1), (5, "0.5")]), [Aspect.CREDIT]),
        (clock("17:00", "21:00"), clock("17:00", "21:30"), [Aspect.LIMIT]),
        (rating(met_from=4), rating(met_from=5), [Aspect.LIMIT]),
        (yes_no(), yes_no("no"), [Aspect.LIMIT]),
        (words(), words(), []),
        (seconds(60), yes_no(), [Aspect.KIND]),
        (choice(best=1, worst=0), checklist("best", "worst"), [Aspect.KIND]),
        (choice(best=1, fair="0.5"), choice(best=1, fair="0.25"), [Aspect.SHARE]),
        (choice(best=1, fair="0.5"), choice(fair="0.5", best=1), []),
        (choice(best=1, fair="0.5"), choice(best=1, worst=0), [Aspect.OPTION, Aspect.OPTION]),
        (checklist("badge", "shoes"), checklist("badge", "shoes", "tie"), [Aspect.OPTION]),
        (checklist("badge", "shoes"), checklist(badge="0.25", shoes="0.75"), [Aspect.SHARE, Aspect.SHARE]),
    ],
)
def test_a_measure_differs_by_what_decides(before: Measure, after: Measure, aspects: list[Aspect]) -> None:
    assert [change.aspect for change in measure_changes(before, after)] == aspects


def test_a_limit_is_told_with_its_measure_which_knows_the_unit() -> None:
    assert pairs(of_standard(a_standard("A1", seconds(60)), a_standard("A1", seconds(30)))) == [
        (Aspect.LIMIT, seconds(60), seconds(30))
    ]


def test_the_ends_of_a_clock_are_told_by_name() -> None:
    changes = measure_changes(seconds(60, events=("door", "hello")), seconds(60, events=("desk", "hello")))
    assert pairs(changes) == [(Aspect.EVENTS, ("door", "hello"), ("desk", "hello"))]


def test_words_inside_a_measure_are_told_by_language() -> None:
    limit = AtMost(Fraction(3))
    ladder = (Rung(limit, Fraction(1)),)
    rings = CountMeasure(text(en="rings", he="צלצולים"), limit, ladder)
    assert keyed(measure_changes(rings, CountMeasure(text(en="bells", he="צלצולים"), limit, ladder))) == [
        (Aspect.UNIT, "", "en", "rings", "bells")
    ]
    plain = RatingMeasure(1, 5, 4, ((1, text(en="Dirty")), (5, text(en="Clean"))))
    other = RatingMeasure(1, 5, 4, ((1, text(en="Filthy")), (3, text(en="Fair"))))
    assert keyed(measure_changes(plain, other)) == [
        (Aspect.ANCHOR, "1", "en", "Dirty", "Filthy"),
        (Aspect.ANCHOR, "5", "en", "Clean", None),
        (Aspect.ANCHOR, "3", "en", None, "Fair"),
    ]


def test_options_are_told_apart_by_key() -> None:
    before = ChoiceMeasure(
        (Option("warm", text(en="Warm"), Fraction(1)), Option("cold", text(en="Cold"), Fraction(0)))
    )
    after = ChoiceMeasure(
        (Option("warm", text(en="Kind"), Fraction(1)), Option("rude", text(en="Rude"), Fraction(0)))
    )
    assert keyed(measure_changes(before, after)) == [
        (Aspect.OPTION_TEXT, "warm", "en", "Warm", "Kind"),
        (Aspect.OPTION, "cold", "", "Cold", None),
        (Aspect.OPTION, "rude", "", None, "Rude"),
    ]
    assert isinstance(checklist("a"), ChecklistMeasure)


# Standards.


def test_a_standard_differs_by_key_and_its_texts_by_language() -> None:
    before = a_standard(
        "A1",
        text=text(en="Old", he="ישן"),
        guidance="How",
        tags={"layer": "provider", "stage": "door", "kept": "so"},
    )
    after = a_standard(
        "A1",
        text=text(en="New", he="ישן"),
        source="A law",
        tags={"layer": "process", "mood": "calm", "kept": "so"},
        weight="2.5",
        is_critical=True,
        is_bonus=True,
        counts=False,
        note=Demand.ALWAYS,
        evidence=Demand.ON_MISS,
        may_be_not_applicable=False,
        when=FactIs("channel", ("desk",)),
        gives_away=("yes",),
    )
    assert keyed(of_standard(before, after)) == [
        (Aspect.TEXT, "", "en", "Old", "New"),
        (Aspect.GUIDANCE, "", "en", "How", None),
        (Aspect.WEIGHT, "", "", 1, Fraction(5, 2)),
        (Aspect.CRITICAL, "", "", False, True),
        (Aspect.BONUS, "", "", False, True),
        (Aspect.SCORED, "", "", True, False),
        (Aspect.NOTE, "", "", "on_miss", "always"),
        (Aspect.EVIDENCE, "", "", "never", "on_miss"),
        (Aspect.NOT_APPLICABLE, "", "", True, False),
        (Aspect.WHEN, "", "", None, FactIs("channel", ("desk",))),
        (Aspect.GIVES_AWAY, "", "", None, ("yes",)),
        (Aspect.TAG, "layer", "", "provider", "process"),
        (Aspect.TAG, "mood", "", None, "calm"),
        (Aspect.TAG, "stage", "", "door", None),
        (Aspect.SOURCE, "", "en", None, "A law"),
    ]


def test_standards_are_new_dropped_changed_or_the_same() -> None:
    before = a_pack(a_section("A", *(a_standard(code) for code in ("A1", "A2", "A3"))))
    after = a_pack(a_section("A", a_standard("A4"), a_standard("A1"), a_standard("A2", weight=2)))
    changes = edition_changes(before, after)
    assert fates(changes.standards) == {
        "A4": Fate.NEW, "A1": Fate.SAME, "A2": Fate.CHANGED, "A3": Fate.DROPPED,
    }  # fmt: skip
    assert list(fates(changes.standards)) == ["A4", "A1", "A2", "A3"]
    assert [change.section for change in changes.standards] == ["A"] * 4
    assert not changes.are_none


def test_a_standard_in_another_section_is_told_so_and_not_as_moved_within_it() -> None:
    before = a_pack(a_section("A", a_standard("X"), a_standard("Y")), a_section("B", a_standard("Z")))
    after = a_pack(a_section("A", a_standard("Y")), a_section("B", a_standard("Z"), a_standard("X")))
    changes = {change.code: change for change in edition_changes(before, after).standards}
    assert pairs(changes["X"].changes) == [(Aspect.SECTION, "A", "B")]
    assert changes["X"].section == "B"
    assert changes["X"].touches([Aspect.SECTION])
    assert not changes["X"].touches([Aspect.WEIGHT])
    assert changes["Y"].changes == changes["Z"].changes == ()


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("abc", "abc", {}),
        ("abc", "cab", {"c": ("b", None)}),
        ("abcd", "bcda", {"a": (None, "d")}),
        ("abcd", "axbd", {}),
        ("", "abc", {}),
        ("abc", "", {}),
    ],
)
def test_only_what_left_its_place_is_moved(
    before: str, after: str, expected: dict[str, tuple[str | None, str | None]]
) -> None:
    found = {change.key: (change.before, change.after) for change in moved(before, after)}
    assert found == expected


def test_taking_the_moved_out_leaves_the_others_in_order() -> None:
    for after in permutations("abcde"):
        away = {change.key for change in moved("abcde", after)}
        left = [name for name in after if name not in away]
        assert left == sorted(left)
        assert len(away) < 5


def test_a_standard_that_moved_within_its_section_says_behind_what() -> None:
    before = a_pack(a_section("A", *map(a_standard, ("A1", "A2", "A3"))))
    after = a_pack(a_section("A", *map(a_standard, ("A3", "A1", "A2"))))
    changes = {change.code: change.changes for change in edition_changes(before, after).standards}
    assert pairs(changes["A3"]) == [(Aspect.PLACE, "A2", None)]
    assert changes["A1"] == changes["A2"] == ()


# Sections, facts, events, the pack.


def test_sections_differ_by_title_weight_gate_condition_and_place() -> None:
    before = a_pack(a_section("A", title=text(en="Arrival", ro="Sosire")), a_section("B"), a_section("D"))
    after = a_pack(
        a_section("B"),
        a_section("A", title="Welcome", weight=3, gate=60, when=StandardMissed("B-01")),
        a_section("C"),
    )
    found = {change.name: change for change in edition_changes(before, after).sections}
    assert fates(found.values()) == {
        "B": Fate.CHANGED, "A": Fate.CHANGED, "C": Fate.NEW, "D": Fate.DROPPED,
    }  # fmt: skip
    assert pairs(found["B"].changes) == [(Aspect.PLACE, "A", None)]
    assert keyed(found["A"].changes) == [
        (Aspect.TITLE, "", "en", "Arrival", "Welcome"),
        (Aspect.TITLE, "", "ro", "Sosire", None),
        (Aspect.WEIGHT, "", "", 1, 3),
        (Aspect.GATE, "", "", None, 60),
        (Aspect.WHEN, "", "", None, StandardMissed("B-01")),
    ]
    assert str(found["D"].text) == "Section D"


def test_facts_and_events_differ_by_name() -> None:
    fact = Fact(
        "channel", text(en="How?"), (FactOption("desk", text(en="Desk")), FactOption("fax", text(en="Fax")))
    )
    other = replace(
        fact,
        text=text(en="How was it?"),
        options=(FactOption("desk", text(en="At a desk")), FactOption("web", text(en="Web"))),
    )
    rain = Fact("rain", text(en="Rain?"), ())
    door, bell = Event("door", text(en="Door")), Event("bell", text(en="Bell"))
    before = replace(a_pack(), facts=(fact, rain), events=(door, bell))
    snow = replace(rain, name="snow")
    after = replace(
        a_pack(),
        facts=(other, snow),
        events=(replace(door, text=text(en="Gate")), replace(bell, name="gong")),
    )
    changes = edition_changes(before, after)
    assert fates(changes.facts) == {"channel": Fate.CHANGED, "snow": Fate.NEW, "rain": Fate.DROPPED}
    assert keyed(changes.facts[0].changes) == [
        (Aspect.TEXT, "", "en", "How?", "How was it?"),
        (Aspect.OPTION_TEXT, "desk", "en", "Desk", "At a desk"),
        (Aspect.OPTION, "web", "", None, "Web"),
        (Aspect.OPTION, "fax", "", "Fax", None),
    ]
    assert fates(changes.events) == {"door": Fate.CHANGED, "gong": Fate.NEW, "bell": Fate.DROPPED}
    assert str(changes.events[2].text) == "Bell"


def whole_pack(**keys: Any) -> Pack:
    return replace(a_pack(), **keys)


def test_the_pack_itself_differs_by_brand_and_policy() -> None:
    before = whole_pack(
        brand=Brand(text(en="Harbour"), voice=text(en="Calm"), primary="#000001", logo="a.svg"),
        scoring=a_policy(pass_mark=80, bands={0: "Low", 80: "Good", 90: "Best"}),
    )
    after = whole_pack(
        title=text(en="Other"),
        languages=("en", "he"),
        effective=date(2026, 6, 1),
        brand=Brand(
            text(en="Port"), voice=text(en="Loud"), primary="#000002", accent="#000003", logo="b.svg"
        ),
        scoring=a_policy(
            roll_up="pooled",
            not_observed="miss",
            bonus="over",
            decimals=2,
            critical=critical("fail"),
            bands={0: "Low", 85: "Good", 95: "Top"},
            shows_score_to_shopper=False,
        ),
    )
    assert keyed(edition_changes(before, after).pack) == [
        (Aspect.TITLE, "", "en", "Harbour Hotels service standards", "Other"),
        (Aspect.LANGUAGES, "", "", ("en",), ("en", "he")),
        (Aspect.EFFECTIVE, "", "", None, date(2026, 6, 1)),
        (Aspect.BRAND, "", "en", "Harbour", "Port"),
        (Aspect.VOICE, "", "en", "Calm", "Loud"),
        (Aspect.COLOUR, "primary", "", "#000001", "#000002"),
        (Aspect.COLOUR, "accent", "", None, "#000003"),
        (Aspect.LOGO, "", "", "a.svg", "b.svg"),
        (Aspect.ROLL_UP, "", "", "weighted_sections", "pooled"),
        (Aspect.NOT_OBSERVED, "", "", "exclude", "miss"),
        (Aspect.BONUS_POLICY, "", "", "cap", "over"),
        (Aspect.DECIMALS, "", "", 1, 2),
        (Aspect.PASS_MARK, "", "", 80, None),
        (Aspect.SHOWN_SCORE, "", "", True, False),
        (Aspect.CRITICAL_RULE, "", "", critical(), critical("fail")),
        (Aspect.BAND, "Good", "", 80, 85),
        (Aspect.BAND, "Best", "", 90, None),
        (Aspect.BAND, "Top", "", None, 95),
    ]


def test_what_follows_a_visit_differs_by_number_and_by_the_entries_of_its_lists() -> None:
    before = whole_pack(follow_up=FollowUp(causes=(ListEntry("refit", text(en="Refit")), ListEntry("busy"))))
    after = whole_pack(
        follow_up=FollowUp(
            appeal_days=0,
            appeal_reasons=(*APPEAL_REASONS, ListEntry("weather", text(en="Weather", he="מזג האוויר"))),
            causes=(ListEntry("refit", text(en="Works")), ListEntry("training")),
            rotation_days=30,
            acknowledge_hours=2,
            answer_days=5,
        )
    )
    assert keyed(edition_changes(before, after).pack) == [
        (Aspect.APPEAL_DAYS, "", "", 7, 0),
        (Aspect.ROTATION_DAYS, "", "", 90, 30),
        (Aspect.ACKNOWLEDGE_HOURS, "", "", 24, 2),
        (Aspect.ANSWER_DAYS, "", "", 10, 5),
        (Aspect.APPEAL_REASON, "weather", "", None, "Weather"),
        (Aspect.CAUSE, "refit", "en", "Refit", "Works"),
        (Aspect.CAUSE, "training", "", None, "training"),
        (Aspect.CAUSE, "busy", "", "busy", None),
    ]
    assert not edition_changes(before, after).are_none


def test_a_band_has_words_in_other_languages_too() -> None:
    low = Band(Fraction(0), text(en="Low", he="נמוך"))
    before = whole_pack(scoring=replace(a_policy(), bands=(low,)))
    after = whole_pack(scoring=replace(a_policy(), bands=(replace(low, name=text(en="Low", he="שפל")),)))
    assert keyed(edition_changes(before, after).pack) == [(Aspect.BAND, "Low", "he", "נמוך", "שפל")]


def test_a_change_anywhere_is_a_change() -> None:
    pack = a_pack(a_section("A", a_standard("A1")), facts={"f": ["x"]}, events=["e"])
    others = (
        replace(pack, title=text(en="Other")),
        replace(pack, facts=()),
        replace(pack, events=()),
        replace(pack, sections=(replace(pack.sections[0], weight=Fraction(2)),)),
        replace(pack, sections=(replace(pack.sections[0], standards=(a_standard("A1", weight=2),)),)),
    )
    found: list[EditionChanges] = [edition_changes(pack, other) for other in others]
    assert [changes.are_none for changes in found] == [False] * 5
