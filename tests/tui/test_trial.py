"""A pack tried by its author: facts first, the score in view, nothing kept."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.message import Message

from qaudit.desk.trial import begin_trial
from qaudit.tui.screens.trial import TrialLine, TrialPage
from qaudit.tui.trial import TrialApp
from qaudit.wiring import Desk
from tests.corner_shop import write_corner_shop
from tests.tui.driving import SIZES, Clock, Driven, Size

KEPT = "trial, nothing is kept"


@asynccontextmanager
async def tried(
    folder: Path, facts: dict[str, str] | None = None, size: Size = (80, 24)
) -> AsyncIterator[Driven]:
    """The corner shop's trial, running without a terminal. The pack hides the score from shoppers."""
    desk = Desk(
        str(folder / "store.sqlite"), [str(write_corner_shop(folder, shown=False))], world=Clock().world()
    ).for_trial()
    walk = begin_trial(desk.fieldwork, desk.headquarters, str(folder / "corner-shop" / "1.yaml"), facts or {})
    messages: list[Message] = []
    app = TrialApp(desk, walk.visit.id)
    async with app.run_test(size=size, message_hook=messages.append) as pilot:
        found = Driven(app, pilot, messages)
        await found.settle()
        yield found
    desk.close()


def line(app: Driven) -> str:
    """The score as the page shows it."""
    return app.visit.query_one(TrialLine).score


@pytest.mark.parametrize("size", SIZES)
async def test_the_score_forms_in_view_though_the_pack_hides_it_from_shoppers(
    tmp_path: Path, size: Size
) -> None:
    async with tried(tmp_path, {"channel": "desk"}, size) as app:
        assert app.page == "TrialPage"
        assert KEPT in app.text
        assert line(app) == "no score yet"
        await app.press("9", "0", "enter")
        await app.write("by hand")
        await app.press("enter")
        assert line(app) == "50.0 % so far · Poor · Not passed so far"
        await app.press("y")
        assert line(app) == "62.5 % so far · Fair · Not passed so far"
        assert app.status == "ARR-02 · yes"
        await app.press("z")
        assert line(app) == "50.0 % so far · Poor · Not passed so far"
        assert KEPT in app.text


async def test_facts_that_are_not_given_are_asked_first(tmp_path: Path) -> None:
    async with tried(tmp_path) as app:
        await app.settle()
        assert app.page == "PickSheet"
        assert "How was contact made?" in app.text
        await app.press("a")
        assert isinstance(app.screen, TrialPage)
        assert dict(app.visit.walk.visit.facts) == {"channel": "desk"}


async def test_files_and_submission_have_no_place_in_a_trial_and_q_ends_it(tmp_path: Path) -> None:
    async with tried(tmp_path, {"channel": "desk"}, (120, 40)) as app:
        assert "evidence" not in app.text
        await app.press("e")
        assert (app.page, app.status) == ("TrialPage", "A trial takes no files")
        await app.press("s")
        assert (app.page, app.status) == ("TrialPage", "A trial is not submitted: q ends it")
        await app.press("tab", "y", "q")
        assert app.page == "ConfirmSheet"
        await app.press("n")
        assert app.page == "TrialPage"
        await app.press("q", "y")
        assert app.app.return_value == 0
    assert [path.name for path in tmp_path.iterdir()] == ["corner-shop"]
