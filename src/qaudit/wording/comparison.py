"""Words for what comparisons say: estimates with their intervals, places, flags, signals, and why there is none.

Screens, commands and documents all say them from here, so that "not known" is nowhere called anything else.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction

from qaudit.analysis.control_charts import Signal
from qaudit.analysis.discovery import Flag
from qaudit.analysis.figures import Comparison, Estimate, Interval, NotEnough, Why
from qaudit.analysis.funnel import Where
from qaudit.analysis.severity import Leaning
from qaudit.analysis.standing import Standing
from qaudit.core.percent import rounded
from qaudit.core.text import printable
from qaudit.speech import N_, _, is_right_to_left, ngettext
from qaudit.wording.regional import written_number

Write = Callable[[float], str]
"""How a figure writes its numbers."""

NONE = "–"
"""Stands in a table where there is nothing; the reason stands below it."""
MOST_NAMED = 12
"""Codes that a sentence names; how many more there are is said."""

_WITHOUT = {
    Why.NOTHING: N_("nothing to go by"),
    Why.ALL_THE_SAME: N_("all the same, so nothing shows how much they vary"),
    Why.NOT_CROSSED: N_("no two auditors share a branch"),
}
_WITHOUT_SHORT = {
    Why.NOTHING: N_("nothing to go by"),
    Why.ALL_THE_SAME: N_("all the same"),
    Why.TOO_FEW_SECOND_VISITS: N_("too few visits"),
    Why.NOT_CROSSED: N_("no shared branch"),
}
_NO_PLACE = {
    Why.TOO_FEW: N_("too few to rank (n = {n}, needs {needed})"),
    Why.TOO_FEW_GROUPS: N_("too few with enough visits to rank (n = {n}, needs {needed})"),
    Why.TOO_FEW_SECOND_VISITS: N_("too few second visits to rank anybody (n = {n}, needs {needed})"),
}
_FLAGS = {
    Comparison.BETTER: N_("▲ better"),
    Comparison.WORSE: N_("▽ worse"),
    Comparison.NOT_KNOWN: N_("not known"),
}
TOO_FEW = "?"
_MORE_VISITS = (Why.TOO_FEW, Why.TOO_FEW_SECOND_VISITS)
_SIGNS = {Comparison.BETTER: "▲", Comparison.WORSE: "▽"}
_LEANINGS = {
    Leaning.STRICTER: N_("stricter"),
    Leaning.MORE_LENIENT: N_("more lenient"),
    Leaning.NOT_KNOWN: N_("not known"),
}
_SIGNALS = {
    Signal.ABOVE_LIMIT: N_("▲ above the limit"),
    Signal.BELOW_LIMIT: N_("▽ below the limit"),
    Signal.RUN_ABOVE: N_("△ long above the median"),
    Signal.RUN_BELOW: N_("▿ long below the median"),
}
_WHERE = {
    Where.INSIDE: N_("within chance"),
    Where.ABOVE_95: N_("above the 95\u00a0% limit"),
    Where.BELOW_95: N_("below the 95\u00a0% limit"),
    Where.ABOVE_998: N_("above the 99.8\u00a0% limit"),
    Where.BELOW_998: N_("below the 99.8\u00a0% limit"),
}
_KINDS = {
    "unannounced": N_("unannounced visits"),
    "announced": N_("announced visits"),
    "self_check": N_("self-checks"),
}
_WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)

# ── Numbers ────────────────────────────────────────────────────────────────────────────────────────


def one_place(value: float) -> str:
    """A number with one decimal: `78.2`, `−3.1`."""
    return _written(value, 1)


def two_places(value: float) -> str:
    """A number with two decimals: `0.74`."""
    return _written(value, 2)


def whole(value: float) -> str:
    """A whole number."""
    return _written(value, 0)


def as_percent(share: float) -> str:
    """A share of 1 as the number of a percentage: `78.2`."""
    return _written(100 * share, 1)


def with_sign(value: float) -> str:
    """A difference with one decimal: `+2.1`, `−3.1`, `0.0`."""
    words = one_place(value)
    is_above = rounded(Fraction(value), 1) > 0
    return _signed("+", words) if is_above else words


def percent_with_sign(share: float) -> str:
    """A difference of two shares of 1, as the number of percentage points."""
    return with_sign(100 * share)


def _written(value: float, places: int) -> str:
    """In a language written from the right a sign stays on the left of its number."""
    exact = rounded(Fraction(value), places)
    words = written_number(f"{abs(exact):f}")
    return _signed("−", words) if exact < 0 else words


def _signed(sign: str, words: str) -> str:
    return f"\u200e{sign}{words}" if is_right_to_left() else f"{sign}{words}"


# ── Estimates ──────────────────────────────────────────────────────────────────────────────────────


def interval_words(interval: Interval, write: Write = one_place) -> str:
    """`73.1 to 83.4`."""
    return _("{low} to {high}", low=write(interval.low), high=write(interval.high))


def estimate_words(found: Estimate | NotEnough | None, write: Write = one_place) -> str:
    """`78.2 (73.1 to 83.4)`; without an interval the reason in its place: `78.2 (needs 6)`. n stands elsewhere."""
    if found is None:
        return NONE
    if isinstance(found, NotEnough):
        return short_lack_words(found)
    beside = (
        interval_words(found.interval, write)
        if isinstance(found.interval, Interval)
        else short_lack_words(found.interval)
    )
    return _("{value} ({interval})", value=write(found.value), interval=beside)


def lack_words(found: NotEnough) -> str:
    """Why there is no figure, with n and what it takes: `too few (n = 2, needs 3)`."""
    if found.why is Why.TOO_FEW:
        return _("too few (n = {n}, needs {needed})", n=found.n, needed=found.needed or 1)
    if found.why is Why.TOO_FEW_SECOND_VISITS:
        return _("too few second visits (n = {n}, needs {needed})", n=found.n, needed=found.needed or 1)
    if found.why is Why.TOO_FEW_GROUPS:
        return _("too few to compare (n = {n}, needs {needed})", n=found.n, needed=found.needed or 1)
    return _(_WITHOUT[found.why])


def short_lack_words(found: NotEnough) -> str:
    """The same in the room of a cell: `needs 6`."""
    if found.why in _WITHOUT_SHORT:
        return _(_WITHOUT_SHORT[found.why])
    return _("needs {needed}", needed=found.needed or 1)


# ── Beside the others ──────────────────────────────────────────────────────────────────────────────


def place_words(standing: Standing | NotEnough) -> str:
    """`4 (2 to 9)`: the place, and the places that are as possible."""
    if isinstance(standing, NotEnough):
        return NONE
    return _(
        "{value} ({interval})", value=str(standing.place), interval=interval_words(standing.interval, whole)
    )


def no_place_words(standing: NotEnough) -> str:
    """Why a member has no place: `too few to rank (n = 2, needs 3)`.

    A league of too few visits altogether ranks nobody; n then counts the visits beyond the first of each.
    """
    pattern = _NO_PLACE.get(standing.why)
    return lack_words(standing) if pattern is None else _(pattern, n=standing.n, needed=standing.needed or 1)


def flag_words(flag: Flag | NotEnough) -> str:
    """`▲ better`, `▽ worse`, `not known`."""
    return NONE if isinstance(flag, NotEnough) else comparison_words(flag.comparison)


def flag_sign(flag: Flag | NotEnough) -> str:
    """The sign alone, where a table has no room for the word: `▲`, `▽` or nothing."""
    return "" if isinstance(flag, NotEnough) else _SIGNS.get(flag.comparison, "")


def cell_sign(flag: Flag | NotEnough) -> str:
    """The sign beside a mean of a heat map: `▲`, `▽`, `?` for too few visits to be compared, or nothing."""
    if isinstance(flag, NotEnough):
        return TOO_FEW if flag.why in _MORE_VISITS else ""
    return flag_sign(flag)


def comparison_words(comparison: Comparison) -> str:
    """`▲ better`, `▽ worse`, `not known`."""
    return _(_FLAGS[comparison])


def leaning_words(leaning: Leaning) -> str:
    """`stricter`, `more lenient`, `not known`."""
    return _(_LEANINGS[leaning])


def where_words(where: Where) -> str:
    """Where a branch lies in the funnel."""
    return _(_WHERE[where])


def signal_words(signals: Sequence[Signal]) -> str:
    """Why a point is more than the usual ups and downs; empty for one that is not."""
    return ", ".join(_(_SIGNALS[signal]) for signal in signals)


# ── Groups ─────────────────────────────────────────────────────────────────────────────────────────


def kind_words(kind: str) -> str:
    """`unannounced visits`; a kind that we do not know as it is."""
    return _(_KINDS[kind]) if kind in _KINDS else printable(kind, one_line=True)


def weekday_words(number: str) -> str:
    """The weekday of `1` (Monday) to `7`."""
    return _(_WEEKDAYS[int(number) - 1]) if number in "1234567" and number else number


def editions_words(editions: tuple[str, str] | None) -> str:
    """`edition 2`, `editions 1 to 2`; nothing for none."""
    if editions is None:
        return ""
    first, last = (printable(edition, one_line=True) for edition in editions)
    if first == last:
        return _("edition {edition}", edition=first)
    return _("editions {first} to {last}", first=first, last=last)


def changed_words(codes: Sequence[str]) -> str:
    """That standards differ between the editions; nothing for none."""
    if not codes:
        return ""
    return _("Changed by an edition, so their part does not compare: {codes}", codes=named(codes))


def from_to(before: str, after: str) -> str:
    """`1 → 2`: what was, and what is."""
    return _("{before} → {after}", before=before, after=after)


def named(codes: Sequence[str]) -> str:
    """Codes one after the other, and how many more there are."""
    shown = [printable(code, one_line=True) for code in codes[:MOST_NAMED]]
    if rest := len(codes) - len(shown):
        shown.append(ngettext("and {n} more", "and {n} more", rest))
    return ", ".join(shown)
