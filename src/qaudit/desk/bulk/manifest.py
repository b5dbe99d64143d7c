"""What a folder of reports holds: which file is the report of which visit, and what it was made from.

One JSON object to a line, in the order in which the reports were made; a later line about the same report counts.
A line that was cut off by a crash is passed over: its report is made again.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from hashlib import sha256
from pathlib import Path
from typing import Any

from qaudit.errors import UsageError, system_reason
from qaudit.speech import _

NAME = "reports.jsonl"
_PIECE = 1 << 20
_TEXTS = ("visit", "seal", "scorecard", "beside", "language", "format", "template", "file", "sha256")
_LATER = ("signer", "without_font")
"""What lines of the first versions lack."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a report is made from: where this is the same, the report is.

    `version` and `seal` are those of the visit's journal, `scorecard` is the digest of its newest scorecard (empty
    where none is kept), `beside` that of what other visits and the calendar say in it, and `template` that of the
    templates and the program. `signer` is the sha256 of the certificate that it is signed with, empty where it is not.
    """

    visit: str
    version: int
    seal: str
    scorecard: str
    beside: str
    language: str
    format: str
    template: str
    signer: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A report of the folder: its file's name and the sha256 of its bytes, which a signature makes new each time.

    `without_font` are the characters in it that no font had.
    """

    origin: Origin
    file: str
    sha256: str
    without_font: str = ""


class Manifest:
    """The list of one folder, which is made where it is not there. Raises `UsageError` where that fails."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._path = folder / NAME
        try:
            folder.mkdir(parents=True, exist_ok=True)
            written = self._path.read_bytes() if self._path.exists() else b""
        except OSError as fault:
            raise UsageError(
                _("{path} cannot be used: {reason}", path=folder, reason=system_reason(fault)),
                _("choose another folder"),
            ) from None
        self._entries = {_about(one): one for one in _entries(written)}
        self._is_tidy = written == self._text()

    def entry(self, visit: str, form: str) -> Entry | None:
        """The report of a visit in this format."""
        return self._entries.get((visit, form))

    def stands(self, entry: Entry) -> bool:
        """Whether the file is there as it was made."""
        try:
            with (self.folder / entry.file).open("rb") as file:
                found = sha256()
                while piece := file.read(_PIECE):
                    found.update(piece)
        except OSError:
            return False
        return found.hexdigest() == entry.sha256

    def own_name(self, name: str, visit: str) -> str:
        """The name, or one with the visit's whole id where another visit's report has it."""
        taken = {one.file.casefold() for one in self._entries.values() if one.origin.visit != visit}
        if name.casefold() not in taken:
            return name
        path = Path(name)
        return f"{path.stem}-{visit}{path.suffix}"

    def add(self, entry: Entry) -> None:
        """Notes a report whose file is there. Raises `OSError`, `PdfFailed`."""
        self._entries[_about(entry)] = entry
        if self._is_tidy:
            with self._path.open("ab") as file:
                file.write(_line(entry))
            return
        from qaudit.reports.files import write_whole

        write_whole(self._path, self._text())
        self._is_tidy = True

    def _text(self) -> bytes:
        return b"".join(_line(one) for one in self._entries.values())


def _about(entry: Entry) -> tuple[str, str]:
    return entry.origin.visit, entry.origin.format


def _line(entry: Entry) -> bytes:
    told = {**asdict(entry.origin), "file": entry.file, "sha256": entry.sha256}
    if entry.without_font:
        told["without_font"] = entry.without_font
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _entries(written: bytes) -> Iterator[Entry]:
    for line in written.splitlines():
        try:
            told = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if (entry := _entry(told)) is not None:
            yield entry


def _entry(told: Any) -> Entry | None:
    """An entry out of a line; None where something is missing, or the file would be outside the folder."""
    if not isinstance(told, dict):
        return None
    told = dict.fromkeys(_LATER, "") | told
    texts = [told.get(name) for name in (*_TEXTS, *_LATER)]
    version = told.get("version")
    if type(version) is not int or not all(isinstance(text, str) for text in texts):
        return None
    file = told["file"]
    if not file or Path(file).name != file or "\0" in file:
        return None
    origin = Origin(**{field.name: told[field.name] for field in fields(Origin)})
    return Entry(origin, file, told["sha256"], told["without_font"])
