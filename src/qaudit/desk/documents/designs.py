"""Brands' own designs, carried from the packs that they lie beside to the documents that are made with them."""

from pathlib import Path
from typing import TYPE_CHECKING

from qaudit.core.standards import PackRef
from qaudit.errors import DesignBroken
from qaudit.packs.designs import DesignFiles
from qaudit.packs.library import Library, LoadedPack

if TYPE_CHECKING:
    from qaudit.reports.design import Design


def design_of(library: Library, ref: PackRef) -> "Design | None":
    """The design for documents about a pack that the library knows, as it is now. Raises `DesignBroken`."""
    return _design(library.design_of(ref))


def design_beside(library: Library, loaded: LoadedPack) -> "Design | None":
    """The design for documents of a pack that was loaded. Raises `DesignBroken`."""
    return design_in(library, loaded.path.parent)


def design_in(library: Library, folder: Path) -> "Design | None":
    """The design in a folder of packs. Raises `DesignBroken`."""
    return _design(library.design_in(folder))


def look_at(design: "Design") -> tuple[DesignBroken, ...]:
    """Every fault of a design that can be seen without making a document."""
    from qaudit.reports.design_check import faults_of

    return tuple(faults_of(design))


def _design(found: DesignFiles | None) -> "Design | None":
    if found is None:
        return None
    from qaudit.reports.design import Design

    return Design(str(found.folder), found.files)
