"""Publishing a round: from when on branches see it, then one report after another in a thread."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input

from qaudit.core.moments import clock_text, date_text
from qaudit.desk.embargo import read_embargo
from qaudit.desk.publication import Published
from qaudit.errors import QauditError
from qaudit.speech import _, ngettext
from qaudit.tui.keys import bindings_of
from qaudit.tui.screens.page import Sheet
from qaudit.tui.screens.working import Course, Outcome, WorkingSheet
from qaudit.tui.widgets.captions import Caption
from qaudit.tui.widgets.fields import LineField
from qaudit.tui.widgets.status_line import StatusLine, Tone


class PublishSheet(Sheet[Published]):
    """Ends with what was published, or None where nothing was begun."""

    TABLE = "publish"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("publish")]
    AUTO_FOCUS = FIELD = "#embargo"

    def __init__(self, visit_ids: Sequence[str]) -> None:
        super().__init__()
        self._ids = tuple(visit_ids)

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            title = ngettext("Publish {n} visit", "Publish {n} visits", len(self._ids))
            yield Caption(title, classes="box-title")
            yield Caption(_("Branches see it from (empty: now)"), classes="box-label")
            yield from LineField("embargo", placeholder=f"{self._tomorrow} 09:00").with_preview()
            yield StatusLine(id="status")
            yield self.compose_foot()
        yield self.too_small_notice()

    @property
    def _tomorrow(self) -> str:
        """A day that could be written, as an example."""
        at = self.desk.world.now() + timedelta(days=1)
        return date_text(at, self.desk.world.offset_minutes(at))

    def on_mount(self) -> None:
        self.renew_keys()
        self._tell("")

    def contexts(self) -> frozenset[str]:
        return frozenset(("asked",))

    @on(Input.Changed, "#embargo")
    def _read(self, event: Input.Changed) -> None:
        event.stop()
        self._tell(event.value)

    def _tell(self, typed: str) -> None:
        """What the line comes to, while it is typed."""
        if not typed.strip():
            self.say(_("Every branch sees it at once"))
            return
        try:
            at = read_embargo(typed, self.desk.world)
        except QauditError:
            self.say(_("write a day such as {day}, or a day and a time", day=self._tomorrow))
            return
        offset = self.desk.world.offset_minutes(at)
        self.say(_("= {date}, {time}", date=date_text(at, offset), time=clock_text(at, offset)))

    def action_keep(self) -> None:
        typed = self.query_one("#embargo", Input).value
        embargo = None
        if typed.strip():
            embargo = self.attempt(lambda: read_embargo(typed, self.desk.world))
            if embargo is None:
                return
        publish = partial(self.desk.publication.publish, self._ids, self.desk.person, embargo=embargo)

        def work(course: Course) -> Published:
            return publish(progress=course.tell, is_stopped=course.is_stopped)

        title = _("The reports are made and the visits published …")
        self.app.push_screen(WorkingSheet(title, work, len(self._ids)), self._done)

    def _done(self, outcome: Outcome[Published] | None) -> None:
        if outcome is None:
            return
        if outcome.refusal is not None:
            self.say(str(outcome.refusal), Tone.REFUSED)
        else:
            self.dismiss(outcome.given)

    def action_leave(self) -> None:
        self.dismiss(None)
