"""The papers around visits, each with a desk of its own that is opened when it is asked for."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qaudit.core.people import Person
    from qaudit.desk.documents.blank import Paper
    from qaudit.desk.documents.briefing import BriefingDocument
    from qaudit.desk.documents.certificate import CertificateDocument
    from qaudit.desk.documents.comparison import ComparisonDocument
    from qaudit.desk.documents.plan import PlanDocument
    from qaudit.desk.documents.round import RoundDocument
    from qaudit.desk.fieldwork import Fieldwork
    from qaudit.desk.world import World
    from qaudit.packs.library import Library
    from qaudit.store.store import Store


class Papers:
    """Checklists, action plans, briefings, certificates, summaries of rounds and comparisons.

    `store`, `fieldwork` and `acting` are asked where they are needed.
    """

    def __init__(
        self,
        library: "Library",
        store: "Callable[[], Store]",
        fieldwork: "Callable[[], Fieldwork]",
        world: "World",
        acting: "Callable[[], Person | None]",
    ) -> None:
        self._library = library
        self._store = store
        self._fieldwork = fieldwork
        self._world = world
        self._acting = acting

    @cached_property
    def blank(self) -> "Paper":
        from qaudit.desk.documents.blank import Paper

        return Paper(self._library)

    @cached_property
    def plan(self) -> "PlanDocument":
        from qaudit.desk.documents.plan import PlanDocument

        return PlanDocument(self._store(), self._fieldwork(), self._world)

    @cached_property
    def briefing(self) -> "BriefingDocument":
        from qaudit.desk.documents.briefing import BriefingDocument

        return BriefingDocument(self._library, self._store, self._fieldwork, self._world.now, self._acting)

    @cached_property
    def certificate(self) -> "CertificateDocument":
        from qaudit.desk.documents.certificate import CertificateDocument

        return CertificateDocument(self._store(), self._fieldwork(), self._world)

    @cached_property
    def round_summary(self) -> "RoundDocument":
        from qaudit.desk.documents.round import RoundDocument

        return RoundDocument(self._store(), self._fieldwork(), self._world)

    @cached_property
    def comparison(self) -> "ComparisonDocument":
        from qaudit.desk.documents.comparison import ComparisonDocument

        return ComparisonDocument(self._store(), self._fieldwork(), self._world)
