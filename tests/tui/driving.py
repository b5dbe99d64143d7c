"""Visits for the app to walk, and a hand on its keys."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

from textual import events
from textual.keys import _character_to_key
from textual.message import Message
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget

from qaudit.core.standards import Pack
from qaudit.core.visits import Auditor, Branch, Visit
from qaudit.core.walk import Walk
from qaudit.desk.world import World
from qaudit.packs.snapshot import digest_of_snapshot, write_snapshot
from qaudit.store.store import KeptPack
from qaudit.tui.app import QauditApp
from qaudit.tui.screens.visit import VisitPage
from qaudit.tui.widgets.status_line import StatusLine
from qaudit.wiring import Desk
from tests.builders import (
    HARBOUR_BRANCH,
    SHOPPER,
    a_pack,
    a_section,
    a_standard,
    a_visit,
    checklist,
    choice,
    clock,
    count,
    duration,
    moment,
    rating,
    words,
)

Size = tuple[int, int]
MOST_ROUNDS = 500
"""A key travels from the app to a field, to its page, to the app and to the next page, and each step is a message that
may have all laid out anew. More rounds than this mean that it never ends."""
SIZES: list[Size] = [(80, 24), (40, 20)]
Kind = TypeVar("Kind", bound=Widget)

EVERY_MEASURE = a_pack(
    a_section("YES", a_standard("YES-01"), a_standard("YES-02", may_be_not_applicable=False)),
    a_section(
        "NUM",
        a_standard("NUM-01", duration("s", at_most=60)),
        a_standard("NUM-02", count("rings", at_most=3)),
        a_standard("NUM-03", clock("17:00", "21:30")),
    ),
    a_section(
        "OPT",
        a_standard("OPT-01", rating(1, 5)),
        a_standard("OPT-02", choice(best=1, fair="0.5", none=0)),
        a_standard("OPT-03", checklist("badge", "shoes", "smile")),
        a_standard("OPT-04", words()),
    ),
)
"""One standard of each kind, in three sections; none is timed by the clock."""

TIMED = a_pack(
    a_standard("ARR-01", duration("s", at_most=60, events=("arrival", "greeted"))),
    a_standard("ARR-02"),
    a_standard("CAL-01", duration("s", at_most=30, events=("hold_on", "hold_off"))),
    events=["arrival", "greeted", "hold_on", "hold_off"],
)
"""Two timed standards and one between them that is not."""


class Clock:
    """The tests' clock: it stands at 14:00 of the one day until it is moved. Ids count from 1."""

    def __init__(self) -> None:
        self.at = moment("14:00")
        self._made = 0

    def go_on(self, seconds: float) -> None:
        """Moves the clock."""
        self.at += timedelta(seconds=seconds)

    def world(self) -> World:
        """The world of this clock, in UTC."""
        return World(self._now, lambda at: 0, self._new_id)

    def _now(self) -> datetime:
        return self.at

    def _new_id(self) -> str:
        self._made += 1
        return str(UUID(int=0x0197_08A0_0000 << 80 | 7 << 76 | 2 << 62 | self._made))


def open_visit(
    desk: Desk,
    pack: Pack = EVERY_MEASURE,
    facts: Mapping[str, str] | None = None,
    *,
    branch: Branch = HARBOUR_BRANCH,
    auditor: Auditor = SHOPPER,
    visit_id: str = "",
) -> str:
    """Opens a visit of a pack that lies in no library, and gives its id."""
    if branch not in desk.headquarters.branches():
        desk.headquarters.add_branch(branch.code, branch.name, branch.region, branch.country)
    if auditor not in desk.headquarters.auditors():
        desk.headquarters.add_auditor(auditor.alias, auditor.role)
    document = write_snapshot(pack)
    digest = digest_of_snapshot(document)
    desk.store.keep_pack(KeptPack(digest, pack.ref, document))
    made = a_visit(pack, facts=facts, branch=branch, auditor=auditor)
    now = desk.world.now()
    visit = Visit(
        id=visit_id or desk.world.new_id(),
        pack=pack.ref,
        digest=digest,
        branch=branch,
        auditor=auditor,
        status=made.status,
        opened_at=now,
        facts=made.facts,
    )
    return desk.store.open_visit(visit, auditor.alias, now).id


