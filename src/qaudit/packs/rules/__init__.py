"""What a pack's shape cannot say: rules that look at two values, or at a value's meaning."""

from collections.abc import Iterator

from qaudit.packs.notices import Notice, Path
from qaudit.packs.shape import PackFile


def broken_rules(file: PackFile, faulty: frozenset[Path] = frozenset()) -> Iterator[Notice]:
    """Every rule that the file breaks. `faulty` are paths whose values are not the file's own."""
    yield from ()
