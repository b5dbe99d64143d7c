"""Visits taken in whole, in memory and on a server."""

import pytest

from tests.store.whole_visit_laws import WholeVisitLaws


class TestInMemory(WholeVisitLaws):
    """Without a file."""

    @pytest.fixture
    def target(self) -> str:
        return "sqlite://"


@pytest.mark.postgres
class TestOnAServer(WholeVisitLaws):
    """On PostgreSQL."""

    @pytest.fixture
    def target(self, postgres_store: str) -> str:
        return postgres_store
