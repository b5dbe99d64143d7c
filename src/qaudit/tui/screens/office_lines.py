"""How the lines of headquarters' desk are drawn: approved visits, appeals, corrective actions. Pure."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from textual.content import Content

from qaudit.core.appeals import Appeal
from qaudit.core.walk import Walk
from qaudit.speech import _, ngettext
from qaudit.tui.screens.review_lines import ROOMY, summary_score
from qaudit.tui.widgets.lines import aligned, hanging, one_line, row, safe, wrapped
from qaudit.tui.widgets.standard_card import TICKS, Told, fact_lines
from qaudit.wording.life import action_state_name, entry_words
from qaudit.wording.short import age_words
from qaudit.wording.values import verdict_name

if TYPE_CHECKING:
    from qaudit.desk.headquarters import VisitSummary
    from qaudit.desk.mending import DueAction

INDENT = 4


def part_line(title: str, end: str, width: int) -> Content:
    """The heading of a part."""
    return row((Content.styled(title, "bold $primary"),), width, (Content.styled(end, "$accent"),))


def approved_lines(visit: "VisitSummary", is_chosen: bool, now: datetime, width: int) -> list[Content]:
    """A visit that waits for publication, with whether it is chosen."""
    sign = Content.styled(TICKS[is_chosen], "bold" if is_chosen else "$muted")
    names = (visit.branch.code, "  ", visit.branch.name)
    branch = [sign, Content(" "), *(Content.styled(one_line(name), "bold") for name in names)]
    source = Content.styled(one_line(f"{visit.pack} · {visit.auditor.alias}"), "$muted")
    blank = Content(" " * INDENT)
    age = Content(_("submitted {ago}", ago=age_words(visit.submitted_at or visit.opened_at, now)))
    score = Content.styled(summary_score(visit), "bold")
    if width >= ROOMY:
        return [row(branch, width, (score,)), row((blank, source), width, (age,))]
    return [row(branch, width), row((blank, score, Content(" · "), age), width), row((blank, source), width)]


def appeal_lines(appeal: Appeal, now: datetime, width: int) -> list[Content]:
    """An appeal: the standard, the verdict that is contested, how long it waits, and the branch's words."""
    code = Content.styled(one_line(appeal.code), "bold $accent")
    verdict = Content(verdict_name(appeal.verdict).lower())
    who = Content.styled(one_line(appeal.who), "$muted")
    age = Content(age_words(appeal.at, now))
    head = row((code, Content("  "), verdict, Content(" · "), who), width, (age,))
    return [head, row((Content(" " * INDENT), Content(one_line(appeal.words))), width)]


def action_lines(due: "DueAction", width: int) -> list[Content]:
    """An overdue corrective action: where, what, and since when."""
    late = ngettext("{n} day late", "{n} days late", -due.days_left)
    branch = [Content.styled(one_line(one), "bold") for one in (due.branch.code, "  ", due.branch.name)]
    head = row(branch, width, (Content.styled(late, "bold $error"),))
    return [head, row((Content(" " * INDENT), Content(one_line(due.action.what))), width)]


def action_text(due: "DueAction", walk: Walk, width: int) -> list[Content]:
    """The whole of a corrective action."""
    action = due.action
    owner = entry_words(action.owner, walk.pack.follow_up.owners)
    late = ngettext("{n} day late", "{n} days late", max(0, -due.days_left))
    facts = [
        Told(_("State"), Content.styled(f"{action_state_name(due.state)}, {late}", "bold $error")),
        Told(_("Due"), Content(action.due.isoformat())),
        Told(_("Owner"), Content(one_line(owner)), False),
        Told(_("Standards"), Content(", ".join(one_line(code) for code in action.codes)), False),
        Told(_("Planned by"), Content(one_line(action.who)), False),
    ]
    if action.reopened:
        times = ngettext("{n} time", "{n} times", action.reopened)
        facts.append(Told(_("Opened again"), Content(times)))
    return [*wrapped(safe(action.what).stylize("bold"), width), Content(""), *fact_lines(facts, width)]


def refused_lines(refused: Sequence[tuple[str, str]], width: int) -> list[Content]:
    """What was not published, each with its reason."""
    lines: list[Content] = []
    for visit_id, reason in refused:
        lines += aligned(Content.styled(one_line(visit_id), "bold $accent"), width)
        lines += hanging(Content(""), Content(one_line(reason)), width, 2, is_ours=True)
    return lines
