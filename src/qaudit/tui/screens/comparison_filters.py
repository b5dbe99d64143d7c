"""The filters of a comparison in words, and the sheets on which they are chosen."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from qaudit.core.visits import VisitKind
from qaudit.desk.comparison.asked import Asked, By, Level
from qaudit.desk.documents.round_periods import UsualPeriod, days_of
from qaudit.speech import N_, _
from qaudit.tui.comparing import filters_of
from qaudit.tui.screens.periods import period_lines, periods
from qaudit.tui.screens.pick import Line, PickSheet
from qaudit.tui.widgets.lines import one_line
from qaudit.wording.names import kind_name
from qaudit.wording.values import tag_words

if TYPE_CHECKING:
    from qaudit.tui.screens.page import Page

PERIOD, ANY = "period", ""
NAMES = {
    "brands": N_("brand"),
    "packs": N_("pack"),
    "kinds": N_("kind of visit"),
    "regions": N_("region"),
    PERIOD: N_("period"),
    "sections": N_("section"),
    "layers": N_("layer"),
    "dimensions": N_("dimension"),
    "stages": N_("stage"),
    "channels": N_("channel"),
}
"""What may be filtered here, in the order of the list; the commands know more."""
_TOLD = {**NAMES, "codes": N_("standard"), "branches": N_("branch")}
LEVELS = {Level.BRANCH: N_("branches"), Level.REGION: N_("regions"), Level.BRAND: N_("brands")}
BYS = {
    By.TOTAL: N_("the total"),
    By.SECTION: N_("sections"),
    By.LAYER: N_("layers"),
    By.DIMENSION: N_("dimensions"),
    By.STAGE: N_("stages"),
    By.CHANNEL: N_("channels"),
}
_TAGS = frozenset({"layers", "dimensions", "stages", "channels"})


def in_force(asked: Asked, today: date) -> str:
    """All filters in one line; brands, kinds and period always. `today` tells a period by its name."""
    found = {name: _value_words(name, *values) for name, values in filters_of(asked).items()}
    brands = found.pop("brands", _("all brands"))
    kinds = found.pop("kinds", _("all kinds of visit, each by itself"))
    period = period_words(asked, today) or _("all days")
    return " · ".join((brands, *found.values(), kinds, period))


def _value_words(name: str, *values: str) -> str:
    """`Tin Kettle`, `unannounced`, `section ORD`."""
    words = ", ".join(value_name(name, value) for value in values)
    if name in ("brands", "packs", "kinds", "regions"):
        return words
    return _("{name} {value}", name=_(_TOLD.get(name, name)), value=words)


def value_name(name: str, value: str) -> str:
    """A value of a filter as people call it."""
    if name == "kinds":
        known = {kind.value: kind for kind in VisitKind}
        return kind_name(known[value]) if value in known else one_line(value)
    return one_line(tag_words(value)) if name in _TAGS else one_line(value)


def period_words(asked: Asked, today: date) -> str:
    """`this quarter (2026-10-01 – 2026-11-22)`; nothing for all days."""
    if asked.since is None and asked.until is None:
        return ""
    if (period := _usual_period(asked, today)) is not None:
        words = periods()[period]
        return _("{period} ({since} – {until})", period=words, since=asked.since, until=asked.until)
    return f"{asked.since or '…'} – {asked.until or '…'}"


def _usual_period(asked: Asked, today: date) -> UsualPeriod | None:
    """The usual period with just these days."""
    days = ((period, days_of(period, today)) for period in periods())
    wanted = (asked.since, asked.until)
    return next((period for period, found in days if (found.since, found.until) == wanted), None)


# ── Sheets ─────────────────────────────────────────────────────────────────────────────────────────

Choose = Callable[[dict[str, Any]], None]
"""Takes the filters that were chosen, by their names in `Asked`."""


def ask_for_filter(page: "Page[None]", asked: Asked, choices: Callable[[str], None], choose: Choose) -> None:
    """Lists what may be filtered, with what is in force. `choices` is told what values are wanted of."""
    today = page.desk.today
    lines = []
    for name, words in NAMES.items():
        found = getattr(asked, name, ())
        ends = ", ".join(value_name(name, one) for one in found)
        period = period_words(asked, today) or _("all days")
        lines.append(Line(name, _(words), period if name == PERIOD else ends or _("any")))

    def go_on(name: str | None) -> None:
        if name == PERIOD:
            ask_for_period(page, asked, choose)
        elif name is not None:
            choices(name)

    page.app.push_screen(PickSheet(_("Filter by what? Filters stay in all views"), lines), go_on)


def ask_for_value(
    page: "Page[None]", asked: Asked, name: str, counts: Mapping[str, int], choose: Choose
) -> None:
    """Lists the values that a filter could have, with how many visits have each."""
    any_words = _("all kinds, each by itself") if name == "kinds" else _("any")
    lines = [Line(value, value_name(name, value), str(number)) for value, number in counts.items()]
    now = getattr(asked, name)
    sheet = PickSheet(_(NAMES[name]), [Line(ANY, any_words), *lines], now[0] if now else ANY)
    page.app.push_screen(sheet, partial(_set, name, choose))


def _set(name: str, choose: Choose, value: str | None) -> None:
    if value is not None:
        choose({name: (value,) if value != ANY else ()})


def ask_for_period(page: "Page[None]", asked: Asked, choose: Choose) -> None:
    """Lists the usual periods."""
    today = page.desk.today

    def go_on(period: str | None) -> None:
        if period is not None:
            days = days_of(UsualPeriod(period), today)
            choose({"since": days.since, "until": days.until, "months": ()})

    chosen = _usual_period(asked, today) or ""
    page.app.push_screen(PickSheet(_("Visits of which period?"), period_lines(today), chosen), go_on)


def lines_of_bys() -> Iterator[Line]:
    """By what members can be compared."""
    return (Line(by.value, _(words)) for by, words in BYS.items())
