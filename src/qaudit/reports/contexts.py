"""A whole visit report as one value of ready strings: what the template prints, and nothing it has to work out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from qaudit.reports.charts import NO_PICTURE
from qaudit.reports.contexts_after import AfterContext, after_context
from qaudit.reports.contexts_cover import CoverContext, cover_context, visit_moment
from qaudit.reports.contexts_findings import FindingContext, finding_contexts
from qaudit.reports.contexts_record import RecordContext, record_context
from qaudit.reports.contexts_sections import ProfileContext, SectionBarContext, profiles, section_bars
from qaudit.reports.contexts_standards import SectionContext, section_contexts
from qaudit.reports.contexts_state import StateContext, state_context
from qaudit.reports.evidence import Picture, Unprinted
from qaudit.reports.headings import FixedWords
from qaudit.reports.subject import Subject
from qaudit.reports.theme import Theme
from qaudit.speech import _
from qaudit.wording.phrases import UserText, user_text
from qaudit.wording.values import date_words


@dataclass(frozen=True, slots=True)
class DocumentContext:
    """What the document says of itself. Moments are ISO text, taken from the visit and what came after it.

    `tongue` is the language that the pack's texts are in, empty for that of the document.
    """

    title: str
    author: str
    created: str
    modified: str
    foot: UserText
    tongue: str = ""


@dataclass(frozen=True, slots=True)
class VisitContext:
    """Everything `visit.html.j2` prints. `logo` is a data URI, or empty where the brand's name stands in."""

    document: DocumentContext
    logo: str
    state: StateContext
    cover: CoverContext
    sections: tuple[SectionBarContext, ...]
    findings: tuple[FindingContext, ...]
    after: AfterContext | None
    profiles: tuple[ProfileContext, ...]
    standards: tuple[SectionContext, ...]
    has_bars: bool
    record: RecordContext


def visit_context(
    subject: Subject,
    theme: Theme,
    fixed: FixedWords,
    pictures: Mapping[str, Picture | Unprinted],
    logo: str = "",
    journal_tail: str | None = None,
) -> VisitContext:
    """The context of one visit's report. `pictures` are by the evidence's digest, `logo` is a data URI."""
    findings = finding_contexts(subject, pictures)
    numbers = {finding.standard: finding.number for finding in findings}
    standards = section_contexts(subject, theme, fixed, numbers)
    return VisitContext(
        document=_document(subject),
        logo=logo,
        state=state_context(subject, fixed),
        cover=cover_context(subject, theme, fixed),
        sections=() if subject.hides_score else section_bars(subject, theme, fixed),
        findings=findings,
        after=after_context(subject, numbers),
        profiles=() if subject.hides_score else profiles(subject, theme, fixed),
        standards=standards,
        has_bars=any(one.bar != NO_PICTURE for section in standards for one in section.standards),
        record=record_context(subject, theme, journal_tail),
    )


def document_of_day(title: str, author: str, day: date, foot: UserText) -> DocumentContext:
    """A document that is of the day it is asked for, or issued on: no clock is read."""
    moment = _stamp(datetime.combine(day, time(), UTC))
    return DocumentContext(title=title, author=author, created=moment, modified=moment, foot=foot)


def _document(subject: Subject) -> DocumentContext:
    visit = subject.visit
    branch = user_text(visit.branch.name or visit.branch.code)
    day = date_words(visit_moment(visit), subject.offset)
    return DocumentContext(
        title=_("Visit report: {branch}, {day}", branch=branch, day=day),
        author=_("Auditor {alias}", alias=user_text(visit.auditor.alias)),
        created=_stamp(visit.submitted_at or visit.opened_at),
        modified=_stamp(_last_change(subject)),
        foot=user_text(subject.pack.brand.name.in_language(subject.language)),
        tongue=_tongue(subject),
    )


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _last_change(subject: Subject) -> datetime:
    """The last moment that the document tells of: no clock is read."""
    visit, after = subject.visit, subject.after
    moments = (
        visit.submitted_at or visit.opened_at,
        visit.published_at,
        visit.acknowledged_at,
        *(one.at for one in visit.corrections),
        *(moment for one in after.appeals for moment in (one.at, one.decided_at)),
        *(one.at for one in after.explanations),
        *(moment for one in after.actions for moment in (one.at, one.done_at)),
    )
    return max(moment for moment in moments if moment is not None)


def _tongue(subject: Subject) -> str:
    asked, known = subject.language, subject.pack.languages
    return asked if asked in known else next(iter(known), "")
