"""Visits that are planned for a day of their branch, and started there."""

from datetime import UTC, date, datetime

import pytest

from qaudit.core.visits import VisitStatus
from qaudit.errors import NotAllowed, UsageError, VisitSubmitted
from tests.corner_shop import ALL_MET
from tests.desk.staffed import House


def planned(house: House, day: date, branch: str = "HAI-01", auditor: str = "heron") -> str:
    hq = house.desk("hq")
    return hq.appointments.plan("corner-shop", branch, auditor, day, {"channel": "desk"}).visit.id


@pytest.mark.parametrize(
    ("branch", "now", "today"),
    [
        # After midnight in Haifa, still the evening before in UTC.
        ("HAI-01", "2026-05-14T21:30", date(2026, 5, 15)),
        # The evening before in New York, when it is the next day in UTC.
        ("NYC-01", "2026-05-15T03:30", date(2026, 5, 14)),
        ("ACR-02", "2026-05-14T23:30", date(2026, 5, 14)),
    ],
)
def test_a_day_is_one_of_the_branch(house: House, branch: str, now: str, today: date) -> None:
    house.clock.at = datetime.fromisoformat(now).replace(tzinfo=UTC)
    visit = house.store.visit(planned(house, today, branch))
    assert (visit.status, visit.planned_for) == (VisitStatus.PLANNED, today)
    yesterday = date.fromordinal(today.toordinal() - 1)
    with house.nothing_changes(), pytest.raises(UsageError, match=f"{yesterday} is over"):
        planned(house, yesterday, branch)


def test_it_is_started_by_its_auditor_and_is_open_from_then_on(house: House) -> None:
    visit = planned(house, date(2026, 5, 20))
    for alias in ("crane", "owl", "hq"):
        with house.nothing_changes(), pytest.raises(NotAllowed, match="another auditor's"):
            house.desk(alias).appointments.start(visit)
    heron = house.desk("heron")
    with house.nothing_changes(), pytest.raises(NotAllowed, match="is planned"):
        heron.fieldwork.record(heron.fieldwork.walk(visit), "ARR-02", "yes")
    with pytest.raises(NotAllowed, match="is planned"):
        heron.fieldwork.submit(visit)
    house.wait(days=6)
    walk = heron.appointments.start(visit)
    assert walk.visit.status is VisitStatus.OPEN
    assert walk.visit.opened_at == house.store.journal(visit)[-1].at
    assert house.acts(visit) == ["planned", "started"]
    with house.nothing_changes(), pytest.raises(NotAllowed, match="is open"):
        heron.appointments.start(visit)
    heron.fieldwork.fill(walk, ALL_MET.encode(), "t.csv")
    assert heron.fieldwork.submit(visit).visit.status is VisitStatus.SUBMITTED
    house.assert_whole(visit)


def test_the_office_plans_and_the_auditor_need_not_name_themselves(house: House) -> None:
    visit = planned(house, date(2026, 5, 20))
    assert house.store.journal(visit)[0].who == "hq"
    nobody = house.new_desk(None)
    try:
        assert nobody.appointments.start(visit).visit.status is VisitStatus.OPEN
        assert house.store.journal(visit)[-1].who == "heron"
    finally:
        nobody.close()


def test_a_planned_visit_is_not_answered_and_may_be_made_void(house: House) -> None:
    visit, owl = planned(house, date(2026, 5, 20)), house.desk("owl")
    with pytest.raises(NotAllowed, match="is planned"):
        house.desk("heron").appointments.answer(visit, 1, "Yes")
    owl.review.void(visit, "The shop is closed", owl.person)
    with house.nothing_changes(), pytest.raises(NotAllowed, match="is void"):
        house.desk("heron").appointments.start(visit)
    assert house.acts(visit) == ["planned", "voided"]
    house.assert_whole(visit)


def test_who_holds_an_old_view_of_a_visit_is_told(house: House) -> None:
    visit, heron = house.opened(), house.desk("heron")
    stale = heron.fieldwork.walk(visit)
    house.desk("owl").review.void(visit, "Recognised", house.person("owl"))
    with house.nothing_changes(), pytest.raises(VisitSubmitted, match="can no longer be changed"):
        heron.fieldwork.record(stale, "ARR-02", "yes")
