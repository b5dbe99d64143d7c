"""A round of nine branches with everything its summary can show: every part and mark, two editions, hostile words."""

from dataclasses import replace
from datetime import date
from typing import Any

from qaudit.core.appeals import AppealState
from qaudit.core.corrective_actions import ActionState
from qaudit.core.visits import VisitKind, VisitStatus
from qaudit.core.voices import BesideStandard, VoiceKind
from qaudit.reports.branch_subject import EditionUse, Figure, Lack, Period, SharedMiss, Word
from qaudit.reports.round_subject import (
    CommonMiss,
    FunnelEntry,
    FunnelFigures,
    HeatEntry,
    LeagueEntry,
    Place,
    RegionFigure,
    RepeatedMiss,
    RoundAfter,
    RoundBranch,
    RoundFigures,
    RoundInput,
    RoundTimes,
    Side,
)
from tests.reports.harbour import harbour_pack

HOSTILE = '<script>alert("x")</script> & {{ 7 * 7 }} \u202eevil'
FEW = Figure(2, lack=Lack.TOO_FEW)
BRANCHES = (
    RoundBranch("HAI-01", "Harbour Haifa", "North", 8),
    RoundBranch("TLV-02", "מלון החוף תל אביב", "מרכז", 7),
    RoundBranch("CLJ-03", "Harbour Cluj Old Town", "Transylvania", 9),
    RoundBranch("BUC-04", "Harbour București", "Transylvania", 8),
    RoundBranch("NYC-05", HOSTILE, "Far <b>away</b>", 6),
    RoundBranch("SEA-06", "Harbour Seaside", "North", 5),
    RoundBranch("NEW-07", "Harbour, new since May", "North", 2),
    RoundBranch("ONE-08", "Harbour by the station", "", 1),
    RoundBranch("OFF-09", "Harbour, closed for works", "North", 0),
)


def league() -> tuple[LeagueEntry, ...]:
    """By place: one surely above, two that share a place, one surely below; then two with too few visits."""
    return (
        LeagueEntry("HAI-01", Figure(8, 94.2, 91.0, 97.4), 93.1, Place(1, 6, 1, 2), Word.BETTER),
        LeagueEntry("TLV-02", Figure(7, 88.0, 83.6, 92.4), 87.4, Place(2, 6, 1, 4, 2)),
        LeagueEntry("CLJ-03", Figure(9, 87.9, 84.2, 91.6), 87.4, Place(2, 6, 2, 4, 2)),
        LeagueEntry("BUC-04", Figure(8, 85.5, 81.5, 89.5), 85.6, Place(4, 6, 2, 5)),
        LeagueEntry("NYC-05", Figure(6, 80.3, 74.1, 86.5), 81.6, Place(5, 6, 3, 6)),
        LeagueEntry("SEA-06", Figure(5, 71.0, 63.2, 78.8), 73.8, Place(6, 6, 5, 6), Word.WORSE),
        LeagueEntry("NEW-07", Figure(2, 96.0, 85.9, 100.0), 89.9),
        LeagueEntry("ONE-08", Figure(1, 60.0, 44.8, 75.2), 78.2),
    )


def funnel() -> FunnelFigures:
    sides = {"HAI-01": Side.NEAR_ABOVE, "SEA-06": Side.BELOW}
    edges = tuple((n, 8.0 * 1.96 / n**0.5, 8.0 * 3.09 / n**0.5) for n in (1.0, 2.0, 3.0, 5.0, 8.0, 10.0))
    return FunnelFigures(
        n=8,
        target=85.4,
        over_dispersed=True,
        near=tuple((n, 85.4 - half, min(85.4 + half, 100.0)) for n, half, _far in edges),
        far=tuple((n, 85.4 - half, min(85.4 + half, 100.0)) for n, _near, half in edges),
        entries=tuple(
            FunnelEntry(
                one.code, one.mean.n, one.mean.value or 0, sides.get(one.code, Side.INSIDE), Side.INSIDE
            )
            for one in league()
        ),
    )


def heat() -> tuple[HeatEntry, ...]:
    """Six branches by the pack's six sections; one section that nobody's visits scored often enough."""
    return tuple(
        HeatEntry(
            one.code,
            (
                *(Figure(one.mean.n, (one.mean.value or 0) - step) for step in (0.0, 3.5, 12.25, 41.0)),
                FEW,
                FEW if one.code == "SEA-06" else Figure(3, 100.0),
            ),
        )
        for one in league()
        if one.place is not None
    )


