"""Names that a pack gives: itself, its languages, codes, keys, events, facts, tags, colours and the logo."""

from collections.abc import Iterable, Iterator

from qaudit.core.colours import MARK_CONTRAST, TEXT_CONTRAST, WHITE, contrast, darkened
from qaudit.packs import catalogue
from qaudit.packs.logos import is_plain_name
from qaudit.packs.notices import Notice, Path, ProblemKind, listed, neighbour, shown
from qaudit.packs.patterns import COLOUR, EDITION, LANGUAGE, NAME, SLUG, fits
from qaudit.packs.rules.inspection import Inspection
from qaudit.packs.shape import KNOWN_TAGS, BrandFile
from qaudit.speech import _

RESERVED_OPTIONS = frozenset(("na", "unseen"))
"""Readings that every standard takes; an option of that name could never be read."""
RESERVED_PARTS = RESERVED_OPTIONS | {"none"}


def check_pack_name(inspection: Inspection) -> Iterator[Notice]:
    file = inspection.file
    if not fits(SLUG, file.pack) or len(file.pack) > _LONGEST_SLUG:
        yield _misnamed(catalogue.BAD_SLUG, ("pack",), file.pack)
    if not fits(EDITION, file.edition):
        yield _misnamed(catalogue.BAD_EDITION, ("edition",), file.edition)


_LONGEST_SLUG = 60


def check_languages(inspection: Inspection) -> Iterator[Notice]:
    seen: set[str] = set()
    for place, language in enumerate(inspection.file.languages):
        if not fits(LANGUAGE, language):
            yield _misnamed(catalogue.BAD_LANGUAGE, ("languages", place), language)
        elif language in seen:
            yield _misnamed(catalogue.DUPLICATE_LANGUAGE, ("languages", place), language)
        seen.add(language)


def check_codes(inspection: Inspection) -> Iterator[Notice]:
    """Codes are unique among the sections, and among all standards; the two are told apart."""
    yield from _check_unique((path, section.code) for path, section in inspection.sections)
    yield from _check_unique((path, standard.code) for path, standard in inspection.standards)


def _check_unique(coded: Iterable[tuple[Path, str]]) -> Iterator[Notice]:
    first: dict[str, Path] = {}
    for path, code in coded:
        if not fits(NAME, code):
            yield Notice(catalogue.BAD_NAME, (*path, "code"), {"name": shown(code), "what": _("a code")})
        elif code in first:
            words = {"code": shown(code)}
            yield Notice(catalogue.DUPLICATE_CODE, (*path, "code"), words, other=(*first[code], "code"))
        first.setdefault(code, path)


def check_facts_and_events(inspection: Inspection) -> Iterator[Notice]:
    yield from check_keys(("facts",), inspection.file.facts, _("a fact"))
    yield from check_keys(("events",), inspection.file.events, _("an event"))
    for name, fact in inspection.file.facts.items():
        if isinstance(fact.options, dict):
            yield from check_keys(("facts", name, "options"), fact.options, _("an option"))


def check_keys(
    path: Path, keys: Iterable[str], what: str, reserved: frozenset[str] = frozenset()
) -> Iterator[Notice]:
    """Keys are names, none is reserved, and none differs from another in case alone."""
    folded: dict[str, str] = {}
    for key in keys:
        fold = key.casefold()
        if fold in reserved:
            yield Notice(catalogue.RESERVED, (*path, key), {"name": shown(key)}, at_key=True)
        elif not fits(NAME, key):
            words = {"name": shown(key), "what": what}
            yield Notice(catalogue.BAD_NAME, (*path, key), words, at_key=True)
        elif fold in folded:
            words = {"name": shown(key), "other": shown(folded[fold])}
            yield Notice(catalogue.SAME_FOLDED, (*path, key), words, at_key=True)
        folded.setdefault(fold, key)


def check_tags(inspection: Inspection) -> Iterator[Notice]:
    """Tags with fixed values have one of them; a tag near to one of those names is taken for a slip."""
    for path, standard in inspection.standards:
        for tag, value in standard.tags.items():
            place = (*path, "tags", tag)
            known = KNOWN_TAGS.get(tag)
            if not fits(NAME, tag):
                yield Notice(catalogue.BAD_NAME, place, {"name": shown(tag), "what": _("a tag")}, at_key=True)
            elif not value or value.isspace():
                yield Notice(catalogue.BLANK_TEXT, place)
            elif known is not None and value not in known:
                words = {"value": shown(value), "tag": tag, "known": listed(known)}
                yield Notice(catalogue.UNKNOWN_TAG_VALUE, place, words, neighbour(value, known) or None)


def check_brand(inspection: Inspection) -> Iterator[Notice]:
    brand: BrandFile = inspection.file.brand
    if brand.colours is not None:
        yield from _check_colour("primary", brand.colours.primary, TEXT_CONTRAST)
        yield from _check_colour("accent", brand.colours.accent, MARK_CONTRAST)
    if brand.logo is not None and not is_plain_name(brand.logo):
        yield _misnamed(catalogue.BAD_LOGO, ("brand", "logo"), brand.logo)


def _check_colour(key: str, colour: str | None, least: float) -> Iterator[Notice]:
    """The primary colour stands as words on white, the accent as lines."""
    place = ("brand", "colours", key)
    if colour is None:
        return
    if not fits(COLOUR, colour):
        yield Notice(catalogue.BAD_COLOUR, place, {"colour": shown(colour)})
    elif (found := contrast(colour, WHITE)) < least:
        words = {"colour": colour, "contrast": f"{found:.2f}", "darker": darkened(colour, least)}
        yield Notice(catalogue.PALE_COLOUR, place, words)


def _misnamed(kind: ProblemKind, path: Path, name: str) -> Notice:
    return Notice(kind, path, {"name": shown(name)})
