"""Two people at the same thing at the same moment: one wins, the other is told; nothing is done twice."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import Barrier, Thread

import pytest

from qaudit.core.appeals import AppealState
from qaudit.core.corrective_actions import ActionState
from qaudit.core.journal import Act
from qaudit.core.visits import VisitStatus
from qaudit.desk.documents.visit import ReportFormat
from qaudit.errors import NotAllowed, QauditError, UsageError
from tests.corner_shop import ALL_MET
from tests.desk.staffed import House

ROUNDS = 3


def race(*deeds: Callable[[], object]) -> list[QauditError | None]:
    """Lets deeds begin at the same moment; how each was refused, None where it was done."""
    gate = Barrier(len(deeds))
    ends: list[QauditError | BaseException | None] = [None] * len(deeds)

    def run(place: int, deed: Callable[[], object]) -> None:
        gate.wait()
        try:
            deed()
        except BaseException as fault:  # noqa: BLE001 - a thread's fault is told below
            ends[place] = fault

    threads = [Thread(target=run, args=(place, deed)) for place, deed in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told: list[QauditError | None] = []
    for end in ends:
        assert end is None or isinstance(end, QauditError), repr(end)
        told.append(end)
    return told


def only_one_refused(ends: list[QauditError | None]) -> tuple[int, QauditError]:
    """Who won, and what the other was told."""
    [refused] = [end for end in ends if end is not None]
    return ends.index(None), refused


class AtOnce:
    """A subclass gives the fixture `house`, over a store that several can open."""

    def test_one_appeal_is_decided_once_and_the_other_is_told_by_whom(self, house: House) -> None:
        hq, chief, rona = (house.desk(alias) for alias in ("hq", "chief", "rona"))
        for _ in range(ROUNDS):
            visit = house.published()
            appeal = rona.appeals.appeal(visit, "ARR-02", "wrong_fact", "Clean", rona.person)
            before = len(house.store.journal(visit))
            winner, refused = only_one_refused(
                race(
                    partial(hq.appeals.decide, appeal.id, AppealState.UPHELD, "So", hq.person),
                    partial(chief.appeals.decide, appeal.id, AppealState.REJECTED, "No", chief.person),
                )
            )
            who, decision = (("hq", "upheld"), ("chief", "rejected"))[winner]
            assert isinstance(refused, NotAllowed)
            assert f"decided already: {decision}, by {who}" in refused.message
            found = house.store.life.appeal(appeal.id)
            assert (found.decided_by, found.state.value) == (who, decision)
            told = [one.act for one in house.store.journal(visit)[before:]]
            assert told.count(Act.DECIDED) == 1
            assert len(house.store.scorecards(visit)) == (2 if decision == "upheld" else 1)
            house.assert_whole(visit)

    def test_one_verdict_is_appealed_once(self, house: House) -> None:
        visit, one, other = house.published(), house.desk("rona"), house.new_desk("rona")
        ends = race(
            *(
                partial(desk.appeals.appeal, visit, "ARR-02", "other", "Clean", desk.person)
                for desk in (one, other)
            )
        )
        other.close()
        _, refused = only_one_refused(ends)
        assert "was appealed before" in refused.message
        house.assert_whole(visit)

    def test_a_visit_is_published_once(self, house: House) -> None:
        hq, chief = house.desk("hq"), house.desk("chief")
        for _ in range(ROUNDS):
            visit = house.approved()
            ends = race(
                *(
                    partial(desk.publication.publish, [visit], desk.person, form=ReportFormat.HTML)
                    for desk in (hq, chief)
                )
            )
            _, refused = only_one_refused(ends)
            assert isinstance(refused, NotAllowed | UsageError)
            acts = [one.act for one in house.store.journal(visit)]
            assert (acts.count(Act.PUBLISHED), acts.count(Act.REPORTED)) == (1, 1)
            house.assert_whole(visit)

    def test_a_visit_is_approved_or_returned(self, house: House) -> None:
        owl, chief = house.desk("owl"), house.desk("chief")
        for _ in range(ROUNDS):
            visit = house.submitted()
            ends = race(
                partial(owl.review.approve, visit, owl.person),
                partial(chief.review.send_back, visit, "Look again", chief.person),
            )
            # A visit that was approved a moment ago may still be returned; one that was returned is not approved.
            if ends[0] is None:
                assert house.status(visit) is (VisitStatus.APPROVED if ends[1] else VisitStatus.RETURNED)
            else:
                assert "is returned" in ends[0].message
                assert (ends[1], house.status(visit)) == (None, VisitStatus.RETURNED)
            house.assert_whole(visit)

    def test_an_action_is_dropped_or_verified_but_not_both(self, house: House) -> None:
        """The visit that verifies it is published while its manager drops it."""
        hq, rona = house.desk("hq"), house.desk("rona")
        for _ in range(ROUNDS):
            visit = house.published()
            due = house.today() + timedelta(days=5)
            action = rona.mending.plan(visit, ["ARR-02"], "Clean", "trainer", due, rona.person)
            rona.mending.done(action.id, "Cleaned", rona.person)
            house.wait(days=1)
            later = house.approved(ALL_MET)
            ends = race(
                partial(rona.mending.drop, action.id, "The shop moves", rona.person),
                partial(hq.publication.publish, [later], hq.person, form=ReportFormat.HTML),
            )
            assert ends[1] is None
            state = rona.mending.find(action.id).action.kept_state
            if ends[0] is None:
                assert state is ActionState.DROPPED
            else:
                assert "is verified" in ends[0].message
                assert state is ActionState.VERIFIED
            house.assert_whole(visit)
            house.assert_whole(later)


class TestInAFile(AtOnce):
    """SQLite."""


@pytest.mark.postgres
class TestOnAServer(AtOnce):
    """PostgreSQL."""

    @pytest.fixture
    def house(self, tmp_path: Path, postgres_store: str) -> Iterator[House]:
        found = House(tmp_path, postgres_store)
        found.staff()
        yield found
        found.close()
