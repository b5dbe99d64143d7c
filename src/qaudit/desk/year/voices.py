"""What customers of the year's brands say, and what they are answered."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from qaudit.core.people import Person
from qaudit.core.voices import Channel, VoiceKind
from qaudit.desk.chances import Chances
from qaudit.desk.voices import Said, Voices
from qaudit.desk.year import words
from qaudit.desk.year.agenda import Agenda
from qaudit.desk.year.places import Place
from qaudit.desk.year.truths import ALWAYS_KEPT, MONTHS, branch_points

DAYS = 90
_CHANNELS = (Channel.EMAIL, Channel.PHONE, Channel.FACE_TO_FACE, Channel.CHAT)
_ABOUT_WHAT_IS_KEPT = 0.25
"""The part of complaints that are about the standard which everyone meets."""


def expect_voices(
    voices: Voices, agenda: Agenda, places: Iterable[Place], now: datetime, who: Person
) -> None:
    """Puts what customers say in the last weeks on the agenda: more complaints where a branch is worse."""
    for place in places:
        chances = Chances(f"voices {place.code}")
        worse = max(0, round(-branch_points(place, MONTHS) / 4))
        for number in range(chances.between("number", 0, 2) + worse):
            _expect(voices, agenda, place, now, who, chances.of(str(number)))


def _expect(
    voices: Voices, agenda: Agenda, place: Place, now: datetime, who: Person, chances: Chances
) -> None:
    brand = place.region.brand
    fallen = chances.share("kind")
    kind = VoiceKind.COMPLAINT
    if fallen > 0.6:
        kind = VoiceKind.COMPLIMENT if fallen < 0.9 else VoiceKind.SUGGESTION
    text = words.voice_words(brand.language, kind.value, chances)
    is_about = kind is VoiceKind.COMPLAINT and chances.share("about") < _ABOUT_WHAT_IS_KEPT
    said = (
        Said(
            place.code,
            kind,
            Channel.EMAIL,
            words.complaint_of_what_is_kept(brand.pack),
            pack=f"{brand.pack}@1",
            codes=(ALWAYS_KEPT[brand.pack],),
        )
        if is_about
        else Said(place.code, kind, chances.pick("channel", _CHANNELS), text)
    )
    at = now - timedelta(days=chances.between("day", 0, DAYS - 1), minutes=chances.between("time", 5, 600))

    def say() -> None:
        voice = voices.add(who, said)
        if chances.share("answered") < 0.75:
            answered = at + timedelta(hours=chances.between("answer", 4, 200))
            answer = words.answer_words(brand.language, chances)
            agenda.put(answered, lambda: _answered(voices, who, voice.id, answer))

    agenda.put(at, say)


def _answered(voices: Voices, who: Person, voice_id: str, answer: str) -> None:
    voices.answer(who, voice_id, answer)
