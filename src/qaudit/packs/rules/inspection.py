"""What the rules look things up in: the file, and where its values are not its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from qaudit.packs.notices import Path
from qaudit.packs.shape import PackFile, SectionFile, StandardFile


@dataclass(frozen=True)
class Inspection:
    """A file whose shape is good. `faulty` are the paths of values that were put out of the way."""

    file: PackFile
    faulty: frozenset[Path] = frozenset()

    @cached_property
    def sections(self) -> tuple[tuple[Path, SectionFile], ...]:
        """Each section with its path."""
        return tuple((("sections", place), section) for place, section in enumerate(self.file.sections))

    @cached_property
    def standards(self) -> tuple[tuple[Path, StandardFile], ...]:
        """Each standard with its path, in pack order."""
        return tuple(
            ((*path, "standards", place), standard)
            for path, section in self.sections
            for place, standard in enumerate(section.standards)
        )

    @cached_property
    def standard_at(self) -> dict[str, tuple[int, Path, StandardFile]]:
        """By code: the place in the pack's order, the path and the standard. Of twins, the first."""
        found: dict[str, tuple[int, Path, StandardFile]] = {}
        for order, (path, standard) in enumerate(self.standards):
            found.setdefault(standard.code, (order, path, standard))
        return found

    @cached_property
    def knows_all_codes(self) -> bool:
        """False where a code, or what holds codes, had to be put out of the way."""
        return not any(path[-1] == "code" or _may_hold_codes(path) for path in self.faulty)

    def is_own(self, *path: str | int) -> bool:
        """Whether what stands at a path is what the file says there."""
        return not self.faulty or not any(path[:length] in self.faulty for length in range(1, len(path) + 1))

    def is_own_throughout(self, path: Path) -> bool:
        """The same for everything below the path too."""
        return self.is_own(*path) and path not in self._above_faulty

    @cached_property
    def _above_faulty(self) -> frozenset[Path]:
        return frozenset(path[:length] for path in self.faulty for length in range(1, len(path) + 1))

    def names_in(self, owner: str) -> Iterator[str]:
        """The names that a mapping of the file has, with those that were put out of the way."""
        yield from getattr(self.file, owner)
        yield from (str(path[1]) for path in self.faulty if path[:1] == (owner,) and len(path) > 1)


def _may_hold_codes(path: Path) -> bool:
    return path[-1] in ("sections", "standards") or path[-2:-1] in (("sections",), ("standards",))
