"""Headquarters' list of people, and who sits at a desk."""

import pytest

from qaudit.core.people import Person, Role
from qaudit.errors import UsageError
from tests.desk.staffed import House


def test_everyone_is_listed_by_alias_with_their_branches(house: House) -> None:
    people = house.desk("hq").people
    assert [one.alias for one in people.everyone()] == ["chief", "dan", "hq", "rona"]
    assert people.everyone()[3] == Person("rona", Role.MANAGER, ("HAI-01", "NYC-01"))
    assert people.add("  nurit ", Role.REVIEWER) == people.acting("nurit")


@pytest.mark.parametrize(
    ("alias", "role", "branches", "words"),
    [
        ("rona", Role.REVIEWER, (), "a person rona already"),
        ("two words", Role.REVIEWER, (), "cannot be an alias"),
        ("", Role.REVIEWER, (), "cannot be an alias"),
        ("noa", Role.MANAGER, (), "needs a branch"),
        ("noa", Role.REVIEWER, ("HAI-01",), "Only a branch manager has branches"),
        ("noa", Role.MANAGER, ("HAI-1",), "did you mean HAI-01"),
    ],
)
def test_who_cannot_be_added(
    house: House, alias: str, role: Role, branches: tuple[str, ...], words: str
) -> None:
    people = house.desk("hq").people
    before = people.everyone()
    with pytest.raises(UsageError, match=words):
        people.add(alias, role, branches)
    assert people.everyone() == before


def test_an_auditor_is_a_person_without_being_added(house: House) -> None:
    people = house.desk("hq").people
    assert people.acting("heron") == Person("heron", Role.SHOPPER)
    assert people.acting(" owl ") == Person("owl", Role.REVIEWER)
    # Who was added is who they were added as, though they make visits too.
    assert people.acting("chief").role is Role.HEADQUARTERS
    assert people.acting("rona").role is Role.MANAGER


def test_somebody_has_to_sit_at_the_desk_and_to_be_known(house: House) -> None:
    nobody, stranger = house.new_desk(None), house.new_desk("ronna")
    try:
        assert nobody.acting is None
        with pytest.raises(UsageError, match="Say who you are: --as ALIAS"):
            _ = nobody.person
        with pytest.raises(UsageError, match="did you mean rona"):
            _ = stranger.person
    finally:
        nobody.close()
        stranger.close()
