"""The checks of a submitted visit in words. They speak of readings, notes and times, never of a person."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from qaudit.core.check_values import (
    AllBest,
    AllSame,
    AtOneGo,
    ByHand,
    Check,
    CheckId,
    Emptiness,
    EmptyWords,
    FarFromHistory,
    Gravity,
    Late,
    LongerPart,
    LongerThanVisit,
    NoNote,
    OutsideHours,
    OutsideVisit,
    SameNote,
    ThinGround,
    TooSoon,
    TrapReading,
    WrongOrder,
)
from qaudit.core.judging import Verdict
from qaudit.core.standards import Pack
from qaudit.core.text import printable
from qaudit.speech import N_, _, ngettext, pgettext
from qaudit.wording.phrases import plain
from qaudit.wording.values import duration_words, percent_words, time_of_day, two_places

LONGEST_NOTE = 60
"""Characters of a note that a sentence quotes."""
MOST_CODES = 5
"""Standards that a sentence names; the check has them all."""

_TITLES = {
    CheckId.TRAP: N_("Reading that cannot be"),
    CheckId.ORDER: N_("Marks in the wrong order"),
    CheckId.LONGER_PART: N_("A part longer than the whole"),
    CheckId.THIN_GROUND: N_("Critical miss on thin ground"),
    CheckId.NO_NOTE: N_("Miss without a note"),
    CheckId.EMPTY_WORDS: N_("Note that says nothing"),
    CheckId.SAME_NOTE: N_("Same note again and again"),
    CheckId.BY_HAND: N_("By hand, and not as marked"),
    CheckId.BEFORE_ARRIVAL: N_("Marked before the arrival"),
    CheckId.AFTER_LEAVING: N_("Marked after leaving"),
    CheckId.LONGER_THAN_VISIT: N_("Longer than the visit"),
    CheckId.OUTSIDE_HOURS: N_("Times outside the visit"),
    CheckId.ALL_BEST: N_("All at its best, without a word"),
    CheckId.ALL_SAME: N_("Every reading the same"),
    CheckId.AT_ONE_GO: N_("Saved at one go"),
    CheckId.FAR_FROM_HISTORY: N_("Far from earlier visits"),
    CheckId.LATE: N_("Submitted late"),
    CheckId.ROTATION: N_("Here again soon"),
}
_MARKS = {Gravity.STOP: "!", Gravity.LOOK: "?"}


def check_title(check: CheckId) -> str:
    """What a check is about, in a few words: `Miss without a note`."""
    return _(_TITLES[check])


def gravity_name(gravity: Gravity) -> str:
    """`stop`, `look`."""
    names = {
        Gravity.STOP: pgettext("gravity of a check", "stop"),
        Gravity.LOOK: pgettext("gravity of a check", "look"),
    }
    return names[gravity]


def gravity_mark(gravity: Gravity) -> str:
    """One sign for a gravity, beside its name: `!`, `?`."""
    return _MARKS[gravity]


def check_words(check: Check, pack: Pack, language: str | None) -> str:
    """One sentence about what a check saw; its first clause can stand alone. Texts of the pack are in `language`."""
    return plain(_SENTENCES[check.id](check, check.detail, pack, language))


def _trap(check: Check, detail: TrapReading, pack: Pack, language: str | None) -> str:
    return _(
        "{code} is a trap, read as {reading}: by the pack, nobody who was there can have that.",
        code=_codes(check),
        reading=_quoted(detail.written),
    )


def _order(check: Check, detail: WrongOrder, pack: Pack, language: str | None) -> str:
    return _(
        "{later} is marked {length} before {earlier}. It can only come after it.",
        later=_event(pack, detail.later, language),
        earlier=_event(pack, detail.earlier, language),
        length=_length(detail.by),
    )


def _longer_part(check: Check, detail: LongerPart, pack: Pack, language: str | None) -> str:
    part, whole = check.codes
    return _(
        "{part} took longer than {whole}, in which it lies: {length} and {whole_length}.",
        part=part,
        whole=whole,
        length=_length(detail.part),
        whole_length=_length(detail.whole),
    )


def _thin_ground(check: Check, detail: ThinGround, pack: Pack, language: str | None) -> str:
    return ngettext(
        "{code}: a critical miss rests on {n} character, without evidence.",
        "{code}: a critical miss rests on {n} characters, without evidence.",
        detail.length,
        code=_codes(check),
    )


def _no_note(check: Check, detail: NoNote, pack: Pack, language: str | None) -> str:
    if detail.is_bare:
        return _("{code}: a critical miss has neither note nor evidence.", code=_codes(check))
    if detail.verdict is Verdict.PARTLY:
        return _("{code} was partly met and has no note.", code=_codes(check))
    return _("{code} was missed and has no note.", code=_codes(check))


_EMPTY = {
    Emptiness.NO_WORDS: N_("{code}: the note has no words: {note}"),
    Emptiness.STOCK_WORDS: N_("{code}: the note does not say what was seen: {note}"),
    Emptiness.COPY: N_("{code}: the note repeats the standard: {note}"),
}


def _empty_words(check: Check, detail: EmptyWords, pack: Pack, language: str | None) -> str:
    return _(_EMPTY[detail.why], code=_codes(check), note=_quoted(detail.note))


def _same_note(check: Check, detail: SameNote, pack: Pack, language: str | None) -> str:
    return ngettext(
        "{n} standard has the same note: {note} ({codes})",
        "{n} standards have the same note: {note} ({codes})",
        len(check.codes),
        note=_quoted(detail.note),
        codes=_codes(check),
    )


def _by_hand(check: Check, detail: ByHand, pack: Pack, language: str | None) -> str:
    return _(
        "{code}: {entered} by hand, {marked} by its marks.",
        code=_codes(check),
        entered=_length(detail.entered),
        marked=_length(detail.marked),
    )


def _before_arrival(check: Check, detail: OutsideVisit, pack: Pack, language: str | None) -> str:
    return _(
        "{event} is marked {length} before {arrival}.",
        event=_event(pack, detail.event, language),
        arrival=_event(pack, detail.arrival, language),
        length=_length(detail.by),
    )


def _after_leaving(check: Check, detail: OutsideVisit, pack: Pack, language: str | None) -> str:
    return _(
        "{event} is marked {length} after leaving.",
        event=_event(pack, detail.event, language),
        length=_length(detail.by),
    )


def _longer_than_visit(check: Check, detail: LongerThanVisit, pack: Pack, language: str | None) -> str:
    return _(
        "{code}: {entered} is longer than the visit, which took {visit}.",
        code=_codes(check),
        entered=_length(detail.entered),
        visit=_length(detail.visit),
    )


def _outside_hours(check: Check, detail: OutsideHours, pack: Pack, language: str | None) -> str:
    times = [f"{code} {time_of_day(time)}" for code, time in _told(check, detail)]
    return ngettext(
        "{n} time of day lies outside the visit, which was from {first} to {last}: {times}",
        "{n} times of day lie outside the visit, which was from {first} to {last}: {times}",
        len(check.codes),
        first=time_of_day(detail.first),
        last=time_of_day(detail.last),
        times=_listed(times, len(check.codes)),
    )


def _told(check: Check, detail: OutsideHours) -> Iterable[tuple[str, int]]:
    return list(zip(check.codes, detail.times, strict=True))[:MOST_CODES]


def _all_best(check: Check, detail: AllBest, pack: Pack, language: str | None) -> str:
    return ngettext(
        "{n} reading is at its best, and the visit has no note and no evidence.",
        "All {n} readings are at their best, and the visit has no note and no evidence.",
        detail.count,
    )


def _all_same(check: Check, detail: AllSame, pack: Pack, language: str | None) -> str:
    return ngettext(
        "{n} reading is the same: {readings}",
        "All {n} readings of a kind are the same: {readings}",
        detail.count,
        readings=", ".join(_quoted(written) for written in detail.written),
    )


def _at_one_go(check: Check, detail: AtOneGo, pack: Pack, language: str | None) -> str:
    return ngettext(
        "{n} reading in a row was saved within {length}.",
        "{n} readings in a row were saved within {length}.",
        detail.count,
        length=_length(detail.seconds),
    )


def _far_from_history(check: Check, detail: FarFromHistory, pack: Pack, language: str | None) -> str:
    return ngettext(
        "{percent} is far from the usual {median} ({n} earlier visit; up to {reach} points off is near).",
        "{percent} is far from the usual {median} ({n} earlier visits; up to {reach} points off is near).",
        detail.visits,
        percent=percent_words(detail.percent),
        median=_("{number}\u00a0%", number=two_places(detail.median)),
        reach=two_places(detail.reach),
    )


def _late(check: Check, detail: Late, pack: Pack, language: str | None) -> str:
    if detail.is_saved_in_time:
        return _(
            "Submitted {length} after leaving; every reading was saved within a day.", length=_lag(detail.lag)
        )
    return _("Submitted {length} after leaving; memory fades after a day.", length=_lag(detail.lag))


def _too_soon(check: Check, detail: TooSoon, pack: Pack, language: str | None) -> str:
    if detail.days == 0:
        return ngettext(
            "The same auditor was at this branch on the same day; the brand asks for {n} day between.",
            "The same auditor was at this branch on the same day; the brand asks for {n} days between.",
            detail.asked_days,
        )
    before = ngettext("{n} day before", "{n} days before", detail.days)
    return ngettext(
        "The same auditor was at this branch {before}; the brand asks for {n} day between.",
        "The same auditor was at this branch {before}; the brand asks for {n} days between.",
        detail.asked_days,
        before=before,
    )


_SENTENCES: dict[CheckId, Callable[[Check, Any, Pack, str | None], str]] = {
    CheckId.TRAP: _trap,
    CheckId.ORDER: _order,
    CheckId.LONGER_PART: _longer_part,
    CheckId.THIN_GROUND: _thin_ground,
    CheckId.NO_NOTE: _no_note,
    CheckId.EMPTY_WORDS: _empty_words,
    CheckId.SAME_NOTE: _same_note,
    CheckId.BY_HAND: _by_hand,
    CheckId.BEFORE_ARRIVAL: _before_arrival,
    CheckId.AFTER_LEAVING: _after_leaving,
    CheckId.LONGER_THAN_VISIT: _longer_than_visit,
    CheckId.OUTSIDE_HOURS: _outside_hours,
    CheckId.ALL_BEST: _all_best,
    CheckId.ALL_SAME: _all_same,
    CheckId.AT_ONE_GO: _at_one_go,
    CheckId.FAR_FROM_HISTORY: _far_from_history,
    CheckId.LATE: _late,
    CheckId.ROTATION: _too_soon,
}


def _codes(check: Check) -> str:
    return _listed(check.codes[:MOST_CODES], len(check.codes))


def _listed(shown: Iterable[str], count: int) -> str:
    words = ", ".join(shown)
    return words if count <= MOST_CODES else _("{words} and {n} more", words=words, n=count - MOST_CODES)


def _quoted(words: str) -> str:
    line = " ".join(printable(words, one_line=True).split())
    return f"'{line}'" if len(line) <= LONGEST_NOTE else f"'{line[:LONGEST_NOTE].rstrip()}…'"


def _event(pack: Pack, name: str, language: str | None) -> str:
    event = pack.event(name)
    return _quoted(event.text.in_language(language) if event is not None else name)


def _length(seconds: Fraction) -> str:
    """To the second; to the tenth where it is short."""
    return duration_words(seconds, 1 if seconds < 10 else 0)


def _lag(seconds: Fraction) -> str:
    return duration_words(seconds - seconds % 60)
