"""The laws of the store, in memory, in a file and on a PostgreSQL server."""

import pytest

from tests.store.damage_laws import DamageLaws
from tests.store.laws import StoreLaws
from tests.store.shared_laws import SharedStoreLaws


class TestInMemory(StoreLaws, DamageLaws):
    """A SQLite database that is gone when it is closed."""

    @pytest.fixture
    def target(self) -> str:
        return "sqlite://"


class TestInAFile(StoreLaws, DamageLaws, SharedStoreLaws):
    """The usual store."""

    @pytest.fixture
    def target(self, file_target: str) -> str:
        return file_target


@pytest.mark.postgres
class TestOnAServer(StoreLaws, DamageLaws, SharedStoreLaws):
    """PostgreSQL."""

    @pytest.fixture
    def target(self, postgres_target: str) -> str:
        return postgres_target
