"""What is asked of the lake: one value that every question takes, so that filters stay while one moves about."""

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

UNANNOUNCED = "unannounced"


class Level(StrEnum):
    """What is compared. The value is the column that names it."""

    BRANCH = "branch"
    REGION = "region"
    BRAND = "brand"


class By(StrEnum):
    """Which score: of the whole visit, or one for each section, layer … The value is the column that names it."""

    TOTAL = "total"
    SECTION = "section"
    LAYER = "layer"
    DIMENSION = "dimension"
    STAGE = "stage"
    CHANNEL = "channel"
    STANDARD = "code"


class Along(StrEnum):
    """What the times of a standard are told apart by."""

    STANDARD = "standard"
    BRANCH = "branch"
    HOUR = "hour"
    WEEKDAY = "weekday"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Asked:
    """Filters, and what is compared by what. An empty tuple lets everything through.

    `kinds` are never averaged together: each one is a group of its own. `since` and `until` are days on the
    branch's clock, both included; `months` are written as 2026-05.
    """

    brands: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    branches: tuple[str, ...] = ()
    auditors: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    kinds: tuple[str, ...] = (UNANNOUNCED,)
    months: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    level: Level = Level.BRANCH
    by: By = By.TOTAL

    @property
    def names_standards(self) -> bool:
        """Whether some standards of a visit are asked about, and others not."""
        return any(getattr(self, name) for name in OF_STANDARD)


OF_VISIT = {
    "brands": "brand",
    "regions": "region",
    "countries": "country",
    "branches": "branch",
    "auditors": "auditor",
    "packs": "pack",
    "editions": "edition",
    "kinds": "kind",
    "months": "month",
}
"""The filters on visits, with the columns they look at."""

OF_STANDARD = {
    "sections": "section",
    "layers": "layer",
    "dimensions": "dimension",
    "stages": "stage",
    "channels": "channel",
    "codes": "code",
}
"""The filters on standards."""

assert {*OF_VISIT, *OF_STANDARD} == {field.name for field in fields(Asked)} - {
    "since",
    "until",
    "level",
    "by",
}
