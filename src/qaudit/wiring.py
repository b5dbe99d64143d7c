"""The composition root: the one place that reads the clock, the environment and randomness.

A `Desk` makes its parts when they are asked for, so that a command loads only the libraries it needs.
"""

import os
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qaudit import locale, speech
from qaudit.core.moments import local
from qaudit.desk.world import World
from qaudit.errors import QauditError, UsageError
from qaudit.locale.choice import asked_language, system_language
from qaudit.settings import Settings, read_settings
from qaudit.speech import _
from qaudit.user_folders import cache_folder, data_folder, settings_file

if TYPE_CHECKING:
    from qaudit.core.people import Person
    from qaudit.core.standards import PackRef
    from qaudit.desk.appeals import Appeals
    from qaudit.desk.appointments import Appointments
    from qaudit.desk.authoring import Authoring
    from qaudit.desk.branch_desk import BranchDesk
    from qaudit.desk.bulk.batch import ReportBatch, Workshop
    from qaudit.desk.caretaker import Caretaker
    from qaudit.desk.documents.branch import BranchDocument
    from qaudit.desk.documents.papers import Papers
    from qaudit.desk.documents.signing import Signing
    from qaudit.desk.documents.verification import Verification
    from qaudit.desk.documents.visit import Documents
    from qaudit.desk.exchange import Exchange
    from qaudit.desk.fieldwork import Fieldwork
    from qaudit.desk.headquarters import Headquarters
    from qaudit.desk.inspections import Inspections
    from qaudit.desk.lake.keeping import Lake
    from qaudit.desk.mending import Mending
    from qaudit.desk.people import People
    from qaudit.desk.publication import Publication
    from qaudit.desk.results import Results
    from qaudit.desk.review import Review
    from qaudit.desk.voices import Voices
    from qaudit.packs.library import Library
    from qaudit.store.store import Store


IN_MEMORY = "sqlite://"
TERMINAL_SIGNS = ("VTE_VERSION", "KONSOLE_VERSION", "TERM_PROGRAM", "TERM")


