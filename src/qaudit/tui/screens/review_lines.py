"""How a visit under review is drawn: in the queue, and its checks, findings and standards in lines. Pure."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from textual.content import Content

from qaudit.core.check_values import Check, Gravity
from qaudit.core.findings import Finding
from qaudit.core.judging import Verdict
from qaudit.core.moments import clock_text, date_text
from qaudit.core.remarks import Remark
from qaudit.core.visits import Visit
from qaudit.core.walk import Walk
from qaudit.desk.review import Reviewed
from qaudit.speech import N_, _, language, ngettext, pgettext
from qaudit.tui.widgets.lines import hanging, one_line, row
from qaudit.tui.widgets.standard_card import VERDICT_STYLES
from qaudit.wording.names import kind_name, status_name
from qaudit.wording.phrases import plain
from qaudit.wording.review_checks import check_words, gravity_mark, gravity_name
from qaudit.wording.short import reading_words, score_words, verdict_words
from qaudit.wording.values import percent_words

if TYPE_CHECKING:
    from qaudit.desk.headquarters import VisitSummary

ROOMY = 56
"""Cells in which two things stand beside each other."""
LABEL = 9
"""Cells of the sign and the word of a gravity."""
MOST_OF_A_READING = 24
GRAVITY_STYLES = {Gravity.STOP: "bold $error", Gravity.LOOK: "bold $warning"}
UNSEEN_CHECKS = N_("the checks cannot be made")

Gravities = dict[Gravity, int]
"""How many checks of each gravity a visit has."""


def waiting_words(since: datetime, now: datetime) -> str:
    """How long a visit waits, roughly: `waits 3 days`."""
    minutes = max(0, int((now - since).total_seconds() // 60))
    if minutes < 60:
        return ngettext("waits {n} min", "waits {n} min", minutes)
    if minutes < 48 * 60:
        return ngettext("waits {n} h", "waits {n} h", minutes // 60)
    return ngettext("waits {n} day", "waits {n} days", minutes // (24 * 60))


def gravities_of(checks: Sequence[Check]) -> Gravities:
    """How many of each."""
    return {gravity: sum(check.gravity is gravity for check in checks) for gravity in Gravity}


def gravities_content(found: Gravities | None) -> Content:
    """`! 2  ? 5` in colours that only help; a dot where the checks are not made yet."""
    if found is None:
        return Content.styled("·", "$muted")
    parts = [
        Content.styled(f"{gravity_mark(gravity)} {number}", GRAVITY_STYLES[gravity])
        for gravity, number in found.items()
        if number
    ]
    return Content("  ").join(parts) if parts else Content.styled("–", "$muted")


def gravities_words(found: Gravities) -> str:
    """`! 2 that stop · ? 5 to look at`."""
    parts = []
    if stops := found[Gravity.STOP]:
        told = ngettext("{n} thing that cannot be", "{n} things that cannot be", stops)
        parts.append(f"{gravity_mark(Gravity.STOP)} {told}")
    if looks := found[Gravity.LOOK]:
        told = ngettext("{n} thing worth a look", "{n} things worth a look", looks)
        parts.append(f"{gravity_mark(Gravity.LOOK)} {told}")
    return " · ".join(parts) or _("the checks see nothing")


def queue_height(width: int) -> int:
    """Lines of a visit in the queue."""
    return 2 if width >= ROOMY else 3


def queue_lines(
    visit: "VisitSummary", found: Gravities | None, now: datetime, width: int
) -> tuple[Content, ...]:
    """A visit in the queue: where, how long it waits, what machines count in it."""
    branch = [Content.styled(one_line(one), "bold") for one in (visit.branch.code, "  ", visit.branch.name)]
    waits = Content(waiting_words(visit.submitted_at or visit.opened_at, now))
    score = Content(summary_score(visit))
    source = f"{visit.pack} · {visit.auditor.alias} · {kind_name(visit.kind)}"
    detail = Content.styled(one_line(source), "$muted")
    counts = gravities_content(found)
    if queue_height(width) == 2:
        return (
            row(branch, width, (score, Content(" · "), waits)),
            row((detail,), width, (counts,)),
        )
    return row(branch, width, (counts,)), row((waits,), width, (score,)), row((detail,), width)


def summary_score(visit: "VisitSummary") -> str:
    """The score of a finished visit, for those who may know it."""
    if visit.final_percent is None:
        return _("unscored")
    return plain(percent_words(Decimal(visit.final_percent)))


def head_lines(reviewed: Reviewed, width: int) -> list[Content]:
    """What visit it is, and what it comes to."""
    walk, visit = reviewed.walk, reviewed.walk.visit
    branch = [Content.styled(one_line(one), "bold") for one in (visit.branch.code, "  ", visit.branch.name)]
    score = Content.styled(one_line(score_words(walk, language())), "bold $primary")
    source = Content.styled(
        one_line(f"{visit.pack} · {visit.auditor.alias} · {kind_name(visit.kind)}"), "$muted"
    )
    times = Content.styled(_times_words(visit), "$muted")
    status = Content.styled(status_name(visit.status), "bold")
    if width >= ROOMY:
        return [row(branch, width, (score,)), row((source,), width, (status,)), row((times,), width)]
    return [row(branch, width, (status,)), row((score,), width), row((source,), width)]


def _times_words(visit: Visit) -> str:
    offset = visit.utc_offset_minutes
    left, submitted = visit.left_at, visit.submitted_at
    if left is None or submitted is None:
        return _("opened {date}", date=date_text(visit.opened_at, offset))
    return _(
        "left {date} at {time}, submitted {day} at {moment}",
        date=date_text(left, offset),
        time=clock_text(left, offset)[:5],
        day=date_text(submitted, offset),
        moment=clock_text(submitted, offset)[:5],
    )


def check_lines(check: Check, walk: Walk, width: int) -> list[Content]:
    """A check: its sign and word, and its sentence beside them."""
    gravity = check.gravity
    label = Content.styled(f"{gravity_mark(gravity)} {gravity_name(gravity)}", GRAVITY_STYLES[gravity])
    sentence = Content(one_line(check_words(check, walk.pack, language())))
    return hanging(label, sentence, width, LABEL, is_ours=True)


def remark_lines(remark: Remark, width: int) -> list[Content]:
    """A remark on the whole visit and its answer."""
    label = Content.styled(pgettext("a remark", "remark"), "$accent")
    lines = hanging(label, Content(one_line(remark.words)), width, LABEL)
    if remark.is_answered:
        answer = Content.styled(pgettext("a remark", "answer"), "$muted")
        lines += hanging(answer, Content(one_line(remark.answer)), width, LABEL)
    return lines


def finding_lines(finding: Finding, reviewed: Reviewed, width: int) -> list[Content]:
    """A finding: the standard's words, then its reading and verdict."""
    return _two_lines(finding.standard.code, reviewed, width)


