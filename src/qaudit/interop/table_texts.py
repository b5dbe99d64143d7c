"""Words of a table in the pack's languages."""

from collections.abc import Iterable
from dataclasses import dataclass

from qaudit.core.text import Text
from qaudit.interop.imported import Fate
from qaudit.interop.table_account import Account, shown
from qaudit.interop.table_rows import TableRow
from qaudit.speech import _


@dataclass(frozen=True, slots=True)
class Languages:
    """The pack's languages, its own first."""

    every: tuple[str, ...]

    @property
    def own(self) -> str:
        return self.every[0]

    def text(self, row: TableRow, column: str, account: Account) -> Text | None:
        """What the columns of a name say; None where they are empty.

        Words that lack the pack's own language are refused: every text must have it.
        """
        found: dict[str, str] = {}
        for language, cell, where in row.in_languages(column):
            known = language or self.own
            words = account.words(cell, where)
            if known in self.every and words:
                found.setdefault(known, words)
        return self.checked(found, row, column, account)

    def checked(self, found: dict[str, str], row: TableRow, column: str, account: Account) -> Text | None:
        """Words by language as a text."""
        if not found:
            return None
        if self.own not in found:
            account.refuse(
                row.where(column), _("the words are missing in the pack's own language, {own}", own=self.own)
            )
            return None
        return Text(tuple((language, found[language]) for language in self.every if language in found))

    def own_cell(self, row: TableRow, column: str) -> tuple[str, str]:
        """The cell of the pack's own language, with its place; empty where there is none."""
        for language, cell, where in row.in_languages(column):
            if (language or self.own) == self.own:
                return cell, where
        return "", row.where(column)


def guess_language(texts: Iterable[str]) -> str:
    """The language of most texts, by their letters and smallest words: `he`, `ro`, else `en`."""
    hebrew = latin = romanian = 0
    for text in texts:
        hebrew += sum("\u05d0" <= sign <= "\u05ea" for sign in text)
        latin += sum(sign.isascii() and sign.isalpha() for sign in text)
        romanian += sum(sign in "ăâîșțĂÂÎȘȚşţŞŢ" for sign in text)
        romanian += sum(f" {text.casefold()} ".count(f" {word} ") for word in _ROMANIAN)
    if hebrew > latin:
        return "he"
    return "ro" if romanian * 40 > latin > 0 else "en"


_ROMANIAN = ("este", "sunt", "clientul", "de", "la", "cu", "pentru", "oaspetele", "sau", "din")


def tell_left_out(row: TableRow, column: str, cell: str, account: Account, code: str) -> None:
    """A cell that says something which was not understood."""
    account.tell(Fate.LEFT_OUT, _("{words} was not understood", words=shown(cell)), row.where(column), code)
