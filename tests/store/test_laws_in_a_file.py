"""The laws of the store in a SQLite file, the usual place."""

import pytest

from tests.store.damage_laws import DamageLaws
from tests.store.laws import StoreLaws
from tests.store.shared_laws import SharedStoreLaws


class TestInAFile(StoreLaws, DamageLaws, SharedStoreLaws):
    """All of them."""

    @pytest.fixture
    def target(self, file_target: str) -> str:
        return file_target
