"""Files that are watched while somebody works on them."""

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event

PAUSE_MS = 100
"""An editor writes a file in several steps: those within this time are one change."""


def changes(folders: Sequence[Path], stop: Event | None = None) -> Iterator[frozenset[Path]]:
    """The files that were changed, each time some were, until Ctrl-C or `stop`.

    A folder that is not there is not watched.
    """
    from watchfiles import watch

    logging.getLogger("watchfiles").setLevel(logging.ERROR)
    there = tuple(folder for folder in folders if folder.is_dir())
    for found in watch(*there, debounce=PAUSE_MS * 4, step=PAUSE_MS, stop_event=stop, raise_interrupt=True):
        yield frozenset(Path(path) for _kind, path in found)
