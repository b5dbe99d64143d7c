"""Packs as values."""

from fractions import Fraction

import pytest

from qaudit.core.measures import Measure
from qaudit.core.standards import PackRef
from tests.builders import (
    a_pack,
    a_section,
    a_standard,
    clock,
    count,
    duration,
    rating,
    seconds,
    words,
    yes_no,
)


def test_a_pack_is_named_with_its_edition() -> None:
    assert str(PackRef("harbour-hotels", "2026.1")) == "harbour-hotels@2026.1"


def test_standards_come_in_pack_order_and_codes_are_compared_whole() -> None:
    pack = a_pack(a_section("G", a_standard("G10"), a_standard("G1")), a_section("A", a_standard("A2")))
    assert [standard.code for standard in pack.standards] == ["G10", "G1", "A2"]


@pytest.mark.parametrize(
    ("measure", "counts", "scored"),
    [
        pytest.param(yes_no(), True, True, id="scored"),
        pytest.param(yes_no(), False, False, id="S11-scored-false"),
        pytest.param(words(), True, False, id="S11-note"),
    ],
)
def test_a_note_and_an_unscored_standard_carry_no_points(
    measure: Measure, counts: bool, scored: bool
) -> None:
    assert a_standard(measure=measure, counts=counts).is_scored is scored


@pytest.mark.parametrize(
    ("measure", "clocked", "measured"),
    [
        (seconds(60, events=("arrival", "greeted")), True, True),
        (seconds(60), False, True),
        (count(at_most=3), False, True),
        (clock("17:00", "21:30"), False, True),
        (rating(), False, False),
        (yes_no(), False, False),
    ],
)
def test_a_number_decides_for_durations_counts_and_times_of_day(
    measure: Measure, clocked: bool, measured: bool
) -> None:
    standard = a_standard(measure=measure)
    assert (standard.is_clocked, standard.is_measured) == (clocked, measured)


def test_a_pack_counts_its_measured_standards() -> None:
    pack = a_pack(a_standard("A"), a_standard("B", duration(at_least=5)), a_standard("C", count(at_most=3)))
    assert pack.measured_count == 2


def test_facts_and_events_are_found_by_name() -> None:
    pack = a_pack(facts={"channel": ["desk", "phone"]}, events=["arrival"])
    channel, arrival = pack.fact("channel"), pack.event("arrival")
    assert channel is not None
    assert channel.keys == ("desk", "phone")
    assert arrival is not None
    assert arrival.name == "arrival"
    assert pack.fact("luggage") is None
    assert pack.event("greeted") is None


def test_the_defaults_are_those_of_the_pack_format() -> None:
    standard = a_standard()
    assert standard.weight == Fraction(1)
    assert not standard.is_critical
    assert not standard.is_bonus
    assert standard.counts
    assert standard.note == "on_miss"
    assert standard.evidence == "never"
    assert standard.may_be_not_applicable
    assert standard.when is None
    assert not standard.is_trap
    assert a_standard(gives_away=("yes",)).is_trap


def test_what_follows_a_visit_has_a_list_for_every_choice_where_the_brand_sets_none() -> None:
    told = a_pack().follow_up
    for entries in (told.appeal_reasons, told.causes, told.owners):
        assert len({entry.key for entry in entries}) == len(entries) >= 5
        assert all(entry.text is None for entry in entries), "the program's own words"
