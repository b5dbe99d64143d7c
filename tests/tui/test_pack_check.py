"""The checker in the app: what it says of a pack of the library."""

from pathlib import Path

import pytest
from textual.message import Message

from qaudit.tui.app import QauditApp
from qaudit.wiring import Desk
from tests.tui.driving import SIZES, Clock, Driven, Size

PACK = """\
format: 1
pack: a-small
edition: "1"
languages: [en]
title: A small one
brand: {name: Small}
sections:
  - code: S
    title: S
    standards:
      - {code: A1, text: The clerk is friendly, measure: {kind: yes_no}}
      - {code: A2, text: The floor is clean, measure: {kind: yes_no}, accept: {P802: the plan defines it}}
"""


@pytest.mark.parametrize("size", SIZES)
async def test_c_shows_problems_with_their_lines_and_advice_and_what_is_accepted(
    tmp_path: Path, size: Size
) -> None:
    (tmp_path / "small.yaml").write_text(PACK, encoding="utf-8")
    desk = Desk(str(tmp_path / "store.sqlite"), [str(tmp_path)], world=Clock().world())
    messages: list[Message] = []
    app = QauditApp(desk)
    async with app.run_test(size=size, message_hook=messages.append) as pilot:
        driven = Driven(app, pilot, messages)
        await driven.settle()
        await driven.press("p", "c")
        assert driven.page == "CheckSheet"
        words = " ".join(driven.text.split())
        assert "0 problems, 1 warning, 1 warning accepted" in words
        assert "P802" in words
        assert "line 11: 'friendly' means something" in words
        if size == (80, 24):
            assert "accepted: the plan defines it" in words
        await driven.press("q")
        assert driven.page == "PacksPage"
    desk.close()
