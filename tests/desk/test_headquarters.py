"""Branches, auditors and the list of visits."""

import pytest

from qaudit.core.visits import Auditor, AuditorRole, Branch, VisitStatus
from qaudit.errors import UsageError
from tests.corner_shop import ALL_MET
from tests.desk.conftest import Office


def test_branches_and_auditors_are_in_order(office: Office) -> None:
    added = office.quarters.add_branch(" ACR-02 ", "נמל עכו", " North ")
    assert added == Branch("ACR-02", "נמל עכו", "North", "")
    assert [branch.code for branch in office.quarters.branches()] == ["ACR-02", "HAI-01"]
    assert office.quarters.auditors() == (
        Auditor("heron", AuditorRole.SHOPPER),
        Auditor("owl", AuditorRole.REVIEWER),
        Auditor("self", AuditorRole.SELF_CHECK),
    )


@pytest.mark.parametrize("key", ["", " ", "two words", "x" * 61, "tab\there", "\u202ertl", "nul\x00"])
def test_a_code_is_short_and_has_no_blanks_or_controls(office: Office, key: str) -> None:
    with pytest.raises(UsageError, match="cannot be a branch code"):
        office.quarters.add_branch(key, "Name")
    with pytest.raises(UsageError, match="cannot be an alias"):
        office.quarters.add_auditor(key)


def test_a_name_is_shown_as_text(office: Office) -> None:
    assert office.quarters.add_branch("X-1", "A\x1b[31m\nB").name == "A␛[31m B"
    with pytest.raises(UsageError, match="needs a name"):
        office.quarters.add_branch("X-2", "  ")
    with pytest.raises(UsageError, match="needs a name"):
        office.quarters.add_branch("X-2", "x" * 201)


def test_what_is_taken_is_taken(office: Office) -> None:
    with pytest.raises(UsageError, match="already"):
        office.quarters.add_branch("HAI-01", "Other")
    with pytest.raises(UsageError, match="already"):
        office.quarters.add_auditor("heron")


def test_visits_are_listed_newest_first(office: Office) -> None:
    first = office.filled(ALL_MET).visit.id
    office.work.submit(first)
    second = office.opened().visit.id
    assert [visit.id for visit in office.quarters.visits()] == [second, first]
    assert [visit.id for visit in office.quarters.visits(VisitStatus.SUBMITTED)] == [first]
    assert office.quarters.visits(branch="elsewhere") == ()
    [newest] = office.quarters.visits(limit=1)
    assert (newest.id, newest.answered, newest.final_percent) == (second, 0, None)
