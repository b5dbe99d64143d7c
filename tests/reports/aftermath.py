"""The worked visit with everything that can happen after it: corrected, published, appealed, explained and acted on."""

from dataclasses import replace
from datetime import date, timedelta, timezone
from pathlib import Path
from typing import Any

from qaudit.core.appeals import Appeal, AppealState
from qaudit.core.corrective_actions import ActionState, CorrectiveAction
from qaudit.core.readings import NOT_APPLICABLE, Count, Parts
from qaudit.core.remarks import Explanation
from qaudit.core.scoring import score_visit
from qaudit.core.standards import Pack
from qaudit.core.visits import Correction, Origin, Visit, VisitStatus
from qaudit.reports.aftermath import Aftermath, KeptScore
from qaudit.reports.visit_report import VisitReportInput
from tests.builders import VISIT_ID, an_evidence, critical, moment
from tests.reports.harbour import harbour_input, harbour_pack, report_of

NEXT_VISIT = VISIT_ID[:-1] + "9"
CLOCK = timezone(timedelta(hours=3))
CORRECTIONS = (
    Correction("TEL-01", Count(4), "owl", moment("10:00", days_later=1), "The recording has four rings."),
    Correction(
        "ARR-05",
        Parts(("name", "breakfast", "wifi")),
        "boss",
        moment("11:00", days_later=12),
        "The card with the key tells the hours of breakfast.",
        Origin.APPEAL,
    ),
    Correction(
        "ROOM-03",
        NOT_APPLICABLE,
        "boss",
        moment("11:30", days_later=12),
        "The sign was on the door.",
        Origin.APPEAL,
    ),
)


def aftermath_input(folder: Path, **keys: Any) -> VisitReportInput:
    """TEL-01 is corrected in review; ARR-05 amended, ROOM-01 rejected, ROOM-03 upheld, TEL-01 still open.

    Nothing caps the score, so that each change of a reading can be seen in it.
    """
    pack = harbour_pack(critical=critical("flag"))
    visit = replace(
        harbour_input(folder).visit,
        status=VisitStatus.PUBLISHED,
        version=74,
        published_at=moment("09:00", days_later=4),
        visible_from=moment("06:00", days_later=6),
        acknowledged_at=moment("08:30", days_later=7),
        corrections=CORRECTIONS,
    )
    keys = {"after": replace(AFTER, scores=scores_of(pack, visit)), **keys}
    return report_of(pack, visit, folder, **keys)


def scores_of(pack: Pack, visit: Visit) -> tuple[KeptScore, ...]:
    """The score as it was submitted, and after each correction."""
    assert visit.submitted_at is not None
    moments = (visit.submitted_at, *(one.at for one in visit.corrections))
    found = []
    for count, at in enumerate(moments):
        card = score_visit(pack, replace(visit, corrections=visit.corrections[:count]))
        found.append(KeptScore(at, f"{card.final_percent:f}"))
    return tuple(found)


def an_appeal(code: str, reason: str, words: str, state: AppealState, why: str = "", **keys: Any) -> Appeal:
    """An appeal of dana's, decided by boss on 26 May."""
    decided: dict[str, Any] = (
        {}
        if state is AppealState.OPEN
        else {"decided_by": "boss", "decided_at": moment("11:00", days_later=12), "why": why}
    )
    return Appeal(
        f"a-{code}", VISIT_ID, code, reason, words, "missed", "dana", moment("09:00", days_later=8),
        state=state, **decided, **keys,
    )  # fmt: skip


def an_action(code: str, what: str, owner: str, due: date, **keys: Any) -> CorrectiveAction:
    """A promise of dana's, made on 22 May."""
    keys = {"codes": (code,), **keys}
    return CorrectiveAction(
        id=f"c-{code}", visit_id=VISIT_ID, branch="HAI-01", pack="harbour-hotels", what=what, owner=owner, due=due,
        who="dana", at=moment("09:30", days_later=8), **keys,
    )  # fmt: skip


AFTER = Aftermath(
    appeals=(
        an_appeal(
            "ARR-05",
            "wrong_fact",
            "Breakfast is on the card that goes with every key.",
            AppealState.AMENDED,
            "The card with the key tells the hours of breakfast.",
            reading=CORRECTIONS[1].reading,
            evidence=(an_evidence("key-card.jpg"), an_evidence("letter.pdf")),
        ),
        an_appeal(
            "ROOM-01",
            "beyond_control",
            "The cleaning company was on strike that week.",
            AppealState.REJECTED,
            "The guest does not know who cleans.\nThe room could have been kept back.",
        ),
        an_appeal(
            "ROOM-03",
            "did_not_arise",
            "“Do not disturb” hung on the door until 22:00.",
            AppealState.UPHELD,
            "The sign was on the door.",
            reading=NOT_APPLICABLE,
        ),
        an_appeal("TEL-01", "other", "One colleague for the whole house.", AppealState.OPEN),
    ),
    explanations=(
        Explanation("", "refit", "Half the lobby is a building site.", "dana", moment("09:10", days_later=8)),
        Explanation(
            "ARR-04",
            "short_of_staff",
            "Two of three were ill; the third was new.",
            "dana",
            moment("09:12", days_later=8),
        ),
        Explanation("ROOM-03", "not_our_fault", "", "dana", moment("09:13", days_later=8)),
    ),
    actions=(
        an_action(
            "ARR-04",
            "A second desk from 14:00 to 16:00",
            "shift_leader",
            date(2026, 5, 24),
            codes=("ARR-01", "ARR-04"),
        ),
        an_action(
            "ROOM-01",
            "Rooms are looked at again by another person before a key is given out",
            "branch_manager",
            date(2026, 6, 1),
            kept_state=ActionState.VERIFIED,
            done_at=moment("12:00", days_later=14),
            done_words="The list hangs in the linen room.",
            evidence=(an_evidence("list.jpg"),),
            checked_by=NEXT_VISIT,
            reopened=1,
        ),
        an_action(
            "ROOM-04",
            "New lamps",
            "maintenance",
            date(2026, 6, 30),
            kept_state=ActionState.DROPPED,
            why_dropped="The rooms are refitted in July.",
        ),
    ),
    in_a_row={"ARR-04": 3, "ROOM-01": 2, "TEL-01": 1},
    today=date(2026, 5, 28),
    zone=CLOCK,
)
