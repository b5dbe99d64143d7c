"""The comparison report as one value of ready strings: what was compared, what stands, and a part for each question."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from qaudit.reports.comparison_subject import ComparisonInput, GroupFigures
from qaudit.reports.comparison_words import ComparisonWords
from qaudit.reports.contexts import DocumentContext, document_of_day
from qaudit.reports.contexts_comparison_beside import (
    auditors_part,
    changes_part,
    complaints_part,
    gap_part,
    value_part,
)
from qaudit.reports.contexts_comparison_findings import group_words, standing
from qaudit.reports.contexts_comparison_league import brands_part, funnel_part, league_part, regions_part
from qaudit.reports.contexts_comparison_members import consistency_part, courses_part, heat_parts
from qaudit.reports.contexts_comparison_method import editions_part, may_be_said, method_words
from qaudit.reports.contexts_comparison_standards import (
    Telling,
    repeats_part,
    runs_part,
    splits_part,
    standards_part,
    times_part,
)
from qaudit.reports.contexts_comparison_tables import PartContext, named_month
from qaudit.reports.contexts_cover import HEAD_LENGTH, NAME_LENGTH, LineContext, shortened
from qaudit.reports.theme import Theme
from qaudit.speech import N_, _, ngettext
from qaudit.wording.comparison import editions_words, kind_words
from qaudit.wording.phrases import NOTHING, Phrase, UserText, Value, joined, own, phrase, user_text
from qaudit.wording.regional import day_words

Part = Callable[[GroupFigures, Telling], PartContext | tuple[PartContext, ...] | None]


@dataclass(frozen=True, slots=True)
class GroupContext:
    """A group with its parts, those that have nothing to tell left out."""

    title: Phrase
    note: Phrase
    parts: tuple[PartContext, ...]


@dataclass(frozen=True, slots=True)
class ComparisonContext:
    """Everything `comparison.html.j2` prints."""

    document: DocumentContext
    logo: str
    brand: Phrase
    title: Phrase
    head: str
    when: Phrase
    lines: tuple[LineContext, ...]
    stands: tuple[Phrase, ...]
    said: tuple[str, ...]
    brands: tuple[PartContext, ...]
    groups: tuple[GroupContext, ...]
    editions: PartContext | None
    method: tuple[str, ...]


PARTS: tuple[Part, ...] = (
    changes_part,
    lambda group, telling: league_part(group, telling.theme, telling.words),
    lambda group, telling: funnel_part(group, telling.theme, telling.words),
    lambda group, telling: regions_part(group, telling.theme, telling.words),
    heat_parts,
    courses_part,
    standards_part,
    splits_part,
    repeats_part,
    runs_part,
    times_part,
    consistency_part,
    gap_part,
    complaints_part,
    value_part,
    auditors_part,
)
"""The questions in the order in which a group answers them."""


def comparison_context(
    source: ComparisonInput, theme: Theme, words: ComparisonWords, logo: str = "", *, is_print: bool = False
) -> ComparisonContext:
    """The context of one report. `logo` is a data URI. `is_print`: paper, on which very long tables are cut."""
    title = _title(source, words)
    when = _when(source)
    return ComparisonContext(
        document=_document(source, title, when),
        logo=logo,
        brand=title,
        title=title,
        head=shortened(str(title), HEAD_LENGTH),
        when=when,
        lines=_lines(source, words),
        stands=standing(source),
        said=may_be_said(source),
        brands=tuple(brands_part(kind_words(kind), found, theme, words) for kind, found in source.brands),
        groups=tuple(_group(group, source, theme, words, is_print=is_print) for group in source.groups),
        editions=editions_part(source, words),
        method=method_words(source),
    )


def _group(
    group: GroupFigures, source: ComparisonInput, theme: Theme, words: ComparisonWords, *, is_print: bool
) -> GroupContext:
    telling = Telling(theme, words, source.packs.get(group.pack), source.language, is_print)
    told = (part(group, telling) for part in PARTS)
    parts = (part for found in told for part in (found if isinstance(found, tuple) else (found,)))
    visits = ngettext("{n} visit", "{n} visits", group.n)
    note = (
        joined([own(visits), Value(editions_words(group.editions))], " · ") if group.editions else own(visits)
    )
    return GroupContext(group_words(group), note, tuple(part for part in parts if part is not None))


def _title(source: ComparisonInput, words: ComparisonWords) -> Phrase:
    """The brands, where they are few."""
    brands = list(dict.fromkeys(group.brand for group in source.groups if group.brand))
    if not brands or len(brands) > 3:
        return own(words.all_brands)
    return joined([user_text(shortened(brand, NAME_LENGTH)) for brand in brands], ", ")


def _when(source: ComparisonInput) -> Phrase:
    """The period; without one the months that were chosen, where there are any."""
    months = () if any(source.period) else dict(source.filters).get("month", ())
    return _month_words(sorted(set(months))) if months else period_words(source.period)


def _month_words(months: Sequence[str]) -> Phrase:
    """`May 2026`; months without a gap by the first and the last, others one by one."""
    first, last = months[0], months[-1]
    places = [12 * int(month[:4]) + int(month[5:]) for month in months]
    if len(months) > 1 and places == [*range(places[0], places[-1] + 1)]:
        return phrase("{since} to {until}", since=Value(named_month(first)), until=Value(named_month(last)))
    return joined([Value(named_month(month)) for month in months], ", ")


def period_words(period: tuple[date | None, date | None]) -> Phrase:
    """`1 September 2026 to 30 November 2026`; an end that was not named is left open."""
    since, until = (None if day is None else Value(day_words(day)) for day in period)
    if since is not None and until is not None:
        return phrase("{since} to {until}", since=since, until=until)
    if since is not None:
        return phrase("from {since} on", since=since)
    return own(_("all visits so far")) if until is None else phrase("up to {until}", until=until)


def _lines(source: ComparisonInput, words: ComparisonWords) -> tuple[LineContext, ...]:
    visits = sum(group.n for group in source.groups)
    counted = ngettext("{n} visit with a score", "{n} visits with a score", visits)
    entries = (
        (words.visits, own(counted)),
        (words.groups, joined(map(group_words, source.groups), "; ")),
        (words.chosen, _filters(source.filters)),
        (words.compared_with, _against(source)),
        (words.as_of, Value(day_words(source.as_of))),
    )
    return tuple(
        LineContext(own(label), said if isinstance(said, Phrase) else Phrase((said,)))
        for label, said in entries
        if str(said)
    )


def _filters(filters: Iterable[tuple[str, tuple[str, ...]]]) -> Phrase:
    """What was chosen: `Region: North, South; Kind of visit: unannounced visits`."""
    return joined(
        [
            phrase("{label}: {value}", label=own(_(_FILTERS[name])), value=joined(_chosen(name, values)))
            for name, values in filters
        ],
        "; ",
    )


def _chosen(name: str, values: Iterable[str]) -> Iterator[Phrase | UserText | Value]:
    for value in values:
        if name == "kind":
            yield own(kind_words(value))
        else:
            yield Value(named_month(value)) if name == "month" else user_text(value)


_FILTERS = {
    "brand": N_("Brand"),
    "region": N_("Region"),
    "country": N_("Country"),
    "branch": N_("Branch"),
    "auditor": N_("Auditor"),
    "pack": N_("Pack"),
    "edition": N_("Edition"),
    "kind": N_("Kind of visit"),
    "month": N_("Month"),
    "section": N_("Section"),
    "layer": N_("Layer"),
    "dimension": N_("Dimension"),
    "stage": N_("Stage of the visit"),
    "channel": N_("Channel"),
    "code": N_("Standard"),
}


def _against(source: ComparisonInput) -> Phrase:
    """The first side of what changed."""
    if not any(group.changes for group in source.groups):
        return NOTHING
    parts = [period_words(source.against_period)] if any(source.against_period) else []
    return joined([*parts, *([_filters(source.against)] if source.against else [])], "; ")


def _document(source: ComparisonInput, title: Phrase, when: Phrase) -> DocumentContext:
    name = _("Comparison: {brand}, {period}", brand=title, period=when)
    return document_of_day(name, "qaudit", source.as_of, user_text(str(title)))
