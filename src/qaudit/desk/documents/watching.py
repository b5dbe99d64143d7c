"""Files that are watched while somebody works on them."""

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event

PAUSE_MS = 100
"""An editor writes a file in several steps: those within this time are one change."""


def changes(folders: Sequence[Path], stop: Event | None = None) -> Iterator[frozenset[Path]]:
    """The files that were changed, and now and then none, until Ctrl-C or `stop`.

    Nothing is missed once the first is given, while it is worked on either. A folder that is not there is not
    watched.
    """
    from watchfiles import watch

    logging.getLogger("watchfiles").setLevel(logging.ERROR)
    there = tuple(folder for folder in folders if folder.is_dir())
    found_in = watch(
        *there,
        debounce=PAUSE_MS * 4,
        step=PAUSE_MS,
        rust_timeout=PAUSE_MS * 2,
        yield_on_timeout=True,
        stop_event=stop,
        raise_interrupt=True,
    )
    for found in found_in:
        yield frozenset(Path(path) for _kind, path in found)