def on_the_disk(desk: Desk, visit_id: str) -> Walk:
    """The visit as a program that starts now finds it."""
    other = Desk(db=desk.store_target, world=desk.world)
    try:
        return other.fieldwork.walk(visit_id)
    finally:
        other.store.close()


class Driven:
    """A running app: its keys, its messages, its screens."""

    def __init__(self, app: QauditApp, pilot: Pilot[int], messages: list[Message]) -> None:
        self.app = app
        self.pilot = pilot
        self.messages = messages

    @property
    def screen(self) -> Screen[object]:
        """The page or sheet on top."""
        return self.app.screen

    @property
    def page(self) -> str:
        """The name of the page or sheet on top."""
        return type(self.app.screen).__name__

    @property
    def visit(self) -> VisitPage:
        """The page of the visit, which may lie under a sheet."""
        return next(page for page in reversed(self.app.screen_stack) if isinstance(page, VisitPage))

    @property
    def status(self) -> str:
        """The status line's words on the page or sheet on top."""
        return self.screen.query_one(StatusLine).status.words

    @property
    def text(self) -> str:
        """The whole window as plain text."""
        return "\n".join(
            "".join(segment.text for segment in strip) for strip in self.screen._compositor.render_strips()
        )

    async def press(self, *keys: str) -> None:
        """Presses keys, one after another. The pilot would wait after each for an idle processor: long, and unsure."""
        for key in keys:
            self.send(key)
            await self.settle()

    def send(self, key: str) -> None:
        """Puts one key into the app's queue, as a terminal's driver would, and waits for nothing."""
        character = " " if key == "space" else key if len(key) == 1 else None
        name = _character_to_key(key) if len(key) == 1 else key
        self.app.post_message(events.Key(name, character))

    async def settle(self) -> None:
        """Waits until every message is handled, with those that they gave rise to, and all is drawn as it is then."""
        for _ in range(MOST_ROUNDS):
            before = len(self.messages)
            await self.pilot._wait_for_screen()
            # The round itself is a callback in each widget.
            handled = [one for one in self.messages[before:] if not isinstance(one, events.Callback)]
            if self.app._exit or (not handled and self._is_at_rest):
                return
            # What Textual's timers would do, in a while that is longer on a busy machine.
            self.app._check_resize()
            self.app.screen._on_timer_update()
        raise AssertionError("the window never comes to rest")

    @property
    def _is_at_rest(self) -> bool:
        """Whether no message waits, and nothing is left to mount, to lay out, to draw or to call."""
        app, screen = self.app, self.app.screen
        pumps = [app, *screen.walk_children(with_self=True)]
        return not (
            app._resize_event is not None
            or screen._layout_required
            or screen._scroll_required
            or screen._repaint_required
            or screen._recompose_required
            or screen._dirty_widgets
            or screen._callbacks
            or any(
                not pump._is_mounted or pump._next_callbacks or pump._message_queue.qsize() for pump in pumps
            )
        )

    async def write(self, words: str) -> None:
        """Types words."""
        await self.press(*("space" if letter == " " else letter for letter in words))

    async def paste(self, words: str) -> None:
        """Pastes words, as a terminal gives them: in one piece."""
        self.app.post_message(events.Paste(words))
        await self.settle()

    def told(self, kind: type[Message]) -> list[Message]:
        """The messages of a kind, in order, each once however far it bubbled."""
        found = {id(message): message for message in self.messages if type(message) is kind}
        return list(found.values())


@asynccontextmanager
async def driven(desk: Desk, visit_id: str | None, size: Size) -> AsyncIterator[Driven]:
    """The app, running without a terminal."""
    messages: list[Message] = []
    app = QauditApp(desk, visit_id)
    async with app.run_test(size=size, message_hook=messages.append) as pilot:
        found = Driven(app, pilot, messages)
        await found.settle()
        yield found
