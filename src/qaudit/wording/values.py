"""Words for values, in English: numbers, lengths of time, dates, limits, verdicts, tags."""

from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from qaudit.core.judging import Judgement, Verdict
from qaudit.core.measures import AtLeast, AtMost, Between, Limit, TimeUnit
from qaudit.core.moments import local
from qaudit.core.percent import decimal_text, rounded

NBSP = "\u00a0"
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NOT_ASKED = "not_asked"
"""A verdict of the report's own: *not applicable* because a condition put the standard aside (S06)."""

VERDICT_WORDS = {
    "met": "Met",
    "partly": "Partly met",
    "missed": "Missed",
    "not_applicable": "Not applicable",
    NOT_ASKED: "Not asked",
    "not_observed": "Not observed",
    "unanswered": "Unanswered",
    "noted": "Noted",
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
    "missing": "the file is missing",
    "unreadable": "the picture cannot be read",
    "too_large": "too large to print",
    "changed": "the file was changed after it was kept",
    "one_too_many": "kept with the visit",
}
TAG_WORDS = {
    "provider": "The people who give the service",
    "environment": "The surroundings",
    "process": "The process",
    "tangibles": "Tangibles",
    "reliability": "Reliability",
    "responsiveness": "Responsiveness",
    "assurance": "Assurance",
    "empathy": "Empathy",
    "face_to_face": "Face to face",
    "phone": "By phone",
    "email": "By e-mail",
    "letter": "By letter",
    "chat": "By chat",
    "social": "Social media",
    "fax": "By fax",
    "self_service": "Self-service",
}
KIND_WORDS = {
    "unannounced": "unannounced visit",
    "announced": "announced visit",
    "self_check": "self-check",
}


def verdict_key(judgement: Judgement) -> str:
    """The verdict as the report tells it: the core's word, or `not_asked`."""
    is_aside = judgement.verdict is Verdict.NOT_APPLICABLE and not judgement.is_asked
    return NOT_ASKED if is_aside else judgement.verdict.value


def plural(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: `1 standard`, `3 standards`."""
    return f"{count}{NBSP}{one if count == 1 else many or one + 's'}"


def percent_words(value: Decimal) -> str:
    """A rounded percentage: `87.5 %`."""
    return f"{value:f}{NBSP}%"


def out_of_words(earned: Fraction, possible: Fraction) -> str:
    """Points earned of points possible: `5.5 of 11`."""
    return f"{two_places(earned)}{NBSP}of{NBSP}{two_places(possible)}"


def lost_words(lost: Fraction, possible: Fraction) -> str:
    """Points lost of points possible: `1.5 of 3 points`."""
    return f"{out_of_words(lost, possible)} {'point' if possible == 1 else 'points'}"


def whole_note_words(where: str, number: str) -> str:
    """Where a note that was cut short stands whole."""
    return f"whole note: {where}, no.{NBSP}{number}"


def bound_words(value: Fraction) -> str:
    """A percentage that a pack states (a gate, a cap, a pass mark), exact: `80 %`."""
    return f"{number_words(value)}{NBSP}%"


def number_words(value: Fraction) -> str:
    """An exact number where it has few decimals, else rounded to two."""
    exact = decimal_text(value)
    return exact if "/" not in exact and len(exact.partition(".")[2]) <= 6 else two_places(value)


def two_places(value: Fraction) -> str:
    """A number rounded half up to at most two decimals: `2.33`, `4`."""
    written = format(rounded(value, 2), "f")
    return written.rstrip("0").rstrip(".")


def duration_words(seconds: Fraction, places: int = 1) -> str:
    """A length of time: `48 s`, `1 min 35.5 s`, `2 h 5 min`, `3 d 4 h`; seconds rounded to `places`."""
    whole = Fraction(rounded(seconds, places))
    days, rest = divmod(whole, 86_400)
    hours, rest = divmod(rest, 3600)
    minutes, rest = divmod(rest, 60)
    parts = [
        f"{decimal_text(Fraction(number))}{NBSP}{unit}"
        for number, unit in ((days, "d"), (hours, "h"), (minutes, "min"), (rest, "s"))
        if number
    ]
    return " ".join(parts) or f"0{NBSP}s"


def places_for(difference: Fraction) -> int:
    """Decimals of a second that keep a difference from being printed as nothing: 1, or up to 6."""
    return next((places for places in (1, 2, 3) if rounded(abs(difference), places)), 6) if difference else 1


def length_words(length: timedelta) -> str:
    """A length of time without seconds where it is an hour or more: `52 min`, `1 d 3 h`."""
    seconds = Fraction(length // timedelta(seconds=1))
    if seconds >= 3600:
        seconds -= seconds % 60
    return duration_words(seconds)


def limit_words(limit: Limit, unit: str) -> str:
    """A limit in the standard's own unit: `limit 60 s`, `at least 2 min`, `between 1 and 3 min`."""
    match limit:
        case AtMost(most):
            return f"limit {number_words(most)}{NBSP}{unit}"
        case AtLeast(least):
            return f"at least {number_words(least)}{NBSP}{unit}"
        case Between(least, most):
            return f"between {number_words(least)} and {number_words(most)}{NBSP}{unit}"


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
    return f"{'over' if difference > 0 else 'short'} by {written}"


def unit_word(unit: TimeUnit) -> str:
    """A unit of time as it stands behind a number."""
    return unit.value


def time_of_day(second: int) -> str:
    """Seconds since midnight as `21:10`, with seconds where there are any."""
    minutes, rest = divmod(second, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}" + (f":{rest:02}" if rest else "")


def date_words(moment: datetime, offset_minutes: int) -> str:
    """`14 May 2026`, on the auditor's clock."""
    day = local(moment, offset_minutes)
    return f"{day.day}{NBSP}{MONTHS[day.month - 1]}{NBSP}{day.year}"


def long_date_words(moment: datetime, offset_minutes: int) -> str:
    """`Thursday 14 May 2026`, on the auditor's clock."""
    day = local(moment, offset_minutes)
    return f"{WEEKDAYS[day.weekday()]} {date_words(moment, offset_minutes)}"


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
    return TAG_WORDS.get(value, plain[:1].upper() + plain[1:])


def size_words(size: int) -> str:
    """A file's size: `640 bytes`, `48 kB`, `2.4 MB`."""
    if size < 1000:
        return plural(size, "byte")
    if size < 1_000_000:
        return f"{rounded(Fraction(size, 1000), 0)}{NBSP}kB"
    return f"{rounded(Fraction(size, 1_000_000), 1)}{NBSP}MB"
