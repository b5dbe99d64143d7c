"""Who does what after a visit, and what a brand asks for then."""

from qaudit.core.follow_up import APPEAL_REASONS, CAUSES, OWNERS, FollowUp, ListEntry
from qaudit.core.people import Person, Role
from qaudit.core.text import Text


def test_a_manager_manages_the_branches_that_are_named() -> None:
    rona = Person("rona", Role.MANAGER, ("HAI-01", "HAI-02"))
    assert rona.manages("HAI-02")
    assert not rona.manages("HAI-03")
    assert not rona.manages("")


def test_branches_make_nobody_else_a_manager() -> None:
    for role in set(Role) - {Role.MANAGER}:
        assert not Person("owl", role, ("HAI-01",)).manages("HAI-01")


def test_a_pack_that_says_nothing_asks_for_the_usual() -> None:
    usual = FollowUp()
    assert (usual.appeal_days, usual.rotation_days) == (7, 90)
    assert (usual.acknowledge_hours, usual.answer_days) == (24, 10)
    for entries in (usual.appeal_reasons, usual.causes, usual.owners):
        keys = [entry.key for entry in entries]
        assert len(keys) == len(set(keys)) > 5
        assert all(entry.text is None for entry in entries)
    assert (usual.appeal_reasons, usual.causes, usual.owners) == (APPEAL_REASONS, CAUSES, OWNERS)


def test_a_brand_s_own_entry_has_its_own_text() -> None:
    assert ListEntry("flood", Text.plain("Flood")) != ListEntry("flood")
