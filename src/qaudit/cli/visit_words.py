"""A visit and its changes in lines for people. A verdict that is hidden from the auditor is not told here."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from qaudit.cli.output import labelled
from qaudit.core.completeness import GapKind
from qaudit.core.journal import Act, JournalEntry
from qaudit.core.lifecycle import WRITABLE
from qaudit.core.moments import clock_text, date_text
from qaudit.core.remarks import Remark
from qaudit.core.timeline import seconds_of
from qaudit.core.visits import Visit, VisitStatus
from qaudit.core.walk import Walk
from qaudit.errors import QauditError, VisitIncomplete
from qaudit.speech import N_, _, language, ngettext, pgettext
from qaudit.wording.journal_values import told_moment, told_value
from qaudit.wording.names import acts_counted, kind_name, role_name, status_name
from qaudit.wording.short import progress_words, reading_words
from qaudit.wording.values import length_text, verdict_name

if TYPE_CHECKING:
    from qaudit.desk.fieldwork import Step

__all__ = [
    "gap_lines",
    "reading_rows",
    "told_entry",
    "told_moment",
    "told_value",
    "visit_lines",
    "what_was_done",
    "without_verdicts",
]

MOST_TOLD = 6


def what_was_done(step: "Step") -> list[str]:
    """One line for each thing that is now on the disk; the sum of many."""
    if len(step.entries) > MOST_TOLD:
        counts = Counter(entry.act for entry in step.entries)
        words = ", ".join(acts_counted(act, count) for act, count in counts.items())
        return [_("saved: {changes}", changes=words)]
    return [told_entry(entry, step.walk.visit) for entry in step.entries]


def told_entry(entry: JournalEntry, visit: Visit) -> str:
    """What an entry did: `saved: ARR-01 72 s`."""
    patterns = _SAVED if entry.undoes is None else _TAKEN_BACK
    pattern, emptied = patterns.get(entry.act, patterns[Act.READING])
    if entry.became is None:
        return _(emptied, subject=entry.subject)
    return _(pattern, subject=entry.subject, value=told_value(entry.act, entry.became, visit)).rstrip()


_SAVED = {
    Act.READING: (N_("saved: {subject} {value}"), N_("saved: {subject} is empty again")),
    Act.NOTE: (N_("saved: note of {subject} {value}"), N_("saved: note of {subject} is empty again")),
    Act.EVIDENCE: (
        N_("saved: evidence of {subject} {value}"),
        N_("saved: evidence of {subject} is empty again"),
    ),
}
_TAKEN_BACK = {
    Act.READING: (N_("taken back: {subject} {value}"), N_("taken back: {subject} is empty again")),
    Act.NOTE: (
        N_("taken back: note of {subject} {value}"),
        N_("taken back: note of {subject} is empty again"),
    ),
    Act.EVIDENCE: (
        N_("taken back: evidence of {subject} {value}"),
        N_("taken back: evidence of {subject} is empty again"),
    ),
}
"""What is said of a reading is said of marks and facts too."""


def visit_lines(walk: Walk) -> list[str]:
    """A visit as it stands: who, where, when, what was marked and what is missing."""
    return labelled(_visit_rows(walk))


def _visit_rows(walk: Walk) -> Iterator[tuple[str, str]]:
    visit = walk.visit
    yield _("visit"), visit.id
    yield _("pack"), f"{visit.pack}, {walk.pack.title.in_language(language())}"
    yield _("branch"), f"{visit.branch.code} {visit.branch.name}"
    yield _("auditor"), f"{visit.auditor.alias} ({role_name(visit.auditor.role)})"
    yield _("kind"), kind_name(visit.kind)
    yield _("status"), status_name(visit.status)
    yield from _time_rows(visit)
    for name, key in visit.facts:
        yield _("fact"), f"{name}: {key}"
    yield _("answered"), progress_words(walk.progress)
    for mark in visit.marks:
        yield _("mark"), f"{clock_text(mark.at, visit.utc_offset_minutes)} {mark.event}"


def _time_rows(visit: Visit) -> Iterator[tuple[str, str]]:
    if visit.planned_for is not None:
        yield pgettext("moment of a visit", "planned for"), visit.planned_for.isoformat()
    for word, moment in (
        (pgettext("moment of a visit", "opened"), None if _is_planned(visit) else visit.opened_at),
        (pgettext("moment of a visit", "left"), visit.left_at),
        (pgettext("moment of a visit", "submitted"), visit.submitted_at),
        (pgettext("moment of a visit", "published"), visit.published_at),
        (pgettext("moment of a visit", "seen from"), _embargo(visit)),
        (pgettext("moment of a visit", "acknowledged"), visit.acknowledged_at),
    ):
        if moment is not None:
            day, time = (
                date_text(moment, visit.utc_offset_minutes),
                clock_text(moment, visit.utc_offset_minutes),
            )
            yield word, f"{day} {time}"
    if visit.lag is not None:
        yield _("lag"), length_text(seconds_of(visit.lag))


def _embargo(visit: Visit) -> datetime | None:
    """From when the branch sees the visit, where that was not at once."""
    published, seen = visit.published_at, visit.visible_from
    return seen if published is not None and seen is not None and seen > published else None


def _is_planned(visit: Visit) -> bool:
    return visit.status is VisitStatus.PLANNED


def reading_rows(walk: Walk) -> list[tuple[str, str, str, str]]:
    """Code, reading, verdict and note of all that was seen, in pack order; hidden verdicts stay empty."""
    is_hidden = walk.hides_score and walk.visit.status in WRITABLE
    rows = []
    for code in walk.index.codes:
        judgement, seen = walk.judged[code], walk.readings.get(code)
        if judgement.reading is None and seen is None:
            continue
        measure = walk.index.standard[code].measure
        told = reading_words(measure, judgement.reading, language()) if judgement.reading is not None else ""
        verdict = "" if is_hidden else verdict_name(judgement.verdict.value).lower()
        told = _("{reading} (clock)", reading=told) if judgement.by_clock else told
        rows.append((code, told, verdict, seen.note if seen else ""))
    return rows


def without_verdicts(error: QauditError, walk: Walk) -> QauditError:
    """An error as the auditor may be told it: what is missing, without the verdicts that make it missing."""
    if not (isinstance(error, VisitIncomplete) and walk.hides_score):
        return error
    return error.quiet()


def unanswered_lines(remarks: Iterable[Remark]) -> Iterator[str]:
    """The remarks that still block submission."""
    for remark in remarks:
        if not remark.is_answered:
            place = remark.code or _("the visit")
            yield _("{place}: remark {number} has no answer", place=place, number=remark.number)


def gap_lines(walk: Walk) -> Iterator[str]:
    """What still blocks submission. Why a note is asked for is not told where that would tell a verdict."""
    is_hidden = walk.hides_score
    unanswered = [gap.code for gap in walk.gaps if gap.kind is GapKind.UNANSWERED]
    if unanswered:
        yield ngettext(
            "{n} without a reading: {codes}",
            "{n} without a reading: {codes}",
            len(unanswered),
            codes=", ".join(unanswered),
        )
    for gap in walk.gaps:
        if gap.kind is not GapKind.UNANSWERED:
            yield gap.quiet if is_hidden else gap.sentence
