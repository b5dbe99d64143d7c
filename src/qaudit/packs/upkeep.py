"""What a pack file says to its checker alone, gathered from its values: wholes of weights, accepted warnings."""

import re
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from qaudit.core.upkeep import NO_UPKEEP, PackUpkeep, Upkeep
from qaudit.packs.flat import FlatValue

_PLACE = re.compile(
    r"(?:sections\[(?P<section>[^\]]*)\]\.(?:standards\[(?P<standard>[^\]]*)\]\.)?|scoring\.)?"
    r"(?:(?P<whole>whole)|accept\.(?P<code>.+))"
)


def upkeep_of(values: Iterable[FlatValue]) -> PackUpkeep:
    """The upkeep among the values of a good pack."""
    own = NO_UPKEEP
    sections: dict[str, Upkeep] = {}
    standards: dict[str, Upkeep] = {}
    for flat in values:
        found = _PLACE.fullmatch(flat.path)
        if found is None:
            continue
        if found["standard"] is not None:
            standards[found["standard"]] = _with(
                standards.get(found["standard"], NO_UPKEEP), found, flat.value
            )
        elif found["section"] is not None:
            sections[found["section"]] = _with(sections.get(found["section"], NO_UPKEEP), found, flat.value)
        else:
            own = _with(own, found, flat.value)
    return PackUpkeep(own, sections, standards)


def _with(upkeep: Upkeep, found: re.Match[str], value: str) -> Upkeep:
    if found["whole"]:
        return replace(upkeep, whole=Fraction(value))
    return replace(upkeep, accept=(*upkeep.accept, (found["code"], value.strip())))
