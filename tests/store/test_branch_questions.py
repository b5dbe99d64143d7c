"""Questions about one branch, in memory, in a file and on a server."""

import pytest

from tests.store.question_laws import QuestionLaws


class TestInMemory(QuestionLaws):
    """All of them."""

    @pytest.fixture
    def target(self) -> str:
        return "sqlite://"


class TestInAFile(QuestionLaws):
    """All of them."""

    @pytest.fixture
    def target(self, file_target: str) -> str:
        return file_target


@pytest.mark.postgres
class TestOnAServer(QuestionLaws):
    """All of them."""

    @pytest.fixture
    def target(self, postgres_store: str) -> str:
        return postgres_store