FIGURES = RoundFigures(
    mean=Figure(46, 85.4, 82.9, 87.9),
    league=league(),
    is_ranked=True,
    funnel=funnel(),
    regions=(
        RegionFigure("North", 3, Figure(15, 86.7, 82.8, 90.6)),
        RegionFigure("Transylvania", 2, Figure(17, 86.8, 83.1, 90.5)),
        RegionFigure("מרכז", 1, FEW),
    ),
    heat=heat(),
    passed=Figure(46, 36 / 46, 0.644, 0.878),
    bands=(3, 6, 25, 11),
    unbanded=1,
    weakest=(
        CommonMiss("ARR-04", Figure(46, 41 / 46, 0.77, 0.953), 8, 8, 8),
        CommonMiss("ARR-05", Figure(30, 0.5, 0.332, 0.668), 5, 7),
        CommonMiss("TEL-01", Figure(44, 0.25, 0.146, 0.394), 8, 8, 7),
        CommonMiss("CPL-01", Figure(2, 1.0, 0.342, 1.0), 2, 2, 2),
    ),
    never_missed=(
        SharedMiss("ARR-03", Figure(46, 1.0, 0.923, 1.0)),
        SharedMiss("CAR-02", Figure(5, 1.0, 0.566, 1.0)),
    ),
    times=(
        RoundTimes(
            "ARR-01", Figure(46, 52.0, 47.0, 58.0), Figure(46, 118.4, 96.0, 181.0), Figure(46, 0.63, 0.486, 0.756)
        ),
        RoundTimes(
            "CPL-02", Figure(9, 4000.0, 700.0, 9123.0), Figure(9, 93_000.0, lack=Lack.TOO_FEW), Figure(9, 1.0, 0.7, 1.0)
        ),
        RoundTimes(
            "TEL-02", Figure(4, 9.25, lack=Lack.TOO_FEW), Figure(4, lack=Lack.TOO_FEW), Figure(4, 1.0, 0.51, 1.0)
        ),
    ),
)  # fmt: skip
AFTER = RoundAfter(
    standing={VisitStatus.PUBLISHED: 40, VisitStatus.CLOSED: 6, VisitStatus.APPROVED: 2, VisitStatus.VOID: 1},
    embargoed=3,
    embargoed_until=date(2026, 12, 1),
    appeals={AppealState.OPEN: 1, AppealState.UPHELD: 2, AppealState.REJECTED: 4},
    appealed=(("ROOM-01", 5, 2),),
    actions={ActionState.OPEN: 12, ActionState.DONE: 5, ActionState.OVERDUE: 3},
    overdue_at=(("SEA-06", 2), ("NYC-05", 1)),
    said={VoiceKind.COMPLAINT: 21, VoiceKind.COMPLIMENT: 9},
    voices=(
        BesideStandard("harbour", "TEL-03", 46, 0, 7, 0),
        BesideStandard("harbour", "ARR-01", 46, 17, 5, 2, 1),
        BesideStandard("harbour", "GONE-01", 0, 0, 1, 0),
    ),
)


def round_input(**keys: Any) -> RoundInput:
    """The whole of it; `keys` take the place of its parts."""
    found = RoundInput(
        pack=harbour_pack(),
        kind=VisitKind.UNANNOUNCED,
        period=Period(date(2026, 7, 1), date(2026, 9, 30), date(2026, 11, 22)),
        visits=46,
        branches=BRANCHES,
        figures=FIGURES,
        editions=(
            EditionUse("2025.2", 2, date(2026, 7, 2), compares=False),
            EditionUse("2026.1", 44, date(2026, 7, 9)),
        ),
        brand="harbour",
        others_by_kind={VisitKind.ANNOUNCED: 4, VisitKind.SELF_CHECK: 11},
        other_packs=3,
        changed=frozenset({"ARR-05"}),
        repeats=(
            RepeatedMiss("ARR-04", 6, 5, "SEA-06"),
            RepeatedMiss("TEL-01", 1, 2, "NYC-05"),
        ),
        after=AFTER,
        language="en",
        words="en",
    )
    return replace(found, **keys)


def with_figures(**keys: Any) -> RoundInput:
    """The round with other figures."""
    return round_input(figures=replace(FIGURES, **keys))
