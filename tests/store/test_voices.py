"""What customers say, in memory, in a file and on a server."""

import pytest

from tests.store.voice_laws import VoiceLaws


class TestInMemory(VoiceLaws):
    """SQLite in memory."""

    @pytest.fixture
    def target(self) -> str:
        return "sqlite://"


class TestInAFile(VoiceLaws):
    """SQLite in a file."""

    @pytest.fixture
    def target(self, file_target: str) -> str:
        return file_target


@pytest.mark.postgres
class TestOnAServer(VoiceLaws):
    """PostgreSQL."""

    @pytest.fixture
    def target(self, postgres_store: str) -> str:
        return postgres_store
