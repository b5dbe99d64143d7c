"""The keys at the foot: as many as fit, the most wanted first, each a click as well."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from qaudit.tui.display_order import is_mirrored
from qaudit.tui.messages import KeyClicked
from qaudit.tui.widgets.lines import joined, row

GAP = 2


@dataclass(frozen=True, slots=True)
class KeyLabel:
    """One key as the footer shows it."""

    shown: str
    label: str
    action: str

    @property
    def width(self) -> int:
        return cell_len(self.shown) + 1 + cell_len(self.label)


class KeyLine(Widget):
    """Draws keys on as many lines as it has. What does not fit is left out; help has all."""

    labels: reactive[tuple[KeyLabel, ...]] = reactive(())

    def render(self) -> Content:
        rows = laid_out(self.labels, self.content_size.width, max(1, self.content_size.height))
        return joined(row(_pieces(labels), self.content_size.width) for labels in rows)

    def on_click(self, event: events.Click) -> None:
        if action := event.style.meta.get("key_action"):
            event.stop()
            self.post_message(KeyClicked(str(action)))


def laid_out(labels: Sequence[KeyLabel], width: int, height: int) -> list[list[KeyLabel]]:
    """The labels in rows of at most `width` cells, at most `height` rows; those that do not fit are skipped."""
    rows: list[list[KeyLabel]] = [[] for _line in range(height)]
    for label in labels:
        for line in rows:
            used = sum(other.width + GAP for other in line)
            if used + label.width <= width:
                line.append(label)
                break
    return [line for line in rows if line] or [[]]


def _pieces(labels: Sequence[KeyLabel]) -> Iterator[Content]:
    for place, label in enumerate(labels):
        if place:
            yield Content(" " * GAP)
        meta = Style.from_meta({"key_action": label.action})
        parts = ((label.shown, "bold $accent"), " ", (label.label, "$foreground"))
        if is_mirrored():
            yield from (Content.assemble(part).stylize(meta) for part in parts)
        else:
            yield Content.assemble(*parts).stylize(meta)
