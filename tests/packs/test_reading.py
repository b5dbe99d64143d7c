"""What a good file says, as exact core values."""

import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from qaudit.core.measures import (
    AtLeast,
    AtMost,
    Between,
    ChecklistMeasure,
    ChoiceMeasure,
    ClockMeasure,
    CountMeasure,
    DurationMeasure,
    Measure,
    NoteMeasure,
    Option,
    RatingMeasure,
    Rung,
    TimeUnit,
    YesNoMeasure,
)
from qaudit.core.standards import (
    AllOf,
    AnyOf,
    Band,
    BonusPolicy,
    Brand,
    Condition,
    CriticalMode,
    CriticalRule,
    Demand,
    Event,
    Fact,
    FactIs,
    FactOption,
    Not,
    NotObservedPolicy,
    Pack,
    PackRef,
    RollUp,
    ScoringPolicy,
    Standard,
    StandardIs,
    StandardMissed,
)
from qaudit.core.text import Text
from tests.packs.good_pack import GOOD, changed, read

CONTRACT = Path(__file__).parents[2] / "docs" / "pack-format.md"
HALF = Fraction(1, 2)
ONE = Fraction(1)
HEAD = """\
format: 1
pack: small
edition: "1"
languages: [en]
title: Small
brand: {name: Small}
facts:
  luggage: {text: Luggage?, options: yes_no}
events: {arrival: Arrival, greeted: Greeted}
sections:
  - code: S
    title: S
    standards:
      - {code: FIRST, text: First, measure: {kind: yes_no}}
"""


def en(words: str) -> Text:
    return Text((("en", words),))


def en_he(english: str, hebrew: str) -> Text:
    return Text((("en", english), ("he", hebrew)))


def good(text: str) -> Pack:
    found = read(text)
    assert found.pack is not None, [str(problem) for problem in found.problems]
    return found.pack


def standard_with(keys: str) -> Standard:
    return good(f"{HEAD}      - {{code: X, text: X, {keys}}}\n").standards[-1]


