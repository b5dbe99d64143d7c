"""Voices to rows and back. A row that makes no sense raises `RowUnreadable`, which names it."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from qaudit.core.text import storable
from qaudit.core.voices import Channel, Limits, Voice, VoiceKind
from qaudit.store.mapping import moment, moment_or_none, naming, text
from qaudit.store.voice_rows import VoiceRow


def voice_of(row: VoiceRow, codes: Iterable[str] = ()) -> Voice:
    """A voice with the codes of the standards that it touches, in order."""
    with naming("voices", row.id):
        return Voice(
            id=text(row.id, "id"),
            branch=text(row.branch, "branch"),
            kind=VoiceKind(row.kind),
            channel=Channel(row.channel),
            at=moment(row.at, "at"),
            words=text(row.words, "words"),
            noted_by=text(row.noted_by, "noted_by"),
            pack=text(row.pack, "pack"),
            codes=tuple(sorted(text(code, "code") for code in codes)),
            limits=Limits(
                moment_or_none(row.acknowledge_due, "acknowledge_due"),
                moment_or_none(row.answer_due, "answer_due"),
            ),
            acknowledged_at=moment_or_none(row.acknowledged_at, "acknowledged_at"),
            acknowledged_by=text(row.acknowledged_by, "acknowledged_by"),
            answered_at=moment_or_none(row.answered_at, "answered_at"),
            answered_by=text(row.answered_by, "answered_by"),
            answer=text(row.answer, "answer"),
        )


def stored(voice: Voice) -> Voice:
    """The voice as every database can keep it; its codes each once, in order."""
    return replace(
        voice,
        words=storable(voice.words),
        noted_by=storable(voice.noted_by),
        pack=storable(voice.pack),
        codes=tuple(sorted({storable(code) for code in voice.codes})),
        acknowledged_by=storable(voice.acknowledged_by),
        answered_by=storable(voice.answered_by),
        answer=storable(voice.answer),
    )


def columns_of(voice: Voice) -> dict[str, Any]:
    """What a voice that is `stored` puts into the columns of its row."""
    return {
        "id": voice.id,
        "branch": voice.branch,
        "kind": voice.kind.value,
        "channel": voice.channel.value,
        "at": voice.at,
        "words": voice.words,
        "fingerprint": fingerprint(voice.words),
        "pack": voice.pack,
        "noted_by": voice.noted_by,
        "acknowledge_due": voice.limits.acknowledge_by,
        "answer_due": voice.limits.answer_by,
        "acknowledged_at": voice.acknowledged_at,
        "acknowledged_by": voice.acknowledged_by,
        "answered_at": voice.answered_at,
        "answered_by": voice.answered_by,
        "answer": voice.answer,
    }


def fingerprint(words: str) -> str:
    """The sha256 of the words' UTF-8 text, in hexadecimal."""
    return hashlib.sha256(words.encode()).hexdigest()
