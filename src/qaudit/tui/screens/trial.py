"""A pack walked through by its author: the visit's page over a store in memory, the score in view as it forms."""

from textual.app import ComposeResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from qaudit.core.visits import VisitStatus
from qaudit.desk.facts import missing_facts
from qaudit.desk.fieldwork import Step
from qaudit.speech import _
from qaudit.tui.screens.confirm import ConfirmSheet
from qaudit.tui.screens.pick import Line, PickSheet
from qaudit.tui.screens.visit import VisitPage
from qaudit.tui.widgets.heading import Heading
from qaudit.tui.widgets.key_line import KeyLine
from qaudit.tui.widgets.lines import one_line, two_ends
from qaudit.tui.widgets.status_line import Tone
from qaudit.wording.trials import forming_words

UNUSED = ("void", "evidence", "submit")
"""What a trial has no use for."""


class TrialLine(Widget):
    """The score so far, and that nothing is kept."""

    DEFAULT_CSS = "TrialLine { height: 1; padding: 0 1; background: $accent 20%; }"

    score: reactive[str] = reactive("")

    def render(self) -> Content:
        width = max(1, self.content_size.width)
        kept = Content(_("trial, nothing is kept")).stylize("bold")
        return two_ends(Content(one_line(self.score)), kept, width)


class TrialPage(VisitPage):
    """The visit's page for its pack's author. Facts that are not given are asked first."""

    def compose(self) -> ComposeResult:
        for widget in super().compose():
            yield widget
            if isinstance(widget, Heading):
                yield TrialLine()

    def on_mount(self) -> None:
        """Asks for the facts once the page is drawn; a sheet that was left leaves the rest open."""
        self.call_after_refresh(self._ask_next_fact)

    @property
    def read_only_reason(self) -> str:
        """Whoever tries a pack may write, whatever the settings say of auditors."""
        return "" if self.walk.visit.status is VisitStatus.OPEN else super().read_only_reason

    @property
    def greeting(self) -> str:
        return _("A trial: q ends it, and nothing of it is kept")

    def _draw(self) -> None:
        super()._draw()
        for line in self.query(TrialLine):
            line.score = forming_words(self.walk.scorecard())

    def say_saved(self, step: Step, words: str) -> None:
        """Says what changed; nothing here is saved."""
        self.say(words if step.entries else _("unchanged · {what}", what=words), Tone.SAVED)

    def key_labels(self) -> dict[str, str]:
        return super().key_labels() | {"leave": _("end the trial"), "keep": _("take")}

    def renew_keys(self) -> None:
        super().renew_keys()
        for line in self.query(KeyLine):
            line.labels = tuple(label for label in line.labels if label.action not in UNUSED)

    # Facts.

    def _ask_next_fact(self) -> None:
        names = missing_facts(self.walk.pack, dict(self.walk.visit.facts))
        fact = self.walk.pack.fact(names[0]) if names else None
        if fact is None:
            return
        lines = [Line(one.key, one_line(one.text.in_language(self.language))) for one in fact.options]
        title = one_line(fact.text.in_language(self.language))

        def take(key: str | None) -> None:
            if key is not None:
                self._save_fact(fact, key)
                self._ask_next_fact()

        self.app.push_screen(PickSheet(title, lines), take)

    # What a trial has no use for.

    def action_evidence(self) -> None:
        self.say(_("A trial takes no files"), Tone.REFUSED)

    def action_void(self) -> None:
        self.say(_("A trial is not made void: q ends it"), Tone.REFUSED)

    def action_submit(self) -> None:
        self.say(_("A trial is not submitted: q ends it"), Tone.REFUSED)

    def action_leave(self) -> None:
        """Ends the trial; asks first where there is something to forget."""
        if self.walk.progress.settled:
            question = ConfirmSheet(_("End the trial?"), _("Nothing of it is kept."))
            self.app.push_screen(question, self._leave_if)
        else:
            self._leave_if(True)

    def _leave_if(self, is_sure: bool | None) -> None:
        if is_sure:
            self.app.exit(0)
