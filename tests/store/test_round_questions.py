"""Questions about many branches, in memory and on a server."""

import pytest

from tests.store.round_laws import RoundLaws


class TestInMemory(RoundLaws):
    """All of them."""

    @pytest.fixture
    def target(self) -> str:
        return "sqlite://"


@pytest.mark.postgres
class TestOnAServer(RoundLaws):
    """All of them."""

    @pytest.fixture
    def target(self, postgres_store: str) -> str:
        return postgres_store
