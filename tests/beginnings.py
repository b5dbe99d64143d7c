"""Stores as many tests begin with them: made once in a process, then copied: making one takes longer than a test."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol

_MADE: dict[tuple[str, datetime, int], tuple[bytes, datetime, int]] = {}


class Ticking(Protocol):
    """A clock that goes on as it is looked at, and has made some ids."""

    at: datetime
    made: int


def begin(name: str, file: Path, clock: Ticking, make: Callable[[], object]) -> None:
    """`make` writes the store `file`, and leaves it closed; the next time it is there with the same ids and moments.

    What is made under one name is the same each time that it begins at the same moment.
    """
    key = (name, clock.at, clock.made)
    if key in _MADE:
        data, clock.at, clock.made = _MADE[key]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        return
    make()
    assert not file.with_name(f"{file.name}-wal").exists(), "it is still open"
    _MADE[key] = (file.read_bytes(), clock.at, clock.made)
