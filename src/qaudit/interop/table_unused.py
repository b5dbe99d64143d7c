"""Cells that were read and went nowhere, told in the end: nothing of a table is passed over in silence."""

from collections.abc import Iterable
from dataclasses import dataclass

from qaudit.interop.imported import Fate
from qaudit.interop.table_account import Account, shown
from qaudit.interop.table_rows import TableRow
from qaudit.speech import _, ngettext

_OF_A_VISIT = frozenset(("answer", "result"))
"""Columns that are filled in on a visit: what they hold is no part of a pack."""
_EMPTY_ANSWERS = frozenset(("yes/no", "y/n", "yes/no/na", "yes/no/n/a", "כן/לא", "da/nu", "☐", "□"))
_MOST_TOLD = 200
"""Cells that are told of one by one."""


@dataclass
class _Column:
    """A column that is told of at once: where its first cell stands, and how many cells."""

    where: str
    count: int = 0


def tell_unused(rows: Iterable[TableRow], account: Account) -> None:
    """Tells of every filled cell that no part of the import asked for: one by one, or a whole column at once."""
    answers: dict[tuple[str, int], _Column] = {}
    told = 0
    more = _Column("")
    for row in rows:
        for at, head, words in row.unused():
            where = row.sheet.where(row.row.number, at)
            if head.column in _OF_A_VISIT:
                if words.casefold().replace(" ", "") not in _EMPTY_ANSWERS:
                    answers.setdefault((row.sheet.name, at), _Column(where)).count += 1
            elif told < _MOST_TOLD:
                told += 1
                account.tell(Fate.LEFT_OUT, _("{words} has no place in this row", words=shown(words)), where)
            else:
                more.where = more.where or where
                more.count += 1
    for column in answers.values():
        _tell_answers(column, account)
    if more.count:
        message = ngettext("the same of {n} more cell", "the same of {n} more cells", more.count)
        account.tell(Fate.LEFT_OUT, message, more.where)


def _tell_answers(column: _Column, account: Account) -> None:
    message = ngettext(
        "{n} cell of this column was left out: it looks like the answer of a visit",
        "{n} cells of this column were left out: they look like the answers of a visit",
        column.count,
    )
    account.tell(Fate.LEFT_OUT, message, column.where)
