"""What customers say, as the store keeps it: taken in, acknowledged, answered, and asked about."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

from sqlalchemy import Insert, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from qaudit.core.text import printable, storable
from qaudit.core.visits import VisitKind
from qaudit.core.voices import BesideStandard, Voice
from qaudit.errors import UsageError
from qaudit.speech import _
from qaudit.store import voice_queries
from qaudit.store.directory import find_branch
from qaudit.store.engine import Database
from qaudit.store.voice_mapping import columns_of, fingerprint, stored
from qaudit.store.voice_queries import Complaint, Scope, Span, VoiceFilter
from qaudit.store.voice_rows import VoiceRow, VoiceStandardRow

__all__ = ["Complaint", "Scope", "Span", "TakenIn", "VoiceBook", "VoiceFilter"]

_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class TakenIn:
    """How many voices of many are new in the store, and how many were there already."""

    added: int
    repeated: int


class VoiceBook:
    """A method is one transaction. Every fault is a `QauditError`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, voice: Voice) -> Voice:
        """Keeps a voice, and gives it as it is kept.

        Raises `UsageError` where its branch is unknown, or has the same words of the same moment already.
        """
        with self._database.writing() as session:
            find_branch(session, voice.branch)
            kept = stored(voice)
            twin = (
                select(col(VoiceRow.id))
                .where(col(VoiceRow.branch) == kept.branch, col(VoiceRow.at) == kept.at)
                .where(col(VoiceRow.fingerprint) == fingerprint(kept.words))
            )
            if known := session.execute(twin).scalar():
                raise UsageError(
                    _("Branch {branch} has these words of that moment already", branch=kept.branch),
                    f"qaudit voice show {known}",
                )
            _insert(session, [kept], insert(VoiceRow))
            return kept

    def take_in(self, voices: Iterable[Voice]) -> TakenIn:
        """Keeps many voices of known branches, all or none; those that are there already are only counted.

        What `voices` raises on its way passes through, and nothing is kept. It is asked for a part at a time.
        """
        dialect = sqlite if self._database.is_sqlite else postgresql
        told = added = 0
        with self._database.writing() as session:
            statement = dialect.insert(VoiceRow).on_conflict_do_nothing(
                index_elements=["branch", "at", "fingerprint"]
            )
            for part in _parts(voices):
                told += len(part)
                added += _insert(session, [stored(voice) for voice in part], statement)
        return TakenIn(added, told - added)

    def voice(self, prefix: str) -> Voice:
        """The voice whose id begins with `prefix`, of 6 characters or more.

        Raises `UsageError` for none and for several, `RowUnreadable`.
        """
        with self._database.reading() as session:
            return voice_queries.read_voice(session, voice_queries.find_row(session, prefix))

    def voices(self, wanted: VoiceFilter) -> tuple[Voice, ...]:
        """Voices, newest first. A row that cannot be read is left out; the log names it."""
        with self._database.reading() as session:
            return voice_queries.list_voices(session, wanted)

    def acknowledge(self, voice_id: str, *, who: str, at: datetime) -> Voice:
        """Writes down that it was acknowledged. Raises `UsageError` where somebody did so before."""
        with self._database.writing() as session:
            row = voice_queries.find_row(session, voice_id, lock=True)
            if row.acknowledged_at is not None:
                raise _done_before(
                    _("Voice {voice} is acknowledged already", voice=row.id),
                    row.acknowledged_by,
                    row.acknowledged_at,
                )
            row.acknowledged_at, row.acknowledged_by = at, storable(who)
            return voice_queries.read_voice(session, row)

    def answer(self, voice_id: str, words: str, *, who: str, at: datetime) -> Voice:
        """Writes down the answer, which acknowledges too. Raises `UsageError` where there is one."""
        with self._database.writing() as session:
            row = voice_queries.find_row(session, voice_id, lock=True)
            if row.answered_at is not None:
                raise _done_before(
                    _("Voice {voice} is answered already", voice=row.id), row.answered_by, row.answered_at
                )
            row.answered_at, row.answered_by, row.answer = at, storable(who), storable(words)
            if row.acknowledged_at is None:
                row.acknowledged_at, row.acknowledged_by = at, row.answered_by
            return voice_queries.read_voice(session, row)

    def beside_standards(
        self, scope: Scope, visible_at: datetime, kind: VisitKind
    ) -> tuple[BesideStandard, ...]:
        """For each standard: published visits of one kind that judged it, their misses, and what was said."""
        with self._database.reading() as session:
            return voice_queries.beside_standards(session, scope, visible_at, kind)

    def complaints(self, scope: Scope) -> tuple[Complaint, ...]:
        """What customers complained of, standard by standard."""
        with self._database.reading() as session:
            return voice_queries.complaints(session, scope)


def _parts(voices: Iterable[Voice]) -> Iterator[list[Voice]]:
    left = iter(voices)
    while part := list(islice(left, _AT_ONCE)):
        yield part


def _insert(session: Session, voices: list[Voice], statement: Insert) -> int:
    """Adds rows, with those of the standards they touch; gives how many were added."""
    # With the NULLs left out, as they would be, there would be a statement for each set of columns.
    session.execute(statement.execution_options(render_nulls=True), [columns_of(voice) for voice in voices])
    ids = [voice.id for voice in voices]
    new = set(session.execute(select(col(VoiceRow.id)).where(col(VoiceRow.id).in_(ids))).scalars())
    touched = [
        {"voice_id": voice.id, "code": code} for voice in voices if voice.id in new for code in voice.codes
    ]
    if touched:
        session.execute(insert(VoiceStandardRow), touched)
    return len(new)


def _done_before(message: str, who: str, at: datetime) -> UsageError:
    when = at.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
    shown = printable(who, one_line=True)
    return UsageError(message, _("by {who}, {moment}", who=shown, moment=when) if who else when)
