"""What happens after a visit: the keys of the lists that branches choose from."""

from collections.abc import Iterator, Mapping

from qaudit.packs.notices import Notice, Path
from qaudit.packs.rules.inspection import Inspection
from qaudit.packs.rules.names import check_keys
from qaudit.packs.shape import PackFile
from qaudit.packs.shape_follow_up import AppealFile
from qaudit.packs.shape_values import TextFile
from qaudit.speech import N_, _


def follow_up_lists(file: PackFile) -> Iterator[tuple[Path, Mapping[str, TextFile]]]:
    """Each list that the file sets, with its path."""
    told = file.follow_up
    if told is None:
        return
    lists = {
        ("follow_up", "appeal", "reasons"): (told.appeal or AppealFile()).reasons,
        ("follow_up", "causes"): told.causes,
        ("follow_up", "owners"): told.owners,
    }
    for path, entries in lists.items():
        if entries is not None:
            yield path, entries


def check_follow_up(inspection: Inspection) -> Iterator[Notice]:
    """The keys of every list."""
    for path, entries in follow_up_lists(inspection.file):
        yield from check_keys(path, entries, _(_WHAT[str(path[-1])]))


_WHAT = {"reasons": N_("a reason"), "causes": N_("a cause"), "owners": N_("an owner")}
