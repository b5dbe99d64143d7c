"""What is known of a pack file once it was read: enough to list it, and its pack's document to use it."""

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from qaudit.core.problems import Place, Problem, Severity
from qaudit.core.standards import Pack, PackRef
from qaudit.core.text import Text
from qaudit.packs.snapshot import digest_of_snapshot, read_snapshot, write_snapshot

if TYPE_CHECKING:
    from qaudit.packs.reader import ReadPack


@dataclass(frozen=True)
class Record:
    """A file that was read.

    `name` and `edition` are what it says of itself, `accepted` the warnings that it accepts. The counts are 0
    and `digest` is None where it has faults. `bases` are the packs it builds on, the nearest first; `under`
    stands for their contents. `document` is None where only the head of a kept record was read.
    """

    name: str | None
    edition: str | None
    problems: tuple[Problem, ...]
    accepted: tuple[Problem, ...] = ()
    effective: date | None = None
    title: Text = field(default_factory=lambda: Text(()))
    languages: tuple[str, ...] = ()
    sections: int = 0
    standards: int = 0
    measured: int = 0
    logo: str | None = None
    logo_file: str | None = None
    extends: PackRef | None = None
    bases: tuple[PackRef, ...] = ()
    circle: tuple[PackRef, ...] = ()
    under: str = ""
    digest: str | None = None
    document: str | None = None

    @property
    def ref(self) -> PackRef | None:
        """What the file says it is."""
        return None if self.name is None or self.edition is None else PackRef(self.name, self.edition)

    @property
    def faults(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.severity is Severity.FAULT)

    @property
    def is_whole(self) -> bool:
        """Whether the pack itself is here, where the file has one."""
        return self.digest is None or self.document is not None

    @cached_property
    def pack(self) -> Pack:
        """The pack of a good file that is whole."""
        assert self.document is not None
        return read_snapshot(self.document)


def record_of(read: "ReadPack", under: str) -> Record:
    """What is known of a file that was just read; `under` stands for what it builds on."""
    pack = read.pack
    known: dict[str, Any] = {
        "name": read.pack_name,
        "edition": read.edition,
        "problems": read.problems,
        "effective": read.effective,
        "extends": read.extends,
        "bases": read.bases,
        "circle": read.circle,
        "accepted": tuple(accepted.problem for accepted in read.accepted),
        "under": under,
    }
    if pack is None:
        return Record(**known)
    document = write_snapshot(pack)
    record = Record(
        **known,
        title=pack.title,
        languages=pack.languages,
        sections=len(pack.sections),
        standards=len(pack.standards),
        measured=pack.measured_count,
        logo=pack.brand.logo,
        logo_file=read.logo_file,
        digest=digest_of_snapshot(document),
        document=document,
    )
    vars(record)["pack"] = pack
    return record


def head_of(record: Record) -> str:
    """Everything of a record but its document, as one line."""
    plain = asdict(
        replace(record, problems=(), accepted=(), extends=None, bases=(), circle=(), document=None)
    )
    plain |= {
        "problems": [_problem_fields(problem) for problem in record.problems],
        "accepted": [_problem_fields(problem) for problem in record.accepted],
        "effective": None if record.effective is None else record.effective.isoformat(),
        "title": record.title.entries,
        "extends": None if record.extends is None else str(record.extends),
        "bases": [str(ref) for ref in record.bases],
        "circle": [str(ref) for ref in record.circle],
    }
    return json.dumps(plain, ensure_ascii=False)


def read_head(head: str) -> Record | None:
    """The record of a head; None for what is none."""
    try:
        plain = json.loads(head)
        told = {
            "problems": tuple(_problem(fields) for fields in plain["problems"]),
            "accepted": tuple(_problem(fields) for fields in plain["accepted"]),
            "effective": None if plain["effective"] is None else date.fromisoformat(plain["effective"]),
            "title": Text(tuple((language, words) for language, words in plain["title"])),
            "languages": tuple(plain["languages"]),
            "extends": None if plain["extends"] is None else _ref(plain["extends"]),
            "bases": tuple(_ref(name) for name in plain["bases"]),
            "circle": tuple(_ref(name) for name in plain["circle"]),
        }
        return Record(**(plain | told))
    except (LookupError, TypeError, ValueError, AttributeError):
        return None


def with_document(record: Record, document: str | None) -> Record | None:
    """The whole record; None where the document is not the one that was kept with it."""
    if document is None or digest_of_snapshot(document) != record.digest:
        return None
    return replace(record, document=document)


def _problem_fields(problem: Problem) -> list[object]:
    place = problem.place
    where = None if place is None else [place.file, place.line, place.column]
    return [problem.code, problem.message, problem.hint, where, problem.severity.value]


def _problem(fields: list[Any]) -> Problem:
    code, message, hint, where, severity = fields
    return Problem(code, message, hint, None if where is None else Place(*where), Severity(severity))


def _ref(name: str) -> PackRef:
    pack, _, edition = name.partition("@")
    return PackRef(pack, edition)
