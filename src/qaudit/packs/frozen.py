"""An edition that a visit used is frozen: a file that says something else under its name has a problem."""

from dataclasses import replace

from qaudit.packs import catalogue
from qaudit.packs.notices import Notice
from qaudit.packs.placing import placed
from qaudit.packs.reader import ReadPack
from qaudit.packs.snapshot import digest_of
from qaudit.packs.yaml_text import read_yaml


def against_kept(read: ReadPack, data: bytes, source: str, kept: str | None) -> ReadPack:
    """What was read of a file, with the problem that a visit used its edition with another digest, `kept`."""
    if read.pack is None or kept is None or kept == digest_of(read.pack):
        return read
    words = {"kept": kept, "found": digest_of(read.pack)}
    below = ", ".join(str(ref) for ref in read.bases)
    kind = catalogue.FROZEN_EDITION_ON_BASES if below else catalogue.FROZEN_EDITION
    notice = Notice(kind, ("edition",), words | {"bases": below})
    frozen = placed([notice], read_yaml(data, source).places, source)
    return replace(read, pack=None, problems=(*frozen, *read.problems))
