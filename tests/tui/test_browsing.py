"""The pack browser by keyboard alone: standards of all packs found, narrowed and read; two packs side by side."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.message import Message

from qaudit.packs.library import Library
from qaudit.tui.app import QauditApp
from qaudit.tui.screens.browse import BrowsePage
from qaudit.wiring import Desk
from tests.desk.test_browsing import BASE, BRAND
from tests.tui.driving import SIZES, Clock, Driven, Size

ONE = BASE.replace("base-shop", "a-base").replace("The floor is clean", "The zebra is striped")
TAGGED = ONE.replace("measure: {kind: yes_no}", "measure: {kind: yes_no}, tags: {layer: environment}")
TWO = BRAND.replace("brand-shop", "a-brand").replace("base-shop@1", "a-base@1") + (
    "      - code: S3\n        text: {en: A zebra in Hebrew}\n        measure: {kind: yes_no}\n"
)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    (tmp_path / "base.yaml").write_text(TAGGED, encoding="utf-8")
    (tmp_path / "brand.yaml").write_text(TWO, encoding="utf-8")
    return tmp_path


@asynccontextmanager
async def browsing(library: Path, size: Size) -> AsyncIterator[Driven]:
    """The app on the page of packs, over two packs of our own: to read those that are shipped takes seconds."""
    desk = Desk(str(library / "store.sqlite"), world=Clock().world())
    desk.__dict__["library"] = Library((library,))
    messages: list[Message] = []
    app = QauditApp(desk)
    async with app.run_test(size=size, message_hook=messages.append) as pilot:
        driven = Driven(app, pilot, messages)
        await driven.settle()
        await driven.press("p")
        yield driven
    desk.close()


async def read_all(app: Driven) -> BrowsePage:
    """The page of all standards, once they are read."""
    await app.press("slash")
    await app.app.workers.wait_for_complete()
    await app.settle()
    page = app.screen
    assert isinstance(page, BrowsePage)
    return page


def found(page: BrowsePage) -> list[str]:
    return [f"{each.loaded.pack.ref.pack} {each.standard.code}" for each in page._found]


@pytest.mark.parametrize("size", SIZES)
async def test_standards_of_all_packs_are_found_narrowed_and_read_by_keyboard(
    library: Path, size: Size
) -> None:
    async with browsing(library, size) as app:
        page = await read_all(app)
        assert len(page._found) == 5
        await app.write("zeb")
        assert found(page) == ["a-base S1", "a-brand S1", "a-brand S3"]
        assert "3 of 5" in app.text
        assert "The zebra is striped" in app.text
        await app.press("tab", "l", "b")
        assert found(page) == ["a-base S1", "a-brand S1"]
        assert "layer: The surroundings" in app.text
        await app.press("m", "b", "x")
        assert found(page) == ["a-base S1", "a-brand S1", "a-brand S3"]
        await app.press("s", "b", "c", "escape", "d", "escape")
        assert "sector: A shop" in app.text
        await app.press("down", "down", "up", "pagedown", "pageup", "down", "enter")
        assert app.page == "StandardSheet"
        assert "The zebra is striped" in app.text
        await app.press("w")
        assert "Set in" in app.text
        assert "which it builds on" in " ".join(app.text.split())
        await app.press("q", "slash", "escape")
        assert app.page == "PacksPage"


async def test_what_is_typed_after_enter_on_a_long_list_still_finds(library: Path) -> None:
    async with browsing(library, (80, 24)) as app:
        page = await read_all(app)
        await app.press("down", "down", "pagedown")
        await app.write("s1 zebra")
        assert found(page) == ["a-base S1", "a-brand S1"]
        await app.write("qqqq")
        assert found(page) == []
        await app.press("enter", "down", "up")
        assert app.page == "BrowsePage"


@pytest.mark.parametrize("size", SIZES)
async def test_two_packs_are_compared_side_by_side(library: Path, size: Size) -> None:
    async with browsing(library, size) as app:
        await app.press("d", "a")
        assert app.page == "ComparePage"
        lines = [" ".join(line.split()) for line in app.text.split("\n")]
        assert any("a-base@1 → a-brand@1" in line for line in lines)
        await app.press(*["pagedown"] * 3)
        words = " ".join(app.text.split())
        assert "60 s" in words or "new" in words
        await app.press("q")
        assert app.page == "PacksPage"


async def test_columns_stand_beside_each_other_where_there_is_room(library: Path) -> None:
    async with browsing(library, (100, 50)) as app:
        await app.press("d", "a")
        [line] = [line for line in app.text.split("\n") if "30 s" in line]
        assert line.index("60 s") < 40 < line.index("30 s")
