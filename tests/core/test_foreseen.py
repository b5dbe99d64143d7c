"""What a visit can come to ask is known before it: nothing that is asked in the end was left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaudit.core.foreseen import foresee, outlook
from qaudit.core.judging import judge_visit
from qaudit.core.standards import (
    AllOf,
    AnyOf,
    Condition,
    FactIs,
    Not,
    Pack,
    StandardIs,
    StandardMissed,
)
from qaudit.core.timeline import moments_of
from qaudit.core.visits import Visit
from tests.builders import a_pack, a_section, a_standard, yes_no
from tests.core.random_packs import LAW, visited_packs

PHONE, DESK = FactIs("channel", ("phone",)), FactIs("channel", ("desk",))
LUGGAGE = FactIs("luggage", ("yes",))
HELD, MISSED = StandardIs("A-1", "yes"), StandardMissed("A-2")


@pytest.mark.parametrize(
    ("condition", "left"),
    [
        (None, True),
        (PHONE, True),
        (DESK, False),
        (LUGGAGE, LUGGAGE),
        (HELD, HELD),
        (StandardIs("GONE", "yes"), False),
        (StandardMissed("GONE"), False),
        (Not(DESK), True),
        (Not(HELD), Not(HELD)),
        (AllOf((PHONE, HELD)), HELD),
        (AllOf((DESK, HELD)), False),
        (AllOf((PHONE, LUGGAGE, HELD)), AllOf((LUGGAGE, HELD))),
        (AllOf((PHONE, Not(DESK))), True),
        (AnyOf((PHONE, HELD)), True),
        (AnyOf((DESK, HELD)), HELD),
        (AnyOf((DESK, LUGGAGE, MISSED)), AnyOf((LUGGAGE, MISSED))),
        (AnyOf((DESK, StandardMissed("GONE"))), False),
    ],
)
def test_what_is_left_of_a_condition(condition: Condition | None, left: Condition | bool) -> None:
    assert outlook(condition, {"channel": "phone"}, {"GONE"}) == left


def test_what_cannot_apply_is_left_out_with_all_that_hangs_on_it() -> None:
    pack = a_pack(
        a_section("A", a_standard("A-1", yes_no(), when=DESK), a_standard("A-2", yes_no(), when=HELD)),
        a_section("B", a_standard("B-1", yes_no(), when=Not(HELD)), a_standard("B-2", yes_no(), when=PHONE)),
        a_section("C", a_standard("C-1", yes_no()), when=DESK),
    )
    found = foresee(pack, {"channel": "phone"})
    assert [(one.standard.code, one.when) for section in found for one in section.standards] == [
        ("B-1", None),
        ("B-2", None),
    ]
    assert [(section.section.code, section.when) for section in foresee(pack, {})] == [
        ("A", None),
        ("B", None),
        ("C", DESK),
    ]


@LAW
@given(visited_packs(), st.data())
def test_nothing_that_is_asked_was_left_out(visited: tuple[Pack, Visit], data: st.DataObject) -> None:
    pack, visit = visited
    known = dict(visit.facts)
    told = data.draw(st.sets(st.sampled_from(sorted(known)))) if known else set()
    given_facts = {name: key for name, key in known.items() if name in told}
    readings = {seen.code: seen for seen in visit.observations}
    judged = judge_visit(pack, known, readings, moments_of(visit.marks))
    foreseen = {one.standard.code for section in foresee(pack, given_facts) for one in section.standards}
    assert {code for code, judgement in judged.items() if judgement.is_asked} <= foreseen
