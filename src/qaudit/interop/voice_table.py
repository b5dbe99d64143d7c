"""What customers said as a text table (CSV): read row by row, every fault told with its line and column.

A column is counted in cells. The table is never held whole: a year of a large brand's voices is read in the memory
of one row.
"""

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import cached_property
from typing import BinaryIO, NoReturn

from qaudit.core.branch_time import Written, is_ahead, is_before, read_written
from qaudit.core.problems import Place, Problem, nearest
from qaudit.core.text import printable
from qaudit.core.voices import Channel, VoiceKind
from qaudit.errors import did_you_mean
from qaudit.speech import _, ngettext

REQUIRED = ("branch", "kind", "channel", "at", "words")
COLUMNS = (*REQUIRED, "pack", "codes", "acknowledged_at", "answered_at", "answer")
MOST_ROWS = 200_000
LONGEST_WORDS = 20_000
_LONGEST_LINE = 200_000
"""Bytes of one line of the file; longer ones are no table."""
_LONGEST_CELL = 131_072
"""Characters. The limit of `csv` itself is one for the whole process: any library may raise it."""

FILE, HEAD, ROW, CELL, MOMENT, PACK, STANDARD = (f"V{number:02}" for number in range(1, 8))

_DIVIDERS = (",", ";", "\t")
_SAID = re.compile(r"sep=([,;\t])\s*", re.IGNORECASE)
_BETWEEN_CODES = re.compile(r"[\s,;+|]+")
_LINE_ENDS = re.compile("\r\n?")


@dataclass(frozen=True, slots=True)
class VoiceCells:
    """One row that makes sense. Moments are UTC; `pack` is `PACK` or `PACK@EDITION`, as it was written."""

    line: int
    branch: str
    kind: VoiceKind
    channel: Channel
    at: datetime
    words: str
    pack: str = ""
    codes: tuple[str, ...] = ()
    acknowledged_at: datetime | None = None
    answered_at: datetime | None = None
    answer: str = ""


@dataclass(frozen=True)
class Known:
    """What a table is read against: the branches' zones by code, the packs, and the clock.

    `codes_of` gives the codes of a pack's standards, by one of `packs` (`PACK` or `PACK@EDITION`).
    """

    zones: Mapping[str, tzinfo]
    packs: frozenset[str]
    codes_of: Callable[[str], frozenset[str]]
    now: datetime

    @cached_property
    def branch_by_fold(self) -> Mapping[str, str]:
        """The codes of branches by their letters, whatever their case; those that only differ in it left out."""
        found: dict[str, str] = {}
        for code in self.zones:
            found[code.casefold()] = "" if code.casefold() in found else code
        return found


class _Broken(Exception):
    """The file cannot be read any further; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def read_voice_table(file: BinaryIO, source: str, known: Known) -> Iterator[VoiceCells | Problem]:
    """Every row of a table, or each of its problems, in their order. `source` is the file's name for messages.

    The table is UTF-8, its cells divided by commas, semicolons or tabs, its first line the columns' names.
    """
    try:
        yield from _read(file, source, known)
    except _Broken as broken:
        yield broken.problem


def _read(file: BinaryIO, source: str, known: Known) -> Iterator[VoiceCells | Problem]:
    lines = _Lines(file, source)
    divider, named = _head(lines)
    head = _Head(source, lines.number or 1, tuple(named))
    yield from head.problems()
    for count, (line, cells) in enumerate(_rows(lines, divider), start=1):
        if count > MOST_ROWS:
            message = _("the table has more than {most} rows", most=f"{MOST_ROWS:,}")
            raise _Broken(Problem(FILE, message, _("divide it"), Place(source, line, 1)))
        row = _Row(head, line, cells, known)
        voice = row.voice()
        yield from sorted(row.problems, key=_column_of)
        if voice is not None and not row.problems:
            yield voice


class _Lines:
    """The lines of a file as text; `number` is that of the last one."""

    def __init__(self, file: BinaryIO, source: str) -> None:
        self._file = file
        self.source = source
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        raw = self._file.readline(_LONGEST_LINE + 1)
        if not raw:
            raise StopIteration
        self.number += 1
        if len(raw) > _LONGEST_LINE:
            self.refuse(_("the line is too long for a table"))
        try:
            return raw.decode("utf-8-sig" if self.number == 1 else "utf-8")
        except UnicodeDecodeError:
            self.refuse(_("the file is not UTF-8"), _("save it as CSV UTF-8"))

    def refuse(self, message: str, hint: str = "", line: int | None = None) -> NoReturn:
        """Ends the reading at the last line, or at another."""
        raise _Broken(Problem(FILE, message, hint, Place(self.source, line or self.number or 1, 1)))


def _head(lines: _Lines) -> tuple[str, list[str]]:
    """What divides the cells, and the names of the columns."""
    first = next((line for line in lines if line.strip()), "")
    if said := _SAID.fullmatch(first):
        # What Excel writes ahead of a table to say what divides its cells.
        first = next(lines, "")
        return said[1], _names(first, said[1], lines)
    divider = max(_DIVIDERS, key=lambda one: len(set(_names(first, one, lines)) & set(COLUMNS)))
    return divider, _names(first, divider, lines)


def _names(line: str, divider: str, lines: _Lines) -> list[str]:
    try:
        names = next(csv.reader([line], delimiter=divider), [])
    except csv.Error:
        lines.refuse(_("the first line must name the columns"), _columns_hint())
    folded = [name.strip().casefold() for name in names]
    while folded and not folded[-1]:
        folded.pop()
    return folded


def _rows(lines: _Lines, divider: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold anything, each with the line that it begins in."""
    taken = 0

    def counted() -> Iterator[str]:
        nonlocal taken
        for line in lines:
            taken += len(line)
            yield line
            # A row that is not over by now has a quoted cell that goes on in the next line.
            _check_length(taken)

    reader = csv.reader(counted(), delimiter=divider, strict=True)
    while True:
        begins, taken = lines.number + 1, 0
        try:
            cells = next(reader, None)
            _check_length(max(map(len, cells or ()), default=0))
        except csv.Error as fault:
            reason = printable(str(fault), one_line=True)
            lines.refuse(
                _("the row cannot be read: {reason}", reason=reason),
                _('a quoted cell ends with ", and a " inside it is written twice'),
                begins,
            )
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield begins, cells


