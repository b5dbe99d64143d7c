"""A pack in lines for people."""

from collections.abc import Iterator, Sequence

from qaudit.cli.output import Row, labelled
from qaudit.core.measures import kind_of
from qaudit.core.standards import CriticalMode, CriticalRule, Pack, PackRef, ScoringPolicy, Section, Standard
from qaudit.speech import _, language, pgettext
from qaudit.wording.edition_changes import kind_words, policy_words, rule_words
from qaudit.wording.phrases import plain
from qaudit.wording.short import flag_words, limit_words
from qaudit.wording.values import bound_words, exact_words


def pack_lines(pack: Pack, digest: str, bases: Sequence[PackRef] = ()) -> list[str]:
    """Everything but the standards. `bases` are the packs that it builds on, the nearest first."""
    return labelled(_rows(pack, digest, bases))


def standard_heads() -> tuple[str, ...]:
    """The heads of `standard_rows`."""
    return pgettext("column", "CODE"), _("WEIGHT"), _("LIMIT"), _("TEXT")


def standard_rows(section: Section) -> list[Row]:
    """Code, weight, limit and text of each standard."""
    return [
        (standard.code, exact_words(standard.weight), _limit(standard), _text(standard))
        for standard in section.standards
    ]


def _rows(pack: Pack, digest: str, bases: Sequence[PackRef]) -> Iterator[tuple[str, str]]:
    yield _("pack"), str(pack.ref)
    yield _("title"), pack.title.in_language(language())
    yield _("brand"), pack.brand.name.in_language(language())
    yield _("languages"), ", ".join(pack.languages)
    if bases:
        yield _("builds on"), ", ".join(str(ref) for ref in bases)
    if pack.effective is not None:
        yield _("effective"), pack.effective.isoformat()
    yield _("digest"), digest
    yield (
        _("standards"),
        _("{all}, of them {measured} measured", all=len(pack.standards), measured=pack.measured_count),
    )
    yield from _policy_rows(pack.scoring)
    for fact in pack.facts:
        keys = ", ".join(fact.keys)
        yield _("fact"), f"{fact.name}: {fact.text.in_language(language())} ({keys})"
    for event in pack.events:
        yield _("event"), f"{event.name}: {event.text.in_language(language())}"


def _policy_rows(policy: ScoringPolicy) -> Iterator[tuple[str, str]]:
    yield _("roll-up"), policy_words(policy)
    if policy.pass_mark is not None:
        yield _("pass mark"), plain(bound_words(policy.pass_mark))
    if policy.critical != CriticalRule(CriticalMode.FLAG):
        yield _("critical"), rule_words(policy.critical)
    for band in policy.bands:
        name = band.name.in_language(language())
        yield _("band"), _("from {lower}: {name}", lower=plain(bound_words(band.lower)), name=name)


def _limit(standard: Standard) -> str:
    return limit_words(standard.measure, language()) or kind_words(kind_of(standard.measure))


def _text(standard: Standard) -> str:
    text, flags = standard.text.in_language(language()), flag_words(standard)
    return f"{text} [{flags}]" if flags else text
