"""The life after a visit, in memory, in a file and on a server."""

import pytest

from qaudit.store.store import Store
from tests.store.life_damage_laws import LifeDamageLaws
from tests.store.life_laws import LifeLaws
from tests.store.life_stocked import lived
from tests.store.stocked import behind

POISONED_SQLITE = {
    "UPDATE remarks SET words = x'ff'": "/1 of remarks",
    "UPDATE remarks SET at = 'noon'": "/1 of remarks",
    "UPDATE explanations SET words = CAST(x'c328' AS TEXT)": "/ARR-02 of explanations",
    "UPDATE appeals SET at = 'yesterday'": "a00102 of appeals",
    "UPDATE actions SET reopened = 'often'": "c001 of actions",
    "UPDATE action_standards SET code = x'ff'": "of action_standards",
    "UPDATE corrections SET why = x'07'": "/1 of corrections",
    "UPDATE verdicts SET left_at = 'then'": "of verdicts",
    "UPDATE verdicts SET is_finding = 'so'": "of verdicts",
}


class Sqlite(LifeLaws, LifeDamageLaws):
    """SQLite keeps whatever it is given in any column."""

    @pytest.mark.parametrize("statement", POISONED_SQLITE)
    def test_a_column_of_the_wrong_kind_is_named(self, store: Store, statement: str) -> None:
        lived(store)
        behind(store, statement)
        named = [fault.message for fault in store.damage() if fault.code == "D03"]
        assert any(POISONED_SQLITE[statement] in message for message in named), named


class TestInMemory(Sqlite):
    """SQLite in memory."""

    @pytest.fixture
    def target(self) -> str:
        return "sqlite://"


class TestInAFile(Sqlite):
    """SQLite in a file."""

    @pytest.fixture
    def target(self, file_target: str) -> str:
        return file_target


@pytest.mark.postgres
class TestOnAServer(LifeLaws, LifeDamageLaws):
    """PostgreSQL."""

    @pytest.fixture
    def target(self, postgres_store: str) -> str:
        return postgres_store
