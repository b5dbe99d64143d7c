"""What a table of ours says of the pack as a whole: the rows of kind pack, fact, event and band."""

from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from qaudit.core.follow_up import FollowUp, ListEntry
from qaudit.core.standards import (
    Band,
    BonusPolicy,
    Brand,
    CriticalMode,
    CriticalRule,
    Event,
    Fact,
    FactOption,
    NotObservedPolicy,
    RollUp,
    ScoringPolicy,
)
from qaudit.core.text import Text
from qaudit.interop.table_account import Account, shown
from qaudit.interop.table_grammar import number_of, read_options, truth_of
from qaudit.interop.table_options import worded_options
from qaudit.interop.table_rows import TableRow
from qaudit.interop.table_texts import Languages
from qaudit.speech import _

FOLLOW_UP_NUMBERS = ("appeal_days", "rotation_days", "acknowledge_hours", "answer_days")
FOLLOW_UP_LISTS = ("appeal_reasons", "causes", "owners")
SETTINGS = (
    "format", "pack", "edition", "effective", "languages", "title", "brand", "voice", "primary", "accent", "logo",
    "roll_up", "not_observed", "bonus", "decimals", "pass_mark", "show_score_to_shopper", "critical_mode",
    "critical_cap", "critical_count", "whole", "accept", *FOLLOW_UP_NUMBERS, *FOLLOW_UP_LISTS,
)  # fmt: skip
"""The codes of rows of kind pack; `title`, `brand` and `voice` have words, lists options, the others a value."""
FORMAT = "1"

_Word = TypeVar("_Word", bound=StrEnum)


class Settings:
    """The rows of kind pack by their codes."""

    def __init__(self, rows: tuple[TableRow, ...], account: Account) -> None:
        self.account = account
        self.rows: dict[str, TableRow] = {}
        for row in rows:
            code = account.name(row.cell("code"), row.where("code")).casefold()
            if code not in SETTINGS:
                account.refuse(
                    row.where("code"),
                    _("a pack has no {word} (it takes {known})", word=shown(code), known=", ".join(SETTINGS)),
                )
            elif code in self.rows:
                account.refuse(
                    row.where("code"), _("{word} stands here for the second time", word=shown(code))
                )
            else:
                self.rows[code] = row

    def value(self, code: str) -> str:
        """The value of a setting; empty where there is none."""
        row = self.rows.get(code)
        return "" if row is None else self.account.name(row.cell("value"), row.where("value"))

    def text(self, code: str, languages: Languages) -> Text | None:
        row = self.rows.get(code)
        return None if row is None else languages.text(row, "text", self.account)

    def number(self, code: str) -> Fraction | None:
        value = self.value(code)
        found = number_of(value) if value else None
        if value and found is None:
            self.refuse(code, _("{words} is no number", words=shown(value)))
        return found

    def whole_number(self, code: str, usual: int) -> int:
        found = self.number(code)
        if found is None:
            return usual
        if found.denominator != 1:
            self.refuse(code, _("{words} is no whole number", words=shown(self.value(code))))
        return int(found)

    def truth(self, code: str, usual: bool) -> bool:
        value = self.value(code)
        found = truth_of(value) if value else usual
        if found is None:
            self.refuse(code, _("{words} is neither yes nor no", words=shown(value)))
        return bool(found)

    def word(self, code: str, usual: _Word) -> _Word:
        """One of the words that a setting takes."""
        value = self.value(code)
        kinds = type(usual)
        if not value:
            return usual
        try:
            return kinds(value)
        except ValueError:
            known = ", ".join(kind.value for kind in kinds)
            self.refuse(code, _("{words} is none of {known}", words=shown(value), known=known))
            return usual

    def day(self, code: str) -> date | None:
        value = self.value(code)
        if not value:
            return None
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.refuse(code, _("{words} is no date such as 2026-01-31", words=shown(value)))
            return None

    def refuse(self, code: str, message: str) -> None:
        self.account.refuse(self.rows[code].where("value"), message)


def read_brand(settings: Settings, languages: Languages, title: Text) -> Brand:
    """The brand; it has the pack's title for a name where the table gives none."""
    return Brand(
        name=settings.text("brand", languages) or title,
        voice=settings.text("voice", languages),
        primary=settings.value("primary") or None,
        accent=settings.value("accent") or None,
        logo=settings.value("logo") or None,
    )


