"""The laws of the store, in a SQLite database that is gone when it is closed."""

import pytest

from tests.store.damage_laws import DamageLaws
from tests.store.laws import StoreLaws


class TestInMemory(StoreLaws, DamageLaws):
    """All of them."""

    @pytest.fixture
    def target(self) -> str:
        return "sqlite://"
