"""What customers complain of beside what the audit found: by standard, section, layer, dimension, stage or channel.

Complaints are counted, and how often a standard is met is a rate: the two are never subtracted. What may be read from
both is the order.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from qaudit.analysis.figures import Estimate, NotEnough
from qaudit.analysis.intervals import mean_interval
from qaudit.analysis.samples import together
from qaudit.core.visits import Branch
from qaudit.core.voices import LEAST_COMPLAINTS, BesideStandard
from qaudit.desk.branch_zone import spans_of
from qaudit.desk.comparison.groups import Editions, Group, editions_of, grouped
from qaudit.desk.comparison.league import sample_of_row
from qaudit.desk.comparison.standards import Standards
from qaudit.lake.answers import EditionRow, SampleRow
from qaudit.lake.asked import OF_STANDARD, Asked, By
from qaudit.store.store import Store
from qaudit.store.voice_book import Complaint, Scope

__all__ = ["Complained", "Complaint", "Complaints", "complaints_in", "complaints_of"]

Days = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Audited:
    """What the audit found of one standard, or of all of one section, layer …"""

    n: int
    """Times the standard was judged; visits where it is about several standards."""
    met: Estimate | None
    """The rate of one standard met in full, 0 to 1; None where it is about several."""
    mean: Estimate | NotEnough | None
    """The mean score in percent of several standards; None where it is about one."""
    is_dead_weight: bool
    missed: int
    """How often one standard was missed or partly met."""
    editions: Editions


@dataclass(frozen=True, slots=True)
class Complained:
    """One standard (or section, layer …): the complaints about it, and what the audit found; None: never judged."""

    key: str
    complaints: int
    audited: Audited | None
    is_doubtful: bool
    """Whether it looks like a wrong standard: nearly always met, and complained of all the same."""


@dataclass(frozen=True, slots=True)
class Complaints:
    """Complaints beside the audit of one group: what is complained of most comes first, then what is met least."""

    group: Group
    by: By
    n: int
    """Complaints that are about anything in the rows."""
    elsewhere: int
    """Complaints of the brand, under this pack or none, that name nothing of what the rows are about."""
    rows: tuple[Complained, ...]

    @property
    def doubtful(self) -> tuple[Complained, ...]:
        """Those that look like wrong standards."""
        return tuple(row for row in self.rows if row.is_doubtful)


Found = Mapping[Group, Mapping[str, Audited]]
"""What the audit found, by group and key."""


def found_of_standards(standards: Iterable[Standards]) -> Found:
    """Standard by standard."""
    return {
        one.group: {
            row.code: Audited(
                row.n, row.met, None, row.is_dead_weight, round(row.n * (1 - row.met.value)), row.editions
            )
            for row in one.rows
        }
        for one in standards
    }


def found_of_keys(rows: Iterable[SampleRow]) -> Found:
    """Section by section, layer by layer …; rows by branch."""
    found: dict[Group, dict[str, Audited]] = {}
    for group, of_group in grouped(rows).items():
        sample = together([sample_of_row(row) for row in of_group])
        audited = Audited(sample.n, None, mean_interval(sample), False, 0, editions_of(of_group))
        found.setdefault(Group(group.kind, group.brand, group.pack), {})[group.key] = audited
    return found


def complaints_of(
    said: Sequence[Complaint], asked: Asked, known: Iterable[EditionRow], found: Found
) -> tuple[Complaints, ...]:
    """For each group of `found`. `known` are all standards of the packs, in the order of their editions."""
    standards = {(row.brand, row.pack, row.code): row for row in known}
    counted = _Counted()
    for one in said:
        counted.count(one, _key(one, asked, standards.get((one.brand, one.pack, one.code))))
    return tuple(_of_group(group, asked.by, counted, audited) for group, audited in found.items())


@dataclass
class _Counted:
    """Complaints by brand and pack; each counts once for a key, however many standards of it it names."""

    by_key: dict[tuple[str, str], dict[str, set[str]]] = field(default_factory=dict)
    every: dict[tuple[str, str], set[str]] = field(default_factory=dict)

    def count(self, one: Complaint, key: str | None) -> None:
        place = (one.brand, one.pack)
        self.every.setdefault(place, set()).add(one.voice)
        if key is not None:
            self.by_key.setdefault(place, {}).setdefault(key, set()).add(one.voice)


def _key(one: Complaint, asked: Asked, standard: EditionRow | None) -> str | None:
    """What of the rows a complaint is about; None for nothing of what is asked about."""
    named = (
        {"code": one.code} if standard is None else {column: getattr(standard, column) for column in _COLUMNS}
    )
    for filtered, column in OF_STANDARD.items():
        wanted = getattr(asked, filtered)
        if wanted and named.get(column) not in wanted:
            return None
    return named.get(asked.by.value) or None


_COLUMNS = tuple(OF_STANDARD.values())


def _of_group(group: Group, by: By, counted: _Counted, audited: Mapping[str, Audited]) -> Complaints:
    place = (group.brand, group.pack)
    by_key = counted.by_key.get(place, {})
    inside = set().union(*by_key.values())
    every = counted.every.get(place, set()) | counted.every.get((group.brand, ""), set())
    rows = [
        _complained(group, by, key, len(by_key.get(key, ())), audited.get(key))
        for key in dict.fromkeys((*by_key, *audited))
    ]
    return Complaints(group, by, len(inside), len(every - inside), tuple(sorted(rows, key=_order)))


def _complained(group: Group, by: By, key: str, complaints: int, audited: Audited | None) -> Complained:
    is_doubtful = False
    if audited is not None and by is By.STANDARD:
        beside = BesideStandard(group.pack, key, audited.n, audited.missed, complaints, 0)
        is_known_well = audited.is_dead_weight and complaints >= LEAST_COMPLAINTS
        is_doubtful = beside.is_doubtful or is_known_well
    return Complained(key, complaints, audited, is_doubtful)


def _order(one: Complained) -> tuple[int, float, str]:
    figure = None if one.audited is None else one.audited.met or one.audited.mean
    return (-one.complaints, figure.value if isinstance(figure, Estimate) else -1.0, one.key)


# ── Out of the store ───────────────────────────────────────────────────────────────────────────────


def complaints_in(store: Store, asked: Asked) -> tuple[Complaint, ...]:
    """The complaints about the branches that are asked about, in the days that are asked about.

    Of the other filters those on packs count here. A complaint has no kind, edition or auditor.
    """
    branches = store.branches()
    codes = tuple(one.code for one in branches if _is_asked(one, asked)) if _narrows(asked) else None
    found = [
        one
        for since, until in _periods(asked)
        for one in store.voices.complaints(Scope(codes, spans=spans_of(since, until, branches)))
    ]
    return tuple(one for one in found if not (asked.packs and one.pack) or one.pack in asked.packs)


def _narrows(asked: Asked) -> bool:
    return bool(asked.brands or asked.regions or asked.countries or asked.branches)


def _is_asked(branch: Branch, asked: Asked) -> bool:
    wanted = (
        (asked.brands, branch.brand),
        (asked.regions, branch.region),
        (asked.countries, branch.country),
        (asked.branches, branch.code),
    )
    return all(not names or name in names for names, name in wanted)


def _periods(asked: Asked) -> Iterator[Days]:
    """The days that are asked about: from the first to the last, or those of each month that are among them."""
    if not asked.months:
        yield asked.since, asked.until
    for month in dict.fromkeys(asked.months):
        year, number = (int(part) for part in month.split("-"))
        first, last = date(year, number, 1), date(year, number, monthrange(year, number)[1])
        since = first if asked.since is None else max(first, asked.since)
        until = last if asked.until is None else min(last, asked.until)
        if since <= until:
            yield since, until