def read_policy(settings: Settings, bands: tuple[Band, ...]) -> ScoringPolicy:
    """How points become a score."""
    usual = ScoringPolicy()
    return ScoringPolicy(
        roll_up=settings.word("roll_up", RollUp(usual.roll_up)),
        not_observed=settings.word("not_observed", NotObservedPolicy(usual.not_observed)),
        bonus=settings.word("bonus", BonusPolicy(usual.bonus)),
        decimals=settings.whole_number("decimals", usual.decimals),
        pass_mark=settings.number("pass_mark"),
        shows_score_to_shopper=settings.truth("show_score_to_shopper", usual.shows_score_to_shopper),
        critical=CriticalRule(
            settings.word("critical_mode", CriticalMode.FLAG),
            settings.number("critical_cap"),
            settings.whole_number("critical_count", 1),
        ),
        bands=bands,
    )


def read_follow_up(settings: Settings, languages: Languages) -> FollowUp:
    """What happens after a visit: numbers under `value`, lists under `options`."""
    usual = FollowUp()
    return FollowUp(
        appeal_days=settings.whole_number("appeal_days", usual.appeal_days),
        appeal_reasons=_entries(settings, "appeal_reasons", languages) or usual.appeal_reasons,
        causes=_entries(settings, "causes", languages) or usual.causes,
        owners=_entries(settings, "owners", languages) or usual.owners,
        rotation_days=settings.whole_number("rotation_days", usual.rotation_days),
        acknowledge_hours=settings.whole_number("acknowledge_hours", usual.acknowledge_hours),
        answer_days=settings.whole_number("answer_days", usual.answer_days),
    )


def _entries(settings: Settings, code: str, languages: Languages) -> tuple[ListEntry, ...]:
    row = settings.rows.get(code)
    options = [] if row is None else worded_options(row, languages, settings.account)
    return tuple(ListEntry(option.key, option.text) for option in options)


def read_bands(rows: tuple[TableRow, ...], languages: Languages, account: Account) -> tuple[Band, ...]:
    """The bands, lowest first: the lower bound under `value`, the name under `text`."""
    bands = []
    for row in rows:
        name = languages.text(row, "text", account)
        lower = number_of(account.name(row.cell("value"), row.where("value")))
        if lower is None:
            account.refuse(row.where("value"), _("a band needs the score it begins at, under value"))
        if name is None:
            account.refuse(row.where("text"), _("a band needs a name, under text"))
        if lower is not None and name is not None:
            bands.append(Band(lower, name))
    return tuple(sorted(bands, key=lambda band: band.lower))


def read_events(rows: tuple[TableRow, ...], languages: Languages, account: Account) -> tuple[Event, ...]:
    """The moments that can be marked, in the order of the table."""
    return tuple(Event(name, text) for name, text, _row in _named(rows, languages, account))


def read_facts(rows: tuple[TableRow, ...], languages: Languages, account: Account) -> tuple[Fact, ...]:
    """What is asked when a visit is opened: options as `desk=In person|phone=By phone`."""
    facts = []
    for name, text, row in _named(rows, languages, account):
        options = tuple(
            FactOption(option.key, option.text) for option in worded_options(row, languages, account)
        )
        if not options:
            message = _("a fact needs its options, as in {example}", example="yes=Yes|no=No")
            account.refuse(row.where("options"), message)
        facts.append(Fact(name, text, options))
    return tuple(facts)


def _named(
    rows: tuple[TableRow, ...], languages: Languages, account: Account
) -> list[tuple[str, Text, TableRow]]:
    found: dict[str, tuple[str, Text, TableRow]] = {}
    for row in rows:
        name = account.name(row.cell("code"), row.where("code"))
        text = languages.text(row, "text", account)
        if not name:
            account.refuse(row.where("code"), _("the row needs a name, under code"))
        elif name in found:
            account.refuse(row.where("code"), _("{word} stands here for the second time", word=shown(name)))
        elif text is None:
            account.refuse(row.where("text"), _("the row needs its words, under text"))
        else:
            found[name] = (name, text, row)
    return list(found.values())


def accepted(cell: str, row: TableRow, account: Account) -> tuple[tuple[str, str], ...]:
    """Accepted warnings: `P804=the clock is the guest's|P811=…`."""
    found = []
    for entry in read_options(account.words(cell, row.where("accept"))):
        if entry.key is None:
            account.refuse(row.where("accept"), _("{words} names no warning", words=shown(entry.label)))
        else:
            found.append((entry.key, entry.label))
    return tuple(found)
