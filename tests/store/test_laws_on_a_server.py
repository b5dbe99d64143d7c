"""The laws of the store on a PostgreSQL server."""

import pytest

from tests.store.damage_laws import DamageLaws
from tests.store.laws import StoreLaws
from tests.store.shared_laws import SharedStoreLaws


@pytest.mark.postgres
class TestOnAServer(StoreLaws, DamageLaws, SharedStoreLaws):
    """All of them."""

    @pytest.fixture
    def target(self, request: pytest.FixtureRequest) -> str:
        """Empty where a law makes the store itself."""
        name = "postgres_store" if "store" in request.fixturenames else "postgres_target"
        return str(request.getfixturevalue(name))
