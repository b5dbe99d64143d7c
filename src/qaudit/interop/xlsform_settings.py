"""The sheet settings of a form: its title, its name and version, and how its points are added up."""

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from qaudit.core.standards import (
    BonusPolicy,
    CriticalMode,
    CriticalRule,
    NotObservedPolicy,
    PackRef,
    RollUp,
    ScoringPolicy,
)
from qaudit.interop.imported import Wishes
from qaudit.interop.naming import clean_words, edition, slug
from qaudit.interop.xlsform_limits import exact_number
from qaudit.interop.xlsform_sheets import FormRow

Word = TypeVar("Word", bound=StrEnum)


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


def form_scoring(settings: FormRow | None) -> ScoringPolicy:
    """Points are added up, as the sums of a form are; a form of our own says what it was."""
    ours = {
        key: words for key, words in (settings.cells if settings else {}).items() if key.startswith("qa:")
    }
    decimals = ours.get("qa:decimals", "")
    return ScoringPolicy(
        roll_up=_one_of(RollUp, ours, "qa:roll_up", RollUp.POOLED),
        not_observed=_one_of(NotObservedPolicy, ours, "qa:not_observed", NotObservedPolicy.EXCLUDE),
        bonus=_one_of(BonusPolicy, ours, "qa:bonus", BonusPolicy.CAP),
        decimals=int(decimals) if decimals in tuple("0123456") else 1,
        pass_mark=_percentage(ours, "qa:pass_mark"),
        shows_score_to_shopper=ours.get("qa:show_score", "yes").casefold() not in ("no", "false"),
        critical=_critical(ours),
    )


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
