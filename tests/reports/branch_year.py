"""A year of one branch with everything its document can show: every part, every mark, two editions, hostile words."""

from dataclasses import replace
from datetime import date, timedelta, timezone
from fractions import Fraction
from typing import Any

from qaudit.core.appeals import Appeal, AppealState
from qaudit.core.corrective_actions import ActionState, CorrectiveAction
from qaudit.core.readings import Parts
from qaudit.core.visits import Branch, VisitKind
from qaudit.core.voices import BesideStandard, VoiceKind
from qaudit.reports.branch_subject import (
    BranchReportInput,
    EditionUse,
    Figure,
    Lack,
    MeasuredTimes,
    Mend,
    MendReason,
    Others,
    Period,
    RepeatMiss,
    SharedMiss,
    Trend,
    TrendSignal,
    TrendVisit,
    Word,
)
from tests.builders import VISIT_ID, moment
from tests.reports.harbour import harbour_pack

HOSTILE = '<script>alert("x")</script> & {{ 7 * 7 }} \u202eevil'
SCORES = (81.2, 84.0, 79.6, 88.1, 61.0, 83.3, 85.1, 86.0, 87.4, 88.2, 86.6, 89.0, 88.8, 90.3)
SECONDS = (22.0, 31.0, 35.5, 38.0, 41.0, 41.0, 44.0, 48.0, 52.0, 57.0, 61.0, 75.0, 95.0, 184.0)
NOT_TOLD = Figure(2, lack=Lack.TOO_FEW)


def day(month: int, number: int = 14) -> date:
    return date(2026, month, number)


def trend(scores: tuple[float, ...] = SCORES) -> Trend:
    """The first two by an edition that does not compare; the fifth far below, a run above at the end."""
    signals = {4: (TrendSignal.BELOW,), 13: (TrendSignal.RUN_ABOVE,)}
    visits = tuple(
        TrendVisit(
            date(2025, 11, 3) + timedelta(days=26 * place),
            score,
            "2025.2" if place < 3 else "2026.1",
            signals.get(place, ()),
            is_before=place < 2,
            is_apart=place < 3,
        )
        for place, score in enumerate(scores)
    )
    return Trend(visits, len(scores) - 3, 0, 84.9, 72.4, 97.4, provisional=True)


ACTIONS = (
    CorrectiveAction(
        "a1", VISIT_ID, "HAI-01", "harbour", ("ARR-01", "TEL-01"), "Two at the desk from four to six",
        "shift_leader", day(8, 1), "dana", moment("09:00", days_later=9),
    ),
    CorrectiveAction(
        "a2", VISIT_ID, "HAI-01", "harbour", ("ROOM-04",), f"לתקן את המנורה {HOSTILE}",
        "maintenance", day(12, 1), "dana", moment("09:00", days_later=9),
    ),
    CorrectiveAction(
        "a3", VISIT_ID, "HAI-01", "harbour", ("TEL-02",), "Practise the greeting", "trainer", day(7, 1), "dana",
        moment("09:00", days_later=9), ActionState.DONE, moment("09:00", days_later=19),
        "Done on three mornings, all present.", reopened=1,
    ),
)  # fmt: skip
APPEAL = Appeal(
    "p1", VISIT_ID, "ROOM-01", "wrong_fact", "The photo is of the room next door.", "missed", "dana",
    moment("09:00", days_later=8), (), AppealState.REJECTED, "boss", moment("11:00", days_later=12),
    "The number on the door is in the picture.",
)  # fmt: skip


def branch_year(**keys: Any) -> BranchReportInput:
    """The whole of it; `keys` take the place of its parts."""
    found = BranchReportInput(
        branch=Branch("HAI-01", "Harbour Haifa", "North", "IL", "harbour", "Asia/Jerusalem"),
        pack=harbour_pack(),
        kind=VisitKind.UNANNOUNCED,
        period=Period(day(1, 1), day(10, 31), day(11, 22)),
        visits=12,
        mean=Figure(11, 84.9, 79.4, 90.4),
        scores=SCORES[3:],
        region=Others(3, Figure(31, 78.9, 76.0, 81.8), Figure(11, 6.0, 0.6, 11.4), Word.BETTER),
        brand=Others(9, Figure(88, 83.0, 81.1, 84.9), Figure(11, 1.9, -3.8, 7.6), Word.NOT_KNOWN),
        trend=trend(),
        editions=(EditionUse("2025.2", 1, day(1, 20), compares=False), EditionUse("2026.1", 11, day(2, 3))),
        others_by_kind={VisitKind.ANNOUNCED: 1, VisitKind.SELF_CHECK: 4},
        other_packs=2,
        changed=frozenset({"ARR-05"}),
        repeats=(
            RepeatMiss("ARR-04", 4, day(6, 3), day(10, 12)),
            RepeatMiss("ARR-05", 3, day(7, 9), day(10, 12)),
            RepeatMiss("TEL-01", 2, day(9, 2), day(10, 12)),
        ),
        weakest=(
            SharedMiss("ARR-04", Figure(12, 4 / 12, 0.138, 0.609)),
            SharedMiss("ARR-05", Figure(7, 3 / 7, 0.158, 0.75)),
            SharedMiss("TEL-01", Figure(12, 0.75, 0.468, 0.911)),
            SharedMiss("CPL-01", Figure(1, 0.0, 0.0, 0.793)),
        ),
        never_missed=14,
        times=(
            MeasuredTimes(
                "ARR-01",
                SECONDS,
                Figure(14, 46.0, 38.0, 61.0),
                Figure(14, 105.5, lack=Lack.TOO_FEW),
                Figure(14, 10 / 14, 0.454, 0.883),
            ),
            MeasuredTimes(
                "ARR-04", (290.0, 302.0), NOT_TOLD, NOT_TOLD, Figure(2, 0.5, 0.095, 0.905)
            ),
            MeasuredTimes(
                "TEL-02", (0.0, 12.0, 12.0, 12.0), Figure(4, 12.0), NOT_TOLD, Figure(4, 1.0, 0.51, 1.0)
            ),
        ),
        actions=ACTIONS,
        appeals=(
            (APPEAL, day(5)),
            (replace(APPEAL, id="p2", code="TEL-03", state=AppealState.OPEN, decided_at=None, why=""), day(9)),
            (
                replace(
                    APPEAL, id="p3", code="ARR-05", state=AppealState.AMENDED, reading=Parts(("name", "wifi")),
                ),
                day(9),
            ),
        ),
        voices=(
            BesideStandard("harbour", "TEL-03", 12, 0, 5, 0),
            BesideStandard("harbour", "ARR-01", 12, 4, 2, 1, 1),
            BesideStandard("harbour", "GONE-01", 0, 0, 1, 0),
        ),
        said={VoiceKind.COMPLAINT: 9, VoiceKind.COMPLIMENT: 3, VoiceKind.SUGGESTION: 1},
        mends=(
            Mend("ARR-04", MendReason.CRITICAL_AGAIN, 4, Fraction(8, 100)),
            Mend("ARR-05", MendReason.COST, 3, Fraction(27, 1000)),
            Mend("TEL-01", MendReason.COST, 1, Fraction(6, 100)),
        ),
        zone=timezone(timedelta(hours=3)),
        language="en",
        words="en",
    )  # fmt: skip
    return replace(found, **keys)
