"""The life of a visit: every verb, by every role, in every status, against a table written down a second time."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaudit.core.journal import ACT_OF, Act, JournalEntry, first_broken, last_undoable, sealed
from qaudit.core.lifecycle import (
    FINISHED,
    LIFE,
    SEEN_BY_BRANCH,
    STATUS_AFTER,
    WRITABLE,
    Reason,
    Refusal,
    Subject,
    Verb,
    allowed,
    next_status,
    roles_of,
)
from qaudit.core.people import Person, Role
from qaudit.core.visits import VisitStatus
from tests.builders import VISIT_ID, moment
from tests.life_table import (
    APPROVED,
    AUDITORS_OWN,
    CLOSED,
    MANAGER,
    OFFICE,
    OPEN,
    PLANNED,
    PUBLISHED,
    RETURNED,
    REVIEWS,
    SHOPPER,
    STAYS,
    SUBMITTED,
    TABLE,
    VOID,
    line_of,
    reason_against,
)

EVERY_WAY = list(product(VisitStatus, Verb, Role, (True, False)))


def a_person(role: Role, *, is_own: bool = False, manages: str = "HAI-01") -> Person:
    """Someone of a role; the visit's auditor where it is their own."""
    alias = "heron" if is_own else f"the {role.value}"
    return Person(alias, role, (manages,) if role is MANAGER else ())


def a_subject(status: VisitStatus, *, is_visible: bool = True) -> Subject:
    return Subject(status, "heron", "HAI-01", is_visible)


def test_the_table_here_has_every_verb() -> None:
    assert {verb for verb, *_ in TABLE} == set(Verb) == set(LIFE)
    assert len(EVERY_WAY) == 8 * 16 * 4 * 2


@pytest.mark.parametrize(("verb", "role"), list(product(Verb, Role)))
def test_every_verb_is_a_way_of_the_table_or_a_refusal_that_says_why(verb: Verb, role: Role) -> None:
    for status, is_own in product(VisitStatus, (True, False)):
        found = next_status(verb, a_subject(status), a_person(role, is_own=is_own))
        line = line_of(verb, role)
        if line is None:
            roles = tuple(one for one in Role if line_of(verb, one))
            assert found == Refusal(verb, Reason.ROLE, roles=roles)
            assert roles == roles_of(verb)
        elif (reason := reason_against(verb, role, is_own)) is not None:
            assert found == Refusal(verb, reason)
        elif status not in line[0]:
            in_order = tuple(one for one in VisitStatus if one in line[0])
            assert found == Refusal(verb, Reason.STATUS, statuses=in_order)
        else:
            assert found is (status if line[1] is STAYS else line[1])


def moves() -> Iterator[tuple[VisitStatus, Verb, VisitStatus]]:
    """Every move that somebody can make: from where, by what, to where."""
    for status, verb, role, is_own in EVERY_WAY:
        to = next_status(verb, a_subject(status), a_person(role, is_own=is_own))
        if not isinstance(to, Refusal):
            yield status, verb, to


def test_nothing_leaves_void_and_nothing_can_be_done_there() -> None:
    assert [move for move in moves() if move[0] is VOID] == []


def test_what_is_published_is_never_opened_again() -> None:
    assert {to for status, _, to in moves() if status is PUBLISHED} == {PUBLISHED, CLOSED, VOID}
    assert {to for status, _, to in moves() if status is CLOSED} == {CLOSED, VOID}


def test_every_status_can_be_reached_and_every_verb_done() -> None:
    reached = {PLANNED}
    while more := {to for status, _, to in moves() if status in reached} - reached:
        reached |= more
    assert reached == set(VisitStatus)
    assert {verb for _, verb, _ in moves()} == set(Verb)


def test_a_visit_is_approved_before_it_is_published() -> None:
    assert {
        (status, verb) for status, verb, to in moves() if to is PUBLISHED and status is not PUBLISHED
    } == {(APPROVED, Verb.PUBLISH)}


def test_a_shopper_never_touches_another_s_visit() -> None:
    for status in VisitStatus:
        assert allowed(a_subject(status), a_person(SHOPPER)) == frozenset()


@pytest.mark.parametrize("verb", sorted(REVIEWS))
def test_nobody_reviews_their_own_visit(verb: Verb) -> None:
    for status, role in product(VisitStatus, OFFICE):
        assert next_status(verb, a_subject(status), a_person(role, is_own=True)) == Refusal(verb, Reason.OWN)


@pytest.mark.parametrize("verb", sorted(AUDITORS_OWN))
def test_nobody_writes_what_somebody_else_saw(verb: Verb) -> None:
    for status, role in product(VisitStatus, Role):
        assert next_status(verb, a_subject(status), a_person(role)) == Refusal(verb, Reason.NOT_OWN)


