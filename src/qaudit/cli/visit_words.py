"""A visit and its changes in lines for people. A verdict that is hidden from the auditor is not told here."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from qaudit.core.changes import read_evidence, read_moment
from qaudit.core.completeness import GapKind
from qaudit.core.journal import Act, JournalEntry
from qaudit.core.moments import clock_text, date_text, length_text
from qaudit.core.timeline import seconds_of
from qaudit.core.visits import Visit, VisitStatus
from qaudit.core.walk import Walk
from qaudit.errors import QauditError, VisitIncomplete
from qaudit.wording.short import reading_words

if TYPE_CHECKING:
    from qaudit.desk.fieldwork import Step

MOST_TOLD = 6


def what_was_done(step: "Step") -> list[str]:
    """One line for each thing that is now on the disk; the sum of many."""
    if len(step.entries) > MOST_TOLD:
        counts = Counter(entry.act for entry in step.entries)
        words = [f"{count} {act.value}{'s' if count > 1 else ''}" for act, count in counts.items()]
        return [f"saved: {', '.join(words)}"]
    return [told_entry(entry, step.walk.visit) for entry in step.entries]


def told_entry(entry: JournalEntry, visit: Visit) -> str:
    """What an entry did: `saved: ARR-01 72 s`."""
    what = {Act.NOTE: f"note of {entry.subject}", Act.EVIDENCE: f"evidence of {entry.subject}"}.get(
        entry.act, entry.subject
    )
    before = "taken back: " if entry.undoes is not None else "saved: "
    if entry.became is None:
        return f"{before}{what} is empty again"
    return f"{before}{what} {told_value(entry.act, entry.became, visit)}".rstrip()


def told_value(act: Act, written: str | None, visit: Visit) -> str:
    """A value of the journal as people read it."""
    if written is None:
        return "nothing"
    if act is Act.NOTE:
        return f'"{written}"' if len(written) <= 60 else f"({len(written)} characters)"
    if act is Act.EVIDENCE:
        return ", ".join(kept.name for kept in read_evidence(written))
    if act is Act.OPENED:
        return str(json.loads(written).get("pack", ""))
    if act in (Act.MARK, Act.LEFT):
        return told_moment(visit, written)
    return written


def told_moment(visit: Visit, written: str) -> str:
    """A moment of the journal on the auditor's clock."""
    moment = read_moment(written)
    return f"{date_text(moment, visit.utc_offset_minutes)} {clock_text(moment, visit.utc_offset_minutes)}"


def visit_lines(walk: Walk) -> Iterator[str]:
    """A visit as it stands: who, where, when, what was marked and what is missing."""
    visit = walk.visit
    yield f"visit     {visit.id}"
    yield f"pack      {visit.pack}, {walk.pack.title}"
    yield f"branch    {visit.branch.code} {visit.branch.name}"
    yield f"auditor   {visit.auditor.alias} ({visit.auditor.role.value})"
    yield f"kind      {visit.kind.value}"
    yield f"status    {visit.status.value}"
    yield from _time_lines(visit)
    for name, key in visit.facts:
        yield f"fact      {name}: {key}"
    progress = walk.progress
    yield f"answered  {progress.settled} of {progress.asked}"
    for mark in visit.marks:
        yield f"mark      {clock_text(mark.at, visit.utc_offset_minutes)} {mark.event}"


def _time_lines(visit: Visit) -> Iterator[str]:
    for word, moment in (
        ("opened", visit.opened_at),
        ("left", visit.left_at),
        ("submitted", visit.submitted_at),
    ):
        if moment is not None:
            day, time = (
                date_text(moment, visit.utc_offset_minutes),
                clock_text(moment, visit.utc_offset_minutes),
            )
            yield f"{word:<9} {day} {time}"
    if visit.lag is not None:
        yield f"lag       {length_text(seconds_of(visit.lag))}"


def reading_rows(walk: Walk) -> list[tuple[str, str, str, str]]:
    """Code, reading, verdict and note of all that was seen, in pack order; hidden verdicts stay empty."""
    is_hidden = walk.hides_score and walk.visit.status is VisitStatus.OPEN
    rows = []
    for code in walk.index.codes:
        judgement, seen = walk.judged[code], walk.readings.get(code)
        if judgement.reading is None and seen is None:
            continue
        measure = walk.index.standard[code].measure
        told = reading_words(measure, judgement.reading) if judgement.reading is not None else ""
        verdict = "" if is_hidden else judgement.verdict.value.replace("_", " ")
        rows.append(
            (code, f"{told} (clock)" if judgement.by_clock else told, verdict, seen.note if seen else "")
        )
    return rows


def without_verdicts(error: QauditError, walk: Walk) -> QauditError:
    """An error as the auditor may be told it: what is missing, without the verdicts that make it missing."""
    if not (isinstance(error, VisitIncomplete) and walk.hides_score):
        return error
    return VisitIncomplete(error.visit_id, error.codes, [gap.partition(" (")[0] for gap in error.gaps])


def gap_lines(walk: Walk) -> Iterator[str]:
    """What still blocks submission. Why a note is asked for is not told where that would tell a verdict."""
    is_hidden = walk.hides_score
    unanswered = [gap.code for gap in walk.gaps if gap.kind is GapKind.UNANSWERED]
    if unanswered:
        yield f"{len(unanswered)} without a reading: {', '.join(unanswered)}"
    for gap in walk.gaps:
        if gap.kind is not GapKind.UNANSWERED:
            yield gap.sentence.partition(" (")[0] if is_hidden else gap.sentence
