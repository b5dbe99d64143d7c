"""Does plain data have a pack's shape? Every fault as a notice, and what the rules can still look at.

Pydantic stops at a fault, and a pack is mended quickest when all its problems are told at once. So a fault
is noted, put out of the way (an optional key removed, a required one filled in), and the data checked again,
until the rules have a whole file before them. `Shape.faulty` says where values were put out of the way:
nothing a rule says about those places is told.
"""

from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from qaudit.packs.notices import Notice, Path
from qaudit.packs.places import Places
from qaudit.packs.shape import PackFile
from qaudit.packs.shape_faults import ShapeFault, faults_of

_MOST_ROUNDS = 12
_FILLING = "\0"
"""Begins every word that was filled in."""


@dataclass(frozen=True, slots=True)
class Shape:
    """`file` is None where nothing is left for the rules; `faulty` are the paths put out of the way."""

    file: PackFile | None
    notices: tuple[Notice, ...] = ()
    faulty: frozenset[Path] = frozenset()
    untold: int = 0
    """How many more faults there are, where they are too many to tell."""


def check_shape(value: dict[str, Any], places: Places) -> Shape:
    """Check plain data of `read_yaml`. It is changed where it has faults."""
    try:
        return Shape(PackFile.model_validate(value))
    except ValidationError as error:
        faults = faults_of(error, places)
        untold = error.error_count() - len(faults)
    notices = tuple(fault.notice for fault in faults if fault.notice is not None)
    if untold:
        return Shape(None, notices, untold=untold)
    file, faulty = _mended(value, faults, places)
    meant = {fault.meant for fault in faults if fault.meant is not None}
    return Shape(file, notices, frozenset(faulty | meant))


def _mended(
    value: dict[str, Any], faults: tuple[ShapeFault, ...], places: Places
) -> tuple[PackFile | None, set[Path]]:
    """The file without its faults, and the paths that were put out of the way."""
    faulty: set[Path] = set()
    for _ in range(_MOST_ROUNDS):
        for fault in sorted(faults, key=lambda fault: len(fault.path), reverse=True):
            _mend(value, fault, faulty)
        try:
            return PackFile.model_validate(value), faulty
        except ValidationError as error:
            faults = faults_of(error, places)
    return None, faulty


def _mend(value: dict[str, Any], fault: ShapeFault, faulty: set[Path]) -> None:
    """Put the value at the fault's path out of the way; where that was tried before, what holds it."""
    path, may_fill = fault.path, not fault.is_unknown_key
    while path:
        if path not in faulty and _put_aside(_holder(value, path), path, may_fill):
            faulty.add(path)
            return
        path, may_fill = path[:-1], True


def _put_aside(holder: Any, path: Path, may_fill: bool) -> bool:
    key = path[-1]
    if isinstance(holder, dict):
        if may_fill and key in _FILLINGS:
            holder[key] = _FILLINGS[key](path)
        else:
            holder.pop(key, None)
        return True
    if isinstance(holder, list) and path[-2:-1] == ("sections",):
        holder[int(key)] = _section(path)
        return True
    if isinstance(holder, list) and path[-2:-1] == ("standards",):
        holder[int(key)] = _standard(path)
        return True
    return False


def _holder(value: Any, path: Path) -> Any:
    for step in path[:-1]:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def _code(path: Path) -> str:
    return _FILLING + "/".join(map(str, path))


def _standard(path: Path) -> dict[str, Any]:
    return {"code": _code(path), "text": _FILLING, "measure": {"kind": "note"}}


def _section(path: Path) -> dict[str, Any]:
    return {"code": _code(path), "title": _FILLING, "standards": [_standard(path)]}


_FILLINGS: dict[str | int, Any] = {
    "format": lambda path: 1,
    "pack": lambda path: _FILLING,
    "edition": lambda path: _FILLING,
    "languages": lambda path: [_FILLING],
    "title": lambda path: _FILLING,
    "name": lambda path: _FILLING,
    "text": lambda path: _FILLING,
    "code": _code,
    "measure": lambda path: {"kind": "note"},
    "brand": lambda path: {"name": _FILLING},
    "sections": lambda path: [_section(path)],
    "standards": lambda path: [_standard(path)],
}
