"""Words for values: numbers, lengths of time, dates, limits, verdicts, tags."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from qaudit.core.judging import Judgement, Verdict
from qaudit.core.measures import AtLeast, AtMost, Between, Limit
from qaudit.core.moments import local
from qaudit.core.percent import decimal_text, rounded
from qaudit.speech import N_, _, is_right_to_left, ngettext, translated
from qaudit.wording.regional import day_words, weekday_words, written_number
from qaudit.wording.stages import stage_words

NBSP = "\u00a0"
NOT_ASKED = "not_asked"
"""A verdict of the report's own: *not applicable* because a condition put the standard aside (S06)."""

VERDICT_WORDS = {
    "met": N_("Met"),
    "partly": N_("Partly met"),
    "missed": N_("Missed"),
    "not_applicable": N_("Not applicable"),
    NOT_ASKED: N_("Not asked"),
    "not_observed": N_("Not observed"),
    "unanswered": N_("Unanswered"),
    "noted": N_("Noted"),
}
VERDICT_MARKS = {
    "met": "✓",
    "partly": "◐",
    "missed": "✗",
    "not_applicable": "–",
    NOT_ASKED: "·",
    "not_observed": "○",
    "unanswered": "…",
    "noted": "✎",
}
UNPRINTED_WORDS = {
    "missing": N_("the file is missing"),
    "unreadable": N_("the picture cannot be read"),
    "too_large": N_("too large to print"),
    "changed": N_("the file was changed after it was kept"),
    "one_too_many": N_("kept with the visit"),
}
TAG_WORDS = {
    "provider": N_("The people who give the service"),
    "environment": N_("The surroundings"),
    "process": N_("The process"),
    "tangibles": N_("Tangibles"),
    "reliability": N_("Reliability"),
    "responsiveness": N_("Responsiveness"),
    "assurance": N_("Assurance"),
    "empathy": N_("Empathy"),
    "face_to_face": N_("Face to face"),
    "phone": N_("By phone"),
    "email": N_("By e-mail"),
    "letter": N_("By letter"),
    "chat": N_("By chat"),
    "social": N_("Social media"),
    "fax": N_("By fax"),
    "self_service": N_("Self-service"),
}
KIND_WORDS = {
    "unannounced": N_("unannounced visit"),
    "announced": N_("announced visit"),
    "self_check": N_("self-check"),
}


def verdict_key(judgement: Judgement) -> str:
    """The verdict as the report tells it: the core's word, or `not_asked`."""
    is_aside = judgement.verdict is Verdict.NOT_APPLICABLE and not judgement.is_asked
    return NOT_ASKED if is_aside else judgement.verdict.value


def verdict_name(key: str) -> str:
    """A verdict of `verdict_key` by its name: `Partly met`."""
    return _(VERDICT_WORDS[key])


def percent_words(value: Decimal) -> str:
    """A rounded percentage: `87.5 %`."""
    return _("{number}\u00a0%", number=written_number(f"{value:f}"))


def percent_sign() -> str:
    """What follows the number of a percentage, with its blank, for where the two are set in different sizes."""
    return translated("{number}\u00a0%").partition("{number}")[2]


def signed(words: str) -> str:
    """A gain with its plus. In a language written from the right the sign stays on the left of its number."""
    return f"\u200e+{words}" if is_right_to_left() else f"+{words}"


def out_of_words(earned: Fraction, possible: Fraction) -> str:
    """Points earned of points possible: `5.5 of 11`."""
    return _unbroken(_("{part}\u00a0of\u00a0{whole}", part=two_places(earned), whole=two_places(possible)))


def lost_words(lost: Fraction, possible: Fraction) -> str:
    """Points lost of points possible: `1.5 of 3 points`."""
    return ngettext(
        "{lost}\u00a0of\u00a0{n} point",
        "{lost}\u00a0of\u00a0{n} points",
        _plural_of(possible),
        lost=two_places(lost),
        n=two_places(possible),
    )


FRACTIONAL = 3
"""Stands for a number with decimals where a plural form is chosen: `2.5 points`, in Romanian `2,5 puncte`."""


def _plural_of(value: Fraction) -> int:
    """The number that chooses a plural form."""
    return int(value) if value.denominator == 1 else FRACTIONAL


def whole_note_words(where: str, number: str) -> str:
    """Where a note stands whole."""
    return _("whole note: {where}, no.\u00a0{number}", where=where, number=number)


def bound_words(value: Fraction) -> str:
    """A percentage that a pack states (a gate, a cap, a pass mark), exact: `80 %`."""
    return _("{number}\u00a0%", number=number_words(value))


def number_words(value: Fraction) -> str:
    """An exact number where it has few decimals, else rounded to two."""
    exact = decimal_text(value)
    is_short = "/" not in exact and len(exact.partition(".")[2]) <= 6
    return written_number(exact) if is_short else two_places(value)


def exact_words(value: Fraction) -> str:
    """An exact number, as a fraction where no decimals can say it: `2.5`, `1/3`."""
    return written_number(decimal_text(value))


def two_places(value: Fraction) -> str:
    """A number rounded half up to at most two decimals: `2.33`, `4`."""
    written = format(rounded(value, 2), "f")
    return written_number(written.rstrip("0").rstrip("."))


_UNITS: dict[int, Callable[[str, int], str]] = {
    86_400: lambda number, n: _unbroken(ngettext("{n}\u00a0d", "{n}\u00a0d", n, n=number)),
    3600: lambda number, n: _unbroken(_("{n}\u00a0h", n=number)),
    60: lambda number, n: _unbroken(_("{n}\u00a0min", n=number)),
    1: lambda number, n: _unbroken(_("{n}\u00a0s", n=number)),
}
"""How a number of each unit is written, by its seconds; a day is a word with plural forms in other languages."""


