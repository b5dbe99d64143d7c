"""What is wrong with a pack that builds on another, told where its own file brings it about.

The base is good by itself. So a problem at a value of the base is either the base's own warning, which is told
where the base is checked, or comes of what the file changes: then the file is named, and the base's place said.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from qaudit.packs import catalogue
from qaudit.packs.anatomy import listed_at, scalar_at
from qaudit.packs.bases import Base
from qaudit.packs.building_on import Built
from qaudit.packs.catalogue_judgement import NOTHING_ACCEPTED
from qaudit.packs.notices import Notice, Path, ProblemKind, listed
from qaudit.packs.places import Places, Standing
from qaudit.packs.placing import hint_of, place_at, shown_place
from qaudit.speech import _, ngettext


def retold(notices: Iterable[Notice], places: Places, base: Base, built: Built) -> tuple[Notice, ...]:
    """The notices of a file's tree that stand in the file itself, or are turned so that they do."""
    retelling = _Retelling(places, base, built)
    turned = [*retelling.turned(notices)]
    return (*turned, *retelling.gathered(), *retelling.untranslated())


@dataclass
class _Lacking:
    """The texts of the base that lack a language: the first of them, how many, and which languages."""

    first: Standing
    count: int = 0
    languages: dict[str, None] = field(default_factory=dict)


