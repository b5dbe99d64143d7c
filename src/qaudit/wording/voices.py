"""What customers say, in words: kinds, channels, and how the clocks stand."""

from qaudit.core.voices import Channel, Clock, ClockState, VoiceKind
from qaudit.speech import N_, _, pgettext
from qaudit.wording.values import TAG_WORDS, length_words

_OF_CLOCK = {
    ClockState.RUNNING: N_("{length} left"),
    ClockState.OVERDUE: N_("overdue by {length}"),
    ClockState.KEPT: N_("kept, in {length}"),
    ClockState.LATE: N_("late by {length}"),
}


def voice_kind_name(kind: VoiceKind) -> str:
    """`complaint`, `compliment`, `suggestion`."""
    names = {
        VoiceKind.COMPLAINT: pgettext("what a customer says", "complaint"),
        VoiceKind.COMPLIMENT: pgettext("what a customer says", "compliment"),
        VoiceKind.SUGGESTION: pgettext("what a customer says", "suggestion"),
    }
    return names[kind]


def channel_name(channel: Channel) -> str:
    """`By phone`."""
    known = TAG_WORDS.get(channel.value)
    return _(known) if known else pgettext("channel of what a customer says", "Another way")


def clock_words(clock: Clock | None) -> str:
    """How a promised time stands: `5 h 20 min left`, `overdue by 1 d 3 h`; nothing where none was promised."""
    if clock is None:
        return ""
    return _(_OF_CLOCK[clock.state], length=length_words(clock.length).replace("\u00a0", " "))
