"""Keys that change another pack stand only where there is one."""

from collections.abc import Iterator

from qaudit.packs import catalogue
from qaudit.packs.notices import Notice, Path
from qaudit.packs.rules.inspection import Inspection


def check_building(inspection: Inspection) -> Iterator[Notice]:
    """`drop` and `before` in a pack that builds on none."""
    if inspection.file.extends is not None or not inspection.is_own("extends"):
        return
    if inspection.file.drop:
        yield _alone(("drop",))
    placed = [path for path, section in inspection.sections if section.before is not None]
    placed += [path for path, standard in inspection.standards if standard.before is not None]
    for path in placed:
        yield _alone((*path, "before"))


def _alone(path: Path) -> Notice:
    return Notice(catalogue.NOTHING_UNDER, path, {"key": str(path[-1])}, at_key=True)
