"""What all pages and sheets share: their keys from the one table, the foot, refusals, and too small a window."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual import events, on
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.screen import ModalScreen, Screen
from textual.types import CSSPathType

from qaudit.errors import QauditError
from qaudit.speech import _
from qaudit.tui.display_order import is_mirrored, undrawn
from qaudit.tui.key import Key
from qaudit.tui.key_places import key_names
from qaudit.tui.keys import footer_keys, keys_of
from qaudit.tui.messages import KeyClicked
from qaudit.tui.widgets.captions import Notice
from qaudit.tui.widgets.fields import Field
from qaudit.tui.widgets.key_line import KeyLabel, KeyLine
from qaudit.tui.widgets.status_line import Status, StatusLine, Tone

if TYPE_CHECKING:
    from qaudit.tui.app import QauditApp
    from qaudit.wiring import Desk

Result = TypeVar("Result")
Given = TypeVar("Given")

WIDE, VAST = 100, 150
WIDTHS = [(0, "-tiny"), (30, "-phone"), (60, "-middle"), (WIDE, "-wide"), (VAST, "-vast")]
HEIGHTS = [(0, "-flat"), (10, "-low"), (24, "-high"), (40, "-tall")]
TOO_SMALL = ("-tiny", "-flat")


class Page(Screen[Result]):
    """A whole page. `TABLE` names its keys in `qaudit.tui.keys`, `FIELD` the field that letters are meant for."""

    TABLE: ClassVar[str] = ""
    FIELD: ClassVar[str] = ""
    CSS_PATH: ClassVar[CSSPathType | None] = "../pages.tcss"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    def on_mount(self) -> None:
        # Textual calls this for each class of a page.
        if is_mirrored():
            self.add_class("-mirrored")

    @property
    def desk(self) -> "Desk":
        """The desk that this app sits at."""
        return cast("QauditApp", self.app).desk

    @property
    def is_too_small(self) -> bool:
        """Whether the window is too small to show anything: then no key of the page does anything."""
        return any(self.has_class(name) for name in TOO_SMALL)

    def compose_foot(self) -> KeyLine:
        """The keys at the foot."""
        return KeyLine(id="keys")

    def too_small_notice(self) -> Notice:
        """What is shown instead of everything in too small a window."""
        return Notice(_("Make the window larger\n(Ctrl+Q leaves)"), id="too-small")

    def foot_table(self) -> str:
        """The table whose keys the foot shows."""
        return self.TABLE

    def contexts(self) -> frozenset[str]:
        """What holds now, as `Key.when` names it."""
        return frozenset()

    def key_labels(self) -> dict[str, str]:
        """Better words for an act where this page knows them, by its action."""
        return {}

    def renew_keys(self) -> None:
        """Draws the foot for what holds now."""
        better = self.key_labels()
        labels = tuple(
            KeyLabel(_(key.shown), better.get(key.action) or _(key.label), key.action)
            for key in footer_keys(self.foot_table(), self.contexts())
        )
        for line in self.query(KeyLine):
            line.labels = labels

    def attempt(self, verb: Callable[[], Given]) -> Given | None:
        """What a verb of the desk gives; None where it refused, and then the refusal is shown."""
        try:
            return verb()
        except QauditError as fault:
            self.refuse(fault)
            return None

    def refuse(self, fault: QauditError) -> None:
        """Shows a refusal in the status line."""
        self.say(str(fault), Tone.REFUSED)

    def say(self, words: str, tone: Tone = Tone.PLAIN) -> None:
        """Shows a sentence in the status line."""
        for line in self.query(StatusLine):
            line.status = Status(words, tone)

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Ends this page. A second time it does nothing: a key that was typed twice must not end the page below."""
        if self.app.screen is not self:
            return AwaitComplete()
        return super().dismiss(result)

    def get_selected_text(self) -> str | None:
        """What is marked with the mouse, in the order of reading: the clipboard gets text as it is kept."""
        marked = super().get_selected_text()
        return marked and "\n".join(undrawn(line) for line in marked.split("\n"))

    async def on_key(self, event: events.Key) -> None:
        """Runs this page's keys here, one after another.

        Bound keys would be run by the app after they bubbled up to it, and a key typed quickly after them would
        overtake them: a reading could be written to the standard before.
        """
        if self.app.screen is not self:
            event.stop()
            self.app.post_message(events.Key(event.key, event.character))
            return
        for binding in self._bound_to(event):
            event.stop()
            event.prevent_default()
            await self.run_act(binding.action)
            return
        if self.FIELD and event.is_printable and event.character:
            # Typed while the page was opening, before the field had the focus.
            event.stop()
            cast(Field, self.query_one(self.FIELD)).take(event.character)

    def _bound_to(self, event: events.Key) -> Iterator[Binding]:
        for name in key_names(event):
            yield from self._bindings.key_to_bindings.get(name, ())

    def prior_act(self, key: str) -> str | None:
        """The act of a key that is this page's even while a field is typed in."""
        return next((one.action for one in keys_of(self.TABLE) if one.is_prior and key in one.keys), None)

    async def run_act(self, action: str) -> None:
        """Runs one of this page's acts."""
        await self.app.run_action(action, self)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Refuses this page's acts in a window that is too small to show what they do."""
        is_ours = any(key.action == action for key in (*keys_of(self.TABLE), *keys_of(self.foot_table())))
        return not (is_ours and self.is_too_small)

    def action_help(self) -> None:
        from qaudit.tui.screens.help import HelpSheet

        self.app.push_screen(HelpSheet(self.TABLE))

    @on(KeyClicked)
    async def _click_key(self, event: KeyClicked) -> None:
        event.stop()
        key = self._key_of(event.action)
        if key is not None and not key.takes_key:
            await self.run_act(key.action)

    def _key_of(self, action: str) -> Key | None:
        return next((key for key in keys_of(self.foot_table()) if key.action == action), None)


class Sheet(ModalScreen[Result], Page[Result]):
    """A page that lies over another one."""
