"""A pack file's bytes as a `Pack`, or every problem that stands in the way."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import islice
from typing import Any

from qaudit.core.problems import Problem, Severity
from qaudit.core.standards import Pack
from qaudit.packs import catalogue
from qaudit.packs.acceptance import AcceptedWarning, in_file_order, sort_out
from qaudit.packs.build import build_pack
from qaudit.packs.notices import Notice, Path, shown
from qaudit.packs.places import Places
from qaudit.packs.placing import placed, problem_of
from qaudit.packs.rules import broken_rules
from qaudit.packs.shape_check import Shape, check_shape
from qaudit.packs.shape_faults import found
from qaudit.packs.shape_values import day_of
from qaudit.packs.yaml_text import read_yaml

_MOST_LOOKED_AT = 5000
"""Broken rules of one file; a file with more of them is no pack, and looking on would take long."""


@dataclass(frozen=True, slots=True)
class ReadPack:
    """What a file gave. `pack` is None where a problem is a fault; `problems` are in the order of the file.

    `accepted` are warnings that the file accepts, with its reasons; they are no longer among the problems.
    `pack_name`, `edition` and `effective` are what the file says of itself, where that much can be read.
    """

    pack: Pack | None
    problems: tuple[Problem, ...]
    pack_name: str | None = None
    edition: str | None = None
    effective: date | None = None
    accepted: tuple[AcceptedWarning, ...] = ()

    @property
    def faults(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.severity is Severity.FAULT)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.severity is Severity.WARNING)


def read_pack(data: bytes, source: str) -> ReadPack:
    """Read a pack. `source` names the file in the problems' places. Never raises for what the bytes hold."""
    text = read_yaml(data)
    if text.places is None:
        return ReadPack(None, placed(text.notices, None, source))
    notices = list(text.notices)
    if not isinstance(text.value, dict):
        notices.append(Notice(catalogue.NOT_A_MAPPING, words={"found": found(text.value)}))
        return ReadPack(None, placed(notices, text.places, source))
    notices += _ahead_of_shape(text.value, text.places)
    head = {key: text.value.get(key) for key in ("pack", "edition", "effective")}
    shape = Shape(None)
    if all(notice.kind is not catalogue.NOT_SUPPORTED_YET for notice in notices):
        shape = check_shape(text.value, text.places)
        notices += shape.notices
    if shape.file is not None:
        notices += islice(_told(broken_rules(shape.file, shape.faulty), shape.faulty), _MOST_LOOKED_AT)
    accepted: list[AcceptedWarning] = []
    if shape.file is not None:
        parted = sort_out(notices, shape.file)
        notices = list(parted.told)
        accepted = [
            AcceptedWarning(problem_of(notice, text.places, source), why) for notice, why in parted.accepted
        ]
    is_faulty = any(notice.kind.severity is Severity.FAULT for notice in notices)
    return ReadPack(
        pack=None if is_faulty or shape.file is None else build_pack(shape.file),
        problems=placed(notices, text.places, source, shape.untold),
        pack_name=_words_or_none(head["pack"]),
        edition=_words_or_none(head["edition"]),
        effective=day_of(head["effective"]),
        accepted=tuple(sorted(accepted, key=in_file_order)),
    )


def _ahead_of_shape(value: dict[str, Any], places: Places) -> Iterator[Notice]:
    """What has to be said, or put right, before the shape is looked at."""
    ahead = next((key for key in value if key in ("extends", "drop")), None)
    if ahead is not None:
        yield Notice(catalogue.NOT_SUPPORTED_YET, (ahead,), {"key": ahead}, at_key=True)
    edition = value.get("edition")
    written = places.written_at(("edition",))
    if isinstance(edition, int | Fraction) and not isinstance(edition, bool) and written is not None:
        value["edition"] = written
        yield Notice(catalogue.BARE_EDITION, ("edition",), {"name": shown(written)})


def _told(notices: Iterable[Notice], faulty: frozenset[Path]) -> Iterator[Notice]:
    """Without what is only the consequence of a fault that is told already."""
    around = {path[:-1] for path in faulty}
    for notice in notices:
        path = notice.path
        is_within = any(path[:length] in faulty for length in range(1, len(path) + 1))
        if path not in around and not is_within:
            yield notice


def _words_or_none(value: Any) -> str | None:
    return value if isinstance(value, str) else None
