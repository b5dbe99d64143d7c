"""What the checker and an editor of manuals say of a pack: each problem with its line and its advice."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from qaudit.core.problems import Problem, Severity
from qaudit.speech import _
from qaudit.tui.keys import bindings_of
from qaudit.tui.screens.page import Sheet
from qaudit.tui.widgets.captions import Caption
from qaudit.tui.widgets.lines import hanging, joined, safe, wrapped
from qaudit.wording.checks import check_summary

if TYPE_CHECKING:
    from qaudit.desk.authoring import ReadPack

INDENT = 7


class CheckSheet(Sheet[None]):
    """Every problem, then what the pack accepts."""

    TABLE = "help"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("help")]

    def __init__(self, title: str, read: "ReadPack") -> None:
        super().__init__()
        self._title = title
        self._read = read

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Caption(self._title, classes="box-title")
            with VerticalScroll(id="scroll"):
                yield CheckText(self._read)
            yield self.compose_foot()
        yield self.too_small_notice()

    def on_mount(self) -> None:
        self.renew_keys()

    def action_leave(self) -> None:
        self.dismiss(None)


class CheckText(Widget):
    """Draws what a check found."""

    DEFAULT_CSS = "CheckText { height: auto; max-width: 100; }"

    def __init__(self, read: "ReadPack") -> None:
        super().__init__()
        self._read = read

    def render(self) -> Content:
        return joined(check_lines(self._read, self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(check_lines(self._read, width))


def check_lines(read: "ReadPack", width: int) -> list[Content]:
    """The summary, each problem with its advice, each accepted warning with its reason, at a width."""
    summary = check_summary(len(read.faults), len(read.warnings), len(read.accepted))
    lines = wrapped(Content(summary).stylize("bold"), width, is_ours=True)
    for problem in read.problems:
        lines += [Content(""), *_told(problem, problem.hint, width)]
    for accepted in read.accepted:
        reason = _("accepted: {reason}", reason=accepted.reason)
        lines += [Content(""), *_told(accepted.problem, reason, width)]
    return lines


def _told(problem: Problem, below: str, width: int) -> Iterator[Content]:
    colour = "bold $error" if problem.severity is Severity.FAULT else "bold $accent"
    line = _("line {n}", n=problem.place.line) if problem.place is not None else ""
    head = Content(f"{line}: {problem.message}" if line else problem.message)
    yield from hanging(Content.styled(problem.code, colour), head, width, INDENT, is_ours=True)
    yield from hanging(Content(""), safe(below).stylize("$muted"), width, INDENT, is_ours=True)
