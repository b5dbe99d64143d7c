"""The reviewer's queue and a reviewed visit, in lines for people and as JSON."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from qaudit.cli.after_documents import (
    check_document,
    correction_document,
    finding_document,
    remark_document,
)
from qaudit.cli.after_words import check_rows, correction_rows, next_rows, remark_rows
from qaudit.cli.output import Row, labelled
from qaudit.cli.score_words import score_rows
from qaudit.cli.visit_documents import Document, summary_document, visit_document
from qaudit.cli.visit_words import visit_lines
from qaudit.core.check_values import Check
from qaudit.core.findings import Finding, findings_of
from qaudit.core.walk import Walk
from qaudit.speech import _, language, pgettext
from qaudit.wording.phrases import plain
from qaudit.wording.short import reading_words
from qaudit.wording.values import length_words, percent_words, verdict_name

if TYPE_CHECKING:
    from qaudit.desk.headquarters import VisitSummary
    from qaudit.desk.review import Reviewed

Waiting = Sequence[tuple["VisitSummary", Sequence[Check]]]
"""Visits of the queue, each with what machines see in it."""


def queue_heads() -> tuple[str, ...]:
    """The heads of `queue_rows`."""
    return _("VISIT"), _("WAITS"), _("PACK"), _("BRANCH"), _("AUDITOR"), _("SCORE"), _("CHECKS")


def queue_rows(waiting: Waiting, now: datetime) -> list[Row]:
    """The queue: how long each visit waits, and the ids of its checks."""
    return [
        (
            visit.id,
            wait_words(visit, now),
            str(visit.pack),
            visit.branch.code,
            visit.auditor.alias,
            score_cell(visit.final_percent),
            _ids(checks),
        )
        for visit, checks in waiting
    ]


def queue_document(visit: "VisitSummary", checks: Iterable[Check], now: datetime) -> Document:
    """A visit of the queue; `waits_seconds` since its submission."""
    return {
        **summary_document(visit),
        "waits_seconds": int(_wait(visit, now).total_seconds()),
        "checks": [
            {"check": one.id.value, "gravity": one.gravity.value, "codes": list(one.codes)} for one in checks
        ],
    }


def wait_words(visit: "VisitSummary", now: datetime) -> str:
    """How long a visit waits since it was submitted: `1 d 3 h`."""
    return plain(length_words(_wait(visit, now)))


def score_cell(percent: str | None) -> str:
    """A score in a table; nothing where the visit is unscored."""
    return "" if percent is None else plain(percent_words(Decimal(percent)))


def review_document(reviewed: "Reviewed", scorecard: Document) -> Document:
    """A visit on the reviewer's desk."""
    walk = reviewed.walk
    return {
        **visit_document(walk),
        "score": scorecard,
        "findings": [finding_document(one) for one in _findings(walk)],
        "checks": [check_document(check, walk.pack) for check in reviewed.checks],
        "remarks": [remark_document(remark) for remark in reviewed.after.remarks],
        "corrections": [correction_document(one, walk.visit) for one in walk.visit.corrections],
        "can": sorted(verb.value for verb in reviewed.verbs),
    }


def review_blocks(reviewed: "Reviewed", scorecard: dict[str, Any]) -> Iterator[list[str]]:
    """A visit on the reviewer's desk: blocks of lines, none of them empty. Its findings are a table of their own."""
    walk = reviewed.walk
    yield visit_lines(walk)
    yield labelled(score_rows(scorecard, walk.pack, walk.scorecard()))
    for rows in (
        check_rows(reviewed.checks, walk.pack),
        remark_rows(reviewed.after.remarks),
        correction_rows(walk),
        next_rows(reviewed.verbs, walk.visit.id),
    ):
        if lines := labelled(rows):
            yield lines


def finding_heads() -> tuple[str, ...]:
    """The heads of `finding_rows`."""
    return pgettext("column", "CODE"), _("VERDICT"), _("READING"), _("NOTE")


def finding_rows(walk: Walk) -> list[Row]:
    """What was missed or partly met, gravest first."""
    return [
        (one.standard.code, _verdict(one), finding_reading(one), _note(walk, one)) for one in _findings(walk)
    ]


def finding_reading(finding: Finding) -> str:
    """The reading that is judged, as a person says it."""
    reading = finding.scored.judgement.reading
    return "" if reading is None else reading_words(finding.standard.measure, reading, language())


def _verdict(finding: Finding) -> str:
    verdict = verdict_name(finding.scored.judgement.verdict.value).lower()
    return _("{verdict}, critical", verdict=verdict) if finding.is_critical else verdict


def _note(walk: Walk, finding: Finding) -> str:
    seen = walk.visit.observation(finding.standard.code)
    return seen.note if seen else ""


def _findings(walk: Walk) -> tuple[Finding, ...]:
    return findings_of(walk.scorecard(), walk.pack.scoring)


def _wait(visit: "VisitSummary", now: datetime) -> timedelta:
    return now - (visit.submitted_at or visit.opened_at)


def _ids(checks: Iterable[Check]) -> str:
    """`R01 R05x3`: each id once, with its number."""
    counts = Counter(check.id.value for check in checks)
    return " ".join(f"{id_}x{count}" if count > 1 else id_ for id_, count in counts.items())
