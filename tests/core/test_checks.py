"""The table of checks: every id once, gravest first, and quiet or not, never an exception."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from qaudit.core.check_values import STOPS, Check, CheckId, EarlierVisit, Gravity, Past, gravity_of
from qaudit.core.checks import CHECKS, checks_of
from qaudit.core.standards import Pack
from qaudit.core.visits import Visit
from qaudit.core.walk import PackIndex, Walk, walk_visit
from tests.builders import a_pack, a_standard, a_visit, moment, seconds, seen
from tests.core.random_packs import LAW, MOMENTS, visited_packs


def walked(pack: Pack, visit: Visit) -> Walk:
    return walk_visit(PackIndex(pack), visit)


def test_every_id_has_its_place_in_the_table() -> None:
    assert len(CheckId) == 18
    assert sorted(CHECKS) == sorted(CheckId)


def test_those_that_stop_stand_before_those_to_look_at() -> None:
    gravities = [gravity_of(check) for check in CHECKS]
    assert gravities.count(Gravity.STOP) == len(STOPS) == 3
    assert gravities == sorted(gravities, key=lambda gravity: gravity is Gravity.LOOK)


def test_ids_are_never_given_again() -> None:
    """Reports and reviewers' habits know them by number."""
    assert [f"{check.value} {check.name}" for check in CheckId] == [
        "R01 TRAP", "R02 ORDER", "R03 LONGER_PART", "R04 THIN_GROUND", "R05 NO_NOTE", "R06 EMPTY_WORDS",
        "R07 SAME_NOTE", "R08 BY_HAND", "R09 BEFORE_ARRIVAL", "R10 AFTER_LEAVING", "R11 LONGER_THAN_VISIT",
        "R12 OUTSIDE_HOURS", "R13 ALL_BEST", "R14 ALL_SAME", "R15 AT_ONE_GO", "R16 FAR_FROM_HISTORY", "R17 LATE",
        "R18 ROTATION",
    ]  # fmt: skip


def test_a_visit_without_anything_to_look_at_has_no_checks() -> None:
    pack = a_pack(a_standard("A-1"), a_standard("A-2", seconds(60, events=("arrival", "greeted"))))
    visit = a_visit(
        pack,
        seen("A-1", "no", "Two people stood with their backs to the door."),
        marks={"arrival": "14:00", "greeted": "14:00:40"},
        left="14:30",
        submitted="16:00",
    )
    assert checks_of(walked(pack, visit)) == ()


def test_checks_come_gravest_first_and_then_in_pack_order() -> None:
    pack = a_pack(
        a_standard("A-1"),
        a_standard("A-2"),
        a_standard("A-3", counts=False, gives_away=("yes",)),
    )
    visit = a_visit(pack, seen("A-2", "no"), seen("A-1", "no", "bad"), seen("A-3", "yes"))
    found = [(check.id, check.codes, check.gravity) for check in checks_of(walked(pack, visit))]
    assert found == [
        (CheckId.TRAP, ("A-3",), Gravity.STOP),
        (CheckId.NO_NOTE, ("A-2",), Gravity.LOOK),
        (CheckId.EMPTY_WORDS, ("A-1",), Gravity.LOOK),
    ]


PASTS = st.builds(
    Past,
    st.lists(st.integers(0, 1000).map(lambda tenths: Fraction(tenths, 10)), max_size=14).map(tuple),
    st.lists(st.builds(EarlierVisit, st.sampled_from("abc"), MOMENTS), max_size=3).map(tuple),
    st.none() | MOMENTS,
)
NOTES = st.sampled_from(
    ["", "", "-", "bad", "A queue at the desk", "Nobody at the desk and no word about it"]
)


@st.composite
def looked_at(draw: st.DrawFn) -> tuple[Pack, Visit, Past]:
    """Any pack, some of its standards traps; any visit, finished or not; any past."""
    pack, visit = draw(visited_packs())
    traps = draw(st.sampled_from([(), ("yes", "a", "4", "none")]))
    sections = tuple(
        replace(section, standards=tuple(replace(one, gives_away=traps) for one in section.standards))
        for section in pack.sections
    )
    observations = tuple(
        replace(one, note=draw(NOTES), at=draw(st.none() | MOMENTS)) for one in visit.observations
    )
    left, submitted = draw(st.none() | MOMENTS), draw(st.none() | MOMENTS)
    late = draw(st.sampled_from([timedelta(), timedelta(days=3)]))
    ended = replace(
        visit,
        observations=observations,
        left_at=left,
        submitted_at=None if submitted is None else submitted + late,
    )
    return replace(pack, sections=sections), ended, draw(PASTS)


@given(looked_at())
@LAW
def test_no_walk_breaks_a_check(case: tuple[Pack, Visit, Past]) -> None:
    pack, visit, past = case
    for check in checks_of(walked(pack, visit), past):
        assert set(check.codes) <= {standard.code for standard in pack.standards}
        assert check.gravity in Gravity


@given(looked_at(), st.data())
@LAW
def test_the_order_of_observations_and_marks_does_not_matter(
    case: tuple[Pack, Visit, Past], data: st.DataObject
) -> None:
    pack, visit, past = case
    shuffled = replace(
        visit,
        observations=tuple(data.draw(st.permutations(visit.observations))),
        marks=tuple(data.draw(st.permutations(visit.marks))),
    )
    assert checks_of(walked(pack, shuffled), past) == checks_of(walked(pack, visit), past)


@given(looked_at())
@LAW
def test_a_standard_that_is_not_asked_is_in_no_check(case: tuple[Pack, Visit, Past]) -> None:
    pack, visit, past = case
    walk = walked(pack, visit)
    aside = {code for code, judgement in walk.judged.items() if not judgement.is_asked}
    assert [check for check in checks_of(walk, past) if aside & set(check.codes)] == []


@given(looked_at())
@LAW
def test_no_check_looks_at_the_names_of_auditor_and_branch(
    case: tuple[Pack, Visit, Past],
) -> None:
    """Another alias, another branch code: the same checks."""
    pack, visit, past = case
    other = replace(
        visit,
        auditor=replace(visit.auditor, alias="someone-else"),
        branch=replace(visit.branch, code="XXX", name="Elsewhere"),
    )
    assert checks_of(walked(pack, other), past) == checks_of(walked(pack, visit), past)


def test_a_check_of_the_whole_visit_names_no_standard() -> None:
    pack = a_pack(a_standard("A-1"))
    visit = a_visit(pack, seen("A-1", "yes"), left="14:30", submitted="15:00")
    late = replace(visit, submitted_at=moment("15:00", days_later=3))
    (check,) = checks_of(walked(pack, late))
    assert isinstance(check, Check)
    assert (check.id, check.codes) == (CheckId.LATE, ())