def _unbroken(words: str) -> str:
    """A number stays on the line of its unit, whatever blank a translation has between them."""
    return words.replace(" ", NBSP)


def in_unit(value: Fraction, seconds: int) -> str:
    """A number of one unit of time: `60 s`, `2.5 min`. `seconds` says which unit."""
    return _UNITS[seconds](number_words(value), _plural_of(value))


def around_unit(seconds: int) -> tuple[str, str]:
    """What stands before and after the number of a unit of time."""
    before, _number, after = _UNITS[seconds]("\0", FRACTIONAL).partition("\0")
    return before, after


def length_text(seconds: Fraction) -> str:
    """A length of time, short and exact, in seconds up to 100 of them: `72 s`, `1 min 12 s`, `2 h 5 min`."""
    if seconds < 100:
        return _UNITS[1](exact_words(seconds), FRACTIONAL).replace(NBSP, " ")
    return _lengths(seconds).replace(NBSP, " ")


def _lengths(seconds: Fraction) -> str:
    parts, rest = [], seconds
    for size in (86_400, 3600, 60):
        count, rest = divmod(rest, size)
        if count:
            parts.append(_UNITS[size](str(count), count))
    if rest or not parts:
        parts.append(_UNITS[1](exact_words(rest), FRACTIONAL))
    return " ".join(parts)


def duration_words(seconds: Fraction, places: int = 1) -> str:
    """A length of time: `48 s`, `1 min 35.5 s`, `2 h 5 min`, `3 d 4 h`; seconds rounded to `places`."""
    return _lengths(Fraction(rounded(seconds, places)))


def places_for(difference: Fraction) -> int:
    """Decimals of a second that keep a difference from being printed as nothing: 1, or up to 6."""
    return next((places for places in (1, 2, 3) if rounded(abs(difference), places)), 6) if difference else 1


def length_words(length: timedelta) -> str:
    """A length of time without seconds where it is an hour or more: `52 min`, `1 d 3 h`."""
    seconds = Fraction(length // timedelta(seconds=1))
    if seconds >= 3600:
        seconds -= seconds % 60
    return duration_words(seconds)


def limit_words(limit: Limit, write: Callable[[Fraction], str]) -> str:
    """A limit: `limit 60 s`, `at least 2 min`, `between 1 and 3 min`. `write` puts the unit to a number."""
    match limit:
        case AtMost(most):
            return _("limit {most}", most=write(most))
        case AtLeast(least):
            return _("at least {least}", least=write(least))
        case Between(least, most):
            return _("between {least} and {most}", least=number_words(least), most=write(most))


def counted_words(number: Fraction, unit: str, write: Callable[[Fraction], str] = number_words) -> str:
    """A number with the pack's word for what is counted, a plural: `3 people`, but `people: 1`."""
    return ngettext("{unit}:\u00a0{n}", "{n}\u00a0{unit}", _plural_of(number), n=write(number), unit=unit)


def ends_in_one(limit: Limit) -> bool:
    """Whether the number that stands before the unit is 1, which no plural goes with."""
    return (limit.least if isinstance(limit, AtLeast) else limit.most) == 1


def off_limit(value: Fraction, limit: Limit) -> Fraction:
    """How far a value lies outside a limit: above 0 beyond it, below 0 short of it, 0 within."""
    least = limit.least if isinstance(limit, AtLeast | Between) else None
    most = limit.most if isinstance(limit, AtMost | Between) else None
    if most is not None and value > most:
        return value - most
    if least is not None and value < least:
        return value - least
    return Fraction(0)


def off_words(difference: Fraction, written: str) -> str:
    """`over by 35 s`, `short by 2`; empty within the limit. `written` is the difference without its sign."""
    if difference == 0:
        return ""
    return _("over by {length}", length=written) if difference > 0 else _("short by {length}", length=written)


def time_of_day(second: int) -> str:
    """Seconds since midnight as `21:10`, with seconds where there are any."""
    minutes, rest = divmod(second, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}" + (f":{rest:02}" if rest else "")


def date_words(moment: datetime, offset_minutes: int) -> str:
    """`14 May 2026`, on the auditor's clock."""
    return day_words(local(moment, offset_minutes).date())


def long_date_words(moment: datetime, offset_minutes: int) -> str:
    """`Thursday 14 May 2026`, on the auditor's clock."""
    return weekday_words(local(moment, offset_minutes).date())


def minute_words(moment: datetime, offset_minutes: int) -> str:
    """`14:05`, on the auditor's clock."""
    return local(moment, offset_minutes).strftime("%H:%M")


def offset_words(offset_minutes: int) -> str:
    """The auditor's offset from UTC: `UTC`, `UTC+03:00`."""
    if offset_minutes == 0:
        return "UTC"
    hours, minutes = divmod(abs(offset_minutes), 60)
    return f"UTC{'+' if offset_minutes > 0 else '−'}{hours:02}:{minutes:02}"


def tag_words(value: str) -> str:
    """A tag's value in words: ours where we know it, else as the pack writes it."""
    plain = value.replace("_", " ")
    if value in TAG_WORDS:
        return _(TAG_WORDS[value])
    return stage_words(value) or plain[:1].upper() + plain[1:]


def size_words(size: int) -> str:
    """A file's size: `640 bytes`, `48 kB`, `2.4 MB`."""
    if size < 1000:
        return ngettext("{n}\u00a0byte", "{n}\u00a0bytes", size)
    if size < 1_000_000:
        return _("{n}\u00a0kB", n=rounded(Fraction(size, 1000), 0))
    return _("{n}\u00a0MB", n=written_number(f"{rounded(Fraction(size, 1_000_000), 1):f}"))
