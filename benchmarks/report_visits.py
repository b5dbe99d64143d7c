"""Visits of any size for measuring reports: the same number of standards gives the same visit every time.

Twelve and a half standards to a section; texts of 40 to 150 characters; about one in six missed, with a note;
half of the standards measured. No chance is involved: a small counter picks from lists.
"""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path

from qaudit.core.measures import (
    AtMost,
    CountMeasure,
    DurationMeasure,
    Measure,
    RatingMeasure,
    Rung,
    TimeUnit,
    YesNoMeasure,
)
from qaudit.core.readings import Count, Duration, Rating, Reading, YesNo
from qaudit.core.scoring import score_visit
from qaudit.core.standards import Band, Brand, Event, Pack, PackRef, ScoringPolicy, Section, Standard
from qaudit.core.text import Text
from qaudit.core.visits import Auditor, Branch, Evidence, Mark, Observation, Visit, VisitStatus
from qaudit.reports.visit_report import VisitReportInput

START = datetime(2026, 5, 14, 9, 0, tzinfo=UTC)
TEXT = (
    "the guest is greeted with a smile and by name before anything is asked of them while the colleague "
    "stands turned toward them and offers help with coat bags or umbrella then explains what happens next "
    "and how long it will take without a word of jargon and thanks them at the end of every single step"
)
WORDS = tuple(TEXT.split())
NOTE = "Nobody was at the desk; two colleagues talked in the back office with the door open. "
TITLES = ("Reservation", "Arrival", "Check-in", "Guest room", "Housekeeping", "Telephone", "Restaurant")
LAYERS = ("provider", "environment", "process")
DIMENSIONS = ("tangibles", "reliability", "responsiveness", "assurance", "empathy")


def visit_of(standards: int) -> VisitReportInput:
    """A submitted visit with so many standards, ready for its report."""
    sections = [_section(start, min(start + 12, standards)) for start in range(0, standards, 12)]
    pack = Pack(
        ref=PackRef("bench-hotels", "2026.1"),
        title=Text.plain("Bench Hotels service standards"),
        languages=("en",),
        sections=tuple(sections),
        brand=Brand(Text.plain("Bench Hotels"), primary="#0b3d5c", accent="#c8963e"),
        scoring=ScoringPolicy(
            pass_mark=Fraction(80),
            bands=(Band(Fraction(0), Text.plain("Uneven")), Band(Fraction(80), Text.plain("Reliable"))),
        ),
        events=tuple(Event(f"moment-{n}", Text.plain(f"Moment {n}")) for n in range(8)),
    )
    visit = Visit(
        id="019708a0-0000-7000-8000-000000000001",
        pack=pack.ref,
        digest="sha256:" + "ab" * 32,
        branch=Branch("HAI-01", "Harbour Haifa", "North", "IL"),
        auditor=Auditor("heron"),
        status=VisitStatus.SUBMITTED,
        opened_at=START,
        observations=tuple(_seen(n, standard) for n, standard in enumerate(pack.standards)),
        marks=tuple(Mark(f"moment-{n}", START + timedelta(seconds=95 * n)) for n in range(8)),
        left_at=START + timedelta(hours=2),
        submitted_at=START + timedelta(hours=5),
    )
    return VisitReportInput(visit, pack, score_visit(pack, visit), None, _no_evidence, "cd" * 32, None)


def _no_evidence(evidence: Evidence) -> Path | None:
    return None


def _section(start: int, stop: int) -> Section:
    number = start // 12
    title = f"{TITLES[number % len(TITLES)]} {number + 1}"
    standards = tuple(_standard(n) for n in range(start, stop))
    return Section(f"S{number:02}", Text.plain(title), standards, Fraction(10), Fraction(60))


def _standard(n: int) -> Standard:
    return Standard(
        code=f"S{n // 12:02}-{n % 12 + 1:02}",
        text=Text.plain(_sentence(n)),
        measure=_measure(n),
        weight=Fraction(n % 3 + 1),
        is_critical=n % 60 == 59,
        tags=(("layer", LAYERS[n % 3]), ("dimension", DIMENSIONS[n % 5])),
    )


def _sentence(n: int) -> str:
    length = 40 + n * 37 % 110
    words = [WORDS[(n * 7 + step) % len(WORDS)] for step in range(40)]
    return " ".join(words)[:length].strip().capitalize()


def _measure(n: int) -> Measure:
    limit = AtMost(Fraction(60 if n % 4 == 1 else 3))
    ladder = (Rung(limit, Fraction(1)), Rung(AtMost(limit.most * 2), Fraction(1, 2)))
    kinds: tuple[Measure, ...] = (
        YesNoMeasure(),
        DurationMeasure(TimeUnit.SECOND, limit, ladder),
        RatingMeasure(1, 5, 4),
        CountMeasure(Text.plain("rings"), limit, ladder),
    )
    return kinds[n % 4]


def _seen(n: int, standard: Standard) -> Observation:
    is_missed = n % 11 in (4, 8)
    note = NOTE * (1 + n % 3) if is_missed else ""
    return Observation(standard.code, _reading(n, is_missed), note, START + timedelta(seconds=n))


def _reading(n: int, is_missed: bool) -> Reading:
    kinds: tuple[Reading, ...] = (
        YesNo(not is_missed),
        Duration(Fraction(95 + n % 60) if is_missed else Fraction(10 + n % 50)),
        Rating(1 if is_missed else 4 + n % 2),
        Count(7 if is_missed else 1 + n % 3),
    )
    return kinds[n % 4]
