"""The lists that a brand sets, as keys with their words: causes, reasons for an appeal, owners of actions."""

from collections.abc import Iterable

from qaudit.cli import output
from qaudit.core.follow_up import ListEntry
from qaudit.speech import _
from qaudit.wording.life import entry_words


def say_list(entries: Iterable[ListEntry], *, as_json: bool) -> None:
    """Prints a list of a brand: what is typed, and what it says."""
    found = [(one.key, entry_words(one.key, [one])) for one in entries]
    if as_json:
        output.say_json([{"key": key, "words": words} for key, words in found])
        return
    output.say_table((_("KEY"), _("WORDS")), found, wide=1)
