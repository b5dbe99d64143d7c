"""What a file says it builds on, and whether that is there."""

from dataclasses import dataclass

import yaml

from qaudit.core.standards import PackRef
from qaudit.packs import catalogue
from qaudit.packs.anatomy import scalar_at, value_at
from qaudit.packs.bases import MOST_BASES, Base, Bases, NoBase
from qaudit.packs.notices import Notice, shown
from qaudit.packs.patterns import EDITION, SLUG, fits
from qaudit.packs.places import Node


@dataclass(frozen=True, slots=True)
class Foundation:
    """`is_asked` says that the file names a base; `base` is None where there is none that can be used."""

    is_asked: bool = False
    ref: PackRef | None = None
    base: Base | None = None
    notices: tuple[Notice, ...] = ()
    circle: tuple[PackRef, ...] = ()

    @property
    def is_missing(self) -> bool:
        return self.is_asked and self.base is None


def foundation_of(root: Node, bases: Bases | None) -> Foundation:
    """Looks for the base that the nodes of a file name."""
    extends = value_at(root, "extends")
    if extends is None:
        return Foundation()
    if not isinstance(extends, yaml.ScalarNode):
        return Foundation(is_asked=True)
    ref = _ref_of(extends.value)
    if ref is None:
        return _without(None, NoBase(catalogue.BAD_BASE, {"name": shown(extends.value)}))
    own = own_ref(root)
    if own == ref:
        return _without(ref, NoBase(catalogue.OWN_BASE, circle=(ref,)))
    found = bases.find(ref, own) if bases else NoBase(catalogue.NO_BASE, {"ref": str(ref)})
    if isinstance(found, NoBase):
        return _without(ref, found)
    if len(found.under) >= MOST_BASES:
        return _without(ref, NoBase(catalogue.TOO_MANY_BASES, {"most": str(MOST_BASES)}))
    return Foundation(is_asked=True, ref=ref, base=found)


def own_ref(root: Node) -> PackRef | None:
    """What the nodes of a file say it is."""
    pack, edition = scalar_at(root, "pack"), scalar_at(root, "edition")
    return None if pack is None or edition is None else PackRef(pack, edition)


def _ref_of(name: str) -> PackRef | None:
    pack, _, edition = name.partition("@")
    return PackRef(pack, edition) if fits(SLUG, pack) and fits(EDITION, edition) else None


def _without(ref: PackRef | None, missing: NoBase) -> Foundation:
    notice = Notice(missing.kind, ("extends",), dict(missing.words), missing.hint)
    return Foundation(is_asked=True, ref=ref, notices=(notice,), circle=tuple(missing.circle))
