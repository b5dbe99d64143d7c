"""What the branch manager's pages say of visits, appeals and corrective actions: words with marks, and rows of them."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from textual.content import Content
from textual.geometry import Size

from qaudit.core.branch_time import day_of
from qaudit.core.corrective_actions import ActionState, CorrectiveAction
from qaudit.core.follow_up import ListEntry
from qaudit.desk.branch_zone import zone_of
from qaudit.desk.fieldwork import Fieldwork
from qaudit.desk.headquarters import VisitSummary
from qaudit.desk.mending import DueAction
from qaudit.speech import _, ngettext
from qaudit.tui.screens.page import WIDE
from qaudit.tui.widgets.lines import joined, one_line, row
from qaudit.wording.life import action_state_name, entry_words
from qaudit.wording.names import kind_name
from qaudit.wording.phrases import plain
from qaudit.wording.values import percent_words

DOT = Content.styled(" · ", "$muted")
"""Between two pieces at the end of a row, whichever side that is."""
AROUND = 5
"""Cells that a list does not draw in: its padding and its scrollbar."""
NEW, SEEN = "●", " "
"""Signs of a visit that nobody acknowledged yet, and of the others."""
ACTION_SIGNS = {
    ActionState.OVERDUE: "!",
    ActionState.OPEN: "○",
    ActionState.DONE: "◐",
    ActionState.VERIFIED: "✓",
    ActionState.DROPPED: "–",
}
ACTION_STYLES = {
    ActionState.OVERDUE: "bold $error",
    ActionState.OPEN: "$warning",
    ActionState.DONE: "$primary",
    ActionState.VERIFIED: "$success",
    ActionState.DROPPED: "$muted",
}


class OwnerNames:
    """What the keys of owners say, from the pack of the first action of each pack that is asked for."""

    def __init__(self, fieldwork: Fieldwork) -> None:
        self._fieldwork = fieldwork
        self._entries: dict[str, tuple[ListEntry, ...]] = {}

    def words(self, action: CorrectiveAction) -> str:
        """`trainer`."""
        if action.pack not in self._entries:
            follow_up = self._fieldwork.walk(action.visit_id).pack.follow_up
            self._entries[action.pack] = follow_up.owners
        return one_line(entry_words(action.owner, self._entries[action.pack]))


def list_width(window: Size) -> int:
    """Cells of a row of a list that has a wide window's half, or the whole of another."""
    return max(20, (window.width // 2 if window.width >= WIDE else window.width) - AROUND)


def percent_or_not(percent: Decimal | None) -> str:
    """`87.5 %`, or that it is unscored."""
    return _("unscored") if percent is None else plain(percent_words(percent))


def missed_words(findings: int) -> str:
    """`3 missed`."""
    return ngettext("{n} missed", "{n} missed", findings) if findings else _("nothing missed")


def in_a_row_words(visits: int) -> str:
    """`missed at 3 visits in a row`; empty for the first time."""
    if visits < 2:
        return ""
    return ngettext("missed at {n} visit in a row", "missed at {n} visits in a row", visits)


def again_words(visits: int) -> str:
    """`4 visits in a row`, for a list of what was missed."""
    return ngettext("{n} visit in a row", "{n} visits in a row", visits)


def days_left_words(days: int) -> str:
    """`5 days left`, `today is the last day`, `over`."""
    if days < 0:
        return _("over")
    return ngettext("{n} day left", "{n} days left", days) if days else _("today is the last day")


def due_words(due: DueAction) -> str:
    """How an action stands today: `overdue by 3 days`, `12 days left`, `done, not verified yet`."""
    match due.state:
        case ActionState.OVERDUE:
            return ngettext("overdue by {n} day", "overdue by {n} days", -due.days_left)
        case ActionState.OPEN:
            again = _("open again") if due.action.reopened else ""
            left = _("due today") if not due.days_left else days_left_words(due.days_left)
            return ", ".join(filter(None, (again, left)))
        case ActionState.DONE:
            return _("done, not verified yet")
        case state:
            return action_state_name(state)


def sign_of(state: ActionState) -> Content:
    """The mark of a state."""
    return Content.styled(ACTION_SIGNS[state], ACTION_STYLES[state])


def visit_day(visit: VisitSummary) -> date:
    """The day of a visit, on its branch's clock."""
    return day_of(visit.left_at or visit.opened_at, zone_of(visit.branch))


def branch_visit_row(visit: VisitSummary, width: int) -> Content:
    """A published visit in two lines: day, branch and score; pack, kind and what was missed."""
    is_new = visit.acknowledged_at is None
    percent = None if visit.final_percent is None else Decimal(visit.final_percent)
    head = (
        Content.styled(NEW if is_new else SEEN, "bold $accent"),
        Content(" "),
        Content.styled(visit_day(visit).isoformat(), "bold"),
        Content("  "),
        Content.styled(one_line(visit.branch.name), "bold" if is_new else ""),
    )
    below = (
        Content("  "),
        Content.styled(one_line(f"{visit.pack.pack} · {kind_name(visit.kind)}"), "$muted"),
    )
    missed = Content.styled(missed_words(visit.findings), "$error" if visit.findings else "$success")
    return joined(
        (
            row(head, width, (Content.styled(percent_or_not(percent), "bold"),)),
            row(below, width, (missed,)),
        )
    )


def rows_of_actions(
    dues: Sequence[DueAction], owners: Sequence[str], width: int, *, is_branch_told: bool = False
) -> list[list[Content]]:
    """Corrective actions, each with day, what, owner and state: in one line, or all in two where one needs them."""
    told = [
        (due, f"{due.branch.code} · {owner}" if is_branch_told else owner)
        for due, owner in zip(dues, owners, strict=True)
    ]
    pieces = [(_head_of(due), Content(one_line(due.action.what)), _end_of(due, who)) for due, who in told]
    if all(sum(one.cell_length for one in (*head, what, *end)) < width for head, what, end in pieces):
        return [[row((*head, what), width, end)] for head, what, end in pieces]
    return [
        [row(head, width, (state,)), row((Content("  "), what), width, (who,))]
        for head, what, (who, _dot, state) in pieces
    ]


def _head_of(due: DueAction) -> tuple[Content, ...]:
    day = Content.styled(due.action.due.isoformat(), "bold")
    return sign_of(due.state), Content(" "), day, Content("  ")


def _end_of(due: DueAction, who: str) -> tuple[Content, Content, Content]:
    state = Content.styled(due_words(due), ACTION_STYLES[due.state])
    return Content.styled(one_line(who), "$muted"), DOT, state


def by_urgency(dues: Sequence[DueAction]) -> list[DueAction]:
    """What is overdue first, then what is open, done, verified and dropped; each by its day."""
    ranks = {state: rank for rank, state in enumerate(ACTION_SIGNS)}
    return sorted(dues, key=lambda due: (ranks[due.state], due.action.due, due.action.id))
