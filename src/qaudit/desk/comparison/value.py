"""What poor visits may cost in a year, from the brand's own figures: a range, and an estimate."""

import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from qaudit.analysis.figures import Estimate, NotEnough
from qaudit.analysis.intervals import rate_interval
from qaudit.analysis.value import Assumptions, CostOfMisses, Range, cost_of_misses
from qaudit.core.text import printable
from qaudit.desk.comparison.groups import Group, grouped
from qaudit.errors import UsageError, system_reason
from qaudit.lake.answers import ScoreRow
from qaudit.speech import N_, _

SHARES = frozenset({"leave", "margin"})
"""Between 0 and 1."""
HOW = N_("each is a number, or [lowest, highest]")
ESTIMATE = N_("An estimate from the brand's own assumptions. It proves nothing about customers.")
"""What stands wherever such a range is shown."""
SEVERAL_BRANDS = N_("The file has the figures of one brand, and these visits are of several: {names}")
SEVERAL_PACKS = N_("The file has the figures of one brand, and these visits are by several packs: {names}")


@dataclass(frozen=True, slots=True)
class ValueFile:
    """What the brand believes; a visit is poor below `poor` (percent)."""

    poor: float
    assumptions: Assumptions


@dataclass(frozen=True, slots=True)
class Value:
    """What poor visits of one group may cost, in the currency of the file, and the assumptions behind it."""

    group: Group
    n: int
    """Visits."""
    poor: Estimate | NotEnough
    """Their share that was poor, 0 to 1."""
    file: ValueFile
    cost: CostOfMisses | NotEnough


def read_value_file(path: Path) -> ValueFile:
    """The brand's figures from a TOML file. Raises `UsageError`, which names what is missing or makes no sense."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise UsageError(
            _("{file} cannot be read: {reason}", file=str(path), reason=system_reason(fault))
        ) from fault
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise UsageError(_("{file} is not TOML: {reason}", file=str(path), reason=str(fault))) from fault
    names = [field.name for field in fields(Assumptions)]
    missing = [name for name in ("poor", *names) if name not in table]
    if missing:
        raise UsageError(_("{file} lacks {names}", file=str(path), names=", ".join(missing)), _(HOW))
    unknown = sorted(table.keys() - {"poor", *names})
    if unknown:
        raise UsageError(
            _("{file} has {names}, which nobody knows", file=str(path), names=", ".join(unknown))
        )
    poor = _range(path, "poor", table)
    is_share = 0 < poor.high < 1  # as the shares beside it are written: no visit would ever be poor
    if poor.low != poor.high or poor.high > 100 or is_share:
        raise UsageError(_("{file}: poor is one score, from 0 to 100", file=str(path)))
    return ValueFile(poor.low, Assumptions(**{name: _range(path, name, table) for name in names}))


def _range(path: Path, name: str, table: Mapping[str, Any]) -> Range:
    written = table[name]
    ends = written if isinstance(written, list) else [written, written]
    is_pair = len(ends) == 2 and all(
        isinstance(end, int | float) and not isinstance(end, bool) for end in ends
    )
    try:
        found = Range(float(ends[0]), float(ends[1])) if is_pair else None
    except (ValueError, OverflowError):
        found = None
    if found is None:
        raise UsageError(_("{file}: {name} makes no sense", file=str(path), name=name), _(HOW))
    if name in SHARES and found.high > 1:
        raise UsageError(_("{file}: {name} is a share, from 0 to 1", file=str(path), name=name))
    return found


def values_of(rows: Sequence[ScoreRow], file: ValueFile) -> tuple[Value, ...]:
    """For each kind of visit. Raises `UsageError` for visits of several brands, or of several packs: the file's figures
    are those of one.
    """
    found = []
    groups = grouped(rows)
    _refuse_several({group.brand for group in groups}, SEVERAL_BRANDS, N_("choose one with --brand"))
    _refuse_several({group.pack for group in groups}, SEVERAL_PACKS, N_("choose one with --pack"))
    for group, of_group in groups.items():
        poor = rate_interval(sum(row.score < file.poor for row in of_group), len(of_group))
        cost = poor if isinstance(poor, NotEnough) else cost_of_misses(poor, file.assumptions)
        found.append(Value(group, len(of_group), poor, file, cost))
    return tuple(found)


def _refuse_several(names: Collection[str], sentence: str, hint: str) -> None:
    if len(names) > 1:
        shown = ", ".join(printable(name, one_line=True) for name in sorted(names))
        raise UsageError(_(sentence, names=shown), _(hint))