class _Retelling:
    def __init__(self, places: Places, base: Base, built: Built) -> None:
        self._places = places
        self._base = base
        self._built = built
        self._told = {(problem.code, problem.place) for problem in base.told}
        self._lacking: dict[ProblemKind, _Lacking] = {}
        self._gathered: dict[tuple[object, ...], tuple[Notice, Standing, int]] = {}

    def turned(self, notices: Iterable[Notice]) -> Iterator[Notice]:
        """Those that have a place in the file at once; the others are kept for the ends of the telling."""
        for notice in notices:
            if notice.spot is not None or notice.told_at is not None:
                yield notice
                continue
            standing = self._places.standing_of(notice.path, notice.at_key)
            if standing.file == self._places.source:
                if not self._is_told(notice, standing):
                    yield notice
            elif notice.kind in (catalogue.NO_OWN_LANGUAGE, catalogue.LANGUAGE_MISSING):
                self._keep_lacking(notice, standing)
            elif not self._is_of_the_base(notice, standing):
                yield from self._turned(notice, standing)

    def gathered(self) -> Iterator[Notice]:
        """Problems of the base's values, each sentence once for each place that brings it about."""
        for notice, standing, count in self._gathered.values():
            hint = hint_of(notice)
            place = shown_place(standing)
            if count > 1:
                more = ngettext(
                    "it stands in {place} and {n} more place",
                    "it stands in {place} and {n} more places",
                    count - 1,
                    place=place,
                )
            else:
                more = _("it stands in {place}", place=place)
            yield replace(notice, hint=f"{hint}; {more}" if hint else more)

    def untranslated(self) -> Iterator[Notice]:
        """One notice for all texts of the base that lack a language which the file asks for."""
        for kind, lacking in self._lacking.items():
            is_own = kind is catalogue.NO_OWN_LANGUAGE
            words = {
                "ref": str(self._base.ref),
                "count": str(lacking.count),
                "place": shown_place(lacking.first),
                "missing": listed(lacking.languages),
                "own": self._places.written_at(("languages", 0)) or "",
            }
            told = catalogue.BASE_LACKS_OWN if is_own else catalogue.BASE_LACKS
            yield Notice(told, ("languages",), words)

    def _is_told(self, notice: Notice, standing: Standing) -> bool:
        is_code = notice.path[-1:] == ("code",)
        return (
            notice.kind is catalogue.MISSING_KEY and not is_code and standing.spot in self._built.incomplete
        )

    def _is_of_the_base(self, notice: Notice, standing: Standing) -> bool:
        place = place_at(standing)
        return notice.kind is NOTHING_ACCEPTED or (notice.kind.code, place) in self._told

    def _keep_lacking(self, notice: Notice, standing: Standing) -> None:
        """Counts a text of the base; what it lacks by the base's own languages is told there."""
        missing = notice.words.get("missing", notice.words["own"]).split(", ")
        new = [language for language in missing if language not in self._base.languages]
        if new or notice.kind is catalogue.NO_OWN_LANGUAGE:
            lacking = self._lacking.setdefault(notice.kind, _Lacking(standing))
            lacking.first = min(lacking.first, standing)
            lacking.count += 1
            lacking.languages |= dict.fromkeys(new)

    def _turned(self, notice: Notice, standing: Standing) -> Iterator[Notice]:
        turned = self._in_other_words(notice, standing)
        if turned is not None:
            yield turned
            return
        own = [self._places.nearest_own(path) for path in (self._cause(notice), notice.path)]
        path = max(own, key=len) or self._places.nearest_own(("drop",)) or ("extends",)
        key = (notice.kind, path, *sorted(notice.words.items()))
        _told, first, count = self._gathered.get(key, (notice, standing, 0))
        self._gathered[key] = (replace(notice, told_at=path), min(first, standing), count + 1)

    def _in_other_words(self, notice: Notice, standing: Standing) -> Notice | None:
        if notice.kind in _ABOUT_WHAT_IS_GONE:
            return self._still_named(notice, standing)
        if notice.kind in _ABOUT_A_LADDER:
            return self._ladder(notice)
        return self._emptied(notice) if notice.kind is catalogue.WRONG_LENGTH else None

    def _cause(self, notice: Notice) -> Path:
        """The path of what the file changed so that the notice came about."""
        if notice.kind is catalogue.UNKNOWN_FACT_KEY:
            return "facts", notice.words["name"], "options"
        if notice.kind in _BESIDE_A_TRAP:
            return (*notice.path[:4], _BESIDE_A_TRAP[notice.kind])
        if notice.kind in _ABOUT_A_STANDARD:
            return self._path_of_standard(notice.words["code"]) or notice.path
        return notice.path

    def _path_of_standard(self, code: str) -> Path | None:
        for place, section in enumerate(listed_at(self._places.root, "sections")):
            for number, standard in enumerate(listed_at(section, "standards")):
                if scalar_at(standard, "code") == code:
                    return "sections", place, "standards", number, "measure"
        return None

    def _still_named(self, notice: Notice, standing: Standing) -> Notice | None:
        dropped = self._built.dropped
        code = notice.words.get("code") or notice.words["name"]
        spot = (dropped.standards if "code" in notice.words else dropped.names).get(code)
        owner = notice.path[:4] if notice.path[2:3] == ("standards",) else notice.path[:2]
        words = {
            "code": code,
            "owner": self._places.written_at((*owner, "code")) or "",
            "place": shown_place(standing),
        }
        return None if spot is None else Notice(catalogue.STILL_NAMED, words=words, spot=spot)

    def _ladder(self, notice: Notice) -> Notice | None:
        measure = notice.path[: notice.path.index("credit")]
        credit = shown_place(self._places.standing_of((*measure, "credit")))
        for key in ("at_most", "at_least", "between"):
            path = (*measure, key)
            if self._places.nearest_own(path) == path:
                return Notice(catalogue.LADDER_OF_BASE, path, {"place": credit})
        return None

    def _emptied(self, notice: Notice) -> Notice | None:
        code = self._places.written_at((*notice.path[:-1], "code")) or ""
        spot = self._built.dropped.emptied.get(code)
        return None if spot is None else Notice(catalogue.EMPTIED, words={"code": code}, spot=spot)


_ABOUT_WHAT_IS_GONE = (catalogue.UNKNOWN_STANDARD, catalogue.UNKNOWN_FACT, catalogue.UNKNOWN_EVENT)
_ABOUT_A_STANDARD = (
    catalogue.UNKNOWN_READING,
    catalogue.NO_KEYS,
    catalogue.NEVER_MISSED,
    catalogue.LATER_STANDARD,
)
_BESIDE_A_TRAP = {
    catalogue.NO_TRAP: "trap",
    catalogue.GIVES_AWAY_MISFIT: "measure",
    catalogue.ALL_GIVE_AWAY: "measure",
    catalogue.TRAP_OF_WORDS: "measure",
    catalogue.TRAP_SCORED: "scored",
}
"""By what is wrong with a trap of the base: the key of its standard that the file changed."""
_ABOUT_A_LADDER = (
    catalogue.LADDER_OTHER_KIND,
    catalogue.LADDER_FIRST,
    catalogue.LADDER_SHARES,
    catalogue.LADDER_LIMITS,
)