def standard_lines(code: str, reviewed: Reviewed, width: int) -> list[Content]:
    """A standard: one line where there is room, else two."""
    walk = reviewed.walk
    if width < ROOMY:
        return _two_lines(code, reviewed, width)
    end = [_reading(walk, code), *_verdict(walk, code), *_signs(reviewed, code)]
    return [row(_words(walk, code), width, _spaced(end))]


def _two_lines(code: str, reviewed: Reviewed, width: int) -> list[Content]:
    walk = reviewed.walk
    below = [_reading(walk, code), *_verdict(walk, code), *_signs(reviewed, code)]
    return [row(_words(walk, code), width), row((Content("  "), *_spaced(below)), width)]


def _words(walk: Walk, code: str) -> list[Content]:
    standard = walk.index.standard[code]
    pieces = [Content.styled(one_line(code), "bold $accent"), Content("  ")]
    if standard.is_critical:
        pieces += [Content.styled(_("critical"), "bold"), Content("  ")]
    return [*pieces, Content(one_line(standard.text.in_language(language())))]


def _reading(walk: Walk, code: str) -> Content:
    judgement = walk.judged[code]
    if not judgement.is_asked:
        return Content.styled(pgettext("a standard", "not asked"), "$muted")
    if judgement.reading is None:
        return Content.styled(pgettext("a reading", "none yet"), "$muted")
    words = reading_words(walk.index.standard[code].measure, judgement.reading, language())
    return Content(one_line(words)).truncate(MOST_OF_A_READING, ellipsis=True)


def _verdict(walk: Walk, code: str) -> list[Content]:
    judgement = walk.judged[code]
    if not judgement.is_asked or judgement.verdict in (Verdict.UNANSWERED, Verdict.NOTED):
        return []
    return [Content.styled(verdict_words(judgement), VERDICT_STYLES.get(judgement.verdict, "bold"))]


def _signs(reviewed: Reviewed, code: str) -> list[Content]:
    found = []
    if reviewed.walk.visit.correction(code) is not None:
        found.append(Content.styled(pgettext("a reading", "corrected"), "$accent"))
    remarks = [one for one in reviewed.after.remarks if one.code == code]
    if remarks:
        waiting = sum(not one.is_answered for one in remarks)
        words = (
            ngettext("{n} remark", "{n} remarks", waiting)
            if waiting
            else ngettext("{n} answer", "{n} answers", len(remarks))
        )
        found.append(Content.styled(words, "$accent"))
    return found


def _spaced(pieces: Sequence[Content]) -> list[Content]:
    spaced: list[Content] = []
    for piece in pieces:
        spaced += [Content(" · "), piece] if spaced else [piece]
    return spaced
