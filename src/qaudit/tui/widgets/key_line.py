"""The keys at the foot: as many as fit, the most wanted first, each a click as well."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from qaudit.tui.messages import KeyClicked

GAP = 2


@dataclass(frozen=True, slots=True)
class KeyLabel:
    """One key as the footer shows it."""

    shown: str
    label: str
    action: str

    @property
    def width(self) -> int:
        return len(self.shown) + 1 + len(self.label)


class KeyLine(Widget):
    """Draws keys on as many lines as it has. What does not fit is left out; help has all."""

    labels: reactive[tuple[KeyLabel, ...]] = reactive(())

    def render(self) -> Content:
        rows = laid_out(self.labels, self.content_size.width, max(1, self.content_size.height))
        return Content("\n").join(Content(" " * GAP).join(_drawn(label) for label in row) for row in rows)

    def on_click(self, event: events.Click) -> None:
        if action := event.style.meta.get("key_action"):
            event.stop()
            self.post_message(KeyClicked(str(action)))


def laid_out(labels: Sequence[KeyLabel], width: int, height: int) -> list[list[KeyLabel]]:
    """The labels in rows of at most `width` cells, at most `height` rows; those that do not fit are skipped."""
    rows: list[list[KeyLabel]] = [[] for _ in range(height)]
    for label in labels:
        for row in rows:
            used = sum(other.width + GAP for other in row)
            if used + label.width <= width:
                row.append(label)
                break
    return [row for row in rows if row] or [[]]


def _drawn(label: KeyLabel) -> Content:
    meta = Style.from_meta({"key_action": label.action})
    return Content.assemble((label.shown, "bold $accent"), " ", (label.label, "$foreground")).stylize(meta)
