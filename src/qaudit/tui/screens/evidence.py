"""The evidence of one standard: what is there, and a line for the path of what is added."""

import os
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.suggester import Suggester
from textual.widgets import Input

from qaudit.core.visits import Evidence
from qaudit.speech import _
from qaudit.tui.keys import bindings_of
from qaudit.tui.screens.page import Sheet
from qaudit.tui.screens.pick import Line, PickSheet
from qaudit.tui.widgets.captions import Caption
from qaudit.tui.widgets.fields import LineField
from qaudit.tui.widgets.lines import one_line
from qaudit.tui.widgets.status_line import StatusLine, Tone
from qaudit.wording.short import size_words

MOST_SUGGESTED = 2000
"""Names of a folder that are looked through for a suggestion."""


class EvidenceSheet(Sheet[None]):
    """Adds and takes away. Both verbs raise a `QauditError` where they refuse, and what was typed stays."""

    TABLE = "evidence"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("evidence")]
    AUTO_FOCUS = FIELD = "#path"

    def __init__(
        self,
        code: str,
        kept: Callable[[], Sequence[Evidence]],
        attach: Callable[[Path], bool],
        detach: Callable[[str], bool],
    ) -> None:
        super().__init__()
        self._code = code
        self._kept = kept
        self._attach_file = attach
        self._detach_file = detach

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            title = _("Evidence of {code}", code=one_line(self._code))
            yield Caption(title, classes="box-title")
            yield Caption(id="kept", classes="box-text")
            yield Caption(_("Path of a photo, a receipt or a recording"), classes="box-label")
            yield from LineField(
                "path", suggester=PathSuggester(use_cache=False, case_sensitive=True)
            ).with_preview()
            yield StatusLine(id="status")
            yield self.compose_foot()
        yield self.too_small_notice()

    def on_mount(self) -> None:
        self.show_kept()

    def show_kept(self) -> None:
        """Shows what is tied to the standard now."""
        names = [f"{one_line(one.name)} · {size_words(one.size)}" for one in self._kept()]
        self.query_one("#kept", Caption).words = "\n".join(names) or _("Nothing yet")
        self.renew_keys()

    def contexts(self) -> frozenset[str]:
        return frozenset(("kept",)) if self._kept() else frozenset()

    def action_keep(self) -> None:
        box = self.query_one("#path", Input)
        if not box.value.strip():
            self.dismiss(None)
            return
        if self.attempt(lambda: self._attach_file(path_of(box.value))):
            self.say(_("saved · {file}", file=path_of(box.value).name), Tone.SAVED)
            box.value = ""
            self.show_kept()

    def action_complete(self) -> None:
        self.query_one("#path", Input).action_cursor_right()

    def action_take_away(self) -> None:
        lines = [Line(one.digest, one.name, size_words(one.size)) for one in self._kept()]
        if lines:
            self.app.push_screen(PickSheet(_("Take away which file?"), lines), self._take_away)

    def _take_away(self, digest: str | None) -> None:
        if digest is not None and self.attempt(lambda: self._detach_file(digest)):
            self.say(_("taken away; undo brings it back"), Tone.SAVED)
            self.show_kept()

    def action_leave(self) -> None:
        self.dismiss(None)


class PathSuggester(Suggester):
    """Completes the last part of a path, from the folder it is in."""

    async def get_suggestion(self, value: str) -> str | None:
        return completed(value)


def completed(typed: str) -> str | None:
    """The path with its last part completed; None where nothing in its folder begins so."""
    head, tail = os.path.split(typed)
    if not tail:
        return None
    try:
        with os.scandir(Path(head).expanduser() if head else ".") as entries:
            names = [entry.name for entry in islice(entries, MOST_SUGGESTED)]
    except OSError:
        return None
    found = min((name for name in names if name.startswith(tail) and name != tail), default=None)
    return None if found is None else typed.removesuffix(tail) + found


def path_of(typed: str) -> Path:
    """The path that was typed, or dropped on the terminal with quotes or escaped blanks around it."""
    words = typed.strip()
    if len(words) > 1 and words[0] == words[-1] and words[0] in "'\"":
        words = words[1:-1]
    elif os.sep == "/":
        words = words.replace("\\ ", " ")
    return Path(words.removeprefix("file://")).expanduser()
