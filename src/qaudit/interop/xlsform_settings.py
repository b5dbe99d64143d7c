"""The sheet settings of a form: its title, its name and version, and how its points are added up."""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from qaudit.core.standards import (
    Band,
    BonusPolicy,
    Brand,
    CriticalMode,
    CriticalRule,
    Event,
    NotObservedPolicy,
    PackRef,
    RollUp,
    ScoringPolicy,
)
from qaudit.core.text import Text
from qaudit.interop.imported import Wishes
from qaudit.interop.naming import Names, clean_words, edition, slug
from qaudit.interop.xlsform_limits import exact_number
from qaudit.interop.xlsform_lists import ChoiceList
from qaudit.interop.xlsform_sheets import FormRow

Word = TypeVar("Word", bound=StrEnum)
Lists = Mapping[str, ChoiceList]

OURS = "urn:qaudit:ns"
"""The namespace of our own columns; a form that names it was written by us."""
PACK_LIST, BANDS_LIST, EVENTS_LIST = "qa_pack", "qa_bands", "qa_events"
"""Lists that no row asks: they keep what a form has no place for."""
TITLE, BRAND, VOICE = "title", "brand", "voice"
_COLOURS = ("qa:primary", "qa:accent")


def form_title(settings: FormRow | None, wishes: Wishes) -> str:
    """The title: as the user wished, as the form says, or the name of the file."""
    said = clean_words(settings.get("form_title")) if settings else ""
    return (wishes.title or said or wishes.stem or "XLSForm")[:2000]


def form_ref(settings: FormRow | None, wishes: Wishes) -> PackRef:
    """The form's id and version; the day of the import where it has no version."""
    said = settings or FormRow(0, {}, {})
    name = (
        wishes.pack
        or slug(said.get("form_id"), "")
        or slug(form_title(settings, wishes), "")
        or slug(wishes.stem, "form")
    )
    day = wishes.day.isoformat()
    return PackRef(name, wishes.edition or edition(said.get("version"), day))


def is_ours(settings: FormRow | None) -> bool:
    """Whether a form was written by this program."""
    return settings is not None and OURS in settings.get("namespaces")


def form_brand(settings: FormRow | None, lists: Lists, title: Text) -> tuple[Text, Brand]:
    """The title and the brand: those of our own lists, else the title for both."""
    if not is_ours(settings):
        return title, Brand(title)
    kept = _kept(settings, lists, PACK_LIST)
    ours = _ours(settings)
    colours = [ours[key] if re.fullmatch("#[0-9A-Fa-f]{6}", ours.get(key, "")) else None for key in _COLOURS]
    return kept.get(TITLE, title), Brand(_once(kept.get(BRAND, title)), kept.get(VOICE), *colours)


def form_events(settings: FormRow | None, lists: Lists) -> tuple[Event, ...]:
    """The moments to mark, in a form of our own."""
    names = Names()
    return tuple(Event(names.give(name), text) for name, text in _kept(settings, lists, EVENTS_LIST).items())


def form_effective(settings: FormRow | None) -> date | None:
    """The day from which a form of our own holds."""
    try:
        return date.fromisoformat(_ours(settings).get("qa:effective", ""))
    except ValueError:
        return None


def form_scoring(settings: FormRow | None, lists: Lists) -> ScoringPolicy:
    """Points are added up, as the sums of a form are; a form of our own says what it was."""
    ours = _ours(settings)
    decimals = ours.get("qa:decimals", "")
    return ScoringPolicy(
        roll_up=_one_of(RollUp, ours, "qa:roll_up", RollUp.POOLED),
        not_observed=_one_of(NotObservedPolicy, ours, "qa:not_observed", NotObservedPolicy.EXCLUDE),
        bonus=_one_of(BonusPolicy, ours, "qa:bonus", BonusPolicy.CAP),
        decimals=int(decimals) if decimals in tuple("0123456") else 1,
        pass_mark=_percentage(ours, "qa:pass_mark"),
        shows_score_to_shopper=ours.get("qa:show_score", "yes").casefold() not in ("no", "false"),
        critical=_critical(ours),
        bands=_bands(_kept(settings, lists, BANDS_LIST)),
    )


def _ours(settings: FormRow | None) -> Mapping[str, str]:
    return {
        key: words for key, words in (settings.cells if settings else {}).items() if key.startswith("qa:")
    }


def _kept(settings: FormRow | None, lists: Lists, name: str) -> Mapping[str, Text]:
    found = lists.get(name) if is_ours(settings) else None
    return {option.name: option.text for option in found.options} if found else {}


def _once(name: Text) -> Text:
    """A name that is the same in every language, without its repetitions."""
    return Text(name.entries[:1]) if len({words for _language, words in name.entries}) == 1 else name


def _bands(kept: Mapping[str, Text]) -> tuple[Band, ...]:
    numbers = [(exact_number(lower), name) for lower, name in kept.items()]
    return tuple(Band(lower, name) for lower, name in numbers if lower is not None and lower >= 0)


def _critical(ours: Mapping[str, str]) -> CriticalRule:
    mode = _one_of(CriticalMode, ours, "qa:critical_mode", CriticalMode.FLAG)
    cap = _percentage(ours, "qa:critical_cap")
    count = ours.get("qa:critical_count", "1")
    if mode is CriticalMode.CAP and cap is None:
        mode = CriticalMode.FLAG
    number = int(count) if count.isascii() and count.isdecimal() and 0 < len(count) < 6 else 1
    return CriticalRule(mode, cap if mode is CriticalMode.CAP else None, max(1, number))


def _one_of(kind: type[Word], ours: Mapping[str, str], key: str, otherwise: Word) -> Word:
    said = ours.get(key, "").casefold()
    return next((word for word in kind if word.value == said), otherwise)


def _percentage(ours: Mapping[str, str], key: str) -> Fraction | None:
    number = exact_number(ours.get(key, ""))
    return number if number is not None and 0 <= number <= 100 else None