BRANCH_VERBS = sorted(verb for verb in set(Verb) - AUDITORS_OWN if line_of(verb, MANAGER))


@pytest.mark.parametrize("verb", BRANCH_VERBS)
def test_a_manager_acts_for_their_own_branches_and_not_before_the_day_of_publication(verb: Verb) -> None:
    elsewhere = a_person(MANAGER, manages="HAI-02")
    assert next_status(verb, a_subject(PUBLISHED), elsewhere) == Refusal(verb, Reason.BRANCH)
    here, hidden = a_person(MANAGER), a_subject(PUBLISHED, is_visible=False)
    assert next_status(verb, hidden, here) == Refusal(verb, Reason.UNSEEN)
    assert next_status(verb, a_subject(PUBLISHED), here) is PUBLISHED


def test_a_manager_who_checks_their_own_branch_writes_what_they_saw() -> None:
    own = a_person(MANAGER, is_own=True, manages="HAI-02")
    assert next_status(Verb.SUBMIT, a_subject(OPEN, is_visible=False), own) is SUBMITTED


subjects = st.builds(
    Subject,
    st.sampled_from(VisitStatus),
    st.sampled_from(["heron", "owl"]),
    st.sampled_from(["HAI-01", "HAI-02"]),
    st.booleans(),
)
people = st.builds(
    Person,
    st.sampled_from(["heron", "owl", "rona"]),
    st.sampled_from(Role),
    st.lists(st.sampled_from(["HAI-01", "HAI-02"]), unique=True).map(tuple),
)


@given(subjects, people)
def test_what_is_allowed_is_what_is_not_refused(subject: Subject, person: Person) -> None:
    possible = {verb for verb in Verb if not isinstance(next_status(verb, subject, person), Refusal)}
    assert allowed(subject, person) == possible
    assert not (possible and subject.status is VOID)


@given(subjects, people, st.sampled_from(Verb))
def test_a_refusal_for_the_status_names_statuses_in_which_it_would_do(
    subject: Subject, person: Person, verb: Verb
) -> None:
    found = next_status(verb, subject, person)
    if isinstance(found, Refusal) and found.reason is Reason.STATUS:
        assert found.statuses
        assert subject.status not in found.statuses
        for status in found.statuses:
            there = next_status(verb, replace(subject, status=status), person)
            assert not isinstance(there, Refusal)


def test_every_status_is_told_by_an_act_and_every_move_by_its_own() -> None:
    assert set(STATUS_AFTER.values()) == set(VisitStatus)
    moved_to = {to for status, _, to in moves() if to is not status}
    for to in moved_to:
        assert [act for act, status in STATUS_AFTER.items() if status is to], to
    # No act that leaves the status alone says what the status is.
    staying = {Act.REMARKED, Act.ANSWERED, Act.CORRECTED, Act.SCORED, Act.REPORTED, Act.ACKNOWLEDGED}
    staying |= {Act.EXPLAINED, Act.APPEALED, Act.DECIDED, Act.ACTION, Act.LEFT, *ACT_OF.values()}
    assert staying | set(STATUS_AFTER) == set(Act)
    assert not staying & set(STATUS_AFTER)


def test_groups_of_statuses() -> None:
    assert {OPEN, RETURNED} == WRITABLE
    assert {PUBLISHED, CLOSED} == SEEN_BY_BRANCH
    assert {SUBMITTED, APPROVED, PUBLISHED, CLOSED} == FINISHED
    assert VOID not in WRITABLE | FINISHED


# The journal tells what happens after a visit as it tells everything else.


def a_life() -> list[JournalEntry]:
    """An entry of every act, each sealed to the one before."""
    chained: list[JournalEntry] = []
    for number, act in enumerate(Act, start=1):
        entry = JournalEntry(VISIT_ID, number, moment(f"14:{number:02}"), "owl", act, "A-1", became="x")
        chained.append(sealed(entry, chained[-1].seal if chained else ""))
    return chained


def test_every_act_is_sealed_and_a_changed_one_is_found() -> None:
    life = a_life()
    assert first_broken(life, len(Act)) is None
    for place, entry in enumerate(life):
        other = next(act for act in Act if act is not entry.act)
        changed = [*life[:place], replace(entry, act=other), *life[place + 1 :]]
        assert first_broken(changed, len(Act)) == place + 1


def test_what_happens_after_a_visit_is_never_undone() -> None:
    life = [entry for entry in a_life() if entry.act not in ACT_OF.values()]
    assert len(life) == len(Act) - 5
    assert last_undoable(life) is None
