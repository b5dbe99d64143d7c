"""The app at a real store, with a clock that a test moves, driven by keys."""

import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from qaudit.tui.display_order import draw_in_order
from qaudit.wiring import TERMINAL_SIGNS, Desk
from tests.tui.driving import Clock, Driven, Size, driven


@pytest.fixture(autouse=True)
def unknown_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that tells nothing of itself: the app puts right-to-left text in order."""
    for name in TERMINAL_SIGNS:
        monkeypatch.delenv(name, raising=False)
    draw_in_order(True)


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still until a test moves it."""
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock, empty_store: Path) -> Iterator[Desk]:
    """A desk over a store file of its own, with the shipped packs."""
    file = Path(shutil.copy(empty_store, tmp_path / "store.sqlite"))
    made = Desk(db=str(file), world=clock.world())
    yield made
    made.store.close()


Drive = Callable[..., AbstractAsyncContextManager[Driven]]


@pytest.fixture
def drive(desk: Desk) -> Drive:
    """Opens the app on the desk: `async with drive(visit_id, size=(40, 20)) as app`."""

    @asynccontextmanager
    async def opened(visit_id: str | None = None, *, size: Size = (80, 24)) -> AsyncIterator[Driven]:
        async with driven(desk, visit_id, size) as app:
            yield app

    return opened
