"""Words with files, on a sheet over the page: an appeal, or what shows that a corrective action was done."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input

from qaudit.speech import _
from qaudit.tui.keys import bindings_of
from qaudit.tui.screens.evidence import PathSuggester, path_of
from qaudit.tui.screens.page import Sheet
from qaudit.tui.widgets.captions import Caption
from qaudit.tui.widgets.fields import LineField
from qaudit.tui.widgets.lines import one_line
from qaudit.tui.widgets.note_field import NoteField
from qaudit.tui.widgets.status_line import StatusLine, Tone

KeepFiles = Callable[[str, tuple[Path, ...]], object]
"""Saves words with files; raises a `QauditError` where it refuses them, and then nothing is saved."""


class AppealSheet(Sheet[bool]):
    """Ends with True once it is saved, with False where what was typed is dropped, with None where nothing was."""

    TABLE = "appeal"
    FIELD = "#words"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("appeal")]

    def __init__(self, title: str, label: str, keep: KeepFiles) -> None:
        super().__init__()
        self._title = title
        self._label = label
        self._keep = keep
        self._files: list[Path] = []

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Caption(self._title, classes="box-title")
            yield Caption(self._label, classes="box-label")
            yield from NoteField("", "words").with_preview()
            yield Caption(id="kept", classes="box-text")
            yield Caption(_("Path of a file, if there is one"), classes="box-label")
            yield from LineField(
                "path", suggester=PathSuggester(use_cache=False, case_sensitive=True)
            ).with_preview()
            yield StatusLine(id="status")
            yield self.compose_foot()
        yield self.too_small_notice()

    def on_mount(self) -> None:
        self.query_one(NoteField).focus()
        self.show_files()

    def show_files(self) -> None:
        """Shows the files that go with the words."""
        kept = self.query_one("#kept", Caption)
        kept.words = "\n".join(one_line(path.name) for path in self._files)
        kept.display = bool(self._files)
        self.renew_keys()

    def contexts(self) -> frozenset[str]:
        return frozenset(("files",)) if self._files else frozenset()

    def action_keep(self) -> None:
        box = self.query_one("#path", Input)
        if box.value.strip():
            self._add(box)
        elif box.has_focus:
            self.action_send()
        else:
            box.focus()

    def _add(self, box: Input) -> None:
        path = path_of(box.value)
        if not is_file(path):
            self.say(_("There is no file {file}", file=path), Tone.REFUSED)
            box.focus()
            return
        if path not in self._files:
            self._files.append(path)
        box.value = ""
        box.focus()
        self.say(_("{file} goes with it; Enter saves", file=path.name))
        self.show_files()

    def action_send(self) -> None:
        box = self.query_one("#path", Input)
        if box.value.strip():
            self._add(box)
            return
        words, files = self.query_one(NoteField).text, tuple(self._files)
        if self.attempt(lambda: (self._keep(words, files),)):
            self.dismiss(True)

    def action_take_away(self) -> None:
        if self._files:
            path = self._files.pop()
            self.say(_("{file} is taken away", file=path.name))
            self.show_files()

    def action_complete(self) -> None:
        self.query_one("#path", Input).action_cursor_right()

    def action_new_line(self) -> None:
        field = self.query_one(NoteField)
        if field.has_focus:
            field.insert("\n")

    def action_leave(self) -> None:
        typed = self.query_one(NoteField).text.strip() or self.query_one("#path", Input).value.strip()
        self.dismiss(False if typed or self._files else None)


def is_file(path: Path) -> bool:
    """Whether there is a file to be read; a name that no disk takes is none."""
    try:
        return path.is_file()
    except OSError:
        return False
