"""Work that makes very many objects and no cycles among them."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Without the search for cycles of objects, which takes a third of the time of reading a large pack.

    What is not needed any more is freed as ever: the nodes of a file and its values hold one another one way.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
