"""The laws of the store, in memory, in a file and on a PostgreSQL server."""

import pytest

from tests.store.laws import StoreLaws


class TestInMemory(StoreLaws):
    """A SQLite database that is gone when it is closed."""

    @pytest.fixture
    def target(self) -> str:
        return "sqlite://"


class TestInAFile(StoreLaws):
    """The usual store."""

    @pytest.fixture
    def target(self, file_target: str) -> str:
        return file_target


@pytest.mark.postgres
class TestOnAServer(StoreLaws):
    """PostgreSQL."""

    @pytest.fixture
    def target(self, postgres_target: str) -> str:
        return postgres_target