class Desk:
    """Everything the front ends may ask. `db` and `standards` override settings and environment.

    `world` stands in for the real clock and real ids. `who` is the alias of the person who sits here; else it is
    that of the environment or the settings, or nobody in particular; an empty one is nobody.
    """

    def __init__(
        self,
        db: str | None = None,
        standards: Sequence[str] = (),
        *,
        world: World | None = None,
        who: str | None = None,
        default_design: bool = False,
    ) -> None:
        self._db = db
        self._who = who
        self._standards = tuple(standards)
        self._world = world
        self._default_design = default_design

    def close(self) -> None:
        """Gives back what was opened."""
        if opened := self.__dict__.pop("store", None):
            opened.close()

    def for_trial(self) -> "Desk":
        """A desk over the same library whose store is in memory: what is done there is gone when it closes."""
        return Desk(IN_MEMORY, self._standards, world=self._world, who="")

    def beside(self, db: str, world: World, folder: Path) -> "Desk":
        """A desk over another store, with one more folder of packs."""
        known = self._standards or tuple(filter(None, (self.settings.standards,)))
        design = self._default_design
        return Desk(db, (*known, str(folder)), world=world, who="", default_design=design)

    @cached_property
    def settings(self) -> Settings:
        return read_settings(settings_file(), os.environ)

    @cached_property
    def world(self) -> World:
        return self._world or real_world()

    @cached_property
    def store_target(self) -> str:
        """The path or URL of the store: the option, else `QAUDIT_DB` or the settings, else the user's data folder."""
        return self._db or self.settings.db or str(data_folder() / "qaudit.sqlite")

    @property
    def has_store(self) -> bool:
        """Whether there is a store to look into: a file that exists, or a server, which is not asked."""
        if self._is_server:
            return True
        return Path(self.store_target.removeprefix("sqlite:///")).expanduser().is_file()

    @cached_property
    def library(self) -> "Library":
        from qaudit.packs.kept_reads import KeptReads
        from qaudit.packs.library import Library
        from qaudit.resources import standards_folder

        added = self._standards or tuple(filter(None, (self.settings.standards,)))
        folders = (standards_folder(), *(Path(folder).expanduser() for folder in added))
        return Library(folders, KeptReads(cache_folder() / "packs"), leaves_designs=self._default_design)

    @cached_property
    def store(self) -> "Store":
        from qaudit.store.store import open_store

        return open_store(self.store_target, evidence_folder=self._evidence_folder)

    @cached_property
    def authoring(self) -> "Authoring":
        from qaudit.desk.authoring import Authoring

        return Authoring(self.library, self._kept_digest if self._db and self.has_store else None)

    def _kept_digest(self, ref: "PackRef") -> str | None:
        return self.store.digest_of_edition(ref)

    @cached_property
    def fieldwork(self) -> "Fieldwork":
        from qaudit.desk.fieldwork import Fieldwork

        return Fieldwork(self.store, self.library, self.world, lambda: self.acting)

    @property
    def alias(self) -> str:
        """Who is said to sit here; empty where nobody is named."""
        return self.settings.person if self._who is None else self._who

    @cached_property
    def acting(self) -> "Person | None":
        """Who sits here; None where nobody is named. Raises `UsageError` where nobody has that alias."""
        return self.people.acting(self.alias) if self.alias else None

    @property
    def person(self) -> "Person":
        """Who sits here. Raises `UsageError` where nobody is named."""
        if self.acting is None:
            raise UsageError(
                _("Say who you are: --as ALIAS"), _("or set QAUDIT_AS, or person in the settings")
            )
        return self.acting

    @cached_property
    def people(self) -> "People":
        from qaudit.desk.people import People

        return People(self.store)

    @cached_property
    def appointments(self) -> "Appointments":
        from qaudit.desk.appointments import Appointments

        return Appointments(self.store, self.fieldwork, self.world, lambda: self.acting)

    @cached_property
    def review(self) -> "Review":
        from qaudit.desk.review import Review

        return Review(self.store, self.fieldwork, self.world)

    @cached_property
    def publication(self) -> "Publication":
        from qaudit.desk.publication import Publication

        return Publication(self.store, self.fieldwork, self.documents, self.world)

    @cached_property
    def branch_desk(self) -> "BranchDesk":
        from qaudit.desk.branch_desk import BranchDesk

        return BranchDesk(self.store, self.fieldwork, self.world)

    @cached_property
    def appeals(self) -> "Appeals":
        from qaudit.desk.appeals import Appeals

        return Appeals(self.store, self.fieldwork, self.publication, self.world)

    @cached_property
    def mending(self) -> "Mending":
        from qaudit.desk.mending import Mending

        return Mending(self.store, self.fieldwork, self.world)

    @cached_property
    def voices(self) -> "Voices":
        from qaudit.desk.voices import Voices

        return Voices(self.store, self.library, self.world)

    @cached_property
    def headquarters(self) -> "Headquarters":
        from qaudit.desk.headquarters import Headquarters

        return Headquarters(self.store, self.world.now, lambda: self.acting)

    def lake(self, folder: str | None = None) -> "Lake":
        """The lake in a folder; else in that of `QAUDIT_LAKE` or the settings, else in the store's own."""
        from qaudit.desk.lake.keeping import Lake, default_folder

        named = folder or self.settings.lake
        place = Path(named).expanduser() if named else default_folder(self.store_target, data_folder())
        return Lake(lambda: self.store, place, self.world.now, lambda: self.acting)

    @cached_property
    def documents(self) -> "Documents":
        from qaudit.desk.documents.visit import Documents

        return Documents(self.store, self.fieldwork, self.world)

    @cached_property
    def branch_document(self) -> "BranchDocument":
        from qaudit.desk.documents.branch import BranchDocument

        return BranchDocument(self.store, self.fieldwork, self.world)

    @cached_property
    def verification(self) -> "Verification":
        from qaudit.desk.documents.verification import Verification

        return Verification(lambda: self.store if self.has_store else None, lambda: self.fieldwork)

    @cached_property
    def signing(self) -> "Signing":
        from qaudit.desk.documents.signing import Signing

        return Signing(self.world)

    @property
    def sign_password(self) -> str | None:
        """The password of a key for signing, where the environment has it."""
        return os.environ.get("QAUDIT_SIGN_PASSWORD")

    @cached_property
    def report_batch(self) -> "ReportBatch":
        from functools import partial

        from qaudit.desk.bulk.batch import ReportBatch

        at = self.world.now()
        place = {
            "db": self.store_target,
            "standards": self._standards,
            "default_design": self._default_design,
        }
        told = (at, self.world.offset_minutes(at), speech.language())
        return ReportBatch(self.workshop, partial(_workshop_elsewhere, place, *told))

    @property
    def workshop(self) -> "Workshop":
        """What makes one report after the other."""
        from qaudit.desk.bulk.batch import Workshop

        return Workshop(self.store, self.fieldwork, self.documents, self.world)

    @cached_property
    def exchange(self) -> "Exchange":
        from qaudit.desk.exchange import Exchange

        return Exchange(self.library, lambda: self.today)

    @cached_property
    def inspections(self) -> "Inspections":
        from qaudit.desk.inspections import Inspections

        return Inspections(self.store, self.fieldwork, self.world)

    @cached_property
    def results(self) -> "Results":
        from qaudit.desk.results import Results

        return Results(self.store, self.fieldwork)

    @cached_property
    def papers(self) -> "Papers":
        from qaudit.desk.documents.papers import Papers

        parts = (self.library, lambda: self.store, lambda: self.fieldwork)
        return Papers(*parts, self.world, lambda: self.acting)

    @cached_property
    def caretaker(self) -> "Caretaker":
        from qaudit.desk.caretaker import Caretaker
        from qaudit.reports.condition import printing_condition

        return Caretaker(self.library, lambda: self.store, lambda: self.fieldwork, printing_condition)

    @property
    def bidi(self) -> str:
        """Who puts right-to-left text in order on the screen: one of `qaudit.settings.BIDI`."""
        return self.settings.bidi

    @cached_property
    def terminal_signs(self) -> Mapping[str, str]:
        """What the terminal tells of itself in the environment: those of `TERMINAL_SIGNS` that are set."""
        return {name: os.environ[name] for name in TERMINAL_SIGNS if os.environ.get(name)}

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
    def _evidence_folder(self) -> Path | None:
        """Beside a database file; in the user's data folder for a server."""
        return data_folder() / "evidence" if self._is_server else None

    @property
    def _is_server(self) -> bool:
        return "://" in self.store_target and not self.store_target.startswith("sqlite")


