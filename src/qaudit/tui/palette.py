"""The command palette's entries: the acts of the page that it was opened on, from the one table of keys."""

from collections.abc import Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from qaudit.tui.keys import Key, keys_of
from qaudit.tui.screens.page import Page


class Acts(Provider):
    """Every act of the page that needs no key as its argument."""

    async def discover(self) -> Hits:
        for page, key in self._acts():
            yield DiscoveryHit(Content(_title(key)), partial(page.run_act, key.action), help=key.help)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for page, key in self._acts():
            title = _title(key)
            if (score := matcher.match(f"{title} {key.help}")) > 0:
                yield Hit(score, matcher.highlight(title), partial(page.run_act, key.action), help=key.help)

    def _acts(self) -> Iterator[tuple[Page[object], Key]]:
        page = self.screen
        if isinstance(page, Page):
            yield from ((page, key) for key in keys_of(page.TABLE) if not key.takes_key)


def _title(key: Key) -> str:
    return f"{key.label.capitalize()} ({key.shown})"