def _check_length(characters: int) -> None:
    """Raises `csv.Error` for more than one cell holds, in the words that `csv` has for it."""
    if characters > _LONGEST_CELL:
        raise csv.Error(f"field larger than field limit ({_LONGEST_CELL})")


@dataclass(frozen=True)
class _Head:
    """The first line: the columns' names as they were understood."""

    source: str
    line: int
    names: tuple[str, ...]

    @cached_property
    def place_of(self) -> Mapping[str, int]:
        """The place of each column, from 0."""
        return {name: place for place, name in reversed([*enumerate(self.names)])}

    def problems(self) -> Iterator[Problem]:
        """Unknown, doubled and missing columns."""
        for place, name in enumerate(self.names):
            where = Place(self.source, self.line, place + 1)
            shown = _shown(name)
            if name not in COLUMNS:
                hint = did_you_mean(nearest(name, COLUMNS), _columns_hint())
                yield Problem(HEAD, _("unknown column {column}", column=shown), hint, where)
            elif self.place_of[name] != place:
                yield Problem(HEAD, _("column {column} is named twice", column=shown), "", where)
        for name in REQUIRED:
            if name not in self.place_of:
                message = _("there is no column {column}", column=_shown(name))
                yield Problem(HEAD, message, _columns_hint(), Place(self.source, self.line, 1))


