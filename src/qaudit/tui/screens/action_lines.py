"""All that is told of one corrective action: what, who, until when, for which standards, and what became of it."""

from collections.abc import Iterator

from textual.content import Content

from qaudit.core.branch_time import day_of
from qaudit.core.walk import Walk
from qaudit.desk.branch_zone import zone_of_visit
from qaudit.desk.mending import DueAction
from qaudit.speech import _, language, ngettext
from qaudit.tui.screens.branch_words import ACTION_STYLES, due_words, sign_of
from qaudit.tui.widgets.lines import one_line, safe, wrapped
from qaudit.tui.widgets.standard_card import Told, fact_lines
from qaudit.wording.short import size_words


def told_lines(due: DueAction, walk: Walk, owner: str, width: int) -> list[Content]:
    """An action at a width; `walk` is of the visit that it came from."""
    what = safe(due.action.what).stylize("bold")
    return [*wrapped(what, width), Content(""), *fact_lines(list(_facts(due, walk, owner)), width)]


def _facts(due: DueAction, walk: Walk, owner: str) -> Iterator[Told]:
    action, visit = due.action, walk.visit
    zone = zone_of_visit(visit)
    state = Content.styled(due_words(due), ACTION_STYLES[due.state])
    yield Told(_("State"), Content.assemble(sign_of(due.state), " ", state))
    yield Told(_("Due"), Content(action.due.isoformat()))
    yield Told(_("Owner"), Content(owner))
    for code in action.codes:
        standard = walk.index.standard.get(code)
        words = one_line(standard.text.in_language(language())) if standard else ""
        yield Told(one_line(code), safe(words), False)
    day = day_of(visit.left_at or visit.opened_at, zone).isoformat()
    place = f"{due.branch.code} {due.branch.name}"
    yield Told(_("Visit"), Content(one_line(f"{day} · {place}")))
    planned = day_of(action.at, zone).isoformat()
    yield Told(_("Planned"), Content(f"{planned} · {one_line(action.who)}"))
    if action.done_at is not None:
        yield Told(
            _("Done"), safe(f"{day_of(action.done_at, zone).isoformat()} · {action.done_words}"), False
        )
    if action.evidence:
        names = [f"{one_line(one.name)} · {size_words(one.size)}" for one in action.evidence]
        yield Told(_("Files"), Content("\n".join(names)), False)
    if action.reopened:
        words = ngettext(
            "opened again by {n} visit that missed it once more",
            "opened again by {n} visits that missed it once more",
            action.reopened,
        )
        yield Told(_("Again"), Content.styled(words, "bold $warning"))
    if action.why_dropped:
        yield Told(_("Dropped"), safe(action.why_dropped), False)
