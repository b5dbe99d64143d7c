"""Which visits of one pack compare, where they used several of its editions: each is held against the newest."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import reduce

from qaudit.core.comparability import comparability
from qaudit.core.edition_changes import edition_changes
from qaudit.core.standards import Pack, Standard


@dataclass(frozen=True, slots=True)
class _Unlike:
    """What of one snapshot does not compare with the newest: standards, sections, the score, and passing."""

    standards: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    total: bool = False
    outcome: bool = False


class ComparedEditions:
    """Snapshots of one pack by their digests, each compared once."""

    def __init__(self, newest: str, pack_of: Callable[[str], Pack]) -> None:
        self._pack_of = pack_of
        self.newest = pack_of(newest)
        self._found: dict[str, _Unlike] = {newest: _Unlike()}

    def changed(self, digests: Iterable[str]) -> frozenset[str]:
        """The standards whose verdicts do not compare between any of these and the newest."""
        return frozenset[str]().union(*(self._compared(digest).standards for digest in digests))

    def dropped(self, digests: Iterable[str]) -> tuple[Standard, ...]:
        """The standards of these that the newest has no more, without traps: for words alone.

        Of several snapshots that have one, the first given tells it.
        """
        own = {standard.code for standard in self.newest.standards}
        grown = reduce(with_dropped, map(self._pack_of, digests), self.newest)
        return tuple(one for one in grown.standards if one.code not in own and not one.is_trap)

    def asks_alike(self, code: str, digest: str) -> bool:
        """Whether a verdict on this standard compares with one by the newest."""
        return code not in self._compared(digest).standards

    def totals_compare(self, digest: str) -> bool:
        """Whether a score compares with one by the newest."""
        return not self._compared(digest).total

    def sections_compare(self, code: str, digest: str) -> bool:
        """Whether the percentage of this section compares with one by the newest."""
        return code not in self._compared(digest).sections

    def outcomes_compare(self, digest: str) -> bool:
        """Whether passing, and the band, compare with those by the newest."""
        return not self._compared(digest).outcome

    def _compared(self, digest: str) -> _Unlike:
        if digest not in self._found:
            before = self._pack_of(digest)
            found = comparability(before, self.newest, edition_changes(before, self.newest))
            self._found[digest] = _Unlike(
                frozenset(found.changed_standards),
                frozenset(code for code, one in found.sections.items() if not one.is_comparable),
                not found.total.is_comparable,
                not found.outcome.is_comparable,
            )
        return self._found[digest]


def with_dropped(pack: Pack, earlier: Pack) -> Pack:
    """The pack with sections and standards that only `earlier` has, behind its own: for words alone, never to score."""
    known = {standard.code for standard in pack.standards}
    dropped = {
        section.code: tuple(standard for standard in section.standards if standard.code not in known)
        for section in earlier.sections
    }
    own = {section.code for section in pack.sections}
    grown = tuple(
        replace(section, standards=section.standards + dropped.get(section.code, ()))
        for section in pack.sections
    )
    lost = tuple(
        replace(section, standards=dropped[section.code])
        for section in earlier.sections
        if section.code not in own
    )
    return replace(pack, sections=grown + lost)
