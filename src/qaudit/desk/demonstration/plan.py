"""Who and where of the demonstration store, and which visits it has. All made up."""

from dataclasses import dataclass
from enum import StrEnum

from qaudit.core.visits import Auditor, AuditorRole, Branch, VisitKind


class Stage(StrEnum):
    """How far a visit of the demonstration is."""

    SUBMITTED = "submitted"
    OPENED = "opened"
    BEGUN = "begun"
    CLOCK_RUNNING = "clock_running"
    NOTES_MISSING = "notes_missing"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Place:
    """A branch, the pack it is visited with, and how well it does: the part of its standards that it meets."""

    branch: Branch
    pack: str
    quality: float


@dataclass(frozen=True, slots=True)
class PlannedVisit:
    """One visit. `days_ago` is when it begins."""

    number: int
    place: Place
    auditor: Auditor
    kind: VisitKind
    stage: Stage
    days_ago: int


HOTEL, CENTRE = "city-hotel", "telephone-service-centre"

PLACES = (
    Place(
        Branch("haifa-bay", "City Hotel Haifa Bay", "North", "IL", "City Hotels", "Asia/Jerusalem"),
        HOTEL,
        0.95,
    ),
    Place(
        Branch("jaffa-port", "City Hotel Jaffa Port", "Centre", "IL", "City Hotels", "Asia/Jerusalem"),
        HOTEL,
        0.90,
    ),
    Place(
        Branch(
            "cluj-old-town",
            "City Hotel Cluj Old Town",
            "Transylvania",
            "RO",
            "City Hotels",
            "Europe/Bucharest",
        ),
        HOTEL,
        0.84,
    ),
    Place(
        Branch(
            "constanta-sea",
            "City Hotel Constanța Sea Front",
            "Dobruja",
            "RO",
            "City Hotels",
            "Europe/Bucharest",
        ),
        HOTEL,
        0.72,
    ),
    Place(
        Branch("north-line", "North line, billing", "North", "IL", "Service lines", "Asia/Jerusalem"),
        CENTRE,
        0.93,
    ),
    Place(
        Branch("south-line", "South line, faults", "South", "IL", "Service lines", "Asia/Jerusalem"),
        CENTRE,
        0.82,
    ),
    Place(
        Branch("night-line", "Night line", "Centre", "IL", "Service lines", "Asia/Jerusalem"), CENTRE, 0.70
    ),
)

SHOPPERS = tuple(Auditor(alias) for alias in ("heron", "willow", "linden", "sparrow", "juniper"))
REVIEWER = Auditor("owl", AuditorRole.REVIEWER)
MANAGER = Auditor("manager-haifa", AuditorRole.SELF_CHECK)
AUDITORS = (*SHOPPERS, REVIEWER, MANAGER)

SUBMITTED = 30
UNFINISHED = (
    Stage.READY,
    Stage.NOTES_MISSING,
    Stage.BEGUN,
    Stage.CLOCK_RUNNING,
    Stage.CLOCK_RUNNING,
    Stage.OPENED,
)


def planned_visits() -> tuple[PlannedVisit, ...]:
    """The visits, oldest first."""
    done = tuple(_submitted(number) for number in range(SUBMITTED))
    unfinished = tuple(
        PlannedVisit(
            SUBMITTED + place,
            PLACES[(3 * place + 1) % len(PLACES)],
            SHOPPERS[place % len(SHOPPERS)],
            VisitKind.UNANNOUNCED,
            stage,
            days_ago=max(0, 5 - place),
        )
        for place, stage in enumerate(UNFINISHED)
    )
    return (*done, *unfinished)


def _submitted(number: int) -> PlannedVisit:
    place = PLACES[number % len(PLACES)]
    auditor, kind = SHOPPERS[number % len(SHOPPERS)], VisitKind.UNANNOUNCED
    if place.branch.code == "haifa-bay" and number % 3 == 2:
        auditor, kind = MANAGER, VisitKind.SELF_CHECK
    elif number % 8 == 5:
        auditor, kind = REVIEWER, VisitKind.ANNOUNCED
    return PlannedVisit(number, place, auditor, kind, Stage.SUBMITTED, days_ago=62 - 54 * number // SUBMITTED)