def speak_as_asked(arguments: Sequence[str]) -> QauditError | None:
    """Chooses the program's language, once, and gives the refusal of one that it has no words in.

    `--lang` goes before `QAUDIT_LANG`, that before the settings, those before the system's locale; else English.
    Settings that cannot be read choose nothing: the command that needs them says so.
    """
    locale.install()
    try:
        asked = asked_language(arguments, os.environ)
    except QauditError as refusal:
        return refusal
    speech.speak(asked or _language_of_settings() or system_language(os.environ) or speech.ENGLISH)
    return None


def _language_of_settings() -> str:
    file = settings_file()
    if not file.is_file():
        return ""
    try:
        return read_settings(file, {}).language
    except QauditError:
        return ""


def forget_window_size() -> None:
    """Drops `COLUMNS` and `LINES`: where a shell or a library exported them they are old, and the app would be
    drawn for another window than the one it is in.
    """
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)


def _workshop_elsewhere(
    place: Mapping[str, Any], at: datetime, offset_minutes: int, language: str
) -> "Workshop":
    """What makes reports in another process, with a store of its own; there the clock stands still at `at`."""
    locale.install()
    speech.speak(language)
    world = World(lambda: at, lambda moment: offset_minutes, _new_id)
    return Desk(**place, world=world, who="").workshop


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
