"""The acts of a page by their words: the list behind Ctrl+P, from the one table of keys.

It is a list of ours and not Textual's command palette, which says its own sentences in English and draws in logical
order.
"""

from collections.abc import Sequence

from qaudit.speech import _
from qaudit.tui.key import Key
from qaudit.tui.keys import keys_of
from qaudit.tui.screens.page import Page
from qaudit.tui.screens.pick import Line
from qaudit.tui.screens.search import SearchSheet


def open_palette(page: Page[object]) -> None:
    """Shows the acts of a page that need no key as their argument; the one that is chosen is done."""
    acts = {key.action: key for key in keys_of(page.TABLE) if not key.takes_key}

    def find(typed: str) -> Sequence[Line]:
        words = typed.casefold().split()
        return [
            Line(action, _title(key), _(key.shown))
            for action, key in acts.items()
            if all(word in _searched(key) for word in words)
        ]

    def do(action: str | None) -> None:
        if action is not None:
            page.call_next(page.run_act, action)

    page.app.push_screen(SearchSheet(_("What is to be done?"), find), do)


def _title(key: Key) -> str:
    return _("{act}: {more}", act=_(key.label), more=_(key.help))


def _searched(key: Key) -> str:
    return f"{_(key.label)} {_(key.help)}".casefold()
