"""The options of a row with their words in every language: of a choice, a checklist, a fact, or a rating's anchors."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from qaudit.core.text import Text
from qaudit.interop.naming import RESERVED, Names, plain_name
from qaudit.interop.table_account import Account, shown
from qaudit.interop.table_grammar import OptionEntry, read_options
from qaudit.interop.table_rows import TableRow
from qaudit.interop.table_texts import Languages
from qaudit.speech import _


@dataclass(frozen=True, slots=True)
class WordedOption:
    """One option: its key, its words, and what it earns as the cell has it."""

    key: str
    text: Text
    earns: Fraction | None = None
    is_share: bool = False


def own_options(row: TableRow, languages: Languages, account: Account) -> tuple[OptionEntry, ...]:
    """The options in the pack's own language, without *not applicable*."""
    cell, where = languages.own_cell(row, "options")
    entries = read_options(account.words(cell, where))
    return tuple(entry for entry in entries if not entry.is_not_applicable)


def worded_options(row: TableRow, languages: Languages, account: Account) -> list[WordedOption]:
    """The options with their words in all languages, found by key, or by their order where there is none.

    Options without a key get one from their words; a key that stands twice is refused.
    """
    own = own_options(row, languages, account)
    keys = _keys(own, row, account)
    others: dict[str, dict[str, str]] = {}
    for language, cell, where in row.in_languages("options"):
        if language is not None and language != languages.own and language in languages.every:
            others[language] = _by_key(account.words(cell, where), keys)
    found = []
    for key, entry in zip(keys, own, strict=True):
        words = {languages.own: entry.label}
        words |= {language: by_key[key] for language, by_key in others.items() if key in by_key}
        text = Text(tuple((language, words[language]) for language in languages.every if language in words))
        found.append(WordedOption(key, text, entry.earns, entry.is_share))
    return found


def _keys(entries: Sequence[OptionEntry], row: TableRow, account: Account) -> list[str]:
    given = [entry.key for entry in entries if entry.key is not None]
    twice = next((key for place, key in enumerate(given) if key in given[:place]), None)
    if twice is not None:
        account.refuse(row.where("options"), _("{word} stands here for the second time", word=shown(twice)))
    names = Names({*RESERVED, *given})
    return [
        names.give(plain_name(entry.label).casefold(), f"o{place}") if entry.key is None else entry.key
        for place, entry in enumerate(entries, 1)
    ]


def _by_key(cell: str, keys: Sequence[str]) -> dict[str, str]:
    """The words of another language's cell by the keys of the own one."""
    entries = [entry for entry in read_options(cell) if not entry.is_not_applicable]
    if all(entry.key is not None for entry in entries):
        return {entry.key: entry.label for entry in entries if entry.key is not None}
    return {key: entry.label for key, entry in zip(keys, entries, strict=False)}