SIXTY = AtMost(Fraction(60))


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("kind: yes_no", YesNoMeasure(expects_yes=True)),
        ("kind: yes_no, expect: no", YesNoMeasure(expects_yes=False)),
        (
            "kind: duration, unit: s, at_most: 60",
            DurationMeasure(TimeUnit.SECOND, SIXTY, (Rung(SIXTY, ONE),)),
        ),
        (
            "kind: duration, unit: min, at_least: 2.5, from: arrival, to: greeted",
            DurationMeasure(
                TimeUnit.MINUTE,
                AtLeast(Fraction(5, 2)),
                (Rung(AtLeast(Fraction(5, 2)), ONE),),
                "arrival",
                "greeted",
            ),
        ),
        (
            "kind: duration, unit: h, at_most: 60, credit: [{at_most: 60, share: 1}, {share: 0.5, at_most: 120}]",
            DurationMeasure(TimeUnit.HOUR, SIXTY, (Rung(SIXTY, ONE), Rung(AtMost(Fraction(120)), HALF))),
        ),
        (
            "kind: duration, unit: d, between: [1, 1.5]",
            DurationMeasure(
                TimeUnit.DAY,
                Between(ONE, Fraction(3, 2)),
                (Rung(Between(ONE, Fraction(3, 2)), ONE),),
            ),
        ),
        (
            "kind: count, unit: rings, at_most: 3",
            CountMeasure(en("rings"), AtMost(Fraction(3)), (Rung(AtMost(Fraction(3)), ONE),)),
        ),
        ("kind: clock, between: [17:00, 21:30]", ClockMeasure(17 * 3600, 21 * 3600 + 1800)),
        ('kind: clock, between: ["22:00", "2:00"]', ClockMeasure(22 * 3600, 2 * 3600)),
        ("kind: rating, scale: [1, 5], met_from: 4", RatingMeasure(1, 5, 4)),
        (
            "kind: rating, scale: [-2, 2], met_from: 1, anchors: {2: Best, -2: Worst}",
            RatingMeasure(-2, 2, 1, ((-2, en("Worst")), (2, en("Best")))),
        ),
        (
            "kind: choice, options: {warm: {text: Warm, share: 1}, cool: {text: Cool, share: 0.3}}",
            ChoiceMeasure((Option("warm", en("Warm"), ONE), Option("cool", en("Cool"), Fraction(3, 10)))),
        ),
        (
            "kind: checklist, parts: {b: {text: B}, a: {text: A}, c: {text: C}}",
            ChecklistMeasure(tuple(Option(key, en(key.upper()), Fraction(1, 3)) for key in "bac")),
        ),
        (
            "kind: checklist, parts: {a: {text: A, share: 0.7}, b: {text: B, share: 0.3}}",
            ChecklistMeasure((Option("a", en("A"), Fraction(7, 10)), Option("b", en("B"), Fraction(3, 10)))),
        ),
        ("kind: note", NoteMeasure()),
    ],
)
def test_a_measure_is_read_exactly(measure: str, expected: Measure) -> None:
    assert standard_with(f"measure: {{{measure}}}").measure == expected


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("{fact: luggage, is: yes}", FactIs("luggage", ("yes",))),
        ("{fact: luggage, in: [no, yes]}", FactIs("luggage", ("no", "yes"))),
        ("{standard: FIRST, is: no}", StandardIs("FIRST", "no")),
        ("{standard: FIRST, verdict: missed}", StandardMissed("FIRST")),
        (
            "{all: [{fact: luggage, is: yes}, {not: {any: [{standard: FIRST, is: yes}]}}]}",
            AllOf((FactIs("luggage", ("yes",)), Not(AnyOf((StandardIs("FIRST", "yes"),))))),
        ),
    ],
)
def test_a_condition_is_read_as_data(when: str, expected: Condition) -> None:
    assert standard_with(f"measure: {{kind: yes_no}}, when: {when}").when == expected


def test_what_a_standard_does_not_say_has_its_default() -> None:
    assert standard_with("measure: {kind: yes_no}") == Standard(
        code="X",
        text=en("X"),
        measure=YesNoMeasure(),
        guidance=None,
        weight=ONE,
        is_critical=False,
        is_bonus=False,
        counts=True,
        tags=(),
        note=Demand.ON_MISS,
        evidence=Demand.NEVER,
        may_be_not_applicable=True,
        when=None,
        source=None,
    )


def test_what_a_standard_says_is_kept() -> None:
    found = standard_with(
        "measure: {kind: yes_no}, guidance: G, weight: 2.5, critical: true, note: always, evidence: on_miss, "
        "not_applicable: false, source: S, tags: {stage: arrival, layer: provider}"
    )
    assert found == Standard(
        code="X",
        text=en("X"),
        measure=YesNoMeasure(),
        guidance=en("G"),
        weight=Fraction(5, 2),
        is_critical=True,
        tags=(("layer", "provider"), ("stage", "arrival")),
        note=Demand.ALWAYS,
        evidence=Demand.ON_MISS,
        may_be_not_applicable=False,
        source=en("S"),
    )
    assert standard_with("measure: {kind: yes_no}, bonus: true").is_bonus
    assert not standard_with("measure: {kind: yes_no}, scored: false").counts


def test_what_a_pack_does_not_say_has_its_default() -> None:
    pack = good(HEAD)
    assert pack.scoring == ScoringPolicy(
        roll_up=RollUp.WEIGHTED_SECTIONS,
        not_observed=NotObservedPolicy.EXCLUDE,
        bonus=BonusPolicy.CAP,
        decimals=1,
        pass_mark=None,
        shows_score_to_shopper=True,
        critical=CriticalRule(CriticalMode.FLAG, None, 1),
        bands=(),
    )
    assert pack.brand == Brand(en("Small"))
    assert pack.effective is None
    assert (pack.sections[0].weight, pack.sections[0].gate, pack.sections[0].when) == (ONE, None, None)


