"""What headquarters is looking at in its comparisons: kept while the app runs, whatever page is open. Pure."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from qaudit.desk.comparison.asked import (
    OF_STANDARD,
    OF_VISIT,
    Asked,
    By,
    CourseOf,
    Every,
    Level,
)

if TYPE_CHECKING:
    from qaudit.desk.comparison.groups import Group

Between = tuple[str, str, str]
"""Kind, brand and pack of the visits that are averaged together."""


class View(StrEnum):
    """The ways to look, in the order of their keys."""

    LEAGUE = "league"
    TREND = "trend"
    FUNNEL = "funnel"
    HEAT = "heat"
    STANDARDS = "standards"
    REPEATS = "repeats"


@dataclass(frozen=True, slots=True)
class Sight:
    """What is looked at. `between`, `key`, `member` and `code` are what was chosen last, and may not be there now."""

    view: View = View.LEAGUE
    asked: Asked = field(default_factory=Asked)
    every: Every = Every.MONTH
    of: CourseOf = CourseOf.SCORE
    between: Between | None = None
    key: str = ""
    member: str = ""
    code: str = ""

    @property
    def question(self) -> "Sight":
        """The same without what makes no difference to the answer: equal questions have equal answers."""
        view, asked = self.view, self.asked
        if view is View.FUNNEL:
            view = View.LEAGUE
        if view is View.HEAT and asked.by is By.TOTAL:
            asked = replace(asked, by=By.SECTION)
        if view in (View.STANDARDS, View.REPEATS):
            asked = replace(asked, by=By.TOTAL, level=Level.BRANCH)
        if view is View.TREND and self.of is CourseOf.RATE:
            asked = replace(asked, by=By.TOTAL)
        if view is not View.TREND:
            return Sight(view, asked)
        return Sight(view, asked, self.every, self.of)


@dataclass
class Comparing:
    """Where one stands, and the steps that led here: each is gone back to by one Esc."""

    sight: Sight = field(default_factory=Sight)
    steps: list[Sight] = field(default_factory=list)

    def go(self, **changed: Any) -> None:
        """Looks at something else."""
        self.sight = replace(self.sight, **changed)

    def step(self, **changed: Any) -> None:
        """The same, as a step that Esc takes back."""
        self.steps.append(self.sight)
        self.go(**changed)

    def back(self) -> bool:
        """Takes the last step back; False where there was none."""
        if not self.steps:
            return False
        self.sight = self.steps.pop()
        return True

    def filter(self, **filters: Any) -> None:
        """Sets filters of `Asked`. They hold for the steps that were taken, too: what was set stays."""
        self.sight = _filtered(self.sight, filters)
        self.steps = [_filtered(one, filters) for one in self.steps]

    def clear(self) -> None:
        """Looks at all unannounced visits again, by no steps."""
        asked = self.sight.asked
        self.steps = []
        self.go(asked=Asked(level=asked.level, by=asked.by))

    @property
    def is_filtered(self) -> bool:
        """Whether anything is filtered."""
        asked = self.sight.asked
        return asked != Asked(level=asked.level, by=asked.by)


def _filtered(sight: Sight, filters: dict[str, Any]) -> Sight:
    return replace(sight, asked=replace(sight.asked, **filters))


def filters_of(asked: Asked) -> dict[str, tuple[str, ...]]:
    """The filters that are set, by their names in `Asked`; kinds always, days apart."""
    return {name: found for name in (*OF_VISIT, *OF_STANDARD) if (found := getattr(asked, name))}


def between_of(group: "Group") -> Between:
    """The visits of a group, whatever section, layer … it is about."""
    return group.kind, group.brand, group.pack


def inside(asked: Asked, between: Between | None) -> Asked:
    """The same visits, those of one group alone."""
    if between is None:
        return asked
    kind, brand, pack = between
    return replace(
        asked,
        kinds=(kind,),
        brands=(brand,) if brand else asked.brands,
        packs=(pack,) if pack else asked.packs,
    )
