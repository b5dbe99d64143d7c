"""A pack file's bytes as a `Pack`, or every problem that stands in the way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from qaudit.core.problems import Place, Problem, Severity
from qaudit.core.standards import Pack
from qaudit.packs import catalogue
from qaudit.packs.build import build_pack
from qaudit.packs.notices import Notice, Path, shown
from qaudit.packs.rules import broken_rules
from qaudit.packs.shape_check import Shape, check_shape
from qaudit.packs.shape_faults import found
from qaudit.packs.shape_values import day_of
from qaudit.packs.yaml_text import Node, read_yaml, spot_of, written_at

MOST_PROBLEMS = 1000


@dataclass(frozen=True, slots=True)
class ReadPack:
    """What a file gave. `pack` is None where a problem is a fault; `problems` are in the order of the file.

    `pack_name`, `edition` and `effective` are what the file says of itself, where that much can be read.
    """

    pack: Pack | None
    problems: tuple[Problem, ...]
    pack_name: str | None = None
    edition: str | None = None
    effective: date | None = None

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.severity is Severity.WARNING)


def read_pack(data: bytes, source: str) -> ReadPack:
    """Read a pack. `source` names the file in the problems' places. Never raises for what the bytes hold."""
    text = read_yaml(data)
    root, value = text.root, text.value
    if root is None:
        return ReadPack(None, _placed(text.notices, None, source))
    if not isinstance(value, dict):
        notice = Notice(catalogue.NOT_A_MAPPING, words={"found": found(value)})
        return ReadPack(None, _placed((*text.notices, notice), root, source))
    notices = [*text.notices, *_ahead_of_shape(value, root)]
    if any(notice.kind is catalogue.NOT_SUPPORTED_YET for notice in notices):
        return _result(None, notices, root, source, value)
    name_and_edition = dict(value)
    shape = check_shape(value, root)
    notices += shape.notices
    if shape.file is not None:
        notices += _told(broken_rules(shape.file, shape.faulty), shape)
    return _result(shape, notices, root, source, name_and_edition)


def _result(
    shape: Shape | None, notices: list[Notice], root: Node, source: str, value: dict[str, Any]
) -> ReadPack:
    is_faulty = any(notice.kind.severity is Severity.FAULT for notice in notices)
    usable = None if is_faulty or shape is None else shape.file
    name, edition = value.get("pack"), value.get("edition")
    return ReadPack(
        pack=None if usable is None else build_pack(usable),
        problems=_placed(notices, root, source),
        pack_name=name if isinstance(name, str) else None,
        edition=edition if isinstance(edition, str) else None,
        effective=day_of(value.get("effective")),
    )


def _ahead_of_shape(value: dict[str, Any], root: Node) -> Iterable[Notice]:
    """What has to be said, or put right, before the shape is looked at."""
    ahead = next((key for key in value if key in ("extends", "drop")), None)
    if ahead is not None:
        yield Notice(catalogue.NOT_SUPPORTED_YET, (ahead,), {"key": ahead}, at_key=True)
    edition = written_at(root, ("edition",))
    if edition is not None and not isinstance(value["edition"], str):
        value["edition"] = edition
        yield Notice(catalogue.BARE_EDITION, ("edition",), {"name": shown(edition)})


def _told(notices: Iterable[Notice], shape: Shape) -> list[Notice]:
    """Without what is only the consequence of a fault that is told already."""
    if not shape.faulty:
        return list(notices)
    around = {path[:-1] for path in shape.faulty}
    return [
        notice
        for notice in notices
        if notice.path not in around and not _is_within(notice.path, shape.faulty)
    ]


def _is_within(path: Path, faulty: frozenset[Path]) -> bool:
    return any(path[:length] in faulty for length in range(1, len(path) + 1))


def _placed(notices: Iterable[Notice], root: Node | None, source: str) -> tuple[Problem, ...]:
    """The notices as problems in the order of the file, a great many of them cut short."""
    problems = sorted((_problem(notice, root, source) for notice in notices), key=_order)
    rest = len(problems) - MOST_PROBLEMS
    if rest <= 0:
        return tuple(problems)
    last = problems[MOST_PROBLEMS - 1]
    kind = catalogue.TOO_MANY_PROBLEMS
    words = {"count": f"{rest:,}"}
    return (
        *problems[:MOST_PROBLEMS],
        Problem(kind.code, kind.message.format(**words), kind.hint, last.place, kind.severity),
    )


def _order(problem: Problem) -> tuple[Place, str, str]:
    assert problem.place is not None
    return problem.place, problem.code, problem.message


def _problem(notice: Notice, root: Node | None, source: str) -> Problem:
    spot = notice.spot or (1, 1)
    words = notice.words
    if root is not None and notice.spot is None:
        spot = spot_of(root, notice.path, notice.at_key)
    if root is not None and notice.other is not None:
        words = words | {"line": str(spot_of(root, notice.other)[0])}
    return Problem(
        code=notice.kind.code,
        message=notice.kind.message.format(**words),
        hint=notice.kind.hint.format(**words) if notice.hint is None else notice.hint,
        place=Place(source, *spot),
        severity=notice.kind.severity,
    )
