"""The composition root: the one place that reads the clock, the environment and randomness.

A `Desk` makes its parts when they are asked for, so that a command loads only the libraries it needs.
"""

import os
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from qaudit.core.moments import local
from qaudit.desk.world import World
from qaudit.settings import Settings, read_settings

if TYPE_CHECKING:
    from qaudit.desk.authoring import Authoring
    from qaudit.desk.caretaker import Caretaker
    from qaudit.desk.documents import Documents
    from qaudit.desk.exchange import Exchange
    from qaudit.desk.fieldwork import Fieldwork
    from qaudit.desk.headquarters import Headquarters
    from qaudit.packs.library import Library
    from qaudit.store.store import Store


class Desk:
    """Everything the front ends may ask. `db` and `standards` override settings and environment.

    `world` stands in for the real clock and real ids.
    """

    def __init__(
        self, db: str | None = None, standards: Sequence[str] = (), *, world: World | None = None
    ) -> None:
        self._db = db
        self._standards = tuple(standards)
        self._world = world

    def close(self) -> None:
        """Gives back what was opened."""
        if opened := self.__dict__.pop("store", None):
            opened.close()

    @cached_property
    def settings(self) -> Settings:
        import platformdirs

        folder = platformdirs.user_config_path("qaudit", appauthor=False)
        return read_settings(folder / "settings.toml", os.environ)

    @cached_property
    def world(self) -> World:
        return self._world or real_world()

    @cached_property
    def store_target(self) -> str:
        """The path or URL of the store: the option, else `QAUDIT_DB` or the settings, else the user's data folder."""
        return self._db or self.settings.db or str(self._data_folder / "qaudit.sqlite")

    @property
    def has_store(self) -> bool:
        """Whether there is a store to look into: a file that exists, or a server, which is not asked."""
        if self._is_server:
            return True
        return Path(self.store_target.removeprefix("sqlite:///")).expanduser().is_file()

    @cached_property
    def library(self) -> "Library":
        from qaudit.packs.library import Library
        from qaudit.resources import standards_folder

        added = self._standards or tuple(filter(None, (self.settings.standards,)))
        return Library((standards_folder(), *(Path(folder).expanduser() for folder in added)))

    @cached_property
    def store(self) -> "Store":
        from qaudit.store.store import open_store

        return open_store(self.store_target, evidence_folder=self._evidence_folder)

    @cached_property
    def authoring(self) -> "Authoring":
        from qaudit.desk.authoring import Authoring

        return Authoring(self.library)

    @cached_property
    def fieldwork(self) -> "Fieldwork":
        from qaudit.desk.fieldwork import Fieldwork

        return Fieldwork(self.store, self.library, self.world)

    @cached_property
    def headquarters(self) -> "Headquarters":
        from qaudit.desk.headquarters import Headquarters

        return Headquarters(self.store)

    @cached_property
    def documents(self) -> "Documents":
        from qaudit.desk.documents import Documents

        return Documents(self.store, self.fieldwork)

    @cached_property
    def exchange(self) -> "Exchange":
        from qaudit.desk.exchange import Exchange

        return Exchange(self.library, lambda: self.today)

    @cached_property
    def caretaker(self) -> "Caretaker":
        from qaudit.desk.caretaker import Caretaker
        from qaudit.reports.condition import printing_condition

        return Caretaker(self.library, lambda: self.store, lambda: self.fieldwork, printing_condition)

    @property
    def today(self) -> date:
        """The day on the user's clock."""
        now = self.world.now()
        return local(now, self.world.offset_minutes(now)).date()

    @cached_property
    def reports_folder(self) -> Path:
        """Where the app writes reports: the folder the program was started in."""
        return Path.cwd()

    @property
    def _data_folder(self) -> Path:
        import platformdirs

        return platformdirs.user_data_path("qaudit", appauthor=False)

    @property
    def _evidence_folder(self) -> Path | None:
        """Beside a database file; in the user's data folder for a server."""
        return self._data_folder / "evidence" if self._is_server else None

    @property
    def _is_server(self) -> bool:
        return "://" in self.store_target and not self.store_target.startswith("sqlite")


def log_folder() -> Path:
    """Where the traceback of a bug in us is written."""
    import platformdirs

    return platformdirs.user_log_path("qaudit", appauthor=False)


def real_world() -> World:
    """The real clock and real ids."""
    return World(now=_now, offset_minutes=_offset_minutes, new_id=_new_id)


def _now() -> datetime:
    return datetime.now(UTC)


def _offset_minutes(moment: datetime) -> int:
    offset = moment.astimezone().utcoffset()
    return int(offset.total_seconds() // 60) if offset else 0


def _new_id() -> str:
    import uuid_utils

    return str(uuid_utils.uuid7())