class _Row:
    """One row while it is read."""

    def __init__(self, head: _Head, line: int, cells: list[str], known: Known) -> None:
        self._head = head
        self._line = line
        self._cells = cells
        self._known = known
        self.problems: list[Problem] = []

    def voice(self) -> VoiceCells | None:
        """What the row tells; None where `problems` says why not."""
        self._check_width()
        branch, kind, channel = self._branch(), self._kind(), self._channel()
        words = self._words("words", needed=True)
        moments = self._moments(branch)
        pack, codes = self._standards()
        answer = self._words("answer")
        if answer and self._cell("answered_at") == "":
            self._refuse("answer", MOMENT, _("there is an answer and no moment of it"), _("fill answered_at"))
        if not (branch and kind and channel and words and moments):
            return None
        at, acknowledged_at, answered_at = moments
        return VoiceCells(
            self._line, branch, kind, channel, at, words, pack, codes, acknowledged_at, answered_at, answer
        )

    def _check_width(self) -> None:
        width = len(self._head.names)
        beyond = [place for place in range(width, len(self._cells)) if self._cells[place].strip()]
        if beyond:
            message = ngettext(
                "the row has {n} cell more than there are columns",
                "the row has {n} cells more than there are columns",
                len(self._cells) - width,
            )
            hint = _('put words with a comma in double quotes: "like, this"')
            self.problems.append(Problem(ROW, message, hint, self._place(beyond[0])))

    def _branch(self) -> str | None:
        code = self._needed("branch")
        if code is None or code in self._known.zones:
            return code
        by_fold = self._known.branch_by_fold
        if same := by_fold.get(code.casefold()):
            return same
        message = _("there is no branch {key}", key=_shown(code))
        near = nearest(code[:200], self._known.zones)
        self._refuse("branch", CELL, message, did_you_mean(near, _("qaudit branch list shows them")))
        return None

    def _kind(self) -> VoiceKind | None:
        word = self._needed("kind")
        if word is None:
            return None
        try:
            return VoiceKind(word.casefold())
        except ValueError:
            self._unknown_word("kind", word, [kind.value for kind in VoiceKind])
            return None

    def _channel(self) -> Channel | None:
        word = self._needed("channel")
        if word is None:
            return None
        try:
            return Channel(word.casefold().replace(" ", "_").replace("-", "_"))
        except ValueError:
            self._unknown_word("channel", word, [channel.value for channel in Channel])
            return None

    def _words(self, column: str, *, needed: bool = False) -> str:
        cell = self._needed(column) if needed else self._cell(column)
        words = _LINE_ENDS.sub("\n", cell or "")
        if len(words) > LONGEST_WORDS:
            message = ngettext("the words have {n} character", "the words have {n} characters", len(words))
            self._refuse(column, CELL, message, _("at most {most}", most=f"{LONGEST_WORDS:,}"))
        return words

    def _moments(self, branch: str | None) -> tuple[datetime, datetime | None, datetime | None] | None:
        """When it came, was acknowledged and was answered; an answer acknowledges."""
        written = self._needed("at")
        zone = self._known.zones.get(branch or "")
        if written is None or zone is None:
            return None
        at = self._moment("at", written, zone)
        if at is None:
            return None
        done = {column: self._later(column, at, zone) for column in ("acknowledged_at", "answered_at")}
        acknowledged, answered = done["acknowledged_at"], done["answered_at"]
        if answered is not None and (acknowledged is None or answered < acknowledged):
            acknowledged = answered
        return at.at, acknowledged, answered

    def _later(self, column: str, at: Written, zone: tzinfo) -> datetime | None:
        written = self._cell(column)
        found = self._moment(column, written, zone) if written else None
        if found is None:
            return None
        if is_before(found, at, zone):
            self._refuse(column, MOMENT, _("{moment} is before it came", moment=_shown(written)))
        return max(found.at, at.at)

    def _moment(self, column: str, written: str, zone: tzinfo) -> Written | None:
        found = read_written(written, zone)
        if found is None:
            message = _("{moment} is no moment", moment=_shown(written))
            self._refuse(column, MOMENT, message, _("write 2026-05-14 10:02, or the day alone"))
        elif is_ahead(found, self._known.now, zone):
            self._refuse(column, MOMENT, _("{moment} is in the future", moment=_shown(written)))
        return found

    def _standards(self) -> tuple[str, tuple[str, ...]]:
        pack = self._cell("pack")
        codes = [code for code in _BETWEEN_CODES.split(self._cell("codes")) if code]
        if codes and not pack:
            self._refuse("codes", PACK, _("codes need the pack that they stand in"), _("fill pack"))
        if not pack or pack not in self._known.packs:
            if pack:
                near = nearest(pack[:200], self._known.packs)
                hint = did_you_mean(near, _("qaudit pack list shows what there is"))
                self._refuse("pack", PACK, _("there is no pack {pack}", pack=_shown(pack)), hint)
            return "", ()
        known = self._known.codes_of(pack)
        return pack, tuple(found for code in codes if (found := self._code(code, known)) is not None)

    def _code(self, code: str, known: frozenset[str]) -> str | None:
        if code in known:
            return code
        near = nearest(code[:200], sorted(known))
        hint = did_you_mean(near, _("qaudit pack show lists the codes"))
        self._refuse("codes", STANDARD, _("the pack has no standard {code}", code=_shown(code)), hint)
        return None

    def _needed(self, column: str) -> str | None:
        """The words of a cell that may not be empty; None where it is, or where its column is missing."""
        cell = self._cell(column)
        if not cell and column in self._head.place_of:
            self._refuse(column, CELL, _("{column} is empty", column=column))
        return cell or None

    def _unknown_word(self, column: str, word: str, known: list[str]) -> None:
        message = _("{column} cannot be {word}", column=column, word=_shown(word))
        self._refuse(column, CELL, message, _("one of {words}", words=", ".join(known)))

    def _cell(self, column: str) -> str:
        place = self._head.place_of.get(column)
        return self._cells[place].strip() if place is not None and place < len(self._cells) else ""

    def _refuse(self, column: str, code: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(code, message, hint, self._place(self._head.place_of.get(column, 0))))

    def _place(self, place: int) -> Place:
        return Place(self._head.source, self._line, place + 1)


def _column_of(problem: Problem) -> int:
    return problem.place.column if problem.place else 0


def _columns_hint() -> str:
    return _("columns: {columns}", columns=", ".join(COLUMNS))


def _shown(words: str, most: int = 60) -> str:
    """Words of the table for a sentence: printable, one line, not too long, in quotes."""
    text = printable(words, one_line=True)
    return f"'{text if len(text) <= most else text[: most - 1] + '…'}'"
