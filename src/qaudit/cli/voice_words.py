"""What customers say, in lines for people and as JSON. Moments for people are on the branch's clock."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING

from qaudit.cli.visit_documents import Document, moment_or_none
from qaudit.core.changes import write_moment
from qaudit.core.voices import LEAST_COMPLAINTS, LEAST_JUDGED, Clock, Voice
from qaudit.speech import _, ngettext, pgettext
from qaudit.wording.voices import channel_name, clock_words, voice_kind_name

if TYPE_CHECKING:
    from qaudit.desk.voices import Beside

Clocks = Mapping[str, tzinfo]


def list_heads() -> Sequence[str]:
    """The columns of the list."""
    return (
        _("VOICE"), _("CAME"), _("BRANCH"), _("KIND"), _("ACKNOWLEDGED"), _("ANSWERED"), _("WORDS"),
    )  # fmt: skip


def list_rows(voices: Sequence[Voice], clocks: Clocks, now: datetime) -> list[tuple[str, ...]]:
    """Voices in a list."""
    return [
        (
            voice.id,
            local_words(voice.at, clocks.get(voice.branch, UTC)),
            voice.branch,
            voice_kind_name(voice.kind),
            clock_words(voice.acknowledgement(now)) or _done_words(voice.acknowledged_at),
            clock_words(voice.answering(now)) or _done_words(voice.answered_at),
            voice.words,
        )
        for voice in voices
    ]


def voice_rows(voice: Voice, zone: tzinfo, now: datetime) -> list[tuple[str, str]]:
    """One voice, label by label; what is not there is left out."""
    standards = f"{voice.pack}: {', '.join(voice.codes)}" if voice.codes else voice.pack
    rows = [
        (_("voice"), voice.id),
        (_("branch"), voice.branch),
        (_("kind"), voice_kind_name(voice.kind)),
        (_("channel"), channel_name(voice.channel)),
        (_("came"), local_words(voice.at, zone)),
        (_("noted by"), voice.noted_by),
        (_("standards"), standards),
        (_("words"), voice.words),
        (
            _("acknowledged"),
            _promise_words(voice.acknowledged_at, voice.acknowledged_by, voice.acknowledgement(now), zone),
        ),
        (_("answered"), _promise_words(voice.answered_at, voice.answered_by, voice.answering(now), zone)),
        (_("answer"), voice.answer),
    ]
    return [(label, words) for label, words in rows if words]


def promise_lines(voice: Voice, zone: tzinfo) -> list[str]:
    """What was promised to the customer; nothing for a compliment."""
    limits = voice.limits
    lines = []
    if limits.acknowledge_by is not None:
        lines.append(_("Acknowledge it until {moment}", moment=local_words(limits.acknowledge_by, zone)))
    if limits.answer_by is not None:
        lines.append(_("Answer it until {moment}", moment=local_words(limits.answer_by, zone)))
    return lines


def voice_document(voice: Voice, now: datetime) -> Document:
    """A voice with its clocks as they stand."""
    return {
        "voice": voice.id,
        "branch": voice.branch,
        "kind": voice.kind.value,
        "channel": voice.channel.value,
        "at": write_moment(voice.at),
        "words": voice.words,
        "pack": voice.pack,
        "standards": list(voice.codes),
        "noted_by": voice.noted_by,
        "acknowledgement": {
            **_clock_fields(voice.acknowledgement(now)),
            "at": moment_or_none(voice.acknowledged_at),
            "by": voice.acknowledged_by,
        },
        "answer": {
            **_clock_fields(voice.answering(now)),
            "at": moment_or_none(voice.answered_at),
            "by": voice.answered_by,
            "words": voice.answer,
        },
    }


def beside_heads() -> Sequence[str]:
    """The columns of standards with their visits and voices."""
    return (
        "", _("PACK"), pgettext("column", "CODE"), _("VISITS"), _("MISSED"), _("COMPLAINTS"), _("COMPLIMENTS"),
        _("SUGGESTIONS"), _("STANDARD"),
    )  # fmt: skip


def beside_rows(found: "Sequence[Beside]", language: str) -> list[tuple[str | int, ...]]:
    """Standards with their visits and voices; those that look wrong have a mark."""
    return [
        (
            "?" if one.counts.is_doubtful else "",
            one.counts.pack,
            one.counts.code,
            one.counts.judged,
            one.counts.missed,
            one.counts.complaints,
            one.counts.compliments,
            one.counts.suggestions,
            one.text.in_language(language) if one.text else "",
        )
        for one in found
    ]


def doubt_words(found: "Sequence[Beside]") -> str:
    """What the marks mean; nothing where there is none."""
    codes = [one.counts.code for one in found if one.counts.is_doubtful]
    if not codes:
        return ""
    return ngettext(
        "{n} standard may be the wrong one (?): never missed in {visits} visits or more, and complained of "
        "{complaints} times or more",
        "{n} standards may be the wrong ones (?): never missed in {visits} visits or more, and complained of "
        "{complaints} times or more",
        len(codes),
        visits=LEAST_JUDGED,
        complaints=LEAST_COMPLAINTS,
    )


def beside_document(one: "Beside") -> Document:
    """A standard with its visits and voices; its text in the pack's own language."""
    counts = one.counts
    return {
        "pack": counts.pack,
        "code": counts.code,
        "text": None if one.text is None else str(one.text),
        "judged": counts.judged,
        "missed": counts.missed,
        "complaints": counts.complaints,
        "compliments": counts.compliments,
        "suggestions": counts.suggestions,
        "doubtful": counts.is_doubtful,
    }


def local_words(moment: datetime, zone: tzinfo) -> str:
    """A moment on a clock: `2026-05-14 10:02`."""
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M")


def _promise_words(done_at: datetime | None, who: str, clock: Clock | None, zone: tzinfo) -> str:
    told = clock_words(clock)
    if done_at is None:
        due = "" if clock is None else _("until {moment}", moment=local_words(clock.due, zone))
        return ", ".join(filter(None, (due, told)))
    when = local_words(done_at, zone)
    done = _("{moment} by {who}", moment=when, who=who) if who else when
    return ", ".join(filter(None, (done, told)))


def _done_words(done_at: datetime | None) -> str:
    return "" if done_at is None else _("yes")


def _clock_fields(clock: Clock | None) -> Document:
    if clock is None:
        return {"due": None, "state": None, "seconds": None}
    return {
        "due": write_moment(clock.due),
        "state": clock.state.value,
        "seconds": int(clock.length.total_seconds()),
    }
