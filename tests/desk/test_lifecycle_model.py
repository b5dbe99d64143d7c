"""Every verb, by everybody, in every status, at the real desks over a real store; and long lives at random."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count, product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from qaudit.core.lifecycle import Verb
from qaudit.core.visits import VisitKind, VisitStatus
from tests.desk.life_model import ROLES, Model
from tests.desk.staffed import House

PLANNED, OPEN, SUBMITTED, RETURNED, APPROVED, PUBLISHED, CLOSED, VOID = VisitStatus
NUMBERS = count()
EVERYBODY = [alias for alias in ROLES if alias != "chief"]
"""`chief` is headquarters too, where it is not their own visit."""

TO_GET_THERE: dict[VisitStatus, tuple[tuple[Verb, str], ...]] = {
    PLANNED: (),
    OPEN: ((Verb.START, "heron"), (Verb.RECORD, "heron")),
    SUBMITTED: ((Verb.SUBMIT, "heron"), (Verb.REMARK, "owl")),
    RETURNED: ((Verb.RETURN, "owl"),),
    APPROVED: ((Verb.ANSWER, "heron"), (Verb.SUBMIT, "heron"), (Verb.APPROVE, "owl")),
    PUBLISHED: ((Verb.PUBLISH, "hq"), (Verb.APPEAL, "rona"), (Verb.ACT, "rona")),
    CLOSED: ((Verb.DECIDE, "hq"), (Verb.CLOSE, "hq")),
    VOID: ((Verb.VOID, "hq"),),
}
"""From each status to the next."""


@pytest.fixture(scope="module")
def staffed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a library and a store in which everybody is and nothing has happened."""
    folder = tmp_path_factory.mktemp("staffed")
    house = House(folder, str(folder / "store.sqlite"))
    house.staff()
    house.close()
    return folder


@contextmanager
def a_house(staffed: Path) -> Iterator[House]:
    """A copy of it."""
    folder = staffed.with_name(f"house-{next(NUMBERS)}")
    shutil.copytree(staffed, folder)
    house = House(folder, str(folder / "store.sqlite"))
    try:
        yield house
    finally:
        house.close()
        shutil.rmtree(folder)


def brought_to(model: Model, status: VisitStatus) -> str:
    """A visit of heron's in a status, brought there by those whose part it is."""
    visit = model.plan()
    for step, deeds in TO_GET_THERE.items():
        for verb, who in deeds:
            if verb is Verb.RECORD:
                model.turn = 0  # something is missed
            assert model.attempt(verb, who, visit), f"{who} could not {verb} on the way to {step}"
            if verb is Verb.PUBLISH:
                model.house.wait(days=3)
        if step is status:
            break
    assert model.visits[visit].status is status
    return visit


@pytest.mark.parametrize("status", VisitStatus)
def test_every_verb_by_everybody(staffed: Path, status: VisitStatus) -> None:
    with a_house(staffed) as house:
        model = Model(house)
        visit = brought_to(model, status)
        tried = 0
        for verb, who in product(Verb, EVERYBODY):
            if model.visits[visit].status is not status:
                visit = brought_to(model, status)
            if verb is not Verb.DECIDE or model.visits[visit].appeals:
                model.attempt(verb, who, visit)
                tried += 1
        assert tried >= len(EVERYBODY) * (len(Verb) - 1)
        model.check_branch()


def test_a_life_in_which_every_verb_is_done(staffed: Path) -> None:
    with a_house(staffed) as house:
        model = Model(house)
        visit = brought_to(model, PUBLISHED)
        for verb in (Verb.ACKNOWLEDGE, Verb.EXPLAIN):
            assert model.attempt(verb, "rona", visit)
        assert model.attempt(Verb.DECIDE, "hq", visit)
        assert model.attempt(Verb.CLOSE, "hq", visit)
        other = brought_to(model, SUBMITTED)
        assert model.attempt(Verb.CORRECT, "owl", other)
        assert model.attempt(Verb.VOID, "owl", other)
        model.check_branch()
        assert set(model.succeeded) == set(Verb)


class Lives(RuleBasedStateMachine):
    """Several visits at one branch, and everybody trying everything."""

    staffed: Path

    def __init__(self) -> None:
        super().__init__()
        self.held = a_house(self.staffed)
        self.model = Model(self.held.__enter__())

    def teardown(self) -> None:
        try:
            self.model.check_branch()
        finally:
            self.held.__exit__(None, None, None)

    @initialize()
    def begin(self) -> None:
        """One visit is open, one is planned."""
        self.model.open()
        self.model.plan()

    @precondition(lambda self: len(self.model.visits) < 5)
    @rule(auditor=st.sampled_from(["heron", "chief", "owl"]))
    def open_another(self, auditor: str) -> None:
        self.model.open(auditor)

    @precondition(lambda self: len(self.model.visits) < 5)
    @rule()
    def check_oneself(self) -> None:
        self.model.open("rona", VisitKind.SELF_CHECK)

    @rule(data=st.data(), verb=st.sampled_from(Verb), who=st.sampled_from(list(ROLES)))
    def try_anything(self, data: st.DataObject, verb: Verb, who: str) -> None:
        visits = self.model.visits
        if verb is Verb.DECIDE:
            visits = {key: known for key, known in visits.items() if known.appeals}
        if visits:
            self.model.attempt(verb, who, data.draw(st.sampled_from(list(visits)), "visit"))

    # Rules are drawn alike: with one of these lives would mostly wait.
    @rule(data=st.data())
    def go_on(self, data: st.DataObject) -> None:
        """Something that the model allows."""
        self.do_something_possible(data)

    @rule(data=st.data())
    def go_on_further(self, data: st.DataObject) -> None:
        """The same."""
        self.do_something_possible(data)

    def do_something_possible(self, data: st.DataObject) -> None:
        ways = [
            (verb, who, visit)
            for verb, who, visit in product(Verb, ROLES, self.model.visits)
            if verb is not Verb.VOID and self.model.can(verb, who, visit)
        ]
        if ways:
            self.model.attempt(*data.draw(st.sampled_from(ways), "way"))

    @rule(days=st.sampled_from([0.5, 2, 9]))
    def wait(self, days: float) -> None:
        self.model.house.wait(days=days)

    @invariant()
    def nobody_sees_what_is_not_published(self) -> None:
        self.model.check_seen()


def test_lives_at_random(staffed: Path) -> None:
    Lives.staffed = staffed
    run_state_machine_as_test(
        Lives,
        settings=settings(
            max_examples=8,
            stateful_step_count=25,
            deadline=None,
            # A step writes to a disk: making a failing life shorter takes minutes.
            phases=(Phase.explicit, Phase.reuse, Phase.generate),
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )
