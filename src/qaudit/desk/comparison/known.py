"""Whether the lake has what filters name: an unknown brand is a slip of the pen, not a brand without visits."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qaudit.core.problems import nearest
from qaudit.core.text import printable
from qaudit.errors import UsageError, did_you_mean
from qaudit.lake.asked import Asked, By, Level
from qaudit.speech import N_, _

if TYPE_CHECKING:
    from qaudit.lake.asking import Lake

MOST_NAMED = 20
"""What there is, as far as one sentence names it."""
UNKNOWN = {
    "brands": N_("No visit of the lake is of the brand {name}"),
    "regions": N_("No visit of the lake is of the region {name}"),
    "countries": N_("No visit of the lake is of the country {name}"),
    "branches": N_("No visit of the lake is of the branch {name}"),
    "auditors": N_("No visit of the lake is by the auditor {name}"),
    "packs": N_("No visit of the lake used the pack {name}"),
    "editions": N_("No visit of the lake used the edition {name}"),
    "months": N_("No visit of the lake is of the month {name}"),
    "sections": N_("No visit of the lake has the section {name}"),
    "layers": N_("No visit of the lake has the layer {name}"),
    "dimensions": N_("No visit of the lake has the dimension {name}"),
    "stages": N_("No visit of the lake has the stage {name}"),
    "channels": N_("No visit of the lake has the channel {name}"),
    "codes": N_("No visit of the lake has the standard {name}"),
}
"""For every filter but kinds, of which some may well not have happened yet."""


_CHOICES = {
    "brands": (Level.BRANCH, By.TOTAL, "brand"),
    "packs": (Level.BRANCH, By.TOTAL, "pack"),
    "kinds": (Level.BRAND, By.TOTAL, "kind"),
    "regions": (Level.REGION, By.TOTAL, "member"),
    "sections": (Level.BRAND, By.SECTION, "key"),
    "layers": (Level.BRAND, By.LAYER, "key"),
    "dimensions": (Level.BRAND, By.DIMENSION, "key"),
    "stages": (Level.BRAND, By.STAGE, "key"),
    "channels": (Level.BRAND, By.CHANNEL, "key"),
}
"""Who is compared by what, so that a column of the samples holds the values of a filter."""


def refuse_unknown(lake: "Lake", asked: Asked) -> None:
    """Raises `UsageError` for the first value of a filter that no visit of the lake has, with what there is."""
    for filtered, sentence in UNKNOWN.items():
        wanted = getattr(asked, filtered)
        known = lake.names(filtered) if wanted else ()
        for name in wanted:
            if name not in known:
                raise UsageError(_(sentence, name=printable(name, one_line=True)), _hint(known, name))


def choices(lake: "Lake", asked: Asked, filtered: str) -> dict[str, int]:
    """What a filter could be set to beside the others of `asked`, by name, with how many visits have it.

    `filtered` is a field of `Asked`: brands, packs, kinds, regions, sections, layers, dimensions, stages or channels.
    """
    level, by, column = _CHOICES[filtered]
    without: dict[str, Any] = {filtered: ()}
    found: dict[str, int] = {}
    for row in lake.samples(replace(asked, level=level, by=by, **without)):
        name = getattr(row, column)
        found[name] = found.get(name, 0) + row.n
    return {name: found[name] for name in sorted(found) if name}


def _hint(names: Iterable[str], name: str) -> str:
    known = [one for one in names if one]
    if not known:
        return _("qaudit lake show says what is in the lake")
    shown = [printable(one, one_line=True) for one in known[:MOST_NAMED]]
    if len(known) <= MOST_NAMED:
        return _("there are {names}", names=", ".join(shown))
    return did_you_mean(nearest(name, known), _("there are {names} and others", names=", ".join(shown)))