def test_the_head_of_a_pack_is_read() -> None:
    pack = good(GOOD)
    assert pack.ref == PackRef("small-pack", "2026.1")
    assert pack.effective == date(2026, 1, 1)
    assert pack.languages == ("en", "he")
    assert pack.title == en_he("Small", "קטן")
    assert pack.brand == Brand(
        name=en("Small"),
        voice=en_he("Calm", "רגוע"),
        primary="#0b3d5c",
        accent="#a8481f",
        logo="logo.svg",
    )
    assert pack.scoring == ScoringPolicy(
        pass_mark=Fraction(80),
        shows_score_to_shopper=False,
        critical=CriticalRule(CriticalMode.CAP, Fraction(70), 1),
        bands=(Band(Fraction(0), en_he("Low", "נמוך")), Band(Fraction(165, 2), en_he("High", "גבוה"))),
    )
    assert pack.events == (
        Event("arrival", en_he("Arrival", "הגעה")),
        Event("greeted", en_he("Greeted", "ברכה")),
    )
    assert [section.code for section in pack.sections] == ["ARR", "END"]
    assert (pack.sections[0].weight, pack.sections[0].gate) == (Fraction(20), Fraction(60))
    assert pack.measured_count == 3


def test_a_yes_no_fact_has_words_in_the_languages_of_the_pack() -> None:
    assert good(GOOD).fact("luggage") == Fact(
        "luggage",
        en_he("Luggage", "מזוודות"),
        (FactOption("yes", en_he("Yes", "כן")), FactOption("no", en_he("No", "לא"))),
    )
    romanian = good(HEAD.replace("languages: [en]", "languages: [ro]")).fact("luggage")
    assert romanian is not None
    assert [str(option.text) for option in romanian.options] == ["Da", "Nu"]
    french = good(HEAD.replace("languages: [en]", "languages: [fr]")).fact("luggage")
    assert french is not None
    assert [option.text for option in french.options] == [Text((("fr", "yes"),)), Text((("fr", "no"),))]


def test_texts_are_put_in_the_order_of_the_languages_and_lose_the_space_around_them() -> None:
    pack = good(changed("{en: Calm, he: רגוע}", "{he: ' רגוע', en: 'Calm\n\n  now '}"))
    assert pack.brand.voice == en_he("Calm\nnow", "רגוע")


def test_a_bare_edition_is_taken_as_it_is_written() -> None:
    found = read(changed('edition: "2026.1"', "edition: 2026.10"))
    assert found.pack is not None
    assert found.pack.ref.edition == "2026.10"
    assert [problem.code for problem in found.warnings] == ["P303"]
    assert found.faults == ()


def test_a_faulty_file_still_says_who_it_is() -> None:
    found = read(changed("sections:", "sectoins:"))
    assert found.pack is None
    assert (found.pack_name, found.edition, found.effective) == ("small-pack", "2026.1", date(2026, 1, 1))
    assert read("pack: [x]\nedition: true\neffective: soon\n").pack_name is None


def test_the_whole_pack_of_the_contract_is_good() -> None:
    page = CONTRACT.read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml\n(format: 1\n.*?)```", page, re.DOTALL)
    assert len(blocks) == 2, "a whole pack, and one that builds on it"
    found = read(re.sub(r"(?m)^extends:.*\n", "", blocks[0]))
    assert found.pack is not None
    assert {problem.code for problem in found.problems} == {"P312"}, "only translations are left out"
    assert [standard.code for standard in found.pack.standards] == ["ARR-01", "TRP-01"]
    assert found.pack.standards[1].gives_away == ("yes",)
    assert [entry.key for entry in found.pack.follow_up.causes] == ["short_of_staff", "refit"]
